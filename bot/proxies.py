"""The proxy that the environment names, as other programs take it: our connections have to be given it."""

from ipaddress import ip_address
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass


def find_proxy(address: str) -> str | None:
    """The proxy for an address; None where there is none, NO_PROXY excepts it, or it is on this machine."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    if is_here(host) or proxy_bypass(host):
        return None
    proxies = getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    return proxy if proxy and proxy.startswith("http") else None


def is_here(host: str) -> bool:
    """Whether a host's name or number means this machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
