"""The server of requests: authorisation, injected faults, rate limits and the judging of bodies before every route."""

import json
import time
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from aiohttp import BodyPartReader, web

from tests.wire.payloads import Payload
from tests.wire.rates import Fault, Faults, Rate, Rates

BASE = "/api/v10"
_UNAUTHORISED = ("/interactions/", "/webhooks/")
"""These routes carry their right in the address and do not count towards the bot's global limit."""

_CREATES = frozenset({"POST /channels/{channel_id}/messages/{message_id}/threads"})
"""The routes that answer 201."""


class Call(NamedTuple):
    """A request as a route reads it."""

    route: str
    """Method and template, as 'POST /channels/{channel_id}/messages'."""

    parameters: dict[str, str]
    query: dict[str, str]
    body: Any
    at: float
    """Seconds on the monotonic clock."""

    files: tuple[str, ...] = ()


class Refusal(Exception):
    """Discord refuses a request with a status, a code of its own and a sentence."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code


Answer = Payload | list[Payload] | None
Handler = Callable[[Call], Answer]
Route = tuple[str, Handler]
Judge = Callable[[str, Any], list[str]]
"""Takes a route and a body; returns what is wrong with it, a sentence each."""


class Rest:
    """Answers requests by routes. Keeps every request, and every body that Discord would refuse."""

    def __init__(
        self, token: str, routes: Iterable[Route], judges: Iterable[Judge], rates: Rates, ring: Callable[[], None]
    ) -> None:
        self.token = token
        self.attempts: list[str] = []
        """The route of every request that came in, whatever became of it."""
        self.calls: list[Call] = []
        """The requests that were let through."""
        self.answers: list[tuple[str, int, Answer]] = []
        """Route, status and body of every answer that was not a refusal."""
        self.refusals: list[str] = []
        """Bodies that Discord would refuse, and routes that this stand-in does not know."""
        self.limited: list[str] = []
        """Routes that were asked more often than Discord allows, one entry for each 429 that was not injected."""
        self.faults = Faults()
        self._judges = tuple(judges)
        self._rates = rates
        self._ring = ring
        self.application = web.Application(client_max_size=30 * 1024 * 1024)
        for route, handler in routes:
            method, template = route.split(" ", 1)
            self.application.router.add_route(method, BASE + template, self._serve(route, handler))
        self.application.router.add_route("*", "/api/{rest:.*}", self._miss)

    def list_calls(self, route: str) -> list[Call]:
        """The requests of a route that were let through, in order."""
        return [call for call in self.calls if call.route == route]

    async def _miss(self, request: web.Request) -> web.Response:
        self.refusals.append(f"The stand-in does not know {request.method} {request.path}.")
        return _refuse(404, 0, "404: Not Found")

    def _serve(self, route: str, handler: Handler) -> Callable[[web.Request], Any]:
        needs_token = not route.split(" ", 1)[1].startswith(_UNAUTHORISED)

        async def serve(request: web.Request) -> web.StreamResponse:
            body, files = await _read(request)
            self.attempts.append(route)
            self._ring()
            if needs_token and request.headers.get("Authorization") != f"Bot {self.token}":
                return _refuse(401, 0, "401: Unauthorized")
            call = Call(route, dict(request.match_info), dict(request.query), body, time.monotonic(), files)
            fault = self.faults.take(route, call.parameters)
            if fault is not None and not fault.afterwards:
                return _fail(fault, request)
            rate = self._rates.count(route, call.parameters, counts_globally=needs_token)
            if rate.exceeded:
                self.limited.append(route)
                return _write(rate.write_body(), status=429, headers=rate.write_headers())
            response = self._answer(call, handler, rate)
            self._ring()
            return response if fault is None else _fail(fault, request)

        return serve

    def _answer(self, call: Call, handler: Handler, rate: Rate) -> web.Response:
        self.calls.append(call)
        headers = rate.write_headers()
        wrong = [sentence for judge in self._judges for sentence in judge(call.route, call.body)]
        if wrong:
            self.refusals.extend(f"{call.route}: {sentence}" for sentence in wrong)
            return _refuse(400, 50035, "Invalid Form Body", headers)
        try:
            answer = handler(call)
        except Refusal as refusal:
            return _refuse(refusal.status, refusal.code, str(refusal), headers)
        status = 204 if answer is None else 201 if call.route in _CREATES else 200
        self.answers.append((call.route, status, answer))
        if answer is None:
            return web.Response(status=status, headers=headers)
        return _write(answer, status=status, headers=headers)


async def _read(request: web.Request) -> tuple[Any, tuple[str, ...]]:
    """The JSON of a request, and the names of the files that came with it."""
    if request.content_type != "multipart/form-data":
        data = await request.read()
        return (json.loads(data) if data else None), ()
    body, files = None, []
    async for part in await request.multipart():
        if isinstance(part, BodyPartReader):
            data = bytes(await part.read())
            if part.name == "payload_json":
                body = json.loads(data)
            elif part.filename:
                files.append(part.filename)
    return body, tuple(files)


def _write(data: Any, *, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """JSON under the bare content type: clients compare it letter by letter."""
    body = json.dumps(data).encode()
    return web.Response(body=body, status=status, headers=headers, content_type="application/json")


def _refuse(status: int, code: int, message: str, headers: dict[str, str] | None = None) -> web.Response:
    return _write({"message": message, "code": code}, status=status, headers=headers)


def _fail(fault: Fault, request: web.Request) -> web.Response:
    if not fault.status and request.transport is not None:
        request.transport.abort()
    if fault.status == 429:
        rate = Rate("injected", 1, 0, fault.retry_after, exceeded=True, is_global=fault.is_global)
        return _write(rate.write_body(), status=429, headers=rate.write_headers())
    return _refuse(fault.status or 502, 0, f"{fault.status}: injected")
