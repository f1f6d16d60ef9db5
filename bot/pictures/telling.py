"""The same as the picture in words, for those who do not see it: every row with its marks, level and licence."""

from collections.abc import Callable, Sequence

from bot.pictures.fitting import shorten_license
from bot.records.answers import SpectrumRow
from bot.records.models import ComponentName, Release
from bot.replies.wording import LEVEL_WORDS

LONGEST = 1024
"""Characters of an alternative text, as Discord takes it."""

DECIDING: tuple[ComponentName, ...] = ("weights", "training_code", "training_data")
"""The components that decide a model's place. They come first."""

COLUMN_WORDS: dict[ComponentName, str] = {
    "weights": "weights",
    "training_code": "code",
    "training_data": "data",
    "architecture_docs": "design",
    "inference_code": "inference",
    "checkpoints": "checkpoints",
    "paper": "paper",
}
MARK_WORDS: dict[Release, str] = {"yes": "public", "partial": "in part", "no": "not public", "unknown": "not known"}

Tell = Callable[[SpectrumRow], str]


def count_models(shown: int, total: int) -> str:
    """'4 models', or '8 of 38 models' where not all are shown."""
    return f"{shown} of {total} models" if total > shown else f"{total} model{'s' if total != 1 else ''}"


def tell_spectrum(rows: Sequence[SpectrumRow], total: int) -> str:
    """A line a row; where that is too long only the components that decide, and at last names and levels alone."""
    forms: tuple[Tell, ...] = (_tell_all, _tell_deciding, _tell_place)
    texts = ["\n".join([f"How open? {count_models(len(rows), total)}.", *map(tell, rows)]) for tell in forms]
    return next((text for text in texts if len(text) <= LONGEST), texts[-1][:LONGEST])


def tell_level(row: SpectrumRow) -> str:
    """The level in words, and whether completeness and licence point to different ones."""
    return f"{LEVEL_WORDS[row.level]}{', contested' if row.contested else ''}"


def _tell_all(row: SpectrumRow) -> str:
    return f"{_tell_place(row)} {shorten_license(row.license)}. {_tell_parts(row, tuple(COLUMN_WORDS))}"


def _tell_deciding(row: SpectrumRow) -> str:
    return f"{_tell_place(row)} {_tell_parts(row, DECIDING)}"


def _tell_place(row: SpectrumRow) -> str:
    return f"{row.name}: {tell_level(row)}."


def _tell_parts(row: SpectrumRow, names: Sequence[ComponentName]) -> str:
    """'Not public: code, data; all else public.' The most frequent value is said of all that is not named."""
    groups: dict[str, list[str]] = {word: [] for word in MARK_WORDS.values()}
    for name in names:
        groups[_say_mark(row, name)].append(COLUMN_WORDS[name])
    usual = max(groups, key=lambda word: len(groups[word]))
    told = [f"{word}: {', '.join(parts)}" for word, parts in groups.items() if parts and word != usual]
    sentence = "; ".join([*told, f"all {'else ' if told else ''}{usual}"])
    return f"{sentence[0].upper()}{sentence[1:]}."


def _say_mark(row: SpectrumRow, name: ComponentName) -> str:
    return next(
        (word for value, word in MARK_WORDS.items() if value == row.components.get(name)), MARK_WORDS["unknown"]
    )
