"""The judgement: every candidate with its probability, and what is to be done with the best.

All thresholds of the product are here.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Literal, NamedTuple

from bot.desks.candidates import Candidate
from bot.desks.house import DeskHouse
from bot.judge.features import measure
from bot.judge.ranker import Ranker
from bot.records.answers import Answer
from bot.records.focus import Focus
from bot.records.language import Depth
from bot.records.lines import LAST, SEVERAL
from bot.understanding.reading import Reading

ANSWER = 0.33
"""From this probability on the best candidate is answered; candidates of one matter or group count together."""

OFFER = 0.2
"""From this one on the nearest candidates are offered; below it there is silence."""

CLOSE = 0.14
"""The share of the two sides that the weaker one needs, for the bot to ask which is meant instead of rebutting. Of 20
lines in 1,776 between this and 0.16 five were on the other side (development)."""

SURE = 0.7
"""Below this probability of the best the judgement is unsure: the reply names the sentence that it answers, and a
second judge is asked where there is one. Of claims read less surely three in ten had another stance (development)."""

FOREIGN = 0.6
"""From this probability on a guess at another language counts, and above this share of words that are not English,
names and borrowed words left out, a line is guessed at. Of 48,794 lines that people had typed in English none was taken
for foreign; where a half was enough for both, lines with a foreign greeting were."""

_TELL_NOTHING = frozenset({"silence", LAST})
"""Desks whose replies are no offer: silence, and what only turns the last answer over."""

_COMPUTED = frozenset({"statements", "models", "comparisons"})
"""Desks whose replies are read from the cells of models' cards."""

Decision = Literal["answer", "ask", "offer", "silence"]


class Weighed(NamedTuple):
    """A candidate and how probable it is that the line means it."""

    candidate: Candidate
    probability: float

    def answer(self, depth: Depth, *, is_sure: bool, knows_claim: bool = False) -> Answer:
        """What the candidate answers, with reserve where it is not sure, less of it where only the side of a claim is
        not; a computed verdict keeps its stance."""
        one = self.candidate
        reserved = one.leave_open if knows_claim and one.leave_open else one.restate
        write = one.compose if is_sure or reserved is None else reserved
        answer = write(self.probability, depth)
        return answer if answer.stance else answer.model_copy(update={"stance": one.stance})


class Judgement(NamedTuple):
    """What one statement means: all candidates, likeliest first, and what is to be done.

    `is_second` says that a second judge decided, `goes_on` that something was spoken of before, `corrects` that the
    speaker was misread and said anew what he meant.
    """

    reading: Reading
    ranked: tuple[Weighed, ...]
    decision: Decision
    is_second: bool = False
    goes_on: bool = False
    corrects: bool = False

    @property
    def best(self) -> Weighed:
        return self.ranked[0]

    @property
    def is_misread(self) -> bool:
        """Whether the speaker says that the last answer missed what he meant."""
        return self.decision == "answer" and self.best.candidate.key == "misread"

    @property
    def tells(self) -> bool:
        """Whether something of its own is answered."""
        return self.decision == "answer" and _tells(self.best)

    @property
    def is_unsure(self) -> bool:
        """Whether the reply keeps a reserve, and a second judge may know better."""
        return self.decision in {"ask", "offer"} or _weigh_group(self.ranked) < SURE

    @property
    def knows_claim(self) -> bool:
        """Whether the line is surely about the best claim, on whichever side."""
        best = self.best.candidate
        sides = (one.probability for one in self.ranked if one.candidate.key == best.key)
        return best.desk == "claims" and sum(sides) >= SURE

    @property
    def offered(self) -> tuple[Weighed, ...]:
        """The nearest one or two that can be offered, different in more than their stance or their length."""
        return _keep_near(_list_offerable(self.ranked, is_follow_up=self.goes_on))

    @property
    def runner_up(self) -> Weighed | None:
        """What an unsure reply tells beside the best: the next reading that is near enough to be offered. A message's
        parts, and another sentence on the same models, are none; and what sets two side by side has no room for one."""
        best = self.best.candidate
        if not self.is_unsure or not _tells(self.best) or best.desk in {SEVERAL, "comparisons"}:
            return None
        _best, *others = _keep_near(_list_telling(self.ranked))
        told = (one for one in others if one.candidate.desk != SEVERAL)
        return next((one for one in told if not _is_of_same_card(best, one.candidate)), None)

    @property
    def beside(self) -> tuple[Weighed, ...]:
        """What tells something of another kind than the best, likeliest first."""
        best = self.best.candidate
        told = (best.desk, best.key)
        return tuple(one for one in _list_telling(self.ranked) if (one.candidate.desk, one.candidate.key) != told)

    @property
    def on_named(self) -> Weighed | None:
        """The likeliest other reading that is about a model which the line names; None where it names none. A claim's
        card carries the names of the line, whatever it is about."""
        named = {mention.model for mention in self.reading.models}
        own = (one for one in self.beside if one.candidate.desk != "claims")
        return next((one for one in own if named & set(one.candidate.about)), None)

    def take(self, label: str) -> "Judgement":
        """As the speaker decided, who took up what was offered under this name; as it is where several or none bear it:
        a claim's sentence says nothing of the speaker's side."""
        named = [weighed for weighed in self.ranked if weighed.candidate.label == label]
        if len(named) != 1:
            return self
        others = (weighed for weighed in self.ranked if weighed is not named[0])
        return self._replace(ranked=(named[0]._replace(probability=1.0), *others), decision="answer")

    def settle(self, chosen: Weighed | None) -> "Judgement":
        """As a second judge decided: this reading is meant, or none.

        Its choice counts as just likely enough to be answered: nobody has measured how often it is right.
        """
        if chosen is None:
            return self._replace(decision="silence", is_second=True)
        first = chosen._replace(probability=max(chosen.probability, ANSWER))
        others = (weighed for weighed in self.ranked if weighed is not chosen)
        return self._replace(ranked=(first, *others), decision="answer", is_second=True)


class Judge:
    """Weighs what the desks propose."""

    def __init__(self, house: DeskHouse, ranker: Ranker) -> None:
        self._house = house
        self._ranker = ranker

    def judge(self, reading: Reading, focus: Focus | None, joined: tuple[Candidate, ...] = ()) -> Judgement:
        """Weigh every reading of a line; `joined` are readings of a message as several statements."""
        candidates = (*self._house.propose(reading, focus), *joined)
        probabilities = self._ranker.weigh(measure(reading, focus, candidates))
        weighed = [Weighed(one, float(chance)) for one, chance in zip(candidates, probabilities, strict=True)]
        ranked = _rank(weighed)
        goes_on = focus is not None
        return Judgement(reading, ranked, _decide(ranked, is_follow_up=goes_on), goes_on=goes_on)


def _rank(weighed: Sequence[Weighed]) -> tuple[Weighed, ...]:
    """The likeliest of the likeliest matter, then all others by themselves: what is proposed in several ways shall not
    lose to what is proposed in one."""
    chances: defaultdict[str, float] = defaultdict(float)
    for one in weighed:
        chances[_name_side(one.candidate)] += one.probability
    first = max(weighed, key=lambda one: (chances[_name_side(one.candidate)], one.probability))
    others = sorted((one for one in weighed if one is not first), key=lambda one: -one.probability)
    return (first, *others)


def _name_side(candidate: Candidate) -> str:
    """A matter and the speaker's side in it; whoever wants a part of a card asks for it."""
    side = candidate.stance or "asks"
    return f"{candidate.matter}/{side}" if candidate.matter else f"{candidate.desk}:{candidate.key}/{side}"


def _decide(ranked: tuple[Weighed, ...], *, is_follow_up: bool) -> Decision:
    """Where silence, or asking to say it again, is likelier, what is near is offered to who goes on in a conversation,
    and to who begins one what could have been answered by itself."""
    best, near = ranked[0], OFFER if is_follow_up else ANSWER
    offerable = _list_offerable(ranked, is_follow_up=is_follow_up)
    if _says_little(best) and any(one.probability >= near for one in offerable):
        return "offer"
    if best.candidate.desk == "silence":
        return "silence"
    if _is_close(ranked):
        return "ask"
    if _weigh_group(ranked) >= ANSWER:
        return "answer"
    return "offer" if best.probability >= OFFER and best in offerable else "silence"


def _is_of_same_card(one: Candidate, other: Candidate) -> bool:
    """Whether two readings tell cells of the same models, or list the same ones."""
    if {one.desk, other.desk} == {"lists"}:
        return set(one.about) == set(other.about)
    return {one.desk, other.desk} <= _COMPUTED and bool(set(one.about) & set(other.about))


def _list_offerable(ranked: Sequence[Weighed], *, is_follow_up: bool) -> list[Weighed]:
    """What may be offered, likeliest first. Within a conversation no claim: a verdict on it puts in the speaker's mouth
    what he may not have said. Of 83 so offered 12 were of use to people and 46 wrong; of 286 passages 114 and 83."""
    return [one for one in _list_telling(ranked) if not (is_follow_up and one.candidate.desk == "claims")]


def _keep_near(telling: Sequence[Weighed]) -> tuple[Weighed, ...]:
    """The first, and the next that is about something else where it is near enough itself."""
    different: dict[str, Weighed] = {}
    for weighed in telling:
        one = weighed.candidate
        different.setdefault(one.matter or f"{one.desk}/{one.group or one.key}", weighed)
    first, *others = different.values()
    return (first, *(other for other in others[:1] if other.probability >= OFFER))


def _says_little(weighed: Weighed) -> bool:
    return weighed.candidate.desk == "silence" or weighed.candidate.key == "misread"


def _list_telling(ranked: Sequence[Weighed]) -> list[Weighed]:
    """The candidates that tell something of their own and can be named, likeliest first."""
    return [one for one in ranked if _tells(one)]


def _tells(weighed: Weighed) -> bool:
    return bool(weighed.candidate.label) and weighed.candidate.desk not in _TELL_NOTHING


def _weigh_group(ranked: tuple[Weighed, ...]) -> float:
    """How probable it is that the line means the best candidate, or the same otherwise: at another length, or by a card
    where it is a verdict from the records."""
    best = ranked[0].candidate
    return sum(one.probability for one in ranked if _is_alike(one.candidate, best))


def _is_alike(one: Candidate, other: Candidate) -> bool:
    if other.group and (one.group, one.stance) == (other.group, other.stance):
        return True
    return _name_side(one) == _name_side(other)


def _is_close(ranked: tuple[Weighed, ...]) -> bool:
    """Whether the speaker may well be on the other side of the likeliest claim: it comes next of all readings."""
    best, *others = ranked
    turned = {"asserts": "denies", "denies": "asserts"}.get(best.candidate.stance or "")
    if turned is None or best.candidate.desk != "claims" or not others:
        return False
    other = others[0].candidate
    is_other_side = (other.desk, other.key, other.stance) == ("claims", best.candidate.key, turned)
    return is_other_side and others[0].probability >= CLOSE * (best.probability + others[0].probability)
