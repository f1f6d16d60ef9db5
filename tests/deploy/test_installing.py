"""How the program gets onto a machine: what a checkout brings, what is installed, and what is said where that fails."""

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT


def test_every_room_is_installed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    rooms = {".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "bot").rglob("__init__.py")}
    assert set(project["tool"]["setuptools"]["packages"]) == rooms


def test_time_zones_come_with_the_program() -> None:
    """Windows and the smallest containers have none of their own."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "tzdata" in {re.split(r"[^\w.-]", needed)[0] for needed in project["project"]["dependencies"]}


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_checkout_has_the_same_bytes_on_every_machine(tmp_path: Path) -> None:
    """Git on Windows turns the lines' ends of text unless it is told not to, and would break what is no text."""
    shutil.copy(ROOT / ".gitattributes", tmp_path)
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    asked = ("bot/cli.py", "knowledge/people.yaml", "deploy/stage-build.sh", "knowledge/recogniser/heads.npz")
    result = subprocess.run(
        ["git", "-C", tmp_path, "check-attr", "eol", "text", "--", *asked], capture_output=True, text=True, check=True
    )
    told = set(result.stdout.splitlines())
    assert {f"{name}: eol: lf" for name in asked[:-1]} <= told
    assert f"{asked[-1]}: text: unset" in told


def test_the_pin_on_torch_is_the_same_everywhere() -> None:
    files = ("pyproject.toml", "Makefile", "README.md", "deploy/stage-build.sh")
    pins = {pin for file in files for pin in re.findall(r"torch==[\d.]+\d", (ROOT / file).read_text(encoding="utf-8"))}
    assert len(pins) == 1


def test_a_half_made_environment_is_made_anew(tmp_path: Path) -> None:
    """Where ensurepip is missing `python -m venv` fails and leaves an interpreter without pip behind."""
    shutil.copy(ROOT / "Makefile", tmp_path / "Makefile")
    python = tmp_path / "python"
    python.write_text('#!/bin/sh\n[ "$1" = -c ] && exit 0\nmkdir -p .venv/bin && touch .venv/bin/python && exit 1\n')
    python.chmod(0o755)
    for _ in range(2):
        result = subprocess.run(
            ["make", ".venv/bin/python", f"PYTHON={python}"], cwd=tmp_path, capture_output=True, check=False
        )
        assert result.returncode != 0
        assert not (tmp_path / ".venv").exists()


def test_a_mac_with_an_intel_processor_is_told_that_there_is_no_torch(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path / "Makefile")
    (tmp_path / "pyproject.toml").touch()
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "uname").write_text("#!/bin/sh\necho Darwin x86_64\n", encoding="utf-8")
    (tools / "uname").chmod(0o755)
    environment = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"}
    result = subprocess.run(
        ["make", "install", "--old-file=.venv/bin/python"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode != 0
    assert "no torch for Macs with Intel processors" in result.stderr
    assert "pip" not in result.stdout
