"""The report of `glassbox eval`: every block is there where the labels allow it, and misses are told."""

import json
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.errors import QuestionError
from bot.evaluation import evaluate_files, judge
from tests.conftest import Asker

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


@pytest.mark.parametrize("content", ["[1]\n", "{}\n", '{"text": 5}\n', "not json\n"])
def test_broken_lines_are_refused_in_one_sentence(assistant: Assistant, tmp_path: Path, content: str) -> None:
    file = tmp_path / "lines.jsonl"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(QuestionError):
        evaluate_files(assistant, [file])


def test_labels_are_judged_one_by_one(ask: Asker) -> None:
    answer = ask("Llama is open source.")
    passed = judge(
        {"text": "", "claim": answer.claim, "stance": "denies", "must": [["Meta"]], "must_not": ["Meta"]}, answer
    )
    assert passed == {"claim": True, "stance": False, "claim and stance": False, "must": True, "must not": False}
