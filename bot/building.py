"""Builds what serving needs: the exported encoder, the trained heads and the index, each a fingerprinted cache."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from bot.config import Settings
from bot.corpus.entries import list_entries
from bot.corpus.fingerprint import fingerprint_knowledge
from bot.corpus.loading import inspect_knowledge, load_bank
from bot.errors import GlassboxError, IndexMissing, KnowledgeError
from bot.integrity import has_sums, verify_sums, write_sums
from bot.places import BANK_FILE, fingerprint_code, locate_index, read_bank
from bot.records.bank import Bank
from bot.retrieval.cache import join_fingerprint, remove_others, verify_folder, write_folder
from bot.retrieval.choice import EncoderChoice
from bot.retrieval.encoders import Vectors
from bot.retrieval.onnx_encoder import OnnxEncoder
from bot.retrieval.searching import Retriever
from bot.understanding.heads import Heads
from bot.understanding.recogniser import Recogniser
from bot.understanding.shipped import ShippedRecogniser

if TYPE_CHECKING:
    from bot.retrieval.sentence_encoder import SentenceEncoder
    from bot.retrieval.tracing import TunedLayers

_HEADS_FILE = "heads.npz"

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""

_BATCH = 64


class Places(NamedTuple):
    """Where the caches for these settings and this knowledge are, whether built or not."""

    encoder: Path
    heads: Path
    passages: Path

    @property
    def all(self) -> tuple[Path, ...]:
        return (self.encoder, self.heads, self.passages)


class Library(NamedTuple):
    """Everything that answering needs, loaded."""

    bank: Bank
    encoder: OnnxEncoder
    retriever: Retriever
    recogniser: Recogniser


class BuildReport(NamedTuple):
    """What a build did. `changed` is False where everything was there already."""

    changed: bool
    entries: int
    claims: int
    models: int


def locate(settings: Settings) -> Places:
    """Return the folders that fit encoder, knowledge and code; any change names other folders."""
    encoder = EncoderChoice(settings.encoder).identity
    shipped = _shipped(settings)
    tuned = shipped.report.model_dump_json() if shipped.report and shipped.fits(encoder) else "untuned"
    code = fingerprint_code()
    of_exemplars = _fingerprint_exemplars(settings)
    return Places(
        encoder=settings.data / "encoder" / join_fingerprint(encoder, tuned, code),
        heads=settings.data / "heads" / join_fingerprint(encoder, of_exemplars, code),
        passages=locate_index(settings),
    )


def _shipped(settings: Settings) -> ShippedRecogniser:
    return ShippedRecogniser(settings.knowledge / "recogniser")


def _fingerprint_exemplars(settings: Settings) -> str:
    folder = settings.knowledge / "exemplars"
    return fingerprint_knowledge(folder) if folder.is_dir() else "none"


def load_library(settings: Settings) -> Library:
    """Load what `build` wrote. Raises IndexMissing where anything is absent, stale or damaged."""
    places = locate(settings)
    for folder in places.all:
        verify_folder(folder)
    verify_sums(settings.data, places.all, whole=False)
    bank = read_bank(places.passages)
    encoder = OnnxEncoder(places.encoder, settings.encoder_threads)
    tuned = _shipped(settings).load_tuned(EncoderChoice(settings.encoder).identity)
    recogniser = Recogniser(Heads.load(places.heads / _HEADS_FILE), tuned)
    return Library(bank, encoder, Retriever.load(places.passages), recogniser)


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
    from bot.retrieval.sentence_encoder import SentenceEncoder  # noqa: PLC0415  (torch costs seconds)

    progress("loading the encoder", 0, 1)
    encoder = SentenceEncoder(EncoderChoice(settings.encoder))
    progress("loading the encoder", 1, 1)
    _build_encoder(encoder, settings, places.encoder, progress)
    _build_heads(encoder, settings, bank, places.heads, progress)
    texts = [entry.text for entry in entries]
    vectors = _encode(encoder.encode_passages, texts, "embedding passages", progress)
    with write_folder(places.passages) as folder:
        Retriever.build(entries, vectors).save(folder)
        served = bank.model_copy(update={"exemplars": ()})
        (folder / BANK_FILE).write_bytes(served.model_dump_json().encode())
    for place in places.all:
        remove_others(place)
    write_sums(settings.data, places.all)
    verify_sums(settings.data, places.all, whole=True)
    return report


def _drop_damaged(data: Path, places: Places) -> None:
    """Take away what is not as it was built, so that it is built again. A damaged list of checksums names nothing."""
    for place in places.all:
        try:
            verify_sums(data, (place,), whole=True)
        except IndexMissing:
            shutil.rmtree(place, ignore_errors=True)


def _build_encoder(encoder: SentenceEncoder, settings: Settings, folder: Path, progress: Progress) -> None:
    """Export the encoder, with the shipped recogniser's layers if they belong to it."""
    from bot.retrieval.exporting import export_encoder  # noqa: PLC0415  (torch costs seconds)

    if _is_whole(folder):
        return
    progress("exporting the encoder", 0, 1)
    tuned = _shipped(settings).load_layers(EncoderChoice(settings.encoder).identity)
    with write_folder(folder) as target:
        export_encoder(encoder, settings.encoder, target, tuned)
    progress("exporting the encoder", 1, 1)


def _build_heads(encoder: SentenceEncoder, settings: Settings, bank: Bank, folder: Path, progress: Progress) -> None:
    """Take the shipped linear heads where they were trained from these exemplars, else train them here."""
    if _is_whole(folder):
        return
    shipped = _shipped(settings)
    identity = EncoderChoice(settings.encoder).identity
    with write_folder(folder) as target:
        if shipped.is_fresh(identity, _fingerprint_exemplars(settings)):
            shutil.copyfile(shipped.linear_file, target / _HEADS_FILE)
        else:
            heads = _train_heads(encoder, bank, shipped.load_layers(identity), progress)
            heads.save(target / _HEADS_FILE)


def _train_heads(encoder: SentenceEncoder, bank: Bank, tuned: TunedLayers | None, progress: Progress) -> Heads:
    """Linear heads over what the recogniser will read: the layers that it shares, or the embedding where none is."""
    from bot.retrieval.tracing import list_layers  # noqa: PLC0415  (torch costs seconds)
    from bot.training.linear import train_heads  # noqa: PLC0415  (scikit-learn is for building)

    def encode(texts: list[str]) -> Vectors:
        return encoder.encode_surfaces(texts, len(list_layers(tuned))) if tuned else encoder.encode_questions(texts)

    texts = [exemplar.text for exemplar in bank.exemplars]
    vectors = _encode(encode, texts, "embedding exemplars", progress)
    progress("training the recogniser", 0, 1)
    heads = train_heads(bank.exemplars, vectors)
    progress("training the recogniser", 1, 1)
    return heads


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
