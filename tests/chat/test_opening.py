"""Details, Back and Sources: the rest of an answer; and the buttons that stood there in earlier versions."""

import pytest

from tests.chat.scene import CLAIM, Scene, heard, is_private, list_buttons, read


@pytest.fixture(params=["same client", "after a restart"])
async def scene(scene: Scene, request: pytest.FixtureRequest) -> Scene:
    """Every test of this file runs twice; in the second run the client is a new one before each button."""
    scene.restarts = request.param == "after a restart"
    return scene


_LINES = (
    CLAIM,
    "you can totally see inside open models",
    "is mistral 7b open source?",
    "olmo 3 vs llama 3.1",
)


@pytest.mark.parametrize("line", _LINES)
async def test_details_and_back_change_the_answer_in_place(scene: Scene, line: str) -> None:
    reply = await scene.ask(line)
    await scene.press(scene.alice, reply, "details")
    details = scene.find(reply)
    assert len(read(details)) > len(read(reply))
    assert {"details", "sources"}.isdisjoint(list_buttons(details))
    await scene.press(scene.alice, details, "back")
    assert read(scene.find(reply)) == read(reply)
    assert list_buttons(scene.find(reply)) == list_buttons(reply)
    assert len(scene.list_own()) == 1


async def test_others_read_the_details_alone(scene: Scene) -> None:
    reply = await scene.ask()
    result = await scene.press(scene.bob, reply, "details")
    assert is_private(result)
    assert "Evidence" in heard(result)
    assert read(scene.find(reply)) == read(reply)
    (copy,) = result.followups
    assert "back" not in list_buttons(copy)


async def test_what_is_whole_already_says_so(scene: Scene) -> None:
    reply = await scene.ask("what is openwashing?")
    if "details" in list_buttons(reply):
        await scene.press(scene.alice, reply, "details")
        assert scene.list_own()


async def test_details_of_a_command_are_forgotten_by_a_restart_and_say_so(scene: Scene) -> None:
    shown = (await scene.alice.slash(scene.channel, "ask", text="olmo 3 vs llama 3.1")).response
    assert shown is not None
    said = heard(await scene.press(scene.alice, shown, "details"))
    assert ("no longer have the question" in said) == scene.restarts


async def test_a_first_reply_names_its_sources_in_one_line_of_small_print(scene: Scene) -> None:
    reply = await scene.ask()
    (line,) = [line for line in read(reply).splitlines() if line.strip().startswith("-#")]
    assert 1 <= line.count("](http") <= 3
    assert "Sources" not in read(reply)


async def test_sources_shows_those_of_the_details_page_by_page(scene: Scene) -> None:
    reply = await scene.ask("nobody releases training data")
    result = await scene.press(scene.bob, reply, "sources")
    assert result.response is not None
    first = read(result.response)
    assert first.count("](http") > 3
    assert list_buttons(result.response)["next"]
    await scene.press(scene.bob, result.response, "next")
    await scene.press(scene.alice, reply, "details")
    shown = read(scene.find(reply))
    last = (await scene.note(result.response)).pages[-1]
    assert shown.count("](http") == sum(page.count("](http") for page in (await scene.note(result.response)).pages)
    assert "[1]" not in last


async def test_a_server_that_chose_a_depth_keeps_it(scene: Scene) -> None:
    await scene.set(depth="standard")
    reply = await scene.ask()
    assert "Evidence" in read(reply)
    assert list(list_buttons(reply)) == ["other-side", "compare", "wrong", "remove"]


async def test_what_is_looked_up_by_name_is_shown_whole(scene: Scene) -> None:
    shown = (await scene.alice.slash(scene.channel, "model", name="Mistral 7B")).response
    assert shown is not None
    assert "Components" in read(shown)
    assert "details" not in list_buttons(shown)


@pytest.mark.parametrize(("old", "now"), [("evidence", "sources"), ("deeper", "details"), ("shorter", "back")])
async def test_buttons_of_earlier_versions_go_on_working(scene: Scene, old: str, now: str) -> None:
    reply = await scene.ask()
    await scene.put_button_under(reply, old)
    if now == "sources":
        assert "[4]" in heard(await scene.press(scene.alice, reply, old))
    else:
        await scene.press(scene.alice, reply, old)
        assert (await scene.note(reply)).depth == {"details": "standard", "back": "short"}[now]


async def test_thumbs_of_earlier_versions_lead_to_the_form(scene: Scene) -> None:
    reply = await scene.ask()
    await scene.put_button_under(reply, "useful")
    assert "Wrong?" in heard(await scene.press(scene.alice, reply, "useful"))
