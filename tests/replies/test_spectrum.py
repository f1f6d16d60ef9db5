"""The spectrum without a filter: the first rows, which pictures show, stand for the whole."""

from typing import get_args

from bot.catalogue import Catalogue
from bot.records.bank import Bank
from bot.records.base import Level

_DRAWN = 8


def test_the_first_rows_show_every_level_the_most_open_first(bank: Bank) -> None:
    levels = get_args(Level)
    places = [levels.index(row.level) for row in Catalogue(bank).show_spectrum("").spectrum[:_DRAWN]]
    assert places == sorted(places, reverse=True)
    assert set(places) == set(range(len(levels)))


def test_every_model_stands_in_the_whole_spectrum_once(bank: Bank) -> None:
    rows = [row.model for row in Catalogue(bank).show_spectrum("").spectrum]
    assert sorted(rows) == sorted(model.id for model in bank.models)
