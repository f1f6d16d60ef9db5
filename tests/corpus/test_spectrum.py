"""The rules for tier and level."""

import pytest

from bot.corpus.spectrum import place_model
from bot.records.bank import Bank
from bot.records.base import Level, Tier
from bot.records.models import Component, ComponentName, License, ModelRecord, Release


@pytest.mark.parametrize(
    ("weights", "code", "data", "licence", "tier", "level"),
    [
        ("no", "no", "no", "proprietary-openai", "closed", "closed"),
        ("yes", "no", "no", "apache-2.0", "open-weights", "open-weights"),
        ("yes", "no", "no", "llama-3.1", "open-weights", "weights-available"),
        ("yes", "yes", "no", "mit", "open-weights", "open-weights"),
        ("yes", "yes", "partial", "mit", "open-weights", "open-source"),
        ("yes", "yes", "yes", "apache-2.0", "fully-open", "open-data"),
        ("yes", "yes", "yes", "bloom-rail", "fully-open", "weights-available"),
        ("partial", "no", "unknown", "mit", "open-weights", "open-weights"),
    ],
)
def test_tier_and_level(
    bank: Bank, weights: Release, code: Release, data: Release, licence: str, tier: Tier, level: Level
) -> None:
    placement = place_model(_model(bank, weights, code, data), bank.license[licence])
    assert (placement.tier, placement.level) == (tier, level)
    assert placement.tier_reason
    assert placement.level_reason


def test_completeness_against_licence_is_contested(bank: Bank) -> None:
    placement = bank.placement["bloom"]
    assert placement.contested is not None
    assert "weights available" in placement.contested
    assert bank.placement["olmo-3"].contested is None


def test_unknown_is_not_said_to_be_withheld(bank: Bank) -> None:
    placement = place_model(_model(bank, "yes", "unknown", "unknown"), bank.license["mit"])
    assert "not known to be public" in placement.tier_reason
    assert "not released" not in placement.tier_reason


def test_weights_that_nobody_saw_are_not_said_to_be_withheld(bank: Bank) -> None:
    placement = place_model(_model(bank, "unknown", "no", "no"), bank.license["unknown"])
    assert "not released" not in placement.tier_reason + placement.level_reason


def test_an_unread_licence_is_not_said_to_restrict(bank: Bank) -> None:
    placement = place_model(_model(bank, "yes", "yes", "yes"), bank.license["unknown"])
    assert placement.level == "weights-available"
    assert placement.contested is None
    assert "restricts" not in placement.level_reason
    assert bank.license["unknown"].osi_approved is None


def test_the_shipped_models_stand_where_their_components_put_them(bank: Bank) -> None:
    fully_open = {placement.model for placement in bank.placements if placement.tier == "fully-open"}
    assert {"pythia", "olmo-3", "bloom", "apertus"} <= fully_open
    assert not {"llama-3-1", "nemotron-3-ultra", "gpt-4o"} & fully_open


def _model(bank: Bank, weights: Release, code: Release, data: Release) -> ModelRecord:
    """A model like Pythia but for three components."""
    pythia = bank.model["pythia"]
    changed: dict[ComponentName, Release] = {"weights": weights, "training_code": code, "training_data": data}
    components: dict[ComponentName, Component] = dict(pythia.components)
    for name, value in changed.items():
        components[name] = components[name].model_copy(update={"value": value})
    return pythia.model_copy(update={"components": components})


def test_licences_know_what_they_restrict(bank: Bank) -> None:
    apache: License = bank.license["apache-2.0"]
    assert apache.osi_approved
    assert not apache.restrictions
    assert not bank.license["bloom-rail"].osi_approved
