"""`glassbox check` and the drafts, by the command as people run it and by what it rests on."""

import json
from pathlib import Path

import pytest

from bot.corpus.fingerprint import fingerprint_knowledge
from bot.corpus.loading import inspect_knowledge
from bot.exchange.judging import judge_drafts
from bot.records.bank import Bank
from tests.commands import run
from tests.copies import copy_knowledge

_TOOL = Path(__file__).parent / "records" / "tool"

_DRAFT = """
sources:
- {id: my-file, title: My file, publisher: Me, kind: other, basis: mirror}
models:
- id: example-7b
  name: Example 7B
  developer: Example
  country: unknown
  family: unknown
  released: unknown
  parameters: 7B
  components:
    weights: {value: 'yes', note: There., cites: [my-file], as_of: 2026-11}
  license: {id: apache-2.0, cites: [my-file], as_of: 2026-11}
  openness_class: {value: unrated, note: None., cites: [my-file], as_of: 2026-11}
  basis: mirror
"""


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    return copy_knowledge(tmp_path)


def _judge(bank: Bank, tmp_path: Path, text: str) -> tuple[list[str], list[str]]:
    path = tmp_path / "draft.yaml"
    path.write_text(text, encoding="utf-8")
    judgement = judge_drafts(bank, [path])
    return [str(fault) for fault in judgement.faults], list(judgement.remarks)


def test_a_draft_is_placed_and_what_is_missing_is_listed(bank: Bank, tmp_path: Path) -> None:
    faults, (remark,) = _judge(bank, tmp_path, _DRAFT)
    assert faults == []
    assert "Example 7B: would stand at open weights (level: open weights)." in remark
    missing = "country, family, released, training_code, training_data, architecture_docs, inference_code, checkpoints"
    assert f"To find out: {missing}, paper." in remark


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("id: apache-2.0", "id: my-own", "the bank holds no licence my-own"),
        ("value: 'yes'", "value: unknown", "cannot be placed while nobody knows whether its weights are out"),
        ("name: Example 7B", "name: OLMo-7B", "The bank holds it as olmo-1, which agrees."),
        (
            "name: Example 7B",
            "name: GPT 4",
            "holds it as gpt-4, which differs in weights (no there, yes here), license",
        ),
    ],
)
def test_the_bank_is_consulted(bank: Bank, tmp_path: Path, old: str, new: str, says: str) -> None:
    _faults, (remark,) = _judge(bank, tmp_path, _DRAFT.replace(old, new))
    assert says in remark


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("cites: [my-file]", "cites: [your-file]", "models.example-7b.components.weights.cites: no source your-file"),
        ("value: 'yes'", "value: perhaps", "models.0.components.weights.value"),
        ("basis: mirror\n", "basis: mirror\n  tier: closed\n", "models.0.tier: this key is not known"),
        ("released: unknown", "released: soon", "models.0.released: this is no date: write a year"),
        ("released: unknown", "released: 2026-02-30", "there is no such date"),
        ("{id: my-file,", "{id: olmo-paper,", "the bank holds another source of this id"),
        ("models:", "models: [", "mend the YAML there"),
    ],
)
def test_a_broken_draft_is_a_fault_with_its_key(bank: Bank, tmp_path: Path, old: str, new: str, fault: str) -> None:
    faults, _remarks = _judge(bank, tmp_path, _DRAFT.replace(old, new))
    assert any(fault in line for line in faults), faults


def test_a_draft_that_is_not_there_is_named(bank: Bank, tmp_path: Path) -> None:
    (fault,) = judge_drafts(bank, [tmp_path / "nowhere.yaml"]).faults
    assert "nowhere.yaml: cannot be opened" in str(fault)


def test_a_draft_is_no_part_of_the_bank(knowledge: Path) -> None:
    before = fingerprint_knowledge(knowledge)
    (knowledge / "drafts").mkdir()
    (knowledge / "drafts" / "example-7b.yaml").write_text(_DRAFT, encoding="utf-8")
    bank, faults = inspect_knowledge(knowledge)
    assert faults == []
    assert bank is not None
    assert "example-7b" not in bank.model
    assert fingerprint_knowledge(knowledge) == before


def test_import_and_check_by_the_command(knowledge: Path, tmp_path: Path) -> None:
    files = [str(path) for path in sorted(_TOOL.iterdir())]
    result = run("import", files[0], GLASSBOX_KNOWLEDGE=str(knowledge))
    assert result.returncode == 0, result.stderr
    assert (knowledge / "drafts" / "bloom.yaml").is_file()
    assert "The bank holds it as bloom" in result.stdout
    again = run("import", files[0], GLASSBOX_KNOWLEDGE=str(knowledge))
    assert (again.returncode, again.stdout) == (1, "")
    assert "exists already and is left as it is" in again.stderr
    place = tmp_path / "mine" / "elsewhere.yaml"
    assert run("import", files[1], str(place), GLASSBOX_KNOWLEDGE=str(knowledge)).returncode == 0
    checked = run("check", str(place), GLASSBOX_KNOWLEDGE=str(knowledge))
    assert checked.returncode == 0, checked.stdout
    assert "2 drafts." in checked.stdout
    assert f"{place}: " in checked.stdout
    place.write_text(_DRAFT.replace("'yes'", "perhaps"), encoding="utf-8")
    broken = run("check", str(place), GLASSBOX_KNOWLEDGE=str(knowledge))
    assert broken.returncode == 1
    assert "1 faults." in broken.stdout


def test_export_by_the_command(tmp_path: Path) -> None:
    printed = run("export", "--models", "--format", "jsonl")
    assert printed.returncode == 0, printed.stderr
    records = [json.loads(line) for line in printed.stdout.splitlines()]
    folder = tmp_path / "out"
    written = run("export", "--models", str(folder))
    assert written.returncode == 0, written.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["models.csv", "models.jsonl", "mot"]
    assert len(list((folder / "mot").iterdir())) == len(records)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("export", "--format", "csv"), "add --models"),
        (("export", "--models", "--format", "xml"), "invalid choice"),
        (("import", "nowhere.yml"), "cannot be opened"),
    ],
)
def test_a_wrong_call_is_told_what_to_do(arguments: tuple[str, ...], says: str) -> None:
    result = run(*arguments)
    assert result.returncode != 0
    assert says in result.stdout + result.stderr
    assert "Traceback" not in result.stderr
