"""The buttons under a reply: which ones it has and how they look.

Every button carries the same short id in all messages; what it is about is looked up in the store by the message
(`pressing`), so buttons go on working after a restart and cost no memory.
"""

from typing import NamedTuple

import discord

from bot.store.records import Button, Reply

PREFIX = "glassbox:"


class Look(NamedTuple):
    """A button's words, mark, colour and row."""

    label: str | None
    row: int
    mark: str | None = None
    style: discord.ButtonStyle = discord.ButtonStyle.secondary


_LOOKS: dict[Button, Look] = {
    "is-so": Look("The first", 0, style=discord.ButtonStyle.primary),
    "is-not-so": Look("The second", 0, style=discord.ButtonStyle.primary),
    "other-side": Look("Other side", 0),
    "evidence": Look("Evidence", 0),
    "deeper": Look("Deeper", 0),
    "shorter": Look("Shorter", 0),
    "compare": Look("Compare", 0),
    "previous": Look("Previous", 1, "◀"),
    "next": Look("Next", 1, "▶"),
    "share": Look("Share", 2, style=discord.ButtonStyle.primary),
    "remove": Look("Remove", 2),
    "wrong": Look("Wrong?", 2),
    "useful": Look(None, 2, "👍"),
    "useless": Look(None, 2, "👎"),
}
_SAYS_NOTHING = frozenset({"smalltalk", "error"})


def choose_buttons(reply: Reply, *, aside: bool = False) -> tuple[Button, ...]:
    """The buttons that make sense under a reply. An aside has those of its pages, Share and Wrong? alone."""
    last: Button = "share" if reply.private else "remove"
    if reply.kind in _SAYS_NOTHING:
        return (last,)
    if reply.kind == "clarify":
        return ("is-so", "is-not-so", last) if reply.claim else (last,)
    on_claim = reply.claim is not None and not aside
    fits: dict[Button, bool] = {
        "other-side": on_claim,
        "evidence": on_claim,
        "deeper": on_claim and reply.depth != "deep",
        "shorter": on_claim and reply.depth != "short",
        "compare": not aside and len(reply.models) > 1 and reply.kind not in {"comparison", "table"},
        "previous": len(reply.pages) > 1,
        "next": len(reply.pages) > 1,
        last: True,
        "wrong": True,
        "useful": not aside,
        "useless": not aside,
    }
    return tuple(button for button, fitting in fits.items() if fitting)


def build_view(reply: Reply) -> discord.ui.View:
    """The view to send with a reply."""
    view = discord.ui.View(timeout=None)
    for name in reply.buttons:
        view.add_item(_build_button(name, disabled=_leads_nowhere(reply, name)))
    view.stop()  # else discord.py would keep it in memory for as long as the bot runs
    return view


def _leads_nowhere(reply: Reply, name: Button) -> bool:
    last = len(reply.pages) - 1
    return (name == "previous" and reply.page == 0) or (name == "next" and reply.page >= last)


def _build_button(name: Button, *, disabled: bool) -> discord.ui.Button[discord.ui.View]:
    look = _LOOKS[name]
    return discord.ui.Button(
        custom_id=f"{PREFIX}{name}",
        label=look.label,
        emoji=look.mark,
        style=look.style,
        row=look.row,
        disabled=disabled,
    )
