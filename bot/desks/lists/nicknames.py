"""What people call makers beside their names: short forms, names in other words, those who took part."""

import re


def _bare(word: str) -> str:
    """A word that is a maker's only where it stands as one: 'from hf', "aws's", 'ms models'."""
    return rf"(?<=\bby ){word}\b(?! licen)|(?<=\bfrom ){word}\b(?! licen)|\b{word}(?='s\b| models?\b)"


_NICKNAMES: tuple[tuple[str, str], ...] = (
    (r"\ballen ?(?:ai|institute)\b", "ai2"),
    (r"\bdeep ?mind\b(?<!google deepmind)(?<!google deep mind)", "google deepmind"),
    (_bare("hf"), "hugging face"),
    (r"\b01 ?ai\b", "01.ai"),
    (r"\beleuther\b", "eleutherai"),
    (r"\bfacebook\b", "meta"),
    (r"\bz[ .-]?ai\b|\bthudm\b", "zhipu"),
    (r"\bopen ai\b(?= models?\b|'s|$)|\boai\b", "openai"),
    (r"\bx[ .]ai\b", "xai"),
    (r"\blg(?:'s)?\b(?! ai research\b)(?: ai\b)?", "lg ai research"),
    (r"\bali ?baba(?: cloud)?\b|\bali cloud\b|\bqwen team\b|\btongyi lab\b", "alibaba"),
    (_bare("aws"), "amazon"),
    (r"\bant (?:group|ling)\b(?! inclusionai\b)|\binclusion ?ai\b(?<!ant group inclusionai)", "ant group inclusionai"),
    (r"\bbeijing academy\b(?! of artificial intelligence\))", "baai"),
    (r"\bbfl\b(?! \()|\bblack forest\b(?! labs)", "black forest labs"),
    (_bare("bsc") + r"|\bbarcelona supercomputing\b(?! center)", "barcelona supercomputing center"),
    (r"\bbyte dance\b|\bseed team\b", "bytedance"),
    (r"\bdeep cogito\b", "deepcogito"),
    (r"\bdeep seek\b", "deepseek"),
    (r"\bg42\b(?! inception)", "g42 inception"),
    (r"\bevolutionary scale\b", "evolutionaryscale"),
    (_bare("ms") + r"|\bms(?= releas)|\bmsft\b", "microsoft"),
    (r"\bmosaic\b(?! \()", "mosaicml"),
    (r"\bfraunhofer\b(?! and partners\))", "opengpt-x"),
    (r"\bopenllm\b(?!-france)", "linagora"),
    (r"\bpixart\b(?!-alpha)(?= team\b| authors\b)", "pixart-alpha"),
    (r"\bservice now\b", "servicenow"),
    (r"\bpj ?lab\b|\bopengvlab\b|\bshanghai (?:ai )?lab\b(?!oratory)", "shanghai ai laboratory"),
    (r"\bturku(?: university| nlp)?\b|\buniversity of turku\b", "turkunlp"),
    (r"\bstep fun\b", "stepfun"),
    (
        r"\bswiss ai\b(?! initiative \()|(?<!\()\bepfl\b|\beth zurich\b|" + _bare("eth"),
        "swiss ai initiative (epfl, eth, cscs)",
    ),
    (r"\btechnology innovation institute\b", "tii"),
    (r"\btno\b(?!,)", "tno, surf and nfi"),
    (r"\btogether ?ai\b", "together"),
    (r"(?<!uc )\bberkeley\b", "uc berkeley"),
    (
        r"\buw\b(?! (?:institute|and others))|\buniversity of washington\b|\bbaker lab\b",
        "uw institute for protein design",
    ),
    (r"\bxiaohongshu\b", "rednote"),
    (r"\baisg\b", "ai singapore"),
    (r"\bc4ai\b", "cohere"),
    (r"\bresemble\b(?!\.)(?= ai\b)", "resemble.ai"),
    (r"(?<=\bby )mit\b(?! licen| terms)|(?<=\bfrom )mit\b(?! licen)", "mit (boltz authors)"),
)  # fmt: skip
"""Each with a name of the maker, lower-cased; a bare 'hf' or 'ms' only where it stands as one."""

_PATTERNS = tuple((re.compile(pattern), maker) for pattern, maker in _NICKNAMES)


def write_out(lowered: str) -> str:
    """A lower-cased line with the makers' own names where it calls them otherwise."""
    for pattern, maker in _PATTERNS:
        lowered = pattern.sub(maker, lowered)
    return lowered
