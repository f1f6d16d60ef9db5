"""Builds what serving needs: the exported encoder and the index, each a fingerprinted cache."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from bot.config import Settings
from bot.corpus.entries import list_entries
from bot.corpus.loading import inspect_knowledge, load_bank
from bot.errors import GlassboxError, IndexMissing, KnowledgeError
from bot.integrity import has_sums, verify_sums, write_sums
from bot.places import (
    BANK_FILE,
    fingerprint_code,
    identify_recogniser,
    locate_index,
    locate_recogniser,
    read_bank,
)
from bot.records.bank import Bank
from bot.retrieval.cache import join_fingerprint, remove_others, verify_folder, write_folder
from bot.retrieval.choice import EncoderChoice
from bot.retrieval.encoders import Vectors
from bot.retrieval.onnx_encoder import OnnxEncoder
from bot.retrieval.searching import Retriever
from bot.understanding.heads import Heads

if TYPE_CHECKING:
    from bot.retrieval.sentence_encoder import SentenceEncoder

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""

_BATCH = 64


class Places(NamedTuple):
    """Where the caches for these settings and this knowledge are, whether built or not."""

    encoder: Path
    passages: Path

    @property
    def all(self) -> tuple[Path, ...]:
        return (self.encoder, self.passages)


class Library(NamedTuple):
    """Everything that answering needs, loaded."""

    bank: Bank
    encoder: OnnxEncoder
    retriever: Retriever
    heads: Heads


class BuildReport(NamedTuple):
    """What a build did. `changed` is False where everything was there already."""

    changed: bool
    entries: int
    claims: int
    models: int


def locate(settings: Settings) -> Places:
    """Return the folders that fit encoder, recogniser, knowledge and code; any change names other folders."""
    recogniser = identify_recogniser(settings)
    return Places(
        encoder=settings.data / "encoder" / join_fingerprint(recogniser, fingerprint_code()),
        passages=locate_index(settings),
    )


def load_library(settings: Settings) -> Library:
    """Load what `build` wrote. Raises IndexMissing where anything is absent, stale or damaged."""
    places = locate(settings)
    for folder in places.all:
        verify_folder(folder)
    verify_sums(settings.data, places.all, whole=False)
    bank = read_bank(places.passages)
    encoder = OnnxEncoder(places.encoder, settings.encoder_threads)
    return Library(bank, encoder, Retriever.load(places.passages), Heads.open(places.encoder))


def is_built(settings: Settings) -> bool:
    """Whether everything is there and whole."""
    return all(_is_whole(folder) for folder in locate(settings).all)


def verify_built(settings: Settings) -> None:
    """Raise what `explain_missing` says unless everything is there and every byte as it was built."""
    places = locate(settings).all
    try:
        for folder in places:
            verify_folder(folder)
        verify_sums(settings.data, places, whole=True)
    except IndexMissing as error:
        raise explain_missing(settings, error) from error


def explain_missing(settings: Settings, error: IndexMissing) -> GlassboxError:
    """Why nothing fitting was found: the first faulty knowledge file, or what was changed since the last build."""
    _, faults = inspect_knowledge(settings.knowledge)
    if faults:
        return KnowledgeError(tuple(str(fault) for fault in faults))
    stale = [place for place in locate(settings).all if not place.exists()]
    if stale and any(folder.is_dir() for place in stale for folder in place.parent.glob("*")):
        return IndexMissing(
            "The index was built from other knowledge, or by another version of the program: run `glassbox build`, or "
            "copy the index here from where that runs."
        )
    return error


def build(settings: Settings, progress: Progress) -> BuildReport:
    """Build whatever is missing or stale. Raises KnowledgeError or EncoderError and leaves what was there."""
    bank = load_bank(settings.knowledge)
    entries = list_entries(bank)
    places = locate(settings)
    _drop_damaged(settings.data, places)
    report = BuildReport(not is_built(settings), len(entries), len(bank.claims), len(bank.models))
    if not report.changed:
        if not has_sums(settings.data):
            write_sums(settings.data, places.all)
        return report
    _try_writing(settings.data)
    from bot.retrieval.sentence_encoder import SentenceEncoder  # noqa: PLC0415  (torch costs seconds)

    progress("loading the encoder", 0, 1)
    choice = EncoderChoice(settings.encoder)
    encoder = SentenceEncoder(choice, locate_recogniser(settings).load_layers(choice.identity))
    progress("loading the encoder", 1, 1)
    _build_encoder(settings, encoder, places.encoder, progress)
    texts = [entry.text for entry in entries]
    vectors = _encode(encoder.encode_passages, texts, "embedding passages", progress)
    with write_folder(places.passages) as folder:
        Retriever.build(entries, vectors).save(folder)
        (folder / BANK_FILE).write_bytes(bank.model_dump_json().encode())
    for place in places.all:
        remove_others(place)
    write_sums(settings.data, places.all)
    verify_sums(settings.data, places.all, whole=True)
    return report


def _try_writing(data: Path) -> None:
    """Raise the OSError of a folder that cannot be written before a minute is spent on what would go there."""
    data.mkdir(parents=True, exist_ok=True)
    with TemporaryFile(dir=data):
        pass


def _drop_damaged(data: Path, places: Places) -> None:
    """Take away what is not as it was built, so that it is built again. A damaged list of checksums names nothing."""
    for place in places.all:
        try:
            verify_sums(data, (place,), whole=True)
        except IndexMissing:
            shutil.rmtree(place, ignore_errors=True)


def _build_encoder(settings: Settings, encoder: SentenceEncoder, folder: Path, progress: Progress) -> None:
    """Export the encoder and, beside it, the heads that were trained over it."""
    from bot.retrieval.exporting import export_encoder  # noqa: PLC0415  (torch costs seconds)
    from bot.retrieval.sentence_encoder import SentenceEncoder  # noqa: PLC0415

    if _is_whole(folder):
        return
    choice = EncoderChoice(settings.encoder)
    heads = locate_recogniser(settings).load_heads(choice.identity)
    progress("exporting the encoder", 0, 1)
    with write_folder(folder) as target:
        export_encoder(encoder, SentenceEncoder(choice), choice.name, target)
        heads.export(target)
    progress("exporting the encoder", 1, 1)


def _is_whole(folder: Path) -> bool:
    try:
        verify_folder(folder)
    except IndexMissing:
        return False
    return True


def _encode(encode: Callable[[list[str]], Vectors], texts: list[str], what: str, progress: Progress) -> Vectors:
    batches = []
    for start in range(0, len(texts), _BATCH):
        progress(what, start, len(texts))
        batches.append(encode(texts[start : start + _BATCH]))
    progress(what, len(texts), len(texts))
    return np.concatenate(batches)
