"""The one entry of this room: a normalised line becomes a Reading, which every desk looks at."""

from functools import cached_property

from bot.records.entries import EntryKind, Hit
from bot.records.language import ModelMention
from bot.retrieval.encoders import QuestionEncoder
from bot.retrieval.lexical import split_words
from bot.retrieval.searching import Retriever
from bot.understanding.heads import Heads, Opinion
from bot.understanding.names import NameFinder, Names
from bot.understanding.text import keep_ends

_HITS = 40


class Reading:
    """One statement as read. Frozen: nothing is set after it was made, names are looked up when first asked for.

    `text` is what desks look at: of a very long line its ends, while names are looked for in all of it.
    """

    def __init__(self, line: str, opinion: Opinion, hits: tuple[Hit, ...], names: NameFinder) -> None:
        self.text = keep_ends(line)
        self._line = line
        self.opinion = opinion
        self.hits = hits
        self._finder = names

    @cached_property
    def lowered(self) -> str:
        return self.text.casefold()

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that carry content, in the form that the lexical index has them."""
        return frozenset(split_words(self.text))

    @cached_property
    def models(self) -> tuple[ModelMention, ...]:
        """Models and families that are named, in order."""
        return self._names.models

    @cached_property
    def unknown_models(self) -> tuple[str, ...]:
        """Names of the right shape that no record has."""
        return self._names.unknown

    @cached_property
    def is_name(self) -> bool:
        """Whether the line is the name of a model or a family and nothing else."""
        return self._names.alone

    @cached_property
    def _names(self) -> Names:
        return self._finder.find_models(self._line)

    @cached_property
    def licenses(self) -> tuple[str, ...]:
        return self._finder.find_licenses(self._line)

    @cached_property
    def terms(self) -> tuple[str, ...]:
        return self._finder.find_terms(self._line)

    def find_hits(self, *kinds: EntryKind) -> list[Hit]:
        """The records of some kinds that lie near, best first."""
        return [hit for hit in self.hits if hit.kind in kinds]


class Reader:
    """Reads lines with the names that a bank knows, trained heads and an index."""

    def __init__(self, encoder: QuestionEncoder, heads: Heads, retriever: Retriever, names: NameFinder) -> None:
        self._encoder = encoder
        self._heads = heads
        self._retriever = retriever
        self._names = names

    def read(self, line: str) -> Reading:
        """Read a normalised line."""
        vector, text = self._encoder.encode_question(line), keep_ends(line)
        hits = self._retriever.search(text, vector, _HITS)
        return Reading(line, self._heads.read(text, vector), tuple(hits), self._names)
