"""The words by which people say each predicate of a model, beside its name."""

import re

from bot.desks.lists.criteria import PLACE_WORDS
from bot.records.questions import Predicate
from bot.retrieval.lexical import split_words

WORDS: dict[Predicate, str] = {
    "open-source": r"open|opened|opens|oss|foss|osaid|source|libre|free",
    "fully-open": r"fully|full|truly|really|completely|totally|everything|whole|open|transparent",
    "open-weights": r"weights?|open|download\w*|gguf|safetensors|local\w*|released?|hugging|hf|self-?host\w*|torrent",
    "closed": r"closed|proprietary|locked|secret|api|walled|black|behind",
    "license": r"licen[cs]\w*|apache\w*|mit|gpl\w*|bsd|cc|rail|openrail|openmdw|terms|under",
    "osi-approved": r"osi|approved|licen[cs]\w*",
    "commercial-use": r"commercial\w*|sell\w*|business\w*|paid|product|money|profit|work|company|startup|saas|"
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
}
"""What stands in lines that say this of a model, beside its name."""

PATTERNS = {name: re.compile(rf"\b(?:{words})\b") for name, words in WORDS.items()}
VOCABULARY = {
    name: frozenset(word for part in re.findall(r"[a-z]{2,}", words) for word in split_words(part))
    for name, words in WORDS.items()
}
