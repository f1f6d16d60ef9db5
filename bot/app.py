"""The composition root: settings become a bank, an assistant and a surface. Owns every lifetime.

Each function imports what it opens, so that a look-up by name loads neither encoder nor Discord.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.config import Settings, load_settings
from bot.errors import ConfigurationError, IndexMissing
from bot.logs import set_up_logging
from bot.memory import load_lightly

if TYPE_CHECKING:
    from bot.assistant import Assistant
    from bot.building import Progress
    from bot.catalogue import Catalogue
    from bot.chat.client import GlassboxClient
    from bot.judge.second import Adviser
    from bot.metrics import Metrics
    from bot.serving import LiveAssistant


def build_assistant(settings: Settings) -> Assistant:
    """Return an assistant over what was built. Raises IndexMissing where nothing fitting was, KnowledgeError where that
    is so because a file of the knowledge is faulty."""
    with load_lightly():
        from bot.assistant import Assistant  # noqa: PLC0415
        from bot.building import explain_missing, load_library  # noqa: PLC0415
        from bot.judge.ranker import Ranker  # noqa: PLC0415
        from bot.processors import use_one_processor  # noqa: PLC0415

        use_one_processor()
        try:
            library = load_library(settings)
            ranker = Ranker.load(settings.knowledge / "recogniser")
        except IndexMissing as error:
            raise explain_missing(settings, error) from error
        return Assistant(
            library.bank, library.encoder, library.retriever, library.heads, ranker, open_adviser(settings)
        )


def open_adviser(settings: Settings) -> Adviser | None:
    """The language model that the host named, to be asked where the judge is unsure; None where the host named none."""
    if settings.judge_url is None:
        return None
    from bot.judge.completions import open_completions  # noqa: PLC0415  (it loads aiohttp)
    from bot.judge.endpoint import Endpoint  # noqa: PLC0415

    model = open_completions(settings)
    return Endpoint(model) if model else None


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
    with load_lightly():
        from bot.catalogue import Catalogue  # noqa: PLC0415
        from bot.places import BANK_FILE, locate_index, read_bank  # noqa: PLC0415
        from bot.retrieval.cache import verify_folder  # noqa: PLC0415

        index = locate_index(settings)
        try:
            verify_folder(index, BANK_FILE)
            return Catalogue(read_bank(index))
        except IndexMissing:
            from bot.corpus.loading import load_bank  # noqa: PLC0415

            return Catalogue(load_bank(settings.knowledge))


def ensure_built(settings: Settings, progress: Progress) -> None:
    """Build if anything is missing or stale."""
    from bot.building import build, is_built  # noqa: PLC0415

    if not is_built(settings):
        build(settings, progress)


def build_client(settings: Settings) -> GlassboxClient:
    """Return the Discord client that `glassbox run` connects, wired but not yet connected.

    Raises IndexMissing where nothing was built for these settings.
    """
    from bot.metrics import Metrics  # noqa: PLC0415
    from bot.serving import LiveAssistant  # noqa: PLC0415

    metrics = Metrics()
    return _build_client(settings, LiveAssistant(build_assistant(settings), metrics), metrics)


def _build_again(settings: Settings, program: str) -> Assistant:
    """An assistant for the program that runs. Raises ConfigurationError where another is on disk: half of it would be
    loaded beside what is loaded already."""
    from bot.places import fingerprint_program  # noqa: PLC0415

    if fingerprint_program() != program:
        raise ConfigurationError("The program on disk is another than the one that runs: restart the bot to change it.")
    return build_assistant(settings)


def _build_client(settings: Settings, assistant: LiveAssistant, metrics: Metrics) -> GlassboxClient:
    from bot.chat.client import GlassboxClient  # noqa: PLC0415  (the terminal needs no Discord)
    from bot.proxies import find_proxy  # noqa: PLC0415
    from bot.store.sql import SqlStore  # noqa: PLC0415

    store = SqlStore(settings.database)
    return GlassboxClient(
        assistant,
        store,
        shards=settings.shards,
        message_content=settings.message_content,
        metrics=metrics,
        proxy=find_proxy("https://discord.com"),
    )


def run_discord(settings: Settings) -> None:
    """Connect to Discord until stopped. Raises ConfigurationError for a token or an intent that is refused.

    SIGHUP takes up the settings and the knowledge as they are then, unless another program than this is on disk.
    """
    if settings.discord_token is None or not settings.discord_token.get_secret_value().strip():
        raise ConfigurationError(
            "There is no Discord token: set DISCORD_TOKEN, or use `glassbox chat` for the terminal."
        )
    from bot.chat.connection import connect  # noqa: PLC0415  (the terminal needs no Discord)
    from bot.metrics import Metrics  # noqa: PLC0415  (nor what is around a running bot)
    from bot.operations import Bot, operate  # noqa: PLC0415
    from bot.places import fingerprint_program  # noqa: PLC0415
    from bot.serving import LiveAssistant  # noqa: PLC0415

    program, metrics = fingerprint_program(), Metrics()
    assistant = LiveAssistant(build_assistant(settings), metrics)
    client = _build_client(settings, assistant, metrics)

    async def reload() -> Settings:
        after = load_settings()
        await assistant.exchange(lambda: _build_again(after, program))
        set_up_logging(after.log_level, after.log_format)
        return after

    bot = Bot(settings, assistant, client.services.store, client, metrics)
    connect(client, settings.discord_token, operate(bot, reload))
