"""What every record shares: frozen, no unknown keys, dates of any precision, citations."""

import datetime as dt
import re
from typing import Annotated, Literal, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.-]*$", max_length=120)]
"""An id: lower-case letters, digits, dots and dashes."""

Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""Text that may not be empty."""


_DATE = re.compile("[0-9]{4}(-[0-9]{2}){0,2}")
_YEARS = range(1900, 2100)
"""Of everything that this debate speaks of. YAML reads 02026 as 1046, and 20:26 as 1226."""

_HOW = "write a year, a month or a day: 2026, 2026-06 or 2026-06-30"


def _read_date(value: object) -> str:
    """YAML reads 2025 as a number; it is meant as text here. 30 February, month 13 and what is no date at all are
    refused."""
    written = value.isoformat() if isinstance(value, dt.date) else str(value).strip()
    if isinstance(value, bool) or not _DATE.fullmatch(written):
        raise ValueError(f"this is no date: {_HOW}")
    parts = [int(part) for part in written.split("-")]
    try:
        day = dt.date(*parts, *[1] * (3 - len(parts)))
    except ValueError as error:
        raise ValueError(f"there is no such date ({error}): {_HOW}") from error
    if day.year not in _YEARS:
        raise ValueError(f"there is no such date (the year {day.year}): {_HOW}")
    return written


AsOf = Annotated[
    str,
    BeforeValidator(_read_date),
    StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$"),  # for editors
]
"""A year, a month or a day: 2026, 2026-06 or 2026-06-30."""

Basis = Literal["page", "mirror", "recall"]
"""How a source was used: read as a page, read as a repository copy, or recalled and still to be read."""

Tier = Literal["closed", "open-weights", "fully-open"]
TIERS: tuple[Tier, ...] = get_args(Tier)

Level = Literal["closed", "weights-available", "open-weights", "open-source", "open-data"]
"""The long view of the spectrum, after the G7 and OSI labels of 2026-05-29."""

Stance = Literal["asserts", "denies", "asks"]

Verdict = Literal["wrong", "misleading", "partly-right", "right", "contested", "unproven"]

Finding = Literal["confirmed", "outdated", "inaccurate", "disputed", "unverifiable", "opinion"]
"""What the audit found of a statement in one of the two source documents."""

DOUBTING: frozenset[Finding] = frozenset({"outdated", "inaccurate", "disputed", "unverifiable"})
"""Findings by which a statement may not be quoted without its correction."""


class Record(BaseModel):
    """A frozen value; an unknown key is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Cite(Record):
    """A pointer into a source. In YAML it is written `source-id` or `source-id#place in the document`."""

    source: Slug
    locator: str | None = None

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Editors accept the short form too."""
        return {"anyOf": [{"type": "string"}, handler.resolve_ref_schema(handler(core))]}

    @model_validator(mode="before")
    @classmethod
    def _read_short_form(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        source, _, locator = value.partition("#")
        return {"source": source.strip(), "locator": locator.strip() or None}


Cites = Annotated[tuple[Cite, ...], Field(min_length=1)]


class Statement(Record):
    """A sentence or two that rest on at least one source, true as of a date."""

    text: Line
    cites: Cites
    as_of: AsOf


_NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)*")


def read_numbers(text: str) -> frozenset[str]:
    """Return the figures in a text, thousands separators removed: '27,000 of 3.5' gives {'27000', '3.5'}.

    Digits inside a name ('GPT-4o', 'Pythia 12B') count as figures only where a word does not run into them.
    """
    return frozenset(match.group().replace(",", "").rstrip(".") for match in _NUMBER.finditer(text))
