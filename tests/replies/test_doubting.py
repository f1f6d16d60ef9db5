"""Whose word the last answer rests on."""

import pytest

from bot.records.bank import Bank
from bot.records.focus import Subject, move_focus
from bot.replies.doubting import say_stakes
from bot.replies.draft import Draft
from bot.replies.facts import compose_passages
from bot.replies.plain import compose_abstention


@pytest.mark.parametrize("kind", ["maker", "law", "paper", "index", "press"])
def test_sources_that_speak_of_themselves_are_called_so(bank: Bank, kind: str) -> None:
    passage = next(one for one in bank.passages if {bank.source[cite.source].kind for cite in one.cites} == {kind})
    focus = move_focus(None, "x", compose_passages(bank, "x", (passage.id,), 0.9), Subject(passages=(passage.id,)))
    answer = say_stakes(bank, "are they neutral?", focus, 0.9)
    assert answer is not None
    first = answer.text.split("\n")[0]
    assert (first == "All of that is a party's own word.") is (kind in {"maker", "law"})
    assert {one.source for one in answer.citations} <= {one.source for one in focus.answer.citations}
    assert all(f"[{one.n}]" in answer.text for one in answer.citations)


def test_without_a_source_nobody_has_a_stake(bank: Bank) -> None:
    focus = move_focus(None, "x", compose_abstention("x", (), 0.5), Subject())
    assert say_stakes(bank, "are they neutral?", focus, 0.9) is None


def test_a_makers_paper_on_its_own_model_is_a_partys_word(bank: Bank) -> None:
    cells = ((model, cell) for model in bank.models for cell in model.components.values())
    model, cell = next(
        (model, cell)
        for model, cell in cells
        if any(
            bank.source[one.source].kind == "paper" and bank.source[one.source].publisher == model.developer
            for one in cell.cites
        )
    )
    of_maker = (one for one in cell.cites if bank.source[one.source].publisher == model.developer)
    paper = next(one for one in of_maker if bank.source[one.source].kind == "paper")
    draft = Draft(bank, "x")
    draft.add_section("", draft.mark("It is told there.", [paper], cell.as_of))
    answer = draft.close("answer", "It is told there.", 0.9, models=(model.id,))
    stakes = say_stakes(bank, "is that neutral?", move_focus(None, "x", answer, Subject(models=(model.id,))), 0.9)
    assert stakes is not None
    assert stakes.text.startswith("All of that is a party's own word.")
