"""The desk of statements: what a line says of models, families or labs that their records can judge."""

import re
from collections.abc import Iterable, Iterator
from functools import partial

from bot.desks.candidates import Candidate, Clues
from bot.desks.carrying import carry_criterion, carry_predicate, find_pointed, name_matter
from bot.desks.license_names import LicenseNames
from bot.desks.predicates import CLAUSE_VOCABULARY, PATTERNS, VOCABULARY, WORDS
from bot.desks.sides import find_sides
from bot.desks.subjects import Subjects, find_subjects, leave_licenses, leave_makers
from bot.desks.values import find_clause_words, find_scope, find_values
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.focus import Focus, Subject
from bot.records.language import Depth
from bot.records.lines import STATEMENT
from bot.records.questions import CLAUSES, Predicate, StatementQuestion
from bot.replies.sentences import name_clause, write_statement
from bot.replies.statements import compose_statement
from bot.retrieval.lexical import split_words
from bot.understanding.heads import STANCES
from bot.understanding.polarity import is_denied
from bot.understanding.reading import Reading

_BY_OSI = frozenset[Predicate]({"open-source", "fully-open"})
_OTHER_YARDSTICK = re.compile(
    r"\b(?:ai act|eu(?:'s)? (?:law|rules?)|g7|openness framework|mof|free software foundation|fsf|osai|"
    r"european index)\b"
)
_LIKELY = 3
"""Predicates that the heads hold likely enough to be proposed whatever words stand there."""


class StatementsDesk:
    """Proposes sentences about the models named, or just spoken of, for each predicate that the line may mean."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self._licenses = LicenseNames(bank)

    def propose(self, reading: Reading, focus: Focus | None, /) -> Iterable[Candidate]:
        """See Desk."""
        for subjects in find_subjects(self._bank, reading, focus):
            for place, (predicate, carried) in enumerate(self._find_predicates(reading, focus)):
                filled = subjects.filled + carried
                foreign = max(subjects.foreign, int(_names_other_yardstick(reading.lowered, predicate)))
                for question in self._ask(reading, focus, predicate, subjects):
                    said = _find_said(reading, question)
                    clues = Clues(
                        place=place,
                        fit=float(bool(said)),
                        filled=filled,
                        foreign=foreign,
                        denied=_measure_denied(reading, said),
                    )
                    yield from self._propose_stances(reading, question, clues)

    def _propose_stances(self, reading: Reading, question: StatementQuestion, clues: Clues) -> Iterator[Candidate]:
        sentence, words = write_statement(question), _list_words(reading, question)
        heads = tuple(dict.fromkeys(mention.model for mention in reading.models))
        named = heads if len(heads) > 1 else ()
        for stance in STANCES:
            meant = question.model_copy(update={"stance": stance})
            yield Candidate(
                desk="statements",
                key=f"{question.predicate}/{question.value or ''}/{'+'.join(question.subjects)}",
                topic=f"{STATEMENT}/{question.predicate}",
                label=sentence.rstrip("."),
                presumes=f"The speaker {stance} that {sentence}",
                compose=partial(self._compose, reading, meant, False),
                restate=partial(self._compose, reading, meant, True),
                stance=stance,
                about=question.subjects,
                words=words,
                clues=clues,
                subject=Subject(models=question.subjects, group=named, statement=meant),
                matter=self._name_matter(question),
            )

    def _name_matter(self, question: StatementQuestion) -> str | None:
        """The matter of a sentence; no card says what a clause of a licence says."""
        if question.predicate in CLAUSES:
            return None
        return name_matter(question.predicate, (self._bank.model[one].family for one in question.subjects))

    def _compose(
        self, reading: Reading, question: StatementQuestion, restated: bool, confidence: float, depth: Depth
    ) -> Answer:
        return compose_statement(self._bank, reading.text, question, confidence, depth, restated=restated)

    def _find_predicates(self, reading: Reading, focus: Focus | None) -> Iterator[tuple[Predicate, int]]:
        """Predicates by the heads and by their words, likeliest first, each with whether it is the one that was just
        judged and the line does not name it; that one too where another model is named or pointed at, and where one is
        named what the last list was asked by."""
        likely = reading.opinion.by_vector
        ranked = sorted(WORDS, key=lambda name: -likely.get(f"{STATEMENT}/{name}", 0.0))
        turned = reading.models or find_pointed(self._bank, reading.lowered, focus)
        carried = carry_predicate(self._bank, focus) if turned else None
        carried = carried or (carry_criterion(focus) if reading.models else None)
        for place, predicate in enumerate(ranked):
            said = bool(PATTERNS[predicate].search(reading.lowered))
            if place < _LIKELY or said or predicate == carried:
                yield predicate, int(predicate == carried and not said)

    def _ask(
        self, reading: Reading, focus: Focus | None, predicate: Predicate, subjects: Subjects
    ) -> Iterator[StatementQuestion]:
        """The question with each of its values and its scope; none where the predicate lacks what it needs."""
        if predicate == "more-open-than":
            yield from self._ask_which(reading, focus)
            return
        models, names = subjects.models, subjects.names
        values = find_values(self._bank, self._licenses, reading, focus, predicate)
        if predicate == "made-by":
            models, names = leave_makers(self._bank, reading, focus) or (models, names)
        if predicate == "license":
            models, names = leave_licenses(self._bank, reading, focus) or (models, names)
        scope = find_scope(reading.lowered, predicate, names)
        for value in values:
            yield StatementQuestion(
                predicate=predicate, subjects=models, names=names, stance="asserts", value=value, scope=scope
            )

    def _ask_which(self, reading: Reading, focus: Focus | None) -> Iterator[StatementQuestion]:
        """Which of two sides is the more open one, where the line has two."""
        sides = find_sides(self._bank, reading, focus)
        if sides:
            first, second = sides
            yield StatementQuestion(
                predicate="more-open-than",
                subjects=(*first.models, *second.models),
                names=first.names,
                stance="asserts",
                value=second.names,
                rivals=second.models,
            )


def _names_other_yardstick(lowered: str, predicate: Predicate) -> bool:
    """Whether a line asks by another measure of openness than OSI's, by which the records judge."""
    return predicate in _BY_OSI and bool(_OTHER_YARDSTICK.search(lowered))


def _find_said(reading: Reading, question: StatementQuestion) -> list[str]:
    """The words of a line by which it says the predicate of a question, or its clause."""
    clause = name_clause(question)
    return find_clause_words(reading, clause) if clause else PATTERNS[question.predicate].findall(reading.lowered)


def _measure_denied(reading: Reading, said: list[str]) -> float:
    """The share of the words by which a line says something that is negated; a half where it has none."""
    found = [match for word in set(said) for match in re.finditer(rf"\b{re.escape(word)}\b", reading.lowered)]
    denied = [is_denied(reading.lowered, *match.span()) for match in found]
    return sum(denied) / len(denied) if denied else 0.5


def _list_words(reading: Reading, question: StatementQuestion) -> frozenset[str]:
    """The words that a question accounts for."""
    clause = name_clause(question)
    said = " ".join(sorted(set(_find_said(reading, question))))
    named = split_words(f"{question.names} {question.value or ''} {said}")
    return (CLAUSE_VOCABULARY[clause] if clause else VOCABULARY[question.predicate]) | frozenset(named)
