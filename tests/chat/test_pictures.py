"""Pictures under replies: what comes with one, what is said for those who do not see it, and what happens without."""

import io
from typing import Any

import discord
import pytest
from PIL import Image

from bot.chat import illustrating
from bot.records.answers import Answer
from tests.chat.scene import Scene, Shown, heard

_PAIR = {"first": "olmo 3", "second": "gpt-4o"}


def _find_picture(message: Shown) -> discord.Attachment | None:
    attachments: list[Any] = list(message.attachments)
    return attachments[0] if attachments else None


@pytest.mark.parametrize(
    ("command", "options", "named"),
    [("compare", _PAIR, ["Olmo 3 / 3.1: ", "GPT-4o: "]), ("spectrum", {"tier": "closed"}, ["8 of ", "closed."])],
)
async def test_a_look_up_comes_with_its_picture(
    scene: Scene, command: str, options: dict[str, str], named: list[str]
) -> None:
    result = await scene.alice.slash(scene.channel, command, **options)
    assert result.response is not None
    picture = _find_picture(scene.find(result.response))
    assert picture is not None
    assert picture.filename == "spectrum.png"
    assert picture.description is not None
    assert len(picture.description) <= 1024
    assert all(words in picture.description for words in named)
    with Image.open(io.BytesIO(await picture.read()), formats=["PNG"]) as image:
        assert image.width == 1100


async def test_compare_under_a_reply_comes_with_its_picture(scene: Scene) -> None:
    result = await scene.press(scene.alice, await scene.ask(), "compare")
    shown = [*([result.response] if result.response else []), *result.followups]
    assert any(_find_picture(message) for message in shown)


async def test_a_picture_stays_while_pages_are_turned(scene: Scene) -> None:
    result = await scene.alice.slash(scene.channel, "spectrum", tier="closed")
    assert result.response is not None
    before = scene.find(result.response)
    await scene.press(scene.alice, before, "next")
    after = scene.find(result.response)
    assert after.embeds != before.embeds
    assert [one.id for one in after.attachments] == [one.id for one in before.attachments] != []


async def test_sharing_shows_the_picture_to_all(scene: Scene) -> None:
    result = await scene.alice.slash(scene.channel, "compare", **_PAIR, private=True)
    assert result.response is not None
    mine = _find_picture(result.response)
    assert mine is not None
    await scene.press(scene.alice, result.response, "share")
    shared = _find_picture(scene.list_own()[-1])
    assert shared is not None
    assert shared.description == mine.description


@pytest.mark.parametrize(("command", "options"), [("model", {"name": "olmo 3"}), ("claim", {"about": "licence"})])
async def test_other_look_ups_have_none(scene: Scene, command: str, options: dict[str, str]) -> None:
    result = await scene.alice.slash(scene.channel, command, **options)
    assert result.response is not None
    assert _find_picture(scene.find(result.response)) is None


async def test_what_is_not_found_has_none(scene: Scene) -> None:
    result = await scene.alice.slash(scene.channel, "compare", first="olmo 3", second="zzzz 9b")
    assert result.response is not None
    assert _find_picture(result.response) is None


async def test_an_answer_comes_where_its_picture_fails(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("no font")

    monkeypatch.setattr(illustrating, "_draw", fail)
    result = await scene.alice.slash(scene.channel, "compare", **_PAIR)
    assert "fully open" in heard(result)
    assert result.response is not None
    assert _find_picture(scene.find(result.response)) is None


async def test_only_so_many_pictures_are_kept(scene: Scene) -> None:
    answer: Answer = scene.client.services.catalogue.compare_models(["olmo 3", "gpt-4o"])
    keeper = scene.client.services.illustrator
    picture = await keeper.draw(answer, scene.client.services.clock.now().date())
    for number in range(500):
        keeper.keep(number, picture)
    assert len(keeper) <= 100
    assert keeper.recall(499) == picture
    assert keeper.recall(0) is None
