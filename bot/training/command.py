"""`glassbox train`: from the lines to the recogniser and the judge that ship."""

from collections.abc import Callable

from bot.config import Settings
from bot.corpus.fingerprint import fingerprint_folder
from bot.corpus.lines import load_pile
from bot.corpus.loading import load_bank
from bot.retrieval.choice import EncoderChoice
from bot.retrieval.sentence_encoder import SentenceEncoder
from bot.training.examples import list_examples, list_pairs
from bot.training.tuning import list_labels, tune
from bot.training.words import train_words
from bot.understanding.heads import Heads
from bot.understanding.shipped import ShippedRecogniser, TrainingReport

Progress = Callable[[str, int, int], None]


def train_recogniser(settings: Settings, progress: Progress) -> TrainingReport:
    """Tune the encoder's layers with their heads and write them into the knowledge folder."""
    bank = load_bank(settings.knowledge)
    pile = load_pile(settings.knowledge / "lines" / "train")
    examples = list_examples(bank, pile)
    choice = EncoderChoice(settings.encoder)
    tuned = tune(SentenceEncoder(choice), examples, list_pairs(bank, pile.lines), progress)
    words = train_words(examples, list_labels(examples))
    report = TrainingReport(
        encoder=choice.identity,
        lines_fingerprint=fingerprint_folder(settings.knowledge / "lines" / "train"),
        lines=len(examples),
        topics=len(words.topics),
    )
    ShippedRecogniser(settings.knowledge / "recogniser").save(tuned.layers, Heads(tuned.heads, words), report)
    return report
