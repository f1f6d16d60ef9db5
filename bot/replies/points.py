"""One point of a claim's card, for whoever goes on from its first reply."""

from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.language import ClaimReading
from bot.replies.draft import Draft
from bot.replies.wording import first_sentence

_SIDES = {"For: ": "What speaks for it: ", "Against: ": "What speaks against it: "}
"""How a reason of a contested card begins, and how it does where it stands alone."""


def compose_point(bank: Bank, query: str, said: ClaimReading, name: str, confidence: float) -> Answer:
    """The point of that name, as `Claim.list_points` has them; behind the best case against the card our answer to it.

    It rebuts nobody and agrees with nobody, so that it is said alike however sure the reading is.
    """
    claim = bank.claim[said.claim]
    point = claim.list_points()[name]
    draft = Draft(bank, query)
    draft.add_section("", draft.add_point(_say_side(point.text), point.cites, point.as_of))
    if name == "reply":
        draft.add_section("Our answer", draft.quote(claim.other_side.answer))
    return draft.close(
        "answer",
        first_sentence(point.text),
        confidence,
        claim=claim.id,
        stance=said.stance,
        verdict=claim.verdict,
        levels=claim.levels,
        models=claim.models,
        statement=claim.statement,
    )


def _say_side(text: str) -> str:
    label = next((label for label in _SIDES if text.startswith(label)), None)
    return text if label is None else _SIDES[label] + text.removeprefix(label)
