"""/settings: shows what a server has chosen, and changes what is given. For its managers and a role of their choice."""

import datetime as dt
from typing import Any, get_args

import discord
from discord import app_commands
from pydantic import ValidationError

from bot.chat.commands.showing import Choices, list_choices
from bot.chat.faults import tell, tell_if_slow
from bot.chat.repeating import acknowledge
from bot.chat.servers import Alter
from bot.chat.services import Services
from bot.errors import QuestionError
from bot.records.language import Depth
from bot.store.records import PEOPLE_LIMIT, Locale, ServerSettings, Visibility, list_timezones

Slash = app_commands.Command[Any, ..., Any]
Place = app_commands.AppCommandChannel | app_commands.AppCommandThread
Limit = app_commands.Range[int, 1, 6000]
DayLimit = app_commands.Range[int, 1, 1_000_000]

_MODES = {
    "off": "off: says nothing in the channel",
    "request": "request: answers who asks",
    "suggest": "suggest: offers an answer with a reaction",
    "auto": "auto: answers claims unasked",
    "default": "default: the channel that you name does as all others",
}
_UNPROMPTED = frozenset({"suggest", "auto"})
_NONE = object()
"""A setting that is taken away; None stands for one that was not given."""

_NEEDS_CONTENT = (
    "This mode reads every message of the channel, so it needs Discord's message content intent. Whoever hosts the bot "
    "has to switch it on in Discord's developer portal and set GLASSBOX_MESSAGE_CONTENT=true."
)
_ROLE_IS_HIDDEN_FROM = (
    "\nDiscord shows /settings and /review to those alone who manage the server: allow them for {} too, under Server "
    "Settings, Integrations."
)
_MANAGERS_ONLY = "Only those who manage the server, or have the role that they chose, can do that."


class PlaceTransformer(app_commands.Transformer):
    """Channels where people talk. discord.py's own list for forums has a type that Discord's API does not describe."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        kinds = discord.ChannelType
        threads = [kinds.news_thread, kinds.public_thread, kinds.private_thread]
        return [kinds.text, kinds.news, kinds.voice, kinds.forum, *threads]

    async def transform(self, _interaction: discord.Interaction, value: Place, /) -> Place:
        return value


def may_manage(interaction: discord.Interaction, settings: ServerSettings) -> bool:
    """Whether somebody may change settings and review reports."""
    if interaction.permissions.manage_guild:
        return True
    roles = interaction.user.roles if isinstance(interaction.user, discord.Member) else []
    return any(role.id == settings.manager_role for role in roles)


async def read_as_manager(services: Services, interaction: discord.Interaction) -> tuple[int, ServerSettings] | None:
    """Acknowledge; return the server and its settings, or None where the person may not manage it and was told so."""
    await acknowledge(interaction, ephemeral=True)
    server = interaction.guild_id
    settings = await services.servers.read(server)
    if server is None or not may_manage(interaction, settings):
        await tell(interaction, _MANAGERS_ONLY)
        return None
    return server, settings


def settings_commands(services: Services) -> list[Slash]:
    """/settings."""

    @app_commands.command(name="settings", description="Show or change how Glassbox behaves in this server")
    @app_commands.describe(
        mode="How the bot behaves, in the channel that you name or in all others",
        channel="The channel that the mode is for",
        visibility="Whether answers to commands are for all to see, unless somebody chooses",
        depth="How much an answer says at first",
        locale="How dates are written",
        timezone="For quiet hours, for example Europe/Berlin",
        quiet_hours="When suggest and auto are silent, for example 22:00-07:00, or none",
        confidence="From which confidence suggest and auto speak, 50 to 100 percent",
        per_user="Answers that one person may have in a minute",
        per_channel="Answers in one channel in a minute",
        per_server="Answers in the server in a minute",
        per_day="Answers in the server in a day",
        expert="Somebody after whom suggest and auto are silent for ten minutes; name them again to take it back",
        manager_role="A role that may use /settings and /review; name it again to take it back",
        keep_questions="Keep the text of questions that found no answer, for the gap list",
    )
    @app_commands.choices(
        mode=list_choices((text, mode) for mode, text in _MODES.items()),
        visibility=list_choices(get_args(Visibility)),
        depth=list_choices(get_args(Depth)),
        locale=list_choices(get_args(Locale)),
    )
    async def settings(
        interaction: discord.Interaction,
        mode: str | None = None,
        channel: app_commands.Transform[Place, PlaceTransformer] | None = None,
        visibility: str | None = None,
        depth: str | None = None,
        locale: str | None = None,
        timezone: str | None = None,
        quiet_hours: str | None = None,
        confidence: app_commands.Range[int, 50, 100] | None = None,
        per_user: app_commands.Range[int, 1, 600] | None = None,
        per_channel: Limit | None = None,
        per_server: Limit | None = None,
        per_day: DayLimit | None = None,
        expert: discord.User | None = None,
        manager_role: discord.Role | None = None,
        keep_questions: bool | None = None,
    ) -> None:
        found = await read_as_manager(services, interaction)
        if found is None:
            return
        server, current = found
        if mode in _UNPROMPTED and not services.listens:
            await tell(interaction, _NEEDS_CONTENT)
            return

        def alter(before: ServerSettings) -> ServerSettings:
            limits = {"user": per_user, "channel": per_channel, "server": per_server, "day": per_day}
            changes: dict[str, object] = {
                **_change_mode(before, mode, channel.id if channel else None),
                "visibility": visibility,
                "depth": depth,
                "locale": locale,
                "timezone": timezone,
                "quiet_hours": _read_quiet_hours(quiet_hours),
                "auto_confidence": confidence / 100 if confidence else None,
                "limits": before.limits.model_dump() | _given(limits) if _given(limits) else None,
                "experts": _toggle(before.experts, expert.id) if expert else None,
                "manager_role": _toggle_role(before.manager_role, manager_role),
                "keep_questions": keep_questions,
            }
            return _apply(before, _given(changes))

        await _change(services, interaction, server, current, alter)

    @settings.autocomplete("timezone")
    async def complete_timezone(_interaction: discord.Interaction, typed: str) -> Choices:
        words = typed.casefold().replace(" ", "_")
        return list_choices(zone for name, zone in list_timezones().items() if words in name)

    return [settings]


async def _change(
    services: Services, interaction: discord.Interaction, server: int, current: ServerSettings, alter: Alter
) -> None:
    """Keep a change and show what holds then. What changes nothing waits for nothing, and nor does what is wrong."""
    changed = alter(current)
    saved = changed != current
    if saved:
        changed = await tell_if_slow(interaction, services.servers.change(server, alter))
    told = write_settings(changed, saved=saved)
    await tell(interaction, told + _tell_of_role(current.manager_role, changed.manager_role))


def _given(changes: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in changes.items() if value is not None}


def _change_mode(settings: ServerSettings, mode: str | None, channel: int | None) -> dict[str, Any]:
    if mode is None:
        return {}
    if mode == "default":
        if channel is None:
            raise QuestionError("Name the channel that should do as all others.")
        return {"channels": {one: other for one, other in settings.channels.items() if one != channel}}
    return {"mode": mode} if channel is None else {"channels": settings.channels | {channel: mode}}


def _toggle(people: tuple[int, ...], person: int) -> tuple[int, ...]:
    return tuple(one for one in people if one != person) if person in people else (*people, person)


def _toggle_role(current: int | None, role: discord.Role | None) -> object:
    """The role that is named; nobody where it is the one already."""
    if role is None:
        return None
    return _NONE if role.id == current else role.id


def _tell_of_role(before: int | None, after: int | None) -> str:
    """What is left to do for a role that was just named: only people can change what Discord shows to whom."""
    return _ROLE_IS_HIDDEN_FROM.format(f"<@&{after}>") if after and after != before else ""


def _read_quiet_hours(typed: str | None) -> object:
    """'22:00-07:00' as two times of day; 'none' takes them away."""
    if typed is None:
        return None
    if typed.strip().casefold() in {"none", "off"}:
        return _NONE
    start, _, end = typed.replace("–", "-").partition("-")
    try:
        return {"start": dt.time.fromisoformat(start.strip()), "end": dt.time.fromisoformat(end.strip())}
    except ValueError as error:
        raise QuestionError("Write quiet hours as two times, for example 22:00-07:00, or none.") from error


def _apply(settings: ServerSettings, changes: dict[str, Any]) -> ServerSettings:
    chosen = {name: None if value is _NONE else value for name, value in changes.items()}
    try:
        return ServerSettings.model_validate(settings.model_dump() | chosen)
    except ValidationError as error:
        finding = error.errors()[0]
        name = ".".join(str(part) for part in finding["loc"])
        if name == "experts":
            raise QuestionError(f"At most {PEOPLE_LIMIT} people can be experts: take one back first.") from error
        said = finding["msg"].removeprefix("Value error, ")
        raise QuestionError(f"The setting {name} is wrong ({said}): nothing was changed.") from error


def write_settings(settings: ServerSettings, *, saved: bool) -> str:
    """The settings as lines, for the manager's eyes."""
    channels = ", ".join(f"<#{channel}> {mode}" for channel, mode in settings.channels.items())
    quiet = settings.quiet_hours
    hours = f"{quiet.start:%H:%M} to {quiet.end:%H:%M} ({settings.timezone})" if quiet else "none"
    limits = settings.limits
    lines = {
        "Mode": settings.mode + (f"; {channels}" if channels else ""),
        "Answers to commands": settings.visibility,
        "Depth": settings.depth,
        "Dates": settings.locale,
        "Quiet hours of suggest and auto": hours,
        "Confidence of suggest and auto": f"{settings.auto_confidence:.0%}",
        "Answers in a minute": f"{limits.user} a person, {limits.channel} a channel, {limits.server} in the server",
        "Answers in a day": str(limits.day),
        "Experts": ", ".join(f"<@{person}>" for person in settings.experts) or "none",
        "Managers besides": f"<@&{settings.manager_role}>" if settings.manager_role else "none",
        "Text of unanswered questions": "kept" if settings.keep_questions else "not kept",
    }
    head = "Saved. The settings of this server:" if saved else "The settings of this server:"
    return "\n".join([head, *(f"**{name}**: {value}" for name, value in lines.items())])
