"""Fixtures: the shipped bank and an assistant over the built index, both read once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import build_assistant
from bot.assistant import Assistant
from bot.config import Settings
from bot.corpus.loading import load_bank
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.language import Utterance

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the token or the settings of whoever runs the suite."""
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    monkeypatch.delenv("GLASSBOX_CONFIG", raising=False)


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings(knowledge=ROOT / "knowledge", data=ROOT / ".glassbox", discord_token=None)


@pytest.fixture(scope="session")
def bank(settings: Settings) -> Bank:
    return load_bank(settings.knowledge)


@pytest.fixture(scope="session")
def assistant(settings: Settings) -> Iterator[Assistant]:
    """The assistant as users get it, over the index that `glassbox build` wrote."""
    assistant = build_assistant(settings)
    yield assistant
    assistant.close()


class Asker:
    """Asks one line and returns the answer."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def __call__(self, text: str, session: str | None = None) -> Answer:
        return self._assistant.answer_now(Utterance(text=text, session=session))


@pytest.fixture(scope="session")
def ask(assistant: Assistant) -> Asker:
    return Asker(assistant)
