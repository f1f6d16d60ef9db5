"""`glassbox train`: from the lines to the recogniser and the judge that ship."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.building import build, load_library
from bot.catalogue import Catalogue
from bot.config import Settings
from bot.corpus.fingerprint import fingerprint_folder
from bot.corpus.lines import load_opinions, load_pile
from bot.corpus.loading import load_bank
from bot.desks.house import DeskHouse
from bot.errors import IndexMissing
from bot.judge.ranker import Ranker
from bot.retrieval.caching import QuestionCache
from bot.retrieval.choice import EncoderChoice
from bot.retrieval.sentence_encoder import SentenceEncoder
from bot.training.deep import train_deep
from bot.training.examples import is_for_judge, list_examples, list_pairs
from bot.training.following import list_following, list_joined
from bot.training.joining import join_lines
from bot.training.lists import Lister
from bot.training.mixing import mix_layers
from bot.training.passages import list_asked, train_passages
from bot.training.ranking import train_ranker
from bot.training.refitting import refit_heads
from bot.training.tuning import Lines, list_labels, read_layers, tune
from bot.training.words import train_words
from bot.understanding.heads import DenseHeads, Heads
from bot.understanding.reading import Reader
from bot.understanding.segments import split_message
from bot.understanding.shipped import ShippedRecogniser, TrainingReport

Progress = Callable[[str, int, int], None]


def train(settings: Settings, progress: Progress, *, heads_only: bool = False) -> TrainingReport:
    """Train recogniser and judge, an hour on two cores, two where there is none to go on from. A recogniser that fits
    these lines already is kept, so that a run that was broken off goes on with the judge. `heads_only` keeps the tuned
    layers."""
    shipped = ShippedRecogniser(_locate(settings))
    identity = EncoderChoice(settings.encoder).identity
    report = shipped.report
    if report is None or not shipped.is_fresh(identity, _fingerprint(settings)):
        report = refit_recogniser(settings, progress) if heads_only else train_recogniser(settings, progress)
    build(settings, progress)
    train_judge(settings, progress)
    return report


def train_judge(settings: Settings, progress: Progress) -> None:
    """Train the ranker on what the desks propose: first on lines that stand alone, then on messages of several parts
    and on dialogues too. Its temperature is set on the opinions of the development pile.

    The parts of messages are read by the judge that ships, where there is one: the first knows no line that leans on
    another, and read 3 of 49 messages in full where that one reads 22.
    """
    library = load_library(settings)
    names = Catalogue(library.bank).names
    reader = Reader(QuestionCache(library.encoder), library.heads, library.retriever, names)
    lister = Lister(library.bank, reader, DeskHouse(library.bank, names))
    pile = load_pile(settings.knowledge / "lines" / "train")
    lines = [line for line in pile.lines if is_for_judge(line)]
    lists = list(lister.list_lines(lines, lambda done: progress("asking the desks", done + 1, len(lines))))
    progress("training the judge", 0, 2)
    first = train_ranker(lists)
    progress("training the judge", 1, 2)
    knowing = _load_judge(settings) or first
    parted = [line for line in lines if len(split_message(line.text)) > 1]
    lists += lister.list_parted(parted, knowing)
    lists += lister.list_parts(pile.messages)
    lists += lister.list_messages([*pile.messages, *join_lines(lines)], knowing)
    lists += lister.list_turns(pile.dialogues, first)
    lists += lister.list_threads(pile.threads)
    opinions = lister.list_lines(load_opinions(settings.knowledge / "lines" / "development"), lambda _done: None)
    train_ranker(lists, list(opinions)).save(_locate(settings))
    progress("training the judge", 2, 2)


def _load_judge(settings: Settings) -> Ranker | None:
    try:
        return Ranker.load(_locate(settings))
    except IndexMissing:
        return None


def _locate(settings: Settings) -> Path:
    return settings.knowledge / "recogniser"


def _fingerprint(settings: Settings) -> str:
    return fingerprint_folder(settings.knowledge / "lines" / "train")


def train_recogniser(settings: Settings, progress: Progress) -> TrainingReport:
    """Tune the encoder's layers, from those in the knowledge folder where there are any, and fit the heads to what is
    kept of them."""
    bank = load_bank(settings.knowledge)
    pile = load_pile(settings.knowledge / "lines" / "train")
    examples = list_examples(bank, pile)
    choice = EncoderChoice(settings.encoder)
    shipped = ShippedRecogniser(_locate(settings))
    layers = shipped.load_layers(choice.identity)
    before = shipped.load_heads(choice.identity) if layers else None
    pairs = list_pairs(bank, pile.lines, list_following(bank, pile))
    lines = Lines([*examples, *list_joined(bank, pile)], pairs, list_asked(bank, pile))
    tuned = tune(SentenceEncoder(choice, layers), lines, progress, before)
    published = read_layers(SentenceEncoder(choice).model[0].auto_model)
    return _fit_heads(settings, progress, mix_layers(published, tuned.layers), tuned.heads)


def refit_recogniser(settings: Settings, progress: Progress) -> TrainingReport:
    """Fit the heads to the lines as they are now, on the layers that ship, in minutes. Raises EncoderError where the
    recogniser that ships is of another encoder."""
    identity = EncoderChoice(settings.encoder).identity
    shipped = ShippedRecogniser(_locate(settings))
    before, layers = shipped.load_heads(identity), shipped.load_layers(identity) or {}
    return _fit_heads(settings, progress, layers, before.dense)


def _fit_heads(
    settings: Settings, progress: Progress, layers: dict[str, NDArray[np.float16]], before: DenseHeads
) -> TrainingReport:
    """Fit all heads on some layers, the dense ones from those of before, and write everything down."""
    bank = load_bank(settings.knowledge)
    pile = load_pile(settings.knowledge / "lines" / "train")
    examples = list_examples(bank, pile)
    lines, labels = [*examples, *list_joined(bank, pile)], list_labels(examples)
    choice = EncoderChoice(settings.encoder)
    encoder = SentenceEncoder(choice, layers)
    progress("fitting the heads", 0, 4)
    dense = refit_heads(encoder.model[0].auto_model, encoder.encode_questions, lines, labels, before)
    progress("fitting the heads", 1, 4)
    deep = train_deep(lines, labels, encoder.encode_questions, SentenceEncoder(choice).encode_questions)
    progress("fitting the heads", 2, 4)
    words = train_words(examples, labels)
    progress("fitting the heads", 3, 4)
    heads = Heads(dense, deep, words, train_passages(bank, pile, encoder.encode_questions))
    progress("fitting the heads", 4, 4)
    return _save(settings, layers, heads, len(examples))


def _save(settings: Settings, layers: dict[str, NDArray[np.float16]], heads: Heads, lines: int) -> TrainingReport:
    report = TrainingReport(
        encoder=EncoderChoice(settings.encoder).identity,
        lines_fingerprint=_fingerprint(settings),
        lines=lines,
        topics=len(heads.words.topics),
    )
    ShippedRecogniser(_locate(settings)).save(layers, heads, report)
    return report
