"""The wire-level suite: the real client over real sockets against a stand-in for Discord.

world.py, payloads.py   what exists on this Discord, and how Discord writes it
gateway.py, sessions.py the websocket: sessions, sequence numbers, resumption
rest.py                 the server of requests: authorisation, rate limits, injected faults, judging of bodies
channels.py             the routes of messages, reactions and channels
callbacks.py            the routes of interactions: callbacks and follow-ups
people.py               what people do: write, edit, delete, use commands, press buttons
limits.py, components.py, commands.py, description.py   the judges of what the bot sends
stand_in.py             all of them together, and how a client is led here
load.py                 the load benchmark: `python -m tests.wire.load`
"""
