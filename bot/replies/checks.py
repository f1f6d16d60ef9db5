"""What a check found of a statement: whole, in one sentence, or by name alone where a reply has little room."""

import re
from collections.abc import Callable, Iterator, Sequence

from bot.records.answers import Section
from bot.records.tables import Audit
from bot.replies.draft import Draft, write_date
from bot.replies.wording import first_sentence

_CHECKED = "Checked"
_FINDING_WORDS = {
    "confirmed": "confirmed",
    "outdated": "outdated",
    "inaccurate": "inaccurate",
    "disputed": "disputed",
    "unverifiable": "no source found",
    "opinion": "a judgement",
}
_CORRECTING = frozenset(
    f"{_CHECKED} ({_FINDING_WORDS[finding]})" for finding in ("outdated", "inaccurate", "disputed", "unverifiable")
)
_MARKS = re.compile(r"\s?((?:\[\d+\])+)")
_NAMED = 4
"""Corrections that are named one by one; more are counted."""

Form = Callable[[Sequence[Section]], list[Section]]


def add_audit(draft: Draft, statement: str, audit: Audit, about: str = "") -> None:
    """Put the check's finding behind a statement; where it doubts it, list both as a dispute."""
    checked = draft.mark(audit.note, audit.cites, audit.as_of)
    draft.add_section(
        f"{_CHECKED} ({_FINDING_WORDS[audit.finding]})", f"{about}{checked}{write_date(audit.note, audit.as_of)}"
    )
    if audit.doubts:
        draft.add_dispute(f"{statement} {checked}")


def is_correction(section: Section) -> bool:
    """Whether a section says that a statement before it may not stand alone."""
    return section.label == _CHECKED or section.label in _CORRECTING


def is_confirmation(section: Section) -> bool:
    """Whether a section says what a check found of a statement that may stand alone."""
    return section.label.startswith(_CHECKED) and not is_correction(section)


def list_forms(sections: Sequence[Section]) -> Iterator[list[Section]]:
    """The sections with their corrections in every form, the fullest first; only several have names to go by."""
    yield list(sections)
    yield [_shorten(section) if is_correction(section) else section for section in sections]
    corrections = [section for section in sections if is_correction(section)]
    if len(corrections) > 1:
        place = sections.index(corrections[0])
        kept = [section for section in sections if section not in corrections]
        yield [*kept[:place], _name(corrections), *kept[place:]]


def _shorten(section: Section) -> Section:
    """Its first sentence, with the sources of the whole."""
    first = first_sentence(section.text)
    marks = _MARKS.findall(section.text)
    told = first if _MARKS.search(first) or not marks else f"{first} {marks[-1]}"
    return section.model_copy(update={"text": told})


def _name(corrections: Sequence[Section]) -> Section:
    """What each is about and the word for what was found."""
    found = [f"{one.text.partition(': ')[0]}: {one.label[len(_CHECKED) + 2 : -1]}" for one in corrections]
    named = f"{'; '.join(found)}." if len(found) <= _NAMED else f"{len(found)} of these cells are doubted."
    return Section(label=_CHECKED, text=named)
