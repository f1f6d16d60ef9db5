"""Dates that do not exist, or are written in another way, in every kind of knowledge file: `glassbox check` names file,
key and remedy of each, and never fails itself."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.commands import run

_ODD = (
    "2026-13", "2026-02-30", "2026-00-10", "0000", "0000-01-01", "31/12/2026", "30.06.2026", "June 2026", "2026-6",
    "2026-6-5", "2026-06-30 12:00:00", "2026-06-30T12:00:00Z", "2026-02-30T25:61:00Z", "20260630", "2026.06", "-2026",
    "1e3", ".nan", "02026", "20:26", "1226", "9999", "26", "true", "''", "' '", "'２０２６-０６'", "'2026-06-'",
    "'2026–06'", "[2026]", "{year: 2026}", "2026-06-31", "'2026-06-30\\n'", "99999999999999999999", "today",
)  # fmt: skip
_EMPTY = ("", "null", "~")
"""Nothing; where a date may be missing that is no fault."""

_FINE = ("2026", "'2026'", "2026-06", "2026-06-30", "'2026-06-30'", "1995-11")
_REMEDY = "write a year, a month or a day: 2026, 2026-06 or 2026-06-30"


class Kind(NamedTuple):
    """A place of a date: the file, the key of its list (none where a file holds one record), the key of the date in a
    record, and how the record is written."""

    file: str
    list_key: str
    key: str
    record: str
    may_be_missing: bool = False


_SOURCE = "id: ID, title: T, publisher: P, kind: maker, basis: page"
_STATEMENT = "{text: X., cites: [a], as_of: 2026}"
_TEXT = "text: X., cites: [a], as_of: DATE"
_MODEL = (
    "id: ID, name: N, developer: D, country: C, family: f, parameters: 7B, basis: page, "
    "license: {id: apache-2.0, cites: [a], as_of: 2026}, "
    "openness_class: {value: none, note: N, cites: [a], as_of: 2026}"
)
_LICENSE = "id: ID, name: ID, osi_approved: true, kind: permissive, terms: T, cites: [a], basis: page"
_CLAIM = f"""id: ID
statement: S
opposite: O
verdict: wrong
why: W
short: {{asserts: {_STATEMENT}, denies: {_STATEMENT}, asks: {_STATEMENT}}}
headline: {_STATEMENT}
concede: {{asserts: {_STATEMENT}, denies: {_STATEMENT}}}
reasons: [{_STATEMENT}, {_STATEMENT}, {_STATEMENT}]
crux: {_STATEMENT}
other_side: {{reply: {_STATEMENT}, answer: {_STATEMENT}}}
limits: {_STATEMENT}
"""
_TABLE = (
    "id: ID\ntitle: T\ntopic: T\nowner: O\nsource: a\nsection: S\nkey: K\ncolumns: [{id: c, title: C, kind: text}]\n"
)
_AUDITED = "{value: V, audit: {finding: confirmed, note: N, cites: [a], as_of: DATE}}"

_KINDS = {
    "source": Kind("sources/a.yaml", "sources", "date", f"{{{_SOURCE}, date: DATE}}", may_be_missing=True),
    "reading": Kind("sources/b.yaml", "sources", "checked", f"{{{_SOURCE}, checked: DATE}}", may_be_missing=True),
    "note": Kind(
        "sources/c.yaml", "sources", "notes.0.as_of", f"{{{_SOURCE}, notes: [{{text: X, as_of: DATE}}]}}",
        may_be_missing=True,
    ),
    "license": Kind("licenses.yaml", "licenses", "as_of", f"{{{_LICENSE}, as_of: DATE}}"),
    "person": Kind("people.yaml", "people", "as_of", f"{{id: ID, name: N, kind: lab, who: W, {_TEXT}}}"),
    "definition": Kind("definitions.yaml", "definitions", "as_of", f"{{id: ID, term: T, {_TEXT}}}"),
    "passage": Kind(
        "passages/a.yaml", "passages", "as_of", f"{{id: ID, kind: figure, title: T, {_TEXT}}}"
    ),
    "release": Kind("models/a.yaml", "models", "released", f"{{{_MODEL}, components: {{}}, released: DATE}}"),
    "component": Kind(
        "models/b.yaml", "models", "components.paper.as_of",
        f"{{{_MODEL}, released: 2026, components: {{paper: {{value: 'yes', note: N, cites: [a], as_of: DATE}}}}}}",
    ),
    "all components": Kind(
        "models/c.yaml", "models", "components.paper.as_of",
        f"{{{_MODEL}, released: 2026, as_of: DATE, components: {{paper: {{value: 'yes', note: N, cites: [a]}}}}}}",
    ),
    "claim": Kind("claims/ID.yaml", "", "reviewed", f"{_CLAIM}fact: {_STATEMENT}\nreviewed: DATE\n"),
    "statement": Kind("claims/ID.yaml", "", "fact.as_of", f"{_CLAIM}fact: {{{_TEXT}}}\nreviewed: 2026\n"),
    "table": Kind("tables/ID.yaml", "", "as_of", f"{_TABLE}as_of: DATE\nrows: []\n"),
    "audit": Kind(
        "tables/ID.yaml", "", "rows.0.cells.c.audit.as_of",
        f"{_TABLE}as_of: 2026\nrows: [{{key: K, cells: {{c: {_AUDITED}}}}}]\n",
    ),
}  # fmt: skip
_DATES = (*_ODD, *_EMPTY, *_FINE)


def _name(kind: str, date: str) -> str:
    return f"{kind.replace(' ', '-')}-{_DATES.index(date)}"


def _write(folder: Path, name: str, kind: Kind) -> None:
    """Records of one kind, each with another date."""
    written: dict[Path, str] = {}
    for date in _DATES:
        identifier = _name(name, date)
        file = folder / kind.file.replace("ID", identifier)
        record = kind.record.replace("ID", identifier).replace("DATE", date)
        written[file] = written.get(file, f"{kind.list_key}:\n") + f"- {record}\n" if kind.list_key else record
    for file, text in written.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def check(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], list[str]]:
    """What a check of all of them says about a record, without the record's own place."""
    folder = tmp_path_factory.mktemp("dates")
    for name, kind in _KINDS.items():
        _write(folder, name, kind)
    with (folder / "licenses.yaml").open("a", encoding="utf-8") as licenses:
        licenses.write(f"- {{{_LICENSE.replace('ID', 'apache-2.0')}, as_of: 2026}}\n")
    result = run("check", GLASSBOX_KNOWLEDGE=str(folder))
    assert result.returncode == 1
    assert result.stderr == ""
    lines = result.stdout.splitlines()

    def find(kind: str, date: str) -> list[str]:
        name, place = _name(kind, date), _KINDS[kind]
        file = place.file.replace("ID", name)
        start = f"{file}: {place.list_key}.{name}." if place.list_key else f"{file}: "
        return [line.removeprefix(start) for line in lines if line.startswith(start)]

    return find


@pytest.mark.parametrize("kind", _KINDS)
def test_every_odd_date_is_named_with_its_remedy(check: Callable[[str, str], list[str]], kind: str) -> None:
    for date in _ODD:
        (told,) = check(kind, date)
        assert told.startswith(f"{_KINDS[kind].key}: "), date
        assert _REMEDY in told, date


@pytest.mark.parametrize("kind", _KINDS)
def test_a_date_without_a_value_is_named_where_there_has_to_be_one(
    check: Callable[[str, str], list[str]], kind: str
) -> None:
    for date in _EMPTY:
        told = check(kind, date)
        assert len(told) == (0 if _KINDS[kind].may_be_missing else 1), date
        assert all(_REMEDY in line for line in told)


@pytest.mark.parametrize("kind", [kind for kind in _KINDS if kind != "reading"])
def test_years_months_and_days_are_no_fault(check: Callable[[str, str], list[str]], kind: str) -> None:
    for date in _FINE:
        assert check(kind, date) == [], date


def test_whoever_read_a_document_did_so_on_a_day(check: Callable[[str, str], list[str]]) -> None:
    assert [check("reading", date) for date in ("2026-06-30", "'2026-06-30'")] == [[], []]
    assert all("is a day, such as" in line for date in ("2026", "2026-06") for line in check("reading", date))
