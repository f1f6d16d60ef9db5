"""Rules across files: every id exists once, every citation and every figure has its source."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator

from bot.corpus.citing import Fact, list_facts
from bot.corpus.faults import Fault
from bot.corpus.figures import FigureBook
from bot.corpus.shingles import find_repeated
from bot.corpus.sourcing import check_addresses, check_footing, check_notes
from bot.records.bank import Bank

Found = Iterator[Fault]
_FEWEST_SOURCES = 2
_WORDED = frozenset({"passages", "definitions.yaml", "people.yaml"})


def check_bank(
    bank: Bank, shingles: frozenset[str] = frozenset(), reposts: frozenset[str] = frozenset()
) -> list[Fault]:
    """Return every fault across files.

    `shingles` are hashed runs of the source documents (`corpus.shingles`), `reposts` the places that no source may
    be cited at (`corpus.sourcing`).
    """
    rules: tuple[Callable[[Bank], Iterable[Fault]], ...] = (
        _check_ids,
        _check_citations,
        _check_links,
        _check_aliases,
        _check_figures,
        _check_verdicts,
        check_footing,
        check_notes,
    )
    faults = [fault for rule in rules for fault in rule(bank)]
    return [*faults, *_check_originality(bank, shingles), *check_addresses(bank, reposts)]


def _check_originality(bank: Bank, shingles: frozenset[str]) -> Found:
    for fact in list_facts(bank):
        repeated = find_repeated(fact.text, shingles) if fact.file != "models" else None
        if repeated:
            problem = f"repeats a source document ({repeated!r}): say it in other words"
            yield Fault(file=fact.file, key=fact.key, problem=problem)


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


def _check_citations(bank: Bank) -> Found:
    for fact in list_facts(bank):
        for cite in fact.cites:
            if cite.source not in bank.source:
                problem = f"no source {cite.source}: add it under sources/ or mend the id"
                yield Fault(file=fact.file, key=f"{fact.key}.cites", problem=problem)


def _check_links(bank: Bank) -> Found:
    for claim in bank.claims:
        file = f"claims/{claim.id}.yaml"
        yield from _check_known(file, "models", claim.models, bank.model)
        yield from _check_known(file, "families", claim.families, bank.family)
        yield from _check_known(file, "related", claim.related, bank.claim)
    for family in bank.families:
        yield from _check_known("families.yaml", family.id, (*family.members, family.newest), bank.model)
    for passage in bank.passages:
        yield from _check_known("passages", f"{passage.id}.licenses", passage.licenses, bank.license)
    texts = {record.spdx for record in bank.licenses if record.spdx}
    for record in bank.licenses:
        extended = (record.extends,) if record.extends else ()
        yield from _check_known("licenses.yaml", f"{record.id}.extends", extended, texts)
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
    """Whoever follows a citation of a sentence finds its figures in a note of the document."""
    book = FigureBook(bank)
    for fact in list_facts(bank):
        missing = book.find_unsupported(fact.text, fact.cites, fact.as_of) if _is_sentence(fact) else []
        if missing:
            figures = ", ".join(missing)
            problem = f"no cited source holds the figure {figures}: cite the one that does, or add it to its notes"
            yield Fault(file=fact.file, key=fact.key, problem=problem)


def _is_sentence(fact: Fact) -> bool:
    """What replies say in words; scores, licences and cells of tables are themselves what was noted of a document."""
    component = fact.file == "models" and fact.place.startswith("components.")
    clause = fact.file == "licenses.yaml" and fact.place.startswith("clauses.")
    return component or clause or fact.file.startswith("claims/") or fact.file in _WORDED


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
