"""The files that hosts copy: the unit, the container, the example of settings. They say what the program does."""

import asyncio
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.config import Settings, load_settings
from bot.metrics import Metrics
from bot.reloading import TAKEN_UP
from bot.web.server import serve_health
from tests.conftest import ROOT

DEPLOY = ROOT / "deploy"
UNIT = DEPLOY / "glassbox.service"
EXAMPLE = DEPLOY / "glassbox.example.yaml"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
NEEDS_SYSTEMD = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")


def read_unit() -> dict[str, str]:
    """The settings of the unit; those given twice, joined."""
    found: dict[str, str] = {}
    for name, value in re.findall(r"^(\w+)=(.*)$", UNIT.read_text(encoding="utf-8"), re.MULTILINE):
        found[name] = f"{found[name]} {value}" if name in found else value
    return found


def test_the_unit_shuts_the_program_in() -> None:
    unit = read_unit()
    switched_on = {
        "LockPersonality", "MemoryDenyWriteExecute", "NoNewPrivileges", "PrivateDevices", "PrivateTmp", "PrivateUsers",
        "ProtectControlGroups", "ProtectHome", "ProtectHostname", "ProtectKernelLogs", "ProtectKernelModules",
        "ProtectKernelTunables", "RestrictNamespaces", "RestrictRealtime", "RestrictSUIDSGID",
    }  # fmt: skip
    assert {name for name in switched_on if unit.get(name) != "yes"} == set()
    assert unit["User"] == "glassbox"
    assert unit["ProtectSystem"] == "strict"
    assert unit["CapabilityBoundingSet"] == unit["AmbientCapabilities"] == ""
    assert unit["SystemCallFilter"] == "@system-service ~@privileged @resources"
    assert unit["StateDirectory"] == "glassbox"


@NEEDS_SYSTEMD
def test_systemd_finds_no_fault_in_the_unit(tmp_path: Path) -> None:
    """The program is not installed here, so another stands in its place."""
    unit = UNIT.read_text(encoding="utf-8").replace(read_unit()["ExecStart"].split()[0], "/bin/true")
    (tmp_path / "glassbox.service").write_text(unit, encoding="utf-8")
    result = subprocess.run(
        ["systemd-analyze", "verify", str(tmp_path / "glassbox.service")], capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


@NEEDS_SYSTEMD
def test_the_exposure_of_the_unit_is_under_3() -> None:
    result = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=29", "--no-pager", str(UNIT)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout


def test_the_example_shows_every_setting_with_its_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = EXAMPLE.read_text(encoding="utf-8")
    shown = "\n".join(re.findall(r"^#(\w+: .*)$", lines, re.MULTILINE))
    (tmp_path / "glassbox.yaml").write_text(shown, encoding="utf-8")
    settings, defaults = load_settings(), Settings()
    assert set(yaml.safe_load(shown)) == set(Settings.model_fields)
    for name in Settings.model_fields:
        if isinstance(getattr(defaults, name), Path):
            assert getattr(settings, name).name == getattr(defaults, name).name
        else:
            assert getattr(settings, name) == getattr(defaults, name), name


def test_the_example_changes_nothing_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copyfile(EXAMPLE, tmp_path / "glassbox.yaml")
    assert load_settings() == Settings()


def test_the_example_says_which_settings_a_reload_takes_up() -> None:
    text = EXAMPLE.read_text(encoding="utf-8").replace("\n# ", " ")
    listed = re.search(r"Taken up by a reload \([^)]*\): ([^.]*)\.", text)
    assert listed is not None
    assert set(listed.group(1).split(", ")) == TAKEN_UP


def split_stages() -> list[str]:
    return re.split(r"^FROM ", DOCKERFILE, flags=re.MULTILINE)[1:]


def test_the_last_stage_holds_what_was_made_and_makes_nothing() -> None:
    build, serve, final = split_stages()
    assert "stage-build.sh" in build
    assert "stage-serve.sh" in serve
    assert "pip" not in final
    assert "apt" not in final
    assert re.findall(r"^COPY (.*)$", final, re.MULTILINE) == [
        "--from=serve /opt/glassbox /opt/glassbox",
        "--from=build /build/.glassbox /opt/glassbox/.glassbox",
    ]
    assert re.search(r"^USER glassbox$", final, re.MULTILINE)
    assert re.search(r"^VOLUME /data$", final, re.MULTILINE)
    assert re.search(r"^HEALTHCHECK .*healthcheck\.py", final, re.MULTILINE)


def test_the_base_is_pinned() -> None:
    assert re.search(r"^ARG BASE=python:3\.\d+\.\d+-slim-\w+$", DOCKERFILE, re.MULTILINE)
    assert all(stage.startswith("${BASE}") for stage in split_stages())


def test_what_the_stages_copy_reaches_them_and_nothing_else_does() -> None:
    copied = {part for line in re.findall(r"^COPY (?!--)(.*) \S+$", DOCKERFILE, re.MULTILINE) for part in line.split()}
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in lines
    assert {line[1:] for line in lines if line.startswith("!")} == copied
    assert all((ROOT / part).exists() for part in copied)


def test_the_composition_shuts_the_container_in() -> None:
    composition: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    service = composition["services"]["glassbox"]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["env_file"] == "../.env"
    assert service["volumes"] == ["data:/data"]
    assert len(service["tmpfs"]) == 1
    assert service["mem_limit"]
    assert "ports" not in service
    assert (DEPLOY / service["build"]["context"] / service["build"]["dockerfile"]).is_file()


@pytest.mark.parametrize("script", ["stage-build.sh", "stage-serve.sh", "verify.sh"])
def test_scripts_can_be_read_by_a_shell(script: str) -> None:
    subprocess.run(["sh", "-n", DEPLOY / script], check=True)
    assert os.access(DEPLOY / script, os.X_OK)


def test_every_room_is_installed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    rooms = {".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "bot").rglob("__init__.py")}
    assert set(project["tool"]["setuptools"]["packages"]) == rooms


def test_the_pin_on_torch_is_the_same_everywhere() -> None:
    files = ("pyproject.toml", "Makefile", "README.md", "deploy/stage-build.sh")
    pins = {pin for file in files for pin in re.findall(r"torch==[\d.]+\d", (ROOT / file).read_text(encoding="utf-8"))}
    assert len(pins) == 1


async def test_the_health_check_tells_a_living_bot_from_none(unused_tcp_port: int) -> None:
    async def check(port: int) -> int | None:
        environment = {**os.environ, "GLASSBOX_HEALTH_PORT": str(port)}
        process = await asyncio.create_subprocess_exec(
            sys.executable, str(DEPLOY / "healthcheck.py"), env=environment, stderr=asyncio.subprocess.DEVNULL
        )
        return await process.wait()

    async with serve_health("127.0.0.1", unused_tcp_port, {}, Metrics()):
        assert await check(unused_tcp_port) == 0
    assert await check(unused_tcp_port) == 1
    assert await check(0) == 0


def test_the_health_check_knows_the_default_port() -> None:
    named = re.search(r'DEFAULT_PORT = "(\d+)"', (DEPLOY / "healthcheck.py").read_text(encoding="utf-8"))
    assert named is not None
    assert int(named.group(1)) == Settings.model_fields["health_port"].default


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
