"""How a line was judged, in words: the statements, the candidates with their probabilities, and why the best won."""

from collections.abc import Sequence

from bot.judge.judgement import ANSWER, OFFER, Judgement, Weighed

_SHOWN = 6

_DECISIONS = {
    "answer": f"The first is answered: it reaches {ANSWER:.2f}.",
    "ask": "The two sides of the first are close, so the bot asks which is meant.",
    "offer": f"The first is offered, not answered: it stays between {OFFER:.2f} and {ANSWER:.2f}.",
    "silence": "Nothing is answered: silence fits best, or nothing fits well enough.",
}
_SECOND = {
    "answer": "The first is answered: the second judge chose it, where the local one was unsure.",
    "silence": "Nothing is answered: the second judge found none that fits, where the local one was unsure.",
}


def explain(judgements: Sequence[Judgement]) -> str:
    """The whole message first; then its parts, where it may make several statements."""
    return "\n\n".join(_explain_one(judgement) for judgement in judgements)


def _explain_one(judgement: Judgement) -> str:
    lines = [f'Statement: "{judgement.reading.text}"']
    lines += [_write(weighed) for weighed in judgement.ranked[:_SHOWN]]
    best = judgement.best
    words = sorted(judgement.reading.words & best.candidate.words)
    unexplained = sorted(judgement.reading.words - best.candidate.words)
    lines.append((_SECOND if judgement.is_second else _DECISIONS)[judgement.decision])
    lines.append(
        f"The first accounts for: {', '.join(words) or 'no word'}; not for: {', '.join(unexplained) or 'none'}."
    )
    return "\n".join(lines)


def _write(weighed: Weighed) -> str:
    candidate = weighed.candidate
    filled = f", {candidate.clues.filled} filled from before" if candidate.clues.filled else ""
    return f"  {weighed.probability:.3f}  {candidate.desk:<11} {candidate.presumes}{filled}  [{candidate.name}]"
