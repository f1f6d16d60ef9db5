"""The desk of tables: cells that a line asks for by name, that retrieval finds, or that go on with the last ones."""

import re
from collections.abc import Iterable, Iterator
from functools import partial

from bot.desks.candidates import Candidate, Clues, list_words
from bot.desks.tables.cells import names_table, read_all_cells
from bot.desks.tables.continuation import continue_cells
from bot.desks.tables.measures import is_of_all_models, is_of_other_test, names_other_measure, ranks_by_more
from bot.desks.tables.onward import rank_spoken
from bot.desks.tables.wholes import read_wholes
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.focus import Focus, Subject
from bot.records.language import Depth
from bot.records.questions import CellQuestion
from bot.records.tables import Table
from bot.replies.tables import compose_cells
from bot.retrieval.lexical import split_words
from bot.understanding.documents import mentions_article
from bot.understanding.reading import Reading

_BEHIND = 2
_ASKS_FIGURE = re.compile(
    r"\b(numbers?|figures?|scores?|stats?|statistics|per ?cent\w*|percentages?|table|how (?:many|much|high|far))\b"
)
_VOCABULARY = frozenset(
    split_words("table column row score figure number list rank highest lowest top best worst most least difference")
)

_OF_STANDING = frozenset(
    split_words(
        "place position rank where right just directly after behind below before above ahead comes next follows"
    )
)


class TablesDesk:
    """Proposes cells, rows and ranks of the data tables."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank

    def propose(self, reading: Reading, focus: Focus | None, /) -> Iterable[Candidate]:
        """See Desk. Cells of a table are foreign to a line that names a measure which no table has; no row is told
        whose figure is of another test than the line names, and none as the best of a country or a size."""
        foreign = int(names_other_measure(self._bank, reading.lowered))
        for candidate in self._propose_all(reading, focus):
            if self._is_beside(reading, candidate):
                continue
            of_others = max(foreign, int(self._is_about_strangers(reading, candidate)))
            yield candidate._replace(clues=candidate.clues._replace(foreign=of_others))

    def _propose_all(self, reading: Reading, focus: Focus | None) -> Iterator[Candidate]:
        best = max((hit.similarity for hit in reading.find_hits("cell", "row")), default=0.0)
        asked = tuple(read_all_cells(self._bank, reading.text))
        for place, cells in enumerate(asked):
            if self._asks_of_others(reading, cells) or self._is_about_kin(reading, cells):
                continue
            named = names_table(self._bank.table[cells.table], reading.lowered)
            fit = 1.0 if named else 0.6 if mentions_article(reading.lowered) else 0.2
            yield self._propose(reading, cells, Clues(cosine=best, place=place, fit=fit))
        yield from self._propose_found(reading)
        selected = frozenset(cells.table for cells in asked if cells.selects)
        yield from self._propose_wholes(reading, focus, selected)
        if focus and not reading.models:
            for cells in rank_spoken(self._bank, focus, reading.lowered):
                yield self._propose(reading, cells, Clues(cosine=best, fit=0.5, filled=1))
        if focus and focus.subject.cells:
            continued = continue_cells(self._bank, focus.subject.cells, focus.rows, reading.text)
            for place, cells in enumerate(continued):
                yield self._propose(reading, cells, Clues(cosine=best, place=place, fit=0.5, filled=1))
        elif focus and _ASKS_FIGURE.search(reading.lowered):
            yield from self._propose_behind(reading, focus)

    def _propose_behind(self, reading: Reading, focus: Focus) -> Iterator[Candidate]:
        """The cells on what the last line was about, where this one asks for a figure and names no cell."""
        fit = 1.0 if mentions_article(reading.lowered) else 0.5
        for place, cells in enumerate(read_all_cells(self._bank, focus.text)[:_BEHIND]):
            yield self._propose(reading, cells, Clues(place=place, fit=fit, filled=1))

    def _propose_found(self, reading: Reading) -> Iterator[Candidate]:
        for place, hit in enumerate(reading.find_hits("cell", "row")[:2]):
            table, row, *column = hit.ref.split("/")
            cells = CellQuestion(table=table, rows=(row,), columns=tuple(column))
            if self._is_about_others(reading, table, row) or self._is_about_kin(reading, cells):
                continue
            yield self._propose(reading, cells, Clues(hit.similarity, hit.score, place))

    def _propose_wholes(self, reading: Reading, focus: Focus | None, selected: frozenset[str]) -> Iterator[Candidate]:
        """Whole rows, columns and tables, of the table just spoken of too; no whole table of those `selected`, whose
        rows are asked for by what stands in them."""
        found = [hit.ref.partition("/")[0] for hit in reading.find_hits("cell", "row")[:_BEHIND]]
        if focus and focus.subject.cells:
            found.append(focus.subject.cells.table)
        for place, cells in enumerate(read_wholes(self._bank, reading.lowered, found)):
            if cells == CellQuestion(table=cells.table) and cells.table in selected:
                continue
            if self._asks_of_others(reading, cells) or self._is_about_kin(reading, cells):
                continue
            named = names_table(self._bank.table[cells.table], reading.lowered)
            yield self._propose(reading, cells, Clues(place=place, fit=0.8 if named else 0.1))

    @staticmethod
    def _is_about_strangers(reading: Reading, candidate: Candidate) -> bool:
        """Whether a line speaks of no table and names one model that a row is not about, or sets several side by side
        and a row is about others too."""
        if mentions_article(reading.lowered):
            return False
        named = {one for mention in reading.models for one in mention.candidates}
        if len(reading.models) > 1:
            return not set(candidate.about) <= named
        is_one = any(mention.family is None for mention in reading.models)
        return is_one and named.isdisjoint(candidate.about)

    def _is_beside(self, reading: Reading, candidate: Candidate) -> bool:
        """Whether the cells of a candidate are of another test than a line names, or leave out what it ranks by."""
        cells = candidate.subject.cells
        if cells is None:
            return False
        beside = is_of_other_test(self._bank, cells, reading.lowered)
        return beside or ranks_by_more(self._bank, cells, reading.lowered)

    def _asks_of_others(self, reading: Reading, cells: CellQuestion) -> bool:
        """Whether a line that names no row names models, and none that the table has a row about."""
        held = {row.model for row in self._bank.table[cells.table].rows if row.model}
        named = {one for mention in reading.models for one in mention.candidates}
        return not cells.rows and bool(held and named) and not held & named

    def _is_about_kin(self, reading: Reading, cells: CellQuestion) -> bool:
        """Whether a line names models, and the rows are about others of the same makers; what a firm raised or is worth
        is asked of none of its models."""
        named = {one for mention in reading.models for one in mention.candidates}
        makers = {self._bank.model[one].developer for one in named}
        table = self._bank.table[cells.table]
        asked = [column for column in table.columns if column.id in cells.columns]
        if asked and all(column.kind == "money" for column in asked):
            return False
        held = {row.model for row in table.rows if row.model and row.key in cells.rows}
        return bool(held) and not held & named and any(self._bank.model[one].developer in makers for one in held)

    def _is_about_others(self, reading: Reading, table: str, key: str) -> bool:
        """Whether a row is about a model and the line names models of other families alone."""
        model = next((row.model for row in self._bank.table[table].rows if row.key == key), None)
        named = {self._bank.model[one].family for mention in reading.models for one in mention.candidates}
        return model is not None and bool(named) and self._bank.model[model].family not in named

    def _propose(self, reading: Reading, cells: CellQuestion, clues: Clues) -> Candidate:
        table = self._bank.table[cells.table]
        columns = [column.title for column in table.columns if column.id in cells.columns]
        asked = f"{', '.join(columns) or 'all columns'} of {', '.join(cells.rows) or 'all rows'}"
        rows = [row for row in table.rows if row.key in cells.rows]
        aliases = [alias for column in table.columns if column.id in cells.columns for alias in column.aliases]
        aliases += [alias for row in rows for alias in row.aliases]
        return Candidate(
            desk="tables",
            key=_write_key(cells),
            topic="table",
            label=f"{table.title}: {asked}",
            presumes=_presume(table, cells, asked),
            compose=partial(self._compose, reading, cells),
            about=tuple(row.model for row in rows if row.model),
            words=_VOCABULARY
            | (_OF_STANDING if cells.standing else frozenset())
            | list_words(" ".join((*columns, *aliases, *cells.rows, table.title))),
            clues=clues,
            subject=Subject(cells=cells),
            group=cells.table,
        )

    def _compose(self, reading: Reading, cells: CellQuestion, confidence: float, _depth: Depth) -> Answer:
        of_all = is_of_all_models(self._bank, cells, reading.lowered)
        return compose_cells(self._bank, reading.text, cells, confidence, of_all=of_all)


def _presume(table: Table, cells: CellQuestion, asked: str) -> str:
    """What the speaker asks of a table."""
    if cells.standing == "place":
        return f"{table.title}: which place, rank or position has {cells.rows[0]}?"
    if cells.standing:
        return f"{table.title}: who comes right {cells.standing} {cells.rows[0]}?"
    return f"{table.title}: what is {asked}? ({cells.operation})"


def _write_key(cells: CellQuestion) -> str:
    """What is asked; to list cells is to tell their values."""
    told = cells.model_copy(update={"operation": "value"}) if cells.operation == "list" else cells
    return told.model_dump_json(exclude_defaults=True)
