"""Fixtures: a stand-in for Discord that refuses what Discord refuses, and the real client connected to it."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot import app, building
from bot.chat.client import GlassboxClient
from bot.config import Settings
from tests.wire.description import load_description
from tests.wire.stand_in import StandIn
from tests.wire.world import World

Build = Callable[[], GlassboxClient]


@pytest.fixture(scope="session")
def library(settings: Settings) -> building.Library:
    return building.load_library(settings)


@pytest.fixture
def host_settings(settings: Settings, tmp_path: Path) -> Settings:
    """Settings with a database of this test's own and no health endpoint."""
    return settings.model_copy(update={"database": tmp_path / "glassbox.db", "health_port": 0})


@pytest.fixture
def build(host_settings: Settings, library: building.Library, monkeypatch: pytest.MonkeyPatch) -> Build:
    """Builds the client as `glassbox run` does; the index is read once for all tests."""
    monkeypatch.setattr(building, "load_library", lambda _settings: library)
    return lambda: app.build_client(host_settings)


@pytest.fixture
async def discord_here(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[StandIn]:
    """Discord with two servers of two channels and eight people; at the end nothing may have been refused."""
    description = load_description()
    judges = [description.judge] if description is not None else []
    async with StandIn(World(servers=2, channels=2, people=8), judges=judges) as discord_here:
        discord_here.lead(monkeypatch.setattr)
        yield discord_here
    assert discord_here.rest.refusals == []
    assert discord_here.rest.limited == []


@pytest.fixture
async def client(discord_here: StandIn, build: Build) -> AsyncIterator[GlassboxClient]:
    """The real client, connected."""
    client = build()
    async with discord_here.run(client):
        yield client
