"""What names stand for: the records behind a match, their makers and families, and which of them go together."""

from collections.abc import Mapping
from functools import lru_cache

from bot.records.bank import Bank
from bot.records.models import Family
from bot.understanding.known import KnownModel, know_model
from bot.understanding.matching import Match
from bot.understanding.pieces import Piece
from bot.understanding.words import GRAND, TIERS

FAMILY = "family:"
"""Marks the targets of matches that are families, since a family and a model may share an id."""

_PROSE_GRAND = GRAND - frozenset("plus pro fast big huge heavy super air".split())
_MATCHES_KEPT = 4096
"""Names whose records are remembered: about as many as the bank has."""

_DISTILLED = ("distill", "distilled")


class Kinship:
    """Knows the records behind every match."""

    def __init__(self, bank: Bank, everyday: frozenset[str]) -> None:
        self._everyday = everyday
        of_model: dict[str, list[Family]] = {model.id: [] for model in bank.models}
        for family in bank.families:
            for member in family.members:
                of_model[member].append(family)
        self._known = {model.id: know_model(model, of_model[model.id]) for model in bank.models}
        self._members: Mapping[str, tuple[str, ...]] = {family.id: family.members for family in bank.families}
        self._find = lru_cache(_MATCHES_KEPT)(self._find_targets)
        self._is_maker = lru_cache(_MATCHES_KEPT)(self._names_maker)

    def know(self, model: str) -> KnownModel:
        """A record by its id, as its texts describe it."""
        return self._known[model]

    def find_models(self, match: Match) -> list[tuple[KnownModel, str]]:
        """The records that a match may mean, each with the id of the family by which it does, or none."""
        return self._find(match.targets)

    def _find_targets(self, targets: tuple[str, ...]) -> list[tuple[KnownModel, str]]:
        found: list[tuple[KnownModel, str]] = []
        for target in targets:
            if target.startswith(FAMILY):
                family = target.removeprefix(FAMILY)
                found += [(self._known[member], family) for member in self._members[family]]
            else:
                found.append((self._known[target], ""))
        return found

    def is_family(self, match: Match) -> bool:
        """Whether a match is the name of a family and of no record."""
        return all(target.startswith(FAMILY) for target in match.targets)

    def is_maker(self, match: Match) -> bool:
        """Whether a name stands for a family by its maker ('nvidia'), not by a word of the models' names."""
        return self.is_family(match) and self._is_maker(match.targets, match.name)

    def _names_maker(self, targets: tuple[str, ...], name: str) -> bool:
        words = set(name.split())
        models = [model for model, _ in self._find(targets)]
        return any(words <= model.makers for model in models) and not any(words & model.proper for model in models)

    def is_base(self, match: Match) -> bool:
        """Whether others build their models upon what a match names."""
        return all(model.is_base for model, _ in self.find_models(match))

    def has_first(self, match: Match) -> bool:
        """Whether the bank holds the first of a family, so that a name without a version may be loose talk."""
        return any(family and model.is_first for model, family in self.find_models(match))

    def has_size(self, match: Match, piece: Piece) -> bool:
        """Whether a piece is a size of what a match names; of a whole family only sizes that its records list."""
        if piece.kind != "size":
            return False
        return any(
            piece.text in model.figures.sizes if family else model.figures.has_size(piece.text)
            for model, family in self.find_models(match)
        )

    def belongs(self, match: Match, piece: Piece) -> bool:
        """Whether a word behind a match is one that its records use of themselves, or a variant of a release."""
        models = self.find_models(match)
        if any(piece.text in model.words for model, _ in models) and not self.is_maker(match):
            return piece.text not in self._everyday or piece.text in TIERS | GRAND
        return any(not family for _, family in models) and piece.text in TIERS | _PROSE_GRAND

    def are_kin(self, match: Match, follower: Match) -> bool:
        """Whether two names beside each other may mean one record: 'Nemotron' and 'Nano Omni'."""
        if match.name.endswith(_DISTILLED):
            return self.is_base(follower)
        ids = {model.id for model, _ in self.find_models(match)}
        return any(model.id in ids for model, _ in self.find_models(follower))

    def share_family(self, match: Match, follower: Match) -> bool:
        """Whether a family's name and another name lead to records of one family."""
        families = {model.family for model, _ in self.find_models(match)}
        return any(model.family in families for model, _ in self.find_models(follower))

    def is_made_by(self, follower: Match, match: Match) -> bool:
        """Whether a name is that of the maker of what another names: 'writer' of Palmyra."""
        words = set(match.name.split())
        return any(words <= model.makers for model, _ in self.find_models(follower))
