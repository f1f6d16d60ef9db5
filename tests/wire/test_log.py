"""The log never holds the token or what people write, however much it is asked to say."""

import logging
from collections.abc import Iterator

import pytest

from bot.config import Settings
from bot.logs import set_up_logging
from tests.wire.conftest import Build
from tests.wire.rates import Fault
from tests.wire.stand_in import TOKEN, StandIn

_WORD = "zyxomma"
"""A word that stands in no knowledge file."""


@pytest.fixture
def talkative(settings: Settings, caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Everything logged at DEBUG, as far as the bot's own set-up lets it."""
    caplog.set_level(logging.DEBUG)
    levels = {name: logging.getLogger(name).level for name in logging.root.manager.loggerDict}
    set_up_logging("DEBUG", "text")
    yield caplog
    for name in logging.root.manager.loggerDict:
        logging.getLogger(name).setLevel(levels.get(name, logging.NOTSET))


async def _talk(discord_here: StandIn) -> None:
    """Mentions, direct messages and commands, answered and failing."""
    discord_here.rest.faults.inject("POST /channels/{channel_id}/messages", Fault(429, retry_after=0.01), Fault(403))
    people, (one, two, three, *_) = discord_here.people, discord_here.world.people
    people.mention(f"is {_WORD} open source?", author=one)
    await discord_here.settle()
    await discord_here.wait_for_reply(people.mention(f"is {_WORD} open?", author=two))
    await discord_here.wait_for_reply(people.write_directly(f"what is {_WORD}?", author=two))
    await discord_here.wait_for_shown(people.use("ask", {"text": f"does {_WORD} exist"}, author=three))
    await discord_here.wait_for_shown(people.use("model", {"name": _WORD}, author=three))
    await discord_here.gateway.drop()
    await discord_here.wait_for_reply(people.mention(f"{_WORD}?", author=three))


async def test_it_holds_neither_the_token_nor_what_people_write(
    discord_here: StandIn, build: Build, talkative: pytest.LogCaptureFixture
) -> None:
    async with discord_here.run(build()):
        await _talk(discord_here)
    told = [
        record.name
        for record in talkative.records
        if any(secret in f"{record.getMessage()} {record.exc_text}" for secret in (TOKEN, _WORD))
    ]
    assert sorted(set(told)) == []


async def test_it_holds_no_right_to_answer_an_interaction(
    discord_here: StandIn, build: Build, talkative: pytest.LogCaptureFixture
) -> None:
    async with discord_here.run(build()):
        slash = discord_here.people.use("ask", {"text": "is llama open source?"})
        await discord_here.wait_for_shown(slash)
    told = [record.name for record in talkative.records if slash.payload["token"] in record.getMessage()]
    assert sorted(set(told)) == []
