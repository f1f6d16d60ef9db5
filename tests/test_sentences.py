"""The commonest thing that people say, through the door: that a model is open source, that it isn't, and is it?"""

import re

import pytest

from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.replies.wording import first_sentence
from tests.conftest import Asker
from tests.replies.judging import expect, join

_UNSURE = pytest.mark.xfail(
    reason="the judge prefers a neighbouring reading; see README, What it cannot do", strict=False
)


_FAMILIES = {
    "gemma": "Gemma", "llama": "Llama", "mistral": "Mistral", "qwen": "Qwen", "deepseek": "DeepSeek", "phi": "Phi",
    "falcon": "Falcon", "olmo": "Olmo", "pythia": "Pythia", "bloom": "BLOOM", "grok": "Grok", "granite": "Granite",
    "gpt": "GPT",
}  # fmt: skip
_STANCES = ("asserts", "denies", "asks")
_DECIDES = {
    ("asserts", "right"): r"Right\b|Yes\b|True\b",
    ("asserts", "wrong"): r"Not so\b|No\b",
    ("denies", "right"): r"Not so\b|No\b",
    ("denies", "wrong"): r"You(?: are|'re) right\b",
    ("asks", "right"): r"Yes\b",
    ("asks", "wrong"): r"No\b",
}
_BETWEEN = (
    r"In part\b|Half right\b|Only in part\b|Not known\b|Not shown\b|Disputed\b|True, but\b|You(?: are|'re) right\b"
)
_KINDS = {
    ("asserts", "right"): "agreement",
    ("asserts", "wrong"): "rebuttal",
    ("denies", "right"): "rebuttal",
    ("denies", "wrong"): "agreement",
}


def _ask_three(ask: Asker, name: str) -> list[Answer]:
    return [ask(f"{name} is open source"), ask(f"{name} isn't open source"), ask(f"is {name} open source?")]


def test_three_lines_on_gemma_get_three_replies(ask: Asker, bank: Bank) -> None:
    """They used to be answered with the same card, which said neither yes nor no."""
    said, denied, asked = _ask_three(ask, "gemma")
    truths = [expect(bank, bank.model[member], "open-source") for member in bank.family["gemma"].members]
    assert {answer.verdict for answer in (said, denied, asked)} == {join(truths)}
    assert [answer.stance for answer in (said, denied, asked)] == list(_STANCES)
    assert asked.kind == "answer"
    if said.verdict == "wrong":
        assert (said.kind, denied.kind) == ("rebuttal", "agreement")
    assert len({answer.text for answer in (said, denied, asked)}) == 3
    assert {answer.statement for answer in (said, denied, asked)} == {"Gemma is open source."}
    assert all(answer.citations for answer in (said, denied, asked))


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=_UNSURE) if name == "pythia" else name for name in _FAMILIES]
)
def test_each_family_gets_three_replies_of_the_right_kind_whose_first_sentence_decides(ask: Asker, name: str) -> None:
    answers = _ask_three(ask, name)
    assert [answer.stance for answer in answers] == list(_STANCES)
    assert len({answer.text for answer in answers}) == 3
    for stance, answer in zip(_STANCES, answers, strict=True):
        assert answer.verdict is not None
        expected = "answer" if stance == "asks" else _KINDS.get((stance, answer.verdict), "nuance")
        assert answer.kind == expected, (stance, answer.verdict)
        first = first_sentence(answer.text)
        assert re.match(_DECIDES.get((stance, answer.verdict), _BETWEEN), first), first
        assert len(answer.text) <= 500


@pytest.mark.parametrize("name", _FAMILIES)
def test_the_speaker_reads_what_the_reply_is_about(ask: Asker, name: str) -> None:
    for answer in _ask_three(ask, name):
        assert answer.statement is not None
        assert _FAMILIES[name].casefold() in f"{answer.statement} {answer.text}".casefold()


@pytest.mark.parametrize(
    ("text", "kind", "verdict", "model"),
    [
        ("pythia is fully open", "agreement", "right", "pythia"),
        ("olmo 3 isn't fully open", "rebuttal", "right", "olmo-3"),
        ("gpt-4o is open source", "rebuttal", "wrong", "gpt-4o"),
        pytest.param("mistral 7b has its training data out", "rebuttal", "wrong", "mistral-7b", marks=_UNSURE),
        ("mistral 7b is apache licensed", "agreement", "right", "mistral-7b"),
        pytest.param("can i use mistral 7b commercially?", "answer", "right", "mistral-7b", marks=_UNSURE),
        ("is gpt-4o closed?", "answer", "right", "gpt-4o"),
        ("olmo 3 is more open than llama 3.1", "agreement", "right", "olmo-3"),
        ("llama 3.1 is more open than olmo 3", "rebuttal", "wrong", "llama-3-1"),
    ],
)
def test_sentences_about_one_model(ask: Asker, text: str, kind: str, verdict: str, model: str) -> None:
    answer = ask(text)
    assert (answer.kind, answer.verdict) == (kind, verdict)
    assert answer.models[0] == model


_TWO = [
    (
        "llama is open source and open weights are cheaper",
        {"llama-is-open-source": "asserts", "open-weights-are-cheaper": "asserts"},
    ),
    (
        "you can't see inside open models. also releasing weights is too dangerous.",
        {"cant-see-inside": "asserts", "open-weights-are-too-dangerous": "asserts"},
    ),
    (
        "you can totally see inside open models, but llama is not open source",
        {"cant-see-inside": "denies", "llama-is-open-source": "denies"},
    ),
]


@pytest.mark.parametrize(("text", "said"), _TWO)
def test_a_message_with_two_statements_is_answered_in_two_parts(ask: Asker, text: str, said: dict[str, str]) -> None:
    answer = ask(text)
    assert {part.claim or _name_claim(part.statement): part.stance for part in answer.parts} == said
    assert all(part.verdict and part.headline for part in answer.parts)
    assert answer.headline == "Two points."
    lines = [line for line in answer.text.splitlines() if line.startswith("- ")]
    assert len(lines) == 2
    assert len(answer.text) <= 500
    numbers = {int(number) for number in re.findall(r"\[(\d+)\]", answer.text)}
    assert numbers == {citation.n for citation in answer.citations}


def _name_claim(statement: str) -> str:
    """A computed sentence that says the same as a card."""
    return {"Llama is open source.": "llama-is-open-source"}.get(statement, statement)


def test_two_models_in_one_message_have_a_verdict_each(ask: Asker) -> None:
    answer = ask("pythia is open source. mistral 7b is open source too.")
    first, second = (part.verdict for part in answer.parts)
    assert first == "right"
    assert second in {"wrong", "misleading"}  # the record's word, or that of the card on Mistral 7B
    assert set(answer.models) >= {"pythia", "mistral-7b"}


@pytest.mark.parametrize(
    "text", ["you can't see inside open models", "is llama open source?", "mistral 7b", "what is openwashing?"]
)
def test_a_message_with_one_statement_has_no_parts(ask: Asker, text: str) -> None:
    assert ask(text).parts == ()


def test_a_model_that_is_answered_or_only_offered_is_named_in_the_record(ask: Asker) -> None:
    """Whether this line is sure enough for an answer is the judge's affair."""
    answer = ask("rate devstral small 2")
    assert answer.kind in {"model", "clarify"}
    assert answer.models[:1] == ("devstral-small-2",)
