"""Replies on makers: their models counted by tier, and who is ahead by that."""

import re

from bot.records.bank import Bank
from bot.replies.labs import compose_labs, compose_labs_by_number, find_house


def test_of_two_the_one_with_the_more_open_releases_comes_first(bank: Bank) -> None:
    answer = compose_labs(bank, "x", ("Anthropic", "Ai2"), 0.9)
    assert answer.headline == "By their releases Ai2 is more open than Anthropic."
    assert answer.text.index("1. Ai2") < answer.text.index("2. Anthropic")
    assert len(answer.citations) == 2


def test_the_counts_of_a_maker_are_those_of_its_models(bank: Bank) -> None:
    for maker in bank.developers[::7]:
        if maker != find_house(bank, maker):
            continue
        tiers = [bank.placement[one.id].tier for one in bank.models if find_house(bank, one.developer) == maker]
        text = compose_labs(bank, "x", (maker,), 0.9).text
        assert text.startswith(f"{maker}: ")
        assert f"of {len(tiers)} models" in text
        assert ("closed" in text) == ("closed" in tiers)


def test_a_firm_and_its_lab_are_one(bank: Bank) -> None:
    both = compose_labs(bank, "x", ("Google", "Google DeepMind"), 0.9)
    assert both.text == compose_labs(bank, "x", ("Google DeepMind",), 0.9).text
    assert both.text.startswith("Google: ")


def test_all_labs_are_set_in_order_by_what_is_fully_open(bank: Bank) -> None:
    answer = compose_labs(bank, "x", (), 0.9)
    assert answer.text.startswith("Labs by how open their releases are, the most open first")
    assert "Least open: " in answer.text
    assert len(answer.text) < 500


def test_makers_alike_stand_level(bank: Bank) -> None:
    closed = [maker for maker in bank.developers if _is_closed(bank, maker)][:2]
    assert compose_labs(bank, "x", closed, 0.9).headline.endswith("stand level.")


def _is_closed(bank: Bank, maker: str) -> bool:
    return {bank.placement[model.id].tier for model in bank.models if model.developer == maker} == {"closed"}


def test_labs_of_a_country_are_told_with_how_many_there_are(bank: Bank) -> None:
    china = compose_labs(bank, "x", (), 0.9, ("China",))
    assert china.headline.endswith("labs are on record from China.")
    assert "Alibaba" in china.text
    assert "\nand " in china.text
    assert compose_labs(bank, "x", (), 0.9, ("Switzerland",)).headline == "1 lab is on record from Switzerland."
    assert compose_labs(bank, "x", (), 0.9, ("Portugal",)).headline == "No labs are on record from Portugal."


def test_labs_are_counted_by_their_models(bank: Bank) -> None:
    answer = compose_labs_by_number(bank, "x", 0.9)
    counts = [int(found) for found in re.findall(r"(\d+) of \d+ models", answer.text) if found]
    assert answer.headline.endswith(f"of {len(bank.models)}.")
    assert "Most models first" in answer.text
    assert counts
