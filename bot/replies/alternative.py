"""A second reading beside the first, where neither is sure: whoever asked sees at once which one was meant."""

from collections.abc import Sequence

from bot.records.answers import Answer, Section
from bot.records.base import read_numbers
from bot.replies.asking import begin_reply
from bot.replies.breath import LONGEST, keep_beginning
from bot.replies.checks import is_correction
from bot.replies.draft import write_text
from bot.replies.numbering import MARK, gather_citations, number_on, rewrite_marks
from bot.replies.wording import first_sentence

_LABEL = "Or"
_ROOM = 210
"""Characters that the second reading gets, or its first sentence where that is longer."""


def add_alternative(answer: Answer, other: Answer) -> Answer:
    """The first answer shortened to make room in one breath, then the beginning of the other; as it is where that does
    not fit, tells the same figures from the same sources, rests on no source, or has a figure that a check doubts: that
    may not stand alone. The sources of both are kept, however many."""
    if not other.citations or any(map(is_correction, other.sections)):
        return answer
    told = _begin(begin_reply(other))
    if _is_told(told, answer, other):
        return answer
    kept = _keep_sections(answer.sections, LONGEST - len(told) - len(_LABEL) - len(": \n"))
    if not told or not kept:
        return answer
    citations = gather_citations(answer.citations)
    named = {int(number) for number in MARK.findall(told)}
    numbers = {one.n: number_on(citations, one) for one in other.citations if one.n in named}
    sections = (*kept, Section(label=_LABEL, text=rewrite_marks(told, numbers)))
    fields = {"sections": sections, "text": write_text(sections), "citations": tuple(citations.values())}
    return answer.model_copy(update=fields)


def _is_told(told: str, answer: Answer, other: Answer) -> bool:
    """Whether the first answer has all figures of the second from the documents of the second."""
    figures = read_numbers(MARK.sub("", told))
    documents = {citation.url for citation in answer.citations if citation.url}
    is_sourced = all(citation.url in documents for citation in other.citations)
    return bool(figures) and is_sourced and figures <= read_numbers(MARK.sub("", answer.text))


def _keep_sections(sections: Sequence[Section], room: int) -> list[Section]:
    """The beginning of the first section and those behind it that fit whole; none where not even that fits, or of its
    rows none."""
    opening, *others = sections
    kept = [opening.model_copy(update={"text": keep_beginning(opening.text, room)})]
    if "\n" in opening.text and "\n" not in kept[0].text:
        return []
    for section in others:
        if len(write_text((*kept, section))) < room:
            kept.append(section)
    return kept if len(kept[0].text) <= room else []


def _begin(text: str) -> str:
    return keep_beginning(text, max(_ROOM, len(first_sentence(text)) + len(" [1][2][3]") + 1))
