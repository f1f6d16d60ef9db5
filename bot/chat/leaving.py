"""Servers that send the bot away while a line is cut: discord.py keeps them for ever.

A new session begins with the list of all servers of its shard, those that are unavailable among them ('Ready' in
Discord's documentation of the gateway). discord.py's sharded client (2.7.1, `discord/state.py`) adds what is in the
list and takes nothing away. It has no hook there, so what reads the list is replaced.
"""

from typing import Any

import discord


def notice_left_servers(client: discord.AutoShardedClient) -> None:
    """From now on a server that a new session does not know is one that sends the bot away."""
    state = client._connection
    parse = state.parsers["READY"]

    def compare_and_parse(ready: Any) -> None:
        shard, listed = ready["shard"][0], {int(guild["id"]) for guild in ready["guilds"]}
        for guild in client.guilds:
            if guild.shard_id == shard and guild.id not in listed:
                state._remove_guild(guild)
                client.dispatch("guild_remove", guild)
        parse(ready)

    state.parsers["READY"] = compare_and_parse
