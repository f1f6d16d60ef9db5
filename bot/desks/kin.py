"""Which relative of the models just spoken of a line means: by a word of its name, its age or its size."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from bot.records.bank import Bank
from bot.records.base import Slug
from bot.records.focus import Focus
from bot.records.models import ModelRecord
from bot.records.questions import Measure
from bot.replies.measures import measure_model
from bot.understanding.names import split_atoms

_MOST = 2
_PLAIN = frozenset(
    "a an the one ones this that is it its and or of for from by with in on to me not no yes i we you they open opened "
    "closed source weights weight code data model models ai lab llm chat instruct base license apache mit free".split()
)
"""Words of names that stand in lines for their own sake."""

_BY_MEASURE: tuple[tuple[Measure, bool, re.Pattern[str]], ...] = (
    ("released", True, re.compile(r"\b(?:newe(?:r|st)|latest|new (?:one|version|release)|current one|successor)\b")),
    ("released", False, re.compile(r"\b(?:olde(?:r|st)|earlier|previous|old (?:one|version)|predecessor)\b")),
    ("parameters", True, re.compile(r"\b(?:bigge(?:r|st)|large(?:r|st)|big (?:one|version|brother))\b")),
    ("parameters", False, re.compile(r"\b(?:smalle(?:r|st)|tin(?:y|ier|iest)|small (?:one|version)|little one)\b")),
)
_ASKS_WHICH = re.compile(r"\bwh(?:ich|o|at)\b(?! about)")
"""Who asks which of two is the bigger points at neither."""

_SIZES = r"(?P<{}>small|large|medium|mini|nano|tiny|big|pro|flash|lite|max)"
_BY_SIZE_NAME = re.compile(
    rf"\b{_SIZES.format('called')} (?:one|version|model|variant)s?\b|\b(?:the|their) {_SIZES.format('last')}\W*$"
)
"""Words of sizes that stand in names of models too."""

_NOT_THAT = re.compile(r"\b(?:not|no) (?:the |that )?[\w.-]+")
"""A word by which no relative is meant: 'the full one, not flash'."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_OPEN_ONE = re.compile(r"\bopen (?:one|version|release|variant|sibling)\b")


def find_kin(bank: Bank, lowered: str, focus: Focus) -> tuple[Slug, ...]:
    """Models of the last group, of the same family or by the same maker that a lower-cased line may mean, likeliest
    first, two at most; none where nothing in the line tells one of them from the others."""
    if not focus.models:
        return ()
    current = bank.model[focus.models[0]]
    group = [bank.model[model] for model in focus.group]
    family = [model for model in bank.models if model.family == current.family]
    called = _find_called(lowered, current, family)
    if called and len(group) < _MOST:
        return called
    alike = [model for model in family if not set(model.modality).isdisjoint(current.modality)]
    pair = [bank.model[model] for model in find_pair(bank, focus)]
    for measure, highest, pattern in _BY_MEASURE:
        if pattern.search(lowered):
            of_pair = () if _ASKS_WHICH.search(lowered) else _choose_extreme(pair, measure, highest=highest)
            others = _choose_extreme(group if len(group) > 1 else alike, measure, highest=highest)
            return tuple(dict.fromkeys((*of_pair, *others)))
    made_by = [model for model in bank.models if model.developer == current.developer]
    relatives = list({model.id: model for model in (*group, *family, *made_by)}.values())
    if _OPEN_ONE.search(lowered):
        found = [model for model in relatives if bank.placement[model.id].tier != "closed" and model != current]
        return tuple(model.id for model in sorted(found, key=lambda model: not _begins_like(model, current)))[:1]
    return _find_by_words(lowered, current, relatives)


def find_pair(bank: Bank, focus: Focus) -> tuple[Slug, ...]:
    """The models of the last two turns, the earlier first, where they are of two families and nothing was listed or
    compared: 'is Llama 4 open? - and gpt-oss? - which of the two is bigger?'."""
    turns = [model for subject in focus.subjects[:2] for model in subject.models[:1]]
    apart = len({bank.model[model].family for model in turns}) == _MOST
    return tuple(reversed(turns)) if apart and len(focus.group) < _MOST else ()


def _find_called(lowered: str, current: ModelRecord, family: Sequence[ModelRecord]) -> tuple[Slug, ...]:
    """Members of a family in whose names a word for a size stands by which a line calls one: 'the small one' after
    Mistral Large 3 is Mistral Small; of the same figure first, then the newest."""
    said = _BY_SIZE_NAME.search(lowered)
    own = set(split_atoms(current.name))
    word = (said.group("called") or said.group("last")) if said else ""
    if not word or word in own:
        return ()
    works = set(current.modality)
    bearing = [one for one in family if word in split_atoms(one.name) and not works.isdisjoint(one.modality)]
    ranked = sorted(bearing, key=lambda one: one.released, reverse=True)
    figures = {atom for atom in own if atom[0].isdigit()}
    return tuple(one.id for one in sorted(ranked, key=lambda one: figures.isdisjoint(split_atoms(one.name))))[:_MOST]


def _choose_extreme(models: Sequence[ModelRecord], measure: Measure, *, highest: bool) -> tuple[Slug, ...]:
    measured = [(figure, model.id) for model in models if (figure := measure_model(model, measure)) is not None]
    return ((max if highest else min)(measured)[1],) if len(measured) > 1 else ()


def _begins_like(model: ModelRecord, other: ModelRecord) -> bool:
    """Whether one name goes on where another ends: 'Qwen3-Coder' and 'Qwen3'."""
    return split_atoms(model.name)[:2] == split_atoms(other.name)[:2]


def _find_by_words(lowered: str, current: ModelRecord, relatives: Sequence[ModelRecord]) -> tuple[Slug, ...]:
    """Relatives by the words of their names that the current one's lack: the rarer among them, the more it tells; of
    equals those named like the current one first."""
    others = [model for model in relatives if model != current]
    own = _list_words((current.name, *current.aliases))
    telling = [(model, _list_words((model.name, *model.aliases)) - own) for model in others]
    rarity = Counter(word for _model, words in telling for word in words)
    said = _list_telling(split_atoms(_NOT_THAT.sub(" ", lowered)))
    scored = [(sum(1 / rarity[word] for word in words & said), model) for model, words in telling]
    found = sorted(
        (pair for pair in scored if pair[0]), key=lambda pair: (-pair[0], not _begins_like(pair[1], current))
    )
    return tuple(model.id for _score, model in found[:_MOST])


@cache
def _list_words(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for name in names for word in _list_telling(split_atoms(name)))


def _list_telling(atoms: Sequence[str]) -> set[str]:
    """The words among the atoms of a text, and each word or letter with the figure behind it: 'm1', 'large 3'."""
    words = {atom for atom in atoms if _WORD.fullmatch(atom)} - _PLAIN
    pairs = ((word, figure) for word, figure in pairwise(atoms) if word.isalpha() and figure[0].isdigit())
    return words | {f"{word} {figure}" for word, figure in pairs if word not in _PLAIN}
