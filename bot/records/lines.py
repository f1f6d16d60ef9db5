"""Labelled lines: what people type, with what a fair reader would say it is. They train and test the judge."""

from typing import Literal

from bot.records.base import Line, Record, Stance

STATEMENT = "statement"
BOT = "bot"
LAST = "last"
SILENCE = "silence"
PARTY = "party"
SEVERAL = "several"
"""First halves of topics: 'statement/open-source', 'bot/maker', 'last/source', 'silence/near'. PARTY is a whole one,
and SEVERAL, the topic of a message that makes several statements."""

NONE = "none"
"""The answer of a line that goes on and that no record answers."""

CHOSEN = "chosen"
"""What a turn does whose right readings were chosen by whoever typed it."""

DANGLING = f"{SILENCE}/dangling"
"""The topic of first lines that point at what nobody said: 'and its licence?'. Only the judge can tell them from turns
of a conversation, for the words are the same."""

UNKNOWN = "unknown"
"""The value of a line that asks for a model which the bank does not hold."""

Scope = Literal["all", "only", "none", "both", "everyone", "conditions"]
"""Of how much a sentence is said; 'conditions' where it says itself that there are some."""


class LabelledLine(Record):
    """One line with its label.

    `topic` says what kind of thing it is: a claim's id, or a name such as 'statement/licence', 'bot/maker', 'fact',
    'define', 'model', 'silence/near'. `stance` is given for claims and statements. `answer` is the id of the record
    that answers it, where one record does; `also` are other topics that a fair reader accepts. `subjects`, `value` and
    `scope` say of a statement what it is about; for questions over records, `subjects` are the models of a right reply
    and `value` is the part or the operation. `must` holds groups of strings of which a right reply has one each.
    """

    text: Line
    topic: Line
    stance: Stance | None = None
    answer: str | None = None
    also: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    value: str | None = None
    scope: Scope | None = None
    must: tuple[tuple[str, ...], ...] = ()


class Turn(Record):
    """One turn of a dialogue: what it does with the last answer, and the line that would say it without history, or the
    id of the record that answers it.

    Of turns that people typed to the bot, and chose among the readings that it had, `fits` has the names of those that
    a fair reader accepts, best first, and `told` that of the one that it answered instead, where it did: the next turn
    comes after that.
    """

    text: Line
    does: Line
    means: str | None = None
    answer: str | None = None
    fits: tuple[str, ...] = ()
    told: str | None = None


class Dialogue(Record):
    """The turns of one person, in order; the first stands alone."""

    turns: tuple[Turn, ...]


class Aside(Record):
    """A line that goes on from a first reply: `answer` is the record that answers it, 'none' where none does."""

    text: Line
    answer: str


class Thread(Record):
    """One line and several that may each follow its first reply. `told` is what that reply told: a claim, with the
    speaker's stance, or a passage."""

    text: Line
    told: str
    stance: Stance | None = None
    then: tuple[Aside, ...]


class Part(Record):
    """One statement of a message that makes several, as a line of its own."""

    text: Line
    claim: str | None = None
    subjects: tuple[str, ...] = ()
    predicate: str | None = None
    stance: Stance | None = None


class Message(Record):
    """A message that makes several statements, or looks as if it did."""

    text: Line
    parts: tuple[Part, ...]
