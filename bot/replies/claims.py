"""Replies to claims: rebuttal, agreement, nuance or answer, by stance and verdict. Never rebuts an ally."""

from typing import Literal

from bot.records.answers import Answer, AnswerKind
from bot.records.bank import Bank
from bot.records.base import Cite, Stance, Statement, Verdict
from bot.records.claims import Claim
from bot.records.language import ClaimReading, Depth, ModelMention
from bot.replies.draft import Draft
from bot.replies.spectrum import build_rows, mark_strip, write_levels, write_row
from bot.replies.wording import CLOSEST, CLOSEST_SAID, TIER_WORDS, VERDICT_WORDS, first_sentence

Turned = Literal["asked", "concluded"]
"""How a question is one for the opposite of a card's sentence."""

Unsure = Literal["reading", "side"]
"""What is unsure of a reading: whether the line means the card's sentence at all, or only on which side it is."""

_REASONS_SHOWN = 3
_ROWS_SHOWN = 3


def choose_kind(verdict: Verdict, stance: Stance) -> AnswerKind:
    """The kind of reply that stance and verdict call for, by the contract."""
    if stance == "asks":
        return "answer"
    if verdict in {"misleading", "partly-right", "contested", "unproven"}:
        return "nuance"
    with_evidence = (verdict == "right") == (stance == "asserts")
    return "agreement" if with_evidence else "rebuttal"


def compose_claim(
    bank: Bank,
    query: str,
    reading: ClaimReading,
    mentions: tuple[ModelMention, ...],
    confidence: float,
    depth: Depth = "standard",
    *,
    unsure: Unsure | None = None,
    turned: Turned | None = None,
) -> Answer:
    """Write the reply to a claim as read: a line and the fair point, the usual card, or the whole of it.

    `turned` is for a question for the opposite: where that is only asked, and may be meant either way, the card's
    sentence stands before the yes or no; whoever concludes it is answered as if he had said it.

    Of an `unsure` reading the reply names the card's sentence and judges it as for somebody who asks; it rebuts nobody
    and agrees with nobody, tells whose sentence it may not be that it is the closest, and the record still has the
    likeliest stance. Of the models that the line names it says nothing of its own.
    """
    claim = bank.claim[reading.claim]
    models = tuple(mention.model for mention in mentions)
    named_models = tuple(mention.model for mention in mentions if not _names_maker(mention))
    local = None if unsure else _verdict_for(bank, claim, named_models)
    verdict = local or claim.verdict
    stance: Stance = "asks" if unsure else reading.stance
    kind = choose_kind(verdict, stance)
    draft = Draft(bank, query)
    concession = _choose_concession(claim, stance, verdict)
    first: Statement = claim.short.denies if turned == "concluded" else getattr(claim.short, stance)
    if depth == "short" and local is None:
        opening = f'{_keep_reserve(reading, unsure)}"{claim.statement}" ' if unsure or turned == "asked" else ""
        draft.add_section("", opening + draft.mark(first.text, _choose_sources(claim, first), first.as_of))
        if not unsure:
            _add_brief_spectrum(draft, bank, claim, named_models)
    else:
        draft.add_section(
            "", _opening(claim, None if unsure else stance, verdict, _say_tier(bank, named_models) if local else "")
        )
        draft.add_section("", draft.quote(claim.headline))
    if depth != "short":
        draft.add_section(_concession_label(kind, stance, verdict), draft.quote(concession))
        _add_grounds(draft, bank, claim, kind, models, deep=depth == "deep")
    return draft.close(
        kind,
        first_sentence(first.text) if local is None else claim.headline.text,
        confidence,
        claim=claim.id,
        stance=reading.stance,
        verdict=claim.verdict,
        levels=claim.levels,
        models=models or claim.models,
        concession=concession.text,
        statement=claim.statement,
        suggestions=tuple(bank.claim[related].statement for related in claim.related),
        local_verdict=local,
        restated=unsure is not None,
    )


def _keep_reserve(reading: ClaimReading, unsure: Unsure | None) -> str:
    """What stands before a card's sentence: nothing where it is surely the one that the line is about."""
    if unsure != "reading":
        return ""
    return CLOSEST if reading.stance == "asks" else CLOSEST_SAID


def _choose_sources(claim: Claim, first: Statement) -> tuple[Cite, ...]:
    """The sources of a first reply; one alone is joined by those of the headline, which says the same of the claim."""
    return first.cites if len(first.cites) > 1 else tuple(dict.fromkeys((*first.cites, *claim.headline.cites)))


def _add_grounds(
    draft: Draft, bank: Bank, claim: Claim, kind: AnswerKind, models: tuple[str, ...], *, deep: bool
) -> None:
    """What decides it, the evidence, the spectrum, what is disputed, how sure; deep adds the other side."""
    if deep:
        draft.add_section("", draft.quote(claim.fact))
    draft.add_section(_crux_label(kind), draft.quote(claim.crux))
    reasons = claim.reasons if deep else claim.reasons[:_REASONS_SHOWN]
    lines = [draft.add_point(reason.text, reason.cites, reason.as_of) for reason in reasons]
    draft.add_section("Evidence", "\n".join(f"- {line}" for line in lines))
    if deep and claim.error:
        draft.add_section(claim.error.name, claim.error.text)
    if deep:
        draft.add_section("The strongest reply", draft.quote(claim.other_side.reply))
        draft.add_section("Our answer", draft.quote(claim.other_side.answer))
    _add_spectrum(draft, bank, claim, models)
    disputes = claim.disputes if deep else claim.disputes[:1]
    for dispute in disputes:
        draft.add_dispute(draft.quote(dispute))
    draft.add_section("Disputed", " ".join(draft.quote(dispute) for dispute in disputes))
    draft.add_section("How sure", draft.quote(claim.limits))


def compose_claim_list(bank: Bank, typed: str) -> Answer:
    """The claims whose statement, id or keywords hold what was typed, each with its verdict; all where it is empty."""
    wanted = typed.casefold()
    claims = [
        claim
        for claim in bank.claims
        if wanted in f"{claim.id} {claim.statement} {' '.join(claim.keywords)}".casefold()
    ]
    draft = Draft(bank, typed)
    about = f' about "{typed}"' if typed else ""
    headline = f"{len(claims)} claims{about}, each with the verdict on it." if claims else f"No claim is{about}."
    draft.add_section("", headline)
    lines = [f"- {claim.id} ({VERDICT_WORDS[claim.verdict]}): {claim.statement}" for claim in claims]
    draft.add_section("", "\n".join(lines))
    return draft.close("table", headline, 1.0, suggestions=tuple(claim.statement for claim in claims))


def compose_other_side(bank: Bank, query: str, claim_id: str, stance: Stance = "asks") -> Answer:
    """The strongest reply to our card, and our answer to it; where both sides have a point, also what is right in the
    side that the speaker does not hold."""
    claim = bank.claim[claim_id]
    draft = Draft(bank, query)
    draft.add_section("", f'The best case against what I say on "{_strip(claim.statement)}":')
    draft.add_section(
        "",
        draft.add_point(claim.other_side.reply.text, claim.other_side.reply.cites, claim.other_side.reply.as_of),
    )
    draft.add_section("Our answer", draft.quote(claim.other_side.answer))
    if choose_kind(claim.verdict, stance) == "nuance":
        opposed = claim.concede.denies if stance == "asserts" else claim.concede.asserts
        draft.add_section("What speaks for the other view", draft.quote(opposed))
    return draft.close(
        "answer",
        claim.other_side.reply.text,
        1.0,
        claim=claim.id,
        verdict=claim.verdict,
        levels=claim.levels,
        models=claim.models,
    )


def compose_reasons(bank: Bank, query: str, claim_id: str) -> Answer:
    """All reasons of a card, for somebody who asks why."""
    claim = bank.claim[claim_id]
    draft = Draft(bank, query)
    draft.add_section("", f'"{_strip(claim.statement)}" is {VERDICT_WORDS[claim.verdict]}. {claim.why}')
    draft.add_section("", draft.quote(claim.fact))
    lines = [draft.add_point(reason.text, reason.cites, reason.as_of) for reason in claim.reasons]
    draft.add_section("Evidence", "\n".join(f"- {line}" for line in lines))
    if claim.error:
        draft.add_section(claim.error.name, claim.error.text)
    return draft.close(
        "answer",
        claim.why,
        1.0,
        claim=claim.id,
        verdict=claim.verdict,
        levels=claim.levels,
        models=claim.models,
    )


def _names_maker(mention: ModelMention) -> bool:
    """Whether a line calls a family by its maker's name: who says OpenAI speaks of the firm, and of no single model."""
    return mention.family is not None and mention.family not in mention.name.casefold()


def _verdict_for(bank: Bank, claim: Claim, models: tuple[str, ...]) -> Verdict | None:
    """The verdict where the line is about models of one tier alone and the card's verdict differs there."""
    tiers = {bank.placement[model].tier for model in models}
    if len(tiers) != 1 or not claim.levels:
        return None
    local = claim.levels.get(tiers.pop())
    return local if local != claim.verdict else None


def _say_tier(bank: Bank, models: tuple[str, ...]) -> str:
    names = " and ".join(bank.model[model].name for model in models)
    return f"{names} ({TIER_WORDS[bank.placement[models[0]].tier]})"


def _opening(claim: Claim, stance: Stance | None, verdict: Verdict, about: str) -> str:
    """How the claim was read, and the verdict, in one line; without a stance only what is nearest. Of certain models
    (`about`) the sentence may stand otherwise than in general."""
    word = VERDICT_WORDS[verdict]
    if about:
        general = VERDICT_WORDS[claim.verdict]
        return f'Of {about} it is {word} that "{_strip(claim.statement)}"; in general that is {general}.'
    if stance == "asks":
        return f'Asked: is it true that "{_strip(claim.statement)}"? Verdict: {word}.'
    if stance in {None, "asserts"}:
        return f'{"You say: " if stance else CLOSEST}"{claim.statement}" Verdict: {word}.'
    agrees = {
        "wrong": "The evidence is with you",
        "right": "The evidence supports it",
        "misleading": "You are right to doubt it: the statement is misleading",
        "unproven": "You are right to doubt it: nobody has shown it",
    }.get(verdict, f"The statement is {word}")
    return f'You reject: "{claim.statement}" {agrees}.'


def _strip(statement: str) -> str:
    return statement.rstrip(".")


def _choose_concession(claim: Claim, stance: Stance, verdict: Verdict) -> Statement:
    """What is right on the side that the evidence does not favour, or in what the speaker said."""
    if verdict == "right" or stance == "denies":
        return claim.concede.denies
    return claim.concede.asserts


def _concession_label(kind: AnswerKind, stance: Stance, verdict: Verdict) -> str:
    if kind == "nuance":
        return "What is right in your doubt" if stance == "denies" else "What is right in it"
    if kind == "answer":
        return "What speaks against it" if verdict == "right" else "What is right in it"
    return "Fair point" if kind == "rebuttal" else "Its limit"


def _crux_label(kind: AnswerKind) -> str:
    return "Why that is not enough" if kind == "rebuttal" else "What decides it"


def _add_brief_spectrum(draft: Draft, bank: Bank, claim: Claim, named: tuple[str, ...]) -> None:
    """The verdict per tier, else the row of the first model that is named: a maker's newest is none."""
    rows = build_rows(bank, (*named, *claim.models), limit=_ROWS_SHOWN)
    draft.show_spectrum(rows)
    strips = (mark_strip(draft, bank, row, named=True) for row in rows[:1] if row.model in named)
    draft.add_section("", write_levels(claim.levels, claim.statement) or "\n".join(strips))


def _add_spectrum(draft: Draft, bank: Bank, claim: Claim, models: tuple[str, ...]) -> None:
    rows = build_rows(bank, (*models, *claim.models), limit=_ROWS_SHOWN)
    draft.show_spectrum(rows)
    lines = [line for line in (write_levels(claim.levels, claim.statement), *(write_row(row) for row in rows)) if line]
    draft.add_section("Spectrum", "\n".join(lines))
