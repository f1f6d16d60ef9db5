"""Weighs the records that explain what was typed as one name."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.understanding.explaining import Typed, count_exact, explain, is_named
from bot.understanding.kinship import Kinship
from bot.understanding.known import KnownModel
from bot.understanding.matching import Match
from bot.understanding.pieces import Piece
from bot.understanding.words import PACKAGING

_JOINTS = frozenset("-_:")
_RUNS_KEPT = 4096
"""Names as typed whose records are remembered: a message is read whole and in parts, and people repeat names."""


class Run(NamedTuple):
    """The pieces typed as one name, the names of the bank among them by their places in it, and the places of plain
    words that tell nothing."""

    pieces: tuple[Piece, ...]
    matches: tuple[Match, ...]
    plain: frozenset[int] = frozenset()

    @property
    def is_joined(self) -> bool:
        """Whether the pieces are joined as in the name of a repository."""
        return any(piece.gap in _JOINTS for piece in self.pieces[1:])


class Candidate(NamedTuple):
    """A record that explains a whole run: by which match and family, and how many pieces by itself.

    `is_named`: every word that sets it apart was typed; `exact` counts the sizes that it lists rather than spans."""

    model: KnownModel
    match: Match
    family: str
    own: int = 1
    is_named: bool = True
    exact: int = 0

    @property
    def rank(self) -> tuple[bool, int, int, bool]:
        """The higher, the better: a record by its own name or by all words of it, then by what it explains."""
        return self.is_named or not self.family, self.own, self.exact, not self.family


class Weigher:
    """Finds the records that explain a run best."""

    def __init__(self, kinship: Kinship) -> None:
        self._kinship = kinship
        self.weigh = lru_cache(_RUNS_KEPT)(self._weigh)

    def _weigh(self, run: Run) -> Sequence[Candidate]:
        """The best records; several of one family where nothing tells them apart, none where a piece is left over."""
        exact = next((match for match in run.matches if len(match.used) == len(run.pieces)), None)
        if exact:
            return [Candidate(model, exact, family) for model, family in self._kinship.find_models(exact)]
        candidates = list(self._explain_all(run, is_loose=False))
        if not candidates and run.is_joined and any(self._kinship.has_first(match) for match in run.matches):
            candidates = list(self._explain_all(run, is_loose=True))
        best = max(candidates, key=lambda one: (*one.rank, len(one.match.used)), default=None)
        return [one for one in candidates if best and one.rank == best.rank and _is_akin(one, best)]

    def _explain_all(self, run: Run, is_loose: bool) -> Iterable[Candidate]:
        """Every record that explains a run. `is_loose`: a name without a version may mean any member of a family."""
        for match in run.matches:
            for model, family in self._kinship.find_models(match):
                others = self._find_covered(run, match, model)
                if others is None:
                    continue
                may_be_later = is_loose and not model.needed and self._kinship.has_first(match)
                typed = Typed(
                    pieces=run.pieces,
                    used=frozenset(match.used),
                    others=others | run.plain,
                    by_family=bool(family),
                    is_joined=run.is_joined,
                    tells_generation=run.is_joined and not may_be_later,
                )
                own = explain(model, typed)
                if own is not None and not self._is_only_word(run, match, model, own):
                    exact = count_exact(model, run.pieces)
                    yield Candidate(model, match, family, own, is_named(model, typed), exact)

    def _is_only_word(self, run: Run, match: Match, model: KnownModel, own: int) -> bool:
        """Whether a maker's name has but a word of one of its models beside it: 'OpenAI Codex' is no GPT-5."""
        has_figure = any(piece.kind != "word" for piece in run.pieces)
        return own > 1 and not has_figure and not model.needed and self._kinship.is_maker(match)

    def _find_covered(self, run: Run, match: Match, model: KnownModel) -> frozenset[int] | None:
        """The places that other names beside a record's account for: its maker, its own family, and what it was made
        from with its size. None where the other name is rather the work, made from this record."""
        covered: set[int] = set()
        for rival in run.matches:
            if all(run.pieces[at].text in PACKAGING for at in rival.used):
                continue
            if set(rival.used) & set(match.used):
                if not model.is_base and self._kinship.is_base(rival):
                    covered.update(set(rival.used) - set(match.used))
                continue
            is_own = any(other.id == model.id for other, _ in self._kinship.find_models(rival))
            is_own = is_own or self._kinship.is_maker(rival)
            if not is_own and not self._kinship.is_base(rival):
                return None
            covered.update(rival.used)
            if not is_own:
                covered.update(at for at, piece in enumerate(run.pieces) if self._kinship.has_size(rival, piece))
        return frozenset(covered)


def _is_akin(one: Candidate, best: Candidate) -> bool:
    return one.family == best.family if best.family else one.match.used == best.match.used
