"""Frames that keep or turn the stance of a statement: 'it is false that ...' turns any statement round."""

from collections.abc import Iterator

from bot.records.base import Stance

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


_NAMES = frozenset(
    {"Llama", "Mistral", "Pythia", "Nemotron", "Anthropic", "Meta", "Amodei", "Chinese", "China", "Claude"}
)


def frame_statement(statement: str, *, turned: bool) -> Iterator[tuple[str, Stance]]:
    """A statement in every frame with the stance that it then has; `turned` says that it is a claim's opposite."""
    part = _lower_first(statement.rstrip("."))
    number = 0
    for stance, frames in _FRAMES.items():
        for frame in frames:
            text = frame.format(whole=statement, part=part)
            number += 1
            yield (
                text.lower().rstrip(".") if number % _LOWERED_EVERY == 0 else text,
                _TURNED[stance] if turned else stance,
            )


def _lower_first(statement: str) -> str:
    """Lower-case the first letter unless the first word is a name."""
    first = statement.split(maxsplit=1)[0].rstrip("',s")
    return statement if first in _NAMES or not first[1:].islower() else statement[0].lower() + statement[1:]
