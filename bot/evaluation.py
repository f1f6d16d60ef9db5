"""Scores labelled questions: measures, per claim and per kind, confusions, pairs, calibration, baselines."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from bot.assistant import Assistant
from bot.errors import QuestionError
from bot.records.answers import Answer
from bot.records.language import Utterance

Question = dict[str, Any]

_MISSES_SHOWN = 40
_CONFUSIONS_SHOWN = 15
_BASELINE_THRESHOLD = 0.6
"""The cosine below which the plain FAISS baseline stays silent, as a fixed threshold is usually set."""

_PAIR = re.compile(r"pair\d+")


class Scored(NamedTuple):
    """One question, the answer to it, and which of its labels the answer meets."""

    question: Question
    answer: Answer
    passed: dict[str, bool]


def evaluate_files(assistant: Assistant, files: list[Path]) -> str:
    """Answer every line of the files and return the report. Raises QuestionError for a broken file."""
    scored = [_score(assistant, question) for file in files for question in _read_questions(file)]
    blocks = (
        _write_measures(scored),
        _write_baselines(assistant, scored),
        _write_claims(scored),
        _write_kinds(scored),
        _write_confusions(scored),
        _write_pairs(scored),
        _write_calibration(scored),
        _write_misses(scored),
    )
    return "\n\n".join(block for block in blocks if block)


def judge(question: Question, answer: Answer) -> dict[str, bool]:
    """Each label of a question, by measure, and whether the answer meets it."""
    verdicts = _judge_claim(question, answer)
    for key in ("verdict", "kind"):
        if key in question:
            verdicts[key] = getattr(answer, key) == question[key]
    if "models" in question and "kinds" not in question:
        wanted = question["models"]
        known = answer.models[0] in wanted if answer.models and wanted else not (answer.models or wanted)
        verdicts["known models found" if wanted else "unknown models refused"] = known
    if "kinds" in question:
        verdicts["statement"] = answer.kind in question["kinds"] and answer.verdict in question["verdicts"]
    if "parts" in question:
        verdicts["all parts"] = all(_is_told(part, answer) for part in question["parts"])
    if question.get("abstain"):
        verdicts["abstains"] = answer.kind in {"abstain", "smalltalk", "error"}
    return verdicts | _judge_text(question, answer.text.casefold())


def _judge_claim(question: Question, answer: Answer) -> dict[str, bool]:
    verdicts: dict[str, bool] = {}
    if "claim" in question:
        verdicts["claim"] = answer.claim in {question["claim"], *question.get("also", ())}
        if "stance" in question and verdicts["claim"]:
            verdicts["stance"] = answer.stance == question["stance"]
        if "stance" in question:
            verdicts["claim and stance"] = verdicts["claim"] and answer.stance == question["stance"]
    return verdicts


def _judge_text(question: Question, text: str) -> dict[str, bool]:
    verdicts: dict[str, bool] = {}
    if "must" in question:
        verdicts["must"] = all(any(option.casefold() in text for option in group) for group in question["must"])
    if "must_not" in question:
        verdicts["must not"] = not any(option.casefold() in text for option in question["must_not"])
    return verdicts


def _is_told(part: Question, answer: Answer) -> bool:
    """Whether one statement of a message is among the answer's parts, with its stance."""
    models = set(part.get("models", ()))
    return any(
        told.stance == part["stance"] and (told.claim == part["claim"] if part.get("claim") else told.claim is None)
        for told in answer.parts
    ) and (not models or bool(models & set(answer.models)))


def _judge_topic(assistant: Assistant, question: Question, answer: Answer) -> dict[str, bool]:
    """What the bot says of itself is told by its first words."""
    if "topic" not in question:
        return {}
    record = assistant.bank.self_answer.get(question["topic"])
    return {"about the bot": record is not None and answer.text.startswith(record.text.partition("{")[0][:40])}


def _read_questions(file: Path) -> list[Question]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
        questions = [json.loads(line) for line in lines if line.strip()]
    except (OSError, ValueError) as error:
        raise QuestionError(f"The questions in {file} cannot be read ({error}): send JSON lines.") from error
    if not all(isinstance(question, dict) and isinstance(question.get("text"), str) for question in questions):
        raise QuestionError(f"A line in {file} has no text: send one JSON object a line, each with a text.")
    return questions


def _score(assistant: Assistant, question: Question) -> Scored:
    known = {key: question[key] for key in ("id", "text", "session", "verb") if question.get(key) is not None}
    answer = assistant.answer_now(Utterance.model_validate(known))
    return Scored(question, answer, judge(question, answer) | _judge_topic(assistant, question, answer))


def _write_measures(scored: list[Scored]) -> str:
    return "\n".join(_write_rates((measure, passed) for line in scored for measure, passed in line.passed.items()))


def _write_rates(pairs: Iterable[tuple[str, bool]]) -> list[str]:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for name, passed in pairs:
        total[name] += 1
        right[name] += passed
    return [f"{name:<44}{right[name] / total[name]:>7.3f}  ({right[name]} of {total[name]})" for name in total]


def _write_baselines(assistant: Assistant, scored: list[Scored]) -> str:
    """Plain nearest neighbour over statements and opposites, and the same with a fixed threshold on silence."""
    rates: list[tuple[str, bool]] = []
    for line in scored:
        nearest = assistant.find_nearest_claim(line.question["text"])
        if "claim" in line.question:
            accepted = {line.question["claim"], *line.question.get("also", ())}
            rates.append(("claim, plain nearest neighbour", nearest is not None and nearest.ref in accepted))
        if line.question.get("abstain"):
            silent = nearest is None or nearest.similarity < _BASELINE_THRESHOLD
            rates.append(("abstains, FAISS with a fixed threshold", silent))
    return "\n".join(_write_rates(rates))


def _write_claims(scored: list[Scored]) -> str:
    rates = [
        (f"  {line.question['claim']}", line.passed["claim and stance"])
        for line in scored
        if "claim and stance" in line.passed
    ]
    return "\n".join(["Claim and stance, by claim:", *_write_rates(sorted(rates))]) if rates else ""


def _write_kinds(scored: list[Scored]) -> str:
    rates = [(f"  {line.answer.kind}", all(line.passed.values())) for line in scored]
    return "\n".join(["All labels met, by kind of answer:", *_write_rates(sorted(rates))])


def _write_confusions(scored: list[Scored]) -> str:
    confused: Counter[str] = Counter()
    for line in scored:
        wanted, got = line.question, line.answer
        if line.passed.get("claim") is False:
            confused[f"{wanted['claim']} taken for {got.claim or got.kind}"] += 1
        elif line.passed.get("stance") is False:
            confused[f"{wanted['stance']} taken for {got.stance}"] += 1
    rows = [f"  {count:>3}  {name}" for name, count in confused.most_common(_CONFUSIONS_SHOWN)]
    return "\n".join(["Confusions:", *rows]) if rows else ""


def _write_pairs(scored: list[Scored]) -> str:
    """Minimal pairs, told by `pairN` in their ids: a pair counts when both of its lines are right."""
    pairs: dict[str, list[bool]] = defaultdict(list)
    for line in scored:
        found = _PAIR.search(str(line.question.get("id", "")))
        if found and "claim and stance" in line.passed:
            pairs[found.group()].append(line.passed["claim and stance"])
    whole = [all(passed) for passed in pairs.values() if len(passed) > 1]
    return "\n".join(_write_rates(("minimal pairs, both right", passed) for passed in whole))


def _write_calibration(scored: list[Scored]) -> str:
    """Confidence against the share that is right, in tenths, with the expected calibration error (ECE)."""
    tenths: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for line in scored:
        if "claim and stance" in line.passed:
            confidence = line.answer.confidence
            tenths[min(int(confidence * 10), 9)].append((confidence, line.passed["claim and stance"]))
    count = sum(len(pairs) for pairs in tenths.values())
    if not count:
        return ""
    gaps = (abs(sum(said for said, _ in pairs) - sum(right for _, right in pairs)) for pairs in tenths.values())
    error = sum(gaps) / count
    rows = [
        f"  {tenth / 10:.1f}: {len(pairs):>4} lines, "
        f"said {_mean(said for said, _ in pairs)}, right {_mean(right for _, right in pairs)}"
        for tenth, pairs in sorted(tenths.items())
    ]
    return "\n".join([f"Calibration: expected error {error:.3f}", *rows])


def _mean(values: Iterable[float]) -> str:
    listed = list(values)
    return f"{sum(listed) / len(listed):.2f}"


def _write_misses(scored: list[Scored]) -> str:
    rows = [
        f"- {measure}: {line.question['text'][:100]!r} got {line.answer.kind} {line.answer.claim} {line.answer.stance}"
        for line in scored
        for measure, passed in line.passed.items()
        if not passed and measure != "claim and stance"
    ]
    return "\n".join(["Missed:", *rows[:_MISSES_SHOWN]]) if rows else ""
