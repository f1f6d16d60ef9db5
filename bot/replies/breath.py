"""The first reply fits one breath: at most 500 characters and three sources; the rest is a press away."""

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.records.answers import Answer, Citation, Point, Section
from bot.replies.checks import is_confirmation, is_correction, list_forms
from bot.replies.draft import write_text
from bot.replies.numbering import MARK, rewrite_marks
from bot.replies.wording import split_sentences

LONGEST = 500
"""Characters of text before the sources."""

SOURCES = 3
_WORTH = 40
"""Characters of a section that are worth saying without its rest."""

_MORE = " and more."
_MARKS = re.compile(r"(?:\[\d+\])+")


def fit_one_breath(answer: Answer) -> Answer:
    """The answer cut to what fits: whole sections first to last, of the one that is too long whole sentences or lines;
    numbers point at the three sources that are named first."""
    sections = tuple(_choose_sections(answer.sections))
    numbers = _renumber(sections)
    kept = tuple(section.model_copy(update={"text": rewrite_marks(section.text, numbers)}) for section in sections)
    return answer.model_copy(
        update={
            "sections": kept,
            "text": write_text(kept),
            "points": tuple(_cut_points(answer.points, numbers)),
            "citations": tuple(_cut_citations(answer.citations, numbers)),
            "disputes": tuple(rewrite_marks(dispute, numbers) for dispute in answer.disputes),
            "concession": rewrite_marks(answer.concession, numbers) if answer.concession else answer.concession,
        }
    )


def keep_beginning(text: str, room: int) -> str:
    """The first sentences, or lines of a list, that fit into that many characters, with their numbers; where a long
    opening does not, as much as fits into a first reply; of a sentence that is longer still its first clauses."""
    return _cut(text, room) or _cut(text, LONGEST) or _cut_clauses(text, room)


def join_rows(text: str) -> str:
    """The first line of a text, and the rows under it where it only leads to them."""
    first, *rows = text.split("\n")
    if not _MARKS.sub("", first).rstrip().endswith(":"):
        return first
    return f"{first} {'; '.join(row.removeprefix('- ') for row in rows)}"


def _choose_sections(sections: Sequence[Section]) -> Iterator[Section]:
    """What fits, in order. The opening is the answer and is kept first; no doubted figure goes without its correction,
    which is said shorter before a part of the answer is left out; what only confirms comes last."""
    formed = _choose_form(sections)
    room, kept = LONGEST, dict[int, str]()
    for place in sorted(range(len(formed)), key=lambda place: (_rank(place, formed[place]), place)):
        section = formed[place]
        reserved = sum(_measure(one) for one in formed[1:] if is_correction(one)) if place == 0 else 0
        kept[place] = _fit(section, room, reserved) or ("" if place else _cut_clauses(section.text, room))
        room -= _measure(section.model_copy(update={"text": kept[place]})) if kept[place] else 0
    return (section.model_copy(update={"text": kept[place]}) for place, section in enumerate(formed) if kept[place])


def _choose_form(sections: Sequence[Section]) -> list[Section]:
    """The fullest form of the corrections with which all the rest fits, else the shortest."""
    forms = list(list_forms(sections))
    return next((form for form in forms if sum(map(_measure, _drop_confirmations(form))) <= LONGEST), forms[-1])


def _drop_confirmations(sections: Iterable[Section]) -> list[Section]:
    return [section for section in sections if not is_confirmation(section)]


def _rank(place: int, section: Section) -> int:
    """What is kept first: the opening, corrections, the rest, confirmations."""
    if place == 0:
        return 0
    return 1 if is_correction(section) else 3 if is_confirmation(section) else 2


def _measure(section: Section) -> int:
    """Characters that a section takes up, with its label and the end of the line before it."""
    return len(section.text) + (len(section.label) + 2 if section.label else 0) + 1


def _fit(section: Section, room: int, reserved: int) -> str:
    """As much of the text as fits; of an opening at least the first sentence, and of a list its first line, whatever
    should come behind it."""
    label = _measure(section) - len(section.text)
    if len(section.text) + label <= room - reserved:
        return section.text
    kept = _cut(section.text, room - reserved - label)
    heads_nothing = "\n" in section.text and "\n" not in kept
    return _cut(section.text, room - label) if reserved and (not kept or heads_nothing) else kept


def _cut(text: str, room: int) -> str:
    """As many whole sentences, or lines of a list, as fit; nothing where too little does."""
    if "\n" in text:
        return _keep(text.split("\n"), "\n", room, least=min(_WORTH, len(text)))
    pieces = split_sentences(text)
    kept = _keep(pieces, " ", room, least=min(_WORTH, len(text)))
    marks = _find_marks(text[len(kept) :])
    if not kept or not marks or MARK.search(kept):
        return kept
    kept = _keep(pieces, " ", room - len(marks) - 1, least=1)
    return f"{kept} {marks}" if kept else ""


def _cut_clauses(sentence: str, room: int) -> str:
    """The first clauses, and members of a list in them, of a sentence that is longer than there is room for, with its
    numbers."""
    marks = _find_marks(sentence)
    pieces = re.split(r"(?<=[;,]) ", _MARKS.sub("", sentence).rstrip(". "))
    kept = _keep(pieces, " ", room - len(marks) - len(_MORE) - 1, least=1)
    ended = kept.removesuffix(";") + "." if kept.endswith(";") else kept.removesuffix(",") + _MORE
    return f"{ended} {marks}".rstrip() if kept else ""


def _keep(pieces: Sequence[str], separator: str, room: int, *, least: int) -> str:
    """The first pieces that fit together; nothing where that is less than the least."""
    kept = ""
    for piece in pieces:
        longer = f"{kept}{separator}{piece}" if kept else piece
        if len(longer) >= room:
            break
        kept = longer
    return kept if len(kept) >= least else ""


def _find_marks(text: str) -> str:
    """The numbers that stand behind the sentences cut off: sources of a whole passage stand at its end."""
    found = _MARKS.search(text)
    return found.group() if found else ""


def _renumber(sections: Iterable[Section]) -> dict[int, int]:
    """The numbers of the sources that stay, old to new, in the order in which the text names them."""
    named = dict.fromkeys(int(number) for section in sections for number in MARK.findall(section.text))
    return {old: new for new, old in enumerate(list(named)[:SOURCES], 1)}


def _cut_points(points: Iterable[Point], numbers: dict[int, int]) -> Iterable[Point]:
    for point in points:
        citations = tuple(numbers[number] for number in point.citations if number in numbers)
        if citations:
            yield point.model_copy(update={"citations": citations})


def _cut_citations(citations: Iterable[Citation], numbers: dict[int, int]) -> list[Citation]:
    kept = [one.model_copy(update={"n": numbers[one.n]}) for one in citations if one.n in numbers]
    return sorted(kept, key=lambda one: one.n)
