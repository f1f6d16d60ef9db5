"""What a conversation was just about: what a line that points back may mean."""

from typing import NamedTuple

from bot.records.answers import Answer
from bot.records.base import Slug
from bot.records.language import ClaimReading
from bot.records.questions import Asked, CellQuestion, ModelFilter, StatementQuestion

RECENT = 4
"""Models and rows lately spoken of that are kept."""

TOLD = 6
"""Replies of a conversation that are kept, so that none is given twice."""

_NEW = 2
"""Of the models of a new answer those that stand beside the ones before: a family's members shall not push out what it
is set beside."""


class Subject(NamedTuple):
    """What one answer is about, in the terms of the desk that gives it. `models` are those named or shown, best first;
    `group` those listed or compared, in their order; `around` is the claim from which the line went on to a passage;
    `readings` are the two of the line that were both told, as they are called."""

    models: tuple[Slug, ...] = ()
    group: tuple[Slug, ...] = ()
    claim: ClaimReading | None = None
    statement: StatementQuestion | None = None
    cells: CellQuestion | None = None
    listed: ModelFilter | None = None
    passages: tuple[Slug, ...] = ()
    licenses: tuple[Slug, ...] = ()
    asked: Asked | None = None
    around: ClaimReading | None = None
    readings: tuple[str, ...] = ()

    def with_list(self, other: "Subject") -> "Subject":
        """This, with the models that a second reading listed where it lists none: 'which 33?' asks of them."""
        if self.listed or self.group or not other.listed:
            return self
        return self._replace(listed=other.listed, group=other.group)


class Focus(NamedTuple):
    """The last answer of a conversation, the line that it answered, and what was lately spoken of, latest first.
    `offered` are sentences or names that a line may take up: of this answer, or of a silence after it; `agreed` is the
    one that a plain yes takes up. `told` are the texts of the latest replies, this answer's among them, and `subjects`
    what each was about. `within` says that the answer was to an earlier part of the same message, which nobody has read
    yet."""

    text: str
    answer: Answer
    subject: Subject
    models: tuple[Slug, ...] = ()
    group: tuple[Slug, ...] = ()
    rows: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    agreed: str | None = None
    told: tuple[str, ...] = ()
    subjects: tuple[Subject, ...] = ()
    within: bool = False

    @property
    def claim(self) -> ClaimReading | None:
        """The claim that is spoken of: of the last answer, or the one that it went on from."""
        return self.subject.claim or self.subject.around


def move_focus(before: Focus | None, text: str, answer: Answer, subject: Subject) -> Focus:
    """The focus after an answer: what it is about comes first, what was spoken of before stays behind it. The models
    that a claim's card shows as examples were spoken of by nobody."""
    models = subject.models or (() if subject.claim else answer.models)
    rows = subject.cells.rows if subject.cells else ()
    is_offer = answer.kind in {"clarify", "abstain"}
    offered, agreed = (answer.suggestions, answer.agreed) if is_offer else ((), None)
    if before is None:
        return Focus(
            text,
            answer,
            subject,
            models[:RECENT],
            subject.group,
            rows[:RECENT],
            offered,
            agreed,
            (answer.text,),
            (subject,),
        )
    return Focus(
        text,
        answer,
        subject,
        tuple(dict.fromkeys((*models[:_NEW], *before.models, *models)))[:RECENT],
        subject.group or before.group,
        tuple(dict.fromkeys((*rows, *before.rows)))[:RECENT],
        offered,
        agreed,
        (answer.text, *before.told)[:TOLD],
        (subject, *before.subjects)[:TOLD],
    )
