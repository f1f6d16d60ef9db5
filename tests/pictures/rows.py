"""Rows to draw, and what a drawn picture is read with."""

import io
from itertools import cycle, islice

from PIL import Image

from bot.pictures.picture import Picture
from bot.records.answers import SpectrumRow
from bot.records.models import COMPONENTS

VALUES = ("yes", "partial", "no", "unknown")


def build_row(name: str = "Olmo 3", value: str | None = None, contested: str | None = None) -> SpectrumRow:
    """A row whose components all have one value, or the four in turn."""
    values = islice(cycle([value] if value else VALUES), len(COMPONENTS))
    return SpectrumRow(
        model="olmo-3",
        name=name,
        tier="open-weights",
        level="weights-available",
        components=dict(zip(COMPONENTS, values, strict=True)),
        license="Llama 3.1 Community License",
        contested=contested,
    )


def read_png(picture: Picture) -> Image.Image:
    """The picture as a viewer decodes it, in true colour; its text stays readable under `info`."""
    with Image.open(io.BytesIO(picture.png), formats=["PNG"]) as image:
        image.load()
        return image.convert("RGB")
