"""The routes of interactions: the command list, the callback within three seconds, and what follows it."""

import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.wire.gateway import Gateway
from tests.wire.payloads import Payload, build_deletion
from tests.wire.rest import Answer, Call, Refusal, Route
from tests.wire.world import EPHEMERAL, LOADING, World

PONG, MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 1, 4, 5, 6, 7, 8, 9
_SECONDS_TO_ACKNOWLEDGE = 3
_COMMAND, _COMPONENT = 2, 3
_ORIGINAL = "@original"


@dataclass
class Interaction:
    """What a person did with the bot, and what came of it."""

    payload: Payload
    sent: float
    """Seconds on the monotonic clock."""

    acknowledged: float | None = None
    callback: Payload | None = None
    messages: list[Payload] = field(default_factory=list)
    """What the bot showed, the original response first; where that is a button's message, that message."""

    @property
    def shown(self) -> list[Payload]:
        """The messages that are no longer loading."""
        return [message for message in self.messages if not message["flags"] & LOADING]

    @property
    def choices(self) -> list[Payload]:
        """What autocompletion offered."""
        return list(((self.callback or {}).get("data") or {}).get("choices") or [])


class Callbacks:
    """Opens interactions on the gateway and takes what the bot answers."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        self._world = world
        self._gateway = gateway
        self._interactions: dict[str, Interaction] = {}

    def list_routes(self) -> list[Route]:
        original = "/webhooks/{webhook_id}/{webhook_token}/messages/@original"
        other = "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"
        commands = "/applications/{application_id}/commands"
        of_guild = "/applications/{application_id}/guilds/{guild_id}/commands"
        return [
            (f"PUT {commands}", self._replace_commands),
            (f"GET {commands}", lambda _: [each for each in self._world.commands if "guild_id" not in each]),
            (f"PUT {of_guild}", self._replace_commands),
            (f"GET {of_guild}", lambda call: self._list_commands(call.parameters["guild_id"])),
            ("POST /interactions/{interaction_id}/{interaction_token}/callback", self._take_callback),
            ("POST /webhooks/{webhook_id}/{webhook_token}", self._follow_up),
            *((f"{method} {path}", action) for path in (original, other) for method, action in self._of_message()),
        ]

    def _of_message(self) -> list[Route]:
        return [("GET", lambda call: self._find(call)[1]), ("PATCH", self._edit), ("DELETE", self._delete)]

    def open(self, kind: int, data: Payload, base: Payload) -> Interaction:
        """Send an interaction to the bot."""
        payload = {
            **base,
            "id": self._world.new_id(),
            "application_id": self._world.application["id"],
            "token": secrets.token_urlsafe(60),
            "type": kind,
            "version": 1,
            "data": data,
        }
        interaction = Interaction(payload, time.monotonic())
        self._interactions[payload["token"]] = interaction
        self._gateway.dispatch("INTERACTION_CREATE", payload)
        return interaction

    def _replace_commands(self, call: Call) -> Answer:
        guild_id = call.parameters.get("guild_id")
        fixed = {"application_id": self._world.application["id"], "version": self._world.new_id()}
        place = {"guild_id": guild_id} if guild_id else {}
        defaults = {"type": 1, "description": "", "default_member_permissions": None}
        given = [{key: value for key, value in body.items() if value is not None} for body in call.body]
        made = [
            {**defaults, **_write_permissions(body), **fixed, **place, "id": self._world.new_id()} for body in given
        ]
        others = [each for each in self._world.commands if each.get("guild_id") != guild_id]
        self._world.commands = [*others, *made]
        return made

    def _list_commands(self, guild_id: str) -> list[Payload]:
        return [each for each in self._world.commands if each.get("guild_id") == guild_id]

    def _take_callback(self, call: Call) -> Answer:
        interaction = self._interactions.get(call.parameters["interaction_token"])
        if interaction is None or call.at - interaction.sent > _SECONDS_TO_ACKNOWLEDGE:
            raise Refusal(404, 10062, "Unknown interaction")
        if interaction.acknowledged is not None:
            raise Refusal(400, 40060, "Interaction has already been acknowledged.")
        interaction.acknowledged, interaction.callback = call.at, call.body
        self._show_callback(interaction, call)
        if call.query.get("with_response", "0").casefold() in {"1", "true"}:
            return _describe(interaction)
        return None

    def _show_callback(self, interaction: Interaction, call: Call) -> None:
        kind, data = call.body["type"], call.body.get("data") or {}
        if kind == MESSAGE:
            self._post(interaction, data, call.files)
        elif kind == DEFERRED:
            self._post(interaction, {"flags": (data.get("flags") or 0) | LOADING})
        elif kind in {UPDATE, DEFERRED_UPDATE}:
            if "message" not in interaction.payload:
                raise Refusal(400, 50035, "Invalid Form Body: this interaction has no message to update")
            message = self._find_pressed(interaction.payload["message"])
            interaction.messages.append(message)
            if kind == UPDATE:
                self._change(message, data)

    def _find_pressed(self, shown: Payload) -> Payload:
        """The message whose button was pressed: in its channel, or private to an earlier interaction."""
        private = (message for earlier in self._interactions.values() for message in earlier.messages)
        known = (message for message in private if message["id"] == shown["id"])
        return self._world.messages.get(shown["id"]) or next(known, shown)

    def _post(self, interaction: Interaction, body: Payload, files: Iterable[str] = ()) -> Payload:
        payload = interaction.payload
        channel = self._world.channels[payload["channel_id"]]
        message = self._world.compose(channel, self._world.me, {**body, "message_reference": None}, files)
        message |= {
            "type": 20 if payload["type"] == _COMMAND and not interaction.messages else 0,
            "webhook_id": payload["application_id"],
            "application_id": payload["application_id"],
            "interaction_metadata": self._describe_origin(payload),
        }
        interaction.messages.append(message)
        if not message["flags"] & EPHEMERAL:
            self._world.keep(message)
            self._gateway.dispatch("MESSAGE_CREATE", message)
        return message

    def _describe_origin(self, payload: Payload) -> Payload:
        who = payload["member"]["user"] if "member" in payload else payload["user"]
        origin = {
            "id": payload["id"],
            "type": payload["type"],
            "user": who,
            "authorizing_integration_owners": payload["authorizing_integration_owners"],
        }
        if payload["type"] == _COMPONENT:
            origin["interacted_message_id"] = payload["message"]["id"]
        elif payload["type"] != _COMMAND:
            origin["triggering_interaction_metadata"] = {**origin, "type": _COMMAND}
        return origin

    def _find_open(self, call: Call) -> Interaction:
        interaction = self._interactions.get(call.parameters["webhook_token"])
        if interaction is None or interaction.acknowledged is None:
            raise Refusal(404, 10015, "Unknown Webhook")
        return interaction

    def _find(self, call: Call) -> tuple[Interaction, Payload]:
        interaction = self._find_open(call)
        identifier = call.parameters.get("message_id", _ORIGINAL)
        for number, message in enumerate(interaction.messages):
            if message["id"] == identifier or (identifier == _ORIGINAL and number == 0):
                return interaction, message
        raise Refusal(404, 10008, "Unknown Message")

    def _follow_up(self, call: Call) -> Answer:
        """The first follow-up fills a response that is still loading and keeps its visibility."""
        interaction = self._find_open(call)
        original = interaction.messages[0] if interaction.messages else None
        if original is not None and original["flags"] & LOADING:
            self._change(original, call.body, call.files)
            return original
        return self._post(interaction, call.body, call.files)

    def _edit(self, call: Call) -> Answer:
        message = self._find(call)[1]
        self._change(message, call.body, call.files)
        return message

    def _change(self, message: Payload, body: Payload, files: Iterable[str] = ()) -> None:
        hidden = message["flags"] & EPHEMERAL
        flags = (body.get("flags") or message["flags"]) & ~LOADING & ~EPHEMERAL
        self._world.change(message, {**body, "flags": flags | hidden}, files)
        if not hidden:
            self._gateway.dispatch("MESSAGE_UPDATE", message)

    def _delete(self, call: Call) -> Answer:
        interaction, message = self._find(call)
        interaction.messages.remove(message)
        if self._world.messages.pop(message["id"], None) is not None:
            self._gateway.dispatch("MESSAGE_DELETE", build_deletion(message))
        return None


def _write_permissions(command: Payload) -> Payload:
    """Discord takes the permissions of a command as a number and gives them back as text."""
    needed = command.get("default_member_permissions")
    return command if needed is None else {**command, "default_member_permissions": str(needed)}


def _describe(interaction: Interaction) -> Payload:
    """What a callback answers when it is asked to."""
    kind = (interaction.callback or {})["type"]
    told: Payload = {"id": interaction.payload["id"], "type": interaction.payload["type"]}
    if not interaction.messages:
        return {"interaction": told}
    message = interaction.messages[0]
    told |= {
        "response_message_id": message["id"],
        "response_message_loading": bool(message["flags"] & LOADING),
        "response_message_ephemeral": bool(message["flags"] & EPHEMERAL),
    }
    if kind not in {MESSAGE, UPDATE}:
        return {"interaction": told}
    return {"interaction": told, "resource": {"type": kind, "message": message}}
