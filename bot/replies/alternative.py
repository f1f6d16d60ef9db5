"""A second reading beside the first, where neither is sure: whoever asked sees at once which one was meant."""

import re
from collections.abc import Sequence

from bot.records.answers import Answer, Citation, Section
from bot.replies.asking import begin_reply
from bot.replies.breath import LONGEST, fit_one_breath, keep_beginning
from bot.replies.draft import write_text
from bot.replies.wording import first_sentence

_LABEL = "Or"
_ROOM = 210
"""Characters that the second reading gets, or its first sentence where that is longer."""

_MARK = re.compile(r"\[(\d+)\]")


def add_alternative(answer: Answer, other: Answer) -> Answer:
    """The first answer shortened to make room, then the beginning of the other; as it is where that does not fit or
    rests on no source."""
    if not other.citations:
        return answer
    citations = list(answer.citations)
    told = _renumber(_begin(begin_reply(other)), other.citations, citations)
    kept = _keep_sections(answer.sections, LONGEST - len(told) - len(_LABEL) - len(": \n"))
    if not told or not kept:
        return answer
    sections = (*kept, Section(label=_LABEL, text=told))
    fields = {"sections": sections, "text": write_text(sections), "citations": tuple(citations)}
    return fit_one_breath(answer.model_copy(update=fields))


def _keep_sections(sections: Sequence[Section], room: int) -> list[Section]:
    """The beginning of the first section and those behind it that fit whole; none where not even that fits."""
    opening, *others = sections
    kept = [opening.model_copy(update={"text": keep_beginning(opening.text, room)})]
    for section in others:
        if len(write_text((*kept, section))) < room:
            kept.append(section)
    return kept if len(kept[0].text) <= room else []


def _begin(text: str) -> str:
    return keep_beginning(text, max(_ROOM, len(first_sentence(text)) + len(" [1][2][3]") + 1))


def _renumber(text: str, cited: tuple[Citation, ...], citations: list[Citation]) -> str:
    """The text with its numbers as those of `citations`, which gets the sources that it lacks."""
    by_number = {one.n: one for one in cited}

    def write(mark: re.Match[str]) -> str:
        cite = by_number[int(mark.group(1))]
        known = next((one for one in citations if (one.source, one.locator) == (cite.source, cite.locator)), None)
        if known is None:
            known = cite.model_copy(update={"n": len(citations) + 1})
            citations.append(known)
        return f"[{known.n}]"

    return _MARK.sub(write, text)
