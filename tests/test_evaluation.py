"""The report of `glassbox eval`: every block is there where the labels allow it, and misses are told."""

import json
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.errors import QuestionError
from bot.evaluation import evaluate_files, judge
from bot.records.answers import Answer, Part
from bot.records.bank import Bank
from bot.records.base import Stance
from bot.records.language import ClaimReading
from bot.replies.claims import compose_claim

_LINES = [
    {"id": "1-pair01a", "text": "Llama is open source.", "claim": "llama-is-open-source", "stance": "asserts"},
    {"id": "2-pair01b", "text": "Llama is not open source.", "claim": "llama-is-open-source", "stance": "denies"},
    {"id": "3", "text": "what is the capital of peru", "abstain": True},
    {"id": "4", "text": "Llama is open source.", "claim": "rail-is-open-source", "stance": "asserts"},
]


def test_the_report_has_every_block(assistant: Assistant, tmp_path: Path) -> None:
    file = tmp_path / "lines.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in _LINES), encoding="utf-8")
    report = evaluate_files(assistant, [file])
    for block in ("claim and stance", "plain nearest neighbour", "fixed threshold", "minimal pairs", "Calibration"):
        assert block in report
    assert "rail-is-open-source taken for llama-is-open-source" in report
    assert "Missed:" in report


def test_what_the_bot_says_of_itself_is_a_measure(assistant: Assistant, tmp_path: Path) -> None:
    file = tmp_path / "lines.jsonl"
    lines = [{"id": "1", "text": "who made you?", "topic": "maker"}, {"id": "2", "text": "BLOOM", "topic": "maker"}]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert "(1 of 2)" in next(
        line for line in evaluate_files(assistant, [file]).splitlines() if line.startswith("about the bot")
    )


@pytest.mark.parametrize("content", ["[1]\n", "{}\n", '{"text": 5}\n', "not json\n"])
def test_broken_lines_are_refused_in_one_sentence(assistant: Assistant, tmp_path: Path, content: str) -> None:
    file = tmp_path / "lines.jsonl"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(QuestionError):
        evaluate_files(assistant, [file])


def _answer(bank: Bank, stance: Stance = "asserts") -> Answer:
    said = ClaimReading(claim="llama-is-open-source", stance=stance)
    return compose_claim(bank, "Llama is open source.", said, (), 0.9, "short")


def test_labels_are_judged_one_by_one(bank: Bank) -> None:
    label = {"text": "", "claim": "llama-is-open-source", "stance": "denies"}
    passed = judge(label | {"must": [["Open Source Initiative"]], "must_not": ["licence"]}, _answer(bank))
    assert passed == {"claim": True, "stance": False, "claim and stance": False, "must": True, "must not": False}


@pytest.mark.parametrize(
    ("label", "measure", "passes"),
    [
        ({"also": ["llama-is-open-source"], "claim": "rail-is-open-source"}, "claim", True),
        ({"kinds": ["rebuttal", "nuance"], "verdicts": ["wrong"]}, "statement", True),
        ({"kinds": ["agreement"], "verdicts": ["wrong"]}, "statement", False),
        ({"models": ["llama-3-1", "llama-4"]}, "known models found", True),
        ({"models": ["pythia"]}, "known models found", False),
        ({"models": []}, "unknown models refused", False),
        ({"abstain": True}, "abstains", False),
        ({"verdict": "wrong"}, "verdict", True),
    ],
)
def test_every_kind_of_label_has_its_measure(bank: Bank, label: dict[str, object], measure: str, passes: bool) -> None:
    assert judge({"text": ""} | label, _answer(bank))[measure] is passes


def test_all_parts_of_a_message_count_together(bank: Bank) -> None:
    parts = tuple(
        Part(statement="x", claim=claim, stance=stance, headline="x")
        for claim, stance in (("cant-see-inside", "denies"), (None, "asserts"))
    )
    answer = _answer(bank).model_copy(update={"parts": parts, "models": ("gemma-4",)})
    whole = [
        {"claim": "cant-see-inside", "stance": "denies"},
        {"claim": None, "models": ["gemma-4"], "stance": "asserts"},
    ]
    assert judge({"text": "", "parts": whole}, answer) == {"all parts": True}
    for wrong in ({"claim": "cant-see-inside", "stance": "asserts"}, {"models": ["pythia"], "stance": "asserts"}):
        assert judge({"text": "", "parts": [*whole, wrong]}, answer) == {"all parts": False}
