"""The spectrum as a picture: a model a row, a component a column, level and licence at the right.

It fills the box of 550 by 350 in which a desktop shows it at half its size, and is read at a third on a phone. Its own
dark ground holds in a light and in a dark surrounding.
"""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from bot.pictures.canvas import Canvas, Colour, Style, measure_text
from bot.pictures.fitting import fit_lines, shorten_license
from bot.pictures.marks import EMPTY, FULL, draw_mark
from bot.pictures.picture import Picture
from bot.pictures.telling import COLUMN_WORDS, DECIDING, MARK_WORDS, count_models, tell_level, tell_spectrum
from bot.records.answers import Answer, SpectrumRow
from bot.replies.wording import say_date

ROWS_SHOWN = 8

_WIDTH, _MARGIN = 1100, 24
_HEAD, _FOOT = 142, 58
_ROW, _TALL_ROW = 66, 92
_FEW = 4
"""So many rows are tall, with room for a licence on two lines."""

_NAMES = 302
"""Pixels for the names; the marks follow, then level and licence."""

_PITCH, _RADIUS = 56, 17
_MARKS = _MARGIN + _NAMES + 12
_PLACE = _MARKS + _PITCH * len(COLUMN_WORDS) + 20
_SLANT = 55
_NAME_SIZES, _LEVEL_SIZES, _TERMS_SIZES = (32, 28, 25), (29, 25), (27, 25)
_LINE = 30
"""Pixels from one line of a row to the next."""

_GROUND: Colour = (24, 27, 33)
_RAISED: Colour = (44, 51, 62)
_RULE: Colour = (66, 73, 84)
_WHITE: Colour = (244, 246, 248)
_PALE = EMPTY

_TITLE = Style(40, _WHITE, strong=True)
_LABEL = Style(28, _PALE)
_SMALL = Style(25, _PALE)


class Line(NamedTuple):
    """A line of a row and how it looks."""

    text: str
    style: Style


def draw_answer(answer: Answer, today: dt.date) -> Picture | None:
    """The rows of an answer; None where it shows no model. A list counts all models that fit, drawn or not."""
    if not answer.spectrum:
        return None
    total = len(answer.models) if answer.kind == "table" else 0
    return draw_spectrum(answer.spectrum, max(total, len(answer.spectrum)), today)


def draw_spectrum(rows: Sequence[SpectrumRow], total: int, today: dt.date) -> Picture:
    """The first rows, with the count of all models that they stand for and the day on which that was so."""
    shown = rows[:ROWS_SHOWN]
    height = _TALL_ROW if len(shown) <= _FEW else _ROW
    bottom = _HEAD + height * len(shown)
    canvas = Canvas(_WIDTH, bottom + _FOOT, _GROUND)
    canvas.fill((_MARKS, 12, _MARKS + _PITCH * len(DECIDING), bottom - 1), _RAISED, 12)
    _write_heads(canvas, count_models(len(shown), total))
    for number, row in enumerate(shown):
        _draw_row(canvas, row, _HEAD + height * number, height)
    _write_foot(canvas, bottom, today)
    description = tell_spectrum(shown, total)
    png = canvas.save(description, (_GROUND, _RAISED, _RULE), (_WHITE, _PALE, FULL))
    return Picture(png, description)


def _write_heads(canvas: Canvas, count: str) -> None:
    canvas.write((_MARGIN, 46), "How open?", _TITLE)
    canvas.write((_MARGIN, _HEAD - 30), count, _LABEL)
    for number, (name, word) in enumerate(COLUMN_WORDS.items()):
        style = Style(27, _WHITE if name in DECIDING else _PALE)
        canvas.write_aslant((_find_column(number), _HEAD - 14), word, style, _SLANT)
    canvas.write((_PLACE, _HEAD - 30), "level, licence", _LABEL)


def _draw_row(canvas: Canvas, row: SpectrumRow, top: int, height: int) -> None:
    _draw_rule(canvas, top)
    middle = top + height // 2
    _write_lines(canvas, _MARGIN, middle, _list_lines(row.name, _NAMES, _NAME_SIZES, _WHITE, strong=True))
    for number, name in enumerate(COLUMN_WORDS):
        draw_mark(canvas, row.components.get(name, "unknown"), (_find_column(number), middle), _RADIUS)
    room = _WIDTH - _MARGIN - _PLACE
    level = _list_lines(tell_level(row), room, _LEVEL_SIZES, _WHITE, two=False)
    terms = _list_lines(shorten_license(row.license), room, _TERMS_SIZES, _PALE, two=height > _ROW)
    _write_lines(canvas, _PLACE, middle, [*level, *terms])


def _find_column(number: int) -> float:
    """Where the middle of a column is."""
    return _MARKS + _PITCH * (number + 0.5)


def _list_lines(
    text: str, room: int, sizes: tuple[int, ...], colour: Colour, *, strong: bool = False, two: bool = True
) -> list[Line]:
    lines = fit_lines(text, room, sizes, measure_text, two=two)
    return [Line(line, Style(lines.size, colour, strong)) for line in lines.texts]


def _write_lines(canvas: Canvas, left: int, middle: int, lines: Sequence[Line]) -> None:
    """Lines under each other, their middle where it is given."""
    first = middle - (len(lines) - 1) * _LINE / 2
    for number, line in enumerate(lines):
        canvas.write((left, first + number * _LINE), line.text, line.style)


def _draw_rule(canvas: Canvas, top: int) -> None:
    canvas.fill((_MARGIN, top - 1, _WIDTH - _MARGIN, top), _RULE)


def _write_foot(canvas: Canvas, top: int, today: dt.date) -> None:
    _draw_rule(canvas, top)
    left, middle = float(_MARGIN), top + _FOOT // 2
    for value, word in MARK_WORDS.items():
        draw_mark(canvas, value, (left + 14, middle), 14)
        canvas.write((left + 36, middle), word, _SMALL)
        left += 36 + measure_text(word, _SMALL.size) + 34
    canvas.write((_WIDTH - _MARGIN, middle), f"Glassbox, {say_date(today.isoformat())}", _SMALL, anchor="rm")
