"""What the heads learn from turns that people typed to the bot: of each the reading that a fair reader likes best."""

from collections.abc import Iterator
from itertools import pairwise

from bot.corpus.lines import Pile
from bot.records.bank import Bank
from bot.records.base import Stance
from bot.records.lines import BOT, CHOSEN, LAST, PARTY, SEVERAL, SILENCE, STATEMENT, Dialogue, Turn
from bot.training.examples import Example, is_drawn
from bot.understanding.heads import STANCES
from bot.understanding.nearby import join_turns, write_after
from bot.understanding.text import normalise

_JUDGE_EVERY = 2
"""One conversation in so many trains the judge, which must see how sure the heads are of lines that are new to them;
the others train the heads."""

_TOPICS = {
    "passages": "fact", "documents": "fact", "models": "model", "lists": "list", "tables": "table", "terms": "define",
    "licenses": "define", "comparisons": "compare", "people": PARTY, SEVERAL: SEVERAL,
}  # fmt: skip
"""The heads' names for the lines that a desk answers, where all of a desk's have one."""

_GOES_ON = {"passages": f"{LAST}/fact", "documents": f"{LAST}/fact", "points": f"{LAST}/point"}
"""The same for lines that go on from a reply."""

_GROUPS = {"itself": BOT, "last": LAST, "silence": SILENCE}
_TIMES = 3
"""How often the heads over vectors see each turn after what was before it: few lines of the pile were said to the bot.
By itself each is seen once: seen more often it makes first lines look like turns."""

_OWN_WORDS = 6
"""Words by which a turn says itself which claim or sentence it is about; of a shorter one only what was said before it
tells that."""


def is_chosen(dialogue: Dialogue) -> bool:
    """Whether people typed the turns to the bot and chose among its readings."""
    return dialogue.turns[0].does == CHOSEN


def is_talk_for_judge(dialogue: Dialogue) -> bool:
    """Whether a conversation is kept from the heads, all of it: what is said next is much like what was said."""
    return is_drawn(dialogue.turns[0].text, _JUDGE_EVERY)


def list_chosen(pile: Pile) -> list[Example]:
    """The turns by themselves, in a fixed order."""
    return [one for dialogue in _list_learned(pile) for one in _label_alone(dialogue)]


def list_chosen_joined(pile: Pile) -> list[Example]:
    """The turns behind the line before them, each several times."""
    joined = [
        Example(join_turns(before.text, turn.text), *label)
        for dialogue in _list_learned(pile)
        for before, turn in pairwise(dialogue.turns)
        for label in _label(turn, goes_on=True)
    ]
    return joined * _TIMES


def list_chosen_answers(bank: Bank, pile: Pile) -> list[tuple[str, str]]:
    """The turns that a passage answers, each after the matter before it, with that passage."""
    answers = [
        (write_after(_name_matter(bank, before), normalise(turn.text)) if before else normalise(turn.text), passage)
        for dialogue in _list_learned(pile)
        for before, turn in pairwise((None, *dialogue.turns))
        if turn and (passage := _find_passage(bank, turn))
    ]
    return answers * _TIMES


def _list_learned(pile: Pile) -> list[Dialogue]:
    return [one for one in pile.dialogues if is_chosen(one) and not is_talk_for_judge(one)]


def _label_alone(dialogue: Dialogue) -> Iterator[Example]:
    first, *others = dialogue.turns
    for turn in (first, *others):
        for topic, stance in _label(turn, goes_on=turn is not first):
            if turn is first or stance is None or len(turn.text.split()) >= _OWN_WORDS:
                yield Example(turn.text, topic, stance)


def _label(turn: Turn, *, goes_on: bool) -> Iterator[tuple[str, Stance | None]]:
    """The heads' topic of the best reading, and the speaker's side; none where no reading was right."""
    for name in turn.fits[:1]:
        desk, key, stance = name.split("|")
        if desk in _GROUPS:
            yield f"{_GROUPS[desk]}/{key}", None
        elif desk == "claims":
            yield key, _as_stance(stance)
        elif desk == "statements":
            yield f"{STATEMENT}/{key.partition('/')[0]}", _as_stance(stance)
        elif goes_on and desk in _GOES_ON:
            yield _GOES_ON[desk], None
        elif desk in _TOPICS:
            yield _TOPICS[desk], None


def _as_stance(word: str) -> Stance | None:
    return next((stance for stance in STANCES if stance == word), None)


def _find_passage(bank: Bank, turn: Turn) -> str | None:
    found = (name.split("|")[1] for name in turn.fits[:1] if name.startswith("passages|"))
    return next((passage for passage in found if passage in bank.passage), None)


def _name_matter(bank: Bank, turn: Turn) -> str:
    """What the reply to a turn was about: the claim's sentence, the passage's title, else the line that it answered."""
    desk, key, *_stance = (turn.told or next(iter(turn.fits), "||")).split("|")
    if desk == "claims" and key in bank.claim:
        return bank.claim[key].statement
    if desk == "passages" and key in bank.passage:
        return bank.passage[key].title
    return normalise(turn.text)
