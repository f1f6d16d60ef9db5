"""JSON Schemas of the knowledge files, for editors that complete and check YAML as it is typed."""

import json
from typing import Any

from pydantic import TypeAdapter

from bot.records.claims import Claim
from bot.records.models import Family, License, ModelRecord
from bot.records.passages import Definition, Passage
from bot.records.sources import Source
from bot.records.tables import Table

_FILES: dict[str, Any] = {
    "claim": Claim,
    "table": Table,
    "sources": dict[str, list[Source]],
    "models": dict[str, list[ModelRecord]],
    "licenses": dict[str, list[License]],
    "families": dict[str, list[Family]],
    "definitions": dict[str, list[Definition]],
    "passages": dict[str, list[Passage]],
}


def write_schemas() -> dict[str, str]:
    """Return the text of each schema by file name, as it stands in `knowledge/schema/`."""
    return {
        f"{name}.json": json.dumps(TypeAdapter(kind).json_schema(), indent=1, ensure_ascii=False) + "\n"
        for name, kind in _FILES.items()
    }
