"""Fixtures: a simulated Discord, the real client in it, and a judge over every request that the client makes."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import simcord

from bot.assistant import Assistant
from bot.chat.client import GlassboxClient
from bot.shards import read_shards
from bot.store.sql import SqlStore
from tests.chat.judging import judge_request
from tests.chat.scene import Scene


@pytest.fixture
def listens() -> bool:
    """Whether the client has the message content intent; a file that needs it overrides this."""
    return False


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqlStore]:
    store = SqlStore(tmp_path / "glassbox.db")
    yield store
    await store.close()


@pytest.fixture
async def simcord_bot(assistant: Assistant, store: SqlStore, *, listens: bool) -> GlassboxClient:
    """The client that simcord's fixture `simcord_env` runs; all tests share the assistant, none the database.

    Numbers of people and channels come again in each test, so what was talked about is forgotten.
    """
    assistant._foci.clear()
    return GlassboxClient(assistant, store, shards=read_shards("0 of 1"), message_content=listens)


@pytest.fixture
async def scene(simcord_env: simcord.Env, simcord_bot: GlassboxClient, store: SqlStore) -> AsyncIterator[Scene]:
    yield Scene(simcord_env, simcord_bot, store)
    for request in simcord_env.http_requests:
        judge_request(request)
