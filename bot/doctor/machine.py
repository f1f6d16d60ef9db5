"""The machine and the files on it: disk, database, encoder, index, and the time to answer. Needs no network."""

import hashlib
import os
import shutil
import time
from importlib.util import find_spec

from bot.addresses import DatabaseAddress, PostgresAddress
from bot.app import open_assistant
from bot.building import locate
from bot.config import Settings
from bot.doctor.findings import Finding
from bot.errors import GlassboxError
from bot.integrity import has_sums, verify_sums
from bot.records.language import Utterance
from bot.retrieval.cache import verify_folder
from bot.retrieval.choice import EncoderChoice
from bot.retrieval.onnx_encoder import GRAPH_FILE
from bot.store.copies import inspect

_ROOM = 200 * 10**6
"""Bytes that should be free where the database grows."""

_PATIENCE = 2.0
"""Seconds within which an answer is due."""

_QUESTION = "you can't see inside open models"


def examine_machine(settings: Settings) -> list[Finding]:
    """All that can be told without Discord."""
    return [
        examine_disk(settings.database),
        examine_database(settings.database),
        examine_encoder(settings),
        examine_index(settings),
        examine_answer(settings),
    ]


def examine_disk(database: DatabaseAddress) -> Finding:
    """Whether there is room where the database is or will be. That of a PostgreSQL server is the server's."""
    if isinstance(database, PostgresAddress):
        return Finding("disk", fine=True, text="the database is on a PostgreSQL server: watch the disk there")
    place = next(folder for folder in database.resolve().parents if folder.exists())
    free = shutil.disk_usage(place).free
    told = f"{free / 10**6:,.0f} MB free at {place}"
    if free < _ROOM:
        return Finding("disk", fine=False, text=f"only {told}: make room, {_ROOM / 10**6:.0f} MB at least.")
    return Finding("disk", fine=True, text=told)


def examine_database(database: DatabaseAddress) -> Finding:
    """Whether the database is whole and can be written; one that is not there yet is made at the first start."""
    if isinstance(database, PostgresAddress):
        return _examine_server(database)
    place = next(folder for folder in database.resolve().parents if folder.exists())
    if not os.access(place, os.W_OK):
        return Finding("database", fine=False, text=f"the folder {place} cannot be written: mend its rights.")
    if not database.exists():
        return Finding("database", fine=True, text=f"none yet; the first start makes {database}")
    if not os.access(database, os.W_OK):
        return Finding("database", fine=False, text=f"{database} cannot be written: mend its rights.")
    try:
        version = inspect(database)
    except GlassboxError as error:
        return Finding("database", fine=False, text=str(error))
    return Finding("database", fine=True, text=f"{database} is whole (tables of version {version})")


def _examine_server(database: PostgresAddress) -> Finding:
    try:
        version = inspect(database)
    except GlassboxError as error:
        return Finding("database", fine=False, text=str(error))
    told = f"answers (tables of version {version})" if version else "answers; the first start makes the tables"
    return Finding("database", fine=True, text=f"{database} {told}")


def examine_encoder(settings: Settings) -> Finding:
    """The published checksum where the encoder is installed; of an exported one, that it is whole and which it is."""
    choice = EncoderChoice(settings.encoder)
    try:
        exported = locate(settings).encoder
        verify_folder(exported)
        verify_sums(settings.data, (exported,), whole=True)
        published = _verify_published(choice)
        with (exported / GRAPH_FILE).open("rb") as file:
            checksum = hashlib.file_digest(file, "sha256").hexdigest()[:12]
    except (GlassboxError, OSError) as error:
        return Finding("encoder", fine=False, text=str(error))
    return Finding("encoder", fine=True, text=f"{choice.name}{published}, exported as {checksum}")


def _verify_published(choice: EncoderChoice) -> str:
    """That the installed encoder is the published one; a serving installation has only what was exported from it."""
    if not choice.is_default or find_spec("sentence_transformers") is None:
        return ""
    choice.locate()
    return " has the published checksum"


def examine_index(settings: Settings) -> Finding:
    """Whether what was built fits the knowledge, the encoder and the code as they are now."""
    try:
        places = locate(settings)
        for folder in places.all:
            verify_folder(folder)
        verify_sums(settings.data, places.all, whole=True)
    except (GlassboxError, OSError) as error:
        return Finding("index", fine=False, text=str(error))
    told = "every byte as it was built" if has_sums(settings.data) else "told by size: built before checksums were kept"
    return Finding("index", fine=True, text=f"fresh, {told} ({places.passages.name})")


def examine_answer(settings: Settings) -> Finding:
    """Whether a question is answered, and how fast; the first answer of a start pays for loading."""
    started = time.perf_counter()
    try:
        with open_assistant(settings) as assistant:
            assistant.answer_now(Utterance(text=_QUESTION))
            loaded = time.perf_counter()
            answer = assistant.answer_now(Utterance(text=_QUESTION))
            answered = time.perf_counter()
    except (GlassboxError, OSError) as error:
        return Finding("answer", fine=False, text=str(error))
    told = f"{(answered - loaded) * 1000:.0f} ms, after {loaded - started:.1f} s of loading"
    if answer.kind == "error":
        return Finding("answer", fine=False, text=f"{answer.headline} Look at the log.")
    if answered - loaded > _PATIENCE:
        return Finding("answer", fine=False, text=f"{told}: give the machine more processor time.")
    return Finding("answer", fine=True, text=told)
