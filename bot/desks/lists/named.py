"""What the names in a line mean where models are asked for: a licence, a family, or what is to be left out."""

import re

from bot.desks.lists.left_out import list_behind, list_phrases
from bot.desks.lists.licenses import MeantLicenses
from bot.records.bank import Bank
from bot.records.base import Slug
from bot.records.language import ModelMention
from bot.records.questions import ModelFilter
from bot.replies.selecting import begin_name, list_named_like
from bot.understanding.names import split_atoms
from bot.understanding.text import find_whole

_ASKS_FOR_KIN = re.compile(
    r"\b(?:models|ones|variants?|versions?|sizes|family|members|siblings|releases|everything|all|list|how many)\b"
)

_BESIDE = re.compile(
    r"\b(?:than|beats?|beating|better|like|similar|vs|versus|against|compared?|outperform\w*|"
    r"instead of|alternatives?)\b"
)
"""Words by which the model that is named is one that others are held against."""


def leave_license_names(
    bank: Bank, text: str, meant: MeantLicenses, mentions: tuple[ModelMention, ...]
) -> tuple[str, tuple[ModelMention, ...]]:
    """A lower-cased line and its mentions without the names of its licences: the Gemma terms name no model."""
    line = " ".join(split_atoms(text))
    rest = text.casefold()
    records = [bank.license[license_id] for license_id in meant.licenses]
    called = [(one.name, one.name.replace("License", "licence"), *one.aliases) for one in records]
    for names in (meant.groups, *called):
        for name in sorted(names, key=len, reverse=True):
            line = _blank(" ".join(split_atoms(name)), line)
            rest = _blank(name.casefold(), rest)
    kept = tuple(mention for mention in mentions if not _is_gone(mention, text, line))
    return rest, kept


def _blank(name: str, line: str) -> str:
    found = find_whole(name, line)
    return f"{line[: found.start()]} {line[found.end() :]}" if found else line


def _is_gone(mention: ModelMention, text: str, rest: str) -> bool:
    """Whether a name that stands in a line stands no longer in the rest of it."""
    name = " ".join(split_atoms(mention.name))
    return bool(find_whole(name, " ".join(split_atoms(text)))) and not find_whole(name, rest)


def find_models_left_out(lowered: str, mentions: tuple[ModelMention, ...]) -> tuple[ModelMention, ...]:
    """The models and families that a lower-cased line does not want: 'except Gemma'."""
    phrases = [" ".join(split_atoms(one.names)) for one in list_phrases(lowered)]
    behind = [f"{' '.join(split_atoms(one.names))} " for one in list_behind(lowered)]
    named = {mention: " ".join(split_atoms(mention.name)) for mention in mentions}
    return tuple(
        mention
        for mention, name in named.items()
        if any(find_whole(name, phrase) for phrase in phrases) or any(one.startswith(f"{name} ") for one in behind)
    )


def widen_to_kin(bank: Bank, lowered: str, question: ModelFilter, name: str) -> ModelFilter | None:
    """The filter of a line that names one model, asked of those named like it, else of its family; None where nothing
    is asked but that model's own figures."""
    if _BESIDE.search(lowered):
        return None
    model = bank.model[question.models[0]]
    alike = list_named_like(bank, model.family, name)
    of_itself = {"measure": None} if question.operation in {"value", "list"} else {}
    rest = question.model_copy(update={"models": (), "families": (), "columns": (), **of_itself})
    if (rest.is_empty or rest == ModelFilter(everything=True)) and not _ASKS_FOR_KIN.search(lowered):
        return None
    part: dict[str, object] = {"named_like": begin_name(model, name)} if len(alike) > 1 else {}
    families: tuple[Slug, ...] = (model.family,)
    return question.model_copy(update={"models": (), "developers": (), "families": families, **part})
