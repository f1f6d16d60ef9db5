"""Drafts: records made from foreign files, which are no part of the bank until somebody moves them there."""

from typing import Annotated, Literal

from pydantic import TypeAdapter, ValidationError, ValidatorFunctionWrapHandler, WrapValidator

from bot.exchange.foreign import Cell, Told
from bot.exchange.licenses import LicenseBook, write_slug
from bot.records.base import AsOf, Cite, Record
from bot.records.models import (
    COMPONENTS,
    Component,
    IndexScore,
    LicenseTerms,
    ModelRecord,
    OpennessClass,
)
from bot.records.sources import Note, Source

UNTOLD: Literal["unknown"] = "unknown"
_DATE: TypeAdapter[str] = TypeAdapter(AsOf)
_CLASSES: dict[int, Literal["I", "II", "III", "none"]] = {0: "none", 1: "I", 2: "II", 3: "III"}


def _allow_unknown(value: object, handler: ValidatorFunctionWrapHandler) -> object:
    return value if value == UNTOLD else handler(value)


class DraftModel(ModelRecord):
    """A record whose date of release may still be unknown."""

    released: Annotated[AsOf, WrapValidator(_allow_unknown)]


class Draft(Record):
    """What one file gave: the models, and the documents that their cells cite."""

    sources: tuple[Source, ...] = ()
    models: tuple[DraftModel, ...]


def make_draft(told: Told, licenses: LicenseBook, url: str | None, today: str) -> Draft:
    """A draft in which every cell cites the file; what the file does not tell is unknown.

    `today` (2026-11-28) dates what the file does not date itself.
    """
    return _Writer(told, licenses, url, today).write()


class _Writer:
    """Writes the one draft that a file gives."""

    def __init__(self, told: Told, licenses: LicenseBook, url: str | None, today: str) -> None:
        self._told, self._licenses = told, licenses
        self._id = write_slug(told.name)
        self._as_of = told.as_of if _is_date(told.as_of) else today
        self._source = Source(
            id=write_slug(f"{told.form}-{self._id}"),
            title=told.title,
            publisher=told.publisher or told.developer or UNTOLD,
            kind=told.kind,
            url=url,
            date=self._as_of,
            basis="mirror",
            notes=(Note(text=told.says, as_of=self._as_of),),
        )

    def write(self) -> Draft:
        told = self._told
        model = DraftModel(
            id=self._id,
            name=told.name,
            developer=told.developer or UNTOLD,
            country=UNTOLD,
            family=UNTOLD,
            released=told.released if _is_date(told.released) else UNTOLD,
            parameters=told.parameters or UNTOLD,
            components={name: self._write_component(told.cells.get(name)) for name in COMPONENTS},
            license=LicenseTerms(
                id=self._licenses.find(told.license_name), cites=self._cite(told.license_place), as_of=self._as_of
            ),
            openness_class=self._write_class(),
            index_score=self._write_score(),
            basis="mirror",
        )
        return Draft(sources=(self._source,), models=(model,))

    def _cite(self, place: str = "") -> tuple[Cite, ...]:
        return (Cite(source=self._source.id, locator=place or None),)

    def _write_component(self, cell: Cell | None) -> Component:
        told = cell or Cell("unknown", "The file does not tell.", "")
        return Component(value=told.value, note=told.note, cites=self._cite(told.place), as_of=self._as_of)

    def _write_class(self) -> OpennessClass:
        number = self._told.openness_class
        value = _CLASSES.get(number) if number is not None else None
        note = "The file gives the class." if value else "The file gives no class."
        return OpennessClass(value=value or "unrated", note=note, cites=self._cite(), as_of=self._as_of)

    def _write_score(self) -> IndexScore | None:
        counts = self._told.counts
        if counts is None:
            return None
        return IndexScore(assessed=self._told.name, cites=self._cite(), as_of=self._as_of, **counts._asdict())


def _is_date(text: str) -> bool:
    try:
        _DATE.validate_python(text)
    except ValidationError:
        return False
    return True
