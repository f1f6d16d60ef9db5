"""`python -m tests.footprint` builds the bot as `glassbox run` does, answers, and prints its resident memory in MB.

It answers every fourth line of the labelled questions and some of 6,500 characters; only the gateway is not connected.
"""

import asyncio
import sys

from bot.app import build_client
from bot.config import Settings
from bot.records.language import Utterance
from tests.bench import read_lines
from tests.floor import read_resident


async def main() -> None:
    async with build_client(Settings()) as client:
        texts = [*read_lines()[::4], *("open weights " * 500 for _ in range(3))]
        for text in texts:
            await client.assistant.answer(Utterance(text=text))
        sys.stdout.write(f"{read_resident():.1f}\n")


if __name__ == "__main__":
    asyncio.run(main())
