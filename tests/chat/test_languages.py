"""Lines in other languages on Discord: the sentence in public, what is near as a button."""

import pytest

from tests.chat.scene import Scene, list_buttons, read


@pytest.mark.parametrize(
    ("line", "beginning"),
    [("Welche Lizenz hat Mistral 7B?", "Ich lese nur Englisch"), ("Mistral 7B是什么许可证", "我只读英语")],
)
async def test_the_nearest_thing_is_a_button_that_answers(scene: Scene, line: str, beginning: str) -> None:
    reply = await scene.ask(line)
    assert beginning in read(reply)
    assert list(list_buttons(reply)) == ["choice-1", "remove"]
    await scene.press(scene.alice, reply, "choice-1")
    (shown,) = scene.list_own()
    assert shown.id == reply.id
    assert "Apache" in read(shown)
    assert beginning not in read(shown)


async def test_without_a_name_there_is_nothing_to_press_but_remove_and_wrong(scene: Scene) -> None:
    reply = await scene.ask("Was soll ich heute Abend kochen?")
    assert "Ich lese nur Englisch" in read(reply)
    assert not [name for name in list_buttons(reply) if name.startswith("choice")]
