"""Asking a language model behind an OpenAI-compatible address. Knows HTTP and nothing of judging."""

from http import HTTPStatus
from urllib.parse import urlsplit

import aiohttp
from pydantic import BaseModel, SecretStr, ValidationError

from bot.config import Settings
from bot.errors import ModelUnreachable
from bot.proxies import find_proxy, is_here

_PATH = "/chat/completions"
_MOST_TOKENS = 8
"""A number, and the word or mark that some models put before it."""

_MOST_BYTES = 100_000
"""Of an answer; who sends more has misunderstood."""

_REMEDIES: dict[int, str] = {
    HTTPStatus.UNAUTHORIZED: "mend GLASSBOX_JUDGE_KEY",
    HTTPStatus.FORBIDDEN: "mend GLASSBOX_JUDGE_KEY",
    HTTPStatus.NOT_FOUND: "mend GLASSBOX_JUDGE_URL or GLASSBOX_JUDGE_MODEL",
    HTTPStatus.TOO_MANY_REQUESTS: "it allows no more questions for now",
}


class _Message(BaseModel):
    content: str | None = None


class _Choice(BaseModel):
    message: _Message


class _Completion(BaseModel):
    choices: list[_Choice]


class Completions:
    """One model at one address. Belongs to the event loop in which it is first asked."""

    def __init__(self, address: str, model: str, key: SecretStr | None = None) -> None:
        """Raises ConfigurationError for a proxy that cannot be used."""
        self._address = address.rstrip("/").removesuffix(_PATH) + _PATH
        self._model = model
        self._key = key
        self._proxy = find_proxy(self._address)
        self._session: aiohttp.ClientSession | None = None

    @property
    def name(self) -> str:
        """The model and where it runs, as people are told."""
        host = urlsplit(self._address).hostname or ""
        return f"{self._model} on the bot's own machine" if is_here(host) else f"{self._model} at {host}"

    async def ask(self, question: str, patience: float) -> str:
        """What the model says, empty where it refuses. Raises ModelUnreachable within `patience` seconds."""
        try:
            body = await self._post(question, patience)
        except TimeoutError as error:
            raise ModelUnreachable(
                f"gives no answer within {patience:g} s", "take a smaller or a nearer one"
            ) from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            cause = f"cannot be reached ({type(error).__name__})"
            raise ModelUnreachable(cause, "start it or mend GLASSBOX_JUDGE_URL") from error
        try:
            return _Completion.model_validate_json(body).choices[0].message.content or ""
        except (ValidationError, IndexError):
            cause = "answers with something else than a chat completion"
            raise ModelUnreachable(cause, "mend GLASSBOX_JUDGE_URL") from None

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()

    async def _post(self, question: str, patience: float) -> bytes:
        """The body of the answer. A redirection is refused: it might lead the message and the key elsewhere."""
        request = {
            "model": self._model,
            "messages": [{"role": "user", "content": question}],
            "temperature": 0,
            "max_tokens": _MOST_TOKENS,
            "stream": False,
        }
        asking = self._open().post(
            self._address,
            json=request,
            timeout=aiohttp.ClientTimeout(total=patience),
            proxy=self._proxy,
            allow_redirects=False,
        )
        async with asking as response:
            if response.status != HTTPStatus.OK:
                remedy = _REMEDIES.get(response.status, "look at its log")
                raise ModelUnreachable(f"answers with status {response.status}", remedy)
            return await _read(response)

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            headers = {"Authorization": f"Bearer {self._key.get_secret_value()}"} if self._key else {}
            self._session = aiohttp.ClientSession(headers=headers, cookie_jar=aiohttp.DummyCookieJar())
        return self._session


async def _read(response: aiohttp.ClientResponse) -> bytes:
    """The body as far as it is looked at."""
    body = b""
    async for chunk in response.content.iter_any():
        body += chunk
        if len(body) > _MOST_BYTES:
            break
    return body


def open_completions(settings: Settings) -> Completions | None:
    """The model that the host named; None where the host named none. Raises ConfigurationError for a proxy on the way
    there that cannot be used."""
    if settings.judge_url is None or settings.judge_model is None:
        return None
    return Completions(settings.judge_url, settings.judge_model, settings.judge_key)
