"""The first reply about a model, a family or several models: what it is, whether it may be used commercially and under
what; then the strip. The whole card is a press away."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial

from bot.records.answers import Answer, SpectrumRow
from bot.records.bank import Bank
from bot.records.language import ModelMention
from bot.records.models import ModelRecord
from bot.records.questions import Asked, Measure
from bot.replies.draft import Draft
from bot.replies.labs import find_house
from bot.replies.measures import measure_model
from bot.replies.naming import name_family, shorten_name
from bot.replies.parts import mark_part, say_part
from bot.replies.spectrum import build_row, build_rows, mark_strip, write_strip
from bot.replies.verdicts import judge_model
from bot.replies.wording import TIER_WORDS, join_words, say_date, say_tier

_GROUPS_SHOWN = 4
_PAIR = 2
_ROOM = 380
"""Characters for what is told of two, so that both are told in one breath."""

_AHEAD: dict[Asked, tuple[Measure, str]] = {
    "parameters": ("parameters", "is the larger"),
    "released": ("released", "came out first"),
}
"""Parts by which one of two is ahead."""

_NAMES_SHOWN = 3
_COMMERCE = {
    "yes": "You may use it commercially",
    "no": "You may not use it commercially",
    "partly": "It is used through its maker alone",
    "unknown": "Whether you may use it commercially is not known",
    "disputed": "Whether you may use it commercially is disputed",
}


def compose_short_model(bank: Bank, query: str, mention: ModelMention, confidence: float) -> Answer:
    """One model in a breath; a family by its members where the name stands for several that differ."""
    if len(_group_members(bank, mention.candidates)) > 1 and mention.family:
        return _compose_family(bank, query, mention, confidence)
    model = bank.model[mention.model]
    draft = Draft(bank, query)
    headline = f"{model.name} ({model.developer}, {say_date(model.released)}): {_say_place(bank, model)}."
    weights = model.components["weights"]
    draft.add_section("", draft.add_point(headline, weights.cites[:1], weights.as_of))
    draft.add_section("", _say_commerce(draft, bank, model))
    draft.add_section("", mark_strip(draft, bank, build_row(bank, model.id)))
    if len(mention.candidates) > 1:
        others = [bank.model[one].name for one in mention.candidates[1:]]
        draft.add_section("", f"Also by this name: {_list_some(others)}.")
    contested = bank.placement[model.id].contested
    draft.add_section("Disputed", contested or " ".join(draft.quote(one) for one in model.contested[:1]))
    draft.show_spectrum((build_row(bank, model.id),))
    return draft.close("model", headline, confidence, models=mention.candidates)


def compose_short_comparison(
    bank: Bank, query: str, model_ids: Sequence[str], confidence: float, asked: Sequence[Asked] = ()
) -> Answer:
    """Two to four models in a breath: a line each, with what was asked of them, else their strips."""
    models = [bank.model[model_id] for model_id in dict.fromkeys(model_ids)][:4]
    places = {bank.placement[model.id].tier for model in models}
    names = join_words([shorten_name(model.name) for model in models])
    both = "both" if len(models) == 2 else "all"
    told = f"{names} {both} {say_tier(places.pop(), plural=True)}." if len(places) == 1 else ""
    headline = (
        told or f"{join_words([f'{shorten_name(m.name)} {say_tier(bank.placement[m.id].tier)}' for m in models])}."
    )
    draft = Draft(bank, query)
    rows = build_rows(bank, [model.id for model in models])
    if asked:
        written = sum(len(say_part(bank, model, part)) for model in models for part in asked)
        tell = partial(_mark_briefly if len(models) > _PAIR or written > _ROOM else mark_part, draft, bank)
        lines = [" ".join(tell(model, part) for part in asked) for model in models]
    else:
        lines = [_mark_place(draft, model, row) for model, row in zip(models, rows, strict=True)]
    told = "\n".join(lines)
    ahead = _say_ahead(models, asked)
    for text in (ahead, told, headline) if asked else (headline, told):
        draft.add_section("", text)
    draft.show_spectrum(rows)
    return draft.close("comparison", ahead or headline, confidence, models=tuple(model.id for model in models))


def _say_ahead(models: Sequence[ModelRecord], asked: Sequence[Asked]) -> str:
    """Which of two is the larger or came out first, where that is asked and on record."""
    part = next((one for one in asked if one in _AHEAD), None)
    if part is None or len(models) != _PAIR:
        return ""
    measure, is_ahead = _AHEAD[part]
    (low, behind), (high, ahead) = sorted((measure_model(one, measure) or 0.0, one.name) for one in models)
    if not low or low == high:
        return ""
    return f"{shorten_name(behind if measure == 'released' else ahead)} {is_ahead}."


def _mark_briefly(draft: Draft, bank: Bank, model: ModelRecord, part: Asked) -> str:
    """A part of one of several models: of a licence the name and the kind, for which there is room."""
    if part != "license":
        return mark_part(draft, bank, model, part)
    record = bank.license[model.license.id]
    told = f"{shorten_name(model.name)}: {record.name} ({record.kind.replace('-', ' ')})"
    return draft.mark(told, model.license.cites[:1], model.license.as_of)


def _mark_place(draft: Draft, model: ModelRecord, row: SpectrumRow) -> str:
    weights = model.components["weights"]
    return draft.add_point(write_strip(row, named=True), weights.cites[:1], weights.as_of)


def _say_place(bank: Bank, model: ModelRecord) -> str:
    """One word for the place and one clause for the catch."""
    placement = bank.placement[model.id]
    place = TIER_WORDS[placement.tier]
    if placement.tier != "closed" and bank.license[model.license.id].kind == "unknown":
        return f"{place}, under a licence that is not known"
    if placement.tier != "closed" and placement.level == "weights-available":
        return f"{place}, though the licence is not an open one"
    return place


def _say_commerce(draft: Draft, bank: Bank, model: ModelRecord) -> str:
    ground = judge_model(bank, model.id, "commercial-use")
    record = bank.license[model.license.id]
    limits = f" ({'; '.join(record.restrictions[:2])})" if record.restrictions and ground.truth == "yes" else ""
    return draft.mark(f"{_COMMERCE[ground.truth]}: {record.name}{limits}.", ground.cites, ground.as_of)


def _group_members(bank: Bank, models: Iterable[str]) -> dict[tuple[str, str], list[ModelRecord]]:
    """The members of a family by place and licence, in their order."""
    groups: dict[tuple[str, str], list[ModelRecord]] = {}
    for model_id in models:
        model = bank.model[model_id]
        groups.setdefault((_say_place(bank, model), bank.license[model.license.id].name), []).append(model)
    return groups


def _name_makers(bank: Bank, models: Iterable[str]) -> str:
    """'Ai2', 'Ai2 and AMD', 'Alibaba and others': those with most models first, of several makers of one the first."""
    made = Counter(find_house(bank, bank.model[model].developer.split(" / ")[0]) for model in models)
    (first, _), *others = made.most_common()
    return f"{first} and others" if len(others) > 1 else join_words([first, *(maker for maker, _ in others)])


def _compose_family(bank: Bank, query: str, mention: ModelMention, confidence: float) -> Answer:
    """A family whose members stand apart: a line for each place and licence."""
    groups = _group_members(bank, mention.candidates)
    name = name_family(bank, mention.name, mention.candidates)
    makers = _name_makers(bank, mention.candidates)
    headline = f"{name}: {len(mention.candidates)} models on record, made by {makers}, and they differ."
    draft = Draft(bank, query)
    draft.add_section("", headline)
    lines = []
    for (place, terms), members in list(groups.items())[:_GROUPS_SHOWN]:
        known = bank.license[members[0].license.id].kind != "unknown"
        text = f"{_list_some([member.name for member in members])}: {place}{f'; {terms}' if known else ''}"
        lines.append(draft.add_point(text, members[0].license.cites[:1], members[0].license.as_of))
    draft.add_section("", "\n".join(f"- {line}" for line in lines))
    draft.show_spectrum(build_rows(bank, mention.candidates, limit=_GROUPS_SHOWN))
    return draft.close("model", headline, confidence, models=mention.candidates)


def _list_some(names: Sequence[str]) -> str:
    more = len(names) - _NAMES_SHOWN
    short = [shorten_name(name) for name in names]
    return join_words(short) if more <= 0 else f"{', '.join(short[:_NAMES_SHOWN])} and {more} more"
