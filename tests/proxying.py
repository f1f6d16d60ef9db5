"""A proxy on loopback that wants a name and a password, as a company has one: the door at which a proxy is tested."""

import base64
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from socket import SHUT_WR, create_connection, socket
from socketserver import StreamRequestHandler, ThreadingTCPServer
from urllib.parse import urlsplit

NAME, PASSWORD = "host", "p@ss: word"
BEHIND = "discord.invalid"
"""What the proxy alone knows: it leads to this machine."""

_REFUSED = b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_NO_WAY = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Proxy(ThreadingTCPServer):
    """Passes on what comes with the right name and password, and nothing out of this machine."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.passed: list[str] = []
        """The first request of each connection that was let through, in its first words: 'CONNECT discord.com:443'."""

        self.refused: list[str] = []

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"

    def handle_error(self, *_: object) -> None:
        """Whoever came may go at any time."""


class _Handler(StreamRequestHandler):
    server: Proxy

    def handle(self) -> None:
        head = list(iter(lambda: self.rfile.readline().rstrip(b"\r\n"), b""))
        words = b" ".join(head[0].split()[:2]).decode()
        fields = {name.lower(): value.strip() for name, _, value in (line.partition(b":") for line in head[1:])}
        if fields.get(b"proxy-authorization") != b"Basic " + base64.b64encode(f"{NAME}:{PASSWORD}".encode()):
            self.server.refused.append(words)
            self.wfile.write(_REFUSED)
            return
        self.server.passed.append(words)
        target = urlsplit(words.split()[1])
        if target.hostname != BEHIND:
            self.wfile.write(_NO_WAY)
            return
        with create_connection(("127.0.0.1", target.port or 80)) as there:
            there.sendall(b"\r\n".join([*head, b"", b""]))
            back = threading.Thread(target=_pump, args=(there, self.connection))
            back.start()
            while piece := self.rfile.read1():
                there.sendall(piece)
            with suppress(OSError):
                there.shutdown(SHUT_WR)
            back.join()


def _pump(origin: socket, target: socket) -> None:
    with suppress(OSError):
        while piece := origin.recv(65536):
            target.sendall(piece)
        target.shutdown(SHUT_WR)


@contextmanager
def stand_between() -> Iterator[Proxy]:
    """A proxy for the length of a block."""
    with Proxy() as proxy:
        thread = threading.Thread(target=proxy.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield proxy
        finally:
            proxy.shutdown()
            thread.join()
