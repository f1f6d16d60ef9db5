"""The desk of statements: who is spoken of, what is said of them, and how the line says it."""

import pytest

from bot.desks.candidates import Candidate
from bot.desks.statements import StatementsDesk
from bot.records.bank import Bank
from bot.records.questions import StatementQuestion
from bot.understanding.heads import STANCES
from tests.desks.proposing import after_model, after_statement, propose
from tests.fakes import FakeMind


@pytest.fixture(scope="module")
def desk(bank: Bank) -> StatementsDesk:
    return StatementsDesk(bank)


def _read(candidates: list[Candidate], predicate: str) -> StatementQuestion:
    """The question about one predicate, which must be proposed in all stances."""
    found = [one for one in candidates if one.topic == f"statement/{predicate}"]
    assert {one.stance for one in found} == set(STANCES), [one.presumes for one in candidates]
    assert found[0].subject.statement is not None
    return found[0].subject.statement


@pytest.mark.parametrize(
    ("text", "predicate", "model", "value"),
    [
        ("gemma 4 is open source", "open-source", "gemma-4", None),
        ("olmo 3 is fully open", "fully-open", "olmo-3", None),
        ("AMD's little olmo is fully open", "fully-open", "amd-olmo", None),
        ("you can download mistral 7b", "open-weights", "mistral-7b", None),
        ("gpt-4o is proprietary", "closed", "gpt-4o", None),
        ("mistral 7b is under apache 2.0", "license", "mistral-7b", "Apache License 2.0"),
        ("mistral 7b is gpl", "license", "mistral-7b", "GNU General Public License (GPL)"),
        ("deepseek-r1 has the llama license", "license", "deepseek-r1", "Llama licences"),
        ("command r is CC-BY-NC so no", "license", "command-r", "Creative Commons Attribution-NonCommercial 4.0"),
        ("olmo 3 is permissively licensed", "license", "olmo-3", "permissive"),
        ("the licence of olmo 3 is osi approved", "osi-approved", "olmo-3", None),
        ("i can sell what i build on llama 3.1", "commercial-use", "llama-3-1", None),
        ("llama 3.1 has a user cap", "license-restricts", "llama-3-1", None),
        ("pythia has its training data out", "data-released", "pythia", None),
        ("the training code of pythia is public", "code-released", "pythia", None),
        ("pythia has intermediate checkpoints", "checkpoints-released", "pythia", None),
        ("there is a paper on pythia", "paper-released", "pythia", None),
        ("nobody can reproduce llama 3.1 from scratch", "reproducible", "llama-3-1", None),
        ("mistral 7b is french", "made-in", "mistral-7b", "France"),
        ("whisper was made by openai", "made-by", "whisper", "OpenAI"),
        ("olmo 2 is a meta model", "made-by", "olmo-2", "Meta"),
        ("wasn't deepseek v3 trained by google", "made-by", "deepseek-v3", "Google"),
        ("deepseek v3 was made by openai in truth", "made-by", "deepseek-v3", "OpenAI"),
        ("apertus is european", "made-in", "apertus", "Europe"),
        ("the army is free to run minimax m2.5", "allows", "minimax-m2-5", "military"),
        ("llama 2 lets you train some other llm on what it writes", "allows", "llama-2", "outputs"),
        ("may i resell mistral 7b as a service", "allows", "mistral-7b", "hosting"),
        ("gemma 3 has no limit on users", "allows", "gemma-3", "any-size"),
        ("does my version of solar open need solar in its name", "requires", "solar-open", "name"),
        ("llama 3.1 wants a badge", "requires", "llama-3-1", "badge"),
        ("do i have to register before using stable diffusion 3", "requires", "stable-diffusion-3", "registration"),
        ("openelm hands you a patent grant", "grants", "openelm", "patents"),
    ],
)
def test_what_is_said_of_a_model(
    mind: FakeMind, desk: StatementsDesk, text: str, predicate: str, model: str, value: str | None
) -> None:
    question = _read(propose(mind, desk, text), predicate)
    assert (question.subjects, question.value) == ((model,), value)


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("olmo 3 is more open than llama 3.1", "olmo-3", "llama-3-1"),
        ("llama 3.1 is less open than olmo 3", "olmo-3", "llama-3-1"),
        ("is gemma 3 less free than qwen3", "qwen3", "gemma-3"),
        ("mistral 7b is more restrictive than pythia", "pythia", "mistral-7b"),
        ("llama 3.1 isn't as open as olmo 3", "olmo-3", "llama-3-1"),
        ("is llama 3.1 opener than olmo 3?", "llama-3-1", "olmo-3"),
    ],
)
def test_who_is_said_to_be_the_more_open_one(
    mind: FakeMind, desk: StatementsDesk, bank: Bank, text: str, first: str, second: str
) -> None:
    question = _read(propose(mind, desk, text), "more-open-than")
    assert (question.subjects, question.value) == ((first, second), bank.model[second].name)


@pytest.mark.parametrize(
    ("text", "names", "value"),
    [
        (
            "phi-4 is MIT and gpt-oss is apache so microsoft and openai are more open than meta",
            "Microsoft and OpenAI",
            "Meta",
        ),
        ("olmo and pythia are more open than llama or gemma", "Olmo and Pythia suite", "Llama and Gemma"),
        ("is deepseek more open than openai?", "DeepSeek", "OpenAI"),
        ("meta is less open than ai2", "Ai2", "Meta"),
    ],
)
def test_each_side_of_a_comparison_has_those_that_are_named_on_it(
    mind: FakeMind, desk: StatementsDesk, text: str, names: str, value: str
) -> None:
    question = _read(propose(mind, desk, text), "more-open-than")
    assert (question.names, question.value) == (names, value)
    first, second = question.sides
    assert min(len(first), len(second)) > 0
    assert not set(first) & set(second)


@pytest.mark.parametrize(
    "text",
    [
        "olmo and pythia are more open than most",
        "llama is more open than people think",
        "llama is as open as olmo",
    ],
)
def test_what_puts_nobody_above_somebody_named_is_not_proposed(mind: FakeMind, desk: StatementsDesk, text: str) -> None:
    assert "statement/more-open-than" not in {one.topic for one in propose(mind, desk, text)}


def test_a_family_stands_for_its_members_and_a_maker_for_its_models(
    mind: FakeMind, desk: StatementsDesk, bank: Bank
) -> None:
    family = _read(propose(mind, desk, "gemma is open source"), "open-source")
    assert (set(family.subjects), family.names) == (set(bank.family["gemma"].members), "Gemma")
    maker = _read(propose(mind, desk, "everything from eleutherai is open source"), "open-source")
    assert set(maker.subjects) == {model.id for model in bank.models if model.developer.startswith("EleutherAI")}


def test_two_models_of_one_line_are_judged_together(mind: FakeMind, desk: StatementsDesk) -> None:
    question = _read(propose(mind, desk, "olmo 3 and pythia are open source"), "open-source")
    assert question.subjects == ("olmo-3", "pythia")
    assert " and " in question.names


@pytest.mark.parametrize(
    ("text", "scope"),
    [("only pythia is open source", "only"), ("every gemma is open source", "all"), ("gemma is open source", None)],
)
def test_only_and_all_are_heard(mind: FakeMind, desk: StatementsDesk, text: str, scope: str | None) -> None:
    assert _read(propose(mind, desk, text), "open-source").scope == scope


def test_a_line_without_a_name_is_about_what_was_just_spoken_of(
    mind: FakeMind, desk: StatementsDesk, bank: Bank
) -> None:
    assert propose(mind, desk, "is it open source?") == []
    candidates = propose(mind, desk, "is it open source?", after_model(bank))
    assert _read(candidates, "open-source").subjects == ("mistral-7b",)
    assert {one.clues.filled for one in candidates} == {1}


def test_another_name_takes_over_what_was_just_said(mind: FakeMind, desk: StatementsDesk, bank: Bank) -> None:
    candidates = propose(mind, desk, "and pythia?", after_statement(bank))
    assert _read(candidates, "open-source").subjects == ("pythia",)


def test_a_line_about_nobody_gets_no_sentence(mind: FakeMind, desk: StatementsDesk) -> None:
    assert propose(mind, desk, "open source is great") == []


def test_what_needs_a_value_is_not_proposed_without_one(mind: FakeMind, desk: StatementsDesk) -> None:
    topics = {one.topic for one in propose(mind, desk, "what licence terms does mistral 7b come with? who made it?")}
    assert not {"statement/license", "statement/made-in", "statement/more-open-than"} & topics


@pytest.mark.parametrize(
    ("text", "predicate", "values"),
    [
        ("eurollm is some chinese lab with a european name", "made-in", {"China", "Europe"}),
        ("is allam a saudi model", "made-in", {"Saudi Arabia"}),
        ("falcon 40b comes from the emirates", "made-in", {"UAE"}),
        ("upstage's solar open 100b isn't under mit", "license", {"Upstage Solar License", "MIT License"}),
        ("stable diffusion 1.5 carries the creativeml openrail licence", "license", {"CreativeML Open RAIL-M"}),
        ("can a company in texas use minimax-h3", "commercial-use", {"US"}),
        ("can europeans use llama 4 at work", "commercial-use", {None, "Europe"}),
        ("any cloud may host mistral large 4 for the army", "allows", {"hosting", "military"}),
    ],
)
def test_every_country_and_licence_of_a_line_may_be_what_is_meant(
    mind: FakeMind, desk: StatementsDesk, text: str, predicate: str, values: set[str | None]
) -> None:
    asked = [one.subject.statement for one in propose(mind, desk, text) if one.topic == f"statement/{predicate}"]
    assert {question.value for question in asked if question} == values


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("any company may use llama 4 commercially", "everyone"),
        ("llama 4 is free for commercial use", None),
        ("llama 4 is free for commercial use as long as you stay small", "conditions"),
        ("llama 4 may be used commercially under 700m users", "conditions"),
    ],
)
def test_conditions_of_a_commercial_use_are_heard(
    mind: FakeMind, desk: StatementsDesk, text: str, scope: str | None
) -> None:
    assert _read(propose(mind, desk, text), "commercial-use").scope == scope


def test_another_name_takes_over_the_clause_that_was_asked_for(
    mind: FakeMind, desk: StatementsDesk, bank: Bank
) -> None:
    asked = StatementQuestion(
        predicate="allows", value="military", subjects=("mistral-7b",), names="Mistral 7B", stance="asks"
    )
    candidates = propose(mind, desk, "and pythia?", after_statement(bank, said=asked))
    found = [one for one in candidates if one.topic == "statement/allows"]
    assert {one.key for one in found} == {"allows/military/pythia"}


def test_a_clause_is_told_from_the_others_of_its_predicate_by_words(mind: FakeMind, desk: StatementsDesk) -> None:
    found = {one.key: one for one in propose(mind, desk, "can the army host llama 2")}
    military, hosting = found["allows/military/llama-2"], found["allows/hosting/llama-2"]
    assert "army" in military.words - hosting.words
    assert military.matter is None


def test_after_a_comparison_a_sentence_is_of_both(mind: FakeMind, desk: StatementsDesk, bank: Bank) -> None:
    said = StatementQuestion(
        predicate="more-open-than",
        subjects=("gpt-oss", "qwen3"),
        names="gpt-oss",
        stance="asks",
        value="Qwen3",
        rivals=("qwen3",),
    )
    asked = _read(propose(mind, desk, "and which one is made in China?", after_statement(bank, said=said)), "made-in")
    assert asked.subjects == ("gpt-oss", "qwen3")
    assert all(bank.model[model].name in asked.names for model in asked.subjects)
