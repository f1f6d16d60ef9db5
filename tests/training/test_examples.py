"""What the heads learn from and what is kept for the judge; pairs for retrieval; frames that turn a sentence round."""

import pytest

from bot.corpus.lines import Pile
from bot.records.bank import Bank
from bot.records.lines import Dialogue, LabelledLine, Message, Part, Turn
from bot.training.examples import Example, is_for_judge, list_examples, list_pairs
from bot.training.frames import frame_statement
from bot.training.joining import join_lines


def test_next_to_no_line_teaches_both_heads_and_judge(bank: Bank, pile: Pile) -> None:
    """Some stand in two files, of which one tells what a right reply holds and the other does not."""
    taught = {(example.text, example.topic) for example in list_examples(bank, Pile(pile.lines, (), ()))}
    judged = {(line.text, line.topic) for line in pile.lines if is_for_judge(line)}
    assert len(taught & judged) < len(judged) / 1000


def test_the_judge_gets_a_fifth_and_of_what_can_be_checked_half(pile: Pile) -> None:
    checkable = [line for line in pile.lines if line.must or (line.subjects and line.stance is None)]
    others = [line for line in pile.lines if not (line.must or (line.subjects and line.stance is None))]
    assert sum(map(is_for_judge, others)) / len(others) == pytest.approx(0.2, abs=0.02)
    assert sum(map(is_for_judge, checkable)) / len(checkable) == pytest.approx(0.5, abs=0.05)


def test_the_draw_is_the_same_every_time() -> None:
    lines = [LabelledLine(text=f"line {number}", topic="fact") for number in range(40)]
    drawn = [is_for_judge(line) for line in lines]
    assert drawn == [is_for_judge(line.model_copy(update={"topic": "list"})) for line in lines]
    assert len(set(drawn)) == 2


def _teach(bank: Bank, dialogue: Dialogue | None = None, message: Message | None = None) -> list[Example]:
    pile = Pile((), (dialogue,) if dialogue else (), (message,) if message else ())
    asked = {question for party in bank.parties for question in party.asks}
    return [example for example in list_examples(bank, pile) if example.text not in asked]


def test_turns_teach_what_they_want_of_the_last_answer(bank: Bank) -> None:
    wishes = {"source": "last/source", "smalltalk": "silence/near", "silence": "silence/near", "new": None}
    for does, topic in wishes.items():
        turns = [Turn(text="first", does="new"), *(Turn(text=f"turn {number}", does=does) for number in range(12))]
        taught = {example.topic for example in _teach(bank, Dialogue(turns=tuple(turns)))}
        assert taught == ({topic} if topic else set())


def test_parts_of_messages_teach_claims_and_statements(bank: Bank) -> None:
    parts = [
        Part(
            text=f"part {number}", claim="cant-see-inside" if number % 2 else None, predicate="closed", stance="denies"
        )
        for number in range(20)
    ]
    taught = {(one.topic, one.stance) for one in _teach(bank, message=Message(text="x", parts=tuple(parts)))}
    assert ("cant-see-inside", "denies") in taught
    assert ("statement/closed", "denies") in taught


@pytest.mark.parametrize(
    ("text", "stance", "turned"),
    [
        ("It is false that llama is open source.", "denies", "asserts"),
        ("Is it true that llama is open source.?", "asks", "asks"),
        ("I am sure that llama is open source.", "asserts", "denies"),
    ],
)
def test_frames_keep_or_turn_the_stance(text: str, stance: str, turned: str) -> None:
    told = {frame.rstrip(".?").lower(): way for frame, way in frame_statement("llama is open source.", turned=False)}
    back = {frame.rstrip(".?").lower(): way for frame, way in frame_statement("llama is open source.", turned=True)}
    key = text.rstrip(".?").lower()
    assert (told[key], back[key]) == (stance, turned)


def test_every_pair_joins_a_line_to_a_text_of_the_record_that_answers_it(bank: Bank, pile: Pile) -> None:
    pairs = list_pairs(bank, pile.lines)
    assert len(pairs) > 10_000
    assert all(pair.line != pair.text for pair in pairs)
    passages = {pair.record: pair for pair in pairs if pair.record in bank.passage}
    for record, pair in list(passages.items())[:200]:
        passage = bank.passage[record]
        assert pair.text in {f"{passage.title}. {passage.text}", passage.note, *passage.asks}
    judged = {line.text for line in pile.lines if is_for_judge(line)}
    written = {question for passage in bank.passages for question in passage.asks}
    labelled = {pair.line for pair in pairs} - written
    assert len(labelled & judged) < len(judged) / 50


def test_two_short_lines_make_a_message_of_two_parts() -> None:
    lines = [
        LabelledLine(text="gemma is closed.", topic="statement/closed", stance="asserts", subjects=("gemma",)),
        LabelledLine(text="is llama open source?", topic="llama-is-open-source", stance="asks"),
        LabelledLine(text="hello", topic="bot/greeting"),
    ]
    (message,) = join_lines(lines)
    assert {part.text for part in message.parts} == {line.text for line in lines[:2]}
    assert {(part.claim, part.predicate) for part in message.parts} == {
        ("llama-is-open-source", None),
        (None, "closed"),
    }
    assert list(join_lines(reversed(lines))) == [message]
