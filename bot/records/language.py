"""What comes in and how it was understood."""

from typing import Annotated, Literal

from pydantic import BeforeValidator

from bot.records.base import Record, Slug, Stance

Depth = Literal["short", "standard", "deep"]
"""How much of a card a reply shows."""


def _mend_surrogates(value: object) -> object:
    """Half a surrogate pair, as broken clients send it, becomes a question mark; it cannot be encoded."""
    if not isinstance(value, str):
        return value
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


Typed = Annotated[str, BeforeValidator(_mend_surrogates)]
"""Text as somebody sent it, made safe to encode."""


class Utterance(Record):
    """One line from a person, free of any surface: no Discord, no terminal.

    `session` names the conversation it belongs to; lines without one stand alone. `asked` is false for what nobody put
    to the bot: that is judged on this machine alone.
    """

    text: Typed
    id: Typed | None = None
    session: Typed | None = None
    verb: Literal["ask", "model"] = "ask"
    depth: Depth = "short"
    asked: bool = True


class ClaimReading(Record):
    """A canonical claim and what the speaker does with it."""

    claim: Slug
    stance: Stance


class ModelMention(Record):
    """A model, or a family standing for its members, named in a line.

    `candidates` holds more than one id where the name is ambiguous; the first is the default.
    """

    name: str
    candidates: tuple[Slug, ...]
    family: Slug | None = None
    asks: bool = False

    @property
    def is_ambiguous(self) -> bool:
        """Whether the bot should ask which model is meant instead of taking the first."""
        return self.asks or (self.family is None and len(self.candidates) > 1)

    @property
    def model(self) -> str:
        return self.candidates[0]
