"""Answers as plain text, for places where the bot may not embed: without that permission an embed is not shown."""

from typing import Any

import discord

from bot.chat.paging import split_text
from bot.chat.refusals import read_permissions

_LIMIT = 2000
_MORE = "\n… (shortened: here I may not embed)"


def may_embed(channel: object) -> bool:
    """Whether an embed is shown in a channel; where Discord has not told, it is tried."""
    permissions = read_permissions(channel)
    return permissions is None or permissions.embed_links


def shape(page: discord.Embed, note: str | None = None, *, embed: bool) -> dict[str, Any]:
    """What to send of an answer's page: the page itself under a note, or the same words as text."""
    if embed:
        return {"content": note, "embed": page}
    return {"content": _write(page, note)}


def _write(page: discord.Embed, note: str | None) -> str:
    title = f"**{page.title}**" if page.title else None
    fields = (_write_field(field.name, field.value) for field in page.fields)
    parts = [note, title, page.description, page.footer.text, *fields]
    text = "\n".join(part for part in parts if part)
    if len(text) <= _LIMIT:
        return text
    return split_text(text, _LIMIT - len(_MORE))[0] + _MORE


def _write_field(name: str | None, value: str | None) -> str:
    label = (name or "").strip("\u200b ")
    return f"**{label}**: {value}" if label else value or ""
