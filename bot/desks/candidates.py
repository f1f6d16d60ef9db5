"""What desks propose: readings of a line, each a sentence that the speaker would have meant, with the way to answer."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple, Protocol

from bot.records.answers import Answer
from bot.records.base import Slug, Stance
from bot.records.focus import Focus, Subject
from bot.records.language import Depth
from bot.retrieval.lexical import split_words
from bot.understanding.reading import Reading

Compose = Callable[[float, Depth], Answer]
"""Writes the answer, given how sure the judge is and how much is wanted."""


_TEXTS_KEPT = 8192
"""Texts of the bank whose words are kept: the same ones are proposed for line after line."""


@lru_cache(_TEXTS_KEPT)
def list_words(text: str) -> frozenset[str]:
    """The words of a text of the bank, in the form in which a reading has those of its line."""
    return frozenset(split_words(text))


class Clues(NamedTuple):
    """What a desk measured of a candidate, for the judge to weigh.

    `cosine` and `score` are the best match of the record's texts by meaning, and with words; of a list `score`
    grows with the models on it; `place` is the rank among the desk's own candidates from 0; `fit` from 0 to 1 says
    how plainly the line has the form that this candidate answers; `filled` counts the slots that were filled from
    the focus; `foreign` is 1 where the line names models that the candidate is not about; `context` is the best
    match by meaning of the line and what was spoken of before it together; `denied` is the share of the words by
    which the line says what the candidate says that are under a negation of their own, a half where it has none;
    `beside` counts families that the candidate is about beside those that the line names; `recalled` and
    `recalled_after` are the probabilities that the head which knows the passages gives to this one, for the line
    and for both together.
    """

    cosine: float = 0.0
    score: float = 0.0
    place: int = 0
    fit: float = 0.0
    filled: int = 0
    foreign: int = 0
    context: float = 0.0
    denied: float = 0.5
    beside: int = 0
    recalled: float = 0.0
    recalled_after: float = 0.0


class Candidate(NamedTuple):
    """One reading of a line.

    `key` tells candidates of a desk apart, apart from their stance; `topic` is the heads' name for this kind of line;
    `presumes` is what the speaker says or asks if this is the right answer, `label` what the bank holds on it, as it is
    offered; `compose` writes the answer, `restate` the same where the reading is unsure: it names the sentence that it
    answers and takes no side for the speaker's, `leave_open` the same where only that side is unsure; `words` are those
    that the reading accounts for. Candidates that share a `matter` say or ask the same: a claim about a family, the
    verdict on it from the records, that part of its card; those that share a `group` tell more or less of the same
    thing: a model's card and one part of it. What is wanted `at_length` is not cut to one breath.
    """

    desk: str
    key: str
    topic: str
    presumes: str
    label: str
    compose: Compose
    stance: Stance | None = None
    about: tuple[Slug, ...] = ()
    words: frozenset[str] = frozenset()
    clues: Clues = Clues()
    subject: Subject = Subject()
    group: str | None = None
    matter: str | None = None
    restate: Compose | None = None
    at_length: bool = False
    leave_open: Compose | None = None

    @property
    def name(self) -> str:
        """What tells it apart from every other candidate of a line: 'claims|cant-see-inside|denies'."""
        return f"{self.desk}|{self.key}|{self.stance or ''}"


def merge(one: Candidate, other: Candidate) -> Candidate:
    """The same reading found in two ways: what speaks for it in either; what the line says itself is not filled."""
    first, second = one.clues, other.clues
    clues = Clues(
        cosine=max(first.cosine, second.cosine),
        score=max(first.score, second.score),
        place=min(first.place, second.place),
        fit=max(first.fit, second.fit),
        filled=min(first.filled, second.filled),
        foreign=min(first.foreign, second.foreign),
        context=max(first.context, second.context),
        denied=first.denied,
        beside=min(first.beside, second.beside),
        recalled=max(first.recalled, second.recalled),
        recalled_after=max(first.recalled_after, second.recalled_after),
    )
    return one._replace(clues=clues, words=one.words | other.words)


class Desk(Protocol):
    """One place that proposes answers. Recall is its only duty: the judge decides."""

    def propose(self, reading: Reading, focus: Focus | None, /) -> Iterable[Candidate]:
        """Every way in which this desk could answer the line, few and cheap."""
        ...
