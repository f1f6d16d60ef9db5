"""Files of others become drafts: every cell placed, each citing the file, and what is not told is unknown."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from bot.corpus.citing import list_model_facts
from bot.corpus.reading import read_yaml
from bot.errors import ExchangeError
from bot.exchange.drafts import Draft
from bot.exchange.files import name_draft, write_draft
from bot.exchange.importing import Named, import_file
from bot.exchange.judging import judge_drafts
from bot.exchange.schema import write_exchange_schemas
from bot.records.bank import Bank
from bot.records.models import COMPONENTS

_RECORDS = Path(__file__).parent / "records"
_TODAY = "2026-11-28"
_NOBODY = Named()
_ALL = sorted(path for path in _RECORDS.rglob("*") if path.is_file())


def _import(bank: Bank, name: str, named: Named = _NOBODY) -> Draft:
    return import_file(_RECORDS / name, bank.licenses, _TODAY, named)


def test_ten_records_of_the_openness_tool_are_at_hand() -> None:
    assert len(list((_RECORDS / "tool").iterdir())) == 10


@pytest.mark.parametrize("path", _ALL, ids=lambda path: path.name)
def test_every_cell_is_placed_and_cites_the_file(bank: Bank, tmp_path: Path, path: Path) -> None:
    draft = import_file(path, bank.licenses, _TODAY, _NOBODY)
    place = name_draft(tmp_path, path, draft)
    write_draft(place, draft, path.name, _TODAY)
    written = Draft.model_validate(read_yaml(place))
    assert written == draft
    (model,), (source,) = written.models, written.sources
    assert tuple(model.components) == COMPONENTS
    for fact in list_model_facts(model):
        assert [cite.source for cite in fact.cites] == [source.id], fact.key
    assert source.notes
    assert judge_drafts(bank, [place]).faults == ()


@pytest.mark.parametrize(
    ("path", "schema"),
    [(path, {"tool": "model-openness-tool", "index": "european-index"}.get(path.parent.name)) for path in _ALL],
    ids=lambda value: getattr(value, "name", ""),
)
def test_files_and_drafts_hold_to_their_schemas(bank: Bank, tmp_path: Path, path: Path, schema: str | None) -> None:
    schemas = {name: Draft202012Validator(json.loads(text)) for name, text in write_exchange_schemas().items()}
    if schema:
        schemas[f"{schema}.json"].validate(read_yaml(path))
    place = tmp_path / "draft.yaml"
    write_draft(place, import_file(path, bank.licenses, _TODAY, _NOBODY), path.name, _TODAY)
    schemas["draft.json"].validate(read_yaml(place))


@pytest.mark.parametrize(
    ("name", "cells", "terms"),
    [
        ("tool/OLMo-7B.yml", "yes yes yes yes yes yes yes", "apache-2.0"),
        ("tool/Pythia-12B.yml", "yes yes yes yes yes yes yes", "apache-2.0"),
        ("tool/BLOOM.yml", "yes yes yes yes yes yes yes", "bloom-rail"),
        ("tool/Llama-2-7B.yml", "yes unknown unknown yes unknown unknown yes", "llama-2"),
        ("tool/GPT-4.yml", "unknown unknown unknown unknown unknown unknown yes", "proprietary-other"),
        ("tool/gpt-oss-120b.yml", "yes unknown unknown yes yes unknown yes", "apache-2.0"),
        ("tool/StarCoder.yml", "unknown unknown yes unknown unknown unknown yes", "unknown"),
        ("tool/gemma-2-27b-it.yml", "yes unknown unknown yes yes unknown yes", "gemma"),
        ("index/OLMo.yaml", "yes yes yes yes unknown unknown yes", "apache-2.0"),
        ("index/Qwen.yaml", "yes no no no unknown unknown no", "apache-2.0"),
        ("index/Whisper.yaml", "yes partial no yes unknown unknown yes", "mit"),
        ("cards/OLMo-7B-0424.md", "unknown unknown partial unknown unknown unknown unknown", "apache-2.0"),
        ("cards/K2-Example.md", "unknown unknown unknown unknown yes unknown yes", "llama-3.1"),
    ],
)
def test_a_file_is_read_for_what_it_tells(bank: Bank, name: str, cells: str, terms: str) -> None:
    model = _import(bank, name).models[0]
    assert [model.components[component].value for component in COMPONENTS] == cells.split()
    assert model.license.id == terms


def test_facts_beside_the_cells_are_taken_where_they_stand(bank: Bank) -> None:
    tool, index = _import(bank, "tool/Pythia-12B.yml").models[0], _import(bank, "index/Qwen.yaml").models[0]
    assert (tool.id, tool.developer, tool.parameters, tool.released) == ("pythia-12b", "EleutherAI", "12B", "unknown")
    assert (tool.country, tool.family, tool.openness_class.value) == ("unknown", "unknown", "unrated")
    assert {component.as_of for component in tool.components.values()} == {"2025-11-03"}, "the record's own date"
    assert (index.name, index.developer, index.released) == ("Qwen3.5-397B-A17B", "Alibaba", "2026-02")
    assert index.index_score is not None
    assert (index.index_score.open, index.index_score.partial, index.index_score.closed) == (2, 0, 10)


def test_a_card_takes_its_name_from_its_address_or_from_who_imports_it(bank: Bank) -> None:
    url = "https://huggingface.co/allenai/OLMo-7B-0424-hf/blob/main/README.md"
    assert _import(bank, "cards/OLMo-7B-0424.md").models[0].name == "OLMo 1.7-7B-hf"
    placed = _import(bank, "cards/OLMo-7B-0424.md", Named(url=url))
    assert (placed.models[0].name, placed.models[0].developer) == ("OLMo-7B-0424-hf", "allenai")
    assert placed.sources[0].url == url
    assert _import(bank, "cards/K2-Example.md", Named(name="K2")).models[0].id == "k2"


def test_a_class_that_the_tools_service_adds_is_taken(bank: Bank, tmp_path: Path) -> None:
    record = read_yaml(_RECORDS / "tool/OLMo-7B.yml")
    assert isinstance(record, dict)
    path = tmp_path / "fetched.json"
    path.write_text(json.dumps({"id": "7", **record, "classification": {"class": 1, "label": "I"}}), encoding="utf-8")
    assert import_file(path, bank.licenses, _TODAY, _NOBODY).models[0].openness_class.value == "I"


@pytest.mark.parametrize(
    ("file", "content", "says"),
    [
        ("a.yml", b"just words\n", "is no model record"),
        ("a.yml", b"", "is no model record"),
        ("a.csv", b"id,name\nolmo-1,OLMo\n", "is no model record"),
        ("a.yml", b"models: [", "is broken in line"),
        ("a.yml", b"\xff\xfe\x00\x00", "is not UTF-8"),
        ("a.yml", b"[" * 5000, "mend the YAML"),
        ("a.yml", b"{[a, b]: c}: d\n", "mend"),
        ("a.md", b"# A card without front matter\n", "is no model record"),
        ("a.md", b"---\nlicense: mit\n---\nNo heading\n", "--name"),
        ("a.md", b"---\nlicense: {a: b}\n---\n# Name\n", "license"),
        ("a.yml", b"framework: {name: Other, version: 1, date: 2}\nrelease: {}\n", "framework.name"),
        ("a.yml", b"framework: 1\nrelease: 2\n", "cannot be imported"),
        ("a.yml", b"system: {name: ''}\norg: {name: x}\n", "--name"),
        ("a.jsonl", b'{"components": {}, "license_terms": {}}\n', "line 1"),
        ("a.jsonl", b'{"components": {}, "license_terms": {}}\n{', "cannot be imported"),
    ],
)
def test_a_wrong_file_is_refused_in_one_sentence(
    bank: Bank, tmp_path: Path, file: str, content: bytes, says: str
) -> None:
    path = tmp_path / file
    path.write_bytes(content)
    with pytest.raises(ExchangeError) as refused:
        import_file(path, bank.licenses, _TODAY, _NOBODY)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("name", ["nowhere.yml", "."])
def test_a_file_that_cannot_be_opened_is_named(bank: Bank, tmp_path: Path, name: str) -> None:
    with pytest.raises(ExchangeError, match="cannot be opened"):
        import_file(tmp_path / name, bank.licenses, _TODAY, _NOBODY)


def test_a_draft_is_never_written_over(bank: Bank, tmp_path: Path) -> None:
    draft = _import(bank, "tool/OLMo-7B.yml")
    place = tmp_path / "olmo.yaml"
    place.write_text("mine", encoding="utf-8")
    with pytest.raises(ExchangeError, match="exists already"):
        write_draft(place, draft, "OLMo-7B.yml", _TODAY)
    assert place.read_text(encoding="utf-8") == "mine"
