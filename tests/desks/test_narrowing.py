"""A list that was told and is narrowed by the next line: without some, or with some alone."""

import pytest

from bot.desks.lists.desk import ListsDesk
from bot.records.bank import Bank
from bot.records.models import Modality
from bot.records.questions import ModelFilter, Threshold
from bot.replies.selecting import select_models
from tests.desks.proposing import after_list, propose
from tests.fakes import FakeMind

_OPEN = ModelFilter(tiers=("open-weights",), operation="list")
_NOT_SMALL = Threshold(side="above", figure=10, unit="billion")


def _go_on(mind: FakeMind, bank: Bank, line: str, before: ModelFilter = _OPEN) -> ModelFilter:
    """The last list as a line narrows it, which is proposed as what the line plainly wants."""
    found = propose(mind, ListsDesk(bank), line, after_list(bank, before))
    narrowed = [one for one in found if one.subject.listed and one.subject.listed.tiers and one.clues.filled]
    assert [one.clues.fit for one in narrowed] == [1.0]
    return narrowed[0].subject.listed or ModelFilter()


@pytest.mark.parametrize(
    ("line", "wanted", "left_out"),
    [
        ("hm and no image ones", (), ("image",)),
        ("without the image ones", (), ("image",)),
        ("leave out the vision and audio stuff", (), ("vision-language", "speech", "music")),
        ("no image, video or music models please", (), ("image", "video", "music")),
        ("llms only", ("text",), ()),
        ("just the llms then", ("text",), ()),
        ("ok only the chat llms", ("text",), ()),
        ("only image and video models", ("image", "video"), ()),
    ],
)
def test_a_list_is_narrowed_by_what_models_work_with(
    mind: FakeMind, bank: Bank, line: str, wanted: tuple[Modality, ...], left_out: tuple[Modality, ...]
) -> None:
    narrowed = _go_on(mind, bank, line)
    assert (narrowed.modalities, narrowed.other_modalities) == (wanted, left_out)


@pytest.mark.parametrize(
    ("line", "since", "until"),
    [
        ("only the chat llms, 2025 or newer", "2025", None),
        ("only 2025+", "2025", None),
        ("only what is newer than 2024", "2025", None),
        ("but not older than 2024 please, 2024 and later", "2024", "2024"),
        ("only 2023 or older", None, "2024"),
    ],
)
def test_a_list_is_narrowed_by_a_year_and_those_behind_it(
    mind: FakeMind, bank: Bank, line: str, since: str | None, until: str | None
) -> None:
    narrowed = _go_on(mind, bank, line)
    assert (narrowed.operation, narrowed.measure) == ("list", None)
    assert (narrowed.since, narrowed.until) == (since, until)


def test_what_is_not_tiny_and_of_this_year(mind: FakeMind, bank: Bank) -> None:
    narrowed = _go_on(mind, bank, "and only the ones from this year, and no tiny ones")
    assert narrowed.sizes == (_NOT_SMALL,)
    assert narrowed.released == max(model.released for model in bank.models)[:4]


@pytest.mark.parametrize("line", ["must not be llama", "not llama", "no llamas, drop llama", "without llama please"])
def test_a_family_is_taken_from_a_list(mind: FakeMind, bank: Bank, line: str) -> None:
    assert "llama-2" in _go_on(mind, bank, line).without


def test_a_narrowed_list_accounts_for_the_words_of_the_line(mind: FakeMind, bank: Bank) -> None:
    line = "leave out the vision and audio stuff"
    found = propose(mind, ListsDesk(bank), line, after_list(bank, _OPEN))
    assert any(one.clues.fit == 1 and mind.read(line).words <= one.words for one in found)


def test_what_is_left_out_stays_out(mind: FakeMind, bank: Bank) -> None:
    before = _go_on(mind, bank, "without the image ones")
    assert _go_on(mind, bank, "and no video ones", before).other_modalities == ("image", "video")


@pytest.mark.parametrize("line", ["leave out the chinese ones", "excluding chinese models", "without the chinese ones"])
def test_a_country_is_taken_from_a_list(mind: FakeMind, bank: Bank, line: str) -> None:
    narrowed = _go_on(mind, bank, line)
    assert narrowed.other_countries == ("China",)
    assert {model.country for model in select_models(bank, narrowed)}.isdisjoint({"China"})


@pytest.mark.parametrize("line", ["lol", "why?", "no that's wrong"])
def test_what_narrows_nothing_is_no_list_that_was_asked_for(mind: FakeMind, bank: Bank, line: str) -> None:
    found = propose(mind, ListsDesk(bank), line, after_list(bank, _OPEN))
    assert not any(one.clues.fit for one in found)
