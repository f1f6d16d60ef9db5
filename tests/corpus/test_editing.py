"""What helps people edit the bank: originality, staleness, schemas."""

import json

from jsonschema import Draft202012Validator

from bot.corpus.reading import parse_yaml
from bot.corpus.schema import write_schemas
from bot.corpus.shingles import find_repeated, hash_runs, load_shingles
from bot.corpus.staleness import MOST_SHOWN, UNRECORDED, list_stale, rank_facts
from bot.records.bank import Bank
from bot.records.models import ModelRecord
from tests.conftest import ROOT

_KNOWLEDGE = ROOT / "knowledge"


def test_a_run_of_eight_words_is_found() -> None:
    document = "one two three four five six seven eight nine"
    shingles = frozenset(hashed for _run, hashed in hash_runs(document))
    assert find_repeated("And: one two three four five six seven EIGHT!", shingles) is not None
    assert find_repeated("one two three four five six seven ate", shingles) is None


def test_the_source_documents_are_guarded() -> None:
    assert len(load_shingles(_KNOWLEDGE)) > 2000


def test_schemas_are_fresh() -> None:
    stored = {path.name: path.read_text(encoding="utf-8") for path in (_KNOWLEDGE / "schema").glob("*.json")}
    assert stored == write_schemas()


_SHORT = """
id: example-7b
name: Example 7B
developer: Example Lab
country: Chile
family: example
released: '2026-05'
parameters: 7B
cites: [example-card]
as_of: '2026-05'
components:
  weights: {value: 'yes', note: On the page.}
  paper: {value: 'yes', note: arXiv., cites: [example-paper], as_of: '2026-06'}
license: {id: apache-2.0}
openness_class: {value: unrated, note: Not in the tool.}
benchmarks:
- {name: MMLU, score: 61.5, setting: 5-shot}
basis: page
"""


def test_citation_and_date_may_stand_once_at_the_model() -> None:
    """A cell that gives its own keeps it; editors take the short form for right."""
    written = parse_yaml(_SHORT)
    Draft202012Validator(json.loads(write_schemas()["models.json"])).validate({"models": [written]})
    model = ModelRecord.model_validate(written)
    weights, paper = model.components["weights"], model.components["paper"]
    assert [(cell.cites[0].source, cell.as_of) for cell in (weights, model.license, model.benchmarks[0], paper)] == [
        *[("example-card", "2026-05")] * 3,
        ("example-paper", "2026-06"),
    ]


def test_editors_take_the_shipped_models_for_right() -> None:
    validator = Draft202012Validator(json.loads(write_schemas()["models.json"]))
    for name in ("ai2", "meta", "openai"):
        text = (_KNOWLEDGE / "models" / f"{name}.yaml").read_text(encoding="utf-8")
        assert [error.message for error in validator.iter_errors(parse_yaml(text))] == [], name


def test_the_hundred_facts_shown_most_are_listed_first(bank: Bank) -> None:
    """Among them what nobody dated comes first, then the oldest day; the same holds for the rest."""
    lines = [line.split(": ", 1) for line in list_stale(bank, "2036-01-01", 12)]
    shown = {f"{fact.file}, {fact.key}" for fact in rank_facts(bank)[:MOST_SHOWN]}
    assert {place.split(": ")[0] for _day, place in lines[:MOST_SHOWN]} == shown
    for part in (lines[:MOST_SHOWN], lines[MOST_SHOWN:]):
        days = ["" if day == UNRECORDED else day for day, _place in part]
        assert days == sorted(days)
    assert any(place.endswith("short.asks") for place in shown)
    assert any(place.endswith("components.weights") for place in shown)


def test_what_counts_is_the_day_on_which_somebody_looked(bank: Bank) -> None:
    """A definition of 2024 that was read this month is fresh; what has no day is listed, however new."""
    lines = list_stale(bank, "2026-11-28", 12)
    assert {line.split(": ")[0] for line in lines} == {UNRECORDED}
    undated = {source.id for source in bank.sources if source.checked is None}
    assert undated
    assert all(any(source in line for line in lines) for source in undated)
    dated = {source.id for source in bank.sources if source.checked}
    assert dated
    assert not any(f"sources, {source}:" in line for source in dated for line in lines)
