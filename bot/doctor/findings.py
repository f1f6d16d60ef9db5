"""A finding: what was looked at, whether it is in order, and what to know or to do."""

from typing import NamedTuple


class Finding(NamedTuple):
    """`text` is a fact where the finding is fine, else a sentence that ends with the remedy."""

    subject: str
    fine: bool
    text: str

    def __str__(self) -> str:
        return f"{self.subject:<12} {'ok' if self.fine else 'MEND'}: {self.text}"
