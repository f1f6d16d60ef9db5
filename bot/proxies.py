"""The proxy that the environment names, as other programs take it: our connections have to be given it."""

from ipaddress import ip_address
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from yarl import URL

from bot.errors import ConfigurationError

_CREDENTIALS = "latin-1"
"""The encoding in which name and password go to a proxy."""


def find_proxy(address: str) -> str | None:
    """The proxy for an address; None where there is none, NO_PROXY excepts it, or it is on this machine. One without
    a scheme is an HTTP proxy, as for other programs. Raises ConfigurationError for one that cannot be used."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    if is_here(host) or proxy_bypass(host):
        return None
    proxies = getproxies()
    scheme = parts.scheme if proxies.get(parts.scheme) else "all"
    written = proxies.get(scheme, "").strip()
    if not written:
        return None
    proxy = written if "://" in written else f"http://{written}"
    problem = _find_problem(proxy)
    if problem:  # the proxy itself may hold a password
        raise ConfigurationError(
            f"The proxy of {scheme.upper()}_PROXY cannot be used ({problem}): write it as "
            f"http://name:password@host:port, unset it, or write {host} into NO_PROXY."
        )
    return proxy


def _find_problem(proxy: str) -> str | None:
    """Why our connections could not go through a proxy."""
    try:
        url = URL(proxy)
    except ValueError:
        return "its host or port is none; signs such as # and / in a password are written as %23 and %2F"
    if url.scheme not in {"http", "https"}:
        return "only proxies of http:// and https:// are spoken to"
    if not url.host or any(sign.isspace() for sign in url.host):
        return "it names no host"
    if url.path not in {"", "/"} or url.query_string or url.fragment:
        return "it holds more than host and port"
    return None if _can_be_told(url.user or "", url.password or "") else "its name or password has a sign none may have"


def _can_be_told(name: str, password: str) -> bool:
    """Whether HTTP can tell a proxy who comes."""
    try:
        f"{name}{password}".encode(_CREDENTIALS)
    except UnicodeEncodeError:
        return False
    return ":" not in name


def is_here(host: str) -> bool:
    """Whether a host's name or number means this machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
