"""A chat completions server on loopback that says what a test wants: the door at which a second judge is tested."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from pydantic import SecretStr

from bot.judge.completions import Completions

KEY = "key-that-nobody-may-see"


class StubModel(ThreadingHTTPServer):
    """Answers every request with `status` and `body`, once `gate` is open. Keeps what it was sent."""

    block_on_close = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status = 200
        self.headers: dict[str, str] = {}
        self.body = b""
        self.gate = threading.Event()
        self.gate.set()
        self.arrived = threading.Semaphore(0)
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.say("1")

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    @property
    def questions(self) -> list[str]:
        """The texts it was asked."""
        return [request["messages"][-1]["content"] for request in self.asked]

    def say(self, words: str | None) -> None:
        """Answer with these words from now on, as a model does; None is how it refuses."""
        message = {"role": "assistant", "content": words}
        choices = [{"index": 0, "message": message, "finish_reason": "stop"}]
        self.status = 200
        self.body = json.dumps({"id": "x", "object": "chat.completion", "choices": choices}).encode()

    def fail(self, status: int = 500, body: bytes = b"out of memory") -> None:
        """Answer like this from now on."""
        self.status, self.body = status, body

    def handle_error(self, *_: object) -> None:
        """Whoever asks may go before the answer comes."""


class _Handler(BaseHTTPRequestHandler):
    server: StubModel
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        stub = self.server
        stub.keys.append(self.headers.get("Authorization"))
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/v1/chat/completions":
            stub.asked.append(request)
        stub.arrived.release()
        stub.gate.wait(30)
        self.send_response(stub.status)
        for name, value in {"Content-Length": str(len(stub.body)), "Connection": "close", **stub.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(stub.body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def stand_in() -> Iterator[StubModel]:
    """A stub for the length of a block."""
    stub = StubModel()
    thread = threading.Thread(target=stub.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield stub
    finally:
        stub.gate.set()
        stub.shutdown()
        thread.join()
        stub.server_close()


def reach(stub: StubModel) -> Completions:
    """The client of a stub."""
    return Completions(stub.address, "stub-1b", SecretStr(KEY))
