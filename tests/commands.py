"""The command as people run it: real processes in a clean environment."""

import json
import os
import subprocess
import sys
import tempfile
from typing import Any

from tests.conftest import DATA, ROOT


def run(*arguments: str, stdin: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
    """Run `glassbox` in a clean environment and an empty folder, cut off from any token and any hub."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GLASSBOX_") and name != "DISCORD_TOKEN"
    }
    with tempfile.TemporaryDirectory() as folder:
        own = {"HF_HUB_OFFLINE": "1", "PYTHONPATH": str(ROOT), "GLASSBOX_DATA": str(DATA)}
        own |= {"GLASSBOX_DATABASE": f"{folder}/glassbox.db"}
        return subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            timeout=120,
            env=environment | own | variables,
            cwd=folder,
            check=False,
        )


def ask_json(*arguments: str) -> dict[str, Any]:
    result = run(*arguments, "--json")
    assert result.returncode == 0, result.stderr
    answer = json.loads(result.stdout)
    assert isinstance(answer, dict)
    return answer


def run_bytes(*arguments: str, stdin: bytes = b"", **variables: str) -> subprocess.CompletedProcess[bytes]:
    """Run `glassbox` with bytes in and out, as a pipe hands them over."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "GLASSBOX_DATA": str(DATA), **variables}
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, timeout=120, env=environment, check=False)
