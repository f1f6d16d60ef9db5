"""A list, a count or a ranking that was told, as the next line changes it: narrowed, widened, asked of another."""

import pytest

from bot.desks.candidates import Candidate
from bot.desks.last import LastDesk
from bot.desks.lists.desk import ListsDesk
from bot.records.bank import Bank
from bot.records.focus import Focus, Subject, move_focus
from bot.records.questions import ModelFilter, Ranking, Threshold
from bot.replies.countries import EUROPE
from bot.replies.lists import compose_filter
from bot.replies.models import compose_placement
from bot.replies.selecting import say_filter, select_models
from tests.desks.proposing import after_list, propose
from tests.fakes import FakeMind

_FULLY = ModelFilter(tiers=("fully-open",), operation="list")
_SMALL = (Threshold(side="below", figure=10, unit="billion"),)
_BEST = ModelFilter(measure="benchmark", benchmark="MMLU", operation="highest")


def _go_on(mind: FakeMind, bank: Bank, line: str, focus: Focus) -> list[Candidate]:
    """The lists that a line may mean after what was told."""
    return [one for one in propose(mind, ListsDesk(bank), line, focus) if one.subject.listed and one.clues.filled]


def _tell(bank: Bank, one: Candidate) -> tuple[str, str, int, int, frozenset[str]]:
    listed = one.subject.listed or ModelFilter()
    operation = "list" if listed.operation in {"value", "count"} else listed.operation
    models = compose_filter(bank, "x", listed, 0.9).models
    return operation, listed.benchmark or "", listed.ranking.count, listed.ranking.place, frozenset(models)


def _means(mind: FakeMind, bank: Bank, line: str, before: ModelFilter, after: ModelFilter) -> bool:
    """Whether a list stands among those that a line may mean after another list."""
    wanted = after.model_copy(update={"operation": "list"}) if after.operation == "value" else after
    focus = after_list(bank, before)
    expected = _tell(bank, Candidate("", "", "", "", "", lambda *_: focus.answer, subject=Subject(listed=wanted)))
    found = _go_on(mind, bank, line, focus)
    return any(_tell(bank, one) == expected for one in found)


def _with(before: ModelFilter, **changes: object) -> ModelFilter:
    return before.model_copy(update=changes)


@pytest.mark.parametrize(
    ("line", "before", "changes"),
    [
        ("drop the apache ones", _FULLY, {"other_licenses": ("apache-2.0",)}),
        ("no apache please", _FULLY, {"other_licenses": ("apache-2.0",)}),
        ("without mit and apache", _FULLY, {"other_licenses": ("mit", "apache-2.0")}),
        ("not from the us and not china", _FULLY, {"other_countries": ("US", "China")}),
        ("only the ones with vision", _FULLY, {"modalities": ("vision-language",)}),
        ("no vision", _FULLY, {"other_modalities": ("vision-language",)}),
        ("only the ones i cant sell", _FULLY, {"commercial": False}),
        ("and under 10b?", _FULLY, {"sizes": _SMALL}),
        ("only 2026", _FULLY, {"released": "2026"}),
        (
            "and the code too",
            _with(_FULLY, components=(("checkpoints", "yes"),)),
            {"components": (("checkpoints", "yes"), ("training_code", "yes"))},
        ),
        ("over 90?", _with(_BEST, operation="list", scores=()), {"scores": (Threshold(side="above", figure=90),)}),
    ],
)
def test_a_condition_is_added(
    mind: FakeMind, bank: Bank, line: str, before: ModelFilter, changes: dict[str, object]
) -> None:
    assert _means(mind, bank, line, before, _with(before, **changes))


def test_without_rail_leaves_out_every_rail(mind: FakeMind, bank: Bank) -> None:
    found = _go_on(mind, bank, "without rail", after_list(bank, _FULLY))
    (meant,) = [one for one in found if one.clues.fit == 1.0]
    models = select_models(bank, meant.subject.listed or ModelFilter())
    assert models
    assert all(bank.placement[model.id].tier == "fully-open" for model in models)
    assert not any("RAIL" in bank.license[model.license.id].name for model in models)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("without the chinese ones", "do not come from China"),
        ("drop the apache ones", "do not carry Apache License 2.0"),
    ],
)
def test_what_is_left_out_is_said_in_a_word(mind: FakeMind, bank: Bank, line: str, told: str) -> None:
    found = _go_on(mind, bank, line, after_list(bank, ModelFilter(tiers=("open-weights",), operation="list")))
    assert any(told in one.compose(0.9, "short").text for one in found)


@pytest.mark.parametrize(
    ("before", "line", "told"),
    [
        (ModelFilter(countries=("China",), not_by=True), "only french ones", "come from France"),
        (ModelFilter(licenses=("mit",), other_license=True), "only apache", "carry Apache License 2.0"),
    ],
)
def test_what_is_wanted_after_something_was_left_out(
    mind: FakeMind, bank: Bank, before: ModelFilter, line: str, told: str
) -> None:
    said = [
        say_filter(bank, one.subject.listed or before) for one in _go_on(mind, bank, line, after_list(bank, before))
    ]
    assert any(told in one and f"not {told}" not in one for one in said)


_MUCH = ModelFilter(
    tiers=("fully-open",),
    countries=("France", "Germany"),
    sizes=_SMALL,
    components=(("training_code", "yes"),),
    commercial=True,
    operation="list",
)


@pytest.mark.parametrize(
    ("line", "changes"),
    [
        ("any size", {"sizes": ()}),
        ("size doesn't matter", {"sizes": ()}),
        ("drop the size limit", {"sizes": ()}),
        ("from any country", {"countries": ()}),
        ("ok forget germany", {"countries": ("France",)}),
        ("nah forget the code", {"components": ()}),
        ("any licence again", {"commercial": None}),
        ("regardless of licence", {"commercial": None}),
        ("they need not be fully open, any openness", {"tiers": ()}),
    ],
)
def test_a_condition_is_taken_back(mind: FakeMind, bank: Bank, line: str, changes: dict[str, object]) -> None:
    assert _means(mind, bank, line, _MUCH, _with(_MUCH, **changes))


@pytest.mark.parametrize(
    ("line", "before", "changes"),
    [
        ("add the swiss ones", _MUCH, {"countries": ("France", "Germany", "Switzerland")}),
        ("also the swiss ones", _MUCH, {"countries": ("France", "Germany", "Switzerland")}),
        ("the open weights ones too", _MUCH, {"tiers": ("fully-open", "open-weights")}),
        ("include the chinese again", _with(_FULLY, other_countries=("China", "US")), {"other_countries": ("US",)}),
        ("plus mit", _with(_FULLY, licenses=("apache-2.0",)), {"licenses": ("apache-2.0", "mit")}),
    ],
)
def test_something_is_added_to_a_list(
    mind: FakeMind, bank: Bank, line: str, before: ModelFilter, changes: dict[str, object]
) -> None:
    assert _means(mind, bank, line, before, _with(before, **changes))


def _narrow_twice(bank: Bank) -> Focus:
    """The focus after a list that was narrowed, and narrowed again."""
    focus: Focus | None = None
    for listed in (_FULLY, _with(_FULLY, sizes=_SMALL), _with(_FULLY, sizes=_SMALL, countries=("France",))):
        answer = compose_filter(bank, "x", listed, 0.9)
        focus = move_focus(focus, "x", answer, Subject(listed=listed, group=answer.models))
    assert focus
    return focus


@pytest.mark.parametrize("line", ["all of them again", "ok all again", "back to the whole list", "undo that"])
def test_the_list_before_it_was_narrowed_comes_back(mind: FakeMind, bank: Bank, line: str) -> None:
    told = {frozenset(_tell(bank, one)[-1]) for one in _go_on(mind, bank, line, _narrow_twice(bank))}
    assert frozenset(model.id for model in select_models(bank, _FULLY)) in told
    if line == "undo that":
        assert frozenset(model.id for model in select_models(bank, _with(_FULLY, sizes=_SMALL))) in told


@pytest.mark.parametrize("line", ["how many is that", "how many are those", "without the french ones", "only 2026"])
def test_a_list_is_gone_on_with_after_a_card_of_one_of_it(mind: FakeMind, bank: Bank, line: str) -> None:
    before = after_list(bank, _FULLY)
    focus = move_focus(before, "x", compose_placement(bank, "x", "olmo-3"), Subject(models=("olmo-3",)))
    assert any(one.subject.listed and one.subject.listed.tiers for one in _go_on(mind, bank, line, focus))
    assert not any(
        one.subject.listed and one.subject.listed.tiers for one in _go_on(mind, bank, "what licence has it", focus)
    )


@pytest.mark.parametrize(
    ("before", "line", "after"),
    [
        (_with(_FULLY, developers=("NVIDIA",)), "and in france?", _with(_FULLY, countries=("France",))),
        (_with(_FULLY, countries=("France",)), "the same for ai2", _with(_FULLY, developers=("Ai2",))),
        (_with(_FULLY, families=("olmo",)), "same for google", _with(_FULLY, developers=("Google", "Google DeepMind"))),
        (
            _with(_FULLY, operation="count", developers=("Ai2",)),
            "same counting for ibm",
            _with(_FULLY, developers=("IBM",)),
        ),
        (
            ModelFilter(operation="highest", measure="released", developers=("Google", "Google DeepMind")),
            "same for alibaba",
            ModelFilter(operation="highest", measure="released", developers=("Alibaba",)),
        ),
        (
            ModelFilter(operation="highest", measure="released", developers=("OpenAI",)),
            "the biggest instead",
            ModelFilter(operation="highest", measure="parameters", developers=("OpenAI",)),
        ),
    ],
)
def test_the_same_is_asked_of_another(
    mind: FakeMind, bank: Bank, before: ModelFilter, line: str, after: ModelFilter
) -> None:
    assert _means(mind, bank, line, before, after)


@pytest.mark.parametrize(
    ("before", "line", "after"),
    [
        (_BEST, "and second?", _with(_BEST, ranking=Ranking(place=2))),
        (_BEST, "whos third", _with(_BEST, ranking=Ranking(place=3))),
        (_with(_BEST, ranking=Ranking(place=2)), "and the best?", _BEST),
        (
            _with(_BEST, ranking=Ranking(count=3)),
            "only chinese ones",
            _with(_BEST, ranking=Ranking(count=3), countries=("China",)),
        ),
        (_BEST, "the worst one?", _with(_BEST, operation="lowest")),
        (_BEST, "top 3", _with(_BEST, ranking=Ranking(count=3))),
        (_BEST, "and on humaneval?", _with(_BEST, benchmark="HumanEval")),
        (_BEST, "what about gpqa diamond", _with(_BEST, benchmark="GPQA Diamond")),
        (_BEST, "closed ones?", _with(_BEST, tiers=("closed",))),
        (_BEST, "only chinese ones", _with(_BEST, countries=("China",))),
        (_BEST, "only us ones", _with(_BEST, countries=("US",))),
        (_with(_BEST, tiers=("closed",)), "whos second overall", _with(_BEST, ranking=Ranking(place=2))),
        (
            _with(_BEST, ranking=Ranking(count=3)),
            "without openai",
            _with(_BEST, ranking=Ranking(count=3), excluded=("OpenAI",)),
        ),
        (_with(_BEST, countries=EUROPE), "any country", _BEST),
    ],
)
def test_an_order_is_kept_while_its_models_change(
    mind: FakeMind, bank: Bank, before: ModelFilter, line: str, after: ModelFilter
) -> None:
    assert _means(mind, bank, line, before, after)


def test_next_moves_on_through_an_order(mind: FakeMind, bank: Bank) -> None:
    focus = after_list(bank, _BEST)
    for place in (2, 3):
        (found,) = [one for one in propose(mind, LastDesk(bank), "next", focus) if one.key == "next"]
        answer = found.compose(0.9, "short")
        wanted = compose_filter(bank, "x", _with(_BEST, ranking=Ranking(place=place)), 0.9)
        assert answer.models == wanted.models
        focus = move_focus(focus, "next", answer, found.subject)


@pytest.mark.parametrize("line", ["lol", "thanks", "why?", "who says so", "is olmo 3 one of them"])
def test_what_changes_nothing_costs_no_further_list(mind: FakeMind, bank: Bank, line: str) -> None:
    assert len(_go_on(mind, bank, line, after_list(bank, _MUCH))) <= 1


def test_a_model_named_beside_another_is_asked_what_the_list_was(mind: FakeMind, bank: Bank) -> None:
    before = ModelFilter(commercial=True, operation="list")
    after = ModelFilter(commercial=True, operation="list", models=("llama-4", "mistral-large-3"))
    assert _means(mind, bank, "llama 4 or mistral large 3?", before, after)
