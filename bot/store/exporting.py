"""What members reported and what found no answer, as JSON lines for the maintainers of the knowledge."""

import json
from collections.abc import AsyncIterator

from bot.store.store import Store


async def export_lines(store: Store, server: int | None = None) -> AsyncIterator[str]:
    """One JSON object a line, of one server or of all; reports first, oldest first.

    Who reported is left out: a correction needs no name.

    Raises StoreError where the database cannot be read.
    """
    for report in await store.list_reports(server, None):
        yield _write_line("report", report.model_dump(mode="json", exclude={"reporter"}))
    for gap in await store.list_gaps(server):
        yield _write_line("gap", gap.model_dump(mode="json"))


def _write_line(kind: str, content: dict[str, object]) -> str:
    return json.dumps({"type": kind, **content}, ensure_ascii=False)
