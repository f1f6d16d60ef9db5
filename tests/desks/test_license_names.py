"""Licences by what people call them: the longest name there is, and the verdict on a model that carries it or not."""

from collections import Counter

import pytest

from bot.desks.license_names import LicenseNames
from bot.desks.statements import StatementsDesk
from bot.records.bank import Bank
from bot.replies.verdicts import judge_model
from tests.desks.proposing import propose
from tests.fakes import FakeMind


@pytest.fixture(scope="module")
def names(bank: Bank) -> LicenseNames:
    return LicenseNames(bank)


@pytest.fixture(scope="module")
def carriers(bank: Bank) -> dict[str, Bank]:
    """For each licence a bank whose one model carries it."""
    return {record.id: _give(bank, record.id) for record in bank.licenses}


def _give(bank: Bank, license_id: str) -> Bank:
    model = bank.model["mistral-7b"]
    carried = model.license.model_copy(update={"id": license_id})
    made = model.model_copy(update={"license": carried})
    held = {name: getattr(bank, name) for name in Bank.model_fields}
    return Bank.model_construct(**{**held, "models": (made,)})


def test_every_name_of_every_licence_is_a_yes_where_it_is_carried_and_a_no_where_not(
    mind: FakeMind, bank: Bank, carriers: dict[str, Bank], names: LicenseNames
) -> None:
    wrong = {}
    shared = Counter(name.casefold() for record in bank.licenses for name in set(record.aliases))
    for record in bank.licenses:
        having, lacking = carriers[record.id], carriers["mit" if record.id == "apache-2.0" else "apache-2.0"]
        for name in (record.name, record.spdx or record.name, *record.aliases):
            values = names.find(mind.read(f"is it {name}?"))
            found = [judge_model(having, "mistral-7b", "license", value).truth for value in values]
            other = [judge_model(lacking, "mistral-7b", "license", value).truth for value in values]
            wanted = "unknown" if record.id == "unknown" else "yes"
            is_shared = shared[name.casefold()] > 1
            if not (set(found) == {wanted} or (is_shared and wanted in found)) or set(other) != {"no"}:
                wrong[record.id, name] = (values, found, other)
    assert wrong == {}


def test_no_name_of_one_licence_is_a_yes_to_another(bank: Bank, carriers: dict[str, Bank]) -> None:
    for record in bank.licenses:
        having = carriers[record.id]
        for other in bank.licenses:
            truth = judge_model(having, "mistral-7b", "license", other.name).truth
            if other.id != record.id and record.id != "unknown":
                is_altered = other.id == "mit" and "modified mit" in record.name.casefold()
                wanted = "yes" if record.extends == (other.spdx or "") else "partly" if is_altered else "no"
                assert truth == wanted, (record.id, other.id)


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ("CC-BY-NC", ["Creative Commons Attribution-NonCommercial 4.0"]),
        ("cc by-nc 4.0", ["Creative Commons Attribution-NonCommercial 4.0"]),
        ("cc-by-nc-sa", ["CC BY-NC-SA"]),
        ("creative commons non-commercial no derivatives", ["CC BY-NC-ND"]),
        ("CC-BY", ["Creative Commons Attribution 4.0"]),
        ("some creative commons licence", ["Creative Commons"]),
        ("agpl", ["GNU Affero General Public License (AGPL)"]),
        ("openrail-m", ["OpenRAIL"]),
        ("creativeml openrail-m", ["CreativeML Open RAIL-M"]),
        ("a llama licence", ["Llama licences"]),
        ("llama 3.1 license", ["Llama 3.1 Community License"]),
        ("the nvidia license", ["NVIDIA licences"]),
        ("gemma terms", ["Gemma Terms of Use"]),
        ("a research licence", ["research"]),
        ("mistral research license", ["Mistral Research License"]),
        ("its own license", ["custom"]),
        ("permissively licensed", ["permissive"]),
        ("modified mit", ["modified MIT"]),
        ("mit or modified mit", ["modified MIT", "MIT License"]),
        ("mit, not apache", ["MIT License", "Apache License 2.0"]),
    ],
)
def test_the_longest_name_is_the_one_that_is_meant(
    mind: FakeMind, names: LicenseNames, said: str, values: list[str]
) -> None:
    assert names.find(mind.read(f"is it under {said}")) == values


@pytest.mark.parametrize(
    ("value", "model", "truth"),
    [
        ("Creative Commons", "command-r", "yes"),
        ("CC BY-NC-SA", "command-r", "no"),
        ("Creative Commons Attribution 4.0", "command-r", "no"),
        ("OpenRAIL", "starcoder", "yes"),
        ("RAIL", "bloom", "yes"),
        ("Llama licences", "llama-3-1", "yes"),
        ("Llama licences", "olmo-3", "no"),
        ("custom", "llama-3-1", "yes"),
        ("custom", "olmo-3", "no"),
        ("permissive", "olmo-3", "yes"),
        ("permissive", "llama-3-1", "no"),
        ("research", "qwen-2-5-3b", "yes"),
        ("research", "codestral-22b", "no"),
        ("non-commercial", "codestral-22b", "yes"),
        ("non-commercial", "command-r", "yes"),
        ("copyleft", "olmo-3", "no"),
        ("Mistral Research License", "codestral-22b", "no"),
    ],
)
def test_a_group_of_licences_holds_those_of_its_kind(bank: Bank, value: str, model: str, truth: str) -> None:
    assert judge_model(bank, model, "license", value).truth == truth


def test_somebody_who_names_the_whole_licence_is_not_answered_on_a_piece_of_it(mind: FakeMind, bank: Bank) -> None:
    told = propose(mind, StatementsDesk(bank), "command r is CC-BY-NC so no")
    values = {one.subject.statement.value for one in told if one.subject.statement and "license/" in one.key}
    assert values == {"Creative Commons Attribution-NonCommercial 4.0"}
