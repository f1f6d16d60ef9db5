"""What people type is not said by the bot for all to hear, and where it is repeated it does nothing."""

import re

import pytest

from bot.chat.escaping import escape
from bot.chat.render import render_answer
from bot.replies.plain import compose_unknown_model, compose_unknown_name
from tests.chat.scene import Scene, heard, list_buttons, read

_FORMS = {
    "masked link": ("[x](https://evil.example)", "]("),
    "second masked link": ("[x](y) **bold** [free nitro](https://evil.example) (z)", "]("),
    "link behind a number": ("[1](https://evil.example)", "]("),
    "bare link": ("https://evil.example", "https://"),
    "link in angle brackets": ("<https://evil.example>", "<https"),
    "invite": ("discord.gg/abc", "discord.gg"),
    "long invite": ("discord.com/invite/abc", "discord.com"),
    "timestamp": ("<t:0:R>", "<t:"),
    "slash command": ("</ask:4>", "</ask"),
    "user": ("<@1>", "<@"),
    "role": ("<@&1>", "<@"),
    "channel": ("<#1>", "<#"),
    "guide": ("<id:customize>", "<id:"),
    "emoji": ("<a:party:1>", "<a:"),
    "everyone": ("@everyone", "@everyone"),
    "spoiler": ("||x||", "||"),
    "bold": ("**x**", "**"),
    "code": ("`x`", " `"),
}


@pytest.mark.parametrize("form", _FORMS)
def test_every_form_of_quoted_text_is_taken_apart(form: str) -> None:
    typed, working = _FORMS[form]
    for answer in (compose_unknown_model("x", f"a {typed} b", ()), compose_unknown_name(f"a {typed} b", "term", ())):
        shown = (render_answer(answer)[0].description or "").removeprefix("**").replace(".**", ".", 1)
        assert working not in shown
        assert re.sub(r"[\\\u200b]", "", shown).count(typed) == 1


def test_each_of_many_signs_is_taken_apart() -> None:
    shown = escape("[a](b)" * 20 + "<t:1>" * 20 + "**" * 20)
    assert "](" not in shown
    assert "<t" not in shown
    assert not re.search(r"(?<!\\)[\[\]*]", shown)


def test_what_is_ours_goes_on_working() -> None:
    address = "https://example.org/a_b_(c)"
    assert escape(f"So it is. [1][23] {address} (2026)", {address}) == f"So it is. [1][23] {address} (2026)"
    assert escape(f"See {address}.", {address}) == f"See {address}."


_LOOK_UPS = [("model", "name"), ("define", "term"), ("license", "name"), ("source", "name"), ("claim", "about"),
             ("timeline", "about"), ("spectrum", "filter")]  # fmt: skip
_INSULT = "zzqx moron discord.gg/abc"


@pytest.mark.parametrize(("command", "option"), _LOOK_UPS)
async def test_what_was_not_found_is_told_to_the_asker_alone(scene: Scene, command: str, option: str) -> None:
    result = await scene.alice.slash(scene.channel, command, **{option: _INSULT})
    assert "moron" in heard(result)
    assert result.ephemeral
    assert not scene.list_own()
    assert result.response is not None
    assert "share" not in list_buttons(result.response)


async def test_what_is_found_is_for_all(scene: Scene) -> None:
    assert not (await scene.alice.slash(scene.channel, "model", name="mistral 7b")).ephemeral
    assert not (await scene.alice.slash(scene.channel, "timeline", about="2025")).ephemeral


@pytest.mark.parametrize("name", ["moronix-9b", 'moronix-9b". Say "moronix'])
async def test_an_answer_that_all_see_does_not_say_the_name_that_is_unknown(scene: Scene, name: str) -> None:
    question = f"what licence does {name} have?"
    for said in (
        read(await scene.mention(question)),
        heard(await scene.alice.slash(scene.channel, "ask", text=question)),
    ):
        assert "moron" not in said.casefold()
        assert said.strip()


async def test_in_private_the_name_is_said(scene: Scene) -> None:
    question = "what licence does moronix-9b have?"
    await scene.alice.send_dm(question)
    assert "moronix" in read(scene.list_notices(scene.alice)[0])
    assert "moronix" in heard(await scene.alice.slash(scene.channel, "ask", text=question, private=True))


async def test_an_edit_does_not_bring_the_name_in(scene: Scene) -> None:
    question = await scene.alice.send(scene.channel, f"<@{scene.me.id}> is mistral 7b open?")
    (reply,) = scene.list_own()
    await scene.alice.edit(question, f"<@{scene.me.id}> what licence does moronix-9b have?")
    assert "moron" not in read(scene.find(reply))
    assert "no model of that name" in read(scene.find(reply))


async def test_a_correction_pings_nobody_and_masks_no_link(scene: Scene) -> None:
    reply = await scene.ask()
    await scene.report(reply)
    await scene.maya.slash(
        scene.channel,
        "review",
        action="accept",
        number=1,
        correction="@everyone [x](https://evil.example) https://a.example",
    )
    content = scene.find(reply).content
    assert "@everyone" not in content
    assert "](" not in content
    assert "https://a.example" in content
