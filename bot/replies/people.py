"""Replies about people and bodies, and about the bot itself."""

from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.replies.draft import Draft
from bot.replies.wording import say_date


def compose_party(bank: Bank, query: str, party_id: str, confidence: float) -> Answer:
    """Who it is, and what it holds or does in this debate."""
    party = bank.party[party_id]
    draft = Draft(bank, query)
    draft.add_section("", f"{party.name}: {party.who}")
    draft.add_section("", draft.add_point(party.text, party.cites, party.as_of))
    statements = tuple(bank.claim[claim].statement for claim in party.claims)
    return draft.close("answer", f"{party.name}: {party.who}", confidence, suggestions=statements)


def compose_self(bank: Bank, query: str, topic: str, confidence: float) -> Answer:
    """What the bot says of itself; its figures are counted when it speaks."""
    record = bank.self_answer[topic]
    newest = max(source.date for source in bank.sources if source.date)
    text = record.text.format(
        models=len(bank.models),
        claims=len(bank.claims),
        licenses=len(bank.licenses),
        sources=len(bank.sources),
        newest=say_date(newest[:7]),
    )
    draft = Draft(bank, query)
    draft.add_section("", text)
    return draft.close(record.kind, text, confidence)
