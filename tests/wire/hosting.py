"""`glassbox run` in a process of its own, led to a stand-in."""

import asyncio
import os
import sys
from pathlib import Path

from tests.wire.stand_in import TOKEN

ROOT = Path(__file__).resolve().parent.parent.parent


async def start_host(address: str, data: Path, folder: Path, **settings: str) -> asyncio.subprocess.Process:
    """A bot over the built index in `data`, led to an address and told to log as much as it can; what it keeps is in
    `folder`. More `settings` are environment variables."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "DISCORD_TOKEN": TOKEN,
        "GLASSBOX_KNOWLEDGE": str(ROOT / "knowledge"),
        "GLASSBOX_DATABASE": str(folder / "glassbox.db"),
        "GLASSBOX_DATA": str(data),
        "GLASSBOX_HEALTH_PORT": "0",
        "GLASSBOX_LOG_LEVEL": "DEBUG",
        **settings,
    }
    command = (sys.executable, "-m", "tests.wire.host", address)
    return await asyncio.create_subprocess_exec(
        *command, cwd=folder, env=environment, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
    )
