"""Which questions the data answers: cells of a table, models by a filter, two models by one measure."""

import re

from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.language import Reading
from bot.replies.lists import compose_filter, compose_holdings
from bot.replies.models import compose_comparison
from bot.replies.tables import compose_cells
from bot.understanding.filters import ModelFilter, read_filter, read_named_filter
from bot.understanding.names import NameFinder
from bot.understanding.tables import CellQuestion, mentions_article, names_table, read_cells

_ASKS_FOR_MODELS = re.compile(
    r"\b(which|what|list|name|any|how many|is there an?|are there)\b[^.?!]*\b(models?|releases|versions)\b",
    re.IGNORECASE,
)
_COUNTS_HOLDINGS = re.compile(r"\b(licen[cs]es|claims|sources|terms|definitions) (do|are|have)\b", re.IGNORECASE)


class DataDesk:
    """Answers what can be read off tables and model records; None where a question is not of that kind."""

    def __init__(self, bank: Bank, names: NameFinder) -> None:
        self._bank = bank
        self._names = names

    def answer_cells(self, reading: Reading) -> Answer | None:
        """Cells of a table, or two models by one measure, where the line asks for just that."""
        cells = read_cells(self._bank, reading.text)
        if cells and self._prefers_cells(reading, cells):
            return compose_cells(self._bank, reading.text, cells, reading.intent_confidence)
        question = self._read_filter(reading)
        if question.measure and len(question.models) == 2:
            return compose_filter(self._bank, reading.text, question, reading.intent_confidence)
        return None

    def answer_list(self, reading: Reading) -> Answer | None:
        """The models that fit, where a line plainly asks for models by more than one thing."""
        if not _ASKS_FOR_MODELS.search(reading.text) or mentions_article(reading.text):
            return None
        question = self._read_filter(reading)
        return self._compose_models(reading, question) if question.is_narrow else None

    def answer_models(self, reading: Reading) -> Answer | None:
        """The models that a line asks for by any filter, or how much the bank holds."""
        return self._compose_models(reading, self._read_filter(reading))

    def _compose_models(self, reading: Reading, question: ModelFilter) -> Answer | None:
        if question.operation == "count" and _COUNTS_HOLDINGS.search(reading.text) and not question.tiers:
            return compose_holdings(self._bank, reading.text)
        if question.is_empty:
            return None
        return compose_filter(self._bank, reading.text, question, reading.intent_confidence)

    def answer_among(self, text: str, models: tuple[str, ...]) -> Answer:
        """Which of some models fits what the line asks, or how they compare."""
        question = read_filter(self._bank, text, self._names.find_licenses(text), (), models)
        asks = question.model_copy(update={"models": ()})
        if asks.is_empty:
            return compose_comparison(self._bank, text, models, 0.8)
        return compose_filter(self._bank, text, question, 0.8)

    def _prefers_cells(self, reading: Reading, cells: CellQuestion) -> bool:
        """The article's table answers what only it holds, or what is asked of it by name."""
        table = self._bank.table[cells.table]
        kinds = {column.id: column.kind for column in table.columns}
        says_table = "table" in reading.text.casefold() or bool(cells.rows)
        if names_table(table, reading.text.casefold()) or (mentions_article(reading.text) and says_table):
            return True
        ranks_models = cells.columns == ("parameters",) and not cells.rows
        held_by_models = ranks_models or all(
            kinds[column] == "release" or column == "license" for column in cells.columns
        )
        return bool(cells.columns or cells.rows) and not (held_by_models and cells.columns)

    def _read_filter(self, reading: Reading) -> ModelFilter:
        """The filter of a line; one model named alone is not a filter."""
        question = read_named_filter(self._bank, reading.text, reading.licenses, reading.models)
        return question if len(question.models) > 1 else question.model_copy(update={"models": ()})
