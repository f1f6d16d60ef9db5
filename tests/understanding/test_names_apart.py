"""Names whose parts stand apart: the size before the family, the maker behind its model, the version in words."""

import pytest

from bot.records.bank import Bank
from bot.understanding.names import NameFinder


@pytest.fixture(scope="module")
def finder(bank: Bank) -> NameFinder:
    return NameFinder(bank)


@pytest.mark.parametrize(
    ("typed", "model"),
    [
        ("people say M1 from MiniMax is fully open", "minimax-m1"),
        ("is the M1 that MiniMax made open source?", "minimax-m1"),
        ("Large 3 by Mistral: open or closed", "mistral-large-3"),
        ("Meta has not let the Behemoth weights out", "llama-4-behemoth"),
        ("how big is Microsoft's Silica", "phi-silica"),
        ("Google's 3n is under apache 2.0", "gemma-3n"),
        ("the OCR model from DeepSeek is under apache 2.0", "deepseek-ocr"),
        ("what licence has Canary from NVIDIA", "canary-1b-v2"),
        ("so Whisper by OpenAI is not really open", "whisper"),
        ("K2 from Moonshot is under a modified licence", "kimi-k2"),
        ("the weights of the OLMo by AMD can be downloaded", "amd-olmo"),
        ("V2 Pro from Xiaomi has no weights", "mimo-v2-pro"),
    ],
)
def test_a_maker_beside_a_part_of_a_name_means_the_one_that_bears_it(
    finder: NameFinder, typed: str, model: str
) -> None:
    names = finder.find_models(typed)
    assert [mention.candidates for mention in names.models] == [(model,)]
    assert names.unknown == ()


@pytest.mark.parametrize(
    ("typed", "model"),
    [
        ("TII put the 40B Falcon under Apache", "falcon-40b"),
        ("the 3.3 70b llama is under a custom licence", "llama-3-3-70b"),
        ("what licence has llama, the 3.2 one", "llama-3-2"),
        ("the small devstral 2, the 24b", "devstral-small-2"),
        ("nobody knows what went into the 24B devstral 2", "devstral-small-2"),
        ("the 124B pixtral: open or closed", "pixtral-large"),
        ("did the 235b qwen come with training code", "qwen3"),
        ("how big is 72b qwen2.5", "qwen-2-5-72b"),
        ("how big is the 0324 deepseek v3", "deepseek-v3-0324"),
        ("people say version 2 of phi is fully open", "phi-2"),
        ("is grok, version 3 open source?", "grok-3"),
        ("the 8x22B Mixtral is under apache 2.0", "mixtral-8x22b"),
        ("i can run the 8b aya at home", "aya-expanse"),
        ("what data was the 65B K2 trained on", "k2-65b"),
        ("people say AF2 is fully open", "alphafold-2"),
        ("how big is L3.1", "llama-3-1"),
        ("the weights of Maverick can be downloaded", "llama-4"),
    ],
)
def test_a_size_or_version_may_stand_before_the_name_or_apart(finder: NameFinder, typed: str, model: str) -> None:
    names = finder.find_models(typed)
    assert [mention.candidates for mention in names.models] == [(model,)]
    assert names.unknown == ()


@pytest.mark.parametrize(
    "typed",
    [
        "how big is version 6 of llama",
        "i can run llama's sixth version at home",
        "can i use version 9 of qwen",
        "the 60B falcon",
    ],
)
def test_a_version_that_a_family_lacks_is_unknown_where_it_stands_apart(finder: NameFinder, typed: str) -> None:
    names = finder.find_models(typed)
    assert names.models == ()
    assert len(names.unknown) == 1


@pytest.mark.parametrize(
    ("typed", "families"),
    [
        ("list apache 2.0 llama models", ["llama"]),
        ("an mmlu of 85.2 llama never had", ["llama"]),
        ("the 3 llama models", ["llama"]),
        ("compare falcon, llama", ["falcon", "llama"]),
        ("Phi from Microsoft", ["phi"]),
        ("OLMo by Ai2", ["olmo"]),
        ("mistral's medium-term plans", ["mistral"]),
        ("deepseek from china", ["deepseek"]),
        ("llama from the first day", ["llama"]),
    ],
)
def test_what_belongs_to_no_name_leaves_the_family(finder: NameFinder, typed: str, families: list[str]) -> None:
    names = finder.find_models(typed)
    assert names.unknown == ()
    assert [mention.family for mention in names.models] == families


@pytest.mark.parametrize(
    "typed", ["Meta's vision for open source", "Google's code of conduct", "a word from Microsoft"]
)
def test_a_maker_beside_words_of_everyday_names_no_model(finder: NameFinder, typed: str) -> None:
    assert finder.find_models(typed).models == ()


@pytest.mark.parametrize(
    "typed",
    [
        "what data was F5-TTS trained on",
        "is Chinchilla open source?",
        "did Kestrel-70B come with code",
        "Fuyu-8B is open",
    ],
)
def test_what_is_built_like_a_name_and_is_none_of_the_bank_is_unknown(finder: NameFinder, typed: str) -> None:
    names = finder.find_models(typed)
    assert names.models == ()
    assert len(names.unknown) == 1


@pytest.mark.parametrize("typed", ["a band of 8-13b models", "top-10 list", "the four-7b thing", "covid-19 papers"])
def test_joined_words_of_everyday_are_no_names(finder: NameFinder, typed: str) -> None:
    assert finder.find_models(typed).unknown == ()
