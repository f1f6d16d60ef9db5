"""Leaves with 0 where the bot of this installation says that it is alive; for a container's health check.

Where to ask is read as the bot reads it: from the environment, `.env` and `glassbox.yaml` of the working directory.
"""

import sys
from urllib.request import ProxyHandler, build_opener

from bot.config import Settings, load_settings
from bot.errors import ConfigurationError

_ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}
"""Addresses on which the bot listens everywhere, and where this machine reaches it then."""


def main() -> None:
    try:
        settings = load_settings()
    except ConfigurationError as error:
        sys.exit(f"not healthy: {error}")
    if settings.health_port == 0:
        return  # the host switched the endpoint off, so there is nothing to ask
    try:
        # A proxy leads out of this machine, never to it.
        with build_opener(ProxyHandler({})).open(write_address(settings), timeout=3) as answer:
            answer.read()
    except OSError as error:
        sys.exit(f"not healthy: {error}")


def write_address(settings: Settings) -> str:
    """The address of the endpoint as this machine reaches it."""
    host = _ANYWHERE.get(settings.health_host, settings.health_host)
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.health_port}/healthz"


if __name__ == "__main__":
    main()
