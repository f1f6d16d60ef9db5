"""Records of the European Open Source AI Index: twelve dimensions, each open, partial or closed."""

import re

from pydantic import Field

from bot.exchange.foreign import Cell, Counts, Foreign, Text, Told
from bot.records.models import ComponentName, Release

_RATINGS: dict[str, Release] = {"open": "yes", "partial": "partial", "closed": "no"}
_WORDS: dict[Release, str] = {value: word for word, value in _RATINGS.items()} | {"unknown": "not at all"}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_NUMBERED = re.compile(r"\d{4}(-\d{2}){0,2}")
_WORDED = re.compile(r"(\d{4})[ -]([a-z]{3})[a-z]*")

_DIMENSIONS: dict[ComponentName, tuple[str, ...]] = {
    "weights": ("weights_endmodel", "weights_basemodel"),
    "training_code": ("trainingcode",),
    "architecture_docs": ("hardware_architecture",),
}
"""The bank's components by the index's dimensions; the first one that is rated counts."""


class IndexSystem(Foreign):
    name: Text = ""
    endmodelname: Text = ""
    endmodellicense: Text = ""
    releasedate: Text = ""


class IndexMaker(Foreign):
    name: Text = ""


class IndexDimension(Foreign):
    """One rating; empty where the dimension does not apply."""

    rating: Text = Field(default="", alias="class")


class IndexRecord(Foreign):
    """A record of the index: who made which system, and its rating in each dimension."""

    system: IndexSystem
    org: IndexMaker | None
    datasources_basemodel: IndexDimension | None = None
    datasources_endmodel: IndexDimension | None = None
    weights_basemodel: IndexDimension | None = None
    weights_endmodel: IndexDimension | None = None
    trainingcode: IndexDimension | None = None
    code: IndexDimension | None = None
    hardware_architecture: IndexDimension | None = None
    preprint: IndexDimension | None = None
    paper: IndexDimension | None = None
    modelcard: IndexDimension | None = None
    datasheet: IndexDimension | None = None
    licenses: IndexDimension | None = None

    def list_ratings(self) -> dict[str, Release]:
        """The rating of each dimension as the state of a component; `unknown` where there is none."""
        dimensions = {name: getattr(self, name) for name in _ALL_DIMENSIONS}
        return {
            name: _RATINGS.get(value.rating.casefold(), "unknown") if value else "unknown"
            for name, value in dimensions.items()
        }


_ALL_DIMENSIONS = tuple(name for name in IndexRecord.model_fields if name not in {"system", "org"})


def read_index_record(record: IndexRecord) -> Told:
    """What a record tells of the model that people use; the index does not rate checkpoints and running code."""
    system = record.system
    name = system.endmodelname or system.name
    ratings = record.list_ratings()
    counts = Counts(*(list(ratings.values()).count(value) for value in _RATINGS.values()))
    return Told(
        form="european-index",
        kind="index",
        publisher="European Open Source AI Index",
        title=f"European Open Source AI Index, record of {name}",
        says=f"The index rates {counts.open} dimensions open, {counts.partial} partial and {counts.closed} closed.",
        name=name,
        cells=_read_cells(ratings),
        developer=record.org.name if record.org else "",
        released=_read_month(system.releasedate),
        license_name=system.endmodellicense,
        license_place="system.endmodellicense",
        counts=counts,
    )


def _read_cells(ratings: dict[str, Release]) -> dict[ComponentName, Cell]:
    cells = {}
    for name, dimensions in _DIMENSIONS.items():
        dimension = next((each for each in dimensions if ratings[each] != "unknown"), None)
        if dimension is not None:
            cells[name] = Cell(ratings[dimension], f"The index rates it {_WORDS[ratings[dimension]]}.", dimension)
    cells |= _read_data(ratings["datasources_basemodel"], ratings["datasources_endmodel"])
    return cells | _read_papers(ratings["preprint"], ratings["paper"])


def _read_data(base: Release, end: Release) -> dict[ComponentName, Cell]:
    """The data of both models together; a rating that is missing follows the other."""
    known = {base, end} - {"unknown"}
    if not known:
        return {}
    value = known.pop() if len(known) == 1 else "partial"
    note = f"The index rates the base model's data {_WORDS[base]} and the end model's {_WORDS[end]}."
    return {"training_data": Cell(value, note, "datasources_basemodel")}


def _read_papers(preprint: Release, paper: Release) -> dict[ComponentName, Cell]:
    """The better of the two: whoever has the preprint need not wait for the paper."""
    value = next((rating for rating in _RATINGS.values() if rating in {preprint, paper}), None)
    if value is None:
        return {}
    note = f"The index rates the preprint {_WORDS[preprint]} and the peer-reviewed paper {_WORDS[paper]}."
    return {"paper": Cell(value, note, "preprint")}


def _read_month(text: str) -> str:
    """A date as 2025-12; the index writes '2025-12' and '2025 DEC'. Empty where it is neither."""
    if _NUMBERED.fullmatch(text):
        return text
    worded = _WORDED.fullmatch(text.casefold())
    if worded and worded.group(2) in _MONTHS:
        return f"{worded.group(1)}-{_MONTHS.index(worded.group(2)) + 1:02}"
    return ""
