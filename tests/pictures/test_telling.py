"""The words beside a picture: every row, every mark, and never more than an alternative text may hold."""

import random

import pytest

from bot.pictures.spectrum import ROWS_SHOWN
from bot.pictures.telling import LONGEST, tell_spectrum
from bot.records.bank import Bank
from bot.replies.spectrum import build_rows
from tests.pictures.rows import build_row


def test_every_mark_is_told() -> None:
    told = tell_spectrum([build_row()], 1)
    assert told == (
        "How open? 1 model.\n"
        "Olmo 3: weights available. Llama 3.1 Community. In part: code, checkpoints; not public: data, paper; "
        "not known: design; all else public."
    )


@pytest.mark.parametrize(
    ("value", "words"), [("yes", "All public."), ("no", "All not public."), ("unknown", "All not known.")]
)
def test_marks_that_are_the_same_are_told_once(value: str, words: str) -> None:
    assert tell_spectrum([build_row(value=value)], 1).endswith(words)


def test_a_contested_level_is_told() -> None:
    assert "weights available, contested." in tell_spectrum([build_row(contested="It depends.")], 1)


def test_a_part_of_a_list_says_so() -> None:
    assert tell_spectrum([build_row("A"), build_row("B")], 38).startswith("How open? 2 of 38 models.")


@pytest.mark.parametrize("seed", range(40))
def test_any_eight_models_are_named_within_bounds(bank: Bank, seed: int) -> None:
    models = random.Random(seed).sample(bank.models, ROWS_SHOWN)  # noqa: S311
    told = tell_spectrum(build_rows(bank, [model.id for model in models], ROWS_SHOWN), len(bank.models))
    assert len(told) <= LONGEST
    assert all(f"\n{model.name}: " in told for model in models)


def test_rows_too_long_for_all_their_marks_keep_those_that_decide() -> None:
    told = tell_spectrum([build_row("A model with a long name " * 2) for _ in range(ROWS_SHOWN)], ROWS_SHOWN)
    assert len(told) <= LONGEST
    assert told.count("Public: weights; in part: code; not public: data.") == 0
    assert told.count("weights available") == ROWS_SHOWN
