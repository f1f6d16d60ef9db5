"""Where the built index stands for these settings, and the bank in it: light enough for look-ups by name."""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from bot.config import Settings
from bot.corpus.fingerprint import fingerprint_knowledge
from bot.errors import IndexMissing
from bot.records.bank import Bank
from bot.retrieval.cache import join_fingerprint
from bot.retrieval.choice import EncoderChoice
from bot.understanding.shipped import ShippedRecogniser

BANK_FILE = "bank.json"

_ROOMS = ("records", "corpus", "retrieval")


def locate_recogniser(settings: Settings) -> ShippedRecogniser:
    """The trained recogniser that comes with the knowledge."""
    return ShippedRecogniser(settings.knowledge / "recogniser")


def identify_recogniser(settings: Settings) -> str:
    """A text that changes with the encoder and with the layers tuned for it."""
    encoder = EncoderChoice(settings.encoder).identity
    shipped = locate_recogniser(settings)
    return shipped.report.model_dump_json() if shipped.report and shipped.fits(encoder) else encoder


def locate_index(settings: Settings) -> Path:
    """The folder of the index that fits encoder, knowledge and code, whether built or not."""
    knowledge = fingerprint_knowledge(settings.knowledge)
    return settings.data / "index" / join_fingerprint(identify_recogniser(settings), knowledge, fingerprint_code())


def fingerprint_code() -> str:
    """A hash over the code that decides what is in the caches, as it was when this was first asked for: a program that
    is exchanged while it runs still reads and writes what it did. Line endings make no difference."""
    return _hash_rooms(Path(__file__).parent)


@cache
def _hash_rooms(program: Path) -> str:
    return _hash_files(path for room in _ROOMS for path in sorted((program / room).glob("*.py")))


def fingerprint_program() -> str:
    """A hash over the whole program as it is on disk; another one where it cannot be read."""
    program = Path(__file__).parent
    try:
        return _hash_files(sorted(program.rglob("*.py")))
    except OSError:
        return ""


def _hash_files(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def read_bank(folder: Path) -> Bank:
    """The bank as `build` wrote it. Raises IndexMissing where it is absent or damaged."""
    try:
        return Bank.model_validate_json((folder / BANK_FILE).read_bytes())
    except (OSError, ValueError) as error:
        raise IndexMissing("The index is missing or damaged: run `glassbox build`.") from error
