"""Embeds and buttons within every limit of Discord, for everything that the bank can say."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import get_args

import discord
import pytest

from bot.catalogue import Catalogue
from bot.chat.buttons import build_view
from bot.chat.drawing import describe_reply
from bot.chat.paging import FIELD_LIMIT, split_text
from bot.chat.render import render_answer, render_sources
from bot.chat.titles import drop_opening
from bot.records.answers import Answer, Citation, Section
from bot.records.bank import Bank
from bot.records.base import Stance
from bot.records.language import Depth, ModelMention
from bot.replies.cards import compose_short_model
from bot.replies.claims import compose_reasons
from bot.replies.facts import compose_passages
from bot.replies.plain import compose_error, compose_unknown_model
from bot.replies.several import compose_several
from bot.store.records import Button, Locale, Reply
from tests.chat.judging import judge_message

_DEPTHS: tuple[Depth, ...] = get_args(Depth)
_STANCES: tuple[Stance, ...] = get_args(Stance)
_LOCALES: tuple[Locale, ...] = get_args(Locale)
_NOBODY = discord.AllowedMentions.none().to_dict()


def _list_claim_answers(catalogue: Catalogue) -> Iterator[Answer]:
    for claim in catalogue.bank.claims:
        for depth in _DEPTHS:
            yield from (catalogue.answer_claim(claim.id, stance, (), depth) for stance in _STANCES)
            yield catalogue.answer_claim(claim.id, "asserts", ("llama-3-1", "olmo-3"), depth)
        yield catalogue.show_other_side(claim.id)
        yield compose_reasons(catalogue.bank, claim.statement, claim.id)


def _list_look_ups(catalogue: Catalogue) -> Iterator[Answer]:
    bank = catalogue.bank
    yield from (catalogue.show_model(model.name) for model in bank.models)
    yield from (catalogue.define(entry.term) for entry in bank.definitions)
    yield from (catalogue.show_license(entry.name) for entry in bank.licenses)
    yield from (catalogue.show_source(source.id) for source in bank.sources)
    yield from (catalogue.explain_terms(claim.statement) for claim in bank.claims)
    yield from (compose_passages(bank, passage.title, (passage.id,), 1.0) for passage in bank.passages)
    yield from (catalogue.show_timeline(about) for about in ("", "2025", "DeepSeek", "qwxz"))
    yield from (catalogue.show_spectrum(wanted) for wanted in ("", "fully open", "closed", "Meta", "qwxz"))
    yield from (catalogue.list_claims(about) for about in ("", "licence", "qwxz"))
    yield catalogue.compare_models(["olmo 3", "llama 3.1", "gpt-4o", "bloom"])
    yield catalogue.compare_known(("olmo-3", "llama-3-1"))


def _list_answers(bank: Bank) -> Iterator[Answer]:
    catalogue = Catalogue(bank)
    yield from _list_claim_answers(catalogue)
    yield from _list_look_ups(catalogue)


def _read_tokens(texts: list[str]) -> list[str]:
    """Words as a reader sees them: without the marks that keep markdown and mentions from working."""
    plain = re.sub(r"^[✓✗⇄] (?=\*\*)", "- ", "\n".join(texts), flags=re.MULTILINE)
    return plain.replace("\\", "").replace("\u200b", "").replace("•", "-").replace("**", "").split()


def _list_texts(embed: discord.Embed) -> list[str]:
    return [embed.description or "", *(field.value or "" for field in embed.fields)]


def _list_said(embed: discord.Embed) -> list[str]:
    """The texts without the lists of sources."""
    said = (field.value or "" for field in embed.fields if not (field.name or "").startswith("Sources"))
    return [embed.description or "", *said]


def _list_numbers(texts: list[str]) -> set[int]:
    return {int(number) for text in texts for number in re.findall(r"\[(\d+)\]", text)}


@pytest.mark.parametrize("locale", _LOCALES)
async def test_every_answer_and_its_buttons_fit(bank: Bank, locale: Locale) -> None:
    for answer in _list_answers(bank):
        pages = render_answer(answer, locale)
        reply = describe_reply(answer, pages, "standard", asker=1, private=False)
        rows = build_view(reply).to_components()
        assert pages
        for page in pages:
            judge_message({"allowed_mentions": _NOBODY, "embeds": [page.to_dict()], "components": rows})


def test_nothing_is_lost_or_split_inside_a_word_or_a_citation(bank: Bank) -> None:
    for answer in _list_answers(bank):
        pages = render_answer(answer)
        first, *rest = [section.text for section in answer.sections]
        wanted = _read_tokens([drop_opening(first, pages[0].title), *rest])
        said = _read_tokens([text for page in pages for text in _list_said(page)])
        assert said[: len(wanted)] == wanted
        listed = _list_numbers([text for page in pages for text in _list_texts(page)])
        assert {citation.n for citation in answer.citations} <= listed


def test_each_page_has_the_sources_that_it_points_at(bank: Bank) -> None:
    """Nobody turns eight pages to see what the first rests on."""
    paged = 0
    for answer in _list_answers(bank):
        pages = render_answer(answer)
        paged += len(pages) > 1
        for page in pages if len(answer.citations) > 3 else ():
            listed = [text for text in _list_texts(page) if text not in _list_said(page)]
            assert _list_numbers(_list_said(page)) == _list_numbers(listed)
    assert paged > 10


async def test_every_choice_of_buttons_fits(bank: Bank) -> None:
    for answer in _list_claim_answers(Catalogue(bank)):
        pages = [discord.Embed(title=str(number)) for number in range(3)]
        for private, aside in ((True, True), (True, False), (False, False)):
            reply = describe_reply(answer, pages, "standard", asker=1, private=private, aside=aside)
            _judge_buttons(reply)


async def test_all_buttons_together_fit() -> None:
    now = dt.datetime.now(tz=dt.UTC)
    names: tuple[Button, ...] = get_args(Button)
    for button in names:
        _judge_buttons(Reply(id=1, channel=1, asker=1, kind="rebuttal", buttons=(button,), created=now))


def _judge_buttons(reply: Reply) -> None:
    embed = {"title": "x"}
    rows = build_view(reply).to_components()
    judge_message({"allowed_mentions": _NOBODY, "embeds": [embed], "components": rows})


@pytest.mark.parametrize("limit", [40, 100])
def test_text_is_cut_between_words(limit: int) -> None:
    text = "One sentence with citations [1][2]. Another one follows here.\nA line of its own, and so on."
    pieces = split_text(text, limit)
    assert all(len(piece) <= limit for piece in pieces)
    assert " ".join(pieces).split() == text.split()


def test_a_word_longer_than_the_limit_is_cut() -> None:
    assert [len(piece) for piece in split_text("x" * 250, 100)] == [100, 100, 50]


def test_long_text_is_paged_and_not_cut() -> None:
    text = "\n".join(f"Line {number} with words and a citation [{number}]." for number in range(2000))
    answer = compose_error("", "x").model_copy(update={"sections": (Section(label="Long", text=text),)})
    pages = render_answer(answer)
    assert len(pages) > 5
    assert _read_tokens([text for page in pages for text in _list_texts(page)]) == text.split()


def test_american_dates_fit_where_british_ones_filled_the_field() -> None:
    """'June 30, 2026' is a character longer than '30 June 2026'."""
    date = "30 June 2026 "
    text = (date * (FIELD_LIMIT // len(date))).ljust(FIELD_LIMIT, "x")
    answer = compose_error("", "x").model_copy(update={"sections": (Section(label="Dates", text=text),)})
    for page in render_answer(answer, "en-US"):
        judge_message({"allowed_mentions": _NOBODY, "embeds": [page.to_dict()]})
        assert "30 June 2026" not in "".join(_list_texts(page))


def test_markdown_and_mentions_of_users_are_escaped() -> None:
    answer = compose_unknown_model("x", "**bold** @everyone <@1> `code`", ())
    description = render_answer(answer)[0].description or ""
    assert "@everyone" not in description
    assert r"\*\*bold" in description


def test_what_the_title_says_is_not_said_again(bank: Bank) -> None:
    catalogue = Catalogue(bank)
    for claim in bank.claims:
        for stance in _STANCES:
            page = render_answer(catalogue.answer_claim(claim.id, stance, (), "short"), claim=claim)[0]
            opening = (page.description or "").split(":", 1)[0]
            assert page.title != "✗ Not so" or not opening.startswith("Not so")
            said = {"✓ You are right": "You're right", "⇄ You are partly right": "Half right"}
            assert opening != said.get(page.title or "")


def test_every_mark_stays_beside_its_word(bank: Bank) -> None:
    for model in bank.models[::20]:
        answer = compose_short_model(bank, model.name, ModelMention(name=model.name, candidates=(model.id,)), 1.0)
        text = render_answer(answer)[0].description or ""
        assert re.search(r"weights\u00a0[●◐○?] training code\u00a0[●◐○?] data\u00a0[●◐○?]", text)
        assert text.startswith(f"**{model.name}")


def test_several_statements_have_their_verdicts_in_bold(bank: Bank) -> None:
    catalogue = Catalogue(bank)
    answers = [
        catalogue.answer_claim(claim, "asserts", (), "short") for claim in ("cant-see-inside", "openness-is-binary")
    ]
    page = render_answer(compose_several(bank, "x", answers, answers[0], 0.9))[0]
    lines = (page.description or "").splitlines()
    assert page.title == "Two points"
    assert lines[0].startswith(f'✗ "{bank.claim["cant-see-inside"].statement}" **Not so:** ')
    assert all(re.match(r'[✓✗⇄] "[^"]+" \*\*[^*]+:\*\* \S', line) for line in lines[:2])


def test_every_source_with_an_address_is_a_link(bank: Bank) -> None:
    """Brackets in an address would end the link."""
    for answer in [*_list_claim_answers(Catalogue(bank)), _cite("https://example.org/Open_(weights)")]:
        shown = "\n".join(text for page in render_answer(answer) for text in _list_texts(page))
        listed = "\n".join(page.description or "" for page in render_sources(answer.citations))
        for citation in answer.citations:
            if citation.url:
                address = citation.url.replace("(", "%28").replace(")", "%29")
                assert f"]({address})" in shown
                assert f"]({address})" in listed


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("CAISI Evaluation of DeepSeek AI Models Finds Shortcomings", "CAISI Evaluation of DeepSeek AI Models…"),
        ("Interconnects op-ed summary: (banning open source AI)", "Interconnects op-ed summary: (banning…"),
        ("github.com/Language-Technology-Assessment/main-database", "github.com/Language-Technology-Assessme…"),
        ("Open Source Initiative, January 2025", "Open Source Initiative, January 2025"),
    ],
)
def test_a_long_title_is_cut_behind_a_word(title: str, shown: str) -> None:
    page = render_answer(_cite("https://example.org/", title))[0]
    assert f"[{shown}](https://example.org/)" in "".join(_list_texts(page))


def _cite(url: str, title: str = "An example") -> Answer:
    citation = Citation(n=1, source="example", title=title, url=url)
    return compose_error("", "x [1]").model_copy(update={"citations": (citation,)})


@pytest.mark.parametrize("verdict", ["wrong", "misleading", "partly-right", "contested", "unproven", "right"])
def test_a_verdict_is_told_by_word_mark_and_colour(bank: Bank, verdict: str) -> None:
    claim = next((claim for claim in bank.claims if claim.verdict == verdict), None)
    assert claim is not None
    (embed, *_) = render_answer(Catalogue(bank).answer_claim(claim.id, "asks", (), "standard"))
    mark, word = (embed.title or "").split(" ", 1)
    assert len(mark) == 1
    assert word
    assert embed.colour is not None
