"""What a draft puts down: every fact with its date, once, and told apart from the dates that the fact names."""

import re

import pytest

from bot.records.bank import Bank
from bot.records.language import ModelMention
from bot.replies.cards import compose_short_comparison, compose_short_model
from bot.replies.draft import write_date


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Its weights are public.", " (June 2026)"),
        ("It came out in 2024.", " (as of June 2026)"),
        ("In June 2026 it had 40 entries.", ""),
    ],
)
def test_a_date_is_written_once_and_said_to_be_that_of_the_fact(text: str, written: str) -> None:
    assert write_date(text, "2026-06") == written


def test_the_date_behind_a_card_is_no_second_release(bank: Bank) -> None:
    for model in bank.models:
        mention = ModelMention(name=model.name, candidates=(model.id,))
        first = compose_short_model(bank, "x", mention, 1.0).text.split("\n", 1)[0]
        assert not re.search(r"\] \((?!as of )[^)]*\d{4}\)$", first), first


def test_models_side_by_side_have_weights_and_are_none(bank: Bank) -> None:
    alike = compose_short_comparison(bank, "x", ("mistral-7b", "llama-4"), 1.0)
    assert alike.headline == "Mistral 7B and Llama 4 both have open weights."
    apart = compose_short_comparison(bank, "x", ("olmo-3", "llama-4", "gpt-4o"), 1.0)
    assert "Llama 4 has open weights and GPT-4o is closed." in apart.headline


def test_a_licence_that_nobody_knows_is_not_said_to_bind(bank: Bank) -> None:
    unknown = [one for one in bank.models if bank.license[one.license.id].kind == "unknown"]
    for model in unknown:
        mention = ModelMention(name=model.name, candidates=(model.id,))
        assert "not an open one" not in compose_short_model(bank, "x", mention, 1.0).text
    family = ModelMention(name="hunyuan", candidates=bank.family["hunyuan"].members, family="hunyuan")
    assert "Hy3-preview: open weights, under a licence that is not known [" in (
        compose_short_model(bank, "x", family, 1.0).text
    )
