"""Replies that state no fact: abstaining, unknown names, errors."""

from collections.abc import Sequence

from bot.records.answers import Answer, AnswerKind, Section
from bot.replies.draft import write_text
from bot.replies.wording import NOTHING_MORE

_SUBJECT = "I know claims, models, licences and terms about how open AI models are."


def compose_abstention(query: str, nearest: tuple[str, ...], confidence: float) -> Answer:
    """One sentence that the bank has nothing on this, and the nearest topics."""
    line = f"I have nothing on that.{_name_nearest(nearest) or f' {_SUBJECT}'}"
    return say_plainly("abstain", query, line, confidence=confidence, suggestions=nearest)


def compose_nod(query: str, confidence: float, *, thanked: bool) -> Answer:
    """To somebody who ends a point: a word, no knowledge."""
    return say_plainly("smalltalk", query, "You are welcome." if thanked else "All right.", confidence=confidence)


def compose_nothing_to_add(query: str, confidence: float) -> Answer:
    """To a question or a remark in a conversation on which the bank has nothing."""
    line = "I have nothing on that." if "?" in query else "I have nothing to add on that."
    return say_plainly("abstain", query, line, confidence=confidence)


def compose_nothing_more(query: str, nearest: tuple[str, ...], confidence: float) -> Answer:
    """To a line that would get word for word what was just told, and may want something else."""
    line = f"{NOTHING_MORE} than I just told.{_name_nearest(nearest)}"
    return say_plainly("abstain", query, line, confidence=confidence, suggestions=nearest)


def _name_nearest(nearest: tuple[str, ...]) -> str:
    return f" Nearest: {'; '.join(nearest)}." if nearest else ""


def compose_unreadable(query: str) -> Answer:
    """For lines without a letter or a figure in them."""
    line = "I read English: write a claim about open or closed AI models, or the name of a model."
    return say_plainly("abstain", query, line, confidence=1.0)


def compose_unknown_model(query: str, name: str, nearest: tuple[str, ...]) -> Answer:
    """The bank has no such model; figures in names are never bent to the nearest one."""
    topics = f" I do know {', '.join(nearest)}." if nearest else ""
    line = f'I have no model called "{name}".{topics}'
    return say_plainly("abstain", query, line, confidence=0.95, suggestions=nearest)


def compose_unknown_name(query: str, what: str, nearest: tuple[str, ...]) -> Answer:
    """The bank has no such term, source or filter."""
    topics = f" Try {', '.join(nearest)}." if nearest else ""
    line = f'I have no {what} "{query}".{topics}'
    return say_plainly("abstain", query, line, confidence=0.95, suggestions=nearest)


def compose_no_fit(query: str, told: Sequence[str]) -> Answer:
    """No model can be all that is asked for at once; each of `told` says one thing, as the end of a sentence."""
    return say_plainly("table", query, f"None of the models on record {' and '.join(told)}.", confidence=1.0)


def compose_error(query: str, message: str) -> Answer:
    """Something that was sent cannot be read; the message says what to send instead."""
    return say_plainly("error", query, message, confidence=1.0)


def say_plainly(kind: AnswerKind, query: str, line: str, confidence: float, **fields: object) -> Answer:
    """An answer of one line that rests on no source; `fields` are more of the record's."""
    sections = (Section(label="", text=line),)
    return Answer.model_validate(
        {
            "query": query,
            "kind": kind,
            "headline": line,
            "text": write_text(sections),
            "sections": sections,
            "confidence": round(confidence, 3),
            **fields,
        }
    )
