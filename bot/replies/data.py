"""Which questions the data answers: cells of a table, models by a filter, two models by one measure."""

import re
from functools import lru_cache, partial

from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.language import Reading
from bot.replies.licenses import compose_licenses
from bot.replies.lists import compose_filter, compose_holdings, compose_share
from bot.replies.models import compose_comparison
from bot.replies.relevance import is_firm_claim
from bot.replies.tables import compose_cells
from bot.understanding.documents import mentions_article
from bot.understanding.filters import ModelFilter, mentions_records, read_filter, read_named_filter
from bot.understanding.names import NameFinder
from bot.understanding.tables import CellQuestion, names_table, read_cells

_ASKS_FOR_MODELS = re.compile(
    r"\b(which|what|list|name|any|how many|count|is there an?|are there)\b[^.?!]*\b(models?|releases|versions)\b",
    re.IGNORECASE,
)
_ASKS_WHICH = re.compile(
    r"\b(which|any|is there|are there|how many|count|only one|list|name)\b|"
    r"\b(biggest|largest|smallest|newest|oldest|latest)\b|^[^.?!]*\b(releases|models|versions)\b",
    re.IGNORECASE,
)
_ASKS_ROWS = re.compile(
    r"\b(which|who|whose|how many|list|any|anyone|anything|rank|sort|top|best|worst|bottom|lowest|highest|average)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\?|\b(which|who|whose|what|how|list|show|give|gimme|name|count|rank|sort|tell|does|is|are|do|did|according)\b",
    re.IGNORECASE,
)
_COUNTS_HOLDINGS = re.compile(r"\b(licen[cs]es|claims|sources|terms|definitions) (do|are|have)\b", re.IGNORECASE)
_ABOUT_TERMS = re.compile(r"\b(licen[cs]\w*|terms|conditions|restrict\w*)\b", re.IGNORECASE)
_SAYS_TABLE = re.compile(r"\b(tables?|rows?|columns?)\b", re.IGNORECASE)
_SAYS_SOURCE = re.compile(r"\bopen[ -]source\b", re.IGNORECASE)
_ASKS_SHARE = re.compile(
    r"\bparam\w*\b.*\b(active|activated|idle|inactive|dormant)\b|\b(active|activated|idle|inactive)\b.*\bparam|"
    r"\b(total|all)\b.*\bactive\b",
    re.IGNORECASE,
)
_HELD_BY_MODELS = frozenset({"parameters", "mmlu", "humaneval"})
"""Columns of the article's table that the model records hold too, for more models."""


_LINES_KEPT = 8
"""Lines whose reading is remembered: each is looked at several times while it is answered."""


class DataDesk:
    """Answers what can be read off tables and model records; None where a question is not of that kind."""

    def __init__(self, bank: Bank, names: NameFinder) -> None:
        self._bank = bank
        self._names = names
        self._read_any_cells = lru_cache(_LINES_KEPT)(partial(read_cells, bank))
        self._read_filter = lru_cache(_LINES_KEPT)(self._find_filter)

    def answer_plain(self, reading: Reading) -> Answer | None:
        """What is plainly a question over data, whatever else the line may look like."""
        if reading.unknown_models:
            return None
        return self._answer_named_table(reading) or (None if is_firm_claim(reading) else self.answer_list(reading))

    def _answer_named_table(self, reading: Reading) -> Answer | None:
        """Cells, where the line names a table or speaks of one and asks for something in it."""
        lowered = reading.text.casefold()
        speaks_of_one = mentions_article(lowered) and bool(_SAYS_TABLE.search(lowered))
        named = any(names_table(table, lowered) for table in self._bank.tables)
        if not (named or speaks_of_one) or not _ASKS.search(reading.text):
            return None
        cells = self.read_cells(reading)
        if cells is None:
            return None
        asked = bool(cells.rows or cells.columns or cells.conditions)
        if not names_table(self._bank.table[cells.table], lowered) and not (asked and speaks_of_one):
            return None
        if not (asked or cells.selects or cells.operation == "count"):
            return None
        return compose_cells(self._bank, reading.text, cells, max(reading.intent_confidence, 0.8))

    def answer_cells(self, reading: Reading) -> Answer | None:
        """Cells of a table, or one or two models by one measure, where the line asks for just that."""
        return self._answer_share(reading) or self._answer_any_cells(reading) or self._answer_pair(reading)

    def read_cells(self, reading: Reading) -> CellQuestion | None:
        """The cells that a line asks for, where the article's table is what should answer it."""
        cells = self._read_any_cells(reading.text)
        return cells if cells and self._prefers_cells(reading, cells) else None

    def asks_for_figures(self, reading: Reading) -> bool:
        """Whether the cells that a line asks for hold figures, or the line speaks of a table."""
        cells = self.read_cells(reading)
        if cells is None:
            return False
        columns = [column for column in self._bank.table[cells.table].columns if column.id in cells.columns]
        return any(column.kind in {"number", "money"} for column in columns) or bool(_SAYS_TABLE.search(reading.text))

    def answer_read_cells(self, text: str, cells: CellQuestion) -> Answer:
        """The answer to cells that were read before."""
        return compose_cells(self._bank, text, cells, 0.8)

    def answer_share_of(self, text: str, model: str) -> Answer | None:
        """Total against active parameters of a model spoken of before."""
        return compose_share(self._bank, text, model, 0.8)

    def _answer_any_cells(self, reading: Reading) -> Answer | None:
        cells = self.read_cells(reading)
        return compose_cells(self._bank, reading.text, cells, reading.intent_confidence) if cells else None

    def _answer_share(self, reading: Reading) -> Answer | None:
        """Total against active parameters of the one model that a line names."""
        if len(reading.models) != 1 or not _ASKS_SHARE.search(reading.text):
            return None
        return compose_share(self._bank, reading.text, reading.models[0].model, reading.intent_confidence)

    def _answer_pair(self, reading: Reading) -> Answer | None:
        """Two models by a measure, or by how strict their licences are; families by their rows in the article."""
        question = self._read_filter(reading)
        stricter = question.operation in {"stricter", "looser"} and bool(_ABOUT_TERMS.search(reading.text))
        cells = self._read_any_cells(reading.text) if stricter and len(question.models) < 2 else None
        if cells and "license" in cells.columns and len(cells.rows) == 2:
            return compose_cells(self._bank, reading.text, cells, reading.intent_confidence)
        if len(question.models) != 2:
            return None
        if stricter:
            return compose_licenses(self._bank, reading.text, question.models, reading.intent_confidence)
        if question.measure:
            return compose_filter(self._bank, reading.text, question, reading.intent_confidence)
        return None

    def answer_list(self, reading: Reading) -> Answer | None:
        """The models that fit, where a line plainly asks for models by more than one thing."""
        if mentions_article(reading.text) or self._names_metric(reading):
            return None
        question = self._read_filter(reading)
        if not question.is_narrow or len(question.models) > 1:
            return None
        asks = _ASKS_FOR_MODELS.search(reading.text) or self._asks_for_its_models(reading, question)
        return self._compose_models(reading, question) if asks else None

    def _names_metric(self, reading: Reading) -> bool:
        """Whether a line is about a metric of closed against open models, and so about no model of its own."""
        cells = self._read_any_cells(reading.text)
        return cells is not None and self._bank.table[cells.table].key == "Metric"

    def _asks_for_its_models(self, reading: Reading, question: ModelFilter) -> bool:
        """Whether a line asks for some of a maker's or a family's models without the word."""
        if not question.is_of_a_maker or not _ASKS_WHICH.search(reading.text) or _SAYS_SOURCE.search(reading.text):
            return False
        lowered = reading.text.casefold()
        plural = any(re.search(rf"\b{re.escape(mention.name)}s\b", lowered) for mention in reading.models)
        return plural or question.model_copy(update={"components": ()}).is_narrow

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
        if len(models) == 2 and question.operation in {"stricter", "looser"}:
            return compose_licenses(self._bank, text, models, 0.8)
        if asks.is_empty:
            return compose_comparison(self._bank, text, models, 0.8)
        return compose_filter(self._bank, text, question, 0.8)

    def _prefers_cells(self, reading: Reading, cells: CellQuestion) -> bool:
        """The article's table answers what only it holds, or what is asked of it by name."""
        table = self._bank.table[cells.table]
        of_article = mentions_article(reading.text)
        says_table = "table" in reading.text.casefold() or bool(cells.rows) or self._asks_rows(reading, cells)
        if names_table(table, reading.text.casefold()) or (of_article and says_table):
            return True
        if not of_article and (mentions_records(reading.text) or self._names_others(reading, cells)):
            return False
        columns = set(cells.columns)
        if columns and columns <= _HELD_BY_MODELS and (cells.thresholds or cells.ranking.count > 1):
            return False
        kinds = {column.id: column.kind for column in table.columns}
        ranks_models = cells.columns == ("parameters",) and not cells.rows
        held_by_models = ranks_models or all(kinds[column] == "release" or column == "license" for column in columns)
        return bool(columns or cells.rows) and not (held_by_models and columns)

    @staticmethod
    def _asks_rows(reading: Reading, cells: CellQuestion) -> bool:
        """Whether a line asks which rows, or how many, have something in their cells."""
        return bool(_ASKS_ROWS.search(reading.text)) and bool(cells.columns or cells.selects)

    def _names_others(self, reading: Reading, cells: CellQuestion) -> bool:
        """Whether a line names a model outright that no row of the table is about."""
        held = {row.model for row in self._bank.table[cells.table].rows}
        named = [mention.model for mention in reading.models if mention.family is None]
        return any(held) and any(model not in held for model in named)

    def _find_filter(self, reading: Reading) -> ModelFilter:
        """The filter of a line; one model named alone is not a filter."""
        question = read_named_filter(self._bank, reading.text, reading.licenses, reading.models)
        return question if len(question.models) > 1 else question.model_copy(update={"models": ()})
