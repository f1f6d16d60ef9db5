"""Broken knowledge files: every fault at once, each with file, key and remedy, and no traceback."""

import shutil
from pathlib import Path, PureWindowsPath
from typing import cast

import pytest

from bot import places
from bot.corpus.fingerprint import fingerprint_folder, fingerprint_knowledge
from bot.corpus.loading import inspect_knowledge, load_bank
from bot.errors import KnowledgeError
from bot.places import fingerprint_code
from tests.conftest import ROOT


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    """A copy of the shipped knowledge that a test may break."""
    return Path(shutil.copytree(ROOT / "knowledge", tmp_path / "knowledge"))


def _faults(knowledge: Path) -> list[str]:
    _bank, faults = inspect_knowledge(knowledge)
    return [str(fault) for fault in faults]


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_all_faults_come_in_one_run(knowledge: Path) -> None:
    _replace(knowledge / "claims/cant-see-inside.yaml", "verdict: wrong", "verdikt: wrong")
    _replace(knowledge / "licenses.yaml", "kind: permissive", "kind: nice")
    (knowledge / "models/meta.yaml").write_text("models: [", encoding="utf-8")
    faults = _faults(knowledge)
    assert any("claims/cant-see-inside.yaml: verdikt: this key is not known" in fault for fault in faults)
    assert any("claims/cant-see-inside.yaml: verdict: this key is missing" in fault for fault in faults)
    assert any("licenses.yaml: licenses.apache-2.0.kind" in fault for fault in faults)
    assert any(fault.startswith("models/meta.yaml: line") for fault in faults)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("id: a\nid: b\n", "stands twice"),
        ("a: &x 1\nb: *x\n", "anchors are not used here"),
        ("a: !!python/object/apply:os.system ['true']\n", "mend the YAML there"),
        ("- just a list\n", ""),
        ("\x00", "mend"),
    ],
)
def test_dangerous_or_odd_yaml_is_refused(knowledge: Path, content: str, problem: str) -> None:
    (knowledge / "claims/odd.yaml").write_text(content, encoding="utf-8")
    assert any("claims/odd.yaml" in fault and problem in fault for fault in _faults(knowledge))


def test_a_file_that_is_not_text_is_named(knowledge: Path) -> None:
    (knowledge / "claims/odd.yaml").write_bytes(b"\xff\xfe\x00id")
    assert any("claims/odd.yaml: is not UTF-8 text" in fault for fault in _faults(knowledge))


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("claims/cant-see-inside.yaml", "[transformerlens-repository]", "[no-such-source]", "no source no-such-source"),
        ("claims/cant-see-inside.yaml", "[olmo-3, ", "[olmo-99, ", "there is no olmo-99"),
        ("claims/cant-see-inside.yaml", "loads more than 50", "loads 4711", "no cited source holds the figure 4711"),
        ("models/meta.yaml", "original llama", "mistral 7b", "belongs to"),
        ("tables/openness-spectrum.yaml", "model: mistral-7b", "model: mistral-8b", "no model mistral-8b"),
    ],
)
def test_faults_across_files_are_found(knowledge: Path, file: str, old: str, new: str, problem: str) -> None:
    _replace(knowledge / file, old, new)
    assert any(problem in fault for fault in _faults(knowledge))


def test_loading_broken_knowledge_says_so_in_one_sentence(knowledge: Path) -> None:
    _replace(knowledge / "claims/cant-see-inside.yaml", "verdict: wrong", "verdict: maybe")
    with pytest.raises(KnowledgeError, match="glassbox check"):
        load_bank(knowledge)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert "is not a folder" in _faults(tmp_path / "nowhere")[0]


def test_the_fingerprint_follows_every_file(knowledge: Path) -> None:
    before = fingerprint_knowledge(knowledge)
    _replace(knowledge / "definitions.yaml", "Openwashing means", "Openwashing is")
    assert fingerprint_knowledge(knowledge) != before


def test_line_endings_make_no_other_knowledge(knowledge: Path) -> None:
    """A checkout on Windows may have turned every line's end."""
    before = fingerprint_knowledge(knowledge)
    for file in knowledge.rglob("*.yaml"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert fingerprint_knowledge(knowledge) == before


def test_line_endings_make_no_other_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index that was built elsewhere fits a checkout on Windows too."""
    before = fingerprint_code()
    for file in (ROOT / "bot").glob("*/*.py"):
        turned = tmp_path / file.parent.name / file.name
        turned.parent.mkdir(exist_ok=True)
        turned.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    monkeypatch.setattr(places, "__file__", str(tmp_path / "places.py"))
    assert fingerprint_code() == before


class _OnWindows(PureWindowsPath):
    """A path as Windows writes and sorts it, to a file of this machine."""

    def is_file(self) -> bool:
        return True

    def read_bytes(self) -> bytes:
        return Path(self.as_posix()).read_bytes()

    def rglob(self, pattern: str) -> list["_OnWindows"]:
        return [_OnWindows(path) for path in Path(self.as_posix()).rglob(pattern)]


def test_windows_makes_no_other_knowledge(knowledge: Path) -> None:
    """It separates folders by another sign, and capitals make no difference in its order."""
    claim = next((knowledge / "claims").glob("*.yaml"))
    claim.with_name("B.yaml").write_bytes(claim.read_bytes())
    claim.with_name("a.yaml").write_bytes(b"{}")
    there = cast("Path", _OnWindows(knowledge))
    assert fingerprint_knowledge(there) == fingerprint_knowledge(knowledge)
    assert fingerprint_folder(there) == fingerprint_folder(knowledge)


def test_labelled_lines_are_no_part_of_the_bank(knowledge: Path) -> None:
    """No answer is made from them: more lines make no index stale."""
    before, lines = fingerprint_knowledge(knowledge), fingerprint_folder(knowledge / "lines" / "train")
    _replace(knowledge / "lines/train/topics/near.yaml", "silence/near:", "silence/near:\n- one more line")
    assert fingerprint_knowledge(knowledge) == before
    assert fingerprint_folder(knowledge / "lines" / "train") != lines


@pytest.mark.parametrize("date", ["2026-02-30", "2026-13", "2026-06-31", "0000", "2026-00-10"])
def test_a_date_that_does_not_exist_is_named(knowledge: Path, date: str) -> None:
    path = knowledge / "models" / "meta.yaml"
    text = path.read_text(encoding="utf-8")
    before = next(line for line in text.splitlines() if line.lstrip().startswith("released:"))
    _replace(path, before, f"{before.partition(':')[0]}: {date}")
    assert any("models/meta.yaml" in fault and "released" in fault for fault in _faults(knowledge))


@pytest.mark.parametrize(
    "name",
    ["models/example.yml", "models/example.YAML", "models/mine/example.yaml", "models/a.json", "notes.md", "a.csv"],
)
def test_a_file_that_nothing_reads_is_named(knowledge: Path, name: str) -> None:
    (knowledge / name).parent.mkdir(exist_ok=True)
    (knowledge / name).write_text("models: []\n", encoding="utf-8")
    assert any(fault.startswith(name) and "is not read" in fault for fault in _faults(knowledge))


def test_what_editors_and_systems_leave_behind_is_no_fault(knowledge: Path) -> None:
    for name in (".DS_Store", "models/.meta.yaml.swp", ".git/config"):
        (knowledge / name).parent.mkdir(exist_ok=True)
        (knowledge / name).write_text("x", encoding="utf-8")
    assert _faults(knowledge) == []


def test_two_names_that_differ_by_a_dash_are_one(knowledge: Path) -> None:
    _replace(knowledge / "models" / "mistral-ai.yaml", "aliases: [", "aliases: [llama-3.1, ")
    assert any("belongs to" in fault for fault in _faults(knowledge))
