"""One reply to a message that says or asks several things: a line each, of a statement with its verdict."""

import re
from collections.abc import Sequence

from bot.records.answers import Answer, Part, Point, Section
from bot.records.bank import Bank
from bot.replies.breath import LONGEST, join_rows, keep_beginning
from bot.replies.draft import write_text
from bot.replies.naming import name_statement
from bot.replies.numbering import Numbered, number_on
from bot.replies.wording import VERDICT_WORDS

_NUMBERS = {2: "Two", 3: "Three", 4: "Four"}
_MARKS = re.compile(r" ?(?:\[\d+\])+")
_LIMITS = frozenset({"Fair point", "The limit"})
_MARKED = 8
"""Characters that a line's dash, number and end take up."""


def compose_several(bank: Bank, query: str, answers: Sequence[Answer], main: Answer, confidence: float) -> Answer:
    """Join the answers to the parts of a message; `main` is the one that the record's own fields are taken from."""
    citations: Numbered = {}
    headline = f"{_NUMBERS.get(len(answers), len(answers))} points."
    room = (LONGEST - len(headline)) // len(answers) - _MARKED
    lines = [_write_line(bank, answer, citations, room) for answer in answers]
    sections = (Section(label="", text=headline), Section(label="", text="\n".join(lines)))
    parts = tuple(
        Part(
            statement=name_statement(bank, answer),
            claim=answer.claim,
            stance=answer.stance,
            verdict=answer.verdict,
            headline=answer.headline,
        )
        for answer in answers
    )
    return main.model_copy(
        update={
            "query": query,
            "headline": headline,
            "text": write_text(sections),
            "sections": sections,
            "points": tuple(Point(text=answer.headline) for answer in answers),
            "citations": tuple(citations.values()),
            "spectrum": (),
            "disputes": (),
            "concession": None,
            "confidence": round(confidence, 3),
            "models": tuple(dict.fromkeys(model for answer in answers for model in answer.models)),
            "parts": parts,
        }
    )


def _name_side(bank: Bank, answer: Answer) -> str:
    """The sentence that a card's verdict is on: what the speaker surely holds, else the card's. A sentence about models
    is named by its verdict."""
    if answer.claim is None:
        return ""
    claim = bank.claim[answer.claim]
    return claim.opposite if answer.stance == "denies" and not answer.restated else claim.statement


def _write_line(bank: Bank, answer: Answer, citations: Numbered, room: int) -> str:
    """What is said, and the first sentence of the answer to it, which decides, with its first source, renumbered. Where
    both together need more than `room` characters the verdict stands for the sentence. A question without a verdict
    gets the beginning of its answer."""
    said = _name_side(bank, answer)
    named = f'"{said}" ' if said else ""
    told = f"{named}{answer.headline.split(' [', 1)[0]}"
    if not answer.verdict:
        told = keep_beginning(join_rows(_MARKS.sub("", answer.sections[0].text)), room)
    elif len(told) <= room:
        told = _add_limit(told, answer, room)
    else:
        told = f'"{name_statement(bank, answer).rstrip(".")}" is {VERDICT_WORDS[answer.verdict]}.'
    marks = "".join(f" [{number_on(citations, citation)}]" for citation in answer.citations[:1])
    return f"- {told}{marks}"


def _add_limit(told: str, answer: Answer, room: int) -> str:
    """The verdict on a sentence about models with its limit, or what is right in it, where there is room."""
    limit = next((_MARKS.sub("", section.text) for section in answer.sections if section.label in _LIMITS), "")
    return f"{told} {limit}" if limit and len(told) + len(limit) < room else told
