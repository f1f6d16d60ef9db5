"""What a line shows of its language: the words that count, their letters, small words, and what any language writes."""

import pytest

from bot.records.bank import Bank
from bot.understanding.guessing import guess_language
from bot.understanding.languages import UNKNOWN, LanguageReader
from bot.understanding.names import NameFinder
from bot.understanding.scripts import list_script_languages


@pytest.fixture(scope="module")
def reader(bank: Bank) -> LanguageReader:
    return LanguageReader(NameFinder(bank))


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("ist llama open source?", "de"),
        ("llama est open source ?", "fr"),
        ("o llama é open source?", "pt"),
        ("is Qwen3 echt open source?", "nl"),
        ("is llama open source?", None),
        ("llama vs qwen", None),
        ("ist es wahr", None),
    ],
)
def test_small_words_beside_names_tell_the_language(reader: LanguageReader, line: str, language: str | None) -> None:
    assert reader.read(line).by_small_words == language


@pytest.mark.parametrize(
    ("line", "possible"),
    [
        ("llama это open source?", ("ru", "uk", "bg", "sr")),
        ("GPT-4o是闭源的吧", ("zh",)),
        ("llamaはオープンソースですか", ("ja",)),
        ("重みの公開だけでは足りない", ("ja",)),
        ("qwen은 얼마야", ("ko",)),
        ("apertus को किसने बनाया", ("hi",)),
        ("გამარჯობა llama", (UNKNOWN,)),
        ("Kimi K2 (月之暗面) is open weights", ()),
        ("what does 开放权重 mean", ()),
        ("PanGu-Σ", ()),
        ("l̸̡̛l̵͝a̷̕m̴͘a̶̚ is open", ()),
        ("ça va", ()),
    ],
)
def test_letters_tell_what_is_possible(reader: LanguageReader, line: str, possible: tuple[str, ...]) -> None:
    assert reader.read(line).by_letters == possible


def test_names_and_borrowed_words_are_no_evidence(reader: LanguageReader) -> None:
    assert not reader.read("Mistral 7B vs Mixtral 8x7B, gpt-sw3, Dario Amodei").is_long_enough
    assert reader.read("mistral wirklich offen").is_long_enough
    assert not reader.read("hola amigo").is_long_enough


def test_english_is_measured_by_the_words_of_the_bank(reader: LanguageReader) -> None:
    assert reader.read("nobody can look inside the model").english_share > 0.8
    assert reader.read("niemand kann in das modell schauen").english_share < 0.2


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Darf ich Gemma 3 kommerziell nutzen?", "Gemma 3"),
        ("Gemma 3'ü ticari bir üründe kullanabilir miyim?", "Gemma 3"),
        ("Llama真的开源吗", "Llama"),
        ("qwen3 und olmo 2 vergleichen", "qwen3, olmo 2"),
        ("qwen3和olmo 2", "qwen3, olmo 2"),
        ("¿Es Llama open source?", "Llama open source"),
        ("was kostet das", ""),
    ],
)
def test_what_any_language_writes_alike_is_kept(reader: LanguageReader, line: str, kept: str) -> None:
    assert reader.keep_international(line) == kept


def test_a_guess_has_a_probability(reader: LanguageReader) -> None:
    guess = guess_language("Sans les données d'entraînement on ne peut rien reproduire")
    assert guess.language == "fr"
    assert 0.9 < guess.probability <= 1
    assert reader.read("who won").guess.language == "en"


def test_latin_letters_leave_every_language_possible() -> None:
    assert list_script_languages("über naïve") == ()
