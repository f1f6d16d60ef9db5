"""Text that people typed, made harmless before the bot repeats it: AutoMod and link filters do not look at bots.

Every sign is taken one by one: a pattern for whole links misses the second link of a line. What is ours and meant to
work (a citation's number, the address of a source) is told apart by name, not by shape.

Signs: Discord developer documentation, 'Message Formatting' (mentions, timestamps, slash commands, guild navigation),
and its support article on markdown.
"""

import re
from collections.abc import Collection

_BREAK = "\u200b"
"""A space of no width: it takes a sign out of its form and is not seen."""

_LINK = re.compile(r"https?://[^\s<>]+")
_CITATION = r"\[\d{1,3}\]"
_SIGN = re.compile(
    rf"""
    (?P<citation>{_CITATION}(?!\())
    | (?P<mark>[\\*_~|`\[\]]|(?<=\])\()
    | (?P<form>[<@])
    | (?P<scheme>:(?=//))
    | (?P<invite>(?<=\bdiscord)\.|(?<=\bdiscordapp)\.|(?<=\bdsc)\.)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LINE_START = re.compile(r"^([ ]*)(#{1,3}|>{1,3}|-\#)(?=\s)", re.MULTILINE)


def escape(text: str, links: Collection[str] = ()) -> str:
    """The text as it was typed, to read and not to press. The addresses in `links` stay links."""
    pieces, end = [], 0
    for match in _LINK.finditer(text):
        address = next((link for link in links if match.group() in {link, f"{link}.", f"{link},"}), None)
        if address is not None:
            pieces += [_escape_piece(text[end : match.start()]), address]
            end = match.start() + len(address)
    return "".join([*pieces, _escape_piece(text[end:])])


def escape_keeping_links(text: str) -> str:
    """For what moderators write under their own responsibility: bare addresses stay links, everything else is plain."""
    return escape(text, _LINK.findall(text))


def _escape_piece(text: str) -> str:
    return _SIGN.sub(_break, _LINE_START.sub(rf"\1{_BREAK}\2", text))


def _break(match: re.Match[str]) -> str:
    sign = match.group()
    if match.lastgroup == "mark":
        return f"\\{sign}"
    return sign if match.lastgroup == "citation" else f"{sign}{_BREAK}"
