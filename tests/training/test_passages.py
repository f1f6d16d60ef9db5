"""The head that knows the passages: what it learns from, and that it learns."""

from collections.abc import Callable

import numpy as np

from bot.corpus.lines import Pile
from bot.records.bank import Bank
from bot.records.lines import Aside, Dialogue, LabelledLine, Thread, Turn
from bot.training.examples import is_aside_for_judge, is_for_judge, is_kept_from_heads
from bot.training.passages import list_asked, train_passages
from bot.understanding.text import normalise
from tests.fakes import HashedWordsEncoder


def test_questions_lines_and_what_goes_on_from_a_reply_are_learnt_from(bank: Bank) -> None:
    passage = next(one for one in bank.passages if one.licenses)
    aside = _choose(lambda text: not is_kept_from_heads(text) and not is_aside_for_judge(text))
    line = _choose(lambda text: not is_for_judge(LabelledLine(text=text, topic="fact", answer=passage.id)))
    pile = Pile(
        (LabelledLine(text=line, topic="fact", answer=passage.id),),
        (Dialogue(turns=(Turn(text="is it open?", does="new"), Turn(text=aside, does="fact", means=passage.asks[0]))),),
        (),
        (Thread(text="x", told="cant-see-inside", stance="asserts", then=(Aside(text=aside, answer=passage.id),)),),
    )
    asked = [one for one in list_asked(bank, pile) if one.passage == passage.id]
    after_claim = f"{bank.claim['cant-see-inside'].statement.rstrip('.')}. {aside}"
    after_line = f"is it open?. {bank.license[passage.licenses[0]].name}. {aside}"
    assert [one.text for one in asked] == [*map(normalise, passage.asks), line, after_claim, after_line]


def test_the_head_finds_the_passage_by_its_own_question(bank: Bank) -> None:
    encoder, few = HashedWordsEncoder(), [passage for passage in bank.passages if passage.asks][:12]
    small = bank.model_copy(update={"passages": tuple(few)})
    head = train_passages(small, Pile((), (), ()), encoder.encode_questions)
    for passage in few:
        chances = head.weigh(np.asarray(encoder.encode_questions([passage.asks[0]])[0]))
        assert max(chances, key=lambda name: chances[name]) == passage.id


def _choose(fits: Callable[[str], bool]) -> str:
    texts = (f"and may they take it back, number {number}" for number in range(100))
    return next(text for text in texts if fits(text))
