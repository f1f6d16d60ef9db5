"""What one desk proposes for a line, for the tests of desks."""

from collections.abc import Sequence

from bot.desks.candidates import Candidate, Desk
from bot.records.bank import Bank
from bot.records.base import Stance
from bot.records.focus import Focus, Subject, move_focus
from bot.records.language import ClaimReading
from bot.records.questions import ModelFilter, StatementQuestion
from bot.replies.claims import compose_claim
from bot.replies.lists import compose_filter
from bot.replies.models import compose_placement
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


def after_statement(bank: Bank, model: str = "mistral-7b") -> Focus:
    """The focus after a sentence about one model was judged."""
    question = StatementQuestion(
        predicate="open-source", subjects=(model,), names=bank.model[model].name, stance="asserts"
    )
    answer = compose_statement(bank, "x", question, 0.9, "short")
    return move_focus(None, "x", answer, Subject(models=(model,), statement=question))


def after_list(bank: Bank, listed: ModelFilter) -> Focus:
    """The focus after models were listed."""
    answer = compose_filter(bank, "x", listed, 0.9)
    return move_focus(None, "x", answer, Subject(listed=listed, group=answer.models))
