"""Labelled lines load without a fault, and whatever they refer to exists."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from bot.corpus.lines import Pile, inspect_pile, load_pile
from bot.errors import KnowledgeError
from bot.records.answers import AnswerKind
from bot.records.bank import Bank
from bot.records.base import Stance, Verdict
from bot.records.lines import BOT, CHOSEN, DANGLING, LAST, NONE, PARTY, SILENCE, STATEMENT, LabelledLine
from bot.records.questions import CLAUSES, Predicate
from bot.training.labels import resolve_subjects
from tests.corpus.piles import PILES

_PLAIN = frozenset({"fact", "define", "model", "table", "list", "compare", PARTY})
_STANCES = frozenset(get_args(Stance))
_WISHES = frozenset(
    """source reason confidence change-mind numbers yes-no who-is-right shorter deeper other-side objection misread
    example list-all next outcome newer stakes""".split()
)
"""What the desk of the last answer gives."""


def test_every_file_of_the_pile_is_read(pile: Pile) -> None:
    """A folder that nobody reads would teach nothing, and nobody would notice."""
    held = {line.text for line in pile.lines}
    held |= {turn.text for dialogue in pile.dialogues for turn in dialogue.turns}
    held |= {message.text for message in pile.messages}
    held |= {aside.text for thread in pile.threads for aside in thread.then}
    folders = {file.parent.name for file in (PILES / "train").rglob("*.yaml")}
    assert folders == {
        "claims", "voices", "allies", "comments", "sides", "topics", "statements", "facts", "notes", "terms", "parties",
        "records", "dialogues", "messages", "threads",
    }  # fmt: skip
    assert len(held) > 25_000


def test_every_topic_is_one_that_a_desk_answers(pile: Pile, bank: Bank) -> None:
    known = set(bank.claim) | _PLAIN | {f"{STATEMENT}/{predicate}" for predicate in get_args(Predicate)}
    known |= {f"{BOT}/{topic}" for topic in bank.self_answer} | {f"{SILENCE}/near", f"{SILENCE}/off-topic", DANGLING}
    known |= {f"{LAST}/{wish}" for wish in _WISHES}
    assert {line.topic for line in pile.lines} - known == set()


def test_claims_and_statements_have_a_stance_and_nothing_else_has(pile: Pile, bank: Bank) -> None:
    wrong = [
        line.text
        for line in pile.lines
        if (line.stance is not None) != (line.topic in bank.claim or line.topic.startswith(f"{STATEMENT}/"))
    ]
    assert wrong == []


def test_a_line_on_a_clause_says_which(pile: Pile) -> None:
    lines = [(line, line.topic.removeprefix(f"{STATEMENT}/")) for line in pile.lines]
    for predicate, clauses in CLAUSES.items():
        values = {line.value for line, said in lines if said == predicate}
        assert values, predicate
        assert values <= set(clauses), predicate


def test_every_claim_is_taught_in_every_stance(pile: Pile, bank: Bank) -> None:
    taught = {(line.topic, line.stance) for line in pile.lines}
    assert {(claim.id, stance) for claim in bank.claims for stance in _STANCES} - taught == set()


def test_what_a_line_is_also_about_exists(pile: Pile, bank: Bank) -> None:
    assert {also for line in pile.lines for also in line.also} - set(bank.claim) == set()


def _list_notes(bank: Bank) -> set[str]:
    return {f"{source.id}#{number}" for source in bank.sources for number in range(len(source.notes))}


def test_the_record_that_answers_a_turn_exists(pile: Pile, bank: Bank) -> None:
    answers = {turn.answer for dialogue in pile.dialogues for turn in dialogue.turns if turn.answer}
    points = {f"{claim.id}/{name}" for claim in bank.claims for name in claim.list_points()}
    assert answers
    assert answers - _list_notes(bank) - set(bank.passage) - points == set()


def test_the_record_that_answers_a_line_exists(pile: Pile, bank: Bank) -> None:
    records = {
        "fact": set(bank.passage) | _list_notes(bank),
        "define": set(bank.definition) | set(bank.license),
        PARTY: set(bank.party),
    }
    wrong = {
        (line.topic, line.answer)
        for line in pile.lines
        if line.answer is not None and line.answer not in records.get(line.topic, set())
    }
    assert wrong == set()


def test_the_models_that_a_line_is_about_exist(pile: Pile, bank: Bank) -> None:
    named = {subject for line in pile.lines for subject in line.subjects}
    named |= {subject for message in pile.messages for part in message.parts for subject in part.subjects}
    assert {subject for subject in named if not resolve_subjects(bank, (subject,))} == set()


def test_the_parts_of_messages_are_claims_or_statements_that_exist(pile: Pile, bank: Bank) -> None:
    for message in pile.messages:
        for part in message.parts:
            assert part.claim is None or part.claim in bank.claim, part.text
            assert part.predicate is None or part.predicate in get_args(Predicate), part.text
    several = [message for message in pile.messages if len(message.parts) > 1]
    assert len(several) > 100


def test_turns_of_dialogues_want_what_can_be_given(pile: Pile) -> None:
    goes_on = {"new", "component", "same-for", "fact", "which-of-them", "compare", "correction"}
    does = {turn.does for dialogue in pile.dialogues for turn in dialogue.turns}
    assert does == {*_WISHES, *goes_on, "smalltalk", "silence", CHOSEN}
    assert all(dialogue.turns[0].does in {"new", CHOSEN} for dialogue in pile.dialogues)
    going_on = [turn for dialogue in pile.dialogues for turn in dialogue.turns if turn.does in goes_on]
    assert all(turn.means or turn.answer for turn in going_on)


def test_lines_that_go_on_from_a_reply_want_what_the_bank_holds(pile: Pile, bank: Bank) -> None:
    points = {f"{claim.id}/{place}" for claim in bank.claims for place in claim.list_points()}
    held = points | set(bank.passage) | {NONE}
    assert {aside.answer for thread in pile.threads for aside in thread.then} - held == set()
    for thread in pile.threads:
        assert thread.told in (bank.claim if thread.stance else bank.passage), thread.text
        assert all(aside.answer != thread.told for aside in thread.then), thread.text


def _read_labelled(folder: Path) -> Iterator[dict[str, Any]]:
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


@pytest.mark.parametrize("name", ["development", "sealed"])
def test_labels_of_the_test_piles_refer_to_what_exists(bank: Bank, name: str) -> None:
    """Failures name the line by its id alone."""
    checks: dict[str, object] = {
        "claim": set(bank.claim),
        "also": set(bank.claim),
        "stance": _STANCES,
        "models": set(bank.model),
        "kinds": set(get_args(AnswerKind)),
        "kind": set(get_args(AnswerKind)),
        "verdicts": set(get_args(Verdict)),
        "topic": set(bank.self_answer),
    }
    wrong = [
        (line["id"], key)
        for line in _read_labelled(PILES / name)
        for part in (line, *line.get("parts", ()))
        for key, known in checks.items()
        if part.get(key) and isinstance(known, set | frozenset)
        if not set([part[key]] if isinstance(part[key], str) else part[key]) <= known
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("file", "content", "problem"),
    [
        ("claims/cant-see-inside.yaml", "asserts: [{words: x}]", "this key is not known"),
        ("claims/cant-see-inside.yaml", "doubts: [a line]", "stance"),
        ("claims/cant-see-inside.yaml", "asserts: one line", "must be a list of lines"),
        ("topics/near.yaml", "- a line", "must hold lists of lines under keys"),
        ("topics/near.yaml", "silence/near: [", "mend the YAML"),
        ("messages/messages.yaml", "messages: [{text: a line}]", "parts"),
    ],
)
def test_broken_lines_are_named_with_their_file(tmp_path: Path, file: str, content: str, problem: str) -> None:
    (tmp_path / file).parent.mkdir()
    (tmp_path / file).write_text(content, encoding="utf-8")
    _pile, faults = inspect_pile(tmp_path)
    assert any(str(fault).startswith(file) and problem in str(fault) for fault in faults), list(map(str, faults))
    with pytest.raises(KnowledgeError):
        load_pile(tmp_path)


def test_file_and_key_say_what_a_line_is(tmp_path: Path) -> None:
    for file, content in {
        "claims/cant-see-inside.yaml": "denies: [you can look in]",
        "statements/closed.yaml": "closed: [{text: it is closed, stance: asserts, subjects: [gpt-4o]}]",
        "facts/passages.yaml": "some-passage: [what is it]",
        "terms/definitions.yaml": "quantization: [what is quantization]",
        "parties/people.yaml": "dario-amodei: [who is he]",
    }.items():
        (tmp_path / file).parent.mkdir()
        (tmp_path / file).write_text(content, encoding="utf-8")
    assert list(load_pile(tmp_path).lines) == [
        LabelledLine(text="you can look in", topic="cant-see-inside", stance="denies"),
        LabelledLine(text="it is closed", topic="statement/closed", stance="asserts", subjects=("gpt-4o",)),
        LabelledLine(text="what is it", topic="fact", answer="some-passage"),
        LabelledLine(text="what is quantization", topic="define", answer="quantization"),
        LabelledLine(text="who is he", topic="party", answer="dario-amodei"),
    ]
