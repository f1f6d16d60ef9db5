"""Several filters that must all hold, as one; and how a line is put that narrows the list just told."""

import re
from collections.abc import Sequence

from bot.records.questions import ModelFilter
from bot.retrieval.lexical import split_words

_ALTERNATIVES = (
    "tiers",
    "levels",
    "licenses",
    "license_kinds",
    "developers",
    "countries",
    "families",
    "models",
    "modalities",
)
"""Parts of a filter whose values are alternatives: a model has one of them."""

_TOGETHER = (
    "components", "restrictions", "excluded", "other_countries", "other_licenses", "other_modalities", "without",
    "sizes", "scores",
)  # fmt: skip
"""Parts whose values hold together."""
_OF_THOSE = r"(?:(?:of|from|among|in) (?:those|these|them|the|that list)(?: \w+)?,?(?: then,?)? )?"
_NARROWS = re.compile(
    r"^\W*(?:(?:hm+|ok|okay|k|and|but|then|now|so|well|pls|please|yes|yeah|right|nah|fine|cool|thanks|also)\b"
    rf"[ ,.]*){{0,4}}{_OF_THOSE}(?:and |but )?(?:only|just|without|no|not|non|leav(?:e|ing) out|exclud(?:e|ing)|skip|"
    r"drop|minus|except|apart from|other than|must|has to be|have to be|should|keep|none|nothing|filter|"
    r"restrict|limit|narrow)\b|"
    r"\bonly(?: please| pls| then)?\W*$|\bonly (?:the )?ones (?:from|that|with|under|by)\b"
)
"""How a line begins or ends that wants the last list without some, or with these alone: 'and no image ones'."""

WORDS_OF_NARROWING = frozenset(
    split_words("only just leave out without drop skip exclude minus except not no must be keep stuff ones those")
)
"""The words of that form, for which a narrowed list accounts."""


WORDS_OF_WIDENING = frozenset(
    split_words(
        "any all every again back whole list forget ignore drop size limit country licence matter regardless add also "
        "plus include too instead same ones overall then please undo"
    )
)
"""The words by which a list is widened, or asked of another."""


def wants_narrower(lowered: str) -> bool:
    """Whether a lower-cased line has the form in which people narrow a list that they were told."""
    return bool(_NARROWS.search(lowered))


def narrow(filters: Sequence[ModelFilter]) -> ModelFilter | None:
    """The filter of what fits every one of some filters; None where two of them leave nothing to each other."""
    joined = ModelFilter()
    for one in filters:
        given = {name: value for name, value in one if value != getattr(ModelFilter(), name)}
        changes = {name: _join(name, getattr(joined, name), value) for name, value in given.items()}
        if any(changes[name] == () for name in given):
            return None
        joined = joined.model_copy(update=changes)
    return joined


def _join(name: str, before: object, now: object) -> object:
    if isinstance(before, tuple) and isinstance(now, tuple) and before:
        if name in _ALTERNATIVES:
            return tuple(value for value in before if value in now)
        if name in _TOGETHER:
            return tuple(dict.fromkeys((*before, *now)))
    return now
