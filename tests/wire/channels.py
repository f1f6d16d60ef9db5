"""The routes of messages, reactions, threads and channels, and of what a client reads when it starts."""

import time
from urllib.parse import unquote

from tests.wire.gateway import Gateway
from tests.wire.payloads import Payload, build_deletion, build_reaction
from tests.wire.rest import Answer, Call, Refusal, Route
from tests.wire.world import World

_NONCE_SECONDS = 300
"""For some minutes Discord takes a nonce that is enforced for the same message."""

_MESSAGE = "/channels/{channel_id}/messages/{message_id}"
_REACTION = _MESSAGE + "/reactions/{emoji_name}"


class Channels:
    """Requests that read and change channels; the gateway is told of every change."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        self._world = world
        self._gateway = gateway
        self._nonces: dict[tuple[str, str], tuple[float, Payload]] = {}
        self.typing: list[str] = []
        """The channels in which the bot was seen typing."""

    def list_routes(self) -> list[Route]:
        return [
            ("GET /users/@me", lambda _: {**self._world.me, "mfa_enabled": False, "locale": "en-GB"}),
            ("GET /oauth2/applications/@me", lambda _: self._world.application),
            ("GET /gateway", lambda _: {"url": self._gateway.url}),
            ("GET /gateway/bot", self._tell_gateway),
            ("GET /users/{user_id}", lambda call: self._find(self._world.users, call, "user_id", 10013)),
            ("POST /users/@me/channels", self._open_direct),
            ("GET /guilds/{guild_id}", lambda call: self._find(self._world.guilds, call, "guild_id", 10004)),
            ("GET /channels/{channel_id}", self._find_channel),
            ("POST /channels/{channel_id}/typing", self._type),
            ("POST /channels/{channel_id}/messages", self._create),
            ("GET /channels/{channel_id}/messages", self._list),
            (f"GET {_MESSAGE}", lambda call: self._show(self._find_message(call))),
            (f"PATCH {_MESSAGE}", self._edit),
            (f"DELETE {_MESSAGE}", self._delete),
            (f"POST {_MESSAGE}/threads", self._start_thread),
            (f"PUT {_REACTION}/@me", lambda call: self._react(call, "MESSAGE_REACTION_ADD")),
            (f"DELETE {_REACTION}/@me", lambda call: self._react(call, "MESSAGE_REACTION_REMOVE")),
        ]

    def _tell_gateway(self, _call: Call) -> Answer:
        limit = {"total": 1000, "remaining": 999, "reset_after": 86400000, "max_concurrency": 1}
        return {"url": self._gateway.url, "shards": self._gateway.shards, "session_start_limit": limit}

    def _find(self, known: dict[str, Payload], call: Call, name: str, code: int) -> Payload:
        found = known.get(call.parameters[name])
        if found is None:
            raise Refusal(404, code, f"Unknown {name.removesuffix('_id').capitalize()}")
        return found

    def _find_channel(self, call: Call) -> Payload:
        return self._find(self._world.channels, call, "channel_id", 10003)

    def _find_message(self, call: Call) -> Payload:
        self._find_channel(call)
        return self._find(self._world.messages, call, "message_id", 10008)

    def _find_mine(self, call: Call) -> Payload:
        message = self._find_message(call)
        if message["author"]["id"] != self._world.me["id"]:
            raise Refusal(403, 50005, "Cannot edit a message authored by another user")
        return message

    def _open_direct(self, call: Call) -> Answer:
        person = self._world.users.get(call.body["recipient_id"])
        if person is None:
            raise Refusal(400, 50033, "Invalid Recipient(s)")
        return self._world.open_direct(person)

    def _type(self, call: Call) -> Answer:
        self.typing.append(self._find_channel(call)["id"])
        return None

    def _create(self, call: Call) -> Answer:
        channel = self._find_channel(call)
        body = {**call.body, "message_reference": self._check_reference(call.body)}
        known = self._recall(channel, body)
        if known is not None:
            return known
        message = self._world.compose(channel, self._world.me, body, call.files)
        self._world.keep(message)
        if body.get("enforce_nonce"):
            self._nonces[channel["id"], str(body["nonce"])] = (time.monotonic(), message)
        self._gateway.dispatch("MESSAGE_CREATE", message)
        return message

    def _check_reference(self, body: Payload) -> Payload | None:
        reference = body.get("message_reference")
        if not reference or str(reference["message_id"]) in self._world.messages:
            return reference
        if reference.get("fail_if_not_exists", True):
            raise Refusal(400, 50035, "Invalid Form Body: message_reference: Unknown message")
        return None

    def _recall(self, channel: Payload, body: Payload) -> Payload | None:
        """The message that was made with the same enforced nonce a short while ago."""
        if not body.get("enforce_nonce"):
            return None
        made, message = self._nonces.get((channel["id"], str(body.get("nonce"))), (0.0, None))
        return message if time.monotonic() - made < _NONCE_SECONDS else None

    def _list(self, call: Call) -> Answer:
        limit = int(call.query.get("limit", 50))
        messages = self._world.list_messages(self._find_channel(call)["id"])
        return [self._show(message) for message in reversed(messages[-limit:])]

    def _show(self, message: Payload) -> Payload:
        reactions = self._world.count_reactions(message)
        return self._world.show(message) | ({"reactions": reactions} if reactions else {})

    def _edit(self, call: Call) -> Answer:
        message = self._find_mine(call)
        self._world.change(message, call.body)
        self._gateway.dispatch("MESSAGE_UPDATE", message)
        return message

    def _delete(self, call: Call) -> Answer:
        message = self._find_mine(call)
        del self._world.messages[message["id"]]
        self._gateway.dispatch("MESSAGE_DELETE", build_deletion(message))
        return None

    def _start_thread(self, call: Call) -> Answer:
        message = self._find_message(call)
        parent = self._world.channels[message["channel_id"]]
        thread = self._world.add_thread(parent, call.body["name"], self._world.me)
        self._gateway.dispatch("THREAD_CREATE", {**thread, "newly_created": True})
        return thread

    def _react(self, call: Call, event: str) -> Answer:
        message = self._find_message(call)
        emoji = unquote(call.parameters["emoji_name"])
        self._world.react(message, self._world.me, emoji, added=event == "MESSAGE_REACTION_ADD")
        self._gateway.dispatch(event, build_reaction(message, self._world.me, emoji))
        return None
