"""Text that fits its place: short licences, names on two lines, and nothing wider than there is room for."""

import pytest

from bot.pictures.canvas import measure_text
from bot.pictures.fitting import fit_lines, shorten_license
from bot.records.bank import Bank

_SIZES = (32, 28, 25)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Apache License 2.0", "Apache 2.0"),
        ("MIT License", "MIT"),
        ("Llama 3.1 Community License", "Llama 3.1 Community"),
        ("DeepSeek License Agreement 1.0", "DeepSeek 1.0"),
        ("Creative Commons Attribution-NonCommercial 4.0", "CC BY-NC 4.0"),
        ("Not verified", "Not verified"),
        ("License", "License"),
    ],
)
def test_a_licence_by_its_short_name(name: str, short: str) -> None:
    assert shorten_license(name) == short


def test_a_short_name_is_large_on_one_line() -> None:
    assert fit_lines("GPT-4o", 300, _SIZES, measure_text) == (("GPT-4o",), 32)


def test_a_long_name_breaks_between_its_parts() -> None:
    lines = fit_lines("Claude 4.5 to 4.8 (Opus, Sonnet, Haiku)", 300, _SIZES, measure_text)
    assert lines.texts == ("Claude 4.5 to 4.8", "(Opus, Sonnet, Haiku)")


def test_what_is_too_long_loses_its_addition_first() -> None:
    lines = fit_lines("Research-only RAIL (Instella, all sizes)", 300, (26, 25), measure_text, two=False)
    assert lines.texts == ("Research-only RAIL",)


def test_what_is_too_long_is_cut_at_a_word() -> None:
    lines = fit_lines("Anthropic commercial and consumer terms", 300, (26, 25), measure_text, two=False)
    assert lines.texts == ("Anthropic commercial...",)


def test_even_one_endless_word_fits() -> None:
    (text,) = fit_lines("x" * 200, 300, _SIZES, measure_text).texts
    assert text.endswith("...")
    assert measure_text(text, 25) <= 300


def test_every_name_and_licence_fits(bank: Bank) -> None:
    names = [model.name for model in bank.models] + [shorten_license(one.name) for one in bank.licenses]
    for name in names:
        lines = fit_lines(name, 302, _SIZES, measure_text)
        assert all(measure_text(text, lines.size) <= 302 for text in lines.texts)
        assert len(lines.texts) <= 2
