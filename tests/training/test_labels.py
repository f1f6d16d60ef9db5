"""Which readings a labelled line accepts, and the ranker that learns from them."""

import numpy as np
import pytest

from bot.catalogue import Catalogue
from bot.desks.candidates import Candidate
from bot.desks.house import DeskHouse
from bot.judge.features import NAMES
from bot.judge.ranker import Ranker
from bot.records.bank import Bank
from bot.records.base import Stance
from bot.records.lines import CHOSEN, Dialogue, LabelledLine, Part, Turn
from bot.retrieval.caching import QuestionCache
from bot.training.labels import accept, as_lines, resolve_subjects
from bot.training.lists import CandidateList, Lister
from bot.training.ranking import train_ranker
from bot.understanding.reading import Reader
from tests.fakes import FakeMind


@pytest.fixture(scope="module")
def house(bank: Bank) -> DeskHouse:
    return DeskHouse(bank, Catalogue(bank).names)


def _accept(mind: FakeMind, house: DeskHouse, **label: object) -> list[Candidate]:
    line = LabelledLine.model_validate(label)
    candidates = house.propose(mind.read(line.text), None)
    right = accept(mind.bank, line, candidates)
    return [candidate for candidate, fits in zip(candidates, right, strict=True) if fits]


def test_a_claim_is_accepted_in_its_stance_alone(mind: FakeMind, house: DeskHouse) -> None:
    text = "you can't see inside open-weight models"
    (right,) = _accept(mind, house, text=text, topic="cant-see-inside", stance="asserts")
    assert (right.desk, right.key, right.stance) == ("claims", "cant-see-inside", "asserts")


def test_other_claims_that_a_fair_reader_accepts_are_accepted(mind: FakeMind, house: DeskHouse) -> None:
    text = "you can't see inside open-weight models"
    also = ("neural-nets-are-black-boxes-anyway", "openness-is-binary")
    keys = {one.key for one in _accept(mind, house, text=text, topic="cant-see-inside", stance="asserts", also=also)}
    assert "cant-see-inside" in keys
    assert keys <= {"cant-see-inside", *also}


def test_a_statement_is_accepted_with_its_predicate_stance_and_models(mind: FakeMind, house: DeskHouse) -> None:
    label = {"topic": "statement/open-source", "stance": "denies", "subjects": ("gemma",)}
    right = _accept(mind, house, text="gemma isn't open source", **label)
    assert [(one.desk, one.stance, one.topic) for one in right] == [("statements", "denies", "statement/open-source")]
    other = label | {"subjects": ("pythia",)}
    assert _accept(mind, house, text="gemma isn't open source", **other) == []


def test_a_statement_on_a_clause_is_accepted_with_that_clause_alone(mind: FakeMind, house: DeskHouse) -> None:
    text = "no army may use deepseek v3 and its outputs may not be distilled"
    label = {"topic": "statement/allows", "stance": "denies", "subjects": ("deepseek-v3",)}
    right = _accept(mind, house, text=text, value="military", **label)
    assert [(one.key, one.stance) for one in right] == [("allows/military/deepseek-v3", "denies")]
    assert [one.key for one in _accept(mind, house, text=text, value="outputs", **label)] == [
        "allows/outputs/deepseek-v3"
    ]
    assert _accept(mind, house, text=text, **label) == []


def test_a_card_on_just_this_family_says_the_same(mind: FakeMind, house: DeskHouse) -> None:
    label = {"topic": "statement/open-source", "stance": "asserts", "subjects": ("llama",)}
    desks = {one.desk for one in _accept(mind, house, text="llama is open source", **label)}
    assert desks == {"claims", "statements"}


@pytest.mark.parametrize(
    ("text", "topic", "desk"),
    [
        ("what shall we eat tonight", "silence/off-topic", "silence"),
        ("who made you", "bot/maker", "itself"),
        ("what does openwashing mean", "define", "terms"),
        ("compare olmo 3 and llama 3.1", "compare", "comparisons"),
        ("which models are fully open", "list", "lists"),
    ],
)
def test_other_lines_accept_their_desk(mind: FakeMind, house: DeskHouse, text: str, topic: str, desk: str) -> None:
    right = _accept(mind, house, text=text, topic=topic)
    assert desk in {one.desk for one in right}
    assert {one.desk for one in right} <= {desk, "licenses"}


def test_a_right_reply_holds_what_it_must(mind: FakeMind, house: DeskHouse) -> None:
    text = "what did gpt-4o score on mmlu in the article's table"
    assert _accept(mind, house, text=text, topic="table", must=(("88.7",),))
    assert _accept(mind, house, text=text, topic="table", must=(("a figure that stands nowhere",),)) == []


def test_subjects_stand_for_models_families_and_makers(bank: Bank) -> None:
    assert resolve_subjects(bank, ("pythia",)) == {"pythia"}
    assert set(bank.family["gemma"].members) <= resolve_subjects(bank, ("gemma",))
    assert "pythia" in resolve_subjects(bank, ("EleutherAI",))
    assert resolve_subjects(bank, ("nobody",)) == set()


@pytest.mark.parametrize(
    ("stance", "topics"), [("asserts", ["silence/near"]), ("denies", ["silence/near"]), ("asks", [])]
)
def test_what_a_message_says_beside_the_cards_is_to_be_left_alone(stance: Stance, topics: list[str]) -> None:
    part = Part(text="open models are hype", stance=stance)
    assert [line.topic for line in as_lines(part)] == topics


def test_lists_hold_a_row_a_candidate_and_what_is_missed_is_counted(mind: FakeMind, bank: Bank) -> None:
    reader = Reader(QuestionCache(mind.encoder), mind.heads, mind.retriever, Catalogue(bank).names)
    lister = Lister(bank, reader, DeskHouse(bank, Catalogue(bank).names))
    lines = [
        LabelledLine(text="llama is open source", topic="llama-is-open-source", stance="asserts"),
        LabelledLine(text="what shall we eat tonight", topic="llama-is-open-source", stance="asserts"),
    ]
    (made,) = lister.list_lines(lines, lambda _done: None)
    assert made.rows.shape == (len(made.right), len(NAMES))
    assert made.right.sum() == 1
    assert lister.missed == {"llama-is-open-source": 1}
    asked = ("why?", "why is that?", "how come?", "for what reason?", "because of what?")
    turns = (Turn(text="llama is open source", does="new"), *(Turn(text=text, does="reason") for text in asked))
    pointing = list(lister.list_turns([Dialogue(turns=turns)], mind.ranker))
    assert len(pointing) == len(asked)
    assert {turn.topic for turn in pointing} == {"last/reason"}
    assert {turn.right.sum() for turn in pointing} == {1}


_TELLING = NAMES.index("explained")


def _make_lists(count: int) -> list[CandidateList]:
    """Lists in which the reading that accounts for most of the line is the right one, nine times of ten, else the one
    that comes next."""
    generator = np.random.default_rng(5)
    made = []
    for _number in range(count):
        rows = np.zeros((6, len(NAMES)), dtype=np.float32)
        rows[:, _TELLING - 2 : _TELLING + 3] = generator.random((6, 5), dtype=np.float32)
        *_others, second, best = np.argsort(rows[:, _TELLING])
        right = np.arange(6) == (best if generator.random() < 0.9 else second)
        made.append(CandidateList(rows, right, "fact"))
    return made


@pytest.fixture(scope="module")
def learned() -> Ranker:
    return train_ranker(_make_lists(600), _make_lists(1800)[1200:])


def test_the_ranker_learns_what_is_telling(learned: Ranker) -> None:
    fresh = _make_lists(900)[600:]
    found = [bool(one.right[int(learned.weigh(one.rows).argmax())]) for one in fresh]
    assert np.mean(found) > 0.8


def test_its_chances_are_true(learned: Ranker) -> None:
    fresh = _make_lists(1200)[600:]
    said = [float(learned.weigh(one.rows).max()) for one in fresh]
    right = [bool(one.right[int(learned.weigh(one.rows).argmax())]) for one in fresh]
    assert np.mean(said) == pytest.approx(np.mean(right), abs=0.15)


def test_the_same_lists_give_the_same_ranker(learned: Ranker) -> None:
    again = train_ranker(_make_lists(600), _make_lists(1800)[1200:])
    assert all(np.array_equal(one, other) for one, other in zip(again, learned, strict=True))


def test_of_sentences_the_ones_on_just_the_models_of_a_line_are_right(mind: FakeMind, house: DeskHouse) -> None:
    label = {"text": "yi-lightning has no open weights, unlike Yi 34B", "topic": "statement/open-weights"}
    (alone,) = _accept(mind, house, stance="denies", subjects=("yi-lightning",), **label)
    (both,) = _accept(mind, house, stance="denies", subjects=("yi-lightning", "yi"), **label)
    assert alone.about == ("yi-lightning",)
    assert set(both.about) == {"yi-lightning", "yi"}


def test_turns_of_a_real_conversation_are_right_by_name_and_count_more(mind: FakeMind, bank: Bank) -> None:
    reader = Reader(QuestionCache(mind.encoder), mind.heads, mind.retriever, Catalogue(bank).names)
    lister = Lister(bank, reader, DeskHouse(bank, Catalogue(bank).names))
    turns = (
        Turn(text="llama is open source", does=CHOSEN, fits=("claims|llama-is-open-source|asserts",)),
        Turn(text="why?", does=CHOSEN, fits=("last|reason|",), told="last|source|"),
        Turn(text="who are you voting for", does=CHOSEN),
    )
    made = list(lister.list_turns([Dialogue(turns=turns)], mind.ranker))
    assert len(made) > 2
    assert {one.right.sum() for one in made} == {1}
    assert lister.missed == {"last/chosen": 3}
