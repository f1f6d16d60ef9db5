"""What one desk proposes for a line, for the tests of desks."""

from collections.abc import Sequence

from bot.desks.candidates import Candidate, Desk
from bot.records.bank import Bank
from bot.records.base import Stance
from bot.records.focus import Focus, Subject, move_focus
from bot.records.language import ClaimReading, ModelMention
from bot.records.questions import Asked, ModelFilter, StatementQuestion
from bot.replies.cards import compose_short_comparison
from bot.replies.claims import compose_claim
from bot.replies.facts import compose_passages
from bot.replies.lists import compose_filter
from bot.replies.models import compose_model, compose_placement
from bot.replies.statements import compose_statement
from tests.fakes import FakeMind


def propose(mind: FakeMind, desk: Desk, text: str, focus: Focus | None = None) -> list[Candidate]:
    return list(desk.propose(mind.read(text), focus))


def list_keys(candidates: Sequence[Candidate]) -> list[str]:
    """The keys proposed, each once, in order."""
    return list(dict.fromkeys(candidate.key for candidate in candidates))


def after_claim(bank: Bank, claim: str = "cant-see-inside", stance: Stance = "asserts") -> Focus:
    """The focus after a card was shown."""
    said = ClaimReading(claim=claim, stance=stance)
    answer = compose_claim(bank, "x", said, (), 0.9, "short")
    return move_focus(None, "x", answer, Subject(claim=said))


def after_model(bank: Bank, model: str = "mistral-7b") -> Focus:
    """The focus after a model's card."""
    return move_focus(None, "x", compose_placement(bank, "x", model), Subject(models=(model,)))


def after_statement(bank: Bank, model: str = "mistral-7b", said: StatementQuestion | None = None) -> Focus:
    """The focus after a sentence was judged, one about a model where none is given."""
    question = said or StatementQuestion(
        predicate="open-source", subjects=(model,), names=bank.model[model].name, stance="asserts"
    )
    answer = compose_statement(bank, "x", question, 0.9, "short")
    return move_focus(None, "x", answer, Subject(models=question.subjects, statement=question))


def after_part(bank: Bank, model: str, asked: Asked) -> Focus:
    """The focus after one part of a model's card was told."""
    mention = ModelMention(name=bank.model[model].name, candidates=(model,))
    answer = compose_model(bank, "x", mention, 0.9, asked)
    return move_focus(None, "x", answer, Subject(models=(model,), asked=asked))


def after_comparison(bank: Bank, *models: str) -> Focus:
    """The focus after models were set side by side."""
    answer = compose_short_comparison(bank, "x", models, 0.9)
    return move_focus(None, "x", answer, Subject(models=models, group=models))


def after_passage(bank: Bank, passage: str, *models: str) -> Focus:
    """The focus after a passage was quoted to a line that names models."""
    answer = compose_passages(bank, "x", (passage,), 0.9)
    return move_focus(None, "x", answer, Subject(models=models, passages=(passage,)))


def after_list(bank: Bank, listed: ModelFilter) -> Focus:
    """The focus after models were listed."""
    answer = compose_filter(bank, "x", listed, 0.9)
    return move_focus(None, "x", answer, Subject(listed=listed, group=answer.models))
