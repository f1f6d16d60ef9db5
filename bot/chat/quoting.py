"""What people typed and the bank does not hold is no text for the bot to say in public: any word could be in it."""

import re

from bot.records.answers import Answer, Section

_LEAD = re.compile(r"(?: called| about)? $")
_SIGNS = re.compile(r"\W+")


def found_nothing(answer: Answer) -> bool:
    """Whether an answer only says that something is not there, and so can do no more than repeat what was typed."""
    if answer.kind == "table":
        return not (answer.citations or answer.models or answer.suggestions)
    return answer.kind == "abstain"


def leave_out_typed(answer: Answer) -> Answer:
    """The same answer for all to see: 'no model of that name' in place of the name."""
    if not found_nothing(answer):
        return answer
    sections = tuple(_leave_out(section, answer.query) for section in answer.sections)
    return answer.model_copy(update={"sections": sections})


def _leave_out(section: Section, typed: str) -> Section:
    """The longest quoted part that stands in what was typed; it may hold quotation marks itself."""
    text, start = section.text, section.text.find('"')
    ends = [match.start() for match in re.finditer('"', text)][1:]
    end = next((end for end in reversed(ends) if _squeeze(text[start:end]) in _squeeze(typed)), None)
    if end is None:
        return section
    return section.model_copy(update={"text": f"{_LEAD.sub('', text[:start])} of that name{text[end + 1 :]}"})


def _squeeze(text: str) -> str:
    return _SIGNS.sub("", text).casefold()
