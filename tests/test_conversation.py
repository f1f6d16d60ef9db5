"""Conversations through the door: lines that point back at claims, models, lists and tables."""

import pytest

from tests.conftest import Asker

_UNSURE = pytest.mark.xfail(
    reason="the judge prefers a neighbouring reading; see README, What it cannot do", strict=False
)


@pytest.mark.parametrize(
    ("claim", "line", "sister"),
    [
        pytest.param("llama is open source", "what about mistral?", "mistral-is-open-source", marks=_UNSURE),
        pytest.param(
            "openai has never released any weights", "and anthropic?", "anthropic-released-weights", marks=_UNSURE
        ),
        pytest.param("is bloom open source", "and nemotron?", "nemotron-is-fully-open", marks=_UNSURE),
    ],
)
def test_a_claim_is_asked_of_another_family(ask: Asker, claim: str, line: str, sister: str) -> None:
    ask(claim, f"sister {sister}")
    answer = ask(line, f"sister {sister}")
    assert (answer.claim, answer.stance) == (sister, "asks")


def test_a_card_is_given_at_another_depth(ask: Asker) -> None:
    standard = ask("open weights are cheaper", "depth")
    short = ask("shorter please", "depth")
    deep = ask("deeper", "depth")
    assert {standard.claim, short.claim, deep.claim} == {"open-weights-are-cheaper"}
    assert {standard.stance, short.stance, deep.stance} == {standard.stance}
    assert len(short.text) < len(standard.text) < len(deep.text)


@pytest.mark.parametrize(
    "line", ["no", "i disagree", pytest.param("you're wrong", marks=_UNSURE), "nah that's bs", "and the other side?"]
)
def test_an_objection_gets_the_other_side_of_the_same_claim(ask: Asker, line: str) -> None:
    ask("you can't see inside open models", line)
    answer = ask(line, line)
    assert answer.claim == "cant-see-inside"
    assert "best case against" in answer.text


def test_why_after_a_card_of_a_model_tells_why_it_stands_there(ask: Asker) -> None:
    ask("Mistral 7B", "why a model")
    answer = ask("why?", "why a model")
    assert answer.models == ("mistral-7b",)
    assert "open weights" in answer.text


@_UNSURE
def test_models_in_a_comparison_are_pointed_at_by_place(ask: Asker) -> None:
    ask("compare Kimi K2, GLM-5.2 and Mistral Large 3", "place")
    assert ask("which of those three is Apache?", "place").models == ("mistral-large-3",)
    assert ask("the first one's licence?", "place").models == ("kimi-k2",)
    assert ask("does the last one release training data?", "place").models == ("mistral-large-3",)
    assert ask("which of these three is the biggest?", "place").models == ("kimi-k2",)


def test_the_other_of_two(ask: Asker) -> None:
    ask("Compare the licences of Falcon 180B and Mistral 7B.", "other")
    assert ask("Is the first one open source?", "other").models == ("falcon-180b",)
    assert ask("And the other one?", "other").models == ("mistral-7b",)


def test_a_bare_version_names_a_model_of_the_family(ask: Asker) -> None:
    ask("GLM 5.2 licence?", "version")
    assert ask("5.3?", "version").models == ("glm-5-3",)


def test_a_question_over_a_table_is_gone_on_with(ask: Asker) -> None:
    ask("top HumanEval score in the article's table?", "table")
    assert "88.7" in ask("and MMLU?", "table").text
    assert "45.0" in ask("lowest?", "table").text


@_UNSURE
def test_two_rows_asked_for_in_turn_are_set_side_by_side(ask: Asker) -> None:
    ask("MMLU of GPT-4o in the article's table?", "turns")
    ask("and of Llama 3.1 405B?", "turns")
    assert "1.4 points" in ask("how far apart are they?", "turns").text


def test_what_is_not_known_leaves_the_subject_alone(ask: Asker) -> None:
    ask("you can't see inside open models", "subject")
    assert ask("who won the champions league last night", "subject").kind == "abstain"
    assert ask("why?", "subject").claim == "cant-see-inside"


@_UNSURE
def test_what_the_article_says_is_asked_after_a_claim(ask: Asker) -> None:
    ask("developers are happier with open models", "article")
    assert "78" in ask("what number does the article give?", "article").text


def test_a_subject_is_left_by_a_line_of_its_own(ask: Asker) -> None:
    ask("llama is open source", "leave")
    assert ask("releasing weights is too dangerous", "leave").claim == "open-weights-are-too-dangerous"


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        pytest.param(
            "what's the difference between open weights and open source?",
            ("Open weights", "Open source"),
            marks=_UNSURE,
        ),
        ("pretraining vs fine-tuning", ("Pretraining", "Fine-tuning")),
        ("MIT vs apache 2.0", ("MIT License", "Apache License 2.0")),
    ],
)
def test_terms_and_licences_are_set_side_by_side(ask: Asker, text: str, terms: tuple[str, str]) -> None:
    answer = ask(text)
    assert answer.kind == "definition"
    assert [section.label for section in answer.sections] == list(terms)


def test_a_card_that_was_told_some_turns_ago_is_not_told_again(ask: Asker) -> None:
    told = ask("open weights are cheaper", "twice")
    ask("what is a base model", "twice")
    again = ask("open models are cheaper to run than closed ones", "twice")
    assert (again.claim, again.stance) == (told.claim, told.stance)
    assert again.text != told.text


def test_an_apology_does_not_go_with_the_same_words_again(ask: Asker) -> None:
    told = ask("what is mistral worth", "worth")
    again = ask("i didnt ask what theyre worth, i asked what microsoft put in", "worth")
    assert told.headline not in again.text


def test_who_was_misread_and_says_anew_what_he_meant_gets_that(ask: Asker) -> None:
    ask("who is behind falcon", "anew")
    again = ask("falcon? no i asked who is behind kimi", "anew")
    assert again.text.startswith("Then I misread you.")
    assert "Moonshot" in again.text


def test_what_was_just_told_is_not_told_with_an_apology(ask: Asker) -> None:
    told = ask("what does stallman say on models", "told")
    again = ask("i asked about STALLMAN not zuckerberg", "told")
    assert told.headline not in again.text


def test_open_source_is_no_wish_for_sources(ask: Asker) -> None:
    ask("you can't see inside open models", "wish")
    assert "last answer rests on" not in ask("closed source or open source, which is safer?", "wish").text


@_UNSURE
def test_a_bare_name_after_a_comparison_asks_for_its_card(ask: Asker) -> None:
    ask("compare phi-4 and qwen3", "cards")
    assert ask("pythia", "cards").kind == "model"
    ask("compare phi-4 and qwen3", "swap")
    assert ask("and pythia?", "swap").kind == "comparison"
