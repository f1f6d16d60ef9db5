"""Judges messages by the limits that Discord writes down, also those that its description leaves out.

Limits: 'Create Message', 'Embed Limits', 'Autocomplete' and 'Allowed Mentions Object' of its documentation.
"""

from collections.abc import Iterator
from typing import Any

from tests.wire.components import V2, judge_components, judge_form
from tests.wire.payloads import Payload

_CONTENT = 2000
_EMBEDS, _EMBEDS_TOTAL = 10, 6000
_TITLE, _DESCRIPTION, _FIELDS, _FIELD_NAME, _FIELD_VALUE, _FOOTER, _AUTHOR = 256, 4096, 25, 256, 1024, 2048, 256
_CHOICES, _CHOICE = 25, 100
_NONCE = 25
_CALLBACK_MESSAGE, _CALLBACK_UPDATE, _CALLBACK_CHOICES, _CALLBACK_FORM = 4, 7, 8, 9

_MESSAGES = frozenset(
    {
        "POST /channels/{channel_id}/messages",
        "PATCH /channels/{channel_id}/messages/{message_id}",
        "POST /webhooks/{webhook_id}/{webhook_token}",
        "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original",
        "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}",
    }
)
_CALLBACK = "POST /interactions/{interaction_id}/{interaction_token}/callback"


def judge_message(route: str, body: Any) -> list[str]:
    """What Discord would refuse in a message or a callback, a sentence each."""
    if route in _MESSAGES:
        return list(_judge(body, new=route.startswith("POST")))
    if route != _CALLBACK:
        return []
    data = body.get("data") or {}
    if body["type"] in {_CALLBACK_MESSAGE, _CALLBACK_UPDATE}:
        return list(_judge(data, new=body["type"] == _CALLBACK_MESSAGE))
    if body["type"] == _CALLBACK_CHOICES:
        return list(_judge_choices(data.get("choices") or []))
    return list(judge_form(data)) if body["type"] == _CALLBACK_FORM else []


def _judge(body: Payload, *, new: bool) -> Iterator[str]:
    content, embeds = body.get("content") or "", body.get("embeds") or []
    components, flags = body.get("components") or [], body.get("flags") or 0
    if len(content) > _CONTENT:
        yield f"content has {len(content)} characters of {_CONTENT}"
    if new and not (content.strip() or embeds or components or body.get("attachments") or body.get("poll")):
        yield "the message is empty"
    if flags & V2 and (content or embeds or body.get("poll") or body.get("sticker_ids")):
        yield "a message of the new components has content, embeds, stickers or a poll besides"
    if len(str(body.get("nonce") or "")) > _NONCE:
        yield f"the nonce is longer than {_NONCE}"
    yield from _judge_mentions(body.get("allowed_mentions"))
    yield from _judge_embeds(embeds)
    yield from judge_components(components, flags)


def _judge_mentions(allowed: Payload | None) -> Iterator[str]:
    """Discord refuses a kind that is allowed as a whole and one by one."""
    for kind in ("users", "roles"):
        if allowed and kind in (allowed.get("parse") or []) and allowed.get(kind):
            yield f"allowed_mentions names {kind} twice over"


def _judge_embeds(embeds: list[Payload]) -> Iterator[str]:
    if len(embeds) > _EMBEDS:
        yield f"{len(embeds)} embeds of {_EMBEDS}"
    total = sum(_measure(embed) for embed in embeds)
    if total > _EMBEDS_TOTAL:
        yield f"the embeds have {total} characters of {_EMBEDS_TOTAL}"
    for embed in embeds:
        yield from _judge_embed(embed)


def _measure(embed: Payload) -> int:
    """The characters that count towards the limit over all embeds."""
    texts = [embed.get("title"), embed.get("description")]
    texts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    texts += [text for field in embed.get("fields") or [] for text in (field["name"], field["value"])]
    return sum(len(text or "") for text in texts)


def _judge_embed(embed: Payload) -> Iterator[str]:
    footer, author = embed.get("footer") or {}, embed.get("author") or {}
    yield from check_length("embed title", embed.get("title"), _TITLE)
    yield from check_length("embed description", embed.get("description"), _DESCRIPTION)
    yield from check_length("embed footer", footer.get("text"), _FOOTER)
    yield from check_length("embed author", author.get("name"), _AUTHOR)
    fields = embed.get("fields") or []
    if len(fields) > _FIELDS:
        yield f"{len(fields)} embed fields of {_FIELDS}"
    for field in fields:
        yield from check_length("embed field name", field["name"], _FIELD_NAME, needed=True)
        yield from check_length("embed field value", field["value"], _FIELD_VALUE, needed=True)
    addresses = [embed.get("url"), author.get("url"), author.get("icon_url"), footer.get("icon_url")]
    addresses += [(embed.get(part) or {}).get("url") for part in ("image", "thumbnail")]
    for address in filter(None, addresses):
        if not address.startswith(("http://", "https://", "attachment://")):
            yield f"an embed's address is {address!r}"
    if not (_measure(embed) or embed.get("image") or embed.get("thumbnail")):
        yield "an embed is empty"


def _judge_choices(choices: list[Payload]) -> Iterator[str]:
    if len(choices) > _CHOICES:
        yield f"{len(choices)} choices of {_CHOICES}"
    for choice in choices:
        yield from check_length("choice name", choice["name"], _CHOICE, needed=True)
        if isinstance(choice["value"], str):
            yield from check_length("choice value", choice["value"], _CHOICE, needed=True)


def check_length(what: str, text: str | None, limit: int, *, needed: bool = False) -> Iterator[str]:
    """A sentence if a text is too long, or empty where it may not be."""
    if len(text or "") > limit:
        yield f"{what} has {len(text or '')} characters of {limit}"
    if needed and not (text or "").strip():
        yield f"{what} is empty"
