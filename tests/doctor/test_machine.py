"""What the doctor says about the machine: in order as built, and what to do for each thing that is not."""

import shutil
from pathlib import Path

import pytest

from bot.config import Settings
from bot.doctor import machine
from bot.doctor.machine import examine_database, examine_disk, examine_machine
from bot.store.sqlite import SqliteStore


async def test_all_is_well(settings: Settings, tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "glassbox.db")
    await store.open()
    await store.close()
    findings = examine_machine(settings.model_copy(update={"database": tmp_path / "glassbox.db"}))
    assert [finding.subject for finding in findings] == ["disk", "database", "encoder", "index", "answer"]
    assert [str(finding) for finding in findings if not finding.fine] == []
    assert "is whole" in findings[1].text


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
