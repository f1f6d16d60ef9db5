"""Replies that ask back: which side of a claim, is it this that you mean, which of these models.

Whoever is asked gets the nearest that the bank holds with the question, so that the reply is of use before it is
answered.
"""

from bot.records.answers import Answer, Citation, Section
from bot.records.bank import Bank
from bot.records.language import ClaimReading
from bot.replies.breath import fit_one_breath, join_rows, keep_beginning
from bot.replies.draft import write_text
from bot.replies.plain import say_plainly
from bot.replies.wording import CLOSEST, CLOSEST_SAID, NEAREST

_MISREAD = "Then I misread you."
_NAME_IT = "Name the model, law or claim that you mean."

_TOLD = 280
"""Characters of the nearest reply that are told with a question."""

_TOLD_AFTER = 180
"""Of those to somebody who goes on."""


def compose_clarification(
    bank: Bank, query: str, reading: ClaimReading, confidence: float, closest: Answer | None = None
) -> Answer:
    """One short question with two choices, where the stance decides the reply and cannot be told.

    The likelier stance is still named in the record. `closest` is the reply that takes no side.
    """
    claim = bank.claim[reading.claim]
    held = "that" if _tells(closest) else f'that "{claim.statement}"'
    asked = say_plainly(
        "clarify",
        query,
        f"Do you hold {held}, or the opposite?",
        confidence=confidence,
        claim=claim.id,
        stance=reading.stance,
        verdict=claim.verdict,
        suggestions=(claim.statement, claim.opposite),
    )
    return _tell_first(asked, closest, "")


def compose_offer(query: str, nearest: tuple[str, ...], confidence: float, closest: Answer | None = None) -> Answer:
    """The nearest that the bank holds, where the fit is too weak to answer: what it says, else its name alone.

    `nearest` are the names of the one or two things offered, `closest` is the reply to the first.
    """
    named = "; or: ".join(nearest)
    others = "".join(f', or do you mean "{other}"' for other in nearest[1:])
    question = f"Is that it{others}?" if _tells(closest) else f"{CLOSEST}{named}. Is that it?"
    offered = say_plainly("clarify", query, question, confidence=confidence, suggestions=nearest, offers=True)
    return _tell_first(offered, closest, CLOSEST)


def compose_nearest_offer(query: str, nearest: tuple[str, ...], confidence: float, closest: Answer) -> Answer:
    """The same to somebody who goes on from a reply: short, and asking nothing back, for he has asked already."""
    told = keep_beginning(begin_reply(closest), _TOLD if closest.kind == "table" else _TOLD_AFTER)
    offered = say_plainly(
        "clarify", query, closest.headline, confidence=confidence, suggestions=nearest, agreed=nearest[-1], offers=True
    )
    others = (Section(label="", text=f'Or do you mean "{other}"?') for other in nearest[1:])
    sections = (Section(label=NEAREST, text=told), *others)
    return _say_in(_name_shown(offered, closest), sections, closest.citations)


def compose_correction(query: str, closest: Answer | None, confidence: float) -> Answer:
    """To whoever says that the last answer missed what was meant: what else may be meant, else how to say it."""
    if closest is None or not _tells(closest):
        return say_plainly("clarify", query, f"{_MISREAD} {_NAME_IT}", confidence=confidence)
    return _say_in(closest, (Section(label="", text=_MISREAD), *closest.sections), closest.citations)


def compose_model_choice(bank: Bank, query: str, name: str, candidates: tuple[str, ...]) -> Answer:
    """Ask which model an ambiguous short name means."""
    names = tuple(bank.model[candidate].name for candidate in candidates)
    question = f'"{name}" may be {", ".join(names[:-1])} or {names[-1]}: which one do you mean?'
    return say_plainly("clarify", query, question, confidence=0.9, models=candidates, suggestions=names)


def _tells(closest: Answer | None) -> bool:
    """Whether a reply has something to tell: what rests on no source is no knowledge."""
    return closest is not None and bool(closest.citations)


def begin_reply(closest: Answer) -> str:
    """What the nearest reply says first: of a list its count and the names behind it, of several points these."""
    first, *others = [section.text for section in closest.sections]
    if closest.parts and others:
        return " ".join(line.removeprefix("- ") for text in others for line in text.split("\n"))
    names = [names.removeprefix("- ") for names in others[:1]] if closest.kind == "table" else []
    return " ".join((join_rows(first).removeprefix(CLOSEST).removeprefix(CLOSEST_SAID), *names))


def _tell_first(asked: Answer, closest: Answer | None, reserve: str) -> Answer:
    """The question behind the beginning of the nearest reply, and before that what is to be kept of a reserve."""
    if closest is None or not _tells(closest):
        return asked
    told = f"{reserve}{keep_beginning(begin_reply(closest), _TOLD)}"
    return _say_in(_name_shown(asked, closest), (Section(label="", text=told), *asked.sections), closest.citations)


def _name_shown(asked: Answer, closest: Answer) -> Answer:
    """A question with what the reply is about that it shows: the models, the claim with the likelier side, and the
    sentence that was judged."""
    shown = {
        "models": closest.models,
        "claim": asked.claim or closest.claim,
        "stance": asked.stance or closest.stance,
        "statement": closest.statement,
    }
    return asked.model_copy(update=shown)


def _say_in(answer: Answer, sections: tuple[Section, ...], citations: tuple[Citation, ...]) -> Answer:
    """An answer with other sections and the sources that they point at, in one breath."""
    fields = {"sections": sections, "text": write_text(sections), "citations": citations}
    return fit_one_breath(answer.model_copy(update=fields))
