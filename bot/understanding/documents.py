"""Tells whether a line speaks of the two source documents or of their tables, and of which."""

import re

_NAMES: tuple[tuple[str, str], ...] = (
    ("seed-b", r"\b(document|doc|text|source|note|file) (b|two|2)\b"),
    ("seed-b", r"\b(second|short|shorter|other) (source )?(document|doc|text|note|piece)\b"),
    ("seed-b", r"\bai[ -](written|generated)\b"),
    ("seed-a", r"\b(document|doc|text|source) (a|one|1)\b"),
    ("seed-a", r"\b(first|long|longer) (source )?(document|doc|text)\b"),
    ("seed-a", r"\bainews\b|\barticles?'?s?\b|\b(the|that|this) (\w+ )?(piece|author)\b"),
)
_ARTICLE = re.compile(r"\b(article'?s?|ainews|(?<!\bur )(?<!\byour )tables?|the piece)\b")


def name_document(text: str) -> str | None:
    """The id of the source document that a line names."""
    lowered = text.casefold()
    return next((source for source, pattern in _NAMES if re.search(pattern, lowered)), None)


def mentions_article(text: str) -> bool:
    """True where the question is limited to the article or its tables."""
    return bool(_ARTICLE.search(text.casefold()))
