"""What a record's own texts say about its name: its words, makers and figures."""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from bot.records.models import Family, ModelRecord
from bot.understanding.nametable import write_name
from bot.understanding.pieces import read_name
from bot.understanding.sizes import Figures, read_figures
from bot.understanding.words import BASES, OWN_STOP, PACKAGING, TIERS


class KnownModel(NamedTuple):
    """A record as its texts describe it. `needed` are words of its name without which a family's name does not reach
    it: Qwen-Image is no 'Qwen 20B'. `proper` are the words of its name, `makers` those of its developer."""

    id: str
    family: str
    words: frozenset[str]
    proper: frozenset[str]
    pairs: frozenset[tuple[str, ...]]
    makers: frozenset[str]
    needed: frozenset[str]
    generations: frozenset[str]
    figures: Figures
    released: str

    @property
    def is_base(self) -> bool:
        """Whether others build their models upon this one's family."""
        return self.family in BASES

    @property
    def is_first(self) -> bool:
        """Whether a bare name of the family may mean this one: its name has no version beyond 1 and no word more."""
        return not self.needed and not self.figures.is_later


def know_model(model: ModelRecord, families: Iterable[Family]) -> KnownModel:
    """Read what a record's own texts say about its name."""
    texts = (model.name, model.id.replace("-", " "), *model.aliases, model.parameters)
    stems = {piece.text for family in families for name in family.aliases for piece in read_name(name).pieces}
    makers = _read_makers(model.developer)
    first = _read_words(model.name.split("(")[0].split(" / ")[0])
    return KnownModel(
        id=model.id,
        family=model.family,
        words=frozenset(word for text in texts for word in _read_words(text)) - OWN_STOP,
        proper=_read_words(model.name),
        pairs=frozenset(pair for name in (model.name, *model.aliases) for pair in _read_pairs(name)),
        makers=makers,
        needed=first - stems - makers - TIERS - PACKAGING - OWN_STOP,
        generations=frozenset(
            figure
            for text in (model.name, *model.aliases)
            for figure in _read_generations(text, stems & _read_words(model.name))
        ),
        figures=read_figures(model),
        released=model.released,
    )


def _read_words(text: str) -> frozenset[str]:
    return frozenset(piece.text for piece in read_name(text).pieces if piece.kind == "word")


def _read_makers(developer: str) -> frozenset[str]:
    """The words of the first maker's name, and those that hold a figure as they are shown: 'ai2' beside ai and 2.
    NVIDIA's NeMo is no Mistral NeMo."""
    words = (read_name(word).pieces for word in developer.split(" / ", maxsplit=1)[0].split())
    texts = [[piece.text for piece in pieces] for pieces in words]
    return frozenset((*(text for word in texts for text in word), *(write_name(word) for word in texts if word)))


def _read_pairs(text: str) -> Iterable[tuple[str, ...]]:
    texts = [piece.text for piece in read_name(text).pieces]
    return pairwise(texts)


def _read_generations(text: str, stems: set[str]) -> Iterable[str]:
    """The figures behind the family's name in a name."""
    is_behind = False
    for piece in read_name(text).pieces:
        if is_behind and piece.kind in {"figure", "version"}:
            yield piece.text
        is_behind = is_behind or piece.text in stems
