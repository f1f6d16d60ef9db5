"""Asks the second judge's model about labelled questions: how often it decides, how often rightly, and how fast.

`python -m tests.advising [QUESTIONS.jsonl ...]` takes the address and the model from the settings, as the bot does, and
ends with 1 if the model never gave a number in time. Any OpenAI-compatible server will do; for the path alone, and not
for its wit, a small one on this machine:

    pip install 'llama-cpp-python[server]'
    python -m llama_cpp.server --model small-model.gguf --port 8080
    GLASSBOX_JUDGE_URL=http://127.0.0.1:8080/v1 GLASSBOX_JUDGE_MODEL=small python -m tests.advising
"""

import json
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bot.app import open_assistant
from bot.assistant import Assistant
from bot.config import load_settings
from bot.evaluation import judge
from bot.judge.answering import answer_judgement
from bot.judge.judgement import Judgement

_SHIPPED = (Path(__file__).parent / "questions/claims.jsonl", Path(__file__).parent / "questions/facts.jsonl")


class Consultation(NamedTuple):
    """One line of which the local judge was unsure."""

    seconds: float
    final: Judgement
    was_right: bool
    is_right: bool


def main(files: Sequence[str]) -> int:
    settings = load_settings()
    if settings.judge_url is None:
        sys.stderr.write("Set GLASSBOX_JUDGE_URL and GLASSBOX_JUDGE_MODEL first.\n")
        return 2
    questions = list(_read([Path(name) for name in files] or _SHIPPED))
    with open_assistant(settings) as assistant:
        asked = [_consult(assistant, question) for question in questions]
    consultations = [one for one in asked if one is not None]
    decided = [one for one in consultations if one.final.is_second]
    sys.stdout.write(_write(len(questions), consultations, decided))
    return 0 if decided else 1


def _read(files: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """Questions that stand alone: no turns, no look-ups, and something to read."""
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            question = json.loads(line)
            if question.get("text", "").strip() and "session" not in question and "verb" not in question:
                yield question


def _consult(assistant: Assistant, question: dict[str, Any]) -> Consultation | None:
    local, *_parts = assistant.judge(question["text"])
    if not local.is_unsure:
        return None
    started = time.perf_counter()
    final = assistant.reconsider(local)
    seconds = time.perf_counter() - started
    was_right, is_right = (_is_right(assistant, question, judgement) for judgement in (local, final))
    return Consultation(seconds, final, was_right, is_right)


def _is_right(assistant: Assistant, question: dict[str, Any], judgement: Judgement) -> bool:
    answer, _subject = answer_judgement(assistant.bank, judgement, "short")
    return all(judge(question, answer).values())


def _write(lines: int, consultations: Sequence[Consultation], decided: Sequence[Consultation]) -> str:
    none = sum(one.final.decision == "silence" for one in decided)
    milliseconds = [one.seconds * 1000 for one in consultations] or [0.0]
    return (
        f"{lines} lines, {len(consultations)} of them unsure; the model decided {len(decided)}, {none} as none.\n"
        f"Of those decided, right by the local judge {sum(one.was_right for one in decided)}, "
        f"by the model {sum(one.is_right for one in decided)}.\n"
        f"An answer took {statistics.median(milliseconds):.0f} ms in the middle, {max(milliseconds):.0f} at most.\n"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
