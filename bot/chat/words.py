"""The words of a message, wherever Discord puts them: typed, forwarded, in an embed, in a poll."""

from collections.abc import Iterator

import discord

NO_TEXT = "There is no text in that message to check."
_IN_A_FILE = "There is no text in that message to check, and I do not open files: paste the words into /ask."
_TEXT_ENDS = (".txt", ".md", ".log", ".pdf", ".doc", ".docx", ".odt", ".rtf")
"""Discord itself makes a file 'message.txt' of what is longer than a message."""


def read_words(message: discord.Message) -> str:
    """What somebody typed; where that is nothing, what they forwarded, embedded or put to the vote."""
    if message.content.strip():
        return message.content
    return "\n".join(text for text in _list_others(message) if text and text.strip())


def explain_silence(message: discord.Message) -> str:
    """Why a message without words cannot be checked."""
    files = [*message.attachments, *(one for snapshot in message.message_snapshots for one in snapshot.attachments)]
    return _IN_A_FILE if any(file.filename.casefold().endswith(_TEXT_ENDS) for file in files) else NO_TEXT


def _list_others(message: discord.Message) -> Iterator[str | None]:
    for snapshot in message.message_snapshots:
        if snapshot.content.strip():
            yield snapshot.content
        else:
            yield from _list_embedded(snapshot.embeds)
    yield from _list_embedded(message.embeds)
    if message.poll is not None:
        yield message.poll.question


def _list_embedded(embeds: list[discord.Embed]) -> Iterator[str | None]:
    """The words of embeds. A title over a text is mostly a name: of whoever posted, or of the place."""
    for embed in embeds:
        yield embed.description or embed.title
        yield from (field.value for field in embed.fields)
