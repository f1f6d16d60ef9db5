"""Scores labelled questions: each measure with its count, and the lines that missed."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from bot.assistant import Assistant
from bot.errors import QuestionError
from bot.records.answers import Answer
from bot.records.language import Utterance

_MISSES_SHOWN = 40


def evaluate_files(assistant: Assistant, files: list[Path]) -> str:
    """Answer every line of the files and return the table of measures. Raises QuestionError for a broken file."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    misses: list[str] = []
    for file in files:
        for question in _read_questions(file):
            answer = _ask(assistant, question)
            for measure, passed in judge(question, answer).items():
                total[measure] += 1
                right[measure] += passed
                if not passed:
                    misses.append(_describe_miss(measure, question, answer))
    rows = [
        f"{measure:<24}{right[measure] / total[measure]:>7.3f}  ({right[measure]} of {total[measure]})"
        for measure in total
    ]
    return "\n".join([*rows, "", "Missed:", *misses[:_MISSES_SHOWN]] if misses else rows)


def judge(question: dict[str, Any], answer: Answer) -> dict[str, bool]:
    """Each label of a question, by measure, and whether the answer meets it."""
    text = answer.text.casefold()
    verdicts: dict[str, bool] = {}
    if "claim" in question:
        accepted = {question["claim"], *question.get("also", ())}
        verdicts["claim"] = answer.claim in accepted
        if "stance" in question and verdicts["claim"]:
            verdicts["stance"] = answer.stance == question["stance"]
    for key in ("verdict", "kind"):
        if key in question:
            verdicts[key] = getattr(answer, key) == question[key]
    if "models" in question:
        verdicts["models"] = bool(answer.models) and answer.models[0] in question["models"]
    if "must" in question:
        verdicts["must"] = all(any(option.casefold() in text for option in group) for group in question["must"])
    if "must_not" in question:
        verdicts["must not"] = not any(option.casefold() in text for option in question["must_not"])
    if question.get("abstain"):
        verdicts["abstains"] = answer.kind in {"abstain", "smalltalk", "error"}
    return verdicts


def _read_questions(file: Path) -> list[dict[str, Any]]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
        questions = [json.loads(line) for line in lines if line.strip()]
    except (OSError, ValueError) as error:
        raise QuestionError(f"The questions in {file} cannot be read ({error}): send JSON lines.") from error
    if not all(isinstance(question, dict) and isinstance(question.get("text"), str) for question in questions):
        raise QuestionError(f"A line in {file} has no text: send one JSON object a line, each with a text.")
    return questions


def _ask(assistant: Assistant, question: dict[str, Any]) -> Answer:
    known = {key: question[key] for key in ("id", "text", "session", "verb") if question.get(key) is not None}
    return assistant.answer_now(Utterance.model_validate(known))


def _describe_miss(measure: str, question: dict[str, Any], answer: Answer) -> str:
    wanted = question.get({"must not": "must_not", "abstains": "abstain"}.get(measure, measure))
    return f"- {measure}: {question['text'][:100]!r} wanted {wanted}, got {answer.kind} {answer.claim} {answer.stance}"
