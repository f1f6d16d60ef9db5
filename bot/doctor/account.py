"""The account at Discord: the token, the intents, the permissions in each server, and the clock against Discord's."""

from pydantic import SecretStr

from bot.chat.inspection import Inspection, Server, inspect_application, read_application
from bot.config import Settings
from bot.doctor.findings import Finding
from bot.errors import ConfigurationError

_SKEW = 10.0
"""Seconds by which a clock may be wrong before dates and time limits go wrong with it."""


async def examine_account(settings: Settings) -> list[Finding]:
    """All that Discord can tell; without a token one line, without a network one line more."""
    token = settings.discord_token
    if token is None or not token.get_secret_value().strip():
        return [
            Finding("token", fine=True, text="none, so Glassbox runs in the terminal; set DISCORD_TOKEN to connect")
        ]
    shape = examine_token(token)
    if not shape.fine:
        return [shape]
    try:
        inspection = await inspect_application(token)
    except ConfigurationError as error:
        return [shape, Finding("discord", fine=False, text=str(error))]
    return [
        shape,
        Finding("discord", fine=True, text=f"logged in as {inspection.bot_name}"),
        examine_intents(inspection, wanted=settings.message_content),
        *examine_servers(inspection.servers),
        examine_clock(inspection.ahead),
    ]


def examine_token(token: SecretStr) -> Finding:
    """Whether it has the shape of a bot's token; the token itself is never shown."""
    application = read_application(token.get_secret_value().strip())
    if application is None:
        problem = (
            "DISCORD_TOKEN is not shaped like a bot's token (three parts with dots between, no quotes, no 'Bot' in "
            "front): copy it from the Bot page of your application; the public key and the client secret are others."
        )
        return Finding("token", fine=False, text=problem)
    return Finding("token", fine=True, text=f"shaped as it should be, for application {application}")


def examine_intents(inspection: Inspection, *, wanted: bool) -> Finding:
    """Whether the message content intent is on where the settings ask for it."""
    if wanted and not inspection.reads_messages:
        problem = (
            "GLASSBOX_MESSAGE_CONTENT is on, but the Message Content Intent is not: switch it on under Bot in the "
            "developer portal, or switch the setting off."
        )
        return Finding("intents", fine=False, text=problem)
    if inspection.reads_messages and not wanted:
        return Finding("intents", fine=True, text="message content is granted and not used; it can be switched off")
    return Finding(
        "intents", fine=True, text="message content is on" if wanted else "no privileged intent, none needed"
    )


def examine_servers(servers: tuple[Server, ...]) -> list[Finding]:
    """One line for each server that withholds something, one for all the others."""
    findings = [
        Finding("permissions", fine=False, text=f"{server.name} lacks {', '.join(server.lacks)}: grant it to the role.")
        for server in servers
        if server.lacks
    ]
    fine = len(servers) - len(findings)
    told = f"complete in {fine} of {len(servers)} servers" if servers else "in no server yet: see `glassbox invite`"
    return [*findings, Finding("permissions", fine=True, text=told)] if fine or not servers else findings


def examine_clock(ahead: float) -> Finding:
    """Whether this machine's clock agrees with Discord's."""
    if abs(ahead) > _SKEW:
        direction = "ahead of" if ahead > 0 else "behind"
        problem = (
            f"{abs(ahead):.0f} s {direction} Discord's: switch time synchronisation on (`timedatectl set-ntp true`)."
        )
        return Finding("clock", fine=False, text=problem)
    return Finding("clock", fine=True, text=f"within {_SKEW:.0f} s of Discord's")
