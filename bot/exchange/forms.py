"""What leaves the bank: a model with all that is computed of it, as one object (JSON Lines) and as one row (CSV)."""

from typing import Literal

from bot.records.base import AsOf, Level, Record, Tier
from bot.records.models import LicenseKind, ModelRecord, Release
from bot.records.sources import Source


class LicenseSummary(Record):
    """What the licence on the weights is; `osi_approved` is None where that is not known."""

    name: str
    spdx: str | None
    osi_approved: bool | None
    kind: LicenseKind


class ModelLine(ModelRecord):
    """A whole record, its licence in short, its place on the spectrum and every source that it cites.

    `level_contested` says why completeness and licence point to different levels, else it is None.
    """

    license_terms: LicenseSummary
    tier: Tier
    tier_reason: str
    level: Level
    level_reason: str
    level_contested: str | None
    sources: tuple[Source, ...]


class ModelRow(Record):
    """A record as a row of a table: one column a component, the sources as addresses with blanks between.

    A row leaves out notes, dates of cells and scores; the JSON Lines carry everything.
    """

    id: str
    name: str
    developer: str
    country: str
    family: str
    released: AsOf
    parameters: str
    tier: Tier
    tier_reason: str
    level: Level
    level_reason: str
    level_contested: str
    license: str
    license_name: str
    license_spdx: str
    license_kind: LicenseKind
    osi_approved: Literal["yes", "no", "unknown"]
    weights: Release
    training_code: Release
    training_data: Release
    architecture_docs: Release
    inference_code: Release
    checkpoints: Release
    paper: Release
    openness_class: Literal["I", "II", "III", "none", "unrated"]
    as_of: AsOf
    """The newest date of a cell."""
    sources: str
