"""What silence says in a conversation: a word to who ends a point, no list of what the bot knows."""

import pytest

from bot.desks.silence import SilenceDesk
from bot.records.bank import Bank
from tests.desks.proposing import after_claim, propose
from tests.fakes import FakeMind


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("fair enough, thx", "smalltalk", "You are welcome."),
        ("cheers, got it", "smalltalk", "You are welcome."),
        ("ok ok half right, i'll take that", "smalltalk", "All right."),
        ("hm, i take it back", "smalltalk", "All right."),
        ("so the bus was late again", "abstain", "I have nothing to add on that."),
        ("didn't some judge say so?", "abstain", "I have nothing on that."),
        ("thanks, but who paid for it?", "abstain", "I have nothing on that."),
        ("thx. drop the ones that are too big", "abstain", "I have nothing to add on that."),
        ("ok whatever. which one is most like linux tho", "abstain", "I have nothing to add on that."),
    ],
)
def test_silence_in_a_conversation(mind: FakeMind, bank: Bank, text: str, kind: str, told: str) -> None:
    for silence in propose(mind, SilenceDesk(bank), text, after_claim(bank)):
        said = silence.compose(0.8, "short")
        assert (said.kind, said.text) == (kind, told)
        assert silence.restate is None  # what lies nearest is told to nobody who goes on


def test_who_begins_with_thanks_is_told_what_the_bot_knows(mind: FakeMind, bank: Bank) -> None:
    near, _off = propose(mind, SilenceDesk(bank), "fair enough, thx")
    assert near.compose(0.8, "short").kind == "abstain"
