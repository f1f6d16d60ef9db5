"""Replies to sentences about models: who is right comes first, on whose word, and what is right in the other view."""

import re

import pytest

from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.base import Stance
from bot.records.questions import StatementQuestion
from bot.replies.breath import fit_one_breath
from bot.replies.sentences import write_statement
from bot.replies.statements import compose_statement
from bot.replies.wording import first_sentence
from tests.replies.judging import PREDICATES

_STANCES: tuple[Stance, ...] = ("asserts", "denies", "asks")
_OPENINGS = {
    ("asserts", "right"): "Right: ",
    ("asserts", "wrong"): "Not so: ",
    ("denies", "right"): "Not so: ",
    ("denies", "wrong"): "You are right: ",
    ("asks", "right"): "Yes: ",
    ("asks", "wrong"): "No: ",
}
_EITHER = {"partly-right": "In part: ", "unproven": "Not known: ", "contested": "Disputed: "}
_KINDS = {
    ("asserts", "right"): "agreement",
    ("asserts", "wrong"): "rebuttal",
    ("denies", "right"): "rebuttal",
    ("denies", "wrong"): "agreement",
}


def _say(bank: Bank, predicate: str, stance: Stance, name: str, *models: str, value: str | None = None) -> Answer:
    question = StatementQuestion.model_validate(
        {"predicate": predicate, "subjects": models, "names": name, "stance": stance, "value": value}
    )
    return compose_statement(bank, "as typed", question, 0.8, "short")


def _list_subjects(bank: Bank) -> list[tuple[str, tuple[str, ...]]]:
    named = [(model.name, (model.id,)) for model in bank.models[::3]]
    return named + [(family.aliases[0].title(), family.members) for family in bank.families]


@pytest.mark.parametrize("predicate", PREDICATES)
@pytest.mark.parametrize("stance", _STANCES)
def test_the_first_word_decides_and_the_kind_follows(bank: Bank, predicate: str, stance: Stance) -> None:
    for name, models in _list_subjects(bank):
        answer = _say(bank, predicate, stance, name, *models)
        assert answer.verdict is not None
        opening = _EITHER.get(answer.verdict) or _OPENINGS[stance, answer.verdict]
        assert answer.text.startswith(opening), (name, answer.text)
        assert name in first_sentence(answer.text)
        expected = "answer" if stance == "asks" else _KINDS.get((stance, answer.verdict), "nuance")
        assert (answer.kind, answer.stance) == (expected, stance)


@pytest.mark.parametrize("predicate", PREDICATES)
def test_three_stances_get_three_replies(bank: Bank, predicate: str) -> None:
    for name, models in _list_subjects(bank):
        answers = [_say(bank, predicate, stance, name, *models) for stance in _STANCES]
        assert len({answer.verdict for answer in answers}) == 1 or _leaves_out_cap(bank, predicate, models)
        assert {answer.claim for answer in answers} == {None}
        assert {answer.statement for answer in answers} == {answers[0].statement}
        if answers[0].verdict in {"right", "wrong"}:
            assert len({answer.text for answer in answers}) == 3, name


def _leaves_out_cap(bank: Bank, predicate: str, models: tuple[str, ...]) -> bool:
    """Whoever plainly asserts commercial use is right in part alone where a licence caps users or revenue."""
    clauses = [bank.license[bank.model[model].license.id].clauses.get("any-size") for model in models]
    return predicate == "commercial-use" and any(clause and clause.state == "no" for clause in clauses)


@pytest.mark.parametrize("predicate", PREDICATES)
def test_every_reply_rests_on_a_source_and_shows_the_parts(bank: Bank, predicate: str) -> None:
    for name, models in _list_subjects(bank):
        answer = _say(bank, predicate, "asserts", name, *models)
        numbers = {citation.n for citation in answer.citations}
        assert answer.points, name
        assert all(point.citations and set(point.citations) <= numbers for point in answer.points)
        assert {int(number) for number in re.findall(r"\[(\d+)\]", answer.text)} <= numbers
        assert re.search(r"weights [●◐○?] training code [●◐○?] data [●◐○?] · licence: ", answer.text), name
        assert {row.model for row in answer.spectrum} <= set(models)


def test_the_reason_does_not_gainsay_the_verdict(bank: Bank) -> None:
    """A licence that OSI has not approved is no ground for a yes."""
    for model in bank.models:
        for predicate in ("open-source", "osi-approved"):
            answer = _say(bank, predicate, "asks", model.name, model.id)
            if answer.verdict == "right":
                assert "has not approved" not in answer.text, model.id
                assert "approval by OSI is not known" not in answer.text, model.id


@pytest.mark.parametrize("stance", _STANCES)
def test_a_part_is_said_to_be_public_once(bank: Bank, stance: Stance) -> None:
    """'Olmo Hybrid has public training code. Training code public.' says one thing twice."""
    told = [model for model in bank.models if model.components["training_code"].note == "Training code public."]
    assert told
    for model in told:
        answer = _say(bank, "code-released", stance, model.name, model.id)
        said, _strip = answer.text.rsplit("\n", 1)
        assert said.casefold().count("training code") == 1, answer.text
        assert answer.points[0].citations


def test_a_note_that_goes_on_from_the_state_is_one_sentence_with_it(bank: Bank) -> None:
    model = next(one for one in bank.models if one.components["weights"].note == "Public, ungated.")
    assert "Weights are public, ungated." in _say(bank, "closed", "asserts", model.name, model.id).text


@pytest.mark.parametrize("predicate", PREDICATES)
def test_the_parts_shown_have_their_own_sources(bank: Bank, predicate: str) -> None:
    """The strip says four things; a reader can look them up."""
    for model in bank.models:
        answer = fit_one_breath(_say(bank, predicate, "asserts", model.name, model.id))
        parts = [model.components[name].cites[0] for name in ("weights", "training_code", "training_data")]
        held = {cite.source for cite in (*parts, *model.license.cites)}
        shown = {citation.source for citation in answer.citations}
        assert len(shown) >= min(len(held), 2), (model.id, answer.text)
        assert re.search(r"licence: .+ (\[\d\])+", answer.text) or len(shown) == 3, answer.text


def test_the_name_of_one_among_many_is_short(bank: Bank) -> None:
    answer = _say(bank, "data-released", "asserts", "Qwen3 and Kimi", "qwen3", "kimi-k2")
    assert "Qwen3 (incl. 235B-A22B, Next, 2507)" in {model.name for model in bank.models}
    assert "Qwen3 (incl" not in answer.text


def test_what_is_right_in_a_false_sentence_is_conceded(bank: Bank) -> None:
    answer = _say(bank, "open-source", "asserts", "Mistral 7B", "mistral-7b")
    assert (answer.kind, answer.verdict) == ("rebuttal", "wrong")
    assert answer.concession
    assert "Apache" in answer.concession
    assert answer.concession in answer.text
    assert "Fair point" in answer.text


def test_a_true_sentence_has_its_limit(bank: Bank) -> None:
    answer = _say(bank, "license", "asserts", "Mistral 7B", "mistral-7b", value="apache")
    assert answer.kind == "agreement"
    assert "training data" in (answer.concession or "")


def test_only_names_who_else(bank: Bank) -> None:
    question = StatementQuestion(
        predicate="fully-open", subjects=("olmo-3",), names="Olmo 3", stance="asserts", scope="only"
    )
    answer = compose_statement(bank, "as typed", question, 0.8, "short")
    assert (answer.kind, answer.verdict) == ("rebuttal", "wrong")
    assert "more on record" in answer.headline
    assert write_statement(question) == "Only Olmo 3 is fully open."


@pytest.mark.parametrize(
    ("names", "scope", "sentence"),
    [
        ("Gemma", None, "Gemma is open source."),
        ("Qwen and Llama", None, "Qwen and Llama are open source."),
        ("Gemma", "all", "All of Gemma are open source."),
        ("Gemma", "only", "Only Gemma is open source."),
    ],
)
def test_the_sentence_that_is_judged(names: str, scope: str | None, sentence: str) -> None:
    question = StatementQuestion.model_validate(
        {"predicate": "open-source", "subjects": ("gemma-4",), "names": names, "stance": "denies", "scope": scope}
    )
    assert write_statement(question) == sentence


@pytest.mark.parametrize(
    ("name", "model", "told"),
    [
        ("Falcon 40B", "falcon-40b", "Not so: Falcon 40B is not under a proprietary licence."),
        ("GPT-4o", "gpt-4o", "Right: GPT-4o is under a proprietary licence."),
        ("Llama 4", "llama-4", "In part: Llama 4 is under a proprietary licence only in part."),
    ],
)
def test_proprietary_is_a_kind_of_licence(bank: Bank, name: str, model: str, told: str) -> None:
    """No licence bears the word in its name."""
    assert _say(bank, "license", "asserts", name, model, value="proprietary").text.startswith(told)


def test_of_two_models_both_are_shown(bank: Bank) -> None:
    answer = _say(bank, "more-open-than", "asserts", "Olmo 3", "olmo-3", "llama-3-1", value="Llama 3.1")
    assert (answer.kind, answer.verdict) == ("agreement", "right")
    assert {row.model for row in answer.spectrum} == {"olmo-3", "llama-3-1"}
    turned = _say(bank, "more-open-than", "asserts", "Llama 3.1", "llama-3-1", "olmo-3", value="Olmo 3")
    assert (turned.kind, turned.verdict) == ("rebuttal", "wrong")


@pytest.mark.parametrize(
    ("stance", "told"),
    [
        ("asserts", "that is true of 4 of 5 models of Phi, not of all."),
        ("denies", "you are right about 1 of 5 models of Phi, but 4 of 5 have open weights."),
        ("asks", "it depends on which model of Phi you mean; 4 of 5 have open weights."),
    ],
)
def test_of_a_family_whose_members_differ_it_is_said_of_how_many(bank: Bank, stance: Stance, told: str) -> None:
    answer = _say(bank, "open-weights", stance, "Phi", *bank.family["phi"].members)
    assert answer.text.splitlines()[0] == answer.headline
    assert answer.headline == f"In part: {told}"


def test_the_reason_of_one_member_is_not_given_for_the_others(bank: Bank) -> None:
    answer = _say(bank, "commercial-use", "asks", "Mistral", *bank.family["mistral"].members)
    licenses = {bank.model[model].license.id for model in bank.family["mistral"].members}
    assert len(licenses) > 1
    assert "Of the first: The licence is" in answer.text


@pytest.mark.parametrize(
    ("model", "place", "headline"),
    [
        ("hunyuan", "Germany", "No: Hunyuan-Large / A13B may not be used commercially in Germany."),
        ("hunyuan", "Japan", "Yes: Hunyuan-Large / A13B may be used commercially in Japan, under conditions."),
        ("llama-3-1", None, "Yes: Llama 3.1 (incl. 405B) may be used commercially, under conditions."),
        ("mistral-7b", None, "Yes: Mistral 7B may be used commercially."),
    ],
)
def test_commercial_use_tells_conditions_and_where_the_licence_does_not_hold(
    bank: Bank, model: str, place: str | None, headline: str
) -> None:
    answer = _say(bank, "commercial-use", "asks", bank.model[model].name, model, value=place)
    assert answer.headline == headline
