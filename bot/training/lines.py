"""Training lines: the exemplars, and every claim's statement and opposite in frames that keep or turn the stance."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.records.bank import Bank
from bot.records.base import Stance
from bot.records.passages import Exemplar

_FRAMES: dict[Stance, tuple[str, ...]] = {
    "asserts": (
        "{whole}",
        "It is true that {part}",
        "no doubt about it: {part}",
        "I am sure that {part}",
        "{whole} That is a fact.",
        "everyone knows that {part}",
        "he said that {part}, and he is right",
        "my professor told us that {part}",
        "the idea that {part} is correct",
        "stop denying it: {part}",
        "I used to doubt it, but {part}",
        "myth? no. {whole}",
        "let me be clear: {part}",
        "it cannot be denied that {part}",
        "honestly, {part}",
    ),
    "denies": (
        "It is not true that {part}",
        "It is false that {part}",
        "Myth: {whole}",
        "the claim that {part} is nonsense",
        "I used to think that {part}. Not any more.",
        "people who say that {part} are wrong",
        '"{whole}" No. Wrong.',
        "stop saying that {part}",
        "I no longer believe that {part}",
        "nobody can seriously claim that {part}",
        "far from it being the case that {part}",
        "wrong to say that {part}",
        '"{whole}" lol no',
        "contrary to what they say, it is not the case that {part}",
        "I disagree that {part}",
    ),
    "asks": (
        "Is it true that {part}?",
        "Is it so that {part}",
        "can somebody tell me whether {part}",
        "fact check: {whole}",
        "my boss says that {part}, is that right?",
        "not sure if {part}, anybody know?",
        'source on "{whole}"?',
        "does it hold that {part}?",
        "I wonder whether {part}",
        "what is the evidence that {part}?",
    ),
}
_TURNED: dict[Stance, Stance] = {"asserts": "denies", "denies": "asserts", "asks": "asks"}
_LOWERED_EVERY = 3
"""Every third framed line is typed in lower case without its full stop, as chat is."""


class Line(NamedTuple):
    """One line to learn from; `claim` and `stance` are None for other intents than a claim."""

    text: str
    intent: str
    claim: str | None
    stance: Stance | None


def list_lines(bank: Bank) -> list[Line]:
    """Every training line, in a fixed order."""
    return [*map(_from_exemplar, bank.exemplars), *_frame_statements(bank)]


def _from_exemplar(exemplar: Exemplar) -> Line:
    return Line(exemplar.text, exemplar.intent or "claim", exemplar.claim, exemplar.stance)


def _frame_statements(bank: Bank) -> list[Line]:
    """The frames teach what embeddings miss: that 'it is false that' turns any statement round."""
    known = {exemplar.claim for exemplar in bank.exemplars}
    lines: list[Line] = []
    for claim in bank.claims:
        if claim.id in known:
            lines += _frame(claim.id, claim.statement, turned=False)
            lines += _frame(claim.id, claim.opposite, turned=True)
    return [_type_like_chat(line) if number % _LOWERED_EVERY == 0 else line for number, line in enumerate(lines)]


def _frame(claim: str, statement: str, *, turned: bool) -> list[Line]:
    part = _lower_first(statement.rstrip("."))
    return [
        Line(frame.format(whole=statement, part=part), "claim", claim, _TURNED[stance] if turned else stance)
        for stance, frames in _FRAMES.items()
        for frame in frames
    ]


def _lower_first(statement: str) -> str:
    """Lower-case the first letter unless the first word is a name."""
    first = statement.split(maxsplit=1)[0].rstrip("',s")
    return statement if first in _NAMES or not first[1:].islower() else statement[0].lower() + statement[1:]


_NAMES = frozenset(
    {"Llama", "Mistral", "Pythia", "Nemotron", "Anthropic", "Meta", "Amodei", "Chinese", "China", "Claude"}
)


def _type_like_chat(line: Line) -> Line:
    return line._replace(text=line.text.lower().rstrip("."))


def as_exemplars(lines: Sequence[Line]) -> list[Exemplar]:
    """The lines as exemplars, for the linear heads."""
    return [Exemplar(text=line.text, intent=line.intent, claim=line.claim, stance=line.stance) for line in lines]
