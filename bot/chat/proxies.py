"""The proxy that the environment names, as other programs take it: discord.py has to be given it."""

from urllib.request import getproxies, proxy_bypass

_HOST = "discord.com"


def find_proxy() -> str | None:
    """The address of the proxy for Discord; None where there is none, or NO_PROXY excepts Discord."""
    if proxy_bypass(_HOST):
        return None
    proxies = getproxies()
    proxy = proxies.get("https") or proxies.get("all")
    return proxy if proxy and proxy.startswith("http") else None
