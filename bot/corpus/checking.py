"""Rules across files: every id exists once, every citation and every figure has its source."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator

from bot.corpus.faults import Fault
from bot.corpus.figures import FigureBook
from bot.corpus.shingles import find_repeated
from bot.records.bank import Bank
from bot.records.base import Cite, Statement
from bot.records.claims import Claim
from bot.records.models import ModelRecord

Found = Iterator[Fault]
_FEWEST_SOURCES = 2
_Cited = tuple[str, str, Iterable[Cite]]


def check_bank(bank: Bank, shingles: frozenset[str] = frozenset()) -> list[Fault]:
    """Return every fault across files; `shingles` are hashed runs of the source documents (`corpus.shingles`)."""
    rules: tuple[Callable[[Bank], Iterable[Fault]], ...] = (
        _check_ids,
        _check_citations,
        _check_links,
        _check_aliases,
        _check_figures,
        _check_verdicts,
    )
    faults = [fault for rule in rules for fault in rule(bank)]
    return [*faults, *_check_originality(bank, shingles)]


def _check_originality(bank: Bank, shingles: frozenset[str]) -> Found:
    for file, key, text in _list_sentences(bank):
        repeated = find_repeated(text, shingles)
        if repeated:
            problem = f"repeats a source document ({repeated!r}): say it in other words"
            yield Fault(file=file, key=key, problem=problem)


def _list_sentences(bank: Bank) -> Iterator[tuple[str, str, str]]:
    for claim in bank.claims:
        for key, statement in list_statements(claim):
            yield f"claims/{claim.id}.yaml", key, statement.text
    for passage in bank.passages:
        yield "passages", passage.id, passage.text
    for definition in bank.definitions:
        yield "definitions.yaml", definition.id, definition.text


def _check_ids(bank: Bank) -> Found:
    for file, records in (
        ("sources", bank.sources),
        ("claims", bank.claims),
        ("models", bank.models),
        ("licenses.yaml", bank.licenses),
        ("families.yaml", bank.families),
        ("definitions.yaml", bank.definitions),
        ("passages", bank.passages),
        ("tables", bank.tables),
    ):
        counts = Counter(record.id for record in records)
        for record_id, count in counts.items():
            if count > 1:
                yield Fault(file=file, key=record_id, problem=f"is given {count} times: keep one")


def list_statements(claim: Claim) -> list[tuple[str, Statement]]:
    """Every sentence of a card that rests on sources, the three first replies among them, with its key."""
    named = [
        ("short.asserts", claim.short.asserts),
        ("short.denies", claim.short.denies),
        ("short.asks", claim.short.asks),
        ("headline", claim.headline),
        ("fact", claim.fact),
        ("crux", claim.crux),
        ("concede.asserts", claim.concede.asserts),
        ("concede.denies", claim.concede.denies),
        ("other_side.reply", claim.other_side.reply),
        ("other_side.answer", claim.other_side.answer),
        ("limits", claim.limits),
    ]
    named += [(f"reasons.{number}", reason) for number, reason in enumerate(claim.reasons)]
    return named + [(f"disputes.{number}", dispute) for number, dispute in enumerate(claim.disputes)]


def _list_cites(bank: Bank) -> Iterator[_Cited]:
    for claim in bank.claims:
        for key, statement in list_statements(claim):
            yield f"claims/{claim.id}.yaml", key, statement.cites
    yield from _list_model_cites(bank)
    for passage in bank.passages:
        yield "passages", passage.id, passage.cites
        if passage.audit:
            yield "passages", f"{passage.id}.audit", passage.audit.cites
    for definition in bank.definitions:
        yield "definitions.yaml", definition.id, definition.cites
    for license_record in bank.licenses:
        yield "licenses.yaml", license_record.id, license_record.cites
    yield from _list_cell_cites(bank)


def _list_model_cites(bank: Bank) -> Iterator[_Cited]:
    for model in bank.models:
        for key, cites in list_model_cites(model):
            yield "models", f"{model.id}.{key}", cites


def list_model_cites(model: ModelRecord) -> Iterator[tuple[str, Iterable[Cite]]]:
    """Every cell of a model that rests on sources, by its key."""
    for name, component in model.components.items():
        yield f"components.{name}", component.cites
    yield "license", model.license.cites
    yield "openness_class", model.openness_class.cites
    if model.index_score:
        yield "index_score", model.index_score.cites
    for benchmark in model.benchmarks:
        yield f"benchmarks.{benchmark.name}", benchmark.cites
    for statement in model.contested:
        yield "contested", statement.cites


def _list_cell_cites(bank: Bank) -> Iterator[_Cited]:
    for table in bank.tables:
        for row in table.rows:
            for column, cell in row.cells.items():
                if cell.audit:
                    yield f"tables/{table.id}.yaml", f"{row.key}.{column}", cell.audit.cites


def _check_citations(bank: Bank) -> Found:
    for file, key, cites in _list_cites(bank):
        for cite in cites:
            if cite.source not in bank.source:
                problem = f"no source {cite.source}: add it under sources/ or mend the id"
                yield Fault(file=file, key=f"{key}.cites", problem=problem)


def _check_links(bank: Bank) -> Found:
    for claim in bank.claims:
        file = f"claims/{claim.id}.yaml"
        yield from _check_known(file, "models", claim.models, bank.model)
        yield from _check_known(file, "families", claim.families, bank.family)
        yield from _check_known(file, "related", claim.related, bank.claim)
    for family in bank.families:
        yield from _check_known("families.yaml", family.id, (*family.members, family.newest), bank.model)
    yield from _check_table_links(bank)


def _check_known(file: str, key: str, ids: Iterable[str], known: Container[str]) -> Found:
    for record_id in ids:
        if record_id not in known:
            yield Fault(file=file, key=key, problem=f"there is no {record_id}: add it or mend the id")


def _check_table_links(bank: Bank) -> Found:
    for table in bank.tables:
        file = f"tables/{table.id}.yaml"
        columns = {column.id for column in table.columns}
        if table.source not in bank.source:
            yield Fault(file=file, key="source", problem=f"no source {table.source}: mend the id")
        for row in table.rows:
            if row.model and row.model not in bank.model:
                yield Fault(file=file, key=row.key, problem=f"no model {row.model}: mend the id")
            if set(row.cells) != columns:
                odd = ", ".join(sorted(set(row.cells) ^ columns))
                yield Fault(file=file, key=row.key, problem=f"cells and columns differ ({odd}): fill every cell")


_JOINTS = str.maketrans("", "", "-_ ")


def _check_aliases(bank: Bank) -> Found:
    """Names that differ by a dash or a space alone are one name to whoever types them."""
    owners: dict[str, str] = {}
    for model in bank.models:
        for alias in {name.casefold() for name in (model.name, *model.aliases)}:
            other = owners.setdefault(alias.translate(_JOINTS), model.id)
            if other != model.id:
                problem = f"the alias {alias!r} belongs to {other} too: leave it to one, or to a family"
                yield Fault(file="models", key=f"{model.id}.aliases", problem=problem)


def _check_figures(bank: Bank) -> Found:
    book = FigureBook(bank)
    for claim in bank.claims:
        for key, statement in list_statements(claim):
            missing = book.find_unsupported(statement.text, statement.cites, statement.as_of)
            if missing:
                yield _figure_fault(f"claims/{claim.id}.yaml", key, missing)
    for passage in bank.passages:
        missing = book.find_unsupported(passage.text, passage.cites, passage.as_of)
        if missing:
            yield _figure_fault("passages", passage.id, missing)


def _figure_fault(file: str, key: str, missing: list[str]) -> Fault:
    figures = ", ".join(missing)
    problem = f"no cited source holds the figure {figures}: cite the one that does, or add it to its notes"
    return Fault(file=file, key=key, problem=problem)


def _check_verdicts(bank: Bank) -> Found:
    """A card carries its verdict: the tiers do not all say otherwise, and what is unsettled names two sides."""
    for claim in bank.claims:
        file = f"claims/{claim.id}.yaml"
        if claim.levels and claim.verdict not in claim.levels.values() and len(set(claim.levels.values())) == 1:
            yield Fault(file=file, key="levels", problem="every tier differs from the verdict: mend one of them")
        sources = {cite.source for reason in claim.reasons for cite in reason.cites}
        if len(sources) < _FEWEST_SOURCES:
            problem = f"the reasons rest on {len(sources)} source: cite at least {_FEWEST_SOURCES}"
            yield Fault(file=file, key="reasons", problem=problem)
