"""How Discord writes what exists: one function for each kind of object. Pure."""

from datetime import UTC, datetime
from typing import Any

Payload = dict[str, Any]
"""A JSON object as it goes over the wire."""

PERMISSIONS = str(1 << 6 | 1 << 10 | 1 << 11 | 1 << 14 | 1 << 16 | 1 << 38)
"""What the bot may do: add reactions, view channels, send messages, embed links, read the history, write in threads."""

TEXT_CHANNEL, DIRECT_CHANNEL, PUBLIC_THREAD = 0, 1, 11


def say_time() -> str:
    """Now, as Discord writes it."""
    return datetime.now(UTC).isoformat()


def build_user(identifier: str, name: str, *, bot: bool = False) -> Payload:
    return {
        "id": identifier,
        "username": name,
        "global_name": None if bot else name.title(),
        "discriminator": "0",
        "avatar": None,
        "avatar_decoration_data": None,
        "primary_guild": None,
        "public_flags": 0,
        "flags": 0,
        "bot": bot,
    }


def build_member() -> Payload:
    """A membership without its user, as messages carry it."""
    return {
        "roles": [],
        "nick": None,
        "avatar": None,
        "banner": None,
        "joined_at": say_time(),
        "premium_since": None,
        "communication_disabled_until": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
    }


def build_channel(identifier: str, guild_id: str, name: str, position: int) -> Payload:
    return {
        "id": identifier,
        "type": TEXT_CHANNEL,
        "guild_id": guild_id,
        "name": name,
        "position": position,
        "topic": None,
        "nsfw": False,
        "parent_id": None,
        "last_message_id": None,
        "last_pin_timestamp": None,
        "rate_limit_per_user": 0,
        "permission_overwrites": [],
        "flags": 0,
    }


def build_thread(identifier: str, parent: Payload, name: str, owner_id: str) -> Payload:
    return {
        "id": identifier,
        "type": PUBLIC_THREAD,
        "guild_id": parent["guild_id"],
        "parent_id": parent["id"],
        "name": name,
        "owner_id": owner_id,
        "last_message_id": None,
        "rate_limit_per_user": 0,
        "message_count": 0,
        "member_count": 1,
        "total_message_sent": 0,
        "flags": 0,
        "thread_metadata": {
            "archived": False,
            "auto_archive_duration": 1440,
            "archive_timestamp": say_time(),
            "create_timestamp": say_time(),
            "locked": False,
        },
    }


def build_direct_channel(identifier: str, person: Payload) -> Payload:
    return {
        "id": identifier,
        "type": DIRECT_CHANNEL,
        "last_message_id": None,
        "recipients": [person],
        "flags": 0,
    }


def build_role(identifier: str, name: str) -> Payload:
    return {
        "id": identifier,
        "name": name,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "icon": None,
        "unicode_emoji": None,
        "position": 0,
        "permissions": PERMISSIONS,
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }


def build_guild(identifier: str, name: str, owner_id: str, me: Payload) -> Payload:
    """A server as GUILD_CREATE carries it; its channels and threads are filled in as they are made."""
    return {
        "id": identifier,
        "name": name,
        "owner_id": owner_id,
        "joined_at": say_time(),
        "large": False,
        "unavailable": False,
        "member_count": 2,
        "channels": [],
        "threads": [],
        "members": [{**build_member(), "user": me}],
        "roles": [build_role(identifier, "@everyone")],
        "emojis": [],
        "stickers": [],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
        "features": [],
        "preferred_locale": "en-GB",
        "afk_timeout": 300,
        "system_channel_flags": 0,
        "verification_level": 1,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "premium_progress_bar_enabled": False,
        "max_members": 500000,
        "max_video_channel_users": 25,
        "max_stage_video_channel_users": 50,
        **dict.fromkeys(
            (
                "icon",
                "splash",
                "discovery_splash",
                "banner",
                "description",
                "application_id",
                "afk_channel_id",
                "system_channel_id",
                "rules_channel_id",
                "public_updates_channel_id",
                "safety_alerts_channel_id",
                "vanity_url_code",
            )
        ),
    }


def build_message(identifier: str, channel: Payload, author: Payload, content: str) -> Payload:
    """A plain message; in a server it carries the author's membership."""
    place: Payload = {"channel_type": channel["type"]}
    if "guild_id" in channel:
        place |= {"guild_id": channel["guild_id"], "member": build_member()}
    return {
        "id": identifier,
        "channel_id": channel["id"],
        "author": author,
        "content": content,
        "timestamp": say_time(),
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "components": [],
        "pinned": False,
        "type": 0,
        "flags": 0,
        **place,
    }


def build_attachment(identifier: str, name: str, description: str | None = None) -> Payload:
    address = f"https://cdn.discordapp.com/attachments/{identifier}/{name}"
    told = {"description": description} if description else {}
    return {"id": identifier, "filename": name, "size": 1, "url": address, "proxy_url": address, **told}


def build_deletion(message: Payload) -> Payload:
    """That a message is gone."""
    return {key: value for key, value in message.items() if key in {"id", "channel_id", "guild_id"}}


def build_reaction(message: Payload, who: Payload, emoji: str) -> Payload:
    """That somebody added or took back a reaction."""
    place = {key: value for key, value in message.items() if key in {"channel_id", "guild_id"}}
    if "guild_id" in message:
        place["member"] = {**build_member(), "user": who}
    return {
        **place,
        "message_id": message["id"],
        "message_author_id": message["author"]["id"],
        "user_id": who["id"],
        "emoji": {"id": None, "name": emoji},
        "burst": False,
        "type": 0,
    }


def build_application(me: Payload) -> Payload:
    """The bot's application as its owner sees it."""
    return {
        "id": me["id"],
        "name": me["username"],
        "icon": None,
        "description": "",
        "type": None,
        "bot": me,
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": 0,
        "flags_new": "0",
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": build_user("100", "owner"),
        "approximate_guild_count": 1,
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
    }
