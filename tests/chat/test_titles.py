"""Title and colour speak to the speaker: whoever is right reads so at once, whichever way the claim was put."""

import re
from collections.abc import Iterator

import pytest

from bot.catalogue import Catalogue
from bot.chat.render import render_answer
from bot.chat.titles import AMBER, BLUE, GREEN, RED
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.base import Stance
from bot.records.claims import Claim
from bot.records.language import ClaimReading
from bot.records.questions import StatementQuestion
from bot.replies.asking import compose_clarification, compose_offer
from bot.replies.claims import compose_claim, compose_reasons
from bot.replies.several import compose_several
from bot.replies.statements import compose_statement
from bot.replies.wording import CLOSEST, CLOSEST_SAID, VERDICT_WORDS
from tests.chat.scene import CLAIM, Scene, heard, read

_JUDGED: tuple[Stance, ...] = ("asserts", "denies")
_SIDES = {
    ("wrong", "denies"): True,
    ("right", "asserts"): True,
    ("wrong", "asserts"): False,
    ("right", "denies"): False,
}
"""Whether the speaker is right, for verdicts that leave no doubt."""


def _list_answers(bank: Bank, stances: tuple[Stance, ...]) -> Iterator[tuple[Claim, Stance, Answer]]:
    catalogue = Catalogue(bank)
    for claim in bank.claims:
        for stance in stances:
            yield claim, stance, catalogue.answer_claim(claim.id, stance, (), "standard")


def _head(answer: Answer, claim: Claim | None = None) -> tuple[str, int]:
    (embed, *_) = render_answer(answer, claim=claim)
    assert embed.colour is not None
    return embed.title or "", embed.colour.value


def test_whoever_is_right_reads_it_and_whoever_is_wrong_too(bank: Bank) -> None:
    for claim, stance, answer in _list_answers(bank, _JUDGED):
        is_right = _SIDES.get((claim.verdict, stance))
        if is_right is not None:
            expected = ("✓ You are right", GREEN) if is_right else ("✗ Not so", RED)
            assert _head(answer, claim) == expected, (claim.id, stance)


def test_what_lies_between_is_amber_and_neither_right_nor_wrong(bank: Bank) -> None:
    for claim, stance, answer in _list_answers(bank, _JUDGED):
        if (claim.verdict, stance) in _SIDES:
            continue
        title, colour = _head(answer, claim)
        assert title.startswith("⇄ "), claim.id
        assert colour == AMBER


def test_whoever_doubts_a_misleading_claim_is_told_that_the_doubt_is_right(bank: Bank) -> None:
    claim = next(claim for claim in bank.claims if claim.verdict == "misleading")
    assert (
        _head(Catalogue(bank).answer_claim(claim.id, "denies", (), "short"), claim)[0] == "⇄ You are right to doubt it"
    )


_ANSWERS = {
    "wrong": ("✗", "no", RED),
    "right": ("✓", "yes", GREEN),
    "partly-right": ("⇄", "partly", AMBER),
    "misleading": ("⇄", "misleading", AMBER),
    "contested": ("⇄", "contested", AMBER),
    "unproven": ("⇄", "unproven", AMBER),
}


def test_a_question_is_answered_about_the_sentence_that_the_title_names(bank: Bank) -> None:
    """'Can they take a release back?' asks the opposite of its card: a bare Yes would be wrong."""
    for claim, _, answer in _list_answers(bank, ("asks",)):
        mark, word, colour = _ANSWERS[claim.verdict]
        title, shown = _head(answer, claim)
        assert title == f'{mark} "{claim.statement.removesuffix(".")}": {word}'
        assert shown == colour


def test_a_question_about_models_of_another_tier_is_answered_for_these(bank: Bank) -> None:
    claim = bank.claim["cant-see-inside"]
    answer = Catalogue(bank).answer_claim(claim.id, "asks", ("gpt-4o",), "short")
    assert answer.local_verdict == "right"
    assert _head(answer, claim) == ('✓ "You can\'t see inside open-weight models": yes, for what you name', GREEN)


def test_the_cards_sentence_and_its_verdict_stand_in_the_text(bank: Bank) -> None:
    for claim, _, answer in _list_answers(bank, (*_JUDGED, "asks")):
        (embed, *_) = render_answer(answer, claim=claim)
        text = (embed.description or "").replace("\\", "").replace("\u200b", "")
        assert claim.statement.removesuffix(".") in text
        assert VERDICT_WORDS[claim.verdict] in f"{text.split(chr(10))[0]} {embed.footer.text}", claim.id


@pytest.mark.parametrize("stance", ["asserts", "denies"])
def test_a_question_back_takes_no_side(bank: Bank, stance: Stance) -> None:
    for claim in bank.claims:
        reading = ClaimReading(claim=claim.id, stance=stance)
        assert _head(compose_clarification(bank, "x", reading, 0.5), claim) == ("Which do you mean?", BLUE)


@pytest.mark.parametrize("stance", ["asserts", "denies", "asks"])
def test_an_unsure_reading_takes_no_side_above_or_below_its_text(bank: Bank, stance: Stance) -> None:
    for claim in bank.claims:
        reading = ClaimReading(claim=claim.id, stance=stance)
        answer = compose_claim(bank, "x", reading, (), 0.5, "short", unsure="reading")
        (embed,) = render_answer(answer, claim=claim)
        assert (embed.title, embed.footer.text) == (None, None), claim.id
        assert (embed.description or "").startswith((CLOSEST, CLOSEST_SAID))


def test_points_have_their_verdict_bold_behind_what_they_answer(bank: Bank) -> None:
    said = [ClaimReading(claim=claim, stance="asserts") for claim in ("openness-is-binary", "api-access-is-enough")]
    answers = [compose_claim(bank, "x", one, (), 0.5, "short", unsure="reading") for one in said]
    (embed,) = render_answer(compose_several(bank, "x", answers, answers[0], 0.7))
    lines = (embed.description or "").split("\n")[2:]
    assert [re.match(r'✗ "[^"]+" \*\*No:\*\* ', line) is not None for line in lines[:2]] == [True, True]


def test_an_offer_takes_no_side_and_asks_nothing_twice() -> None:
    assert _head(compose_offer("x", ("Mistral 7B",), 0.3)) == ("", BLUE)


def test_the_other_side_and_the_evidence_take_no_side(bank: Bank) -> None:
    catalogue = Catalogue(bank)
    for claim in bank.claims:
        assert _head(catalogue.show_other_side(claim.id), claim) == ("The other side", BLUE)
        assert _head(compose_reasons(bank, claim.statement, claim.id), claim) == ("The evidence", BLUE)


def _say(bank: Bank, model: str, stance: Stance) -> Answer:
    """The reply to a sentence about one model, which no card is about."""
    question = StatementQuestion(
        predicate="open-source", subjects=(model,), names=bank.model[model].name, stance=stance
    )
    return compose_statement(bank, "x", question, 0.9, "short")


@pytest.mark.parametrize(
    ("model", "stance", "head"),
    [
        ("mistral-7b", "asserts", ("✗ Not so", RED)),
        ("mistral-7b", "denies", ("✓ You are right", GREEN)),
        ("pythia", "asserts", ("✓ You are right", GREEN)),
        ("pythia", "denies", ("✗ Not so", RED)),
        ("mistral-7b", "asks", ('✗ "Mistral 7B is open source": no', RED)),
        ("pythia", "asks", ('✓ "Pythia suite is open source": yes', GREEN)),
    ],
)
def test_a_sentence_about_a_model_has_its_heading_too(
    bank: Bank, model: str, stance: Stance, head: tuple[str, int]
) -> None:
    assert _head(_say(bank, model, stance)) == head


def test_several_statements_have_no_single_verdict_over_them(bank: Bank) -> None:
    """Each has its own in its line."""
    right, wrong = _say(bank, "pythia", "asserts"), _say(bank, "mistral-7b", "asserts")
    for main in (right, wrong):
        title, colour = _head(compose_several(bank, "x", [right, wrong], main, 0.9))
        assert "Not so" not in title
        assert "You are right" not in title
        assert colour == BLUE


async def test_people_in_a_channel_read_it(scene: Scene) -> None:
    ally, opponent = await scene.ask("you can totally see inside open models"), await scene.ask(CLAIM)
    asker = await scene.ask("can you see inside open models?")
    titles = [reply.embeds[0].title or "" for reply in (ally, opponent, asker)]
    assert titles[:2] == ["✓ You are right", "✗ Not so"]
    assert "You can't see inside open-weight models" in titles[2]
    assert ally.embeds[0].footer.text == '"You can\'t see inside open-weight models": wrong'
    assert not any(reply.embeds[0].footer.text for reply in (opponent, asker))
    assert "The other side" in heard(await scene.press(scene.bob, ally, "other-side"))


async def test_a_changed_answer_changes_its_title(scene: Scene) -> None:
    question = await scene.alice.send(scene.channel, f"<@{scene.me.id}> {CLAIM}")
    (reply,) = scene.list_own()
    await scene.alice.edit(question, f"<@{scene.me.id}> no, it's not true that you can't see inside open-weight models")
    assert "✓ You are right" in read(scene.find(reply))
    await scene.press(scene.alice, reply, "details")
    assert "✓ You are right" in read(scene.find(reply))
