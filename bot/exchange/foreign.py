"""How files of others are read: unknown keys are passed over, numbers and absent values become text."""

from typing import Annotated, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema

from bot.records.models import ComponentName, Release
from bot.records.sources import SourceKind


class Foreign(BaseModel):
    """A value of somebody else's form; only what is used here is named."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True, str_strip_whitespace=True)


def _write_absent(value: object) -> object:
    return "" if value is None else value


def _write_many(value: object) -> object:
    if value is None or value == "":
        return ()
    return tuple(value) if isinstance(value, list | tuple) else (value,)


_WORDS = ["string", "number", "null"]

Text = Annotated[str, BeforeValidator(_write_absent), WithJsonSchema({"type": _WORDS})]
"""Text that may be absent: then it is empty."""

Texts = Annotated[
    tuple[Text, ...],
    BeforeValidator(_write_many),
    WithJsonSchema({"type": [*_WORDS, "array"], "items": {"type": _WORDS}}),
]
"""One text, several in a list, or none."""


class Cell(NamedTuple):
    """What a file tells of one component: the value, why, and at which place of the file it stands."""

    value: Release
    note: str
    place: str


class Counts(NamedTuple):
    """How many dimensions the European index rates open, partial and closed."""

    open: int
    partial: int
    closed: int


class Told(NamedTuple):
    """All that a foreign file tells of a model. An empty text, an absent cell and None mean that it does not tell.

    `form` and `title` name the document, `says` is what it says in one sentence; `as_of` is the date that it gives
    for itself.
    """

    form: str
    kind: SourceKind
    publisher: str
    title: str
    says: str
    name: str
    cells: dict[ComponentName, Cell]
    developer: str = ""
    released: str = ""
    parameters: str = ""
    license_name: str = ""
    license_place: str = ""
    as_of: str = ""
    openness_class: int | None = None
    counts: Counts | None = None
