"""A question back: its choices are buttons, for whoever asked in place, for others as a copy of their own.

What the bot is unsure about is put into its mouth here; which lines those are is the judge's affair.
"""

from typing import Any

import pytest

from bot.assistant import Assistant
from bot.catalogue import Catalogue
from bot.records.answers import Answer
from bot.records.language import ClaimReading, Utterance
from bot.replies.asking import compose_clarification, compose_model_choice, compose_offer
from tests.chat.scene import Scene, Shown, heard, is_private, list_buttons, read

_OFFERED = ("You can't see inside open-weight models", "Mistral 7B")
_LONG = f"Mistral 7B and all that there is to know of it, {'part by part, ' * 4}as a card"
_SHOWN = "shown words"
_VAGUE, _UNCLEAR, _SHORT_NAME, _GONE, _FILLED = (
    "vague words",
    "unclear words",
    "a short name",
    "gone words",
    "long words",
)


@pytest.fixture(params=["same client", "after a restart"])
async def scene(scene: Scene, request: pytest.FixtureRequest) -> Scene:
    """Every test of this file runs twice; in the second run the client is a new one before each button."""
    scene.restarts = request.param == "after a restart"
    return scene


@pytest.fixture(autouse=True)
def asked(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> list[Utterance]:
    """The lines that the assistant was asked; for some it is unsure."""
    bank, think, heard_so_far = assistant.bank, assistant.answer, list[Utterance]()
    told = Catalogue(bank).answer_claim("cant-see-inside", "asks", ("mistral-7b",), "short")
    unsure = {
        _VAGUE: compose_offer(_VAGUE, _OFFERED, 0.3),
        _SHOWN: compose_offer(_SHOWN, _OFFERED, 0.3, told),
        _GONE: compose_offer(_GONE, ("qwxz zebulon tuna",), 0.3),
        _FILLED: compose_offer(_FILLED, (_LONG,), 0.3),
        _UNCLEAR: compose_clarification(bank, _UNCLEAR, ClaimReading(claim="cant-see-inside", stance="asserts"), 0.5),
        _SHORT_NAME: compose_model_choice(bank, _SHORT_NAME, "x", ("mistral-7b", "olmo-3")),
    }

    async def answer(utterance: Utterance) -> Answer:
        heard_so_far.append(utterance)
        found = next((one for words, one in unsure.items() if utterance.text.endswith(words)), None)
        return found or await think(utterance)

    monkeypatch.setattr(assistant, "answer", answer)
    return heard_so_far


def _read_labels(message: Shown) -> list[str]:
    rows: list[Any] = [row if isinstance(row, dict) else row.to_dict() for row in message.components]
    return [button["label"] for row in rows for button in row["components"]]


async def test_what_is_offered_can_be_pressed(scene: Scene) -> None:
    reply = await scene.ask(_VAGUE)
    assert list(list_buttons(reply)) == ["choice-1", "choice-2", "remove"]
    assert _read_labels(reply)[:2] == list(_OFFERED)
    await scene.press(scene.alice, reply, "choice-2")
    (shown,) = scene.list_own()
    assert shown.id == reply.id
    assert "Mistral 7B" in read(shown)
    assert "Closest I have" not in read(shown)
    assert "wrong" in list_buttons(shown)
    assert (await scene.note(shown)).kind != "clarify"


async def test_a_claim_that_is_offered_is_answered_by_its_name(scene: Scene) -> None:
    reply = await scene.ask(_VAGUE)
    await scene.press(scene.alice, reply, "choice-1")
    assert (await scene.note(reply)).claim == "cant-see-inside"


async def test_an_offer_that_shows_a_claim_asks_for_no_side(scene: Scene) -> None:
    reply = await scene.ask(_SHOWN)
    assert list(list_buttons(reply)) == ["choice-1", "choice-2", "remove"]
    await scene.press(scene.alice, reply, "choice-2")
    (shown,) = scene.list_own()
    assert (await scene.note(shown)).models == ("mistral-7b",)


async def test_the_conversation_goes_on_from_what_was_chosen(scene: Scene, asked: list[Utterance]) -> None:
    reply = await scene.ask(_VAGUE)
    await scene.press(scene.alice, reply, "choice-2")
    assert asked[-1].session == asked[0].session
    assert "Apache" in read(await scene.mention("and its licence?"))


@pytest.mark.parametrize("name", ["choice-1", "choice-2"])
async def test_others_get_a_copy_of_their_own(scene: Scene, name: str) -> None:
    reply = await scene.ask(_VAGUE)
    result = await scene.press(scene.bob, reply, name)
    assert is_private(result)
    assert "[1]" in heard(result)
    assert read(scene.find(reply)) == read(reply)
    assert len(scene.list_own()) == 1
    (copy,) = result.followups
    assert "share" in list_buttons(copy)
    note = await scene.note(copy)
    assert (note.asker, note.private) == (scene.bob.id, True)


async def test_a_long_label_is_cut_and_asked_whole(scene: Scene, asked: list[Utterance]) -> None:
    reply = await scene.ask(_FILLED)
    (label, _remove) = _read_labels(reply)
    assert len(label) <= 80
    await scene.press(scene.alice, reply, "choice-1")
    assert label.endswith("…")
    assert asked[-1].text == _LONG


async def test_what_is_no_longer_there_says_so(scene: Scene) -> None:
    reply = await scene.ask(_GONE)
    assert "no longer in the knowledge" in heard(await scene.press(scene.alice, reply, "choice-1"))
    assert read(scene.find(reply)) == read(reply)


@pytest.mark.parametrize(("words", "name"), [(_VAGUE, "choice-1"), (_UNCLEAR, "is-so")])
async def test_a_question_back_that_is_forgotten_says_so(scene: Scene, words: str, name: str) -> None:
    reply = await scene.ask(words)
    await scene.store.delete_reply(reply.id)
    assert "too old" in heard(await scene.press(scene.alice, reply, name))


async def test_a_card_that_is_gone_says_so(scene: Scene) -> None:
    reply = await scene.ask(_UNCLEAR)
    note = await scene.note(reply)
    await scene.store.save_reply(note.model_copy(update={"claim": "gone-claim"}))
    assert "no longer in the knowledge" in heard(await scene.press(scene.alice, reply, "is-so"))


@pytest.mark.parametrize(("name", "stance"), [("is-so", "asserts"), ("is-not-so", "denies")])
async def test_an_unclear_side_is_settled_by_a_button(
    scene: Scene, assistant: Assistant, name: str, stance: str
) -> None:
    claim = assistant.bank.claim["cant-see-inside"]
    reply = await scene.ask(_UNCLEAR)
    assert list(list_buttons(reply)) == ["is-so", "is-not-so", "remove"]
    assert _read_labels(reply)[:2] == [claim.statement, claim.opposite]
    await scene.press(scene.alice, reply, name)
    assert (await scene.note(reply)).stance == stance
    assert "[1]" in read(scene.find(reply))


async def test_others_settle_an_unclear_side_for_themselves(scene: Scene) -> None:
    reply = await scene.ask(_UNCLEAR)
    result = await scene.press(scene.bob, reply, "is-not-so")
    assert is_private(result)
    assert "You are right" in heard(result)
    assert read(scene.find(reply)) == read(reply)


async def test_a_short_name_is_made_plain_by_a_button(scene: Scene) -> None:
    reply = await scene.ask(_SHORT_NAME)
    assert list(list_buttons(reply)) == ["choice-1", "choice-2", "remove"]
    await scene.press(scene.alice, reply, "choice-2")
    assert (await scene.note(reply)).models == ("olmo-3",)


async def test_a_press_is_acknowledged_before_anything_is_asked(
    scene: Scene, assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply = await scene.ask(_VAGUE)
    think, before = assistant.answer, list[str]()

    async def answer(utterance: Utterance) -> Answer:
        before.extend(request.path for request in scene.env.http_requests[-1:])
        return await think(utterance)

    monkeypatch.setattr(assistant, "answer", answer)
    await scene.press(scene.alice, reply, "choice-2")
    assert before[0].endswith("/callback")


async def test_what_is_chosen_counts_as_a_question(scene: Scene) -> None:
    await scene.set(per_user=1)
    reply = await scene.ask(_VAGUE)
    if not scene.restarts:
        assert "minute" in heard(await scene.press(scene.alice, reply, "choice-2"))
        assert read(scene.find(reply)) == read(reply)


async def test_a_choice_is_taken_once(scene: Scene, asked: list[Utterance]) -> None:
    reply = await scene.ask(_VAGUE)
    await scene.press(scene.alice, reply, "choice-2")
    settled = read(scene.find(reply))
    for name in ("choice-1", "is-so"):
        await scene.put_button_under(reply, name)
        await scene.press(scene.alice, reply, name)
    assert read(scene.find(reply)) == settled
    assert len(asked) == 2


async def test_a_correction_goes_with_the_question_back(scene: Scene) -> None:
    reply = await scene.ask(_VAGUE)
    await scene.report(await scene.ask())
    report = await scene.store.find_report(scene.guild.id, 1)
    assert report is not None
    await scene.store.save_report(report.model_copy(update={"reply": reply.id}))
    await scene.maya.slash(scene.channel, "review", action="accept", number=1, correction="It was 2025.")
    assert "Corrected on" in scene.find(reply).content
    await scene.press(scene.alice, reply, "choice-2")
    assert "Corrected on" not in scene.find(reply).content


async def test_a_private_question_back_is_settled_and_can_be_shared_then(scene: Scene) -> None:
    result = await scene.alice.slash(scene.channel, "ask", text=_VAGUE, private=True)
    assert result.response is not None
    assert list(list_buttons(result.response)) == ["choice-1", "choice-2"]
    await scene.press(scene.alice, result.response, "choice-2")
    await scene.press(scene.alice, result.response, "share")
    (shared,) = scene.list_own()
    assert "Mistral 7B" in read(shared)


@pytest.mark.parametrize("text", ["zebulon 7b is open source", "how open is Zebulon 7B?", "zebulon-7b vs zebulon 70b"])
def test_no_choice_repeats_a_name_that_somebody_made_up(assistant: Assistant, text: str) -> None:
    """The choices of a reply are kept, and text that people typed is not."""
    labels = [one.candidate.label for judgement in assistant.judge(text) for one in judgement.ranked]
    assert labels
    assert not [label for label in labels if "zebulon" in label.casefold()]
