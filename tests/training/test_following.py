"""Lines that go on, as the encoder and the heads learn them: behind what was before them."""

from collections.abc import Callable

from bot.corpus.lines import Pile
from bot.records.bank import Bank
from bot.records.lines import Aside, Dialogue, LabelledLine, Thread, Turn
from bot.training.examples import Example, is_aside_for_judge, is_drawn, is_kept_from_heads
from bot.training.following import Following, list_following, list_joined
from bot.understanding.nearby import write_after


def _pick(fits: Callable[[str], bool], words: str = "and then number") -> str:
    return next(text for number in range(200) if fits(text := f"{words} {number}"))


def test_asides_stand_behind_what_was_told_and_a_third_is_kept_for_the_judge(bank: Bank) -> None:
    taught, kept = _pick(lambda text: not is_aside_for_judge(text)), _pick(is_aside_for_judge)
    point = f"cant-see-inside/{next(iter(bank.claim['cant-see-inside'].list_points()))}"
    thread = Thread(
        text="x",
        told="cant-see-inside",
        stance="asserts",
        then=(Aside(text=taught, answer=point), Aside(text=kept, answer=point), Aside(text=taught, answer="none")),
    )
    statement = bank.claim["cant-see-inside"].statement
    assert list_following(bank, Pile((), (), (), (thread,))) == [Following(write_after(statement, taught), point)]


def test_turns_of_their_own_are_joined_with_the_line_before_by_what_they_mean(bank: Bank) -> None:
    meant = LabelledLine(text="llama is open source", topic="llama-is-open-source", stance="asserts")
    turn = _pick(lambda text: not is_kept_from_heads(text))
    dialogue = Dialogue(
        turns=(
            Turn(text="is gemma open?", does="new", means="is gemma open?"),
            Turn(text=turn, does="new", means=meant.text),
        )
    )
    joined = list_joined(bank, Pile((meant,), (dialogue,), (), ()))
    assert joined == [Example(f"is gemma open? {turn}", meant.topic, "asserts")]


def test_of_wishes_every_second_one_is_joined(bank: Bank) -> None:
    turns = [text for number in range(40) if not is_kept_from_heads(text := f"who says so {number}")]
    dialogues = tuple(
        Dialogue(turns=(Turn(text="y", does="new", means="y"), Turn(text=text, does="source"))) for text in turns
    )
    joined = list_joined(bank, Pile((), dialogues, (), ()))
    assert joined == [Example(f"y {text}", "last/source", None) for text in turns if is_drawn(f"y {text}", 2)]
    assert 0 < len(joined) < len(turns)
