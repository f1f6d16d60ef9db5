"""The desk of statements: what a line says of models, families or labs that their records can judge."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from bot.desks.candidates import Candidate, Clues
from bot.desks.carrying import carry_predicate, find_pointed, name_matter, settle
from bot.desks.lists.criteria import read_places
from bot.desks.lists.makers import find_developers
from bot.desks.predicates import PATTERNS, VOCABULARY, WORDS
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.focus import Focus, Subject
from bot.records.language import Depth, ModelMention
from bot.records.lines import STATEMENT, Scope
from bot.records.questions import Predicate, StatementQuestion
from bot.replies.naming import name_family
from bot.replies.sentences import write_statement
from bot.replies.statements import compose_statement
from bot.replies.wording import join_words
from bot.retrieval.lexical import split_words
from bot.understanding.heads import STANCES
from bot.understanding.reading import Reading

_LIKELY = 3
"""Predicates that the heads hold likely enough to be proposed whatever words stand there."""

_TOGETHER = 4
_TOGETHER_WORDS = re.compile(r"\b(both|they|them|their|those|these|all|each|either|neither|any|none|which)\b")
"""Words by which the models of the last comparison are spoken of together."""

_SCOPES: tuple[tuple[Scope, str], ...] = (
    ("only", r"\b(?:only|nobody but|nothing but|sole)\W+(?:\w+\W+){0,2}$"),
    ("all", r"\b(?:all|every|each)\W+(?:\w+\W+){0,2}$"),
)
"""What stands right before a name and says of how many the sentence is."""

_EVERYONE = re.compile(
    r"\b(?:any|every)(?:one|body|\s+(?:company|business|firm|corporation|startup|host))\b|\bhowever (?:big|large)\b|"
    r"\bregardless of|\bno matter (?:how|what|the)\b|\bwithout (?:asking|any|conditions?|strings)\b|\bno strings\b|"
    r"\bunconditional\w*|\b(?:totally|completely|entirely) free\b"
)
"""By which a commercial use is said to be everybody's, whatever the licence asks."""

_PLACE = re.compile(r"\b(?:in|within|from inside) (?:the )?([a-z ]+)")
"""Where somebody would use a model."""

_VALUES = 2
"""Licences, or countries, named in one line that are proposed."""

_LICENSE_WORDS = re.compile(
    r"\b(apache|mit|gpl|agpl|lgpl|bsd|openrail|rail|openmdw|cc-by|creative commons|proprietary)\b"
)


class _Subjects(NamedTuple):
    """The models that a line is about and how it calls them; `filled` where they come from the focus, `foreign` where
    it points at another one."""

    models: tuple[str, ...]
    names: str
    filled: int = 0
    foreign: int = 0


class StatementsDesk:
    """Proposes sentences about the models named, or just spoken of, for each predicate that the line may mean."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank

    def propose(self, reading: Reading, focus: Focus | None, /) -> Iterable[Candidate]:
        """See Desk."""
        for subjects in self._find_subjects(reading, focus):
            for place, (predicate, carried) in enumerate(self._find_predicates(reading, focus)):
                likely = bool(PATTERNS[predicate].search(reading.lowered))
                filled = subjects.filled + carried
                clues = Clues(place=place, fit=float(likely), filled=filled, foreign=subjects.foreign)
                for question in self._ask(reading, focus, predicate, subjects):
                    yield from self._propose_stances(reading, question, clues)

    def _propose_stances(self, reading: Reading, question: StatementQuestion, clues: Clues) -> Iterator[Candidate]:
        sentence = write_statement(question)
        said = " ".join(sorted(set(PATTERNS[question.predicate].findall(reading.lowered))))
        named = split_words(f"{question.names} {question.value or ''} {said}")
        words = VOCABULARY[question.predicate] | frozenset(named)
        matter = name_matter(question.predicate, (self._bank.model[one].family for one in question.subjects))
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
                subject=Subject(models=question.subjects, statement=meant),
                matter=matter,
            )

    def _compose(
        self, reading: Reading, question: StatementQuestion, restated: bool, confidence: float, depth: Depth
    ) -> Answer:
        return compose_statement(self._bank, reading.text, question, confidence, depth, restated=restated)

    def _find_subjects(self, reading: Reading, focus: Focus | None) -> Iterator[_Subjects]:
        """What the line names: models, families for all their members, makers for all their models; else what it
        points at, and what was spoken of last."""
        named = self._find_named(reading, focus)
        if named:
            models = tuple(dict.fromkeys(model for _name, held in named for model in held))
            yield _Subjects(models, " and ".join(name for name, _held in named))
        elif focus and focus.models and not reading.unknown_models:
            pointed = find_pointed(self._bank, reading.lowered, focus)[:1]
            yield from (_Subjects((model,), self._bank.model[model].name, filled=1) for model in pointed)
            before = focus.subject.statement
            models = before.subjects if before else focus.models[:1]
            if models != pointed:
                names = before.names if before else self._bank.model[models[0]].name
                yield _Subjects(models, names, filled=1, foreign=len(pointed))
            group = focus.group
            if 1 < len(group) <= _TOGETHER and group != models and _TOGETHER_WORDS.search(reading.lowered):
                yield _Subjects(group, join_words([self._bank.model[model].name for model in group]), filled=1)

    def _find_named(self, reading: Reading, focus: Focus | None) -> list[tuple[str, tuple[str, ...]]]:
        """The names in a line, each with the models that it stands for."""
        if not reading.models:
            makers = find_developers(self._bank, reading.lowered)
            return [(one, tuple(m.id for m in self._bank.models if m.developer == one)) for one in makers]
        settled = [settle(self._bank, named, focus) for named in reading.models]
        return [self._name(mention) for mention in self._drop_makers(settled)]

    def _name(self, mention: ModelMention) -> tuple[str, tuple[str, ...]]:
        """A name as the bank writes it, with the models that it stands for."""
        if mention.family:
            return name_family(self._bank, mention.name, mention.candidates), mention.candidates
        return self._bank.model[mention.model].name, (mention.model,)

    def _drop_makers(self, mentions: Sequence[ModelMention]) -> list[ModelMention]:
        """Names without those of families and makers of which another name gives a member: "OpenAI's Whisper"."""
        models = {mention.model for mention in mentions if not mention.family}
        makers = {self._bank.model[model].developer for model in models}
        return [
            mention
            for mention in mentions
            if not (mention.family and (models & set(mention.candidates) or makers & set(self._find_makers(mention))))
        ]

    def _find_makers(self, mention: ModelMention) -> tuple[str, ...]:
        """The makers that a name stands for."""
        return find_developers(self._bank, mention.name.casefold())

    def _find_predicates(self, reading: Reading, focus: Focus | None) -> Iterator[tuple[Predicate, int]]:
        """Predicates by the heads and by their words, likeliest first, each with whether it is the one that was just
        judged and the line does not name it; that one too where another model is named or pointed at."""
        likely = reading.opinion.by_vector
        ranked = sorted(WORDS, key=lambda name: -likely.get(f"{STATEMENT}/{name}", 0.0))
        turned = reading.models or find_pointed(self._bank, reading.lowered, focus)
        carried = carry_predicate(self._bank, focus) if turned else None
        for place, predicate in enumerate(ranked):
            said = bool(PATTERNS[predicate].search(reading.lowered))
            if place < _LIKELY or said or predicate == carried:
                yield predicate, int(predicate == carried and not said)

    def _ask(
        self, reading: Reading, focus: Focus | None, predicate: Predicate, subjects: _Subjects
    ) -> Iterator[StatementQuestion]:
        """The question with each of its values and its scope; none where the predicate lacks what it needs."""
        models, names, values = subjects.models, subjects.names, self._find_values(reading, focus, predicate)
        if predicate == "made-by":
            models, names = self._leave_makers(reading, focus) or (models, names)
        if predicate == "more-open-than":
            pair = self._find_pair(reading, focus)
            models = pair or models
            names, *values = [self._bank.model[model].name for model in pair] if pair else [names]
        head, name, _rest = reading.lowered.partition(names.casefold().split(" ")[0])
        before = head if name else ""
        scope = next((scope for scope, pattern in _SCOPES if re.search(pattern, before)), None)
        if predicate == "commercial-use" and _EVERYONE.search(reading.lowered):
            scope = "everyone"
        for value in values:
            yield StatementQuestion(
                predicate=predicate, subjects=models, names=names, stance="asserts", value=value, scope=scope
            )

    def _leave_makers(self, reading: Reading, focus: Focus | None) -> tuple[tuple[str, ...], str] | None:
        """The models of a line without the makers that it names, where both are named."""
        mentions = [settle(self._bank, named, focus) for named in reading.models]
        others = [mention for mention in mentions if not (mention.family and self._find_makers(mention))]
        if not others or len(others) == len(mentions):
            return None
        named = [self._name(mention) for mention in others]
        return tuple(model for _name, held in named for model in held), join_words([name for name, _held in named])

    def _find_pair(self, reading: Reading, focus: Focus | None) -> tuple[str, str] | None:
        """The two that are compared: both named, one beside what was spoken of last, or the two of the last group.
        'Llama is less open than Olmo' says that Olmo is the more open one."""
        named = tuple(mention.model for mention in reading.models)
        spoken = (focus.group or focus.models[1::-1]) if focus else ()
        pair = (*(model for model in spoken[: 2 - len(named)] if model not in named), *named)
        if len(pair) != 2:
            return None
        return pair[::-1] if re.search(r"\b(?:less|not as|isn'?t as) open\b", reading.lowered) else pair

    def _find_values(self, reading: Reading, focus: Focus | None, predicate: Predicate) -> Sequence[str | None]:
        """What a predicate says of its models: countries, licences, where they would be used; one None for those that
        say nothing more."""
        if predicate == "made-in":
            return read_places(reading.lowered)[:_VALUES]
        if predicate == "made-by":
            return _shorten(find_developers(self._bank, _leave_out_models(reading)))[:_VALUES]
        if predicate == "license":
            return self._find_licenses(reading, focus)
        if predicate != "commercial-use":
            return (None,)
        place = _PLACE.search(reading.lowered)
        used_in = read_places(place.group(1))[:1] if place else ()
        return used_in or (None, *read_places(reading.lowered)[:1])

    def _find_licenses(self, reading: Reading, focus: Focus | None) -> list[str]:
        """Licences that a line names, then a word for several that is in none of these names; else the one before."""
        named = [self._bank.license[one].name for one in reading.licenses[:_VALUES]]
        word = _LICENSE_WORDS.search(reading.lowered)
        if word and not any(word.group(1) in name.casefold().replace(" ", "") for name in named):
            named.append(word.group(1))
        before = focus.subject.statement if focus else None
        carried = before.value if before and before.predicate == "license" else None
        return named or ([carried] if carried else [])


def _shorten(makers: Iterable[str]) -> list[str]:
    """The shortest of the makers whose names begin alike: 'Google' stands for 'Google DeepMind' too."""
    shortest: dict[str, str] = {}
    for maker in sorted(makers, key=len):
        shortest.setdefault(maker.split()[0].casefold(), maker)
    return list(shortest.values())


def _leave_out_models(reading: Reading) -> str:
    """The lower-cased line without the names of single models: DeepSeek V3 does not say that DeepSeek made it."""
    rest = reading.lowered
    for mention in reading.models:
        rest = rest if mention.family else rest.replace(mention.name.casefold(), " ")
    return rest
