"""Models by the names people type and copy: typos and packaging yes, bent digits and works of others no."""

import pytest

from bot.records.bank import Bank
from bot.understanding.names import NameFinder, Names, NameTable, split_atoms
from bot.understanding.text import LONGEST_QUESTION
from tests.pumping import fill, time_least


@pytest.fixture(scope="module")
def finder(bank: Bank) -> NameFinder:
    return NameFinder(bank)


@pytest.mark.parametrize(
    ("typed", "model"),
    [
        ("Mistral 7B", "mistral-7b"),
        ("mistral7b", "mistral-7b"),
        ("mistarl 7b", "mistral-7b"),
        ("LLAMA 3.1 405b", "llama-3-1"),
        ("llama3.1", "llama-3-1"),
        ("llama 3.1 70b instruct", "llama-3-1"),
        ("gpt4o", "gpt-4o"),
        ("GPT 4o", "gpt-4o"),
        ("is Claude 3.5 Sonnet open?", "claude-3-5-sonnet"),
        ("gemeni 1.5 pro", "gemini-1-5-pro"),
        ("deepseek r1", "deepseek-r1"),
        ("Pythia-12B", "pythia"),
        ("qwen2.5", "qwen-2-5"),
    ],
)
def test_known_models(finder: NameFinder, typed: str, model: str) -> None:
    names = finder.find_models(typed)
    assert names.models[0].model == model
    assert names.unknown == ()


@pytest.mark.parametrize(
    ("typed", "model"),
    [
        ("meta-llama/Meta-Llama-3-8B-Instruct", "llama-3"),
        ("allenai/Olmo-3-1125-32B", "olmo-3"),
        ("OLMo-2-1124-7B-Instruct-GGUF", "olmo-2"),
        ("mixtral-8x7b-32768", "mixtral-8x7b"),
        ("mistral-small-2409", "mistral-small-2409"),
        ("hf.co/bartowski/Llama-3.2-1B-Instruct-GGUF:Q4_K_M", "llama-3-2"),
        ("https://huggingface.co/mistralai/Mistral-7B-v0.1/tree/main", "mistral-7b"),
        ("ollama run llama3.3", "llama-3-3-70b"),
        ("qwen3:30b-a3b", "qwen3"),
        ("us.anthropic.claude-sonnet-4-20250514-v1:0", "claude-4"),
        ("accounts/fireworks/models/llama-v3p1-405b-instruct", "llama-3-1"),
        ("neuralmagic/Meta-Llama-3.1-70B-Instruct-quantized.w4a16", "llama-3-1"),
        ("claude-3-5-sonnet-20241022", "claude-3-5-sonnet"),
        ("gpt-4o-2024-08-06", "gpt-4o"),
        ("mistralai/Mistral-Large-Instruct-2411", "mistral-large-2"),
        ("deepseek-ai/DeepSeek-V3-0324", "deepseek-v3-0324"),
        ("deepseek-ai/DeepSeek-V3-Base", "deepseek-v3"),
        ("openai/whisper-large-v3-turbo", "whisper"),
        ("openlm-research/open_llama_7b_v2", "openllama"),
        ("google/gemma-2b", "gemma-1"),
        ("gema 3", "gemma-3"),
        ("nemotrn 4 340b", "nemotron-4-340b"),
        ("qwen 2.5 72", "qwen-2-5-72b"),
        ("bloom176", "bloom"),
        ("bigscience/bloom-7b1", "bloom"),
        ("mixtral 8×22b", "mixtral-8x22b"),
        ("mixtral 8 * 7 b", "mixtral-8x7b"),
        ("llama three", "llama-3"),
        ("Grok 4.3", "grok-4"),
        ("gemini flash 3.7", "gemini-3-5-flash"),
        ("allenai/Llama-3.1-Tulu-3-8B", "tulu-3"),
        ("NousResearch/Hermes-3-Llama-3.1-70B", "hermes-3"),
        ("deepseek-ai/DeepSeek-R1-Distill-Qwen-32B", "deepseek-r1"),
        ("nvidia/Llama-3_3-Nemotron-Super-49B-v1_5", "llama-nemotron"),
        ("Suno's Bark", "suno-bark"),
        ("is nova open source?", "amazon-nova"),
        ("wan2.2-t2v-a14b", "wan-2-2"),
        ("tencent/HunyuanVideo-I2V", "hunyuanvideo"),
        ("dsv3.2", "deepseek-v3-2"),
        ("ds r1", "deepseek-r1"),
        ("qwen25 7b", "qwen-2-5"),
        ("gpt-35-turbo", "gpt-3-5"),
        ("mixtral 8 by 22", "mixtral-8x22b"),
        ("four o", "gpt-4o"),
        ("ai2 tulu 3", "tulu-3"),
        ("arcinstitute/evo2_7b", "evo-2"),
        ("physical intelligence pi-zero", "pi0"),
        ("ggml-whisper-small-q5_1.bin", "whisper"),
        ("pythia 70m step 3000", "pythia"),
        ("lmsys/vicuna-13b-delta-v1.1", "vicuna"),
        ("nemo", "mistral-nemo"),
        ("Mistral Medium 3,5", "mistral-medium-3-5"),
        ("DeepSeek R1 671b q1.58", "deepseek-r1"),
        ("grok one", "grok-1"),
    ],
)
def test_names_as_hubs_and_tools_write_them(finder: NameFinder, typed: str, model: str) -> None:
    names = finder.find_models(typed)
    assert [mention.model for mention in names.models] == [model]
    assert names.unknown == ()


@pytest.mark.parametrize(
    "typed",
    [
        "meta-llama/Llama-Guard-3-8B",
        "WizardLM-2-8x22B",
        "reflection-llama-3.1-70b",
        "GPT4All-J",
        "mistral saba",
        "is mistral saba open?",
        "teknium/OpenHermes-2.5-Mistral-7B",
        "dolphin-mixtral:8x7b",
        "huihui-ai/Llama-3.3-70B-Instruct-abliterated",
        "open-orca/Mistral-7B-OpenOrca",
        "Qwen/Qwen2-VL-7B-Instruct",
        "deepseek-ai/deepseek-vl-7b-chat",
        "HuggingFaceTB/SmolLM-360M",
        "mistral-small-2307",
        "Qwen2.5-Max",
        "claude instant",
        "Kimi K4",
        "google/gemma-5-9b",
        "Mixtral 8x30B",
        "Llama Prompt Guard",
        "Llama Prompt Guard 2",
        "llama prompt guard",
        "is llama prompt guard open?",
        "llama prompt guard is open source",
        "I tried Llama Prompt Guard yesterday",
        "Gemini Code Assist",
        "Qwen Deep Research Agent",
        "google LaMDA",
        "Microsoft Orca 2",
        "LLaVA-NeXT-Video",
        "OpenAI Codex",
        "MiniMaxAI/SynLogic-32B",
        "gpt-77",
        "LaMDA open or closed",
        "how open is WizardLM-2 8x22B",
    ],
)
def test_what_no_record_explains_is_unknown(finder: NameFinder, typed: str) -> None:
    names = finder.find_models(typed)
    assert names.models == ()
    assert len(names.unknown) == 1


@pytest.mark.parametrize("typed", ["llama 3.1 406b", "llama 3.7", "gpt-7", "claude 3.6", "mistral 9b", "falcon 181b"])
def test_one_digit_off_is_unknown(finder: NameFinder, typed: str) -> None:
    names = finder.find_models(typed)
    assert names.models == ()
    assert names.unknown


@pytest.mark.parametrize(
    "typed",
    [
        "i use ollama daily",
        "gamma rays",
        "don't 5",
        "nothing here",
        "",
        "i wrote a haiku about jim",
        "run the command again",
        "step 3: unpack it",
        "i commend you",
        "artists can opt out",
        "they command a premium",
        "llama.cpp is fast",
        "moonlight sonata",
        "he is lying to us",
        "whisperx",
        "tekken-lm-7b-instruct",
        "see you at four o'clock",
        "raspberry pi zero",
        "finding nemo",
        "google search",
        "the g7 says what open ai is",
        "i believe in open ai for everyone",
        "real open AI needs the data",
    ],
)
def test_words_that_look_like_names_are_none(finder: NameFinder, typed: str) -> None:
    assert finder.find_models(typed) == Names((), (), alone=False)


@pytest.mark.parametrize(
    ("typed", "models"),
    [
        ("GPT-4/Claude are closed", ["gpt-4", "claude-fable-5"]),
        ("Llama-based and non-OpenAI", ["llama-4", "gpt-6"]),
        ("openai's whisper", ["whisper"]),
        ("llama 3 in 2024", ["llama-3"]),
        ("deepseek is 12x cheaper", ["deepseek-v4-1"]),
        ("opt, llama 1 and bloom", ["opt-175b", "llama-1", "bloom"]),
        ("all mistrals", ["mistral-large-4"]),
        ("does llama support audio?", ["llama-4"]),
        ("open models like llama generate audio", ["llama-4"]),
        ("Llama Beats Claude", ["llama-4", "claude-fable-5"]),
        ("Llama Fails Everybody", ["llama-4"]),
        ("Llama Community License", ["llama-4"]),
        ("open ai never released its weights", ["gpt-6"]),
        ("what did Open AI publish", ["gpt-6"]),
    ],
)
def test_names_in_sentences(finder: NameFinder, typed: str, models: list[str]) -> None:
    names = finder.find_models(typed)
    assert [mention.model for mention in names.models] == models
    assert names.unknown == ()


def test_a_figure_may_be_spelt_out_where_one_name_is_asked_for(finder: NameFinder) -> None:
    names = finder.find_models("microsoft phi four reasoning plus", wants_name=True)
    assert [mention.model for mention in names.models] == ["phi-4"]


def test_the_toolkit_of_one_maker_is_not_the_model_of_two(finder: NameFinder) -> None:
    (mention,) = finder.find_models("is NVIDIA NeMo open source").models
    assert mention.family == "nemotron"


def test_a_size_narrows_a_family(finder: NameFinder) -> None:
    assert finder.find_models("llama 8b").models[0].candidates == ("llama-3-1", "llama-3")
    assert finder.find_models("mistral 24b").models[0].candidates == ("mistral-small-3",)


@pytest.mark.parametrize("unit", ["1", "1 ", "a1", "gpt 1 ", "llama-", "k2", "llama prompt guard ", "openai/"])
def test_the_longest_line_is_read_at_once(finder: NameFinder, unit: str) -> None:
    line = fill(unit, LONGEST_QUESTION)
    assert time_least(lambda: finder.find_models(line), 5) < 0.05


def test_a_family_names_its_members(finder: NameFinder, bank: Bank) -> None:
    mention = finder.find_models("is llama open?").models[0]
    assert mention.family == "llama"
    assert set(mention.candidates) == set(bank.family["llama"].members)
    assert mention.model == bank.family["llama"].newest


def test_a_name_too_short_to_guess_asks(finder: NameFinder) -> None:
    mention = finder.find_models("k2").models[0]
    assert mention.is_ambiguous
    assert {"kimi-k2", "k2-65b"} <= set(mention.candidates)
    assert not finder.find_models("kimi k2").models[0].is_ambiguous


def test_several_models_in_order(finder: NameFinder) -> None:
    names = finder.find_models("compare olmo 3, mistral 7b and gpt-4o")
    assert [mention.model for mention in names.models] == ["olmo-3", "mistral-7b", "gpt-4o"]


def test_suggestions_are_names_of_models(finder: NameFinder, bank: Bank) -> None:
    known = {model.name for model in bank.models}
    suggestions = finder.suggest("mistrel 7")
    assert suggestions
    assert set(suggestions) <= known


def test_every_model_is_found_by_its_own_name_and_aliases(finder: NameFinder, bank: Bank) -> None:
    missed = [
        alias
        for model in bank.models
        for alias in model.aliases
        if not any(model.id in mention.candidates for mention in finder.find_models(alias).models)
    ]
    assert missed == []


def test_licences_and_terms(finder: NameFinder) -> None:
    assert finder.find_licenses("is apache 2.0 osi approved") == ("apache-2.0",)
    assert "quantization" in finder.find_terms("what is quantization")


def test_an_article_is_no_letter_of_a_name(finder: NameFinder) -> None:
    assert finder.find_licenses("which models have a gpl licence?") == ("gnu-gpl",)
    assert finder.find_licenses("which models have an agpl licence?") == ("gnu-agpl",)


def test_atoms() -> None:
    assert split_atoms("GPT-4o, Llama3.1 405B!") == ("gpt", "4", "o", "llama", "3.1", "405", "b")


def test_the_longest_name_wins() -> None:
    table = NameTable([("llama", "family"), ("llama 3", "three")])
    assert [found.targets for found in table.find(("llama", "3"))] == [("three",)]


def test_every_name_alone_is_seen_to_stand_alone(finder: NameFinder, bank: Bank) -> None:
    names = [name for model in bank.models for name in (model.name, *model.aliases)]
    assert [name for name in names if not finder.find_models(f"{name}?").alone] == []
    assert not finder.find_models("bloom is open source").alone
    assert not finder.find_models("llama and bloom").alone


@pytest.mark.parametrize(
    ("typed", "model"),
    [
        ("is the first gemma open source", "gemma-1"),
        ("The very first LLaMA allowed business use", "llama-1"),
        ("licence of the original llama", "llama-1"),
        ("OG llama", "llama-1"),
        ("is the og llama open source", "llama-1"),
        ("first gen llama", "llama-1"),
        ("first-generation qwen", "qwen-72b"),
        ("llama original", "llama-1"),
        ("the OG mistral", "mistral-7b"),
        ("og grok", "grok-1"),
        ("gemma's first version", "gemma-1"),
        ("olmo gen 1", "olmo-1"),
        ("original phi", "phi-1-5"),
        ("latest deepseek licence", "deepseek-v4-1"),
    ],
)
def test_a_generation_that_words_name_is_meant_and_not_the_family(finder: NameFinder, typed: str, model: str) -> None:
    (mention,) = finder.find_models(typed).models
    assert (mention.candidates, mention.family) == ((model,), None)


def test_at_first_is_no_first_one(finder: NameFinder) -> None:
    (mention,) = finder.find_models("at first llama was closed").models
    assert mention.family == "llama"


def test_a_maker_has_no_first_model(finder: NameFinder) -> None:
    (mention,) = finder.find_models("the first openai model").models
    assert mention.family == "gpt"


def test_a_family_named_beside_its_first_member_leaves_the_member(finder: NameFinder) -> None:
    (mention,) = finder.find_models("cohere put Command A+ under Apache").models
    assert (mention.candidates, mention.family) == (("command-a-plus",), None)
