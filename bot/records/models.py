"""AI models, their components and licences. Tier and level are computed from these in `corpus.spectrum`."""

from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from bot.records.base import AsOf, Basis, Cites, Level, Line, Record, Slug, Statement, Tier


def _write_release(value: object) -> object:
    """YAML reads a bare yes or no as a truth value; here both are words."""
    return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


Release = Annotated[Literal["yes", "partial", "no", "unknown"], BeforeValidator(_write_release)]
"""How far a component is public. `unknown` means that nobody checked, never that it is closed."""

ComponentName = Literal[
    "weights",
    "training_code",
    "training_data",
    "architecture_docs",
    "inference_code",
    "checkpoints",
    "paper",
]
COMPONENTS: tuple[ComponentName, ...] = get_args(ComponentName)


ClauseName = Literal["military", "outputs", "hosting", "any-size", "name", "badge", "registration", "patents"]
"""What a clause of a licence is on: whether military use is allowed, training other models on outputs, a paid service
for others without a deal with the maker, commercial use at any size; whether derived models carry a given name,
products show a badge or credit, users register or ask first; whether patents are granted in words."""

ClauseState = Annotated[Literal["yes", "partial", "no"], BeforeValidator(_write_release)]


LicenseKind = Literal[
    "permissive",
    "copyleft",
    "use-restricted",
    "custom-commercial",
    "non-commercial",
    "research-only",
    "proprietary",
    "unknown",
]
"""What a licence binds, the freest first; `non-commercial` leaves every other use open, research or not."""


Modality = Literal[
    "text",
    "code",
    "vision-language",
    "vision",
    "image",
    "video",
    "3d",
    "speech",
    "music",
    "embedding",
    "robotics",
    "biology",
    "forecasting",
]
"""What a model works with: `vision-language` reads pictures and answers in words, `vision` only finds things in them,
`image` makes them; `speech` hears it, speaks or both; `code` is for models made for it."""

_SHARED = ("cites", "as_of")
"""What a model may give once for all its cells."""


class Cell(Record):
    """A part of a model with citations and a date of its own, or else with those that stand at the model."""

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        schema = handler.resolve_ref_schema(handler(core))
        schema["required"] = [name for name in schema["required"] if name not in _SHARED]
        return schema


class Component(Cell):
    """One component of a release: what is public, in a note, on whose word, as of when."""

    value: Release
    note: Line
    cites: Cites
    as_of: AsOf


class Benchmark(Cell):
    """One measured score with the setting it was measured in. Scores are in the benchmark's own unit."""

    name: Line
    score: float
    setting: Line
    cites: Cites
    as_of: AsOf


class OpennessClass(Cell):
    """The Model Openness Framework class: I (most complete) to III, none, or unrated."""

    value: Literal["I", "II", "III", "none", "unrated"]
    note: Line
    cites: Cites
    as_of: AsOf


class IndexScore(Cell):
    """Counts of open, partial and closed dimensions in the European Open Source AI Index."""

    assessed: Line
    open: int
    partial: int
    closed: int
    cites: Cites
    as_of: AsOf


class LicenseTerms(Cell):
    """The licence on the weights as found with this model."""

    id: Slug
    cites: Cites
    as_of: AsOf


_FILLED = frozenset({"components", "license", "openness_class", "index_score", "benchmarks"})
_CELLS_BY_NAME = frozenset({"components", "clauses"})


def _fill(part: object, shared: Mapping[str, object], name: str) -> object:
    """A cell, or all cells of a list, of the components or of the clauses, with what their record gives for them."""
    if name == "benchmarks" and isinstance(part, list):
        return [_fill(each, shared, "") for each in part]
    if name in _CELLS_BY_NAME and isinstance(part, dict):
        return {key: _fill(each, shared, "") for key, each in part.items()}
    return {**shared, **part} if isinstance(part, dict) else part


class ModelRecord(Record):
    """One model or one line of models released together.

    In YAML `cites` and `as_of` may stand at the model: they hold for every cell that gives none of its own.
    """

    id: Slug
    name: Line
    developer: Line
    country: Line
    family: Line
    released: AsOf
    parameters: Line
    modality: tuple[Modality, ...] = ("text",)
    aliases: tuple[str, ...] = ()
    components: dict[ComponentName, Component]
    license: LicenseTerms
    openness_class: OpennessClass
    index_score: IndexScore | None = None
    benchmarks: tuple[Benchmark, ...] = ()
    contested: tuple[Statement, ...] = ()
    tier_exception: Line | None = None
    basis: Basis

    @model_validator(mode="before")
    @classmethod
    def _fill_cells(cls, value: object) -> object:
        shared = {name: value[name] for name in _SHARED if name in value} if isinstance(value, dict) else {}
        if not isinstance(value, dict) or not shared:
            return value
        own = {name: part for name, part in value.items() if name not in _SHARED}
        return {name: _fill(part, shared, name) if name in _FILLED else part for name, part in own.items()}

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        schema = handler.resolve_ref_schema(handler(core))
        component = handler.resolve_ref_schema(schema["properties"]["license"])
        schema["properties"] |= {name: component["properties"][name] for name in _SHARED}
        return schema


class Family(Record):
    """A name that people type for several models.

    `newest` is what it means by default; one that `asks` is too short to guess, so the bot asks which is meant.
    """

    id: Slug
    aliases: tuple[str, ...] = Field(min_length=1)
    members: tuple[Slug, ...] = Field(min_length=1)
    newest: Slug
    ambiguous: bool = False
    asks: bool = False


class Clause(Cell):
    """What a licence says on one point, and in a sentence why; its figures stand in the first of `cites`."""

    state: ClauseState
    text: Line
    cites: Cites
    as_of: AsOf


class License(Record):
    """A licence: whether OSI approves it, what it restricts, and what it says on single points.

    `osi_approved` is None where that is not known; `kind` is `unknown` where nobody read the terms; a clause that
    nobody read is absent from `clauses`. None of these means no. A clause without citations or a date of its own has
    those of its licence. `extends` is the SPDX id of the text that it takes over whole and adds terms to.
    """

    id: Slug
    name: Line
    spdx: str | None = None
    extends: str | None = None
    osi_approved: bool | None
    kind: LicenseKind
    terms: Line
    restrictions: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    cites: Cites
    basis: Basis
    as_of: AsOf
    clauses: dict[ClauseName, Clause] = Field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """Its name, its SPDX id where it has one, and what else it is called."""
        return (self.name, *([self.spdx] if self.spdx else []), *self.aliases)

    @model_validator(mode="before")
    @classmethod
    def _fill_clauses(cls, value: object) -> object:
        if not isinstance(value, dict) or "clauses" not in value:
            return value
        shared = {name: value[name] for name in _SHARED if name in value}
        return {**value, "clauses": _fill(value["clauses"], shared, "clauses")}


class Placement(Record):
    """Where a model stands on the spectrum, computed, with the reason in words.

    `contested` says why completeness and licence point to different levels (BLOOM), else it is None.
    """

    model: Slug
    tier: Tier
    tier_reason: str
    level: Level
    level_reason: str
    contested: str | None = None
