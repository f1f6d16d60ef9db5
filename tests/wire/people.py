"""What people do on this Discord: write, edit, delete, react, use commands, press buttons, fill in forms."""

from typing import Any

from tests.wire.callbacks import Callbacks, Interaction
from tests.wire.gateway import Gateway
from tests.wire.payloads import DIRECT_CHANNEL, PERMISSIONS, Payload, build_deletion, build_member, build_reaction
from tests.wire.world import World

COMMAND, COMPONENT, AUTOCOMPLETE, FORM = 2, 3, 4, 5
CHAT_INPUT, ON_USER, ON_MESSAGE = 1, 2, 3
BUTTON = 2
_SUBCOMMAND, _GROUP, _USER, _CHANNEL, _ROLE = 1, 2, 6, 7, 8
_RESOLVED = {_USER: "users", _CHANNEL: "channels", _ROLE: "roles"}
"""Kinds of options that name something that exists; their value is that thing."""

_MEMBER_PERMISSIONS = str((1 << 50) - 1)
"""Whoever uses a command here may do everything, unless a test passes other permissions."""


class People:
    """Everything is done by the first person in the first channel, unless told otherwise."""

    def __init__(self, world: World, gateway: Gateway, callbacks: Callbacks) -> None:
        self._world = world
        self._gateway = gateway
        self._callbacks = callbacks

    def write(
        self,
        text: str,
        *,
        author: Payload | None = None,
        channel: Payload | None = None,
        reply_to: Payload | None = None,
        ping: bool = True,
    ) -> Payload:
        """Write a message; one that is a reply pings whom it replies to, unless `ping` is switched off."""
        body: Payload = {"content": text, "allowed_mentions": {"parse": ["users"], "replied_user": ping}}
        if reply_to is not None:
            body["message_reference"] = {"message_id": reply_to["id"]}
        message = self._world.compose(channel or self._world.channel, author or self._world.people[0], body)
        self._world.keep(message)
        self._gateway.dispatch("MESSAGE_CREATE", message)
        return message

    def mention(self, text: str, *, author: Payload | None = None, channel: Payload | None = None) -> Payload:
        """Write a message that mentions the bot."""
        return self.write(f"<@{self._world.me['id']}> {text}", author=author, channel=channel)

    def write_directly(self, text: str, *, author: Payload | None = None) -> Payload:
        """Write the bot a direct message."""
        author = author or self._world.people[0]
        return self.write(text, author=author, channel=self._world.open_direct(author))

    def repeat(self, message: Payload) -> None:
        """Deliver a message a second time under a new sequence number, as Discord sometimes does."""
        self._gateway.dispatch("MESSAGE_CREATE", message)

    def edit(self, message: Payload, text: str) -> None:
        self._world.change(message, {"content": text})
        self._gateway.dispatch("MESSAGE_UPDATE", message)

    def unfurl(self, message: Payload, address: str) -> None:
        """Discord adds a preview of a link: an update that is nobody's edit."""
        message["embeds"] = [{"type": "link", "url": address, "title": "A page"}]
        self._gateway.dispatch("MESSAGE_UPDATE", message)

    def delete(self, message: Payload) -> None:
        self._world.messages.pop(message["id"], None)
        self._gateway.dispatch("MESSAGE_DELETE", build_deletion(message))

    def react(self, message: Payload, emoji: str, *, author: Payload | None = None, added: bool = True) -> None:
        who = author or self._world.people[0]
        self._world.react(message, who, emoji, added=added)
        event = "MESSAGE_REACTION_ADD" if added else "MESSAGE_REACTION_REMOVE"
        self._gateway.dispatch(event, build_reaction(message, who, emoji))

    def use(self, command: str, options: dict[str, Any] | None = None, **place: Any) -> Interaction:
        """Use a slash command: 'model', or 'settings mode' for one inside a group; a person, a channel or a role
        that an option names is given as it stands in the world."""
        data = self._name_command(command, options or {}, focused=None)
        return self._callbacks.open(COMMAND, data, self._place(**place))

    def complete(self, command: str, option: str, typed: str, **place: Any) -> Interaction:
        """Type into an option that completes."""
        data = self._name_command(command, {option: typed}, focused=option)
        return self._callbacks.open(AUTOCOMPLETE, data, self._place(**place))

    def use_on(self, command: str, message: Payload, **place: Any) -> Interaction:
        """Use a command of a message's menu; such a command gets the text whatever the intents."""
        found = self._find_command(command, ON_MESSAGE)
        resolved = {"messages": {message["id"]: self._world.show(message, with_content=True)}}
        data = {key: found[key] for key in ("id", "name", "type")}
        where = {"channel": self._world.channels[message["channel_id"]], **place}
        return self._callbacks.open(
            COMMAND, {**data, "target_id": message["id"], "resolved": resolved}, self._place(**where)
        )

    def press(self, message: Payload, custom_id: str, **place: Any) -> Interaction:
        """Press a button under a message."""
        return self._touch(message, {"component_type": BUTTON, "custom_id": custom_id}, place)

    def choose(self, message: Payload, custom_id: str, values: list[str], **place: Any) -> Interaction:
        """Choose from a menu of texts under a message."""
        return self._touch(message, {"component_type": 3, "custom_id": custom_id, "values": values}, place)

    def _touch(self, message: Payload, data: Payload, place: Payload) -> Interaction:
        where = self._place(**{"channel": self._world.channels[message["channel_id"]], **place})
        shown = self._world.show(message, with_content=True)
        return self._callbacks.open(COMPONENT, data, {**where, "message": shown})

    def submit(self, asked: Interaction, values: dict[str, str], **place: Any) -> Interaction:
        """Send the form that an interaction opened, each text field by its custom id."""
        form = (asked.callback or {})["data"]
        filled = [_fill_in(part, values) for part in form["components"]]
        before = {"channel": self._world.channels[asked.payload["channel_id"]], **place}
        base = self._place(**before)
        if "message" in asked.payload:
            base["message"] = asked.payload["message"]
        return self._callbacks.open(FORM, {"custom_id": form["custom_id"], "components": filled}, base)

    def _place(
        self,
        *,
        author: Payload | None = None,
        channel: Payload | None = None,
        permissions: str = _MEMBER_PERMISSIONS,
        by_account: bool = False,
    ) -> Payload:
        """Who and where, as interactions tell it: in a server a member, else a user.

        `by_account` says that the bot is installed to the person's account, not to the server.
        """
        who, where = author or self._world.people[0], channel or self._world.channel
        base: Payload = {
            "channel": {**where, "permissions": permissions},
            "channel_id": where["id"],
            "locale": "en-GB",
            "app_permissions": PERMISSIONS,
            "entitlements": [],
            "attachment_size_limit": 10 * 1024 * 1024,
        }
        if where["type"] == DIRECT_CHANNEL:
            owners = {"1": who["id"]} if by_account else {"0": "0"}
            return {**base, "context": 1, "authorizing_integration_owners": owners, "user": who}
        guild = self._world.guilds[where["guild_id"]]
        return {
            **base,
            "context": 0,
            "authorizing_integration_owners": {"1": who["id"]} if by_account else {"0": guild["id"]},
            "guild_id": guild["id"],
            "guild": {"id": guild["id"], "locale": guild["preferred_locale"], "features": guild["features"]},
            "guild_locale": guild["preferred_locale"],
            "member": {**build_member(), "user": who, "permissions": permissions},
        }

    def _find_command(self, name: str, kind: int) -> Payload:
        for command in self._world.commands:
            if command["name"] == name and command["type"] == kind:
                return command
        raise AssertionError(f"The bot has registered no command {name!r} of type {kind}.")

    def _name_command(self, path: str, values: dict[str, Any], *, focused: str | None) -> Payload:
        """What an interaction says of a slash command: its options, inside the subcommands on the way to it."""
        name, *inside = path.split()
        part = command = self._find_command(name, CHAT_INPUT)
        for step in inside:
            part = next(option for option in part["options"] if option["name"] == step)
        kinds = {option["name"]: option["type"] for option in part.get("options") or []}
        options = [_write_option(option, kinds[option], value) for option, value in values.items()]
        for option in options:
            if option["name"] == focused:
                option["focused"] = True
        for depth, step in enumerate(reversed(inside)):
            options = [{"name": step, "type": _GROUP if depth else _SUBCOMMAND, "options": options}]
        resolved = self._resolve([(kinds[option], value) for option, value in values.items()])
        data = {"id": command["id"], "name": name, "type": CHAT_INPUT, "options": options}
        return data | ({"resolved": resolved} if resolved else {})

    def _resolve(self, values: list[tuple[int, Any]]) -> Payload:
        """What Discord sends along of the people, channels and roles that options name."""
        resolved: Payload = {}
        for kind, value in values:
            if kind in _RESOLVED:
                resolved.setdefault(_RESOLVED[kind], {})[value["id"]] = value
            if kind == _USER:
                resolved.setdefault("members", {})[value["id"]] = {**build_member(), "permissions": PERMISSIONS}
            if kind == _CHANNEL:
                resolved["channels"][value["id"]] = {**value, "permissions": PERMISSIONS}
        return resolved


def _write_option(name: str, kind: int, value: Any) -> Payload:
    return {"name": name, "type": kind, "value": value["id"] if kind in _RESOLVED else value}


def _fill_in(part: Payload, values: dict[str, str]) -> Payload:
    """A row or a labelled field of a form with what was typed."""
    filled = {"id": part.get("id", 1), "type": part["type"]}
    if "component" in part:
        return {**filled, "component": _fill_in(part["component"], values)}
    if "components" in part:
        return {**filled, "components": [_fill_in(each, values) for each in part["components"]]}
    if "custom_id" in part:
        return {**filled, "custom_id": part["custom_id"], "value": values.get(part["custom_id"], "")}
    return filled
