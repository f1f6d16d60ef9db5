"""The picture as bytes: a small PNG that decodes, wide enough to read, with marks that differ without their colours."""

import datetime as dt
import math
from itertools import combinations

import pytest
from PIL import Image, ImageChops, ImageOps

from bot.pictures.canvas import Canvas, Style, measure_text
from bot.pictures.marks import draw_mark
from bot.pictures.spectrum import ROWS_SHOWN, draw_answer, draw_spectrum
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.replies.spectrum import build_rows
from tests.pictures.rows import VALUES, build_row, read_png

TODAY = dt.date(2026, 11, 28)
_STYLE = Style(30, (255, 255, 255))
_THEMES = ((49, 51, 56), (255, 255, 255))
"""Discord's dark and light ground."""


@pytest.mark.parametrize("count", [1, 2, 4, 5, 8, 40])
def test_a_png_that_decodes_and_fits_a_screen(count: int) -> None:
    picture = draw_spectrum([build_row(f"Model {number}") for number in range(count)], count, TODAY)
    image = read_png(picture)
    assert image.width == 1100
    assert image.height <= 750
    assert len(picture.png) < 80_000


def test_the_longest_rows_of_the_bank_stay_light(bank: Bank) -> None:
    longest = sorted(bank.models, key=lambda model: -len(model.name))[:ROWS_SHOWN]
    picture = draw_spectrum(build_rows(bank, [model.id for model in longest], ROWS_SHOWN), 8, TODAY)
    assert len(picture.png) < 80_000
    assert len(picture.description) <= 1024


def test_no_more_rows_are_drawn_than_fit() -> None:
    rows = [build_row(f"Model {number}") for number in range(40)]
    many, few = draw_spectrum(rows, 40, TODAY), draw_spectrum(rows[:ROWS_SHOWN], 40, TODAY)
    assert many == few


def test_the_description_travels_with_the_picture() -> None:
    picture = draw_spectrum([build_row()], 1, TODAY)
    assert picture.description.encode() in picture.png


def test_marks_differ_without_colour() -> None:
    drawn = {value: ImageOps.grayscale(_draw_mark(value)) for value in VALUES}
    for first, second in combinations(VALUES, 2):
        difference = ImageChops.difference(drawn[first], drawn[second])
        strong = sum(difference.histogram()[60:])
        assert strong > 60, (first, second)


def test_a_value_that_nobody_wrote_is_a_question_mark() -> None:
    assert ImageChops.difference(_draw_mark("unknown"), _draw_mark("")).getbbox() is None


def _draw_mark(value: str) -> Image.Image:
    canvas = Canvas(40, 40, (24, 27, 33))
    draw_mark(canvas, value, (20, 20), 17)
    return canvas.image


@pytest.mark.parametrize("theme", _THEMES)
def test_it_stands_on_a_ground_of_its_own(theme: tuple[int, int, int]) -> None:
    """No pixel is transparent, the edge is one colour, and what is written stands out from it."""
    image = read_png(draw_spectrum([build_row()], 1, TODAY))
    edge = {image.getpixel((x, y)) for x in (0, image.width - 1) for y in (0, image.height - 1)}
    assert len(edge) == 1
    assert theme not in edge
    colours = sorted((count, colour) for count, colour in image.getcolors() or [])
    ground = colours[-1][1]
    inks = sorted({colour for _count, colour in colours}, key=_find_luminance)[-3:]
    assert all(_measure_contrast(ink, ground) > 7 for ink in inks)


def _find_luminance(colour: object) -> float:
    """As the Web Content Accessibility Guidelines define it."""
    assert isinstance(colour, tuple)
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.03928 else math.pow((part + 0.055) / 1.055, 2.4) for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _measure_contrast(ink: object, ground: object) -> float:
    return (_find_luminance(ink) + 0.05) / (_find_luminance(ground) + 0.05)


def test_the_font_has_every_sign_of_the_bank(bank: Bank) -> None:
    """A sign that the font lacks is drawn as an empty box, as this one is."""
    signs = {sign for model in bank.models for sign in model.name} | {
        sign for one in bank.licenses for sign in one.name
    }
    missing = _draw_sign("\uffff")
    assert [sign for sign in signs - {" "} if _draw_sign(sign) == missing] == []


def _draw_sign(sign: str) -> tuple[float, bytes]:
    canvas = Canvas(60, 60, (0, 0, 0))
    canvas.write((20, 30), sign, _STYLE)
    return measure_text(sign, 30), canvas.image.tobytes()


def test_an_answer_without_models_has_no_picture() -> None:
    answer = Answer(query="x", kind="definition", headline="x", text="x", confidence=1)
    assert draw_answer(answer, TODAY) is None


def test_a_list_says_how_many_there_are() -> None:
    rows = tuple(build_row(f"Model {number}") for number in range(40))
    models = tuple(f"model-{number}" for number in range(137))
    answer = Answer(query="x", kind="table", headline="x", text="x", confidence=1, spectrum=rows, models=models)
    picture = draw_answer(answer, TODAY)
    assert picture is not None
    assert "8 of 137 models" in picture.description
