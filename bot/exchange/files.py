"""Writes exports and drafts to disk. An export may be written again; a draft is never written over."""

from pathlib import Path
from typing import Any

from bot.corpus.fingerprint import DRAFTS_FOLDER
from bot.corpus.writing import write_yaml
from bot.errors import ExchangeError
from bot.exchange.drafts import Draft
from bot.exchange.licenses import write_slug
from bot.records.base import Cite


def write_files(folder: Path, files: dict[str, str]) -> None:
    """Write texts under their names into a folder, which is made if it is missing."""
    for name, text in files.items():
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError) as error:
            raise ExchangeError(f"{path.parent} is no folder: name another place to export to.") from error
        path.write_text(text, encoding="utf-8", newline="\n")


def name_draft(knowledge: Path, file: Path, draft: Draft) -> Path:
    """Where a draft stands unless another place is named: under its model's id; several, under the file's name."""
    name = draft.models[0].id if len(draft.models) == 1 else write_slug(file.stem)
    return knowledge / DRAFTS_FOLDER / f"{name or 'draft'}.yaml"


def write_draft(path: Path, draft: Draft, made_from: str, today: str) -> None:
    """Write a draft to a place where nothing stands yet."""
    head = (
        f"# Draft made from {made_from} on {today}. Nobody has judged it yet: `glassbox check` tells what is missing.\n"
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(head + write_yaml(_write_short(draft)))
    except FileExistsError as error:
        raise ExchangeError(f"{path} exists already and is left as it is: move it, or name another place.") from error


def _write_short(draft: Draft) -> Any:
    """As people write records: absent values left out, citations in their short form."""
    return _shorten(draft.model_dump(mode="python", exclude_defaults=True))


def _shorten(value: Any) -> Any:
    if isinstance(value, dict) and set(value) <= set(Cite.model_fields) and "source" in value:
        return "#".join(part for part in (value["source"], value.get("locator")) if part)
    if isinstance(value, dict):
        return {key: _shorten(part) for key, part in value.items()}
    return [_shorten(part) for part in value] if isinstance(value, list | tuple) else value
