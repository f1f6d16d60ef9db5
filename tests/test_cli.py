"""The command as people run it: real processes, real exit codes, never a traceback."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.commands import ask_json, run
from tests.conftest import DATA, ROOT

CONTRACT_KEYS = {
    "id", "query", "kind", "claim", "stance", "verdict", "levels", "models", "headline", "text", "points",
    "concession", "spectrum", "citations", "disputes", "confidence", "suggestions", "statement", "parts",
}  # fmt: skip


def test_the_claim_gets_its_rebuttal_in_a_breath() -> None:
    answer = ask_json("ask", "you can't see inside open models")
    assert set(answer) == CONTRACT_KEYS
    assert (answer["kind"], answer["claim"], answer["stance"]) == ("rebuttal", "cant-see-inside", "asserts")
    assert answer["statement"] == "You can't see inside open-weight models."
    assert answer["text"].startswith("Not so")
    assert len(answer["text"]) <= 500
    assert 1 <= len(answer["citations"]) <= 3
    assert answer["parts"] == []
    assert answer["concession"]
    assert set(answer["levels"]) == {"closed", "open-weights", "fully-open"}
    assert {row["tier"] for row in answer["spectrum"]} == {"closed", "open-weights", "fully-open"}


def test_the_usual_card_is_the_depth_behind_it() -> None:
    answer = ask_json("ask", "you can't see inside open models", "--depth", "standard")
    numbers = {citation["n"] for citation in answer["citations"]}
    assert (answer["kind"], answer["claim"], answer["stance"]) == ("rebuttal", "cant-see-inside", "asserts")
    assert len(answer["text"]) > 500
    assert len(answer["points"]) >= 3
    assert all(point["citations"] and set(point["citations"]) <= numbers for point in answer["points"])


def test_a_line_is_explained() -> None:
    """What it may mean, how likely each reading is, and why the best won."""
    result = run("ask", "you can't see inside open models", "--explain")
    assert result.returncode == 0, result.stderr
    lines = result.stdout.splitlines()
    assert lines[0] == 'Statement: "you can\'t see inside open models"'
    chances = [float(line.split()[0]) for line in lines[1:] if line.startswith(("  0.", "  1."))]
    assert chances == sorted(chances, reverse=True)
    assert len(chances) > 2
    assert lines[1].split()[1] == "claims"
    assert 'The speaker says: "You can\'t see inside open-weight models"' in lines[1]
    assert "The first is answered" in result.stdout
    assert "The first accounts for: " in result.stdout


def test_every_statement_of_a_message_is_explained() -> None:
    result = run("ask", "llama is open source. you can't see inside open models.", "--explain")
    statements = [line for line in result.stdout.splitlines() if line.startswith("Statement: ")]
    assert len(statements) == 3


def test_its_opposite_is_agreed_with() -> None:
    answer = ask_json("ask", "you can totally see inside open models")
    assert (answer["kind"], answer["claim"], answer["stance"]) == ("agreement", "cant-see-inside", "denies")


def test_every_citation_is_a_source_that_can_be_shown() -> None:
    answer = ask_json("ask", "llama is open source")
    for citation in answer["citations"][:3]:
        assert ask_json("source", citation["source"])["kind"] == "answer"


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        (("model", "Mistral", "7B"), "model"),
        (("model", "llama 3.1 406b"), "abstain"),
        (("compare", "olmo 3", "gpt-4o"), "comparison"),
        (("compare", "olmo 3"), "error"),
        (("spectrum", "fully open"), "table"),
        (("spectrum", "no such filter"), "abstain"),
        (("claims",), "table"),
        (("define", "quantization"), "definition"),
        (("define", "apache 2.0"), "answer"),
        (("define", "flumph"), "abstain"),
        (("source", "seed-a"), "answer"),
        (("source", "nowhere"), "abstain"),
    ],
)
def test_look_ups(arguments: tuple[str, ...], kind: str) -> None:
    answer = ask_json(*arguments)
    assert answer["kind"] == kind
    assert answer["text"]


@pytest.mark.parametrize(
    "arguments", [("compare", "olmo 3", "gpt-4o"), ("spectrum", "fully open"), ("ask", "llama is open source")]
)
def test_a_picture_is_written_beside_the_answer(arguments: tuple[str, ...], tmp_path: Path) -> None:
    plain, drawn = run(*arguments), run(*arguments, "--picture", str(tmp_path / "spectrum.png"))
    assert drawn.returncode == 0, drawn.stderr
    assert drawn.stdout == plain.stdout
    with Image.open(tmp_path / "spectrum.png", formats=["PNG"]) as picture:
        picture.load()
        assert picture.width == 1100


@pytest.mark.parametrize("place", ["nowhere/spectrum.png", "."])
def test_a_picture_that_cannot_be_written_is_told(place: str, tmp_path: Path) -> None:
    result = run("spectrum", "fully open", "--picture", str(tmp_path / place))
    assert result.returncode == 9
    assert result.stdout.strip()
    assert result.stderr.startswith(f"glassbox: The picture cannot be written to {tmp_path / place}")
    assert "name a file" in result.stderr


def test_an_answer_without_models_leaves_no_picture(tmp_path: Path) -> None:
    result = run("compare", "zzzz 9b", "gpt-4o", "--picture", str(tmp_path / "spectrum.png"))
    assert result.returncode == 0
    assert "No picture was written" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("other", ["--jsonl", "--explain"])
def test_a_picture_shows_one_answer(other: str, tmp_path: Path) -> None:
    result = run("ask", "llama is open source", other, "--picture", str(tmp_path / "spectrum.png"))
    assert result.returncode == 1
    assert "A picture shows one answer" in result.stderr


def test_json_lines_keep_order_and_go_on_after_broken_ones() -> None:
    lines = [
        '{"id": "a", "text": "llama is open source"}',
        "not json",
        '["a", "list"]',
        '{"id": "b"}',
        '{"id": "c", "text": 5}',
        '{"id": "d", "text": ""}',
        '{"id": "e", "text": "\\ud83d broken \\ude00"}',
        '{"id": "f", "text": "Mistral 7B", "verb": "model"}',
        '{"id": "g", "text": "x", "verb": "dance"}',
        '{"id": "h", "text": "is mistral 7b open?", "session": "s"}',
        '{"id": "i", "text": "source?", "session": "s"}',
    ]
    result = run("ask", "--jsonl", stdin="\n".join(lines))
    assert result.returncode == 0, result.stderr
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", None, None, "b", "c", "d", "e", "f", "g", "h", "i"]
    kinds = [answer["kind"] for answer in answers]
    assert kinds[1] == kinds[2] == kinds[3] == kinds[4] == kinds[8] == "error"
    assert kinds[7] == "model"
    assert answers[10]["citations"]


def test_the_terminal_chat_answers_on_standard_input() -> None:
    result = run(stdin="you can't see inside open models\nwhy?\nquit\n")
    assert result.returncode == 0, result.stderr
    assert "No DISCORD_TOKEN is set" in result.stdout
    assert "Not so" in result.stdout
    assert "Evidence" in result.stdout
    assert "Sources:" in result.stdout


def test_running_without_a_token_says_so() -> None:
    result = run("run")
    assert result.returncode == 2
    assert result.stderr == (
        "glassbox: There is no Discord token: set DISCORD_TOKEN, or use `glassbox chat` for the terminal.\n"
    )


@pytest.mark.parametrize("verb", ["run", "ask"])
def test_without_an_index_it_says_to_build(tmp_path: Path, verb: str) -> None:
    arguments = ("ask", "x") if verb == "ask" else ("run",)
    result = run(*arguments, GLASSBOX_DATA=str(tmp_path), DISCORD_TOKEN="x")
    assert result.returncode == 4
    assert "glassbox build" in result.stderr
    assert "Traceback" not in result.stderr


def test_an_unknown_setting_is_refused() -> None:
    result = run("check", GLASSBOX_ENCODRE="x")
    assert result.returncode == 2
    assert "GLASSBOX_ENCODRE is not known" in result.stderr


def test_a_wrong_setting_is_named() -> None:
    result = run("check", GLASSBOX_ENCODER_THREADS="many")
    assert result.returncode == 2
    assert "encoder_threads" in result.stderr


def test_check_is_clean_and_counts() -> None:
    result = run("check")
    assert result.returncode == 0
    assert result.stdout.startswith("No faults.")


def test_check_names_every_fault(tmp_path: Path) -> None:
    knowledge = Path(shutil.copytree(ROOT / "knowledge", tmp_path / "knowledge"))
    (knowledge / "claims/cant-see-inside.yaml").write_text("id: [", encoding="utf-8")
    (knowledge / "definitions.yaml").write_text("terms: []", encoding="utf-8")
    result = run("check", GLASSBOX_KNOWLEDGE=str(knowledge))
    assert result.returncode == 1
    assert "claims/cant-see-inside.yaml" in result.stdout
    assert "definitions.yaml" in result.stdout
    built = run("build", GLASSBOX_KNOWLEDGE=str(knowledge), GLASSBOX_DATA=str(tmp_path / "data"))
    assert built.returncode == 3
    assert "Traceback" not in built.stderr


@pytest.mark.parametrize("verbs", [("build",), ()])
def test_a_folder_that_cannot_be_written_is_named_before_the_encoder_is_loaded(
    tmp_path: Path, verbs: tuple[str, ...]
) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    built = run(*verbs, GLASSBOX_DATA=str(tmp_path / "file" / "data"))
    assert built.returncode != 0
    assert str(tmp_path / "file") in built.stderr
    assert "Traceback" not in built.stderr
    assert "encoder" not in built.stderr


def test_a_second_build_says_that_nothing_changed() -> None:
    result = run("build")
    assert result.returncode == 0
    assert result.stdout.startswith("Nothing changed")


def test_serving_never_imports_torch() -> None:
    code = (
        "import sys; from bot.app import build_assistant; from bot.config import Settings\n"
        "from bot.records.language import Utterance\n"
        "assistant = build_assistant(Settings(data=sys.argv[1]))\n"
        "assistant.answer_now(Utterance(text='llama is open source'))\n"
        "heavy = {'torch', 'sentence_transformers', 'transformers', 'sklearn', 'discord'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)\n"
    )
    command = [sys.executable, "-c", code, str(DATA)]
    result = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert result.returncode == 0, result.stderr


def test_evaluation_prints_its_measures(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(
        '{"id": "1", "text": "llama is open source", "claim": "llama-is-open-source", "stance": "asserts"}\n'
        '{"id": "2", "text": "what is the capital of peru", "abstain": true}\n',
        encoding="utf-8",
    )
    result = run("eval", str(file))
    assert result.returncode == 0, result.stderr
    assert "claim" in result.stdout
    broken = run("eval", str(tmp_path / "absent.jsonl"))
    assert broken.returncode == 5
    assert "Traceback" not in broken.stderr


def test_help_lists_every_verb() -> None:
    result = run("--help")
    assert result.returncode == 0
    for verb in ("run", "chat", "ask", "model", "compare", "spectrum", "claims", "define", "source", "build"):
        assert f"    {verb} " in result.stdout


def test_what_a_reload_would_refuse_is_told_before(tmp_path: Path) -> None:
    """The unit runs this first, since a signal cannot fail."""
    fine = run("check", "--built")
    assert (fine.returncode, fine.stdout.splitlines()[-1]) == (0, "The index fits.")
    missing = run("check", "--built", GLASSBOX_DATA=str(tmp_path))
    assert missing.returncode == 4
    assert "glassbox build" in missing.stderr
