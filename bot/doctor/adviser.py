"""The second judge: whether the language model that the host named answers, in time, with the right number."""

import time
from urllib.parse import urlsplit

from bot.config import Settings
from bot.doctor.findings import Finding
from bot.errors import ConfigurationError, ModelUnreachable
from bot.judge.completions import Completions, open_completions
from bot.judge.endpoint import PATIENCE
from bot.judge.wording import read_number, write_question
from bot.proxies import is_here

_SUBJECT = "judge"
_LOADING = 60.0
"""Seconds for the first answer: some servers load a model when it is first asked."""

_SENTENCES = (
    "The speaker asks how much a ticket to the zoo costs.",
    "The speaker says that Llama is open source.",
    "The speaker says that Llama is not open source.",
)
_RIGHT = 2
_QUESTION = write_question("llama is open source, everybody knows that", _SENTENCES)


async def examine_adviser(settings: Settings) -> list[Finding]:
    """One line; none where no language model is asked."""
    try:
        model = open_completions(settings)
    except ConfigurationError as error:
        return [Finding(_SUBJECT, fine=False, text=str(error))]
    return [await _examine(model, settings.judge_url or "")] if model else []


async def _examine(model: Completions, address: str) -> Finding:
    try:
        await model.ask(_QUESTION, _LOADING)
        started = time.perf_counter()
        said = await model.ask(_QUESTION, PATIENCE)
    except ModelUnreachable as error:
        return Finding(_SUBJECT, fine=False, text=str(error))
    finally:
        await model.close()
    return _judge(model, said, time.perf_counter() - started, address)


def _judge(model: Completions, said: str, seconds: float, address: str) -> Finding:
    number = read_number(said, len(_SENTENCES))
    if number is None:
        problem = f"{model.name} answers with no number, so it decides nothing: take a model that follows instructions."
        return Finding(_SUBJECT, fine=False, text=problem)
    if number != _RIGHT:
        return Finding(_SUBJECT, fine=False, text=f"{model.name} chooses wrong in an easy case: take a better model.")
    parts = urlsplit(address)
    open_way = ", unencrypted" if parts.scheme == "http" and not is_here(parts.hostname or "") else ""
    return Finding(_SUBJECT, fine=True, text=f"{model.name} chooses right in {seconds * 1000:.0f} ms{open_way}")
