"""The words by which people say each predicate of a model, beside its name."""

import re

from bot.desks.lists.places import PLACE_WORDS
from bot.records.models import ClauseName
from bot.records.questions import CLAUSES, Predicate
from bot.retrieval.lexical import split_words

_CLAUSE_WORDS: dict[ClauseName, str] = {
    "military": r"militar\w*|arm(?:y|ies)|navy|weapon\w*|war|wars|warfare|warfighting|defen[cs]e|pentagon|nato|troops|"
    r"soldiers?|drones?|missiles?|bombs?|combat|battlefield|marines|armed|dod|arms|killing|bundeswehr",
    "outputs": r"outputs?|distil\w*|synthetic|train\w*|fine-?tun\w*|improve|teach\w*|students?|writes?|generat\w*|"
    r"answers|completions?|produces?|spits|rival|competing|competitor\w*|another model|other models?|other llms?",
    "hosting": r"host\w*|serv\w+|api|apis|resell\w*|sell\w*|sold|clouds?|provider\w*|endpoints?|saas|inference|rent\w*|"
    r"offer\w*|deploy\w*|aws|azure|bedrock|openrouter|customers?|deals?|managed",
    "any-size": r"users?|revenue\w*|million\w*|billion\w*|mau|size|sized|big|bigger|huge|large|giants?|however|matter|"
    r"cap|caps|capped|threshold|turnover|income|earn\w*|rich|faang|anyone|anybody|everyone|everybody|any company|"
    r"every company|\d+m|\d+k|limit\w*|compan(?:y|ies)|corporations?|firms?|enterprises?",
    "name": r"nam(?:e|es|ed|ing)|prefix\w*|starts?|begin\w*|call\w*|renam\w*|title|rebrand\w*|brand\w*",
    "badge": r"badges?|built (?:with|on)|powered|credit\w*|logo\w*|display\w*|show\w*|mention\w*|attribut\w*|label\w*|"
    r"sticker|notice|banner|footer|interface|ui",
    "registration": r"register\w*|registration|ask\w*|permission|permit\w*|sign\w*|forms?|apply|applying|application|"
    r"approv\w*|consent|leave|e-?mail\w*|contact\w*|notif\w*|request\w*|authori[sz]\w*",
    "patents": r"patent\w*",
}
"""What stands in lines that speak of one clause of a licence, beside the name of a model."""

WORDS: dict[Predicate, str] = {
    "open-source": r"open|opened|opens|oss|foss|osaid|source|libre|free",
    "fully-open": r"fully|full|truly|really|completely|totally|everything|whole|open|transparent",
    "open-weights": r"weights?|open|download\w*|gguf|safetensors|local\w*|released?|hugging|hf|self-?host\w*|torrent",
    "closed": r"closed|proprietary|locked|secret|api|walled|black|behind",
    "license": r"licen[cs]\w*|apache\w*|mit|a?gpl\w*|bsd|cc|creative commons|rail|openrail|openmdw|terms|under|"
    r"permissive\w*|copyleft\w*|proprietary|research[ -]only",
    "osi-approved": r"osi|approved|licen[cs]\w*",
    "commercial-use": r"commercial\w*|sell\w*|business\w*|paid|product|money|profit|work|company|startups?|saas|"
    r"monetis\w+|monetiz\w+|charge|customers?|clients?|revenue|shop|app|ship|production",
    "license-restricts": r"restrict\w*|cap|caps|limit\w*|strings|conditions?|catch|users?|forbid\w*|bans?|banned|"
    r"mau|clause\w*",
    "data-released": r"data|datasets?|corpus|corpora|trained|training|tokens",
    "code-released": r"code|recipe\w*|scripts?|pipeline|training|repo",
    "checkpoints-released": r"checkpoints?|intermediate|ckpts?",
    "paper-released": r"papers?|report|arxiv|published",
    "reproducible": r"reproduc\w*|rebuild\w*|retrain\w*|replicat\w*|scratch|rerun|recreate\w*|again",
    "made-in": "|".join(("from", "made", "country", "eu", "us", *map(re.escape, PLACE_WORDS))),
    "made-by": r"made|built|trained|from|by|maker|lab|company|model|whose|created|belongs?|owns?",
    "more-open-than": r"more|less|opener|than|open|most|openness|vs|better",
    **{predicate: "|".join(_CLAUSE_WORDS[name] for name in names) for predicate, names in CLAUSES.items()},
}
"""What stands in lines that say this of a model, beside its name."""


def _compile(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b")


def _list_vocabulary(words: str) -> frozenset[str]:
    return frozenset(word for part in re.findall(r"[a-z]{2,}", words) for word in split_words(part))


PATTERNS = {name: _compile(words) for name, words in WORDS.items()}
VOCABULARY = {name: _list_vocabulary(words) for name, words in WORDS.items()}
CLAUSE_PATTERNS = {name: _compile(words) for name, words in _CLAUSE_WORDS.items()}
CLAUSE_VOCABULARY = {name: _list_vocabulary(words) for name, words in _CLAUSE_WORDS.items()}
