"""What comes in and goes out of the command: any bytes, any terminal, a full disk."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import run_bytes
from tests.conftest import ROOT


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_a_bad_byte_costs_its_line_alone(start: bytes) -> None:
    lines = start + b'{"text":"is llama open source?"}\n{"text":"caf\xe9"}\n{"text":"is llama open source?"}\n'
    result = run_bytes("ask", "--jsonl", stdin=lines, PYTHONIOENCODING="utf-8:strict")
    assert result.returncode == 0, result.stderr
    kinds = [json.loads(line)["kind"] for line in result.stdout.splitlines()]
    assert len(kinds) == 3
    assert kinds[0] == kinds[2] == "answer"


def test_a_bad_byte_ends_no_conversation() -> None:
    result = run_bytes("chat", stdin=b"caf\xe9\nis llama open source?\nquit\n", PYTHONIOENCODING="utf-8:strict")
    assert result.returncode == 0, result.stderr
    assert b"Llama" in result.stdout


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_json_lines_are_utf_8_whatever_the_terminal_speaks(encoding: str) -> None:
    name = "\u901a\u4e49 \N{PILE OF POO} caf\xe9"
    lines = json.dumps({"text": name}, ensure_ascii=False).encode()
    result = run_bytes("ask", "--jsonl", stdin=lines, PYTHONIOENCODING=encoding)
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["query"] == name


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437"])
def test_anything_is_printed_on_any_terminal(encoding: str) -> None:
    name = "\u901a\u4e49 \N{PILE OF POO} \u041c7B"
    for arguments in (
        ("model", name),
        ("model", name, "--json"),
        ("ask", name, "--json"),
        ("define", "source-available"),
    ):
        result = run_bytes(*arguments, PYTHONIOENCODING=encoding)
        assert result.returncode == 0, result.stderr
        if "--json" in arguments:
            assert json.loads(result.stdout)["query"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_behind_a_pipe_is_told_in_one_sentence() -> None:
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [sys.executable, "-m", "bot", "define", "openwashing"],
            stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT, check=False,
        )  # fmt: skip
    assert result.returncode != 0
    assert "Traceback" not in result.stderr
    assert "check the disk" in result.stderr
