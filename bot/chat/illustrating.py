"""Pictures under replies: drawn in a thread, one at a time; kept for a while, so that Share can show them once more."""

import asyncio
import datetime as dt
import io
import logging

import discord

from bot.pictures.picture import Picture
from bot.recent import Recent
from bot.records.answers import Answer

log = logging.getLogger(__name__)

_KEPT = 100
_NAME = "spectrum.png"


class Illustrator:
    """Draws answers, and remembers the pictures of recent replies by the reply's number."""

    def __init__(self) -> None:
        self._drawing = asyncio.Semaphore(1)
        self._kept: Recent[int, Picture] = Recent(_KEPT)

    def __len__(self) -> int:
        return len(self._kept)

    async def draw(self, answer: Answer, today: dt.date) -> Picture | None:
        """The picture of an answer; None where that shows no model, or where drawing fails: the words say the same."""
        async with self._drawing:
            try:
                return await asyncio.to_thread(_draw, answer, today)
            except Exception:
                log.exception("A picture could not be drawn.")
                return None

    def keep(self, reply: int, picture: Picture | None) -> None:
        """Remember what a reply shows."""
        if picture is not None:
            self._kept[reply] = picture

    def recall(self, reply: int) -> Picture | None:
        """What a reply showed, as far as that is remembered."""
        return self._kept.get(reply)


def _draw(answer: Answer, today: dt.date) -> Picture | None:
    from bot.pictures.spectrum import draw_answer  # noqa: PLC0415  (a bot that draws nothing loads nothing to draw with)

    return draw_answer(answer, today)


def build_files(picture: Picture | None) -> list[discord.File]:
    """The picture as Discord takes it, with the same in words; a file can be sent once."""
    if picture is None:
        return []
    return [discord.File(io.BytesIO(picture.png), filename=_NAME, description=picture.description)]
