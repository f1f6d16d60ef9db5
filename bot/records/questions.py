"""What a line asks of the records and the tables, as values: desks read them, replies answer them."""

from typing import Literal

from bot.records.base import AsOf, Level, Record, Slug, Stance, Tier
from bot.records.lines import Scope
from bot.records.models import ClauseName, ComponentName, Modality, Release
from bot.records.tables import Row

Operation = Literal[
    "value", "list", "count", "highest", "lowest", "difference", "ratio", "sum", "average", "stricter", "looser"
]
Measure = Literal["parameters", "active", "released", "index", "benchmark", "openness"]
Unit = Literal["", "million", "billion", "trillion"]

Standing = Literal["place", "after", "before"]
"""A row's own place in the order of a column from the top, or the row right after or right before it."""

PlainPart = Literal["parameters", "released", "developer", "country"]
Asked = ComponentName | PlainPart | Literal["license"]
"""What of a model is asked for: a component, its licence, or a plain fact of its record."""


class Threshold(Record):
    """A figure and the side of it that is kept; the figure itself counts. `unit` is the word typed behind it."""

    side: Literal["above", "below"]
    figure: float
    unit: Unit = ""

    def admits(self, number: float | None) -> bool:
        """Whether a number is on the side that is kept; a missing one never is."""
        if number is None:
            return False
        return number >= self.figure if self.side == "above" else number <= self.figure


class Ranking(Record):
    """How much of a ranking is asked for: so many from the top, beginning at a place."""

    count: int = 1
    place: int = 1


class Condition(Record):
    """What a cell must hold, or must not. No value stands for any figure."""

    column: Slug
    value: str = ""
    denied: bool = False

    def admits(self, row: Row) -> bool:
        """Whether a row's cell is as the condition wants it."""
        cell = row.cells[self.column]
        holds = self.value in cell.value.casefold() if self.value else cell.number is not None
        return holds != self.denied


class CellQuestion(Record):
    """Cells asked for. No row means all rows; `conditions` and `thresholds` keep only rows that fit, the latter by
    the first column; `tiers` keeps only rows about models of these tiers. `rival` is a row that the rows asked for
    must surpass, or fall short of where `below`; `excluded` rows are left out. `standing` asks for the place of the one
    row, or for the row next to it."""

    table: Slug
    rows: tuple[str, ...] = ()
    columns: tuple[Slug, ...] = ()
    operation: Operation = "value"
    conditions: tuple[Condition, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    tiers: tuple[Tier, ...] = ()
    ranking: Ranking = Ranking()
    rival: str | None = None
    below: bool = False
    excluded: tuple[str, ...] = ()
    standing: Standing | None = None

    @property
    def selects(self) -> bool:
        """Whether rows are asked for by what stands in them."""
        return bool(self.conditions or self.thresholds or self.tiers or self.rival)


class ModelFilter(Record):
    """Models asked for; every part that is given must hold. `models` are named one by one.

    `excluded` are makers that are left out, `without` models, `other_countries` and `other_licenses` countries and
    licences; `named_like` is what names within the families begin with; `modalities` are alternatives,
    `other_modalities` are left out; every one of `restrictions` must stand in the
    licence. `sizes` are in billions of parameters, `memory` in gigabytes, `scores` in the unit of the benchmark; of a
    list the first `skip` were shown. `columns` are told of each model beside its name.
    """

    components: tuple[tuple[ComponentName, Release], ...] = ()
    tiers: tuple[Tier, ...] = ()
    levels: tuple[Level, ...] = ()
    licenses: tuple[Slug, ...] = ()
    license_kinds: tuple[str, ...] = ()
    other_license: bool = False
    other_licenses: tuple[Slug, ...] = ()
    approved: bool | None = None
    commercial: bool | None = None
    restrictions: tuple[str, ...] = ()
    developers: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    other_countries: tuple[str, ...] = ()
    families: tuple[Slug, ...] = ()
    models: tuple[Slug, ...] = ()
    excluded: tuple[str, ...] = ()
    without: tuple[Slug, ...] = ()
    named_like: str = ""
    not_by: bool = False
    released: AsOf | None = None
    since: AsOf | None = None
    until: AsOf | None = None
    sizes: tuple[Threshold, ...] = ()
    memory: float | None = None
    scores: tuple[Threshold, ...] = ()
    modalities: tuple[Modality, ...] = ()
    other_modalities: tuple[Modality, ...] = ()
    openness_class: str | None = None
    no_open_part: bool = False
    everything: bool = False
    operation: Operation = "list"
    ranking: Ranking = Ranking()
    measure: Measure | None = None
    benchmark: str | None = None
    skip: int = 0
    columns: tuple[Asked, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is asked for."""
        blank = ModelFilter(
            operation=self.operation,
            measure=self.measure,
            benchmark=self.benchmark,
            ranking=self.ranking,
            columns=self.columns,
        )
        return self == blank and self.measure is None


Predicate = Literal[
    "open-source",
    "fully-open",
    "open-weights",
    "closed",
    "license",
    "osi-approved",
    "commercial-use",
    "license-restricts",
    "data-released",
    "code-released",
    "checkpoints-released",
    "paper-released",
    "reproducible",
    "made-in",
    "made-by",
    "more-open-than",
    "allows",
    "requires",
    "grants",
]
"""What is said of models, always in the positive form: the stance carries the negation."""

CLAUSES: dict[Predicate, tuple[ClauseName, ...]] = {
    "allows": ("military", "outputs", "hosting", "any-size"),
    "requires": ("name", "badge", "registration"),
    "grants": ("patents",),
}
"""Predicates that are each said of several clauses of a licence: the value says of which."""


class StatementQuestion(Record):
    """One sentence about models that the records can judge.

    `subjects` are ids of models; `names` is how the speaker called them ('Gemma', 'Qwen and Llama'). `value` is a
    licence, a kind of licence, a clause of one, a place or a maker. For 'more-open-than' the subjects are said
    to be more open than those among them that are `rivals`.
    """

    predicate: Predicate
    subjects: tuple[Slug, ...]
    names: str
    stance: Stance
    value: str | None = None
    scope: Scope | None = None
    rivals: tuple[Slug, ...] = ()

    @property
    def sides(self) -> tuple[tuple[Slug, ...], tuple[Slug, ...]]:
        """The subjects that are said to be more open, and those that they are compared with: of two the second."""
        rivals = self.rivals or self.subjects[1:]
        return tuple(one for one in self.subjects if one not in rivals), rivals
