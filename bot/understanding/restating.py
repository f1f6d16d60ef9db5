"""What somebody says anew who was misread: 'no, i asked who owns it, not where it is from' asks who owns it."""

import re
from collections.abc import Iterator

_CLAUSE_END = re.compile(r"(?<=[,;.!?])(?:\s|$)")

_SAYS = re.compile(
    r"\bi(?:'?m| am)? (?:(?:just|only|actually|was|were) ){0,2}"
    r"(?:ask|asked|asking|mean|meant|said|saying|talk|talked|talking|want|wanted|told you)\b"
    r"(?: (?:about|of|for|if|whether|that|to know|on)\b){0,2}",
    re.IGNORECASE,
)
"""Words by which somebody says again what he meant."""

_NO_STATEMENT = frozenset("what that like as".split())
"""Words before those by which they say nothing again: 'that is not what i asked'."""

_COMPLAINS = re.compile(
    r"n'?t (?:ask|mean|say|talk|understand|answer)|\b(?:not what i|never (?:said|asked|answer)|not (?:my|the) quest|"
    r"misread|misunder|wrong question|repeat|useless|not it\b|did not (?:ask|answer|say|understand)|"
    r"you (?:are talking|were talking|said|told|just|brought)|why are you)",
    re.IGNORECASE,
)
"""Words of a clause that tells nothing but that the reply missed what was meant."""

_LEADS = frozenset(
    "no noo nooo nah nope huh lol dude bro man ok okay hey wait ugh uh um sorry still and but well yes yeah haha wtf "
    "omg really again hm hmm".split()
)
"""Words that open a line and say nothing of it."""

_REJECTS = re.compile(r" not (?:about |on |for |the |that |if )?", re.IGNORECASE)
_BEFORE_NOT = frozenset(
    "can do does is are was were will should could would did may must it's that's its thats i we you they or".split()
)
"""Words whose 'not' denies what follows, instead of rejecting what was understood."""


def say_again(line: str) -> str | None:
    """What a line that calls the last answer misread says in its place; None where it says nothing else."""
    first, *others = (clause.strip() for clause in _CLAUSE_END.split(line))
    clauses = [_leave_leads(first), *(clause for clause in others if _leave_leads(clause))]
    said = next((place for place, clause in enumerate(clauses) if _find_said(clause)), 0)
    again = " ".join(_keep_clauses(clauses[said:])).strip(" ,;-.!")
    return again if again and again.casefold() != line.casefold().strip(" .!") else None


def _keep_clauses(clauses: list[str]) -> Iterator[str]:
    for clause in clauses:
        said = _find_said(clause)
        kept = _leave_rejected(clause[said.end() :]) if said else clause
        is_complaint = not said and (_COMPLAINS.search(clause) or clause.casefold().startswith("not "))
        if not is_complaint and kept.strip(" -\"'?!,;."):
            yield kept.strip(" -")


def _find_said(clause: str) -> re.Match[str] | None:
    """Where a clause says again what was meant."""
    said = _SAYS.search(clause)
    before = clause[: said.start()].split() if said else []
    return None if before and before[-1].casefold() in _NO_STATEMENT else said


def _leave_leads(clause: str) -> str:
    words = clause.split()
    while words and words[0].casefold().strip("?!,.;") in _LEADS:
        words = words[1:]
    return " ".join(words)


def _leave_rejected(clause: str) -> str:
    """A clause without what it says was not meant."""
    rejected = _REJECTS.search(clause)
    before = clause[: rejected.start()].split() if rejected else []
    is_rejection = rejected and before and before[-1].casefold() not in _BEFORE_NOT
    return clause[: rejected.start()] if rejected and is_rejection else clause
