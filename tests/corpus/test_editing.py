"""What helps people edit the bank: originality, staleness, schemas."""

from bot.corpus.schema import write_schemas
from bot.corpus.shingles import find_repeated, hash_runs, load_shingles
from bot.corpus.staleness import list_stale
from bot.records.bank import Bank
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


def test_old_facts_are_listed_oldest_first(bank: Bank) -> None:
    lines = list_stale(bank, "2026-11-23", 12)
    dates = [line.split(":")[0] for line in lines]
    assert dates == sorted(dates)
    assert any("models, gpt-2" in line for line in list_stale(bank, "2036-01-01", 12))
    assert len(list_stale(bank, "2036-01-01", 12)) > len(lines)
    assert list_stale(bank, "2026-11-23", 600) == []
