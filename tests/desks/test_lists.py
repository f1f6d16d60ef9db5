"""The desk of lists: by what a line asks for models, and for the labs behind them."""

import pytest

from bot.desks.lists.desk import ListsDesk
from bot.desks.lists.labs import LabsDesk
from bot.records.bank import Bank
from bot.records.questions import ModelFilter
from bot.replies.countries import EUROPE
from bot.replies.labs import compose_labs_behind, find_house
from bot.replies.selecting import select_models
from tests.desks.proposing import after_comparison, after_list, list_keys, propose
from tests.fakes import FakeMind


def _read(mind: FakeMind, bank: Bank, text: str) -> ModelFilter:
    """The filter of the first list that is proposed for a line, nothing where there is none."""
    found = [one.subject.listed for one in propose(mind, ListsDesk(bank), text) if one.subject.listed]
    return found[0] if found else ModelFilter()


def _list(mind: FakeMind, bank: Bank, text: str) -> set[str]:
    return {model.id for model in select_models(bank, _read(mind, bank, text))}


@pytest.mark.parametrize(
    ("text", "modalities"),
    [
        ("image models with open weights", ("image",)),
        ("open source image generators", ("image",)),
        ("which open text-to-image models are there", ("image",)),
        ("any fully open video model", ("video",)),
        ("open weight models that make videos", ("video",)),
        ("speech recognition models under mit", ("speech",)),
        ("which tts models are open weights", ("speech",)),
        ("open music models", ("music",)),
        ("open audio models", ("speech", "music")),
        ("embedding models i can use commercially", ("embedding",)),
        ("which coding models are open weights", ("code",)),
        ("open weights models for code", ("code",)),
        ("robotics models with open weights", ("robotics",)),
        ("open vision-language models", ("vision-language",)),
        ("multimodal models with open weights", ("vision-language",)),
        ("protein models under mit", ("biology",)),
        ("models that release their code", ()),
        ("is open source good for free speech", ()),
        ("which models let me share images", ()),
    ],
)
def test_models_are_asked_for_by_what_they_work_with(
    mind: FakeMind, bank: Bank, text: str, modalities: tuple[str, ...]
) -> None:
    assert _read(mind, bank, text).modalities == modalities


def test_a_list_of_image_models_holds_no_others(mind: FakeMind, bank: Bank) -> None:
    listed = _list(mind, bank, "image models with open weights")
    assert {"flux-1-schnell", "stable-diffusion", "qwen-image"} <= listed
    assert all("image" in bank.model[one].modality for one in listed)
    assert all(bank.placement[one].tier == "open-weights" for one in listed)


def test_a_code_model_is_not_one_that_releases_its_code(mind: FakeMind, bank: Bank) -> None:
    question = _read(mind, bank, "which coding models are fully open")
    assert question.components == ()
    assert _read(mind, bank, "code models").components == ()
    assert _read(mind, bank, "models that release training code").components == (("training_code", "yes"),)


def test_every_record_says_what_its_model_works_with(bank: Bank) -> None:
    assert all(model.modality for model in bank.models)
    for one, modality in (("whisper", "speech"), ("wan-2-2", "video"), ("sam-2", "vision"), ("pi0", "robotics")):
        assert bank.model[one].modality == (modality,)


@pytest.mark.parametrize(
    ("text", "since", "until", "released"),
    [
        ("what came out since september 2026", "2026-09", None, None),
        ("open models released after june 2025", "2025-07", None, None),
        ("models after december 2025", "2026-01", None, None),
        ("models released before march 2024", None, "2024-03", None),
        ("models since 2025", "2025", None, None),
        ("models after 2024", "2025", None, None),
        ("models before 2023", None, "2023", None),
        ("models from october 2026", None, None, "2026-10"),
        ("models since sept 2026", "2026-09", None, None),
    ],
)
def test_months_and_years_are_bounds(
    mind: FakeMind, bank: Bank, text: str, since: str | None, until: str | None, released: str | None
) -> None:
    question = _read(mind, bank, text)
    assert (question.since, question.until, question.released) == (since, until, released)


def test_a_licence_may_be_set_apart_from_a_modified_one(mind: FakeMind, bank: Bank) -> None:
    assert "deepseek-r1" in _list(mind, bank, "how many models are MIT, plain MIT not the modified one")


def test_what_came_before_a_year(mind: FakeMind, bank: Bank) -> None:
    assert all(bank.model[model].released < "2020" for model in _list(mind, bank, "which pre-2020 models do you have"))


@pytest.mark.parametrize(
    "text",
    ["which models have terms that shut the EU out", "models whose licence does not apply in the EU, it bars the EU"],
)
def test_a_place_that_a_licence_leaves_out_is_nobodys_home(mind: FakeMind, bank: Bank, text: str) -> None:
    asked = _read(mind, bank, text)
    assert (asked.countries, asked.restrictions) == ((), ("EU",))


def test_a_maker_by_whose_name_a_family_goes_is_meant_as_maker(mind: FakeMind, bank: Bank) -> None:
    before = after_list(bank, ModelFilter(modalities=("speech",), licenses=("mit",), operation="list"))
    keys = list_keys(propose(mind, ListsDesk(bank), "which of them is openai's", before))
    assert any("made by OpenAI" in key for key in keys)


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("what came out in the last three months", 3),
        ("fully open models of the past 6 months", 6),
        ("new models this month", 1),
        ("which models were released in the last year", 12),
    ],
)
def test_spans_are_counted_back_from_the_newest_record(mind: FakeMind, bank: Bank, text: str, back: int) -> None:
    newest = max(model.released for model in bank.models)
    months = int(newest[:4]) * 12 + int(newest[5:7]) - 1 - (back - 1)
    assert _read(mind, bank, text).since == f"{months // 12}-{months % 12 + 1:02}"


def test_a_season_is_that_of_the_newest_record(mind: FakeMind, bank: Bank) -> None:
    year = max(model.released for model in bank.models)[:4]
    question = _read(mind, bank, "which models came out this autumn")
    assert (question.since, question.until) == (f"{year}-09", f"{year}-12")


@pytest.mark.parametrize(
    ("text", "restrictions", "model"),
    [
        ("which models have a licence with a 10 million revenue limit", ("$10M",), "lfm2"),
        ("which models have a revenue cap", ("$",), "lfm2"),
        ("models whose licence caps revenue at $20m", ("$20M",), "mistral-medium-3-5"),
        ("which models still drag the 700M users clause along", ("700M MAU",), "llama-2"),
        ("models with a user cap", ("MAU",), "llama-2"),
        ("which open models can a company with 800 million users not use", ("MAU",), "llama-2"),
        ("who else has a clause on 100 million monthly users", ("100M MAU",), "qwen-72b"),
    ],
)
def test_limits_of_licences_are_criteria_with_their_figures(
    mind: FakeMind, bank: Bank, text: str, restrictions: tuple[str, ...], model: str
) -> None:
    question = _read(mind, bank, text)
    assert (question.restrictions, question.sizes) == (restrictions, ())
    listed = _list(mind, bank, text)
    assert model in listed
    for one in listed:
        assert restrictions[0].casefold() in " ".join(bank.license[bank.model[one].license.id].restrictions).casefold()


@pytest.mark.parametrize(
    ("text", "excluded"),
    [
        ("open weights models not by meta", {"Meta"}),
        ("non-meta models with open weights", {"Meta"}),
        ("fully open models other than ai2's", {"Ai2"}),
        ("open weights besides openai", {"OpenAI"}),
        ("which non nvidia, non meta models still drag the 700M users clause along", {"NVIDIA", "Meta"}),
    ],
)
def test_makers_are_left_out(mind: FakeMind, bank: Bank, text: str, excluded: set[str]) -> None:
    question = _read(mind, bank, text)
    assert excluded <= set(question.excluded)
    assert question.developers == ()
    listed = _list(mind, bank, text)
    assert listed
    assert not excluded & {bank.model[one].developer for one in listed}


def test_a_maker_may_be_named_beside_one_left_out(mind: FakeMind, bank: Bank) -> None:
    question = _read(mind, bank, "french models that are not by mistral")
    assert question.countries == ("France",)
    listed = _list(mind, bank, "french models that are not by mistral")
    assert "lucie" in listed
    assert "mistral-7b" not in listed


def test_open_all_the_way_is_fully_open(mind: FakeMind, bank: Bank) -> None:
    text = "Which models come from Hugging Face themselves and are open all the way?"
    question = _read(mind, bank, text)
    assert (question.tiers, question.developers) == (("fully-open",), ("Hugging Face",))
    assert "smollm3" in _list(mind, bank, text)


@pytest.mark.parametrize(
    "text", ["which model has the most parameters of all those with weights", "largest open-weight model right now?"]
)
def test_the_largest_is_told_with_its_size(mind: FakeMind, bank: Bank, text: str) -> None:
    answers = [one.compose(0.9, "short").text for one in propose(mind, ListsDesk(bank), text)]
    assert any(answer.startswith("Kimi K3") and bank.model["kimi-k3"].parameters in answer for answer in answers)


def test_a_list_is_foreign_to_two_licences_set_side_by_side(mind: FakeMind, bank: Bank) -> None:
    found = propose(mind, ListsDesk(bank), "compare agpl and apache 2.0 for models, which is freer")
    assert found
    assert all(one.clues.foreign for one in found)
    assert _read(mind, bank, "which models carry mit or apache 2.0").licenses


def test_a_score_of_one_model_asks_for_no_list(mind: FakeMind, bank: Bank) -> None:
    assert propose(mind, ListsDesk(bank), "MMLU of DeepSeek-V3") == []


_MAKERS_OF_DATA = "list the labs that release the training data too"


def test_labs_are_listed_by_what_their_models_release(mind: FakeMind, bank: Bank) -> None:
    (found,) = [
        one for one in propose(mind, LabsDesk(bank), _MAKERS_OF_DATA) if one.key == "labs/release training data"
    ]
    answer = found.compose(0.9, "deep")
    makers = {
        find_house(bank, model.developer) for model in bank.models if model.components["training_data"].value == "yes"
    }
    own = [model for model in bank.models if model.developer == "Ai2"]
    fit = [model for model in own if model.components["training_data"].value == "yes"]
    houses = {find_house(bank, maker) for maker in bank.developers}
    assert (
        answer.headline == f"{len(makers)} of the {len(houses)} labs on record have models that release training data."
    )
    assert f"Ai2: {len(fit)} of {len(own)} models" in answer.text
    assert "OpenAI" not in answer.text
    assert answer.citations


def test_labs_may_be_those_behind_the_last_list(mind: FakeMind, bank: Bank) -> None:
    before = after_list(bank, ModelFilter(tiers=("fully-open",), countries=("France",)))
    for text in ("which labs are behind those", "i asked for labs not models"):
        assert "labs/are fully open and come from France" in list_keys(propose(mind, LabsDesk(bank), text, before))
    german = propose(mind, LabsDesk(bank), "labs, not models. german ones", before)
    assert "labs/are fully open and come from Germany" in list_keys(german)
    assert list_keys(propose(mind, LabsDesk(bank), "which labs are behind those")) == ["labs/"]


def test_no_lab_is_said_to_have_what_none_has(bank: Bank) -> None:
    question = ModelFilter(modalities=("robotics",), tiers=("closed",))
    answer = compose_labs_behind(bank, "x", question, 0.9, "short")
    assert answer.headline.startswith("None of the ")
    assert answer.models == ()


def test_a_family_named_beside_several_models_is_one_of_those_asked_for(mind: FakeMind, bank: Bank) -> None:
    line = "Rank these by how open they are: gpt-oss, qwen3, olmo 3, mistral large 3, grok"
    (found, *_others) = propose(mind, ListsDesk(bank), line)
    assert found.subject.listed is not None
    assert {"gpt-oss", "olmo-3", "grok-1"} <= set(found.subject.listed.models)
    assert found.compose(0.9, "short").models[0] == "olmo-3"


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("top 5 open weight models from china, newest first", "highest"),
        ("open weight models from china, oldest first", "lowest"),
        ("the first open weight model from china", "lowest"),
    ],
)
def test_an_order_is_told_by_the_word_before_first(mind: FakeMind, bank: Bank, text: str, operation: str) -> None:
    first, *_others = propose(mind, ListsDesk(bank), text)
    assert first.subject.listed is not None
    assert first.subject.listed.operation == operation


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("open models, no image ones", ("image",)),
        ("drop the video models", ("video",)),
        ("ones that aren't for speech", ("speech",)),
    ],
)
def test_kinds_of_models_can_be_left_out(mind: FakeMind, bank: Bank, text: str, left_out: tuple[str, ...]) -> None:
    question = _read(mind, bank, text)
    assert (question.modalities, question.other_modalities) == ((), left_out)
    assert not any(set(left_out) & set(model.modality) for model in select_models(bank, question))


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("video models that do NOT come from china", "China"),
        ("anything fully open that isnt american", "US"),
        ("fully open and not chinese", "China"),
    ],
)
def test_countries_can_be_left_out(mind: FakeMind, bank: Bank, text: str, country: str) -> None:
    found = select_models(bank, _read(mind, bank, text))
    assert found
    assert country not in {model.country for model in found}


@pytest.mark.parametrize(
    "text", ["open models that must not be mistral", "models that aren't from mistral", "drop mistral"]
)
def test_makers_and_families_can_be_left_out(mind: FakeMind, bank: Bank, text: str) -> None:
    found = select_models(bank, _read(mind, bank, text))
    assert found
    assert not any(model.family == "mistral" for model in found)


def test_the_smallest_model_works_with_words(mind: FakeMind, bank: Bank) -> None:
    assert _read(mind, bank, "smallest fully open model").modalities == ("text",)
    assert _read(mind, bank, "smallest speech model").modalities == ("speech",)


def test_which_of_those_means_the_models_that_a_reply_named(mind: FakeMind, bank: Bank) -> None:
    focus = after_comparison(bank, "llama-4", "phi-4")
    keys = list_keys(propose(mind, ListsDesk(bank), "which of those may i sell", focus))
    assert any("may be used commercially among" in key for key in keys)
    assert not any(
        key.startswith("list//are on record among") for key in list_keys(propose(mind, ListsDesk(bank), "lol", focus))
    )


def test_a_country_that_is_left_out_leaves_those_asked_for_before(mind: FakeMind, bank: Bank) -> None:
    before = after_list(bank, ModelFilter(tiers=("fully-open",), countries=EUROPE, operation="list"))
    candidates = propose(mind, ListsDesk(bank), "minus the swiss ones", before)
    listed = [one.subject.listed for one in candidates if one.subject.listed]
    found = select_models(bank, next(one for one in listed if one.tiers and one.other_countries))
    assert found
    assert all(model.country != "Switzerland" for model in found)
    assert {model.id for model in found} < set(before.group)


def test_the_first_one_of_a_list_is_no_smallest_of_anything(mind: FakeMind, bank: Bank) -> None:
    before = after_list(bank, ModelFilter(tiers=("fully-open",), operation="list"))
    keys = list_keys(propose(mind, ListsDesk(bank), "the first one, what is its licence", before))
    assert not any(key.startswith("lowest//") for key in keys)


def test_a_list_is_pointed_at_in_the_order_in_which_it_is_told(mind: FakeMind, bank: Bank) -> None:
    (told, *_others) = propose(mind, ListsDesk(bank), "which models under the MIT licence are there")
    assert told.subject.group[:5] == told.compose(0.9, "short").models[:5]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("upstage models + year of each", ("released",)),
        ("cohere models with their licences", ("license",)),
        ("list all apple and amd models with their sizes", ("parameters",)),
        ("every fully open model from 2026, and its size", ("parameters",)),
        ("indian models, release date and licence of each", ("released", "license")),
        ("name the korean models and when each came out", ("released",)),
        ("cohere models incl. release dates", ("released",)),
        ("fully open video models and who made each", ("developer",)),
        ("speech models under mit, with their makers and countries", ("developer", "country")),
        ("show me ibm's models and how big each is", ("parameters",)),
        ("which indian models are there, with sizes", ("parameters",)),
        ("what models does apple have and what size are they", ("parameters",)),
        ("the five newest chinese models with their licence", ("license",)),
        ("every single openai model with its year", ("released",)),
        ("which models have a research only licence", ()),
        ("models with training data and code", ()),
        ("which models are from the years 2023 and 2024", ()),
        ("which models came out this year", ()),
        ("which country has most fully open models", ()),
    ],
)
def test_a_list_tells_what_is_wanted_of_each(mind: FakeMind, bank: Bank, text: str, columns: tuple[str, ...]) -> None:
    assert _read(mind, bank, text).columns == columns


def test_a_cell_stands_beside_each_name(mind: FakeMind, bank: Bank) -> None:
    (told, *_others) = propose(mind, ListsDesk(bank), "upstage models + year of each")
    assert "Solar Open 2 (" in told.compose(0.9, "short").text
    before = after_list(bank, ModelFilter(developers=("Upstage",), operation="list"))
    texts = [one.compose(0.9, "short").text for one in propose(mind, ListsDesk(bank), "with the size of each", before)]
    assert any("Solar Open 100B (" in text for text in texts)
    (ranked, *_others) = propose(mind, ListsDesk(bank), "the five newest chinese models with their licence")
    assert "; Apache License 2.0" in ranked.compose(0.9, "short").text


@pytest.mark.parametrize(
    ("text", "operations"),
    [
        ("whats the largest indian model with downloadable weights and for how many languages", ["highest"]),
        ("the smallest korean model, and how many tokens was it trained on", ["lowest"]),
        ("how many languages does the biggest swiss model speak", ["highest"]),
        ("newest model from japan and how many gpus it took", ["highest"]),
        ("which chinese model is the largest and how many are there", ["highest", "count"]),
        ("how many chinese models are there and which is the largest", ["count", "highest"]),
        ("how many french models are on record", ["count"]),
        ("how many of the largest models are chinese", ["count"]),
    ],
)
def test_an_extreme_beside_a_count_is_proposed(mind: FakeMind, bank: Bank, text: str, operations: list[str]) -> None:
    found = [one.subject.listed for one in propose(mind, ListsDesk(bank), text) if one.subject.listed]
    assert [one.operation for one in found] == operations


@pytest.mark.parametrize(
    "text",
    [
        "video models whose weights you cant get",
        "ones nobody can download",
        "which speech models are not downloadable",
        "models no one can download",
        "which models can i not download",
        "undownloadable models",
        "models with no download",
        "models with secret weights",
        "models that don't let you download them",
        "which image models are impossible to download",
        "models not available for download",
        "music models that you can only use via api",
        "models you cannot self-host",
        "models that nobody outside gets the weights for",
    ],
)
def test_weights_that_cannot_be_had_are_not_released(mind: FakeMind, bank: Bank, text: str) -> None:
    question = _read(mind, bank, text)
    assert question.components == (("weights", "no"),)
    assert all(bank.placement[one].tier == "closed" for one in _list(mind, bank, text))


@pytest.mark.parametrize(
    "text",
    [
        "which models can anyone download",
        "models you can download without an account",
        "models nobody can sell but everyone can download",
        "what can't i do with downloadable models",
        "which have weights but no code",
        "models whose weights you can get but not the data",
    ],
)
def test_weights_that_can_be_had_are_released(mind: FakeMind, bank: Bank, text: str) -> None:
    assert ("weights", "yes") in _read(mind, bank, text).components


@pytest.mark.parametrize(
    "text",
    [
        "show me every one of mistral's, not only some",
        "list literally everything from deepseek, don't cut it off",
        "all of google's models, the complete list",
        "every single fully open model",
        "dump the fully open models",
        "list all 39 fully open ones",
        "name the chinese image models, the full list",
    ],
)
def test_a_list_that_is_wanted_whole_is_told_to_its_end(mind: FakeMind, bank: Bank, text: str) -> None:
    (told, *_others) = [one for one in propose(mind, ListsDesk(bank), text) if one.subject.listed]
    answer = told.compose(0.9, "short")
    assert told.at_length
    assert " more." not in answer.text
    assert len(answer.models) > 8 or len(answer.models) == answer.text.count("[")
    for labs in propose(mind, LabsDesk(bank), text):
        assert labs.clues.foreign == 1


def test_who_asks_for_a_list_gets_its_first_page(mind: FakeMind, bank: Bank) -> None:
    (told, *_others) = propose(mind, ListsDesk(bank), "which models are fully open")
    assert not told.at_length
    assert " more." in told.compose(0.9, "short").text


def test_a_list_of_its_own_is_not_narrowed_to_nothing(mind: FakeMind, bank: Bank) -> None:
    focus = after_list(bank, ModelFilter(licenses=("mit",), operation="list"))
    found = [one.subject.listed for one in propose(mind, ListsDesk(bank), "all models from cohere please", focus)]
    told = [one for one in found if one]
    assert any(one.developers and not one.licenses for one in told)
    assert all(select_models(bank, one) for one in told)
