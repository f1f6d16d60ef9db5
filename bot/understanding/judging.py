"""Judges each name in a line: which record or family it is, or that the bank does not hold it."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from bot.records.bank import Bank
from bot.records.language import ModelMention
from bot.understanding.bearers import Bearers
from bot.understanding.grouping import Group, find_leaders, find_matches, group_names, may_be_one_name
from bot.understanding.joining import Joiner, Verdict
from bot.understanding.kinship import FAMILY, Kinship
from bot.understanding.matching import Match, NameIndex
from bot.understanding.nametable import Mender, write_name
from bot.understanding.owners import Owners
from bot.understanding.pieces import Line, Piece
from bot.understanding.products import find_product
from bot.understanding.shyness import (
    asks_of,
    find_plain,
    has_capitals,
    is_no_name,
    is_shy,
    is_sized,
    is_spoken_of,
    is_talked_of,
    names_maker,
)
from bot.understanding.strangers import Strangers
from bot.understanding.weighing import Candidate, Run, Weigher
from bot.understanding.words import DERIVED, EVERYDAY, NEVER_ALONE

_PAIR = 2
_MOST_NAMES = 16
"""Names read in one line."""


class _Scene(NamedTuple):
    """A line as it is judged: its pieces without owners, the names found, the segments that had an owner, its
    longest names, and whether all of it is written as one name."""

    line: Line
    pieces: Sequence[Piece]
    found: dict[int, list[Match]]
    owned: frozenset[int]
    leaders: Sequence[Match]
    is_titled: bool


class NameJudge:
    """Judges lines by the names of a bank. `everyday` are words that are no part of a name."""

    def __init__(self, bank: Bank, index: NameIndex, everyday: frozenset[str]) -> None:
        self._bank = bank
        self._index = index
        self._everyday = everyday
        self._slips = Mender(everyday)
        self._kinship = Kinship(bank, everyday)
        self._owners = Owners(self._kinship, index)
        self._weigher = Weigher(self._kinship)
        self._strangers = Strangers(bank.developers, everyday)
        self._bearers = Bearers(bank, self._kinship, everyday)
        self._joiner = Joiner(self._kinship, self._bearers)

    def judge(self, line: Line, *, wants_name: bool) -> list[Verdict]:
        """One verdict for each name in a line. `wants_name`: it was typed where one name is asked for."""
        whole = self._index.find_whole(line.pieces)
        if whole and whole.name not in NEVER_ALONE:
            return [Verdict(self._mention(whole), "", True)]
        pieces, owned = self._owners.drop(line.pieces)
        found = find_matches(self._index, pieces)
        leaders = find_leaders(found, len(pieces))
        is_titled = self._is_titled(line, pieces, leaders, wants_name)
        scene = _Scene(line, pieces, found, owned, leaders, is_titled)
        groups = list(islice(self._group(scene), _MOST_NAMES))
        judged = self._joiner.join(pieces, [(group, self._judge_group(scene, group)) for group in groups])
        following = [*judged[1:], (None, None)]
        verdicts = [
            verdict
            for (group, verdict), (follower, named) in zip(judged, following, strict=False)
            if verdict and not (follower and named and named.mention and self._introduces(group, follower))
        ]
        if any(map(_names, verdicts)):
            return verdicts
        return self._find_by_maker(pieces) or self._find_stranger(line) or verdicts

    def _find_by_maker(self, pieces: Sequence[Piece]) -> list[Verdict]:
        """The model of which a line names no more than its maker and a part: 'Meta never let Behemoth out'."""
        found = self._bearers.find_by_maker(pieces)
        return [Verdict(found, "", False)] if found else []

    def _find_stranger(self, line: Line) -> list[Verdict]:
        """A name that the bank does not hold, where a line names nothing that it does."""
        strangers = self._strangers
        stranger = strangers.find_famous(line) or strangers.find(line) or strangers.find_joined(line)
        return [Verdict(None, stranger, True)] if stranger else []

    def _introduces(self, group: Group, follower: Group) -> bool:
        """Whether a maker's name only leads to the model behind it: 'OpenAI's Whisper'."""
        maker = group.matches[0]
        is_maker = group.end == follower.start and self._kinship.is_maker(maker)
        return is_maker and self._kinship.is_made_by(follower.matches[0], maker)

    def _group(self, scene: _Scene) -> Iterable[Group]:
        """The whole line where it may be one long name, else what stands around each name in it."""
        leaders, is_everyday = scene.leaders, _is_asked if scene.is_titled else self._is_everyday
        if leaders and self._is_one(leaders) and may_be_one_name(scene.pieces, leaders, is_everyday, scene.is_titled):
            matches = tuple(match for place in sorted(scene.found) for match in scene.found[place])
            return [Group(0, len(scene.pieces), matches)]
        return group_names(scene.pieces, scene.found, self._kinship)

    def _is_titled(self, line: Line, pieces: Sequence[Piece], leaders: Sequence[Match], wants_name: bool) -> bool:
        """Whether all words of a line are written as one name: 'Claude Code', 'Gemini Code Assist'. A headline has a
        verb ('Llama Beats Claude')."""
        lengths = {len(pieces), len(line.segments)}
        is_capital = all(segment[:1].isupper() or segment[:1].isdigit() for segment in line.segments)
        if lengths == {_PAIR}:
            return is_capital
        if len(leaders) != 1 or not self._kinship.is_family(leaders[0]) or self._kinship.is_maker(leaders[0]):
            return False
        return wants_name or (is_capital and len(lengths) == 1 and not any(map(_may_be_verb, pieces)))

    def _is_one(self, leaders: Sequence[Match]) -> bool:
        """Whether several names may be one: a work and what it was made from, or a maker and its model."""
        works = [match for match in leaders if not self._kinship.is_maker(match) and not self._kinship.is_base(match)]
        return len(leaders) == 1 or len(works) <= 1

    def _is_everyday(self, word: str) -> bool:
        """Whether a word is one of everyday, or a slip for one."""
        return "'" in word or (word not in DERIVED and self._slips.mend(word, False) in self._everyday)

    def _judge_group(self, scene: _Scene, group: Group) -> Verdict | None:
        is_whole = (group.start, group.end) == (0, len(scene.pieces))
        is_alone = is_whole or scene.pieces[group.start].segment in scene.owned
        product = find_product(scene.line, scene.pieces, group) or self._find_foreign(scene.pieces, group)
        if product:
            return Verdict(None, _write(scene, group._replace(end=product)), False)
        run = self._cut(scene, group, is_alone)
        best = self._weigher.weigh(run)
        if not best:
            return self._refuse(scene, group, is_alone)
        if self._is_word(scene, group, best[0], is_alone):
            return None
        return Verdict(self._choose(best, run), "", is_whole)

    def _cut(self, scene: _Scene, group: Group, is_alone: bool) -> Run:
        pieces = tuple(piece._replace(segment=0) for piece in scene.pieces[group.start : group.end])
        matches = tuple(match._replace(used=tuple(at - group.start for at in match.used)) for match in group.matches)
        is_long_name = scene.is_titled and _PAIR < len(pieces) == len(scene.pieces)
        if is_long_name or scene.pieces[group.start].segment in scene.owned:
            return Run(pieces, matches)
        taken = frozenset(at for match in matches for at in match.used)
        return Run(pieces, matches, find_plain(pieces, taken, self._everyday, is_alone))

    def _refuse(self, scene: _Scene, group: Group, is_alone: bool) -> Verdict | None:
        """An unknown name; a maker's name in a sentence stands for itself, whatever follows it."""
        if not is_alone and self._kinship.is_maker(group.matches[0]):
            return Verdict(self._mention(group.matches[0]), "", False)
        is_owned = scene.pieces[group.start].segment in scene.owned
        if not is_owned and is_no_name(scene.pieces, group, is_alone):
            return None
        return Verdict(None, _write(scene, group), False)

    def _is_word(self, scene: _Scene, group: Group, best: Candidate, is_alone: bool) -> bool:
        """Whether a name is rather an everyday word, since nothing in the line speaks of a model."""
        pieces = scene.pieces
        if len(pieces) == 1 and pieces[0].text in NEVER_ALONE:
            return True
        if is_alone or not is_shy(pieces[group.start : group.end], best.match, best.own, _look_behind(pieces, group)):
            return False
        named = names_maker(pieces, group, best.model.makers) or has_capitals(scene.line, pieces[group.start])
        named = named or is_sized(pieces, group) or is_talked_of(pieces, group)
        return not named and not is_spoken_of(pieces, group, scene.found)

    def _find_foreign(self, pieces: Sequence[Piece], group: Group) -> int | None:
        """The end of a foreign word that a question puts behind a family's name: 'is mistral saba open?'."""
        match = group.matches[0]
        is_bare = self._kinship.is_family(match) and group.end - group.start == len(match.used)
        if not is_bare or not asks_of(pieces, group):
            return None
        word = pieces[group.end].text
        is_known = word in self._index.words or word.endswith("ly") or self._is_everyday(word)
        return None if is_known else group.end + 1

    def _mention(self, match: Match) -> ModelMention:
        models = tuple(target for target in match.targets if not target.startswith(FAMILY))
        if models:
            return ModelMention(name=match.name, candidates=models)
        family = self._bank.family[match.targets[0].removeprefix(FAMILY)]
        members = (family.newest, *(member for member in family.members if member != family.newest))
        return ModelMention(name=match.name, candidates=members, family=family.id, asks=family.asks)

    def _choose(self, best: Sequence[Candidate], run: Run) -> ModelMention:
        """The mention that the best records make: one record, or those of a family that fit, the likeliest first."""
        first = best[0]
        if len(first.match.used) == len(run.pieces):
            return self._mention(first.match)
        if not first.family:
            ids = dict.fromkeys(one.model.id for one in best if one.match == first.match)
            return ModelMention(name=first.match.name, candidates=tuple(ids))
        if first.own == 1:
            return self._mention(first.match._replace(targets=(f"{FAMILY}{first.family}",)))
        family = self._bank.family[first.family]
        members = tuple(dict.fromkeys(_order(best, run, family.newest)))
        name = write_name([piece.text for piece in run.pieces])
        if len(members) == 1:
            return ModelMention(name=name, candidates=members)
        return ModelMention(name=name, candidates=members, family=family.id, asks=family.asks)


def _names(verdict: Verdict) -> bool:
    """Whether a verdict names something by more than a size: the 8x22B of WizardLM is nobody's name."""
    return bool(verdict.unknown) or (verdict.mention is not None and not verdict.mention.name[:1].isdigit())


def _may_be_verb(piece: Piece) -> bool:
    return piece.kind == "word" and piece.text.endswith(("s", "ed", "ing"))


def _is_asked(word: str) -> bool:
    """Whether a word of such a line is rather what is asked about the name: 'Llama License'."""
    return word in EVERYDAY and word != "code"


def _order(best: Sequence[Candidate], run: Run, newest: str) -> list[str]:
    """The newest first; the oldest where a joined name has no version, as the first of a line have none."""
    kinds = {piece.kind for piece in run.pieces}
    is_first = run.is_joined and "size" in kinds and "figure" not in kinds
    models = (one.model for one in best)
    ranked = sorted(models, key=lambda model: (model.id == newest, model.released), reverse=not is_first)
    return [model.id for model in ranked]


def _look_behind(pieces: Sequence[Piece], group: Group) -> str:
    return pieces[group.end].text if group.end < len(pieces) else ""


def _write(scene: _Scene, group: Group) -> str:
    """A group as it was typed."""
    segments = dict.fromkeys(piece.segment for piece in scene.pieces[group.start : group.end])
    return " ".join(scene.line.segments[segment].removesuffix("'s") for segment in segments)
