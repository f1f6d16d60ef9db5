"""The trained recogniser as it ships in `knowledge/recogniser/`: where its files are and whether they fit."""

import hashlib
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from bot.errors import EncoderError, IndexMissing
from bot.records.base import Record
from bot.understanding.heads import HEADS_FILE, Heads

_LAYERS_FILE = "layers.npz"
_REPORT_FILE = "report.json"


class TrainingReport(Record):
    """What the recogniser was trained from. It fits only the same encoder; other lines make it stale.

    `weights` is a hash of what came out: two trainings from the same lines may still differ.
    """

    encoder: str
    lines_fingerprint: str
    lines: int
    topics: int
    weights: str = ""


class ShippedRecogniser:
    """The files of one trained recogniser."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def report(self) -> TrainingReport | None:
        """What it was trained from, or None where there is none or it cannot be read."""
        try:
            return TrainingReport.model_validate_json((self._folder / _REPORT_FILE).read_bytes())
        except (OSError, ValidationError):
            return None

    def fits(self, encoder: str) -> bool:
        """Whether it was trained with this encoder."""
        report = self.report
        return report is not None and report.encoder == encoder

    def is_fresh(self, encoder: str, lines_fingerprint: str) -> bool:
        """Whether it was trained from exactly these lines with this encoder."""
        report = self.report
        return report is not None and (report.encoder, report.lines_fingerprint) == (encoder, lines_fingerprint)

    def load_heads(self, encoder: str) -> Heads:
        """The heads. Raises EncoderError where they were trained with another encoder, IndexMissing where damaged."""
        if not self.fits(encoder):
            raise EncoderError(
                f"The recogniser was not trained with the encoder {encoder}: run `glassbox train`, which takes an hour "
                "or two, or leave GLASSBOX_ENCODER out for the shipped one."
            )
        return Heads.load(self._folder / HEADS_FILE)

    def load_layers(self, encoder: str) -> dict[str, NDArray[np.float16]] | None:
        """The tuned layers' parameters by name, None for another encoder. Raises IndexMissing where damaged."""
        if not self.fits(encoder):
            return None
        try:
            with np.load(self._folder / _LAYERS_FILE, allow_pickle=False) as arrays:
                return {name: arrays[name] for name in arrays.files}
        except (OSError, ValueError) as error:
            raise IndexMissing("The tuned layers are missing or damaged: run `glassbox train`.") from error

    def save(self, layers: dict[str, NDArray[np.float16]], heads: Heads, report: TrainingReport) -> None:
        """Write all parts; the report comes last, so that a half-written recogniser is not taken for whole."""
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / _REPORT_FILE).unlink(missing_ok=True)
        with (self._folder / _LAYERS_FILE).open("wb") as file:
            np.savez_compressed(file, **cast("dict[str, Any]", layers))
        heads.save(self._folder / HEADS_FILE)
        digest = hashlib.sha256()
        for name in (_LAYERS_FILE, HEADS_FILE):
            digest.update((self._folder / name).read_bytes())
        written = report.model_copy(update={"weights": digest.hexdigest()[:20]})
        (self._folder / _REPORT_FILE).write_text(written.model_dump_json(indent=1) + "\n", encoding="utf-8")
