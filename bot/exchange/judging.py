"""What `glassbox check` says of drafts: their faults, and for each model where it would stand and what is missing."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from bot.corpus.citing import list_model_facts
from bot.corpus.faults import Fault, describe_validation
from bot.corpus.fingerprint import DRAFTS_FOLDER
from bot.corpus.reading import UnreadableFile, read_yaml
from bot.corpus.spectrum import place_model
from bot.exchange.drafts import UNTOLD, Draft, DraftModel
from bot.records.bank import Bank
from bot.records.models import COMPONENTS, ModelRecord

_JOINTS = str.maketrans("", "", "-_ ")


class Judgement(NamedTuple):
    """Faults break a draft; remarks are one line a model."""

    faults: tuple[Fault, ...]
    remarks: tuple[str, ...]


def list_drafts(knowledge: Path) -> list[Path]:
    """The drafts that stand in the knowledge folder."""
    files = (knowledge / DRAFTS_FOLDER).rglob("*")
    return sorted(path for path in files if path.is_file() and not path.name.startswith("."))


def judge_drafts(bank: Bank, paths: Iterable[Path]) -> Judgement:
    """Judge every draft against the bank; one that cannot be read is a fault and keeps no other from its judgement."""
    faults: list[Fault] = []
    remarks: list[str] = []
    names = _name_models(bank)
    for path in paths:
        draft = _read_draft(path, faults)
        if draft is not None:
            faults += _find_faults(bank, str(path), draft)
            remarks += [f"{path}: {_remark(bank, names, model)}" for model in draft.models]
    return Judgement(tuple(faults), tuple(remarks))


def _read_draft(path: Path, faults: list[Fault]) -> Draft | None:
    try:
        return Draft.model_validate(read_yaml(path))
    except UnreadableFile as error:
        faults.append(Fault(file=str(path), key="", problem=str(error)))
    except ValidationError as error:
        faults += describe_validation(str(path), "", error)
    return None


def _find_faults(bank: Bank, file: str, draft: Draft) -> Iterator[Fault]:
    own = {source.id: source for source in draft.sources}
    for name, source in own.items():
        if name in bank.source and bank.source[name] != source:
            yield Fault(file=file, key=f"sources.{name}", problem="the bank holds another source of this id: rename it")
    for name, count in Counter(model.id for model in draft.models).items():
        if count > 1:
            yield Fault(file=file, key=f"models.{name}", problem=f"is given {count} times: keep one")
    for model in draft.models:
        for fact in list_model_facts(model):
            for cite in fact.cites:
                if cite.source not in own and cite.source not in bank.source:
                    problem = f"no source {cite.source}: add it to the draft or mend the id"
                    yield Fault(file=file, key=f"models.{fact.key}.cites", problem=problem)


def _remark(bank: Bank, names: dict[str, ModelRecord], model: DraftModel) -> str:
    sentences = [f"{model.name}: {_place(bank, model)}."]
    untold = _list_untold(model)
    if untold:
        sentences.append(f"To find out: {', '.join(untold)}.")
    held = _find_held(names, model)
    if held:
        sentences.append(f"The bank holds it as {held.id}, {_compare(held, model)}.")
    return " ".join(sentences)


def _place(bank: Bank, model: DraftModel) -> str:
    if "weights" not in model.components or model.components["weights"].value == UNTOLD:
        return "cannot be placed while nobody knows whether its weights are out"
    if model.license.id not in bank.license:
        return f"the bank holds no licence {model.license.id}: add it to licenses.yaml or mend the id"
    placement = place_model(model, bank.license[model.license.id])
    tier, level = placement.tier.replace("-", " "), placement.level.replace("-", " ")
    return f"would stand at {tier} (level: {level})"


def _list_untold(model: DraftModel) -> list[str]:
    facts = [name for name in ("developer", "country", "family", "released", "parameters") if _is_untold(model, name)]
    cells = [name for name in COMPONENTS if name not in model.components or model.components[name].value == UNTOLD]
    return facts + cells + (["license"] if model.license.id == UNTOLD else [])


def _is_untold(model: DraftModel, name: str) -> bool:
    return bool(getattr(model, name) == UNTOLD)


def _name_models(bank: Bank) -> dict[str, ModelRecord]:
    return {
        name.casefold().translate(_JOINTS): model
        for model in bank.models
        for name in (model.id, model.name, *model.aliases)
    }


def _find_held(names: dict[str, ModelRecord], model: DraftModel) -> ModelRecord | None:
    typed = (model.id, model.name, *model.aliases)
    found = (names.get(name.casefold().translate(_JOINTS)) for name in typed)
    return next((held for held in found if held), None)


def _compare(held: ModelRecord, model: DraftModel) -> str:
    """Where the draft says something and the bank something else; what is unknown contradicts nothing."""
    values: list[tuple[str, str, str]] = [
        (name, held.components[name].value, model.components[name].value)
        for name in COMPONENTS
        if name in held.components and name in model.components
    ]
    values.append(("license", held.license.id, model.license.id))
    others = [f"{name} ({ours} there, {theirs} here)" for name, ours, theirs in values if UNTOLD != theirs != ours]
    return f"which differs in {', '.join(others)}" if others else "which agrees"
