"""What the doctor says about the machine: in order as built, and what to do for each thing that is not."""

import shutil
from pathlib import Path

import pytest

from bot.app import build_assistant
from bot.building import build
from bot.config import Settings
from bot.doctor import machine
from bot.doctor.machine import examine_database, examine_disk, examine_machine
from bot.errors import IndexMissing, KnowledgeError
from bot.store.sql import SqlStore


async def test_all_is_well(settings: Settings, tmp_path: Path) -> None:
    store = SqlStore(tmp_path / "glassbox.db")
    await store.open()
    await store.close()
    findings = examine_machine(settings.model_copy(update={"database": tmp_path / "glassbox.db"}))
    assert [finding.subject for finding in findings] == ["disk", "database", "encoder", "index", "answer"]
    assert [str(finding) for finding in findings if not finding.fine] == []
    assert "is whole" in findings[1].text
    assert "every byte" in findings[3].text, "the build kept no checksums"


def test_what_was_not_built_is_told_in_every_line_it_concerns(settings: Settings, tmp_path: Path) -> None:
    findings = examine_machine(settings.model_copy(update={"data": tmp_path, "database": tmp_path / "glassbox.db"}))
    broken = [finding for finding in findings if not finding.fine]
    assert [finding.subject for finding in broken] == ["encoder", "index", "answer"]
    assert all("glassbox build" in finding.text for finding in broken)


def test_changed_knowledge_makes_the_index_stale(settings: Settings, tmp_path: Path) -> None:
    knowledge = Path(shutil.copytree(settings.knowledge, tmp_path / "knowledge"))
    (knowledge / "definitions.yaml").write_text("terms: []", encoding="utf-8")
    (finding,) = [
        finding
        for finding in examine_machine(settings.model_copy(update={"knowledge": knowledge}))
        if finding.subject == "index"
    ]
    assert not finding.fine


def _copy_built(settings: Settings, folder: Path) -> Settings:
    """What was built, in a place where it may be damaged, with the checksums that a build adds where there are none."""
    data = Path(shutil.copytree(settings.data, folder / "data", ignore=shutil.ignore_patterns("checksums.json")))
    copied = settings.model_copy(update={"data": data, "database": folder / "glassbox.db"})
    assert not build(copied, lambda *_: None).changed
    return copied


@pytest.mark.parametrize("name", ["encoder.bin", "words.npy"])
def test_one_changed_byte_in_a_large_file_is_noticed(settings: Settings, tmp_path: Path, name: str) -> None:
    copied = _copy_built(settings, tmp_path)
    assert all(finding.fine for finding in examine_machine(copied))
    (file,) = copied.data.rglob(name)
    with file.open("r+b") as opened:
        opened.seek(file.stat().st_size // 3)
        (byte,) = opened.read(1)
        opened.seek(-1, 1)
        opened.write(bytes([byte ^ 1]))
    told = [finding.text for finding in examine_machine(copied) if not finding.fine]
    assert told
    assert all(name in text for text in told)


@pytest.mark.parametrize("name", ["encoder.bin", "words.npy"])
def test_a_damaged_region_stops_the_start(settings: Settings, tmp_path: Path, name: str) -> None:
    copied = _copy_built(settings, tmp_path)
    (file,) = copied.data.rglob(name)
    with file.open("r+b") as opened:
        opened.seek(file.stat().st_size // 2)
        opened.write(b"\0\1" * (file.stat().st_size // 20))
    with pytest.raises(IndexMissing, match=name):
        build_assistant(copied)


def test_a_start_says_which_file_of_the_knowledge_is_faulty(settings: Settings, tmp_path: Path) -> None:
    """Only the full installation can build: 'run glassbox build' would send a host of the other one astray."""
    knowledge = Path(shutil.copytree(settings.knowledge, tmp_path / "knowledge"))
    file = knowledge / "claims" / "cant-see-inside.yaml"
    file.write_text(file.read_text(encoding="utf-8")[:300], encoding="utf-8")
    with pytest.raises(KnowledgeError, match="cant-see-inside"):
        build_assistant(settings.model_copy(update={"knowledge": knowledge}))


def test_a_start_says_that_the_knowledge_was_changed(settings: Settings, tmp_path: Path) -> None:
    knowledge = Path(shutil.copytree(settings.knowledge, tmp_path / "knowledge"))
    file = knowledge / "claims" / "cant-see-inside.yaml"
    file.write_text(f"# one word more\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
    with pytest.raises(IndexMissing, match="built from other knowledge"):
        build_assistant(settings.model_copy(update={"knowledge": knowledge}))


def test_looking_makes_no_database(tmp_path: Path) -> None:
    finding = examine_database(tmp_path / "deeper" / "glassbox.db")
    assert finding.fine
    assert "the first start" in finding.text
    assert list(tmp_path.iterdir()) == []


def test_a_broken_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "glassbox.db").write_bytes(b"broken" * 1000)
    assert not examine_database(tmp_path / "glassbox.db").fine


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_ROOM", 10**18)
    finding = examine_disk(tmp_path / "glassbox.db")
    assert not finding.fine
    assert "make room" in finding.text
