"""Fixtures: the shipped bank and an assistant over the built index, both read once."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import build_assistant
from bot.assistant import Assistant
from bot.config import Settings
from bot.corpus.lines import Pile, load_pile
from bot.corpus.loading import load_bank
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.language import Depth, Utterance
from tests.fakes import FakeMind
from tests.judge.stub import StubModel, stand_in

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("GLASSBOX_DATA") or ROOT / ".glassbox").resolve()
"""Where the index is that the tests use; the environment may name another place than the checkout's own."""


_CACHES = frozenset(
    {".hypothesis", ".import_linter_cache", ".mypy_cache", ".pytest_cache", ".ruff_cache", "__pycache__"}
)
"""What the tools of the gate keep in the root."""


def list_root() -> set[str]:
    """The names in the root of the repository, without the tools' caches."""
    return {entry.name for entry in ROOT.iterdir()} - _CACHES


@pytest.fixture(scope="session", autouse=True)
def clean_root() -> Iterator[None]:
    """A test that leaves something in the root fails the run: the next commit would take it along."""
    before = list_root()
    yield
    assert list_root() - before == set(), "a test wrote into the root"


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test sees the token or the settings of whoever runs the suite; what it writes goes into a temporary folder."""
    for name in list(os.environ):
        if name == "DISCORD_TOKEN" or name.startswith("GLASSBOX_") or name.upper().endswith("_PROXY"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    database = tmp_path_factory.mktemp("database") / "glassbox.db"
    return Settings(knowledge=ROOT / "knowledge", data=DATA, database=database, discord_token=None)


@pytest.fixture(scope="session")
def bank(settings: Settings) -> Bank:
    return load_bank(settings.knowledge)


@pytest.fixture(scope="session")
def pile(settings: Settings) -> Pile:
    """The labelled lines that the judge learns from; loading them raises every fault that they have."""
    return load_pile(settings.knowledge / "lines" / "train")


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

    def __call__(self, text: str, session: str | None = None, depth: Depth = "short") -> Answer:
        return self._assistant.answer_now(Utterance(text=text, session=session, depth=depth))


@pytest.fixture(scope="session")
def ask(assistant: Assistant) -> Asker:
    return Asker(assistant)


@pytest.fixture
def stub() -> Iterator[StubModel]:
    """A language model's server on loopback."""
    with stand_in() as stub:
        yield stub


@pytest.fixture(scope="session")
def mind(bank: Bank) -> FakeMind:
    """Reading and judging over hashed words, without an index and without a trained network."""
    return FakeMind(bank)
