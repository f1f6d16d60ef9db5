"""Embeds within every limit of Discord, for everything that the bank can say."""

import re
from collections.abc import Iterator

import pytest

from bot.catalogue import Catalogue
from bot.chat.render import (
    DESCRIPTION_LIMIT,
    FIELD_LIMIT,
    FIELDS_LIMIT,
    MESSAGE_LIMIT,
    render_answer,
    split_text,
)
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.replies.facts import compose_passages
from bot.replies.plain import compose_unknown_model
from bot.replies.sources import compose_source


def _all_answers(bank: Bank) -> Iterator[Answer]:
    catalogue = Catalogue(bank)
    yield from (catalogue.show_model(model.name) for model in bank.models)
    yield from (compose_passages(bank, passage.title, (passage.id,), 1.0) for passage in bank.passages)
    yield compose_source(bank, "seed-a")
    yield catalogue.show_spectrum("")
    yield catalogue.list_claims()
    yield catalogue.compare_models(["olmo 3", "llama 3.1", "gpt-4o", "bloom"])


def test_every_answer_fits(bank: Bank) -> None:
    for answer in _all_answers(bank):
        embeds = render_answer(answer)
        assert embeds
        for embed in embeds:
            assert len(embed) <= MESSAGE_LIMIT
            assert len(embed.title or "") <= 256
            assert len(embed.description or "") <= DESCRIPTION_LIMIT
            assert len(embed.fields) <= FIELDS_LIMIT
            assert all(field.name and field.value for field in embed.fields)
            assert all(len(field.value or "") <= FIELD_LIMIT for field in embed.fields)
            assert embed.description or embed.fields


def test_nothing_is_lost_on_the_way(bank: Bank) -> None:
    answer = Catalogue(bank).show_model("BLOOM")
    shown = " ".join(
        f"{embed.description or ''} {' '.join(field.value or '' for field in embed.fields)}"
        for embed in render_answer(answer)
    )
    words = set(re.findall(r"[a-z]{4,}", answer.text.casefold()))
    assert words - set(re.findall(r"[a-z]{4,}", shown.casefold())) <= {
        section.label.casefold().split()[0] for section in answer.sections if section.label
    }


@pytest.mark.parametrize("limit", [40, 100])
def test_text_is_cut_between_words(limit: int) -> None:
    text = "One sentence with citations [1][2]. Another one follows here.\nA line of its own, and so on."
    pieces = split_text(text, limit)
    assert all(len(piece) <= limit for piece in pieces)
    assert " ".join(pieces).split() == text.split()


def test_a_word_longer_than_the_limit_is_cut() -> None:
    assert [len(piece) for piece in split_text("x" * 250, 100)] == [100, 100, 50]


def test_markdown_and_mentions_of_users_are_escaped() -> None:
    answer = compose_unknown_model("x", "**bold** @everyone <@1> `code`", ())
    description = render_answer(answer)[0].description or ""
    assert "@everyone" not in description
    assert r"\*\*bold" in description
