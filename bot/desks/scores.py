"""What the desk of models proposes where a line asks for a model's own figures in a benchmark."""

import re
from collections.abc import Iterator
from functools import partial

from bot.desks.benchmarks import find_benchmark
from bot.desks.candidates import Candidate, Clues, list_words
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.focus import Subject
from bot.records.language import Depth, ModelMention
from bot.replies.benchmarks import compose_scores, find_scores
from bot.understanding.reading import Reading

_BENCHMARKS = re.compile(r"\b(?:benchmarks?|scores?|scored|evals?)\b")


def propose_scores(bank: Bank, reading: Reading, mention: ModelMention, clues: Clues) -> Iterator[Candidate]:
    """The figures of the model meant, in the benchmark that the line names; nothing where its record has none."""
    benchmark = find_benchmark(bank, reading.lowered)
    if not (benchmark or _BENCHMARKS.search(reading.lowered)):
        return
    model = bank.model[mention.model]
    scores = find_scores(model, benchmark)
    if not scores:
        return
    names = " ".join(score.name for score in scores)
    yield Candidate(
        desk="models",
        key=f"{mention.model}/benchmarks",
        topic="model",
        label=f"what {model.name} scored",
        presumes=f"What did {model.name} score{f' on {benchmark}' if benchmark else ' in benchmarks'}?",
        compose=partial(_compose, bank, reading, mention.model, benchmark),
        about=mention.candidates,
        words=list_words(f"{mention.name} {names} score scored figure benchmark benchmarks real actual"),
        clues=clues._replace(fit=max(clues.fit, 1.0 if benchmark else 0.5)),
        subject=Subject(models=mention.candidates[:1]),
        group=mention.family or mention.model,
    )


def _compose(
    bank: Bank, reading: Reading, model: str, benchmark: str | None, confidence: float, _depth: Depth
) -> Answer:
    return compose_scores(bank, reading.text, model, benchmark, confidence)
