"""JSON Schemas of the exported forms, of drafts, and of what is read of foreign files."""

import json

from pydantic import BaseModel

from bot.exchange.drafts import Draft
from bot.exchange.european_index import IndexRecord
from bot.exchange.forms import ModelLine, ModelRow
from bot.exchange.model_card import CardFront
from bot.exchange.openness_tool import ToolRecord

_FILES: dict[str, type[BaseModel]] = {
    "models-jsonl": ModelLine,
    "models-csv": ModelRow,
    "model-openness-tool": ToolRecord,
    "european-index": IndexRecord,
    "model-card": CardFront,
    "draft": Draft,
}


def write_exchange_schemas() -> dict[str, str]:
    """Return the text of each schema by file name, as it stands in `knowledge/schema/exchange/`."""
    return {
        f"{name}.json": json.dumps(kind.model_json_schema(), indent=1, ensure_ascii=False) + "\n"
        for name, kind in _FILES.items()
    }
