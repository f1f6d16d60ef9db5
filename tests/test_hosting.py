"""The verbs for hosts as real processes, and how little a verb that needs little loads."""

import asyncio
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.store.records import Gap, ServerSettings
from bot.store.sql import SqlStore
from tests.commands import run
from tests.conftest import DATA, ROOT

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def fill(database: Path, depth: str) -> None:
    """A database as a bot leaves it."""

    async def write() -> None:
        store = SqlStore(database)
        await store.write_settings(1, ServerSettings.model_validate({"depth": depth}))
        await store.add_gap(Gap(server=1, nearest=("llama-is-open-source",), created=NOW))
        await store.close()

    asyncio.run(write())


def test_the_doctor_finds_nothing_to_mend(tmp_path: Path) -> None:
    result = run("doctor", GLASSBOX_DATABASE=str(tmp_path / "glassbox.db"))
    assert result.returncode == 0, result.stdout
    assert [line.split()[0] for line in result.stdout.splitlines()] == [
        "token", "disk", "database", "encoder", "index", "answer",
    ]  # fmt: skip
    assert "MEND" not in result.stdout


def test_the_doctor_says_what_to_mend(tmp_path: Path) -> None:
    result = run("doctor", GLASSBOX_DATA=str(tmp_path), DISCORD_TOKEN="very-secret")
    assert result.returncode == 1
    assert "MEND: DISCORD_TOKEN is not shaped like a bot's token" in result.stdout
    assert "glassbox build" in result.stdout
    assert "very-secret" not in result.stdout + result.stderr
    assert "Traceback" not in result.stderr


def test_the_invitation_needs_the_application() -> None:
    result = run("invite", "123456789012345678")
    assert result.returncode == 0
    assert result.stdout.count("client_id=123456789012345678") == 2
    refused = run("invite")
    assert refused.returncode == 2
    assert "set DISCORD_TOKEN" in refused.stderr


def test_backup_and_restore(tmp_path: Path) -> None:
    database, copy = tmp_path / "glassbox.db", tmp_path / "copy.db"
    fill(database, "deep")
    assert run("backup", str(copy), GLASSBOX_DATABASE=str(database)).returncode == 0
    fill(database, "short")
    result = run("restore", str(copy), GLASSBOX_DATABASE=str(database))
    assert result.returncode == 0, result.stderr
    assert "The old one is kept" in result.stdout
    assert len(run("export", GLASSBOX_DATABASE=str(database)).stdout.splitlines()) == 1
    broken = run("restore", str(ROOT / "README.md"), GLASSBOX_DATABASE=str(database))
    assert broken.returncode == 6
    assert "cannot be read as a database" in broken.stderr


def test_the_export_is_json_lines(tmp_path: Path) -> None:
    fill(tmp_path / "glassbox.db", "deep")
    result = run("export", GLASSBOX_DATABASE=str(tmp_path / "glassbox.db"))
    assert [json.loads(line)["type"] for line in result.stdout.splitlines()] == ["gap"]
    missing = run("export", GLASSBOX_DATABASE=str(tmp_path / "absent.db"))
    assert missing.returncode == 6
    assert not (tmp_path / "absent.db").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("--version",),
        ("check",),
        ("backup", "copy.db"),
        ("model", "Mistral 7B"),
        ("define", "quantization"),
    ],
)
def test_small_verbs_load_neither_discord_nor_encoder(arguments: tuple[str, ...], tmp_path: Path) -> None:
    fill(tmp_path / "glassbox.db", "deep")
    code = (
        "import sys; from bot.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "heavy = {'discord', 'onnxruntime', 'faiss', 'torch', 'aiohttp', 'prometheus_client'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "GLASSBOX_DATA": str(DATA), "GLASSBOX_DATABASE": "glassbox.db"},
        check=False,
    )
    assert result.returncode == 0, result.stderr


def test_answering_leaves_nothing_behind(tmp_path: Path) -> None:
    """No cache, no identifier, no report of use: libraries would put them under the home folder."""
    result = run("ask", "llama is open source", HOME=str(tmp_path), XDG_CACHE_HOME=str(tmp_path / "cache"))
    assert result.returncode == 0, result.stderr
    assert list(tmp_path.rglob("*")) == []
