"""Turns that people typed to the bot: half of the conversations teach the heads, half the judge."""

from bot.corpus.lines import Pile
from bot.records.bank import Bank
from bot.records.lines import CHOSEN, Dialogue, Turn
from bot.training.chosen import is_talk_for_judge, list_chosen, list_chosen_joined, list_chosen_answers
from bot.training.examples import Example

_OWN = "and that you cannot see inside them"
_SHORT = "so not"


def _talk(*, for_judge: bool, fits: tuple[str, ...] = ("silence|near|",)) -> Dialogue:
    then = (
        Turn(text=_OWN, does=CHOSEN, fits=("claims|cant-see-inside|asserts", "silence|near|")),
        Turn(text=_SHORT, does=CHOSEN, fits=("claims|cant-see-inside|denies",)),
        Turn(text="says who", does=CHOSEN, fits=("last|source|",), told="last|reason|"),
        Turn(text="who pays them", does=CHOSEN, fits=("passages|late-osi-funding|",)),
        Turn(text="hm", does=CHOSEN),
    )
    talks = (Dialogue(turns=(Turn(text=f"is it open {n}", does=CHOSEN, fits=fits), *then)) for n in range(99))
    return next(talk for talk in talks if is_talk_for_judge(talk) is for_judge)


def _pile(*talks: Dialogue) -> Pile:
    return Pile((), talks, (), ())


def test_conversations_kept_for_the_judge_teach_the_heads_nothing(bank: Bank) -> None:
    pile = _pile(_talk(for_judge=True), Dialogue(turns=(Turn(text="x", does="source", means="y"),)))
    assert not (list_chosen(pile) or list_chosen_joined(pile) or list_chosen_answers(bank, pile))


def test_each_turn_is_what_its_best_reading_is(bank: Bank) -> None:
    talk = _talk(for_judge=False)
    assert list_chosen(_pile(talk)) == [
        Example(talk.turns[0].text, "silence/near", None),
        Example(_OWN, "cant-see-inside", "asserts"),
        Example("says who", "last/source", None),
        Example("who pays them", "last/fact", None),
    ], "a short line says by itself no claim; a turn that no reading fits teaches nothing"


def test_behind_the_line_before_short_ones_say_their_claim_too() -> None:
    talk = _talk(for_judge=False)
    again = list_chosen_joined(_pile(talk))
    assert Example(f"{_OWN} {_SHORT}", "cant-see-inside", "denies") in again
    assert all(again.count(one) > 1 for one in again)


def test_a_first_line_that_a_passage_answers_is_a_question_of_fact(bank: Bank) -> None:
    talk = _talk(for_judge=False, fits=("passages|late-osi-funding|",))
    assert list_chosen(_pile(talk))[0].topic == "fact"
    assert list_chosen_answers(bank, _pile(talk))[0] == (talk.turns[0].text, "late-osi-funding")


def test_a_passage_stands_behind_the_matter_of_the_reply_before(bank: Bank) -> None:
    talk = _talk(for_judge=False)
    answered = {text for text, _passage in list_chosen_answers(bank, _pile(talk))}
    assert answered == {"says who. who pays them"}, "what turned the last answer over has no matter of its own"
    claimed = Dialogue(turns=(*talk.turns[:2], talk.turns[4]))
    statement = bank.claim["cant-see-inside"].statement
    assert list_chosen_answers(bank, _pile(claimed))[0][0] == f"{statement}. who pays them"
