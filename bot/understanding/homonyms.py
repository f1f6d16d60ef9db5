"""'Open AI' in two words: the firm where something that a firm does or owns stands beside it, else AI that is open."""

import re

from bot.records.language import ModelMention

_TWO_WORDS = "open ai"
_FIRM = re.compile(
    r"\bopen ai(?:['’]s\b|s\b| (?:never|already|will|won['’]?t|has|have|had|does|did|releas\w+|publish\w*|opened|opens|"
    r"keeps?|kept|says?|said|makes?|made|gives?|gave|hides?|hid|wants?|refus\w+|claims?|charges?|calls?|sells?|sold|"
    r"(?:and|or|vs) (?:anthropic|google|meta|deepseek|mistral|xai)))|"
    r"\b(?:by|from|at|like|than|did|does|has|have|anthropic (?:and|or)|google (?:and|or)) open ai\b|^\W*open ai\W*$",
    re.IGNORECASE,
)


def drop_common_nouns(mentions: tuple[ModelMention, ...], text: str) -> tuple[ModelMention, ...]:
    """The mentions without that of the firm OpenAI where a line says 'open AI' and means the thing."""
    return tuple(mention for mention in mentions if mention.name.casefold() != _TWO_WORDS or _FIRM.search(text))
