"""Which licence of the bank a foreign file means by the name that it writes: exact names only, nothing is guessed."""

import re
from collections.abc import Iterable

from bot.records.models import License

UNTOLD = "unknown"
"""The id of the bank's record for a licence that nobody has named."""

_NO_NAME = re.compile(r"(?:unknown|undisclosed|unclear|none|other|n/a)\b|component.{0,80} not include|$", re.IGNORECASE)
_JOINTS = re.compile(r"[^a-z0-9+]+")
_TAIL = re.compile(r"license(?:agreement)?$")


class LicenseBook:
    """Licences by id, SPDX id, name and alias."""

    def __init__(self, licenses: Iterable[License]) -> None:
        self._ids: dict[str, str] = {}
        for record in licenses:
            for name in (record.id, record.spdx or "", record.name, *record.aliases):
                self._ids.setdefault(_write_key(name), record.id)

    def find(self, name: str) -> str:
        """The id of the licence; for one that the bank does not hold an id made from its name, for `check` to say so.

        A file that names none gets UNTOLD.
        """
        if _NO_NAME.match(name.strip()):
            return UNTOLD
        return self._ids.get(_write_key(name)) or write_slug(name) or UNTOLD


def _write_key(name: str) -> str:
    joined = _JOINTS.sub("", name.casefold().replace("licence", "license"))
    return _TAIL.sub("", joined)


def write_slug(name: str) -> str:
    """An id made from a name: 'OLMo 7B (hf)' gives olmo-7b-hf. Empty where the name holds nothing for one."""
    return re.sub(r"[^a-z0-9.]+", "-", name.casefold().replace("+", "-plus")).strip("-.")[:120]
