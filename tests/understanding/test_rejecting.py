"""Which names a line takes back."""

import pytest

from tests.fakes import FakeMind


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("i said pythia not bloom", ["pythia"]),
        ("not bloom, pythia", ["pythia"]),
        ("i asked about pythia, not about bloom", ["pythia"]),
        ("why not bloom?", ["bloom"]),
        ("bloom is not open but pythia is", ["bloom", "pythia"]),
        ("wait thats blooms licence, i asked about pythia. can we use it", ["pythia"]),
        ("bloom? i meant pythia", ["pythia"]),
        ("i asked about pythia and bloom", ["bloom", "pythia"]),
        ("is bloom open, that is what i asked", ["bloom"]),
        ("thats bloom again, list the open ones", []),
        ("pythia please, it's just bloom again", ["pythia"]),
        ("not bloom, the other one", []),
        ("not bloom 3, the newer one", []),
        ("forget bloom please, which ones are fully open", []),
        ("ok forget about bloom!! and pythia?", ["pythia"]),
        ("enough of bloom, who else is there", []),
        ("stop talking about bloom", []),
        ("bloom?? we were on pythia", ["pythia"]),
        ("don't forget bloom", ["bloom"]),
    ],
)
def test_who_goes_on_takes_back_a_name_right_behind_not(mind: FakeMind, line: str, kept: list[str]) -> None:
    named = mind.read(line, goes_on=True).models
    assert sorted(one.model for one in named) == kept


def test_who_begins_takes_nothing_back(mind: FakeMind) -> None:
    assert {one.model for one in mind.read("pythia is open, not bloom").models} == {"bloom", "pythia"}
