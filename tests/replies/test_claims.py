"""Which reply stance and verdict call for, and what it says."""

import re
from typing import get_args

import pytest

from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.base import Stance, Verdict
from bot.records.language import ClaimReading, Depth, ModelMention
from bot.replies.claims import choose_kind, compose_claim, compose_other_side, compose_reasons
from bot.replies.wording import first_sentence

_STANCES: tuple[Stance, ...] = get_args(Stance)


@pytest.mark.parametrize(
    ("verdict", "stance", "kind"),
    [
        ("wrong", "asserts", "rebuttal"),
        ("wrong", "denies", "agreement"),
        ("right", "asserts", "agreement"),
        ("right", "denies", "rebuttal"),
        ("misleading", "asserts", "nuance"),
        ("misleading", "denies", "nuance"),
        ("partly-right", "asserts", "nuance"),
        ("contested", "denies", "nuance"),
        ("unproven", "asserts", "nuance"),
        ("wrong", "asks", "answer"),
        ("right", "asks", "answer"),
    ],
)
def test_kinds(verdict: Verdict, stance: Stance, kind: str) -> None:
    assert choose_kind(verdict, stance) == kind


def _answer(bank: Bank, claim: str, stance: Stance, *models: str, depth: Depth = "standard") -> Answer:
    mentions = tuple(ModelMention(name=model, candidates=(model,)) for model in models)
    return compose_claim(bank, "as typed", ClaimReading(claim=claim, stance=stance), mentions, 0.8, depth)


def test_a_rebuttal_has_all_its_parts(bank: Bank) -> None:
    answer = _answer(bank, "cant-see-inside", "asserts")
    assert answer.kind == "rebuttal"
    assert answer.concession
    assert answer.concession in answer.text
    assert answer.levels == {"closed": "right", "open-weights": "wrong", "fully-open": "wrong"}
    assert len(answer.points) >= 3
    assert {row.tier for row in answer.spectrum} == {"closed", "open-weights", "fully-open"}
    assert answer.disputes
    assert answer.statement == bank.claim["cant-see-inside"].statement


_DECISIVE = {
    ("asserts", "wrong"): r"Not so\b",
    ("asserts", "right"): r"Right\b",
    ("denies", "wrong"): r"You're right\b",
    ("denies", "right"): r"Not so\b",
}


@pytest.mark.parametrize("stance", _STANCES)
def test_the_first_reply_is_written_for_what_the_speaker_said(bank: Bank, stance: Stance) -> None:
    """It opens with who is right where that is beyond doubt, gives the fact, and what is fair in the other view."""
    for claim in bank.claims:
        answer = _answer(bank, claim.id, stance, depth="short")
        written = {"asserts": claim.short.asserts, "denies": claim.short.denies, "asks": claim.short.asks}[stance]
        assert answer.text.startswith(written.text), claim.id
        assert answer.headline == first_sentence(written.text)
        assert re.match(_DECISIVE.get((stance, claim.verdict), ""), answer.text), (claim.id, answer.headline)
        assert answer.citations
        assert "Evidence" not in {section.label for section in answer.sections}


def test_the_three_first_replies_of_a_card_differ(bank: Bank) -> None:
    for claim in bank.claims:
        assert len({_answer(bank, claim.id, stance, depth="short").text for stance in _STANCES}) == 3, claim.id


def test_what_holds_for_a_closed_model_is_not_rebutted(bank: Bank) -> None:
    answer = _answer(bank, "cant-see-inside", "asserts", "claude-3-5-sonnet")
    assert answer.kind == "agreement"
    assert "Claude 3.5 Sonnet (closed)" in answer.text
    assert answer.verdict == "wrong"


def test_an_unsure_reading_says_nothing_of_the_models_named(bank: Bank) -> None:
    olmo = ModelMention(name="OLMo 3", candidates=("olmo-3",))
    said = ClaimReading(claim="amodei-is-right-about-open-source", stance="asks")
    answer = compose_claim(bank, "as typed", said, (olmo,), 0.4, "short", unsure="reading")
    assert answer.local_verdict is None
    assert not answer.text.startswith("Of ")


def test_a_makers_name_speaks_of_no_single_model(bank: Bank) -> None:
    maker = ModelMention(name="openai", candidates=("gpt-6", "gpt-4"), family="gpt")
    said = ClaimReading(claim="cant-see-inside", stance="asserts")
    assert compose_claim(bank, "as typed", said, (maker,), 0.8, "short").local_verdict is None
    family = maker.model_copy(update={"name": "gpt"})
    assert compose_claim(bank, "as typed", said, (family,), 0.8, "short").local_verdict == "right"


@pytest.mark.parametrize("depth", get_args(Depth))
@pytest.mark.parametrize("stance", _STANCES)
def test_every_source_of_a_reply_is_pointed_at_by_its_text(bank: Bank, stance: Stance, depth: Depth) -> None:
    for claim in bank.claims:
        answer = _answer(bank, claim.id, stance, depth=depth)
        numbers = {int(number) for number in re.findall(r"\[(\d+)\]", answer.text)}
        assert numbers == {citation.n for citation in answer.citations}, claim.id


@pytest.mark.parametrize("stance", _STANCES)
def test_every_card_reads_whole_in_every_stance(bank: Bank, stance: Stance) -> None:
    for claim in bank.claims:
        answer = _answer(bank, claim.id, stance)
        assert claim.headline.text in answer.text
        assert "{" not in answer.text
        assert ".." not in answer.text.replace("...", "")


def test_the_other_side_is_cited(bank: Bank) -> None:
    for claim in bank.claims:
        answer = compose_other_side(bank, "other side", claim.id)
        assert answer.points[0].citations


def test_reasons_give_all_of_them(bank: Bank) -> None:
    claim = bank.claim["cant-see-inside"]
    assert len(compose_reasons(bank, "why", claim.id).points) == len(claim.reasons)


def test_three_depths_say_more_and_more(bank: Bank) -> None:
    depths: tuple[Depth, ...] = get_args(Depth)
    short, standard, deep = (_answer(bank, "cant-see-inside", "asserts", depth=depth) for depth in depths)
    assert len(short.text) < len(standard.text) < len(deep.text)
    claim = bank.claim["cant-see-inside"]
    assert claim.short.asserts.text in short.text
    assert claim.headline.text in standard.text
    assert claim.concede.asserts.text in standard.text
    assert claim.other_side.reply.text in deep.text
    assert claim.other_side.reply.text not in standard.text
    assert all(reason.text in deep.text for reason in claim.reasons)


@pytest.mark.parametrize("stance", _STANCES)
def test_an_unsure_reading_names_the_sentence_and_takes_no_side_for_the_speakers(bank: Bank, stance: Stance) -> None:
    for claim in bank.claims:
        reading = ClaimReading(claim=claim.id, stance=stance)
        surely = compose_claim(bank, "x", reading, (), 0.5, "short")
        answer = compose_claim(bank, "x", reading, (), 0.5, "short", unsure="reading")
        opening = "Closest I have: " if stance == "asks" else "Closest I have, maybe not yours: "
        assert answer.text.startswith(f'{opening}"{claim.statement}" {claim.short.asks.text}')
        assert answer.text.count(claim.statement) == 1
        assert answer.headline == first_sentence(claim.short.asks.text)
        assert (answer.kind, answer.stance, answer.verdict) == ("answer", stance, surely.verdict)
        assert len(answer.text) <= 500, claim.id


def test_where_only_the_side_is_unsure_the_sentence_is_named_without_reserve(bank: Bank) -> None:
    claim = bank.claim["cant-see-inside"]
    reading = ClaimReading(claim=claim.id, stance="denies")
    answer = compose_claim(bank, "x", reading, (), 0.5, "short", unsure="side")
    assert answer.text.startswith(f'"{claim.statement}" {claim.short.asks.text}')
    assert (answer.kind, answer.stance, answer.restated) == ("answer", "denies", True)


def test_the_long_form_of_an_unsure_reading_puts_no_words_into_anybodys_mouth(bank: Bank) -> None:
    reading = ClaimReading(claim="cant-see-inside", stance="asserts")
    text = compose_claim(bank, "x", reading, (), 0.5, "standard", unsure="reading").text
    assert text.startswith(f'Closest I have: "{bank.claim["cant-see-inside"].statement}" Verdict: wrong.')
    assert "You say" not in text


def test_a_first_reply_with_one_source_shows_the_headlines_too(bank: Bank) -> None:
    for claim in bank.claims:
        for stance in _STANCES:
            held = {cite.source for cite in (*getattr(claim.short, stance).cites, *claim.headline.cites)}
            shown = {citation.source for citation in _answer(bank, claim.id, stance, depth="short").citations}
            assert len(shown) >= min(len(held), 2), (claim.id, stance)
