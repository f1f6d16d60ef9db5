"""Lines that go on from a reply, written after what was before them: with the record that answers them, and with what
they are."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from bot.corpus.lines import Pile
from bot.records.bank import Bank
from bot.records.lines import BOT, NONE, Dialogue, LabelledLine, Thread, Turn
from bot.records.passages import Passage
from bot.training.examples import (
    Example,
    is_aside_for_judge,
    is_drawn,
    is_kept_from_heads,
    label_aside,
    label_turn,
)
from bot.understanding.nearby import join_turns, write_after
from bot.understanding.text import normalise

_JOINED_EVERY = 2
"""Of the lines after the line before them every second one: how sentences begin is learned from lines alone."""


class Following(NamedTuple):
    """A line after the matter before it, as one text, and the record that answers it: a passage or a card's point."""

    text: str
    answer: str


def list_following(bank: Bank, pile: Pile) -> list[Following]:
    """Those of the pile that are not kept for the judge, in a fixed order."""
    asked = {question: passage for passage in bank.passages for question in passage.asks}
    asides = [one for thread in pile.threads for one in _list_asides(bank, thread)]
    turns = [one for dialogue in pile.dialogues for one in _list_turns(bank, dialogue, asked)]
    return [*asides, *turns]


def _list_asides(bank: Bank, thread: Thread) -> Iterator[Following]:
    matter = bank.passage[thread.told].title if thread.told in bank.passage else bank.claim[thread.told].statement
    for aside in thread.then:
        if aside.answer != NONE and not is_aside_for_judge(aside.text):
            yield Following(write_after(matter, normalise(aside.text)), aside.answer)


def _list_turns(bank: Bank, dialogue: Dialogue, asked: dict[str, Passage]) -> Iterator[Following]:
    """Turns that mean a question written for a passage, after the line before them and the licence that it is of."""
    for before, turn in pairwise(dialogue.turns):
        passage = asked.get(turn.means or "")
        if passage and not is_kept_from_heads(turn.text):
            names = [bank.license[license_id].name for license_id in passage.licenses[:1]]
            matter = ". ".join([normalise(before.text), *names])
            yield Following(write_after(matter, normalise(turn.text)), passage.id)


def list_joined(bank: Bank, pile: Pile) -> list[Example]:
    """Lines behind the line before them, as `Reading.join` has both, by what the second is or wants: of those that say
    or ask something of their own by what they mean."""
    meant = {line.text: line for line in pile.lines if line.stance or line.topic.startswith(BOT)}
    turns = [
        one._replace(text=join_turns(before.text, turn.text))
        for dialogue in pile.dialogues
        for before, turn in pairwise(dialogue.turns)
        if not is_kept_from_heads(turn.text)
        for one in _label(turn, meant)
    ]
    asides = [
        label_aside(bank, aside)._replace(text=join_turns(thread.text, aside.text))
        for thread in pile.threads
        for aside in thread.then
        if not is_aside_for_judge(aside.text)
    ]
    return [one for one in (*turns, *asides) if one.stance or is_drawn(one.text, _JOINED_EVERY)]


def _label(turn: Turn, meant: dict[str, LabelledLine]) -> Iterator[Example]:
    line = meant.get(turn.means or "")
    if line:
        yield Example(turn.text, line.topic, line.stance)
    else:
        yield from label_turn(turn)
