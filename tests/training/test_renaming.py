"""Lines about models under other models' names: the label stays, the name does not."""

from bot.records.bank import Bank
from bot.records.lines import LabelledLine
from bot.training.renaming import Renamer


def _rename(bank: Bank, **label: object) -> list[LabelledLine]:
    return list(Renamer(bank).rename([LabelledLine.model_validate(label)]))


def test_a_statement_gets_two_other_names_and_keeps_its_label(bank: Bank) -> None:
    label = {"topic": "statement/open-weights", "stance": "asserts", "subjects": ["grok-4"]}
    copies = _rename(bank, text="xai put out the weights of Grok 4, finally", **label)
    assert len(copies) == 2
    for copy in copies:
        assert (copy.topic, copy.stance) == ("statement/open-weights", "asserts")
        assert copy.text.startswith("xai put out the weights of ")
        assert copy.text.endswith(", finally")
        assert "Grok 4," not in copy.text
    assert copies == _rename(bank, text="xai put out the weights of Grok 4, finally", **label), "always the same"


def test_a_name_in_small_letters_gets_one_in_small_letters(bank: Bank) -> None:
    for copy in _rename(bank, text="is olmo 3 mit", topic="statement/license", stance="asks", subjects=["olmo-3"]):
        assert copy.text == copy.text.casefold()


def test_every_subject_of_a_comparison_gets_another_name(bank: Bank) -> None:
    (copy,) = _rename(bank, text="olmo 3 vs qwen3", topic="compare", subjects=["olmo-3", "qwen3"])
    assert "olmo 3" not in copy.text
    assert "qwen3" not in copy.text
    assert " vs " in copy.text


def test_lines_of_other_kinds_and_names_that_the_bank_lacks_are_left_alone(bank: Bank) -> None:
    assert _rename(bank, text="llama is open source", topic="llama-is-open-source", stance="asserts") == []
    assert (
        _rename(bank, text="that thing is mit", topic="statement/license", stance="asserts", subjects=["olmo-3"]) == []
    )
