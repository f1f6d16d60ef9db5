"""What the heads learn from: the pile's lines, and every claim's statement and opposite in frames that keep or turn
the stance; and pairs of a line and the record that answers it, for retrieval."""

import zlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bot.corpus.entries import list_entries
from bot.corpus.lines import Pile
from bot.records.bank import Bank
from bot.records.base import Stance
from bot.records.lines import (
    CHOSEN,
    DANGLING,
    LAST,
    NONE,
    PARTY,
    SEVERAL,
    SILENCE,
    Aside,
    LabelledLine,
    Message,
    Thread,
    Turn,
)
from bot.training.frames import frame_statement
from bot.training.labels import as_lines
from bot.training.renaming import Renamer

_JUDGE_EVERY = 5
_JUDGE_EVERY_THIRD = 3
_JUDGE_EVERY_SECOND = 2
"""One line in so many trains the judge instead of the heads: it must see how sure the heads are of lines that are new
to them. Of questions over records, whose answers can be checked, it gets half, of lines that go on from a reply a
third. Of messages and turns, which are few, it gets all, and half are kept from the heads."""

_FRAME_EVERY = 2
"""Of the frames around a claim's two sentences every second one: lines by people teach more."""


_LEFT_ALONE = frozenset({"silence", "smalltalk"})
"""What turns do that asks for nothing that is held here."""


class Example(NamedTuple):
    """One line for the heads."""

    text: str
    topic: str
    stance: Stance | None


class Pair(NamedTuple):
    """A line and a text of the record that answers it."""

    line: str
    text: str
    record: str


def is_for_judge(line: LabelledLine) -> bool:
    """Whether a line is kept from the heads. The same line always is or never."""
    if line.topic == DANGLING:
        return True
    checkable = bool(line.must or (line.subjects and line.stance is None))
    return is_drawn(line.text, _JUDGE_EVERY_SECOND if checkable else _JUDGE_EVERY)


def is_kept_from_heads(text: str) -> bool:
    """Whether a message or a turn is kept from the heads."""
    return is_drawn(text, _JUDGE_EVERY_SECOND)


def is_aside_for_judge(text: str) -> bool:
    """Whether a line that goes on from a reply is kept from the heads."""
    return is_drawn(text, _JUDGE_EVERY_THIRD)


def is_drawn(text: str, every: int) -> bool:
    """Whether a text is one in so many. The same text always is or never."""
    return zlib.crc32(text.encode()) % every == 0


def list_examples(bank: Bank, pile: Pile) -> list[Example]:
    """The heads' lines, in a fixed order."""
    own = [line for line in pile.lines if not is_for_judge(line)]
    lines = [Example(line.text, line.topic, line.stance) for line in (*own, *Renamer(bank).rename(own))]
    lines += [Example(question, PARTY, None) for party in bank.parties for question in party.asks]
    turns = [example for dialogue in pile.dialogues for turn in dialogue.turns[1:] for example in label_turn(turn)]
    lines += [turn for turn in turns if not is_kept_from_heads(turn.text)]
    openings = [_read_opening(thread) for thread in pile.threads]
    lines += [opening for opening in openings if not is_kept_from_heads(opening.text)]
    asides = [aside for thread in pile.threads for aside in thread.then if not is_aside_for_judge(aside.text)]
    lines += [label_aside(bank, aside) for aside in asides]
    messages = [message for message in pile.messages if not is_kept_from_heads(message.text)]
    lines += [example for message in messages for example in _read_message(message)]
    return [*lines, *_frame_claims(bank, {example.topic for example in lines})]


def label_turn(turn: Turn) -> Iterator[Example]:
    """A turn that points back, by what it wants of the last answer; a line of its own has no label, and turns of real
    conversations train the judge alone."""
    if turn.does in _LEFT_ALONE:
        yield Example(turn.text, f"{SILENCE}/near", None)
    elif turn.does not in {"new", CHOSEN}:
        yield Example(turn.text, f"{LAST}/{turn.does}", None)


def label_aside(bank: Bank, aside: Aside) -> Example:
    """A line that goes on, by whether it wants a point of the card or another passage."""
    if aside.answer == NONE:
        return Example(aside.text, f"{SILENCE}/near", None)
    return Example(aside.text, f"{LAST}/{'fact' if aside.answer in bank.passage else 'point'}", None)


def _read_opening(thread: Thread) -> Example:
    return Example(thread.text, thread.told if thread.stance else "fact", thread.stance)


def _read_message(message: Message) -> Iterator[Example]:
    """A message of several statements as such, and each of them as a line of its own."""
    if len(message.parts) > 1:
        yield Example(message.text, SEVERAL, None)
    for part in message.parts:
        for line in as_lines(part)[:1]:
            yield Example(line.text, line.topic, line.stance)


def _frame_claims(bank: Bank, known: set[str]) -> list[Example]:
    """The frames teach what embeddings miss: that 'it is false that' turns any statement round."""
    return [
        Example(text, claim.id, stance)
        for claim in bank.claims
        if claim.id in known
        for turned, statement in ((False, claim.statement), (True, claim.opposite))
        for text, stance in list(frame_statement(statement, turned=turned))[::_FRAME_EVERY]
    ]


def list_pairs(bank: Bank, lines: Iterable[LabelledLine], answered: Iterable[tuple[str, str]] = ()) -> list[Pair]:
    """Lines that one record answers with that record's own texts: its first text, then the questions written for it.
    `answered` are other texts with the record that answers each."""
    texts: dict[str, list[str]] = {}
    for entry in list_entries(bank):
        texts.setdefault(entry.ref, []).append(entry.text)
    asked = [
        Pair(question, text, ref)
        for ref, held in texts.items()
        for question in held[1:]
        for text in _choose_texts([text for text in held if text != question], question)
    ]
    labelled = [(line.text, line.answer or line.topic) for line in lines if not is_for_judge(line)]
    return asked + [
        Pair(line, text, record)
        for line, record in (*labelled, *answered)
        for text in _choose_texts((text for text in texts.get(record, ()) if text != line), line)
    ]


def _choose_texts(texts: Iterable[str], line: str) -> list[str]:
    """One of a record's texts, another for every line."""
    held = list(texts)
    return [held[zlib.crc32(line[::-1].encode()) % len(held)]] if held else []
