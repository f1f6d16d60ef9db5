"""The composition root: settings become a bank, an assistant and a surface. Owns every lifetime."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.assistant import Assistant
from bot.building import BANK_FILE, Progress, build, is_built, load_library, locate
from bot.catalogue import Catalogue
from bot.config import Settings
from bot.corpus.loading import load_bank
from bot.errors import ConfigurationError, IndexMissing
from bot.records.bank import Bank
from bot.retrieval.cache import verify_folder

if TYPE_CHECKING:
    from bot.chat.client import GlassboxClient


def build_assistant(settings: Settings) -> Assistant:
    """Return an assistant over what was built. Raises IndexMissing where nothing fitting was."""
    library = load_library(settings)
    return Assistant(library.bank, library.encoder, library.retriever, library.recogniser)


@contextmanager
def open_assistant(settings: Settings) -> Iterator[Assistant]:
    """An assistant for the length of a block."""
    assistant = build_assistant(settings)
    try:
        yield assistant
    finally:
        assistant.close()


def open_catalogue(settings: Settings) -> Catalogue:
    """The bank by name, from the built snapshot if it is fresh, else from the files. Raises KnowledgeError."""
    index = locate(settings).passages
    try:
        verify_folder(index)
        return Catalogue(Bank.model_validate_json((index / BANK_FILE).read_bytes()))
    except IndexMissing:
        return Catalogue(load_bank(settings.knowledge))


def ensure_built(settings: Settings, progress: Progress) -> None:
    """Build if anything is missing or stale."""
    if not is_built(settings):
        build(settings, progress)


def build_client(settings: Settings) -> GlassboxClient:
    """Return the Discord client that `glassbox run` connects, wired but not yet connected.

    Raises IndexMissing where nothing was built for these settings.
    """
    from bot.chat.client import GlassboxClient  # noqa: PLC0415  (the terminal needs no Discord)
    from bot.store.sqlite import SqliteStore  # noqa: PLC0415

    store = SqliteStore(settings.database)
    return GlassboxClient(build_assistant(settings), store, message_content=settings.message_content)


def run_discord(settings: Settings) -> None:
    """Connect to Discord until stopped. Raises ConfigurationError for a token or an intent that is refused."""
    from bot.chat.connection import connect  # noqa: PLC0415  (the terminal needs no Discord)

    if settings.discord_token is None or not settings.discord_token.get_secret_value().strip():
        raise ConfigurationError(
            "There is no Discord token: set DISCORD_TOKEN, or use `glassbox chat` for the terminal."
        )
    connect(build_client(settings), settings.discord_token)


def set_up_logging(settings: Settings) -> None:
    """Log to standard error; messages and tokens are never logged."""
    logging.getLogger("discord.client").setLevel(logging.ERROR)  # it warns of missing voice support
    logging.basicConfig(
        level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s", datefmt="%H:%M:%S"
    )
