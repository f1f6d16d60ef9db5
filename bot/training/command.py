"""`glassbox train`: from the exemplars to the recogniser that ships."""

from collections.abc import Callable

import numpy as np

from bot.config import Settings
from bot.corpus.fingerprint import fingerprint_knowledge
from bot.corpus.loading import load_bank, load_calibration
from bot.retrieval.choice import EncoderChoice
from bot.retrieval.sentence_encoder import SentenceEncoder
from bot.training.linear import train_heads
from bot.training.lines import Line, as_exemplars, list_lines
from bot.training.network import TUNED_LAYERS
from bot.training.tuning import tune
from bot.understanding.shipped import ShippedRecogniser, TrainingReport

_BATCH = 64


def train(settings: Settings, progress: Callable[[str, int, int], None]) -> TrainingReport:
    """Train both kinds of heads and write them into the knowledge folder. Takes some 20 minutes on two cores."""
    bank = load_bank(settings.knowledge)
    lines = list_lines(bank)
    choice = EncoderChoice(settings.encoder)
    encoder = SentenceEncoder(choice)
    progress("embedding exemplars", 0, len(lines))
    starts = range(0, len(lines), _BATCH)
    texts = [line.text for line in lines]
    surfaces = np.concatenate(
        [encoder.encode_surfaces(texts[start : start + _BATCH], TUNED_LAYERS) for start in starts]
    )
    progress("embedding exemplars", len(lines), len(lines))
    linear = train_heads(as_exemplars(lines), surfaces)
    held_out = [
        Line(line.text, line.intent or "claim", line.claim, line.stance)
        for line in load_calibration(settings.knowledge)
    ]
    tuned = tune(encoder, lines, held_out, progress)
    report = TrainingReport(
        encoder=choice.identity,
        exemplars=fingerprint_knowledge(settings.knowledge / "exemplars"),
        lines=len(lines),
        claims=len({line.claim for line in lines if line.claim}),
    )
    ShippedRecogniser(settings.knowledge / "recogniser").save(tuned.layers, tuned.heads, linear, report)
    return report
