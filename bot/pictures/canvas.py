"""A sheet to draw on: text and shapes with smooth edges, in pixels of the finished picture; a small PNG at the end."""

import io
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont, PngImagePlugin

Colour = tuple[int, int, int]
Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_FINE = 4
"""Shapes are drawn this much larger and made smaller again, which smooths their edges."""

_COLOURS = 16
"""Four bits a pixel: a flat picture with smooth edges needs no more, and a phone loads it at once."""

_STEPS = (0.33, 0.67)
"""How far an edge is from the ground to the colour of what is drawn."""

_HEAVIER = 0.5


class Style(NamedTuple):
    """How text looks: its height in pixels, its colour, and whether its lines are heavier."""

    size: int
    colour: Colour
    strong: bool = False


@cache
def _load_font(size: int) -> ImageFont.FreeTypeFont:
    """The font inside Pillow, so that a picture looks the same on every machine."""
    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise OSError("Pillow was built without FreeType: install it from its wheel.")
    return font


def measure_text(text: str, size: int) -> float:
    """How wide a line of text is."""
    return _load_font(size).getlength(text)


class Canvas:
    """One picture in the making."""

    def __init__(self, width: int, height: int, ground: Colour) -> None:
        self.image = Image.new("RGB", (width, height), ground)
        """What is drawn so far, in true colour."""
        self._draw = ImageDraw.Draw(self.image)

    def write(self, at: Point, text: str, style: Style, anchor: str = "lm") -> None:
        """Write a line; `anchor` is Pillow's: 'lm' starts at the point, in the middle of its height."""
        font, weight = _load_font(style.size), _HEAVIER if style.strong else 0
        self._draw.text(at, text, fill=style.colour, font=font, anchor=anchor, stroke_width=weight)

    def write_aslant(self, at: Point, text: str, style: Style, angle: int) -> None:
        """Write a line that rises from the point at an angle in degrees."""
        font = _load_font(style.size)
        mask = Image.new("L", (int(font.getlength(text)) + 2, style.size * 2))
        ImageDraw.Draw(mask).text((0, style.size), text, fill=255, font=font, anchor="lm")
        turned = mask.rotate(angle, Image.Resampling.BICUBIC, expand=True)
        lead = style.size * 0.8
        self._paste(turned, at[0] - lead, at[1] - turned.height + lead, style.colour)

    def fill(self, box: Box, colour: Colour, radius: float = 0) -> None:
        """Fill a rectangle, with round corners where a radius is given."""
        self._draw.rounded_rectangle(box, radius, fill=colour)

    def fill_disc(self, centre: Point, radius: int, colour: Colour, start: int = 0, end: int = 360) -> None:
        """Fill a disc, or the part of it between two angles in degrees, clockwise from the right."""
        mask, draw = _start_mask(radius)
        draw.pieslice((0, 0, mask.width - 1, mask.height - 1), start, end, fill=255)
        self._stamp(mask, centre, radius, colour)

    def draw_ring(self, centre: Point, radius: int, colour: Colour, line: int) -> None:
        """Draw a circle with a line of a width."""
        mask, draw = _start_mask(radius)
        draw.ellipse((0, 0, mask.width - 1, mask.height - 1), outline=255, width=line * _FINE)
        self._stamp(mask, centre, radius, colour)

    def save(self, description: str, grounds: Sequence[Colour], inks: Sequence[Colour]) -> bytes:
        """The bytes of a PNG that carries its description with it, in the colours used and what lies between them.

        At most 16 colours in all: the grounds, the inks, and two steps from the first ground to each ink.
        """
        note = PngImagePlugin.PngInfo()
        note.add_itxt("Description", description, lang="en")
        flat = self.image.quantize(palette=_build_palette(grounds, inks), dither=Image.Dither.NONE)
        target = io.BytesIO()
        flat.save(target, "PNG", bits=4, pnginfo=note)
        return target.getvalue()

    def _stamp(self, mask: Image.Image, centre: Point, radius: int, colour: Colour) -> None:
        self._paste(mask.reduce(_FINE), centre[0] - radius, centre[1] - radius, colour)

    def _paste(self, mask: Image.Image, left: float, top: float, colour: Colour) -> None:
        self.image.paste(colour, (round(left), round(top)), mask)


def _build_palette(grounds: Sequence[Colour], inks: Sequence[Colour]) -> Image.Image:
    edges = [_blend(grounds[0], ink, step) for ink in inks for step in _STEPS]
    colours = [*grounds, *inks, *edges]
    if len(colours) > _COLOURS:
        raise ValueError(f"{len(colours)} colours do not fit into four bits.")
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in colours for part in colour])
    return palette


def _blend(ground: Colour, ink: Colour, step: float) -> Colour:
    red, green, blue = (round(low + (high - low) * step) for low, high in zip(ground, ink, strict=True))
    return red, green, blue


def _start_mask(radius: int) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    mask = Image.new("L", (2 * radius * _FINE, 2 * radius * _FINE))
    return mask, ImageDraw.Draw(mask)
