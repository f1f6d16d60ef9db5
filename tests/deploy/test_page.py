"""deploy/README.md and README.md word for word: what they tell people to type is there and does what they say."""

import argparse
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot import errors
from bot.cli import _VERBS, _build_parser
from tests.conftest import ROOT
from tests.deploy.test_files import DOCKERFILE, read_unit

_DOCUMENTS = ("README.md", "deploy/README.md", "CONTRIBUTING.md")
_PAGE = (ROOT / "deploy" / "README.md").read_text(encoding="utf-8")
_CODE = re.sub(r"\s+", " ", "".join(file.read_text(encoding="utf-8") for file in sorted((ROOT / "bot").rglob("*.py"))))
_COMPOSE = "docker compose --file deploy/compose.yaml "
_COMPOSE_OPTIONS = {
    "up": {"--build", "--detach"}, "exec": set(), "run": {"--rm"}, "logs": set(), "stop": set(), "start": set(),
}  # fmt: skip
"""Of Docker's own, those that its documentation names: it is not asked, since few machines have it."""


def _read(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def _list_blocks(document: str) -> list[str]:
    return re.findall(r"^ *```(?:sh|powershell)\n(.*?)^ *```", _read(document), re.MULTILINE | re.DOTALL)


def _list_commands(document: str) -> list[str]:
    """Everything that a document has people type: in blocks, one a line and behind `&&`, and in the text."""
    lines = [line.split(" #")[0] for block in _list_blocks(document) for line in block.splitlines()]
    typed = [part.strip() for line in lines for part in re.split(r"&&|;", line)]
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"^ *```.*?^ *```", "", _read(document), flags=re.MULTILINE | re.DOTALL))
    return [command for command in (*typed, *inline) if command and not command.startswith("#")]


def _find_arguments(command: str) -> list[str] | None:
    """What is given to `glassbox`, on its own, in an environment or in a container; None for other programs."""
    match = re.search(r"(?:^|bin[/\\]|Scripts\\|exec glassbox |--rm (?=glassbox))glassbox((?: .*)?)$", command)
    return shlex.split(match.group(1)) if match else None


def _list_calls(document: str) -> Iterator[tuple[str, list[str]]]:
    for command in _list_commands(document):
        arguments = _find_arguments(command)
        if arguments is not None:
            yield command, arguments


def _list_steps(heading: str) -> list[str]:
    """The commands of the first block under a heading."""
    return _PAGE.split(f"\n## {heading}\n")[1].split("```sh\n")[1].split("```")[0].splitlines()


@pytest.mark.skipif(sys.platform != "linux", reason="the steps are for Linux")
def test_an_index_beside_the_old_one_leaves_the_files_that_a_running_bot_reads(tmp_path: Path) -> None:
    """Tables are mapped: whoever looks into one while it is written over is killed by the system."""
    (step,) = [step for step in _list_steps("Changed knowledge, without a stop") if "build/.glassbox" in step]
    here, built = (tmp_path / name / "encoder" / "0123" for name in (".glassbox", "build/.glassbox"))
    for folder, content in ((here, "old"), (built, "new")):
        folder.mkdir(parents=True)
        (folder / "table.npy").write_text(content, encoding="utf-8")
    with (here / "table.npy").open(encoding="utf-8") as table:
        command = re.sub(r"\bsudo ", "", step).replace("/opt/glassbox", str(tmp_path))
        subprocess.run(["sh", "-euc", command], check=True)
        assert table.read() == "old"
    assert (here / "table.npy").read_text(encoding="utf-8") == "new"


@pytest.mark.parametrize(("document", "fewest"), [("README.md", 20), ("deploy/README.md", 10), ("CONTRIBUTING.md", 5)])
def test_every_call_of_glassbox_is_one_that_it_takes(document: str, fewest: int) -> None:
    calls = list(_list_calls(document))
    assert len(calls) >= fewest
    refused, verbs = [], {name for name, *_ in _VERBS}
    for command, arguments in calls:
        if len(arguments) == 1 and arguments[0] in verbs:
            continue  # it is spoken of, not called
        try:
            _build_parser().parse_args(arguments)
        except SystemExit as end:
            if end.code:
                refused.append(command)
    assert refused == []


def _find_options(verb: str) -> set[str]:
    """The options of a verb as its parser has them."""
    (verbs,) = (one for one in _build_parser()._actions if isinstance(one, argparse._SubParsersAction))
    return {option for action in verbs.choices[verb]._actions for option in action.option_strings}


def test_every_option_that_the_table_of_verbs_names_is_one_of_its_verb() -> None:
    rows = re.findall(r"^\| `glassbox ([a-z]+)[^`]*` \| (.*) \|$", _read("README.md"), re.MULTILINE)
    named = {verb: set(re.findall(r"`(--[a-z]+)", text)) for verb, text in rows}
    assert sum(map(len, named.values())) > 8
    assert {
        verb: options - _find_options(verb) for verb, options in named.items() if options - _find_options(verb)
    } == {}


@pytest.mark.parametrize("document", _DOCUMENTS)
def test_every_block_can_be_read_by_a_shell(document: str) -> None:
    for block in _list_blocks(document):
        if "Scripts" not in block:
            subprocess.run(["sh", "-n"], input=block, text=True, check=True)


@pytest.mark.parametrize("document", _DOCUMENTS)
def test_every_script_module_and_target_that_is_run_exists(document: str) -> None:
    commands = "\n".join(_list_commands(document))
    for script in re.findall(r"(?:^|[\s=])(deploy/[\w-]+\.sh)", commands):
        assert (ROOT / script).is_file(), script
    for module in re.findall(r"python -m (tests\.[\w.]+)", commands):
        assert find_spec(module) is not None, module
    targets = re.findall(r"^([a-z]+):", _read("Makefile"), re.MULTILINE)
    for target in re.findall(r"^make ([a-z]+)", commands, re.MULTILINE):
        assert target in targets


def test_the_commands_for_containers_fit_the_image_and_the_composition() -> None:
    service: dict[str, Any] = yaml.safe_load(_read("deploy/compose.yaml"))["services"]
    commands = [command for command in _list_commands("deploy/README.md") if command.startswith("docker compose -")]
    assert len(commands) > 6
    for command in commands:
        assert command.startswith(_COMPOSE)
        verb, *rest = shlex.split(command.removeprefix(_COMPOSE))
        assert {word for word in rest if word.startswith("--")} <= _COMPOSE_OPTIONS[verb]
        if verb in {"exec", "run"}:
            assert next(word for word in rest if not word.startswith("-")) in service
    assert 'ENTRYPOINT ["glassbox"]' in DOCKERFILE
    assert "PATH=/opt/glassbox/venv/bin:" in DOCKERFILE


def test_the_container_writes_where_the_page_says() -> None:
    copies = {path for command in _list_commands("deploy/README.md") for path in re.findall(r" (/data/\S+)", command)}
    assert copies
    assert "VOLUME /data" in DOCKERFILE


@pytest.mark.skipif(shutil.which("systemctl") is None, reason="systemd is not installed")
def test_systemctl_knows_what_it_is_told_to_do() -> None:
    told = [command for command in _list_commands("deploy/README.md") if "systemctl " in command]
    known = subprocess.run(["systemctl", "--help", "--no-pager"], capture_output=True, text=True, check=True).stdout
    assert len(told) > 5
    for command in told:
        verb, *rest = command.split("systemctl ")[1].split()
        assert re.search(rf"^  {verb}\b", known, re.MULTILINE), command
        assert all(option in known for option in rest if option.startswith("--")), command
        assert rest[-1:] in ([], ["glassbox"])


def test_the_service_stands_where_the_steps_put_it() -> None:
    steps, unit = "\n".join(_list_steps("As a service under systemd")), read_unit()
    program = unit["ExecStart"].split()[0]
    assert f"stage-serve.sh . {unit['WorkingDirectory']}\n" in steps
    assert program == f"{unit['WorkingDirectory']}/venv/bin/glassbox"
    assert f"useradd --system --home-dir {unit['WorkingDirectory']}" in steps
    assert steps.count(f"/var/lib/{unit['StateDirectory']}/glassbox.db") == 1


def test_the_table_of_exit_codes_is_what_the_program_and_the_unit_do() -> None:
    rows = re.findall(r"^\| ([\d, ]+) \| .* \| (yes|no) \|$", _PAGE, re.MULTILINE)
    again = {int(code): answer == "yes" for codes, answer in rows for code in codes.split(",")}
    for_good = {int(code) for code in read_unit()["RestartPreventExitStatus"].split()}
    kinds = [
        kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.GlassboxError)
    ]
    ends = {kind.exit_code for kind in kinds} - {1, 5, 9}  # of verbs that do not run for long
    assert set(again) == {0, *ends}
    assert {code for code, answer in again.items() if not answer} == {0, *for_good}


_COMPOSED = {
    "The knowledge files have faults": "The knowledge files have",
    "The second judge's model cannot be reached": "The second judge's model",
}
"""Sentences whose middle is filled in, by their beginning."""


def test_the_page_quotes_what_the_program_says() -> None:
    table = _PAGE.split("## When something is wrong")[1]
    quoted = [quote.split(",")[0] for quote in re.findall(r"^\| ([A-Z][^|]+) \|", table, re.MULTILINE)]
    said = re.sub(r" ?\{[\w.()]+\}", "", re.sub(r'"\s+f?"', "", _CODE))
    assert len(quoted) > 8
    assert [quote for quote in quoted if _COMPOSED.get(quote, quote) not in said] == []


def test_the_page_names_measures_that_there_are() -> None:
    named = set(re.findall(r"`glassbox_(\w+)`", _PAGE))
    assert len(named) > 5
    assert {
        name for name in named if not re.search(rf"\b(?:glassbox_)?{name.removesuffix('_total')}\b", _CODE)
    } == set()
