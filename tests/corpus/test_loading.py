"""Broken knowledge files: every fault at once, each with file, key and remedy, and no traceback."""

import re
import shutil
from pathlib import Path
from typing import cast

import pytest

from bot import places
from bot.corpus.fingerprint import fingerprint_folder, fingerprint_knowledge
from bot.corpus.loading import inspect_knowledge, load_bank
from bot.errors import KnowledgeError
from bot.places import fingerprint_code
from tests.conftest import ROOT
from tests.copies import copy_knowledge
from tests.windows import WindowsPath


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    """A copy of the shipped knowledge that a test may break."""
    return copy_knowledge(tmp_path)


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


_ODD: dict[str, tuple[bytes, str]] = {
    "a key twice": (b"id: a\nid: b\n", "stands twice"),
    "an anchor": (b"a: &x 1\nb: *x\n", "anchors are not used here"),
    "a command": (b"a: !!python/object/apply:os.system ['true']\n", "mend the YAML there"),
    "a list": (b"- just a list\n", ""),
    "a nought": (b"\x00", "mend"),
    "no text": (b"\xff\xfe\x00id", "is not UTF-8 text"),
}
"""Files that no card is read from, and what is said of each."""

_DATES = ("2026-02-30", "2026-13", "2026-06-31", "0000", "2026-00-10")

_UNREAD = (
    "models/example.yml",
    "models/example.YAML",
    "models/mine/example.yaml",
    "models/a.json",
    "notes.md",
    "a.csv",
)


@pytest.fixture(scope="module")
def unreadable(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The faults of knowledge with odd files, dates that do not exist, and files that nothing reads."""
    knowledge = copy_knowledge(tmp_path_factory.mktemp("unreadable"))
    for name, (content, _) in _ODD.items():
        (knowledge / "claims" / f"{name}.yaml").write_bytes(content)
    models = knowledge / "models" / "meta.yaml"
    held = re.findall(r"released: '[\d-]+'", models.read_text(encoding="utf-8"))
    for before, date in zip(held, _DATES, strict=False):
        _replace(models, before, f"released: '{date}'")
    for name in _UNREAD:
        (knowledge / name).parent.mkdir(exist_ok=True)
        (knowledge / name).write_text("models: []\n", encoding="utf-8")
    return _faults(knowledge)


@pytest.mark.parametrize("name", _ODD)
def test_dangerous_or_odd_yaml_is_refused(unreadable: list[str], name: str) -> None:
    assert any(f"claims/{name}.yaml" in fault and _ODD[name][1] in fault for fault in unreadable)


_CROSSED = [
    ("claims/cant-see-inside.yaml", "[transformerlens-repository]", "[no-such-source]", "no source no-such-source"),
    ("claims/cant-see-inside.yaml", "[olmo-3, ", "[olmo-99, ", "there is no olmo-99"),
    ("licenses.yaml", "extends: CC-BY-NC-4.0", "extends: CC-BY-NC-9.0", "there is no CC-BY-NC-9.0"),
    ("claims/cant-see-inside.yaml", "loads thousands", "loads 4711", "no cited source holds the figure 4711"),
    ("models/meta.yaml", "original llama", "mistral 7b", "'mistral 7b' belongs to"),
    ("models/mistral-ai.yaml", "aliases: [mixtral, ", "aliases: [llama-3.1, ", "belongs to"),
    ("tables/openness-spectrum.yaml", "model: mistral-7b", "model: mistral-8b", "no model mistral-8b"),
]
"""A file, what is changed in it, and the fault; one name is another's, one differs from another's by a dash."""


@pytest.fixture(scope="module")
def crossed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The faults of knowledge whose files do not fit together."""
    knowledge = copy_knowledge(tmp_path_factory.mktemp("crossed"))
    for file, old, new, _ in _CROSSED:
        _replace(knowledge / file, old, new)
    return _faults(knowledge)


@pytest.mark.parametrize("problem", [problem for *_, problem in _CROSSED])
def test_faults_across_files_are_found(crossed: list[str], problem: str) -> None:
    assert any(problem in fault for fault in crossed)


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


def test_windows_makes_no_other_knowledge(knowledge: Path) -> None:
    """It separates folders by another sign, and capitals make no difference in its order."""
    claim = next((knowledge / "claims").glob("*.yaml"))
    claim.with_name("B.yaml").write_bytes(claim.read_bytes())
    claim.with_name("a.yaml").write_bytes(b"{}")
    there = cast("Path", WindowsPath(knowledge))
    assert fingerprint_knowledge(there) == fingerprint_knowledge(knowledge)
    assert fingerprint_folder(there) == fingerprint_folder(knowledge)


def test_labelled_lines_are_no_part_of_the_bank(knowledge: Path) -> None:
    """No answer is made from them: more lines make no index stale."""
    shutil.copytree(ROOT / "knowledge" / "lines" / "train", knowledge / "lines" / "train")
    before, lines = fingerprint_knowledge(knowledge), fingerprint_folder(knowledge / "lines" / "train")
    _replace(knowledge / "lines/train/topics/near.yaml", "silence/near:", "silence/near:\n- one more line")
    assert fingerprint_knowledge(knowledge) == before
    assert fingerprint_folder(knowledge / "lines" / "train") != lines


def test_every_date_that_does_not_exist_is_named(unreadable: list[str]) -> None:
    named = {fault.split(": ")[1] for fault in unreadable if "there is no such date" in fault}
    assert len(named) == len(_DATES)
    assert all(key.startswith("models.llama") and key.endswith(".released") for key in named)


@pytest.mark.parametrize("name", _UNREAD)
def test_a_file_that_nothing_reads_is_named(unreadable: list[str], name: str) -> None:
    assert any(fault.startswith(name) and "is not read" in fault for fault in unreadable)


@pytest.mark.parametrize(("file", "key"), [("people.yaml", "people"), ("models/meta.yaml", "models")])
@pytest.mark.parametrize("content", ["persons: []\n", "- id: a\n", "{key}: a\n", "{key}: []\nmore: []\n"])
def test_a_file_under_another_key_is_named(knowledge: Path, file: str, key: str, content: str) -> None:
    (knowledge / file).write_text(content.format(key=key), encoding="utf-8")
    assert f"{file}: must hold one list under the key `{key}`" in _faults(knowledge)


def test_what_editors_and_systems_leave_behind_is_no_fault(knowledge: Path) -> None:
    for name in (".DS_Store", "models/.meta.yaml.swp", ".git/config"):
        (knowledge / name).parent.mkdir(exist_ok=True)
        (knowledge / name).write_text("x", encoding="utf-8")
    assert _faults(knowledge) == []
