"""The bank: every record of the knowledge base in one frozen value, with look-ups by id."""

from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from pydantic import ConfigDict

from bot.records.base import Record
from bot.records.claims import Claim
from bot.records.models import Family, License, ModelRecord, Placement
from bot.records.passages import Definition, Passage
from bot.records.people import Party, SelfAnswer
from bot.records.sources import Source
from bot.records.tables import Table

R = TypeVar("R", Source, Claim, ModelRecord, License, Family, Definition, Passage, Table, Party, SelfAnswer)


def _by_id(records: tuple[R, ...]) -> MappingProxyType[str, R]:
    return MappingProxyType({record.id: record for record in records})


class Bank(Record):
    """All knowledge, checked across files. `placements` is computed by `corpus.spectrum`, one a model."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    sources: tuple[Source, ...]
    claims: tuple[Claim, ...]
    models: tuple[ModelRecord, ...]
    families: tuple[Family, ...]
    licenses: tuple[License, ...]
    definitions: tuple[Definition, ...]
    passages: tuple[Passage, ...]
    tables: tuple[Table, ...]
    placements: tuple[Placement, ...]
    parties: tuple[Party, ...] = ()
    self_answers: tuple[SelfAnswer, ...] = ()

    @cached_property
    def developers(self) -> tuple[str, ...]:
        """The makers of models, each once."""
        return tuple(sorted({model.developer for model in self.models}))

    @cached_property
    def benchmarks(self) -> tuple[str, ...]:
        """The names of the benchmarks that models have scores for, each once, the longest first."""
        names = {score.name for model in self.models for score in model.benchmarks}
        return tuple(sorted(names, key=lambda name: (-len(name), name)))

    @cached_property
    def source(self) -> MappingProxyType[str, Source]:
        return _by_id(self.sources)

    @cached_property
    def claim(self) -> MappingProxyType[str, Claim]:
        return _by_id(self.claims)

    @cached_property
    def model(self) -> MappingProxyType[str, ModelRecord]:
        return _by_id(self.models)

    @cached_property
    def family(self) -> MappingProxyType[str, Family]:
        return _by_id(self.families)

    @cached_property
    def license(self) -> MappingProxyType[str, License]:
        return _by_id(self.licenses)

    @cached_property
    def definition(self) -> MappingProxyType[str, Definition]:
        return _by_id(self.definitions)

    @cached_property
    def passage(self) -> MappingProxyType[str, Passage]:
        return _by_id(self.passages)

    @cached_property
    def models_citing(self) -> MappingProxyType[str, tuple[ModelRecord, ...]]:
        """By the id of a source, the models of which a component or a score rests on it."""
        found: dict[str, dict[str, ModelRecord]] = {}
        for model in self.models:
            cites = [cite for component in model.components.values() for cite in component.cites]
            cites += [cite for score in model.benchmarks for cite in score.cites]
            for cite in cites:
                found.setdefault(cite.source, {})[model.id] = model
        return MappingProxyType({source: tuple(models.values()) for source, models in found.items()})

    @cached_property
    def table(self) -> MappingProxyType[str, Table]:
        return _by_id(self.tables)

    @cached_property
    def placement(self) -> MappingProxyType[str, Placement]:
        return MappingProxyType({placement.model: placement for placement in self.placements})

    @cached_property
    def party(self) -> MappingProxyType[str, Party]:
        return _by_id(self.parties)

    @cached_property
    def self_answer(self) -> MappingProxyType[str, SelfAnswer]:
        return _by_id(self.self_answers)
