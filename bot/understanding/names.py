"""Finds models, licences and terms by the names people type: typos allowed, digits never bent."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.records.bank import Bank
from bot.records.language import ModelMention
from bot.records.models import ModelRecord
from bot.understanding.sizes import has_size, read_beyond

Atoms = tuple[str, ...]

_ATOM = re.compile(r"\d+(?:\.\d+)*|[^\W\d_]+(?:'[^\W\d_]+)?|\+", re.UNICODE)
_POSSESSIVE = re.compile(r"'s$")
_SHORT_NAME = 4
_SHORTEST_TYPO = 5
_SHORTEST_NUMBERED_TYPO = 4
"""A four-letter slip counts only before a figure: 'lama 3.3', but not 'lame'."""

_MENDED_KEPT = 4096
"""Words whose nearest name is remembered: people use the same few thousand."""

_REAL_WORDS = frozenset(
    """ollama gamma blood bloody commend comment comments commence clause clauses claudia granted grants magistrate
    minstrel sonar polar shout scour opens opened falconry salamander pithy quest queen game gems lane lamb meeting
    corps company companies compare whiskey whisky quantize proving taken influence permission""".split()
)
"""Words within a slip or two of a name that are no typo of it."""


def split_atoms(text: str) -> Atoms:
    """Runs of letters and figures: 'GPT-4o' is ('gpt', '4', 'o'), 'Llama3.1 405B' is ('llama', '3.1', '405', 'b')."""
    return tuple("plus" if atom == "+" else _POSSESSIVE.sub("", atom) for atom in _ATOM.findall(text.casefold()))


def _join(atoms: Atoms) -> str:
    """Atoms written together, figures kept apart: spaces, dashes and capitals make no difference between names."""
    joined = ""
    for atom in atoms:
        joined = _append(joined, atom)
    return joined


def _append(joined: str, atom: str) -> str:
    return f"{joined} {atom}" if joined[-1:].isdigit() and atom[0].isdigit() else joined + atom


def _write_name(atoms: Atoms) -> str:
    """Atoms as a name to show: short ones together ('k2'), longer ones spaced ('llama 3.1')."""
    joined = _join(atoms)
    return joined if len(joined) <= _SHORT_NAME else " ".join(atoms)


class _Found(NamedTuple):
    start: int
    end: int
    targets: tuple[str, ...]


class NameTable:
    """Names however they are spaced, longest match first."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._targets: dict[str, list[str]] = defaultdict(list)
        letters: set[str] = set()
        for name, target in names:
            atoms = split_atoms(name)
            key = _join(atoms)
            if key and target not in self._targets[key]:
                self._targets[key].append(target)
            letters |= {atom for atom in atoms if atom.isalpha()}
        self._beginnings = {key[:length] for key in self._targets for length in range(1, len(key) + 1)}
        self._letters = sorted(atom for atom in letters if len(atom) >= _SHORTEST_NUMBERED_TYPO)
        self._mend = lru_cache(_MENDED_KEPT)(self._find_slip)

    def find(self, atoms: Atoms) -> list[_Found]:
        """Every name in a line, left to right, without overlaps."""
        found: list[_Found] = []
        start = 0
        while start < len(atoms):
            match = self._match_at(atoms, start)
            if match:
                found.append(match)
            start = match.end if match else start + 1
        return found

    def correct(self, atoms: Atoms) -> Atoms:
        """Mend letter atoms that are one slip (two in long words) from a known name; figures stay as typed."""
        followers = (*atoms[1:], "")[: len(atoms)]
        return tuple(self._mend(atom, before) for atom, before in zip(atoms, followers, strict=True))

    def _match_at(self, atoms: Atoms, start: int) -> _Found | None:
        """The longest name that begins at an atom: atoms are added while some name still begins like them."""
        longest: _Found | None = None
        joined = ""
        for end, atom in enumerate(atoms[start:], start + 1):
            joined = _append(joined, atom)
            if joined not in self._beginnings:
                break
            if joined in self._targets:
                longest = _Found(start, end, tuple(self._targets[joined]))
        return longest

    def _find_slip(self, atom: str, before: str) -> str:
        shortest = _SHORTEST_NUMBERED_TYPO if before[:1].isdigit() else _SHORTEST_TYPO
        if len(atom) < shortest or not atom.isalpha() or atom in self._letters or atom in _REAL_WORDS:
            return atom
        slips = 1 if len(atom) < 8 else 2
        best = process.extractOne(atom, self._letters, scorer=OSA.distance, score_cutoff=slips)
        return best[0] if best and best[0][0] == atom[0] and len(best[0]) >= _SHORTEST_NUMBERED_TYPO else atom


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
        self._models = NameTable([*_model_names(bank), *_family_names(bank)])
        self._licenses = NameTable(
            (name, record.id)
            for record in bank.licenses
            for name in (record.name, record.spdx or record.name, *record.aliases)
        )
        self._terms = NameTable(
            (name, record.id) for record in bank.definitions for name in (record.term, *record.aliases)
        )

    def find_models(self, text: str) -> Names:
        """Models and families named in a text, in order, and names that look like models but are not known."""
        atoms = self._models.correct(split_atoms(text))
        mentions: dict[str, ModelMention] = {}
        unknown: list[str] = []
        matches = self._models.find(atoms)
        for found in matches:
            name = _write_name(atoms[found.start : found.end])
            beyond = read_beyond(atoms, found.end)
            if beyond and not self._allows(found.targets, beyond):
                unknown.append(f"{name} {beyond}")
                continue
            mention = self._mention(name, found.targets)
            mentions.setdefault(mention.model, mention)
        alone = len(mentions) == 1 and (matches[0].start, matches[0].end) == (0, len(atoms))
        return Names(_drop_families_of_members(tuple(mentions.values())), tuple(unknown), alone)

    def find_licenses(self, text: str) -> tuple[str, ...]:
        return self._collect(self._licenses, text)

    def find_terms(self, text: str) -> tuple[str, ...]:
        return self._collect(self._terms, text)

    @staticmethod
    def _collect(table: NameTable, text: str) -> tuple[str, ...]:
        found = table.find(table.correct(split_atoms(text)))
        return tuple(dict.fromkeys(target for match in found for target in match.targets))

    def suggest(self, text: str, count: int = 3) -> tuple[str, ...]:
        """The names of the models nearest to what was typed, by letters."""
        wanted = " ".join(split_atoms(text))
        spelled = self._spelled
        ranked = process.extract(wanted, list(spelled), scorer=OSA.normalized_similarity, limit=count * 4)
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

    def _mention(self, name: str, targets: tuple[str, ...]) -> ModelMention:
        models = tuple(target for target in targets if target in self._bank.model)
        if models:
            return ModelMention(name=name, candidates=models)
        family = self._bank.family[targets[0].removeprefix("family:")]
        members = (family.newest, *(member for member in family.members if member != family.newest))
        return ModelMention(name=name, candidates=members, family=family.id, asks=family.asks)

    def _allows(self, targets: tuple[str, ...], beyond: str) -> bool:
        """Whether a size or version typed behind a name belongs to any model of that name."""
        if beyond == "1" or beyond.startswith("v0."):
            return True
        models: list[ModelRecord] = []
        for target in targets:
            if target in self._bank.model:
                models.append(self._bank.model[target])
            else:
                members = self._bank.family[target.removeprefix("family:")].members
                models += [self._bank.model[member] for member in members]
        return any(has_size(f"{model.parameters} {model.name} {model.id}", beyond) for model in models)


def _model_names(bank: Bank) -> Iterable[tuple[str, str]]:
    for model in bank.models:
        for name in (model.name, model.id, *model.aliases):
            yield name, model.id


def _family_names(bank: Bank) -> Iterable[tuple[str, str]]:
    """Families, under a prefix so that a family and a model may share an id; a model's own alias wins."""
    taken = {split_atoms(name) for name, _ in _model_names(bank)}
    for family in bank.families:
        for alias in family.aliases:
            if family.ambiguous or split_atoms(alias) not in taken:
                yield alias, f"family:{family.id}"


def _drop_families_of_members(mentions: tuple[ModelMention, ...]) -> tuple[ModelMention, ...]:
    """'Qwen/Qwen3-Coder' and 'MiniMax M2.1' name one model each: a family goes where its member stands beside it."""
    members = {mention.model for mention in mentions if mention.family is None}
    return tuple(mention for mention in mentions if mention.family is None or not members & set(mention.candidates))
