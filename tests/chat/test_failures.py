"""What breaks costs no more than itself: refusals by Discord, a database that cannot be used, faults of ours."""

import asyncio
import contextlib
import logging
import re
from pathlib import Path

import pytest

from bot.assistant import Assistant
from tests.chat.scene import CLAIM, UNKNOWN, Scene, heard, list_buttons, read

_WORD = "Zebulon"
_QUESTION = f"{CLAIM}, says {_WORD}"


@pytest.fixture(autouse=True)
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG, logger="bot")
    caplog.set_level(logging.INFO, logger="discord")
    return caplog


def _read_log(log: pytest.LogCaptureFixture) -> str:
    formatter = logging.Formatter("%(name)s %(levelname)s %(message)s")
    return "\n".join(formatter.format(record) for record in log.records)


def _find_number(text: str) -> str:
    found = re.search(r"logged as ([0-9a-f]{8})", text)
    assert found is not None
    return found.group(1)


# Discord refuses


@pytest.mark.parametrize("status", [400, 403, 404, 500])
async def test_a_refused_reply_is_logged_without_its_text_and_costs_nothing_else(
    scene: Scene, log: pytest.LogCaptureFixture, status: int
) -> None:
    scene.env.inject_error("POST", f"/channels/{scene.channel.id}/messages", status=status)
    assert await scene.mention(_QUESTION) is None
    assert f"status {status}" in _read_log(log)
    assert _WORD not in _read_log(log)
    assert await scene.mention() is not None


@pytest.mark.parametrize("status", [403, 500])
async def test_a_refused_edit_is_logged_and_leaves_the_answer(
    scene: Scene, log: pytest.LogCaptureFixture, status: int
) -> None:
    question = await scene.alice.send(scene.channel, f"<@{scene.me.id}> {CLAIM}")
    (reply,) = scene.list_own()
    scene.env.inject_error("PATCH", "/channels/*/messages/*", status=status)
    await scene.alice.edit(question, f"<@{scene.me.id}> is mistral 7b open, {_WORD}?")
    assert read(scene.find(reply)) == read(reply)
    assert f"status {status}" in _read_log(log)
    assert _WORD not in _read_log(log)
    assert "[1]" in heard(await scene.press(scene.alice, reply, "sources"))


@pytest.mark.parametrize("status", [403, 404, 500])
async def test_a_refused_withdrawal_costs_nothing_else(scene: Scene, status: int) -> None:
    question = await scene.alice.send(scene.channel, f"<@{scene.me.id}> {CLAIM}")
    scene.env.inject_error("DELETE", "/channels/*/messages/*", status=status)
    await scene.alice.delete(question)
    assert await scene.mention() is not None


async def test_a_reply_goes_out_plainly_where_the_history_is_closed(scene: Scene) -> None:
    scene.env.inject_error("POST", f"/channels/{scene.channel.id}/messages", status=403, code=160002)
    reply = await scene.ask()
    assert reply.reference is None
    assert "[1]" in heard(await scene.press(scene.bob, reply, "sources"))


@pytest.mark.parametrize(
    ("method", "path", "status"), [("PATCH", "/webhooks/*", 403), ("POST", "/interactions/*/callback", 500)]
)
async def test_a_refused_command_costs_nothing_else(
    scene: Scene, log: pytest.LogCaptureFixture, method: str, path: str, status: int
) -> None:
    scene.env.inject_error(method, path, status=status, times=1)
    await scene.alice.slash(scene.channel, "ask", text=_QUESTION)
    assert scene.env.errors
    assert _read_log(log)
    assert _WORD not in _read_log(log)
    assert "Not so" in heard(await scene.alice.slash(scene.channel, "ask", text=_QUESTION))


@pytest.mark.parametrize(("status", "code"), [(404, 10062), (404, 10015), (401, 50027), (403, 50001), (403, 50013)])
async def test_an_interaction_that_is_over_raises_no_alarm(
    scene: Scene, log: pytest.LogCaptureFixture, status: int, code: int
) -> None:
    reply = await scene.ask()
    for act in (
        lambda: scene.alice.slash(scene.channel, "ask", text=_QUESTION),
        lambda: scene.press(scene.bob, reply, "sources"),
        lambda: scene.alice.autocomplete(scene.channel, "model", "name", "llama"),
    ):
        scene.env.inject_error("POST", "/interactions/*/callback", status=status, code=code)
        with contextlib.suppress(Exception):  # simcord minds that nothing came back
            await act()
    scene.env.errors.clear()
    assert not [record for record in log.records if record.levelno >= logging.WARNING]
    assert "Not so" in heard(await scene.alice.slash(scene.channel, "ask", text=CLAIM))


# Faults of ours


async def test_a_failing_command_says_one_sentence_with_a_number_that_is_in_the_log(
    scene: Scene, log: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scene.client.assistant.catalogue, "show_model", _fail)
    result = await scene.alice.slash(scene.channel, "model", name=_WORD)
    number = _find_number(heard(result))
    assert f"Failure {number}" in _read_log(log)
    assert "secret detail" not in heard(result)
    assert scene.env.errors


async def test_a_failing_button_says_a_number_that_is_in_the_log(
    scene: Scene, log: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply = await scene.ask()
    monkeypatch.setattr(scene.client.assistant.catalogue, "answer_claim", _fail)
    number = _find_number(heard(await scene.press(scene.bob, reply, "sources")))
    assert f"Failure {number}" in _read_log(log)


async def test_a_failing_message_says_a_number_that_is_in_the_log(
    scene: Scene, log: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scene.client.assistant, "answer", _fail)
    number = _find_number(read(await scene.mention(_QUESTION)))
    assert f"Failure {number}" in _read_log(log)
    assert _WORD not in _read_log(log)


async def test_a_failure_that_cannot_be_told_costs_nothing_else(
    scene: Scene, log: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(scene.client.assistant, "answer", _fail)
        scene.env.inject_error("POST", f"/channels/{scene.channel.id}/messages", status=403)
        assert await scene.mention() is None
    assert "status 403" in _read_log(log)
    assert await scene.mention() is not None


def _fail(*_: object) -> None:
    raise RuntimeError("secret detail")


# The database


async def _break(scene: Scene, folder: Path) -> None:
    """From now on the database cannot be used."""
    await scene.store.close()
    _put_a_folder_in_its_place(folder)


def _put_a_folder_in_its_place(folder: Path) -> None:
    for file in folder.glob("glassbox.db*"):
        file.unlink()
    (folder / "glassbox.db").mkdir()


async def test_without_a_database_answers_go_on(scene: Scene, tmp_path: Path, log: pytest.LogCaptureFixture) -> None:
    """What managers chose is known from the start, also in a server where nobody has asked yet."""
    await _break(scene, tmp_path)
    reply = await scene.ask()
    assert "Not so" in read(reply)
    assert "Not so" in heard(await scene.alice.slash(scene.channel, "ask", text=CLAIM))
    assert await scene.mention(UNKNOWN) is not None
    assert "could not be noted" in _read_log(log)
    assert _WORD not in _read_log(log)
    for name in set(list_buttons(reply)) - {"wrong"}:
        _find_number(heard(await scene.press(scene.alice, reply, name)))


async def test_without_a_database_whoever_needs_it_reads_what_to_do(
    scene: Scene, tmp_path: Path, log: pytest.LogCaptureFixture
) -> None:
    await _break(scene, tmp_path)
    for said in (
        heard(await scene.maya.slash(scene.channel, "settings", depth="deep")),
        heard(await scene.alice.slash(scene.channel, "privacy")),
    ):
        assert f"Failure {_find_number(said)}" in _read_log(log)
        assert "tell it to whoever hosts this bot" in said
        assert str(tmp_path) not in said
    assert str(tmp_path) in log.text
    assert scene.env.errors


async def test_without_a_database_direct_messages_are_answered(scene: Scene, tmp_path: Path) -> None:
    await _break(scene, tmp_path)
    await scene.alice.send_dm(CLAIM)
    assert "Not so" in read(scene.list_notices(scene.alice)[0])


async def test_a_database_that_comes_back_is_used_again(scene: Scene, tmp_path: Path) -> None:
    await _break(scene, tmp_path)
    unnoted = await scene.ask()
    assert "logged as" in heard(await scene.press(scene.bob, unnoted, "sources"))
    (tmp_path / "glassbox.db").rmdir()
    reply = await scene.ask()
    assert "[1]" in heard(await scene.press(scene.bob, reply, "sources"))


# The end


async def test_closing_finishes_what_is_in_flight(
    scene: Scene, assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A question that was heard before the end is answered; one that comes later is not heard."""
    monkeypatch.setattr(assistant, "close", lambda: None)
    backend, client = scene.env.backend, scene.client
    backend.create_message(scene.channel.id, scene.alice.id, f"<@{scene.me.id}> {CLAIM}")
    await asyncio.sleep(0)
    await client.close()
    backend.create_message(scene.channel.id, scene.bob.id, f"<@{scene.me.id}> {CLAIM}")
    await asyncio.sleep(0)
    assert len(scene.list_own()) == 1
    await client.close()
