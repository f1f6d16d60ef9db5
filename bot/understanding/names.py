"""Finds models, licences and terms by the names people type: typos allowed, digits never bent."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.records.bank import Bank
from bot.records.base import Slug
from bot.records.language import ModelMention
from bot.understanding.generations import choose_generation
from bot.understanding.homonyms import drop_common_nouns
from bot.understanding.judging import NameJudge
from bot.understanding.kinship import FAMILY
from bot.understanding.matching import NameIndex, write_key
from bot.understanding.nametable import Mender, NameTable, split_atoms
from bot.understanding.pieces import Line, Piece, read_line, read_name
from bot.understanding.vocabulary import gather_words
from bot.understanding.words import EVERYDAY, GRAND, PACKAGING, PRODUCTS, TIERS

__all__ = ["NameFinder", "NameTable", "Names", "split_atoms"]


_ASIDE = re.compile(r" ?\([^()]*\)")
_COMMON = PACKAGING | TIERS | GRAND | PRODUCTS | EVERYDAY
"""Words of names that stand everywhere: no other word is mended into one of them."""

_NO_POINT = re.compile(r"(?<=[A-Za-z]{3})(-?\d)(\d)(?![\w.]*[\d.]|[A-Za-z])")
"""'qwen25' and 'gpt-35-turbo' are written without the point."""

_COMMA = re.compile(r"(?<=\d),(?=\d)")
"""'Medium 3,5' has the comma of other languages."""

_ALIKE = 0.6
"""The share of letters in place from which a name counts as like one that was typed: 'nemotrn', not 'midjourney' and
'Mistral NeMo'."""

_FEWEST_LETTERS = 4
"""Letters of a word that is told to be a name wherever it stands; shorter ones are words of some language."""


class Names(NamedTuple):
    """What a line names. `unknown` are names of the right shape that no record has; `alone` says that the line is one
    name and nothing else."""

    models: tuple[ModelMention, ...]
    unknown: tuple[str, ...]
    alone: bool


class NameFinder:
    """Knows every model, family, licence and term of a bank by name."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self._index = NameIndex([*_model_names(bank), *_parts_of_names(bank), *_family_names(bank)])
        self.prose = gather_words(bank)
        """The English that the bank is written in, word by word, in lower case."""
        self.name_words = _list_name_words(bank, self._index.words)
        """Words of four letters and more that names of models, makers and people are made of, in lower case."""
        self._mender = Mender(self._index.words - _COMMON, self.prose)
        self._judge = NameJudge(bank, self._index, self.prose)
        self._licenses = NameTable(
            (spelled, record.id)
            for record in bank.licenses
            for name in record.names
            for spelled in dict.fromkeys((name, name.replace("License", "licence")))
        )
        self._terms = NameTable(
            (name, record.id) for record in bank.definitions for name in (record.term, *record.aliases)
        )

    def find_models(self, text: str, *, wants_name: bool = False) -> Names:
        """Models and families named in a text, in order, and names that look like models but are not known.

        `wants_name`: the text was typed where one name is asked for, so that a word in it that is not of everyday is
        part of the name.
        """
        names = self._find_models(text, wants_name)
        meant = drop_common_nouns(names.models, text)
        models = (choose_generation(self._bank, mention, text.casefold()) for mention in meant)
        return names._replace(models=tuple(dict.fromkeys(models)))

    def list_candidates(self, text: str) -> frozenset[Slug]:
        """Every model that a text of the bank may name."""
        return frozenset(model for mention in self.find_models(text).models for model in mention.candidates)

    def _find_models(self, text: str, wants_name: bool) -> Names:
        """What a line names; where that is nothing or something unknown, with its figures cut in other ways."""
        line = read_line(text, is_name=wants_name)
        names = self._read(line, wants_name)
        if names.models and not names.unknown:
            return names
        others = (
            read_line(text, joined_decimals=False, is_name=wants_name),
            read_line(_COMMA.sub(".", _NO_POINT.sub(r"\1.\2", text)), is_name=wants_name),
        )
        for other in others:
            if other.pieces != line.pieces:
                names = _choose_fuller(names, self._read(other, wants_name))
        return names

    def find_licenses(self, text: str) -> tuple[str, ...]:
        return self._collect(self._licenses, text)

    def find_terms(self, text: str) -> tuple[str, ...]:
        return self._collect(self._terms, text)

    @staticmethod
    def _collect(table: NameTable, text: str) -> tuple[str, ...]:
        found = table.find(table.correct(split_atoms(text)))
        return tuple(dict.fromkeys(target for match in found for target in match.targets))

    def suggest(self, text: str, count: int = 3) -> tuple[str, ...]:
        """The names of the models nearest to what was typed, by letters, that share a word with it or most letters."""
        wanted = " ".join(split_atoms(text.rpartition("/")[2] or text))
        spelled = self._spelled
        kin = [name for word in wanted.split() for name in self._by_word.get(word, ())]
        near = process.extract(wanted, list(spelled), scorer=OSA.normalized_similarity, score_cutoff=_ALIKE)
        names = dict.fromkeys([*kin, *(name for name, _score, _row in near)])
        ranked = process.extract(wanted, list(names), scorer=OSA.normalized_similarity, limit=count * 4)
        ids = dict.fromkeys(spelled[name] for name, _score, _row in ranked)
        return tuple(self._bank.model[model].name for model in list(ids)[:count])

    def suggest_terms(self, text: str, count: int = 3) -> tuple[str, ...]:
        """The terms nearest to what was typed, by letters."""
        terms = {record.term.casefold(): record.term for record in self._bank.definitions}
        ranked = process.extract(text.casefold(), list(terms), scorer=OSA.normalized_similarity, limit=count)
        return tuple(terms[name] for name, _score, _row in ranked)

    @cached_property
    def _spelled(self) -> dict[str, str]:
        """The model that each name stands for, the names in atoms."""
        return {" ".join(split_atoms(name)): target for name, target in _model_names(self._bank)}

    @cached_property
    def _by_word(self) -> dict[str, list[str]]:
        """The names in atoms by each word in them; figures are no words."""
        held: defaultdict[str, list[str]] = defaultdict(list)
        for name in self._spelled:
            for word in filter(str.isalpha, name.split()):
                held[word].append(name)
        return dict(held)

    def _read(self, line: Line, wants_name: bool) -> Names:
        mended = Line(tuple(self._mend(line.pieces)), line.segments)
        verdicts = self._judge.judge(mended, wants_name=wants_name)
        mentions: dict[tuple[str, bool], ModelMention] = {}  # a family is no other name of its first member
        for verdict in verdicts:
            if verdict.mention:
                mentions.setdefault((verdict.mention.model, verdict.mention.family is None), verdict.mention)
        unknown = tuple(dict.fromkeys(verdict.unknown for verdict in verdicts if verdict.unknown))
        alone = len(mentions) == 1 and not unknown and any(verdict.is_whole for verdict in verdicts)
        return Names(_drop_families_of_members(tuple(mentions.values())), unknown, alone)

    def _mend(self, pieces: tuple[Piece, ...]) -> Iterable[Piece]:
        for place, piece in enumerate(pieces):
            if piece.kind != "word":
                yield piece
                continue
            follower = pieces[place + 1] if place + 1 < len(pieces) else None
            text = self._mender.mend(piece.text, follower is not None and follower.kind in {"figure", "version"})
            yield piece if text == piece.text else piece._replace(text=text)


def _choose_fuller(names: Names, other: Names) -> Names:
    is_fuller = len(other.models) > len(names.models)
    return other if is_fuller or len(other.unknown) < len(names.unknown) else names


def _list_name_words(bank: Bank, written: frozenset[str]) -> frozenset[str]:
    others = (*bank.developers, *(party.name for party in bank.parties))
    words = (piece.text for name in others for piece in read_name(name).pieces if piece.kind == "word")
    return frozenset(word for word in (*written, *words) if len(word) >= _FEWEST_LETTERS)


def _model_names(bank: Bank) -> Iterable[tuple[str, str]]:
    for model in bank.models:
        for name in (model.name, model.id, *model.aliases):
            yield name, model.id


def _parts_of_names(bank: Bank) -> Iterable[tuple[str, str]]:
    """The names that a record's name holds, where nothing else has them: Janus and Janus-Pro of 'Janus / Janus-Pro'."""
    taken = {write_key(read_name(name).pieces) for name, _ in _model_names(bank)}
    taken |= {write_key(read_name(alias).pieces) for family in bank.families for alias in family.aliases}
    for model in bank.models:
        first, *others = _ASIDE.sub("", model.name).split(" / ")
        stem = first.split()[0].split("-")[0]
        for part in (first, *(other for other in others if other.startswith(stem))):
            if write_key(read_name(part).pieces) not in taken:
                yield part.strip(), model.id


def _family_names(bank: Bank) -> Iterable[tuple[str, str]]:
    """Families, under a prefix so that a family and a model may share an id; a model's own alias wins."""
    taken = {split_atoms(name) for name, _ in _model_names(bank)}
    for family in bank.families:
        for alias in family.aliases:
            if family.ambiguous or split_atoms(alias) not in taken:
                yield alias, f"{FAMILY}{family.id}"


def _drop_families_of_members(mentions: tuple[ModelMention, ...]) -> tuple[ModelMention, ...]:
    """'Qwen/Qwen3-Coder' and 'MiniMax M2.1' name one model each: a family goes where its member stands beside it."""
    members = {mention.model for mention in mentions if mention.family is None}
    return tuple(mention for mention in mentions if mention.family is None or not members & set(mention.candidates))
