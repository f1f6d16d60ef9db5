"""The files that hosts copy: the unit, the container, the example of settings. They say what the program does."""

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
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


def test_the_unit_runs_nothing_that_a_small_system_lacks() -> None:
    programs = re.findall(r"^Exec\w+=(\S+)", UNIT.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(programs) == {"/opt/glassbox/venv/bin/glassbox", "/bin/sh"}


def test_a_reload_is_refused_before_the_signal_is_sent() -> None:
    """A signal cannot fail, so what is broken has to be told by what runs before it."""
    program = read_unit()["ExecStart"].split()[0]
    checked, signalled = re.findall(r"^ExecReload=(.*)$", UNIT.read_text(encoding="utf-8"), re.MULTILINE)
    assert checked == f"{program} check --built"
    assert "kill -HUP $MAINPID" in signalled


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


def test_the_composition_has_the_health_check_of_the_image() -> None:
    """Images of podman have no place for one."""
    composition: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    check = composition["services"]["glassbox"]["healthcheck"]
    interval, timeout, start, retries, command = re.findall(
        r"^HEALTHCHECK --interval=(\w+) --timeout=(\w+) --start-period=(\w+) --retries=(\d+) CMD (.*)$",
        DOCKERFILE,
        re.MULTILINE,
    )[0]
    assert check["test"] == ["CMD", *json.loads(command)]
    assert (check["interval"], check["timeout"], check["start_period"]) == (interval, timeout, start)
    assert check["retries"] == int(retries)


def test_every_compose_command_names_the_file() -> None:
    """From the folder of the clone compose finds none by itself."""
    texts = [path.read_text(encoding="utf-8") for path in (DEPLOY / "README.md", DEPLOY / "compose.yaml")]
    verbs = r"docker compose( --\S+)? .*?(?:exec|up|logs|run|stop|start)"
    commands = [one for text in texts for one in re.findall(verbs, text)]
    assert len(commands) > 5
    assert set(commands) == {" --file"}


def test_the_steps_name_every_package_that_they_need() -> None:
    text = (DEPLOY / "README.md").read_text(encoding="utf-8")
    steps = text.split("## As a service under systemd")[1].split("```")[1]
    installed = re.search(r"apt-get install ([\w -]+?) +#", steps)
    assert installed is not None
    assert set(installed.group(1).split()) == {"git", "python3-venv", "python3-pip"}
    assert steps.index("apt-get") < steps.index("git clone") < steps.index("stage-build")


@pytest.mark.parametrize(("script", "package"), [("stage-build.sh", "python3-venv"), ("stage-serve.sh", "python3-pip")])
def test_a_stage_says_which_package_it_lacks(tmp_path: Path, script: str, package: str) -> None:
    """A plain Debian has neither."""
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    python.chmod(0o755)
    environment = {**os.environ, "PYTHON": str(python)}
    result = subprocess.run(
        [DEPLOY / script, tmp_path, tmp_path / "target"], env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    assert f"apt-get install {package}" in result.stderr


@pytest.mark.parametrize("script", ["verify-container.sh", "verify-unit.sh"])
def test_without_a_container_engine_a_script_says_so(tmp_path: Path, script: str) -> None:
    for tool in ("sh", "dirname", "env"):
        (tmp_path / tool).symlink_to(shutil.which(tool) or "")
    result = subprocess.run([DEPLOY / script], env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False)
    assert result.returncode == 77
    assert "nothing was verified" in result.stdout


@pytest.mark.parametrize("script", sorted(path.name for path in DEPLOY.glob("*.sh")))
def test_scripts_can_be_read_by_a_shell(script: str) -> None:
    subprocess.run(["sh", "-n", DEPLOY / script], check=True)
    assert os.access(DEPLOY / script, os.X_OK)


async def test_the_health_check_tells_a_living_bot_from_none(unused_tcp_port: int, tmp_path: Path) -> None:
    async with serve_health("127.0.0.1", unused_tcp_port, {}, Metrics()):
        assert await _check_health({"GLASSBOX_HEALTH_PORT": str(unused_tcp_port)}, tmp_path) == 0
    assert await _check_health({"GLASSBOX_HEALTH_PORT": str(unused_tcp_port)}, tmp_path) == 1
    assert await _check_health({"GLASSBOX_HEALTH_PORT": "0"}, tmp_path) == 0


@pytest.mark.parametrize(
    ("file", "lines"),
    [("glassbox.yaml", "health_port: {}\nhealth_host: 0.0.0.0\n"), (".env", "GLASSBOX_HEALTH_PORT={}\n")],
)
async def test_the_health_check_reads_the_settings_where_the_bot_does(
    unused_tcp_port: int, tmp_path: Path, file: str, lines: str
) -> None:
    (tmp_path / file).write_text(lines.format(unused_tcp_port), encoding="utf-8")
    assert await _check_health({}, tmp_path) == 1
    async with serve_health("127.0.0.1", unused_tcp_port, {}, Metrics()):
        assert await _check_health({}, tmp_path) == 0


async def test_the_health_check_asks_no_proxy_for_this_machine(unused_tcp_port: int, tmp_path: Path) -> None:
    proxy = {"HTTP_PROXY": "http://127.0.0.1:1", "http_proxy": "http://127.0.0.1:1"}
    async with serve_health("127.0.0.1", unused_tcp_port, {}, Metrics()):
        assert await _check_health({**proxy, "GLASSBOX_HEALTH_PORT": str(unused_tcp_port)}, tmp_path) == 0


async def _check_health(environment: dict[str, str], folder: Path) -> int | None:
    """The exit code of the health check in a folder."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(DEPLOY / "healthcheck.py"),
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        cwd=folder,
        stderr=asyncio.subprocess.DEVNULL,
    )
    return await process.wait()
