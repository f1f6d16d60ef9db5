"""Where models come from: the countries of their makers, and which of these are Europe."""

from bot.records.models import ModelRecord

EUROPE = (
    "EU", "Austria", "Belgium", "Bulgaria", "Croatia", "Cyprus", "Czechia", "Denmark", "Estonia", "Finland", "France",
    "Germany", "Greece", "Hungary", "Iceland", "Ireland", "Italy", "Latvia", "Lithuania", "Luxembourg", "Malta",
    "Netherlands", "Norway", "Poland", "Portugal", "Romania", "Slovakia", "Slovenia", "Spain", "Sweden", "Switzerland",
    "UK",
)  # fmt: skip
"""What the records may write for a maker in Europe: the Union, its members, and the neighbours whose labs count."""


def list_places(model: ModelRecord) -> frozenset[str]:
    """The places of a model's makers, two for makers of two countries; empty where none is known."""
    return frozenset(model.country.split("/")) - {"unknown"}


def comes_from(model: ModelRecord, place: str) -> bool:
    """Whether one of a model's makers is of a country, or of Europe."""
    wanted = EUROPE if place == "Europe" else (place,)
    return not list_places(model).isdisjoint(wanted)
