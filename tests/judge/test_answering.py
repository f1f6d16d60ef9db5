"""From judgements to one answer."""

from contextlib import closing

import pytest

from bot.assistant import Assistant
from bot.desks.candidates import Candidate
from bot.judge.answering import answer_judgement
from bot.judge.judgement import SURE
from bot.records.bank import Bank
from bot.records.focus import Subject
from bot.records.lines import SEVERAL
from bot.records.questions import StatementQuestion
from bot.replies.breath import LONGEST
from bot.understanding.reading import Reading
from tests.fakes import FakeMind
from tests.judge.staging import stage, weigh


def test_the_likeliest_reading_is_answered_with_its_chance(mind: FakeMind, bank: Bank) -> None:
    judgement = weigh(mind.read("x"), "answer", (stage("models", "pythia", 0.8), 0.8))
    answer, subject = answer_judgement(bank, judgement, "short")
    assert (answer.text, answer.confidence) == ("models says pythia.", 0.8)
    assert subject == Subject()


def test_a_claim_without_a_clear_side_gets_one_question_with_two_choices(mind: FakeMind, bank: Bank) -> None:
    judgement = weigh(mind.read("x"), "ask", (stage("claims", "cant-see-inside", 0.5, "denies"), 0.5))
    answer, subject = answer_judgement(bank, judgement, "short")
    claim = bank.claim["cant-see-inside"]
    assert (answer.kind, answer.claim, answer.stance) == ("clarify", claim.id, "denies")
    assert answer.suggestions == (claim.statement, claim.opposite)
    assert subject.claim is not None


def _claims(house: Assistant, line: str) -> tuple[Reading, Candidate]:
    """A line and the likeliest claim that it may assert."""
    (judgement, *_) = house.judge(line)
    said = (one.candidate for one in judgement.ranked if one.candidate.desk == "claims")
    return judgement.reading, next(one for one in said if one.stance == "asserts")


@pytest.mark.parametrize(
    ("chance", "kind", "opening"),
    [(SURE, "rebuttal", "Not so"), (SURE - 0.01, "answer", "Closest I have, maybe not yours: ")],
)
def test_a_claim_that_is_not_surely_read_is_named_and_rebuts_nobody(
    mind: FakeMind, chance: float, kind: str, opening: str
) -> None:
    with closing(mind.start()) as house:
        reading, said = _claims(house, "you can't see inside open models")
        answer, subject = answer_judgement(mind.bank, weigh(reading, "answer", (said, chance)), "short")
    assert answer.text.startswith(opening)
    assert (answer.kind, answer.claim, answer.stance) == (kind, "cant-see-inside", "asserts")
    assert subject.claim is not None


def test_where_the_claim_is_sure_and_its_side_is_not_no_reserve_is_made(mind: FakeMind) -> None:
    with closing(mind.start()) as house:
        reading, said = _claims(house, "you can't see inside open models")
        other = stage("claims", "cant-see-inside", 0.3, "asks")
        answer, _subject = answer_judgement(mind.bank, weigh(reading, "answer", (said, 0.5), (other, 0.3)), "short")
    assert answer.text.startswith(f'"{mind.bank.claim["cant-see-inside"].statement}"')
    assert (answer.kind, answer.stance) == ("answer", "asserts")


@pytest.mark.parametrize(("decision", "reserve"), [("ask", ""), ("offer", "Closest I have: ")])
def test_who_is_asked_back_gets_what_is_held_first(mind: FakeMind, decision: str, reserve: str) -> None:
    with closing(mind.start()) as house:
        reading, said = _claims(house, "you can't see inside open models")
        other = (stage("models", "Pythia", 0.2), 0.2)
        answer, subject = answer_judgement(mind.bank, weigh(reading, decision, (said, 0.3), other), "short")
    held, question = answer.text.split("\n")
    assert held.startswith(f'{reserve}"{mind.bank.claim["cant-see-inside"].statement}"')
    assert "[1]" in held
    assert question.endswith("?")
    assert (answer.kind, len(answer.text) <= 500) == ("clarify", True)
    assert 1 <= len(answer.citations) <= 3
    assert subject == said.subject, "what was told can be asked about"


@pytest.mark.parametrize("goes_on", [True, False])
def test_an_offer_names_what_the_reply_is_about_that_it_shows(mind: FakeMind, *, goes_on: bool) -> None:
    with closing(mind.start()) as house:
        (judgement, *_) = house.judge("Mistral 7B")
        card = next(one.candidate for one in judgement.ranked if one.candidate.desk == "models")
        (judgement, *_) = house.judge("Mistral 7B is open source")
        said = next(one.candidate for one in judgement.ranked if one.candidate.desk == "statements")
        offers = [weigh(judgement.reading, "offer", (one, 0.3))._replace(goes_on=goes_on) for one in (card, said)]
        shown, judged = (answer_judgement(mind.bank, offer, "short")[0] for offer in offers)
    assert {answer.kind for answer in (shown, judged)} == {"clarify"}
    assert all(answer.citations and answer.offers for answer in (shown, judged))
    assert shown.models == judged.models == ("mistral-7b",)
    assert judged.statement == "Mistral 7B is open source."
    assert judged.stance, "the record names the likelier side, as a question back does"


def test_an_offer_to_who_begins_may_be_a_claim(mind: FakeMind) -> None:
    with closing(mind.start()) as house:
        reading, claimed = _claims(house, "you can't see inside open models")
        claim, _subject = answer_judgement(mind.bank, weigh(reading, "offer", (claimed, 0.3)), "short")
    assert (claim.kind, claim.claim, claim.stance) == ("clarify", "cant-see-inside", "asserts")
    assert claim.citations
    assert claim.offers


def test_what_fits_a_little_and_rests_on_nothing_is_offered_by_name_and_moves_no_subject(
    mind: FakeMind, bank: Bank
) -> None:
    judgement = weigh(
        mind.read("x"),
        "offer",
        (stage("passages", "The Linux kernel", 0.4), 0.4),
        (stage("silence", "near", 0.3), 0.3),
        (stage("models", "Pythia", 0.2), 0.2),
    )
    answer, subject = answer_judgement(bank, judgement, "short")
    assert answer.kind == "clarify"
    assert answer.claim is None
    assert answer.suggestions == ("The Linux kernel", "Pythia")
    assert answer.text.startswith("Closest I have: ")
    assert all(offered in answer.text for offered in answer.suggestions)
    assert subject == Subject()


def test_where_nothing_fits_silence_answers_with_what_is_left_of_the_chance(mind: FakeMind, bank: Bank) -> None:
    judgement = weigh(
        mind.read("x"),
        "silence",
        (stage("models", "Pythia", 0.15), 0.15),
        (stage("silence", "near", 0.1, kind="abstain"), 0.1),
    )
    answer, _subject = answer_judgement(bank, judgement, "short")
    assert (answer.kind, answer.text) == ("abstain", "silence says near.")
    assert answer.confidence == pytest.approx(0.85)


def test_the_first_reply_is_cut_to_a_breath_and_a_longer_one_is_not(mind: FakeMind, bank: Bank) -> None:
    house = mind.start()
    reading = mind.read("x")
    try:
        (judgement, *_) = house.judge("which models are fully open")
        lists = [one.candidate for one in judgement.ranked if one.candidate.desk == "lists"]
        made = weigh(reading, "answer", (lists[0], 0.9))
        assert len(answer_judgement(bank, made, "short")[0].text) <= 500
        assert len(answer_judgement(bank, made, "deep")[0].text) > 500
    finally:
        house.close()


def test_a_computed_verdict_keeps_its_stance(mind: FakeMind, bank: Bank) -> None:
    candidate = stage("statements", "open-source", 0.9, "denies")
    question = StatementQuestion(predicate="open-source", subjects=("pythia",), names="Pythia", stance="denies")
    judgement = weigh(mind.read("x"), "answer", (candidate._replace(subject=Subject(statement=question)), 0.9))
    answer, subject = answer_judgement(bank, judgement, "short")
    assert answer.stance == "denies"
    assert subject.statement == question


@pytest.mark.parametrize(("chance", "told"), [(0.1, True), (0.02, False)])
def test_who_was_misread_gets_the_next_reading_of_his_line(mind: FakeMind, chance: float, *, told: bool) -> None:
    with closing(mind.start()) as house:
        reading, said = _claims(house, "you can't see inside open models")
        misread = (stage("last", "misread", 0.7), 0.7)
        answer, subject = answer_judgement(mind.bank, weigh(reading, "answer", misread, (said, chance)), "short")
    assert answer.text.startswith("Then I misread you.")
    assert (said.label in answer.text, subject == said.subject) == (told, told)
    assert ("Name the model" in answer.text) is not told


def test_who_was_misread_and_said_anew_what_he_meant_gets_that(mind: FakeMind) -> None:
    with closing(mind.start()) as house:
        reading, said, _other = _passages(house)
        judgement = weigh(reading, "answer", (said, 0.9))._replace(goes_on=True, corrects=True)
        answer, subject = answer_judgement(mind.bank, judgement, "short")
    assert answer.text.startswith("Then I misread you.")
    assert answer.citations
    assert len(answer.text) <= LONGEST
    assert subject == said.subject


def test_who_goes_on_gets_the_nearest_in_a_breath_and_no_question_back(mind: FakeMind) -> None:
    with closing(mind.start()) as house:
        reading, said, _other = _passages(house)
        judgement = weigh(reading, "offer", (said, 0.3))._replace(goes_on=True)
        answer, subject = answer_judgement(mind.bank, judgement, "short")
    assert answer.text.startswith("Nearest I have: ")
    assert "?" not in answer.text
    assert (answer.kind, answer.suggestions, subject) == ("clarify", (said.label,), said.subject)
    assert answer.citations


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("no", "last says objection."),
        ("no, the memory", "Then I misread you. Name the model, law or claim that you mean."),
    ],
)
def test_who_was_misread_gets_more_of_that_answer_only_where_he_just_says_no(
    mind: FakeMind, bank: Bank, line: str, told: str
) -> None:
    misread, objection = stage("last", "misread", 0.5), stage("last", "objection", 0.4)
    judgement = weigh(mind.read(line), "answer", (misread, 0.5), (objection, 0.4))
    answer, _subject = answer_judgement(bank, judgement, "short")
    assert answer.text == told


def _passages(house: Assistant) -> tuple[Reading, Candidate, Candidate]:
    (judgement, *_) = house.judge("who pays the open source initiative")
    first, second, *_others = [one.candidate for one in judgement.ranked if one.candidate.desk == "passages"]
    return judgement.reading, first, second


@pytest.mark.parametrize(("chance", "other", "tells_both"), [(0.6, 0.3, True), (0.6, 0.19, False), (0.75, 0.2, False)])
def test_an_unsure_reply_tells_the_next_reading_where_that_is_near_enough(
    mind: FakeMind, chance: float, other: float, *, tells_both: bool
) -> None:
    with closing(mind.start()) as house:
        reading, first, second = _passages(house)
        answer, _subject = answer_judgement(
            mind.bank, weigh(reading, "answer", (first, chance), (second, other)), "short"
        )
    assert ("\nOr: " in answer.text) == tells_both
    assert len(answer.text) <= 500


def test_parts_of_one_card_are_no_alternatives(mind: FakeMind) -> None:
    first = stage("statements", "open-source", 0.5)._replace(about=("pythia",))
    second = stage("models", "pythia/weights", 0.4)._replace(about=("pythia",))
    assert weigh(mind.read("x"), "answer", (first, 0.5), (second, 0.4)).runner_up is None
    assert weigh(mind.read("x"), "answer", (first, 0.5), (stage("passages", "x", 0.4), 0.4)).runner_up is not None


def test_neither_another_comparison_nor_the_message_in_parts_is_an_alternative(mind: FakeMind) -> None:
    first = stage("comparisons", "olmo-3+pythia", 0.4)._replace(about=("olmo-3", "pythia"))
    second = stage("comparisons", "olmo-3+pythia+gpt-4o", 0.3)._replace(about=("olmo-3", "pythia", "gpt-4o"))
    assert weigh(mind.read("x"), "answer", (first, 0.4), (second, 0.3)).runner_up is None
    parts = stage(SEVERAL, "two", 0.3)
    assert weigh(mind.read("x"), "answer", (first, 0.4), (parts, 0.3)).runner_up is None
