"""/privacy, what is deleted and when, and what never comes into the database."""

import asyncio
import datetime as dt
from pathlib import Path

import pytest

from bot.chat import housekeeping
from bot.chat.clock import Clock
from bot.chat.housekeeping import forget_left_servers, keep_house
from bot.chat.servers import ServerBook
from bot.store.records import Reply, ServerSettings
from bot.store.sql import SqlStore
from tests.chat.scene import CLAIM, UNKNOWN, Scene, heard

_WORD = "Zebulon"


def _find_bytes(folder: Path, word: str) -> list[str]:
    """The files of the database that hold a word, the log of its last transactions included."""
    return [file.name for file in folder.glob("glassbox.db*") if word.encode() in file.read_bytes()]


async def _ask_everything(scene: Scene) -> None:
    """Put the secret word into every place where somebody can write."""
    await scene.mention(UNKNOWN)
    await scene.mention(f"{CLAIM}, {_WORD}")
    question = await scene.alice.send(scene.channel, f"<@{scene.me.id}> is {_WORD} 7b open?")
    await scene.alice.edit(question, f"<@{scene.me.id}> {CLAIM}, said {_WORD}")
    await scene.alice.send_dm(UNKNOWN)
    await scene.alice.slash(scene.channel, "ask", text=UNKNOWN)
    for command, option in (
        ("model", "name"), ("define", "term"), ("source", "name"), ("license", "name"), ("claim", "about"),
        ("timeline", "about"), ("spectrum", "filter"),
    ):  # fmt: skip
        await scene.alice.slash(scene.channel, command, **{option: _WORD})
    message = await scene.bob.send(scene.channel, f"{UNKNOWN}, {CLAIM}")
    for menu in ("Check this claim", "Other side", "Explain the terms"):
        await scene.alice.context_menu(scene.channel, menu, message)


async def test_message_text_never_comes_into_the_database(scene: Scene, tmp_path: Path) -> None:
    await _ask_everything(scene)
    assert await scene.store.list_gaps(None)
    assert _find_bytes(tmp_path, "cant-see-inside")
    assert not _find_bytes(tmp_path, _WORD)


async def test_the_text_of_gaps_comes_in_where_it_was_switched_on(scene: Scene, tmp_path: Path) -> None:
    await scene.maya.slash(scene.channel, "settings", keep_questions=True)
    await scene.mention(UNKNOWN)
    assert _find_bytes(tmp_path, _WORD)
    assert "as it has" in heard(await scene.alice.slash(scene.channel, "privacy"))


async def test_privacy_tells_what_is_kept(scene: Scene) -> None:
    reply = await scene.ask()
    await scene.report(reply, by=scene.alice)
    result = await scene.alice.slash(scene.channel, "privacy")
    text = heard(result)
    assert result.ephemeral
    assert "Message text is not stored" in text
    assert "language model" not in text
    assert "1 replies, 1 thumbs, 1 reports" in text


async def test_privacy_works_in_direct_messages(scene: Scene) -> None:
    result = await scene.alice.user.slash("privacy")
    assert "Message text is not stored" in heard(result)
    assert result.response is not None
    assert _count_deletions(result.response.components) == 1


async def test_a_person_deletes_what_is_kept_about_them(scene: Scene) -> None:
    mine, theirs = await scene.ask(), await scene.ask(by=scene.bob)
    await scene.report(theirs, by=scene.alice)
    shown = await scene.alice.slash(scene.channel, "privacy")
    assert shown.response is not None
    done = await scene.alice.click(shown.response, custom_id="glassbox:forget:me")
    assert "Deleted" in heard(done)
    assert await scene.store.find_reply(mine.id) is None
    assert await scene.store.find_reply(theirs.id) is not None
    assert not await scene.store.list_votes()
    assert (await scene.store.count_holdings(scene.alice.id)).model_dump() == {"replies": 0, "votes": 0, "reports": 0}


async def test_an_own_reply_can_be_removed_after_everything_was_deleted(scene: Scene) -> None:
    reply = await scene.ask()
    shown = await scene.alice.slash(scene.channel, "privacy")
    assert shown.response is not None
    await scene.alice.click(shown.response, custom_id="glassbox:forget:me")
    await scene.press(scene.alice, reply, "remove")
    assert not scene.list_own()


async def test_what_is_half_a_year_old_is_deleted(scene: Scene) -> None:
    reply, kept = await scene.ask(), await scene.ask()
    note = await scene.note(reply)
    await scene.store.save_reply(note.model_copy(update={"created": note.created - dt.timedelta(days=181)}))
    await scene.restart()
    await scene.env.settle()
    assert await scene.store.find_reply(reply.id) is None
    assert await scene.store.find_reply(kept.id) is not None


async def test_what_gets_old_while_the_bot_runs_is_deleted(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(housekeeping, "_HOUR", 0.01)
    keeping = asyncio.create_task(keep_house(store, Clock(), _do_nothing, _do_nothing))
    old = dt.datetime.now(tz=dt.UTC) - dt.timedelta(days=181)
    await store.save_reply(Reply(id=1, channel=1, asker=1, kind="answer", created=old))
    for _ in range(500):
        await asyncio.sleep(0.01)
        if await store.find_reply(1) is None:
            break
    keeping.cancel()
    assert await store.find_reply(1) is None


async def test_a_server_that_left_while_the_bot_was_down_is_forgotten(scene: Scene) -> None:
    await scene.set(depth="deep")
    await scene.store.write_settings(999, ServerSettings(depth="deep"))
    await scene.restart()
    await scene.env.settle()
    assert await scene.store.read_settings(999) == ServerSettings()
    assert (await scene.store.read_settings(scene.guild.id)).depth == "deep"


async def test_with_another_bots_token_nothing_is_forgotten(store: SqlStore) -> None:
    await store.claim(1)
    await store.write_settings(999, ServerSettings(depth="deep"))
    await forget_left_servers(store, ServerBook(store), 2, lambda _: True)
    assert (await store.read_settings(999)).depth == "deep"


async def test_the_button_works_after_a_restart(scene: Scene) -> None:
    await scene.ask()
    shown = await scene.alice.slash(scene.channel, "privacy")
    assert shown.response is not None
    await scene.restart()
    assert "Deleted" in heard(await scene.alice.click(shown.response, custom_id="glassbox:forget:me"))
    assert (await scene.store.count_holdings(scene.alice.id)).replies == 0


async def test_managers_delete_all_of_their_server(scene: Scene) -> None:
    await scene.maya.slash(scene.channel, "settings", depth="deep", keep_questions=True)
    reply = await scene.ask()
    await scene.mention(UNKNOWN)
    await scene.report(reply)
    shown = await scene.maya.slash(scene.channel, "privacy")
    assert shown.response is not None
    assert "Deleted" in heard(await scene.maya.click(shown.response, custom_id="glassbox:forget:server"))
    await _expect_nothing(scene.store, scene.guild.id)
    assert "**Depth**: short" in heard(await scene.maya.slash(scene.channel, "settings"))


async def test_others_are_not_offered_to_delete_the_server(scene: Scene) -> None:
    result = await scene.alice.slash(scene.channel, "privacy")
    assert result.response is not None
    assert _count_deletions(result.response.components) == 1


async def test_a_server_that_sends_the_bot_away_takes_all_along(scene: Scene) -> None:
    await scene.maya.slash(scene.channel, "settings", depth="deep")
    reply = await scene.ask()
    await scene.report(reply)
    scene.env.backend.remove_guild(scene.guild.id)
    await scene.env.settle()
    await _expect_nothing(scene.store, scene.guild.id)


async def _expect_nothing(store: object, server: int) -> None:
    assert isinstance(store, SqlStore)
    assert await store.read_settings(server) == ServerSettings()
    assert not await store.list_reports(server, None)
    assert not await store.list_gaps(server)
    assert not await store.list_votes()


async def _do_nothing() -> None:
    return


def _count_deletions(rows: list[dict[str, list[dict[str, str]]]]) -> int:
    return sum(button["custom_id"].startswith("glassbox:forget:") for row in rows for button in row["components"])
