"""Answers as embeds, within every limit of Discord. Pure: no client, no network.

CONTRIBUTING, "Why embeds", says why these are no components.

Limits (Discord developer documentation, 'Embed Limits'): title 256, description 4096, field name 256; the others stand
in `paging`.
"""

import re
from collections.abc import Collection, Iterator, Sequence

import discord

from bot.chat.emphasis import embolden, is_strip, join_marks, mark_verdicts
from bot.chat.escaping import escape
from bot.chat.paging import FIELD_LIMIT, Block, lay_out, split_text
from bot.chat.titles import BLUE, choose_heading, drop_opening, tell_verdict
from bot.records.answers import Answer, Citation
from bot.records.claims import Claim
from bot.replies.wording import MONTHS, say_date, say_reading
from bot.store.records import Locale

DESCRIPTION_LIMIT = 4096

_FEW = 3
"""Sources that stand in one line of small print; more are a list."""

_SAYS_NOTHING = frozenset({"smalltalk", "error", "clarify"})
"""Kinds of answers without a fact in their first line."""

_SHORT_TITLE = 40
_SOURCES_A_PAGE = 8
_DATE = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})\b")


def render_answer(
    answer: Answer, locale: Locale = "en-GB", claim: Claim | None = None, *, of_other: bool = False
) -> list[discord.Embed]:
    """The pages of an answer, an embed each; nearly always one. `claim` is the card that it is about, if any;
    `of_other` says that somebody else than the reader said what is answered.

    Mark, words and colour of the title say how the speaker stands; the verdict on the card's sentence is in the text.
    """
    heading = choose_heading(answer, claim, of_other=of_other)
    blocks = _list_blocks(answer, locale, heading.title)
    listed = answer.citations if len(answer.citations) > _FEW else ()
    pages = lay_out(blocks, {one.n: _write_dates(_write_source(one), locale) for one in listed})
    embeds = [_build_embed(heading.colour, page) for page in pages]
    embeds[0].title = heading.title
    verdict = tell_verdict(answer, claim)
    if verdict:
        embeds[0].set_footer(text=verdict)
    return embeds


def _build_embed(colour: int, blocks: list[Block]) -> discord.Embed:
    embed = discord.Embed(colour=colour)
    lead, rest = _split_lead(blocks)
    embed.description = lead or None
    for name, value in rest:
        embed.add_field(name=name or "\u200b", value=value, inline=False)
    return embed


def _split_lead(blocks: list[Block]) -> tuple[str, list[Block]]:
    """The blocks without a label that open the page become its description, as far as it has room."""
    lead: list[str] = []
    rest = list(blocks)
    while rest and not rest[0][0] and len("\n".join([*lead, rest[0][1]])) < DESCRIPTION_LIMIT:
        gap = "\n" if lead and is_strip(rest[0][1]) else ""
        lead.append(gap + rest.pop(0)[1])
    return "\n".join(lead), rest


def _list_blocks(answer: Answer, locale: Locale, title: str | None) -> Iterator[Block]:
    """What is said, and of few sources the small print."""
    own = {citation.url for citation in answer.citations if citation.url}
    for place, section in enumerate(answer.sections):
        said = drop_opening(section.text, title) if place == 0 else section.text
        text = _write_dates(_emphasise(answer, place, _escape(said, own), title), locale)
        for position, piece in enumerate(split_text(text, FIELD_LIMIT)):
            yield Block(section.label if position == 0 else "", piece)
    if 0 < len(answer.citations) <= _FEW:
        yield Block("", _write_small_print(answer.citations))


def _emphasise(answer: Answer, place: int, text: str, title: str | None) -> str:
    """The words that decide bold where no title says them; marks beside their words."""
    if answer.parts:
        return mark_verdicts(text)
    leads = (
        place == 0
        and title is None
        and not answer.sections[0].label
        and not answer.restated
        and answer.kind not in _SAYS_NOTHING
    )
    return join_marks(embolden(text) if leads else text)


def render_sources(citations: Sequence[Citation], locale: Locale = "en-GB") -> list[discord.Embed]:
    """All sources of an answer, a few a page."""
    pages = []
    for start in range(0, len(citations), _SOURCES_A_PAGE):
        lines = "\n".join(_write_source(citation) for citation in citations[start : start + _SOURCES_A_PAGE])
        pages += split_text(_write_dates(lines, locale), DESCRIPTION_LIMIT)
    return [discord.Embed(title="Sources", colour=BLUE, description=page) for page in pages]


def _write_small_print(citations: Sequence[Citation]) -> str:
    """The sources of a first reply in one line: '-# [1] Title · [2] Title', each title a link."""
    return f"-# {' · '.join(_write_short_source(citation) for citation in citations)}"


def _write_short_source(citation: Citation) -> str:
    return f"[{citation.n}]\u00a0{_link(_shorten(citation.title), citation.url)}{_mark_reading(citation)}"


def _shorten(title: str) -> str:
    """A title of one line's length, cut behind a word unless that leaves too little."""
    if len(title) <= _SHORT_TITLE:
        return title
    kept = title[: _SHORT_TITLE - 1]
    words = kept.rpartition(" ")[0].rstrip(" ,:;-(")
    return f"{words if len(words) > _SHORT_TITLE // 2 else kept}…"


def _link(title: str, url: str | None) -> str:
    """A title that leads to its address, where it has one that Discord accepts."""
    text = escape(title.replace("[", "(").replace("]", ")"))
    address = (url or "").replace("(", "%28").replace(")", "%29")
    return f"[{text}]({address})" if address.startswith(("http://", "https://")) else text


def _write_source(citation: Citation) -> str:
    """'[1] title, place (date)', linked where the document has an address that Discord accepts."""
    place = f", {citation.locator}" if citation.locator else ""
    title = _link(f"{citation.title}{place}", citation.url)
    date = f" ({say_date(citation.as_of)})" if citation.as_of else ""
    return f"[{citation.n}] {title}{date}{_mark_reading(citation)}"


def _mark_reading(citation: Citation) -> str:
    reading = say_reading(citation)
    return f" ({reading})" if reading else ""


def _write_dates(text: str, locale: Locale) -> str:
    """'30 June 2026' is 'June 30, 2026' for American readers."""
    return _DATE.sub(r"\2 \1, \3", text) if locale == "en-US" else text


def _escape(text: str, links: Collection[str] = ()) -> str:
    bullets = text.replace("\n- ", "\n• ")
    return escape(f"• {bullets[2:]}" if bullets.startswith("- ") else bullets, links)
