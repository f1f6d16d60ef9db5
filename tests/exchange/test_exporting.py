"""Records for others: every form says what the bank says, holds to its schema, and comes back whole."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bot.corpus.citing import list_model_facts
from bot.corpus.reading import parse_yaml, read_yaml
from bot.errors import ExchangeError
from bot.exchange.drafts import Draft
from bot.exchange.exporting import list_lines, render_models
from bot.exchange.files import write_draft, write_files
from bot.exchange.importing import Named, import_file
from bot.exchange.openness_tool import write_tool_record
from bot.exchange.schema import write_exchange_schemas
from bot.records.bank import Bank
from bot.records.models import COMPONENTS
from tests.conftest import ROOT

_TODAY = "2026-11-28"
_NOBODY = Named()


@pytest.fixture(scope="module")
def exported(bank: Bank, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the JSON Lines and the table of the shipped bank."""
    folder = tmp_path_factory.mktemp("exported")
    for form in ("jsonl", "csv"):
        write_files(folder, render_models(bank, "jsonl" if form == "jsonl" else "csv"))
    return folder


def _validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(write_exchange_schemas()[f"{name}.json"]))


def _lines(exported: Path) -> list[dict[str, Any]]:
    return [
        json.loads(line) for line in (exported / "models.jsonl").read_text(encoding="utf-8").rstrip("\n").split("\n")
    ]


def test_schemas_are_fresh() -> None:
    folder = ROOT / "knowledge" / "schema" / "exchange"
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == write_exchange_schemas()


def test_the_lines_carry_every_model_with_its_place_and_its_sources(bank: Bank, exported: Path) -> None:
    lines, validator = _lines(exported), _validator("models-jsonl")
    assert [line["id"] for line in lines] == [model.id for model in bank.models]
    for line, model in zip(lines, bank.models, strict=True):
        validator.validate(line)
        placement = bank.placement[model.id]
        assert (line["tier"], line["level"], line["level_contested"]) == (
            placement.tier,
            placement.level,
            placement.contested,
        )
        assert line["license_terms"]["kind"] == bank.license[model.license.id].kind
        cited = {cite.source for fact in list_model_facts(model) for cite in fact.cites}
        assert {source["id"] for source in line["sources"]} == cited


def test_the_table_carries_every_model_in_a_row(bank: Bank, exported: Path) -> None:
    with (exported / "models.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    validator = _validator("models-csv")
    assert [row["id"] for row in rows] == [model.id for model in bank.models]
    for row, model in zip(rows, bank.models, strict=True):
        validator.validate(row)
        assert {name: row[name] for name in COMPONENTS} == {
            name: component.value for name, component in model.components.items()
        }
        assert not row["name"].startswith(("=", "+", "-", "@")), "a spreadsheet would take it for a formula"


def test_what_is_unknown_stays_unknown_in_the_table(bank: Bank, exported: Path) -> None:
    with (exported / "models.csv").open(encoding="utf-8", newline="") as file:
        approved = {row["license"]: row["osi_approved"] for row in csv.DictReader(file)}
    assert {name for name, value in approved.items() if value == "unknown"} == {
        record.id for record in bank.licenses if record.osi_approved is None and record.id in approved
    }


def test_the_openness_tool_gets_a_record_a_model(bank: Bank) -> None:
    files, validator = render_models(bank, "mot"), _validator("model-openness-tool")
    assert set(files) == {f"mot/{model.id}.yml" for model in bank.models}
    for text in list(files.values())[::10]:
        validator.validate(parse_yaml(text))
    olmo = parse_yaml(files["mot/olmo-1.yml"])
    assert isinstance(olmo, dict)
    assert olmo["framework"]["name"] == "Model Openness Framework"
    assert {"name": "Model parameters (Final)", "description": "Public, ungated.", "license": "Apache-2.0"} in (
        olmo["release"]["components"]
    )


def test_the_openness_tool_is_told_of_whole_components_alone(bank: Bank) -> None:
    """There is no `partial` there: BLOOM's data would count as wholly out."""
    for line in list_lines(bank):
        listed = {component.name for component in write_tool_record(line).release.components}
        assert ("Datasets" in listed) == (line.components["training_data"].value == "yes")
        assert ("Model parameters (Final)" in listed) == (line.components["weights"].value == "yes")


def test_exported_lines_come_back_whole(bank: Bank, exported: Path, tmp_path: Path) -> None:
    draft = import_file(exported / "models.jsonl", bank.licenses, _TODAY, _NOBODY)
    path = tmp_path / "draft.yaml"
    write_draft(path, draft, "models.jsonl", _TODAY)
    again = Draft.model_validate(read_yaml(path))
    assert tuple(dict(model) for model in again.models) == tuple(dict(model) for model in bank.models)
    assert {source.id: source for source in again.sources} == {
        source.id: bank.source[source.id] for source in again.sources
    }


def test_exported_records_of_the_openness_tool_come_back_whole(bank: Bank, tmp_path: Path) -> None:
    write_files(tmp_path, dict(list(render_models(bank, "mot").items())[::12]))
    paths = sorted((tmp_path / "mot").iterdir())
    assert len(paths) > 20
    for path in paths:
        (model,) = import_file(path, bank.licenses, _TODAY, _NOBODY).models
        assert dict(model) == dict(bank.model[path.stem])


def test_a_record_that_somebody_changed_is_read_anew(bank: Bank, tmp_path: Path) -> None:
    """What the tool's users see counts, not the copy of the bank's record below it."""
    text = render_models(bank, "mot")["mot/olmo-1.yml"].replace("name: Datasets,", "name: Data card,")
    path = tmp_path / "olmo.yml"
    path.write_text(text, encoding="utf-8")
    draft = import_file(path, bank.licenses, _TODAY, _NOBODY)
    assert draft.models[0].components["training_data"].value == "unknown"
    assert [source.id for source in draft.sources] == [f"model-openness-tool-{draft.models[0].id}"]


def test_an_export_onto_a_file_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_text("mine", encoding="utf-8")
    with pytest.raises(ExchangeError, match="is no folder"):
        write_files(place, {"models.csv": "x"})
    assert place.read_text(encoding="utf-8") == "mine"
