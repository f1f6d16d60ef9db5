"""The Model Openness Tool's records: which are written from the bank, and what they tell when they are read.

The tool lists the components that are released, each under a licence; what it leaves out is not told to be closed.
Its `date` is the day on which the record was last changed, not that of the release.
"""

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from bot.exchange.foreign import Cell, Foreign, Text, Told
from bot.exchange.forms import ModelLine
from bot.records.models import COMPONENTS, ComponentName

_FRAMEWORK = {"name": "Model Openness Framework", "version": "1.0", "date": "2024-12-15"}
_UNLICENSED = "unlicensed"

_NAMES: dict[ComponentName, tuple[str, ...]] = {
    "weights": ("Model parameters (Final)",),
    "training_code": ("Training code",),
    "training_data": ("Datasets",),
    "architecture_docs": ("Model architecture",),
    "inference_code": ("Inference code",),
    "checkpoints": ("Model parameters (Intermediate)",),
    "paper": ("Research paper", "Technical report"),
}
"""The tool's names for the bank's components; the first one is written, the first one listed is read."""

_KINDS: dict[ComponentName, Literal["code", "data", "document"]] = {
    "weights": "data",
    "training_code": "code",
    "training_data": "data",
    "architecture_docs": "code",
    "inference_code": "code",
    "checkpoints": "data",
    "paper": "document",
}
"""Which of the release's licences a component without its own inherits, before that of the distribution."""

_SHUT = re.compile(r"proprietary|undisclosed|not include", re.IGNORECASE)
"""Some records list components, those of closed models too, under words that are no licence."""

_SIZE = re.compile(r"(?<!\d)\d+(?:\.\d+)?\s?[KMBT]", re.IGNORECASE)


def _write_mapping(value: object) -> object:
    """An empty mapping comes as null or as an empty list too."""
    return value or {}


class ToolFramework(Foreign):
    name: Literal["Model Openness Framework"]
    version: Text
    date: Text


class ToolLicense(Foreign):
    name: Text = ""
    path: Text = ""


class ToolComponent(Foreign):
    """A component that is released; without `license` it inherits that of the release."""

    name: str
    description: Text = ""
    license: Text = ""
    license_path: Text = ""
    component_path: Text = ""


class ToolRelease(Foreign):
    name: Annotated[str, Field(min_length=1)]
    version: Text = ""
    date: Text = ""
    license: Annotated[dict[str, ToolLicense], BeforeValidator(_write_mapping)]
    producer: Text
    components: tuple[ToolComponent, ...] = Field(max_length=17)


class ToolClass(Foreign):
    """What the tool's own service adds to a record that is fetched from it."""

    number: int | None = Field(default=None, alias="class")


class ToolRecord(Foreign):
    """A record of the tool. `glassbox` holds the bank's whole record in files that were exported here."""

    framework: ToolFramework
    release: ToolRelease
    classification: ToolClass | None = None
    glassbox: ModelLine | None = None


def write_tool_record(line: ModelLine) -> ToolRecord:
    """A record in the tool's form. It lists what is wholly released; `partial` is no state there and is left out.

    The licence is that on the weights, the only one that the bank knows.
    """
    return ToolRecord.model_validate(
        {"framework": _FRAMEWORK, "release": _write_release(line), "glassbox": line.model_dump(mode="json")}
    )


def _write_release(line: ModelLine) -> dict[str, Any]:
    listed = [name for name in COMPONENTS if name in line.components and line.components[name].value == "yes"]
    return {
        "name": line.name,
        "version": line.parameters,
        "license": {},
        "producer": line.developer,
        "components": [_write_component(line, name) for name in listed],
    }


def _write_component(line: ModelLine, name: ComponentName) -> dict[str, str]:
    written = {"name": _NAMES[name][0], "description": line.components[name].note}
    if name == "weights" and line.license_terms.kind != "unknown":
        written["license"] = line.license_terms.spdx or line.license_terms.name
    return written


def find_own_line(record: ToolRecord) -> ModelLine | None:
    """The bank's record that an exported file carries, unless somebody has changed what the tool reads of it."""
    if record.glassbox and write_tool_record(record.glassbox).release == record.release:
        return record.glassbox
    return None


def read_tool_record(record: ToolRecord) -> Told:
    """What a record tells: listed components are released, all others are not told."""
    release = record.release
    listed = {component.name: component for component in release.components}
    cells = {}
    for name, names in _NAMES.items():
        found = next((listed[word] for word in names if word in listed), None)
        if found is not None:
            cells[name] = _read_component(release, name, found)
    return Told(
        form="model-openness-tool",
        kind="index",
        publisher="Model Openness Tool",
        title=f"Model Openness Tool, record of {release.name}",
        says=_summarise(release, listed),
        name=release.name,
        cells=cells,
        developer=release.producer,
        parameters=release.version if _SIZE.fullmatch(release.version) else "",
        license_name=_find_license(release, "weights", listed.get(_NAMES["weights"][0])),
        license_place="release.license" if release.license else _NAMES["weights"][0],
        as_of=release.date,
        openness_class=record.classification.number if record.classification else None,
    )


def _summarise(release: ToolRelease, listed: dict[str, ToolComponent]) -> str:
    terms = [named.name for named in release.license.values()] + [component.license for component in listed.values()]
    names = ", ".join(dict.fromkeys(name for name in terms if name)) or "none"
    return f"The record lists {len(listed)} of the framework's components as released. Licences that it names: {names}."


def _read_component(release: ToolRelease, name: ComponentName, component: ToolComponent) -> Cell:
    terms = _find_license(release, name, component)
    if _SHUT.search(terms):
        note = "The record lists it, but in place of a licence stand words that leave open whether it is public."
        return Cell("unknown", note, component.name)
    under = f"under {terms}" if terms else "and names no licence for it"
    return Cell("yes", f"The record lists it {under}.", component.name)


def _find_license(release: ToolRelease, name: ComponentName, component: ToolComponent | None) -> str:
    """The licence on a component, its own or inherited; empty where the record names none."""
    own = component.license if component else ""
    if own:
        return "" if own.casefold() == _UNLICENSED else own
    inherited = (release.license.get(key, ToolLicense()).name for key in (_KINDS[name], "distribution"))
    return next((terms for terms in inherited if terms), "")
