"""SIGHUP for a bot whose program or index was exchanged under it: refused in a clear word, and it goes on answering."""

import asyncio
import os
import shutil
import signal
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.config import Settings
from tests.conftest import ROOT
from tests.wire.hosting import start_host
from tests.wire.stand_in import StandIn


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A copy of the program that a test may change."""
    return Path(
        shutil.copytree(ROOT / "bot", tmp_path / "program" / "bot", ignore=shutil.ignore_patterns("__pycache__"))
    )


@pytest.fixture
def data(host_settings: Settings, tmp_path: Path) -> Path:
    """A copy of the built index that a test may move."""
    return Path(shutil.copytree(host_settings.data, tmp_path / "data", copy_function=_link))


def _link(source: str, target: str) -> None:
    """The same file under another name where the disk allows it."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


async def _reload(bot: Process) -> str:
    """Send the signal; the line of the log that says what came of it."""
    bot.send_signal(signal.SIGHUP)
    assert bot.stderr is not None
    async with asyncio.timeout(60):
        while line := (await bot.stderr.readline()).decode():
            if "reloaded" in line.lower():
                return line
    raise AssertionError("The bot has ended.")


async def _expect_answer(discord_here: StandIn, text: str) -> None:
    reply = await discord_here.wait_for_reply(discord_here.people.mention(text))
    assert "[1]" in str(reply["embeds"]), reply


def _move(folder: Path) -> None:
    """Its name says from what it was built, so that it now belongs to another program."""
    (only,) = (one for one in folder.iterdir() if one.is_dir())
    only.rename(folder / "0123456789abcdef0123")


@pytest.fixture
async def bot(discord_here: StandIn, program: Path, data: Path, tmp_path: Path) -> AsyncIterator[Process]:
    """`glassbox run` over both copies, connected."""
    bot = await start_host(discord_here.address, data, tmp_path, PYTHONPATH=f"{program.parent}:{ROOT}")
    await discord_here.until(lambda: discord_here.gateway.connected, "the bot to connect", patience=60)
    yield bot
    bot.send_signal(signal.SIGTERM)
    await bot.communicate()
    assert bot.returncode == 0


async def test_what_was_exchanged_under_a_running_bot_is_refused_and_it_goes_on_answering(
    discord_here: StandIn, bot: Process, program: Path, data: Path
) -> None:
    assert "Reloaded knowledge and settings" in await _reload(bot)

    for changed in ("understanding/text.py", "retrieval/words.py"):
        before = (program / changed).read_bytes()
        (program / changed).write_bytes(before + b"\n# changed\n")
        line = await _reload(bot)
        assert "Nothing was reloaded: The program on disk is another" in line
        assert "restart" in line
        await _expect_answer(discord_here, f"you can't see inside open models, says {changed}")
        (program / changed).write_bytes(before)
    assert "Reloaded knowledge and settings" in await _reload(bot)

    _move(data / "index")
    assert "by another version of the program" in await _reload(bot)
    await _expect_answer(discord_here, "llama is open source")
    _move(data / "encoder")
    assert "by another version of the program" in await _reload(bot)
    await _expect_answer(discord_here, "nobody releases their training data")
    shutil.rmtree(data)
    assert "Nothing was reloaded: There is no index yet" in await _reload(bot)
    await _expect_answer(discord_here, "open weights are open source")
