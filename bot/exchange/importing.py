"""Reads a file of others, or one that was exported here, into a draft. What the file is, its content tells."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from bot.corpus.faults import describe_validation
from bot.corpus.reading import UnreadableFile, parse_yaml, read_text
from bot.errors import ExchangeError
from bot.exchange.drafts import Draft, DraftModel, make_draft
from bot.exchange.european_index import IndexRecord, read_index_record
from bot.exchange.foreign import Told
from bot.exchange.forms import ModelLine
from bot.exchange.licenses import LicenseBook, write_slug
from bot.exchange.model_card import CardFront, read_card, split_card
from bot.exchange.openness_tool import ToolRecord, find_own_line, read_tool_record
from bot.records.models import License, ModelRecord

F = TypeVar("F", bound=BaseModel)
_LARGEST = 64 * 2**20
"""Bytes; all of the bank as JSON Lines takes two megabytes."""

_HUB = re.compile(r"https?://huggingface\.co/(?P<maker>[^/]+)/(?P<name>[^/?#]+)")


class Named(NamedTuple):
    """What whoever imports a file says of it: the model's name and the file's public address, if they are given."""

    name: str | None = None
    url: str | None = None


def import_file(path: Path, licenses: Iterable[License], today: str, named: Named) -> Draft:
    """The draft that a file gives, or ExchangeError with one sentence. `today` is written as 2026-11-28."""
    try:
        text = _read(path)
        lines = _read_lines(path, text)
        told = lines or _recognise(path, text)
    except UnreadableFile as error:
        raise ExchangeError(f"{path} cannot be imported: it {_say(error)}.") from error
    if not isinstance(told, Told):
        return _take_over(told)
    complete = _complete(told, named)
    if not write_slug(complete.name):
        raise ExchangeError(f"{path} does not name its model: give the name with --name.")
    return make_draft(complete, LicenseBook(licenses), named.url, today)


def _say(error: UnreadableFile) -> str:
    """The reader's faults start with 'is' or 'cannot', or with the line where the fault stands."""
    text = str(error)
    return f"is broken in {text}" if text.startswith("line ") else text


def _read(path: Path) -> str:
    if path.is_file() and path.stat().st_size > _LARGEST:
        raise UnreadableFile("is too large for a record: name the record's own file")
    return read_text(path).removeprefix("\ufeff")


def _read_lines(path: Path, text: str) -> tuple[ModelLine, ...]:
    """The records of an exported file of JSON Lines; none if it is another file."""
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not lines or not _is_exported(lines[0][1]):
        return ()
    return tuple(_validate(path, ModelLine, _load(path, number, line), f"line {number}") for number, line in lines)


def _is_exported(line: str) -> bool:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and {"components", "license_terms"} <= set(value)


def _load(path: Path, number: int, line: str) -> object:
    try:
        value: object = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ExchangeError(f"{path} is no JSON in line {number}: export it again.") from error
    return value


def _recognise(path: Path, text: str) -> Told | tuple[ModelLine, ...]:
    card = split_card(text)
    value = parse_yaml(card[0] if card else text)
    keys = set(value) if isinstance(value, dict) else set()
    if {"framework", "release"} <= keys:
        record = _validate(path, ToolRecord, value)
        own = find_own_line(record)
        return (own,) if own else read_tool_record(record)
    if {"system", "org"} <= keys:
        return read_index_record(_validate(path, IndexRecord, value))
    if card and keys:
        return read_card(_validate(path, CardFront, value), card[1])
    raise ExchangeError(
        f"{path} is no model record: give one of the Model Openness Tool or the European Open Source AI Index, "
        "a model card with its front matter, or JSON Lines that `glassbox export --models` wrote."
    )


def _validate(path: Path, kind: type[F], value: object, place: str = "") -> F:
    try:
        return kind.model_validate(value)
    except ValidationError as error:
        first = describe_validation(str(path), place, error)[0]
        raise ExchangeError(f"{path} cannot be imported: {first.key}: {first.problem}.") from error


def _complete(told: Told, named: Named) -> Told:
    """With what an address on Hugging Face tells of a card, and with the name that is given."""
    hub = _HUB.match(named.url or "")
    if hub and told.form == "model-card":
        told = told._replace(name=hub["name"], developer=hub["maker"], title=f"Model card of {hub['name']}")
    return told._replace(name=named.name) if named.name else told


def _take_over(lines: tuple[ModelLine, ...]) -> Draft:
    """Records that were exported here keep their own citations; their sources come along."""
    sources = {source.id: source for line in lines for source in line.sources}
    return Draft(sources=tuple(sources.values()), models=tuple(_take_record(line) for line in lines))


def _take_record(line: ModelLine) -> DraftModel:
    return DraftModel.model_validate({name: getattr(line, name) for name in ModelRecord.model_fields})
