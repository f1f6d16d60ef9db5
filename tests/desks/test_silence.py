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
    ],
)
@pytest.mark.parametrize("sure", [True, False])
def test_silence_in_a_conversation(mind: FakeMind, bank: Bank, text: str, kind: str, told: str, *, sure: bool) -> None:
    near, off = propose(mind, SilenceDesk(bank), text, after_claim(bank))
    say = near.restate if near.restate and not sure and kind == "smalltalk" else near.compose
    assert (say(0.8, "short").kind, say(0.8, "short").text) == (kind, told)
    assert off.compose(0.8, "short").text == told


def test_who_begins_with_thanks_is_told_what_the_bot_knows(mind: FakeMind, bank: Bank) -> None:
    near, _off = propose(mind, SilenceDesk(bank), "fair enough, thx")
    assert near.compose(0.8, "short").kind == "abstain"
