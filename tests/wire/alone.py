"""A Discord of its own for a bot in a container: `python -m tests.wire.alone PORT`.

Somebody asks something every second, and each answer is told in a line: 'answered 3'. It needs what a serving
installation has, and no more; lead the bot to it with `python -m tests.wire.host 127.0.0.1:PORT`.
"""

import asyncio
import sys
from itertools import count

from tests.wire.stand_in import StandIn
from tests.wire.world import World

_TEXTS = ("you can't see inside open models", "is llama open source?", "mistral 7b", "what is openwashing?")
_PAUSE = 1.0


async def ask_for_ever(port: int) -> None:
    """Serve until the process ends; a bot may come, go and come again."""
    answered = 0
    async with StandIn(World(servers=2, channels=2, people=8), port=port, unlimited=True) as discord_here:
        people = discord_here.world.people
        for number in count():
            await asyncio.sleep(_PAUSE)
            if not discord_here.gateway.connected:
                continue
            message = discord_here.people.mention(_TEXTS[number % len(_TEXTS)], author=people[number % len(people)])
            await asyncio.sleep(_PAUSE)
            answered += len(discord_here.world.list_replies(message))
            sys.stdout.write(f"answered {answered}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(ask_for_ever(int(sys.argv[1])))
