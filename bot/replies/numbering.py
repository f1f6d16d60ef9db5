"""The numbers by which a text points at its sources: written anew where texts are cut or put together."""

import re
from collections.abc import Mapping

from bot.records.answers import Citation

MARK = re.compile(r"\[(\d+)\]")

Numbered = dict[tuple[str, str | None], Citation]
"""Sources by document and place, each with its number, in the order of the numbers."""


def gather_citations(citations: tuple[Citation, ...]) -> Numbered:
    """The sources of one text, by document and place."""
    return {(one.source, one.locator): one for one in citations}


def number_on(numbered: Numbered, citation: Citation) -> int:
    """The number of a source among those of other texts, the next one where it is not among them: it is then."""
    key = (citation.source, citation.locator)
    numbered.setdefault(key, citation.model_copy(update={"n": len(numbered) + 1}))
    return numbered[key].n


def rewrite_marks(text: str, numbers: Mapping[int, int]) -> str:
    """The text with its numbers as they are now, without those that are no more."""
    written = MARK.sub(lambda mark: f"[{numbers[n]}]" if (n := int(mark.group(1))) in numbers else "", text)
    return re.sub(r" +(?=\s|$|[.,;])", "", written)
