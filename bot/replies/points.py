"""One point of a claim's card, for whoever goes on from its first reply."""

from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.language import ClaimReading
from bot.replies.draft import Draft
from bot.replies.wording import CLOSEST, first_sentence


def compose_point(
    bank: Bank, query: str, said: ClaimReading, name: str, confidence: float, *, restated: bool = False
) -> Answer:
    """The point of that name, as `Claim.list_points` has them; behind the strongest reply to the card our answer to it.

    `restated` is for an unsure reading: the reply says that the point is the nearest.
    """
    claim = bank.claim[said.claim]
    point = claim.list_points()[name]
    draft = Draft(bank, query)
    line = draft.add_point(point.text, point.cites, point.as_of)
    draft.add_section("", f"{CLOSEST}{line}" if restated else line)
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
        restated=restated,
    )
