"""Where models come from: the countries of their makers, and which of these are Europe."""

from bot.records.models import License, ModelRecord

EUROPE = (
    "EU", "Austria", "Belgium", "Bulgaria", "Croatia", "Cyprus", "Czechia", "Denmark", "Estonia", "Finland", "France",
    "Germany", "Greece", "Hungary", "Iceland", "Ireland", "Italy", "Latvia", "Lithuania", "Luxembourg", "Malta",
    "Netherlands", "Norway", "Poland", "Portugal", "Romania", "Slovakia", "Slovenia", "Spain", "Sweden", "Switzerland",
    "UK",
)  # fmt: skip
"""What the records may write for a maker in Europe: the Union, its members, and the neighbours whose labs count."""

THE = {"EU": "the EU", "UAE": "the UAE", "UK": "the UK", "US": "the US", "Netherlands": "the Netherlands"}
"""Countries that take an article in a sentence."""

_OUTSIDE_THE_UNION = frozenset({"Iceland", "Norway", "Switzerland", "UK"})
_EXCLUSION = "territory excludes "


def list_places(model: ModelRecord) -> frozenset[str]:
    """The places of a model's makers, two for makers of two countries; empty where none is known."""
    return frozenset(model.country.split("/")) - {"unknown"}


def comes_from(model: ModelRecord, place: str) -> bool:
    """Whether one of a model's makers is of a country, or of Europe."""
    wanted = EUROPE if place == "Europe" else (place,)
    return not list_places(model).isdisjoint(wanted)


def excludes(record: License, place: str) -> bool:
    """Whether a licence says that it does not hold in a country, or in the Union of which that is a member."""
    out = [name for term in record.restrictions if term.startswith(_EXCLUSION) for name in _split_places(term)]
    in_union = place in EUROPE and place not in _OUTSIDE_THE_UNION
    return place in out or ("EU" in out and (in_union or place == "Europe"))


def _split_places(term: str) -> list[str]:
    return term.removeprefix(_EXCLUSION).split(", ")
