"""The buttons under a reply: which ones it has and how they look.

Every button carries the same short id in all messages; what it is about is looked up in the store by the message
(`pressing`), so buttons go on working after a restart and cost no memory.
"""

from typing import NamedTuple

import discord

from bot.store.records import Button, Reply

PREFIX = "glassbox:"
_LABEL_LIMIT = 80
"""Discord developer documentation, 'Button Structure'."""

STANCES: tuple[Button, ...] = ("is-so", "is-not-so")
CHOICES: tuple[Button, ...] = ("choice-1", "choice-2", "choice-3", "choice-4", "choice-5")
"""The buttons of a question back, in the order of its choices: two that settle a stance, or what is offered."""


class Look(NamedTuple):
    """A button's words, mark, colour and row."""

    label: str | None
    row: int
    mark: str | None = None
    style: discord.ButtonStyle = discord.ButtonStyle.secondary


_LOOKS: dict[Button, Look] = {
    **{name: Look(f"Number {number}", 0, style=discord.ButtonStyle.primary) for number, name in enumerate(CHOICES, 1)},
    "is-so": Look("That", 0, style=discord.ButtonStyle.primary),
    "is-not-so": Look("The opposite", 0, style=discord.ButtonStyle.primary),
    "details": Look("Details", 0, style=discord.ButtonStyle.primary),
    "back": Look("Back", 0),
    "other-side": Look("Other side", 0),
    "sources": Look("Sources", 0),
    "compare": Look("Compare", 0),
    "previous": Look("Previous", 1, "◀"),
    "next": Look("Next", 1, "▶"),
    "wrong": Look("Wrong?", 2),
    "share": Look("Share", 2, style=discord.ButtonStyle.primary),
    "remove": Look("Remove", 2),
}
_SAYS_NOTHING = frozenset({"smalltalk", "error"})


def choose_buttons(
    reply: Reply, *, aside: bool = False, first: bool = False, cites: bool = False, opened: bool = False
) -> tuple[Button, ...]:
    """The buttons that make sense under a reply. An aside has those of its pages, Wrong? and Share alone.

    `first` says that there is more to show, `cites` that it names sources, `opened` that more is shown already.
    """
    last: Button = "share" if reply.private else "remove"
    if reply.kind in _SAYS_NOTHING:
        return (last,)
    if reply.kind == "clarify":
        names = STANCES if reply.stance else CHOICES
        return (*names[: len(reply.choices)], *(() if reply.private else (last,)))
    on_claim = reply.claim is not None and not aside
    fits: dict[Button, bool] = {
        "details": first,
        "back": opened,
        "other-side": on_claim,
        "sources": first and cites,
        "compare": not aside and len(reply.models) > 1 and reply.kind not in {"comparison", "table"},
        "previous": len(reply.pages) > 1,
        "next": len(reply.pages) > 1,
        "wrong": True,
        last: True,
    }
    return tuple(button for button, fitting in fits.items() if fitting)


def build_view(reply: Reply) -> discord.ui.View:
    """The view to send with a reply."""
    view = discord.ui.View(timeout=None)
    for name in reply.buttons:
        view.add_item(_build_button(reply, name, disabled=_leads_nowhere(reply, name)))
    view.stop()  # else discord.py would keep it in memory for as long as the bot runs
    return view


def _leads_nowhere(reply: Reply, name: Button) -> bool:
    last = len(reply.pages) - 1
    return (name == "previous" and reply.page == 0) or (name == "next" and reply.page >= last)


def find_choice(reply: Reply, name: Button) -> str | None:
    """What a button of a question back stands for; None where the reply does not ask that, or no longer."""
    order = STANCES if name in STANCES else CHOICES
    place = order.index(name) if name in order and name in reply.buttons else len(reply.choices)
    return reply.choices[place] if place < len(reply.choices) else None


def _cut(label: str | None) -> str | None:
    return label if label is None or len(label) <= _LABEL_LIMIT else f"{label[: _LABEL_LIMIT - 1].rstrip()}…"


def _build_button(reply: Reply, name: Button, *, disabled: bool) -> discord.ui.Button[discord.ui.View]:
    look = _LOOKS[name]
    return discord.ui.Button(
        custom_id=f"{PREFIX}{name}",
        label=_cut(find_choice(reply, name) or look.label),
        emoji=look.mark,
        style=look.style,
        row=look.row,
        disabled=disabled,
    )
