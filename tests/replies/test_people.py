"""Cards of people and bodies, and what the bot says of itself."""

import re

from bot.records.bank import Bank
from bot.replies.people import compose_party, compose_self


def test_every_card_says_who_it_is_on_whose_word(bank: Bank) -> None:
    for party in bank.parties:
        answer = compose_party(bank, f"who is {party.name}?", party.id, 0.9)
        assert answer.text.startswith(f"{party.name}: ")
        assert party.text in answer.text
        assert answer.citations, party.id
        assert set(answer.suggestions) <= {claim.statement for claim in bank.claims}


def test_the_bot_fills_its_own_figures_in(bank: Bank) -> None:
    for record in bank.self_answers:
        answer = compose_self(bank, "x", record.id, 0.9)
        assert not re.search(r"[{}]", answer.text), record.id
        assert answer.kind == record.kind
        if "{models}" in record.text:
            assert str(len(bank.models)) in answer.text
    assert any("{models}" in record.text for record in bank.self_answers)


def test_every_party_speaks_to_claims_that_exist_under_names_of_its_own(bank: Bank) -> None:
    assert all(claim in bank.claim for party in bank.parties for claim in party.claims)
    names = [name for party in bank.parties for name in {one.casefold() for one in (party.name, *party.aliases)}]
    assert sorted(names) == sorted(set(names))
