"""Chooses the record that a name means together with parts that stand apart from it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from bot.records.bank import Bank
from bot.records.language import ModelMention
from bot.understanding.apart import find_parts, is_code
from bot.understanding.kinship import Kinship
from bot.understanding.known import KnownModel
from bot.understanding.nametable import write_name
from bot.understanding.pieces import Piece, read_name
from bot.understanding.words import EVERYDAY, GRAND, PACKAGING, PRODUCTS, TIERS

_SHORTEST_WORD = 5
"""Letters of a word that tells a maker's model wherever it stands in a line."""

_SHORTEST_MAKER = 3


class Bearers:
    """Knows which records of a family or a maker bear a part of a name."""

    def __init__(self, bank: Bank, kinship: Kinship, everyday: frozenset[str]) -> None:
        """`everyday` are words that are no part of a name."""
        self._everyday = everyday | EVERYDAY | PACKAGING
        self._known = {model.id: kinship.know(model.id) for model in bank.models}
        self._of_maker: dict[str, list[KnownModel]] = defaultdict(list)
        firsts = {read_name(developer).pieces[0].text for developer in bank.developers}
        for model in self._known.values():
            for word in model.makers:
                is_telling = word not in self._everyday or (word in firsts and word not in EVERYDAY)
                if len(word) >= _SHORTEST_MAKER and is_telling:
                    self._of_maker[word].append(model)

    def narrow(
        self, pieces: Sequence[Piece], span: tuple[int, int], taken: frozenset[int], mention: ModelMention
    ) -> ModelMention | str:
        """The mention with what stands apart from it, or the name as typed where no record is that version or size."""
        start, end = span
        pool = self._list_pool(pieces[start:end], mention)
        parts = find_parts(pieces, start, end, taken, lambda word: self._is_borne(word, pool))
        if not parts.pieces:
            return self._narrow_by_maker(pieces, span, mention)
        best = _find_bearers(pool, parts.pieces)
        name = write_name([piece.text for piece in (*pieces[start:end], *parts.pieces)])
        if not best:
            return name if parts.is_sure and mention.family else mention
        if len(best) == 1:
            return ModelMention(name=name, candidates=(best[0].id,))
        if not mention.family or len(best) == len(pool):
            return mention
        kept = tuple(one for one in mention.candidates if any(model.id == one for model in best))
        return mention.model_copy(update={"name": name, "candidates": kept})

    def find_by_maker(self, pieces: Sequence[Piece]) -> ModelMention | None:
        """The one model of a maker in a line that the line names a part of."""
        for place, piece in enumerate(pieces):
            pool = self._of_maker.get(piece.text, ())
            found = self._find_of(pieces, place, pool) if pool else None
            if found:
                return found
        return None

    def _find_of(self, pieces: Sequence[Piece], place: int, pool: Sequence[KnownModel]) -> ModelMention | None:
        end = place + 1
        while end < len(pieces) and all(pieces[end].text in model.makers for model in pool):
            end += 1
        parts = find_parts(pieces, place, end, (), lambda word: self._is_borne(word, pool)).pieces
        has_name = any(piece.kind == "word" for piece in parts)
        words = parts if has_name else tuple(piece for piece in pieces if self._is_telling(piece, pool))
        best = _find_bearers(pool, words) if words else []
        if len(best) != 1:
            return None
        return ModelMention(name=write_name([piece.text for piece in words]), candidates=(best[0].id,))

    def _is_telling(self, piece: Piece, pool: Sequence[KnownModel]) -> bool:
        """Whether a word is so much that of one model that it tells it away from the maker's name too."""
        if piece.kind != "word" or len(piece.text) < _SHORTEST_WORD or piece.text in self._everyday:
            return False
        return sum(piece.text in model.needed for model in pool) == 1

    def _is_borne(self, word: str, pool: Iterable[KnownModel]) -> bool:
        if word in EVERYDAY | PACKAGING:
            return False
        is_plain = word in self._everyday and word not in TIERS | GRAND | PRODUCTS
        return any(word in (model.needed if is_plain else model.words) for model in pool)

    def _list_pool(self, name: Sequence[Piece], mention: ModelMention) -> list[KnownModel]:
        """The records that a name may mean; of a record's name those of its family that have all of it."""
        if mention.family or len(mention.candidates) > 1:
            return [self._known[one] for one in mention.candidates]
        own = self._known[mention.model]
        return [model for model in self._known.values() if model.family == own.family and _has_all(model, name)]

    def _narrow_by_maker(self, pieces: Sequence[Piece], span: tuple[int, int], mention: ModelMention) -> ModelMention:
        """'the OLMo by AMD': the one member whose maker is named, where the others have another."""
        if not mention.family:
            return mention
        beside = {piece.text for piece in (*pieces[: span[0]], *pieces[span[1] :])}
        beside &= set(self._of_maker)
        made = [one for one in mention.candidates if beside & self._known[one].makers]
        return ModelMention(name=mention.name, candidates=tuple(made)) if len(made) == 1 else mention


def _has_all(model: KnownModel, name: Sequence[Piece]) -> bool:
    return all(
        piece.text in model.words
        if piece.kind == "word"
        else model.figures.has_size(piece.text)
        if piece.kind == "size"
        else piece.kind in {"figure", "version"} and model.figures.has_version(piece.text)
        for piece in name
    )


def _find_bearers(pool: Iterable[KnownModel], parts: Sequence[Piece]) -> list[KnownModel]:
    """The records that bear all parts, as far as nothing tells them apart."""
    typed = {piece.text for piece in parts}
    ranked = [(_rank(model, typed), model) for model in pool if _bears_all(model, parts)]
    best = min((rank for rank, _ in ranked), default=None)
    return [model for rank, model in ranked if rank == best]


def _rank(model: KnownModel, typed: set[str]) -> tuple[int, int, int]:
    """The lower, the nearer: words of the name that were not typed, sizes that are only spanned, dates not typed."""
    spanned = sum(text[-1] in "bmt" and text not in model.figures.sizes for text in typed if text[0].isdigit())
    dates = sum(figure.startswith("0") for figure in model.figures.versions - typed)
    return len(model.needed - typed - {"x"}), spanned, dates


def _bears_all(model: KnownModel, parts: Sequence[Piece]) -> bool:
    return all(_bears(model, parts, place) for place in range(len(parts)))


def _bears(model: KnownModel, parts: Sequence[Piece], place: int) -> bool:
    piece = parts[place]
    if piece.kind == "word":
        return _has_code(model, parts, place) if is_code(parts, place) else piece.text in model.words
    if piece.kind == "size":
        return model.figures.has_size(piece.text)
    if piece.kind == "active":
        return piece.text in model.figures.sizes or model.figures.has_size(piece.text[1:])
    is_joined = place > 0 and not piece.gap and is_code(parts, place - 1)
    return _has_code(model, parts, place) if is_joined else model.figures.has_version(piece.text)


def _has_code(model: KnownModel, parts: Sequence[Piece], place: int) -> bool:
    """Whether a letter and the figure joined to it stand so in a name of the record: 'm1', '3n'."""
    texts = [piece.text for piece in parts]
    return bool({tuple(texts[max(place - 1, 0) : place + 1]), tuple(texts[place : place + 2])} & model.pairs)
