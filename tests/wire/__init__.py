"""The wire-level suite: the real client over real sockets against a stand-in for Discord.

stand_in.py                 the whole of it, and how a client is led here: begin reading there
world.py, payloads.py       what exists on this Discord, and how Discord writes it
gateway.py, sessions.py     the websocket: sessions, sequence numbers, resumption
rest.py, rates.py           requests: authorisation, rate limits, injected faults, the judging of bodies
channels.py, callbacks.py   the routes of messages and channels, and of interactions
people.py                   what people do: write, edit, delete, use commands, press buttons, fill in forms
limits.py, components.py, commands.py, description.py   the judges of what the bot sends
hearing.py, small_bot.py    hikari, which reads every event; a bot that tries the stand-in
crowd.py, load.py, load_client.py   many people at once: `python -m tests.wire.load`
"""
