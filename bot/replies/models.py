"""Model cards and comparisons: every component with its note, source and date; every index beside the others."""

from collections.abc import Sequence

from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.language import ModelMention
from bot.records.models import COMPONENTS, ComponentName, ModelRecord
from bot.records.questions import Asked
from bot.replies.draft import Draft
from bot.replies.parts import describe_license, mark_part, say_part, say_size
from bot.replies.spectrum import build_row, build_rows, mark_strip, write_row
from bot.replies.wording import (
    COMPONENT_WORDS,
    LEVEL_WORDS,
    RECALLED,
    close_sentence,
    join_words,
    say_date,
    say_tier,
)


def compose_model(
    bank: Bank,
    query: str,
    mention: ModelMention,
    confidence: float,
    asked: Asked | None = None,
) -> Answer:
    """The card of one model; what was `asked` of it stands first."""
    model = bank.model[mention.model]
    draft = Draft(bank, query)
    headline = _tell_asked(draft, bank, model, asked)
    _add_family(draft, bank, mention)
    draft.add_section("Size", say_size(model))
    lines = [_write_component(draft, model, name) for name in COMPONENTS]
    draft.add_section("Components", "\n".join(lines))
    draft.add_section("Level", _write_level(bank, model))
    draft.add_section("Licence", _write_license(draft, bank, model))
    draft.add_section("Indexes", _write_indexes(draft, bank, model))
    draft.add_section("Benchmarks", _write_benchmarks(draft, model))
    _add_doubts(draft, bank, model)
    draft.show_spectrum((build_row(bank, model.id),))
    return draft.close("model", headline, confidence, models=mention.candidates)


def compose_part(
    bank: Bank, query: str, mention: ModelMention, confidence: float, asked: Asked, also: Sequence[Asked] = ()
) -> Answer:
    """What was asked of one model, what else was asked in the same breath, and its place on the spectrum."""
    model = bank.model[mention.model]
    draft = Draft(bank, query)
    headline = _tell_asked(draft, bank, model, asked)
    for other in also:
        draft.add_section("", mark_part(draft, bank, model, other))
    draft.add_section("", mark_strip(draft, bank, build_row(bank, model.id)))
    draft.show_spectrum((build_row(bank, model.id),))
    return draft.close("model", headline, confidence, models=mention.candidates)


def _tell_asked(draft: Draft, bank: Bank, model: ModelRecord, asked: Asked | None) -> str:
    """Put down what was asked of a model, by itself its place; returns the headline."""
    if asked is None:
        weights = model.components["weights"]
        headline = _write_headline(bank, model)
        draft.add_section("", draft.mark_dated(headline, weights.cites, weights.as_of))
        return headline
    draft.add_section("", mark_part(draft, bank, model, asked))
    if asked == "license":
        terms = bank.license[model.license.id]
        draft.add_section("Terms", draft.mark(terms.terms, terms.cites, terms.as_of))
    return say_part(bank, model, asked)


def compose_placement(bank: Bank, query: str, model_id: str) -> Answer:
    """Why a model stands where it does on the spectrum, for somebody who asks why: tier, level and licence."""
    model = bank.model[model_id]
    draft = Draft(bank, query)
    headline = _write_headline(bank, model)
    weights = model.components["weights"]
    draft.add_section("", draft.add_point(headline, weights.cites, weights.as_of))
    draft.add_section("Level", _write_level(bank, model))
    draft.add_section("Licence", _write_license(draft, bank, model))
    draft.show_spectrum((build_row(bank, model.id),))
    return draft.close("model", headline, 0.9, models=(model.id,))


def compose_comparison(bank: Bank, query: str, model_ids: tuple[str, ...], confidence: float) -> Answer:
    """Two to four models side by side, differences first."""
    models = [bank.model[model_id] for model_id in dict.fromkeys(model_ids)][:4]
    draft = Draft(bank, query)
    headline = _write_contrast(bank, models)
    draft.add_section("", headline)
    same: list[str] = []
    for name in COMPONENTS:
        if len({model.components[name].value for model in models}) == 1:
            same.append(f"{COMPONENT_WORDS[name]} {models[0].components[name].value}")
        else:
            draft.add_section(COMPONENT_WORDS[name].capitalize(), "\n".join(_contrast_lines(draft, models, name)))
    draft.add_section("The same for all", ", ".join(same))
    draft.add_section("Licence", "\n".join(f"- {model.name}: {_write_license(draft, bank, model)}" for model in models))
    rows = build_rows(bank, [model.id for model in models])
    draft.add_section("Spectrum", "\n".join(write_row(row) for row in rows))
    draft.add_section("Benchmarks", "\n".join(filter(None, (_benchmark_line(draft, model) for model in models))))
    for model in models:
        _note_recall(draft, model)
    draft.show_spectrum(rows)
    return draft.close("comparison", headline, confidence, models=tuple(model.id for model in models))


def _write_headline(bank: Bank, model: ModelRecord) -> str:
    placement = bank.placement[model.id]
    told = f"{model.name} ({model.developer}, {say_date(model.released)}) {say_tier(placement.tier)}."
    return f"{told} {placement.tier_reason}"


def _write_contrast(bank: Bank, models: list[ModelRecord]) -> str:
    tiers = {bank.placement[model.id].tier for model in models}
    if len(tiers) == 1:
        names = join_words([model.name for model in models])
        return f"{names} {'all' if len(models) > 2 else 'both'} {say_tier(tiers.pop(), plural=True)}."
    parts = [f"{model.name} {say_tier(bank.placement[model.id].tier)}" for model in models]
    return f"{join_words(parts)}."


def _contrast_lines(draft: Draft, models: list[ModelRecord], name: ComponentName) -> list[str]:
    return [f"- {model.name}: {_write_part(draft, model, name)}" for model in models]


def _write_component(draft: Draft, model: ModelRecord, name: ComponentName) -> str:
    return f"- {COMPONENT_WORDS[name]}: {_write_part(draft, model, name)}"


def _write_part(draft: Draft, model: ModelRecord, name: ComponentName) -> str:
    part = model.components[name]
    text = f"{part.value}. {close_sentence(part.note)}"
    draft.add_point(f"{model.name}, {COMPONENT_WORDS[name]}: {text}", part.cites, part.as_of)
    return draft.mark_dated(text, part.cites, part.as_of)


def _write_level(bank: Bank, model: ModelRecord) -> str:
    placement = bank.placement[model.id]
    contested = f" {placement.contested}" if placement.contested else ""
    return f"{LEVEL_WORDS[placement.level]}. {placement.level_reason}{contested}"


def _write_license(draft: Draft, bank: Bank, model: ModelRecord) -> str:
    return draft.mark(describe_license(bank, model), model.license.cites, model.license.as_of)


def _write_indexes(draft: Draft, bank: Bank, model: ModelRecord) -> str:
    lines = []
    rated = model.openness_class
    if rated.value != "unrated":
        value = "reaches no class" if rated.value == "none" else f"class {rated.value}"
        lines.append(
            draft.mark(f"- Model Openness Framework: {value}", rated.cites, rated.as_of) + f" ({say_date(rated.as_of)})"
        )
    score = model.index_score
    if score:
        counts = f"{score.open} open, {score.partial} partial, {score.closed} closed"
        text = f"- European Open Source AI Index: {counts} (as {score.assessed})"
        lines.append(draft.mark(text, score.cites, score.as_of) + f" ({say_date(score.as_of)})")
    transparency = bank.passage.get(f"transparency-{model.developer.casefold().replace(' ', '-')}")
    if transparency:
        lines.append("- " + draft.mark(transparency.text, transparency.cites, transparency.as_of))
    return "\n".join(lines)


def _write_benchmarks(draft: Draft, model: ModelRecord) -> str:
    return "\n".join(
        draft.mark(f"- {score.name} {score.score:g}, {score.setting}", score.cites, score.as_of)
        + f" ({say_date(score.as_of)})"
        for score in model.benchmarks
    )


def _benchmark_line(draft: Draft, model: ModelRecord) -> str:
    scores = [
        draft.mark(f"{score.name} {score.score:g} ({score.setting})", score.cites, score.as_of)
        for score in model.benchmarks
    ]
    return f"- {model.name}: {'; '.join(scores)}" if scores else ""


def _add_family(draft: Draft, bank: Bank, mention: ModelMention) -> None:
    """Say which of a family's models the card took, and name the others."""
    if len(mention.candidates) > 1:
        others = ", ".join(bank.model[model].name for model in mention.candidates[1:9])
        taken = bank.model[mention.model].name
        draft.add_section("", f'"{mention.name}" fits several models; this is {taken}. Others: {others}.')


def _add_doubts(draft: Draft, bank: Bank, model: ModelRecord) -> None:
    for statement in model.contested:
        draft.add_dispute(draft.quote(statement))
    contested = bank.placement[model.id].contested
    if contested:
        draft.add_dispute(contested)
    if model.contested:
        draft.add_section("Disputed", " ".join(draft.quote(statement) for statement in model.contested))
    _note_recall(draft, model)


def _note_recall(draft: Draft, model: ModelRecord) -> None:
    if model.basis == "recall":
        draft.add_section("Note", f"What is said of {model.name} is {RECALLED}.")
