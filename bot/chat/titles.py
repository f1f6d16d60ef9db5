"""The title and the colour of an answer: what they tell is meant for the speaker, not for the card's sentence.

Who denies a wrong claim is right. A reader sees mark, word and colour before anything else, so these three follow what
the speaker said; the card's sentence and the verdict on it stand in the text. A question may be put either way round
("can you see inside?", "can't you?"), so its title names the sentence that the verdict is about.
"""

from typing import NamedTuple

from bot.records.answers import Answer
from bot.records.base import Verdict
from bot.records.claims import Claim
from bot.replies.wording import VERDICT_WORDS

GREEN = 0x1E8449
RED = 0xC0392B
AMBER = 0xD68910
BLUE = 0x2E86C1
"""What takes no side: cards, tables, questions back, the other side."""

TITLE_LIMIT = 256


class Heading(NamedTuple):
    """The title of an answer, if it has one, and its colour."""

    title: str | None
    colour: int


_RIGHT = Heading("✓ You are right", GREEN)
_THAT_IS_RIGHT = Heading("✓ That is right", GREEN)
_NOT_SO = Heading("✗ Not so", RED)
_QUESTION_BACK = Heading("Which do you mean?", BLUE)
_OTHER_SIDE = Heading("The other side", BLUE)
_EVIDENCE = Heading("The evidence", BLUE)
_PLAIN = Heading(None, BLUE)

_MARKS: dict[Verdict, tuple[str, int]] = {"right": ("✓", GREEN), "wrong": ("✗", RED)}
_BETWEEN = ("⇄", AMBER)
_SHORT_ANSWERS: dict[Verdict, str] = {"right": "yes", "wrong": "no", "partly-right": "partly"}
_SAID: dict[Verdict, str] = {
    "partly-right": "You are partly right",
    "misleading": "Half right, but misleading",
    "contested": "Contested",
    "unproven": "Unproven",
}
_DENIED: dict[Verdict, str] = {
    "partly-right": "You are partly right",
    "misleading": "You are right to doubt it",
    "contested": "Contested",
    "unproven": "Unproven either way",
}
_OPENINGS = {
    "You're right to doubt it: ": ("right to doubt",),
    "You're right: ": ("right",),
    "You are right: ": ("right",),
    "Right: ": ("right",),
    "Not so: ": ("not so",),
    "Not so, ": ("not so",),
    "Half right: ": ("half right", "partly"),
    "Only in part: ": ("partly",),
    "In part: ": ("partly",),
    "Yes: ": ('": yes',),
    "No: ": ('": no',),
    "Disputed: ": ("contested",),
}
"""How texts open, and the words of a title that say it already."""

_OF_OTHER = {"You are partly right": "Partly right", "You are right to doubt it": "Rightly doubted"}
"""The same of what somebody else said."""


def choose_heading(answer: Answer, claim: Claim | None = None, *, of_other: bool = False) -> Heading:
    """What stands over an answer. `claim` is the card that it is about, where the bank still has it; `of_other` says
    that the reader asks about what somebody else said."""
    verdict = answer.local_verdict or answer.verdict
    if answer.kind == "clarify":
        return _PLAIN if answer.offers else _QUESTION_BACK
    if answer.restated:  # it names the sentence itself, and takes no side for the speaker's
        return _PLAIN
    if answer.parts:  # each has its own verdict in its line
        return Heading(answer.headline.removesuffix("."), BLUE)
    if verdict is None:
        return _PLAIN
    if answer.kind == "agreement":
        return _THAT_IS_RIGHT if of_other else _RIGHT
    if answer.kind == "rebuttal":
        return _NOT_SO
    if answer.kind == "nuance":
        return _nuance(verdict, denies=answer.stance == "denies", of_other=of_other)
    if answer.stance == "asks":
        sentence = claim.statement if claim is not None else answer.statement
        return _answer_question(verdict, sentence, local=answer.local_verdict is not None)
    shows_reply = claim is not None and answer.headline == claim.other_side.reply.text
    return _OTHER_SIDE if shows_reply else _EVIDENCE


def drop_opening(text: str, title: str | None) -> str:
    """The first lines of an answer without the word or two that its title has said."""
    if title == text.removesuffix("."):
        return ""
    for opening, said in _OPENINGS.items():
        rest = text.removeprefix(opening)
        if title and rest != text and any(words in title.casefold() for words in said):
            return f"{rest[:1].upper()}{rest[1:]}"
    return text


def tell_verdict(answer: Answer, claim: Claim | None = None) -> str | None:
    """The verdict on the card's sentence, for answers that neither say nor ask it and whose first lines do not name
    it: who denies a sentence reads which one, and how it stands."""
    sentence = claim.statement if claim is not None else answer.statement
    if answer.kind == "clarify" or answer.restated or answer.parts or answer.verdict is None or sentence is None:
        return None
    word = VERDICT_WORDS[answer.verdict]
    if answer.stance in {"asserts", "asks"} or not answer.sections or word in answer.sections[0].text:
        return None
    return f'"{sentence.removesuffix(".")}": {word}'


def _nuance(verdict: Verdict, *, denies: bool, of_other: bool) -> Heading:
    mark, colour = _BETWEEN
    words = (_DENIED if denies else _SAID).get(verdict, VERDICT_WORDS[verdict].capitalize())
    return Heading(f"{mark} {_OF_OTHER.get(words, words) if of_other else words}", colour)


def _answer_question(verdict: Verdict, sentence: str | None, *, local: bool) -> Heading:
    """'✗ "Llama is open source": no'. Without the sentence the verdict stands alone."""
    mark, colour = _MARKS.get(verdict, _BETWEEN)
    if sentence is None:
        return Heading(f"{mark} {VERDICT_WORDS[verdict].capitalize()}", colour)
    scope = ", for what you name" if local else ""
    word = f"{_SHORT_ANSWERS.get(verdict, VERDICT_WORDS[verdict])}{scope}"
    statement = sentence.removesuffix(".")
    room = TITLE_LIMIT - len(word) - len(f'{mark} "": ')
    shown = statement if len(statement) <= room else f"{statement[: room - 1]}…"
    return Heading(f'{mark} "{shown}": {word}', colour)
