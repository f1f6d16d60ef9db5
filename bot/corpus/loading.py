"""Loads the knowledge folder into a Bank, gathering every fault before it gives up."""

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from bot.corpus.checking import check_bank
from bot.corpus.faults import Fault, describe_validation
from bot.corpus.fingerprint import DRAFTS_FOLDER, LINES_FOLDER
from bot.corpus.reading import UnreadableFile, read_yaml
from bot.corpus.shingles import SHINGLES_FILE, load_shingles
from bot.corpus.sourcing import REPOSTS_FILE, load_reposts
from bot.corpus.spectrum import place_model
from bot.errors import KnowledgeError
from bot.records.bank import Bank
from bot.records.base import Record
from bot.records.claims import Claim
from bot.records.models import Family, License, ModelRecord, Placement
from bot.records.passages import Definition, Passage
from bot.records.people import Party, SelfAnswer
from bot.records.sources import Source
from bot.records.tables import Table

R = TypeVar("R", bound=Record)


def load_bank(folder: Path) -> Bank:
    """Return the checked bank, or raise KnowledgeError with every fault found."""
    bank, faults = inspect_knowledge(folder)
    if bank is None or faults:
        raise KnowledgeError(tuple(str(fault) for fault in faults))
    return bank


def inspect_knowledge(folder: Path) -> tuple[Bank | None, list[Fault]]:
    """Read everything; return the bank (None if a file is broken) and all faults of all files."""
    reader = _Reader(folder)
    if not folder.is_dir():
        return None, [Fault(file=str(folder), key="", problem="is not a folder: set GLASSBOX_KNOWLEDGE to it")]
    models = reader.read_lists("models/*.yaml", "models", ModelRecord)
    licenses = reader.read_lists("licenses.yaml", "licenses", License)
    parts = {
        "sources": reader.read_lists("sources/*.yaml", "sources", Source),
        "claims": reader.read_singles("claims/*.yaml", Claim),
        "families": reader.read_lists("families.yaml", "families", Family),
        "definitions": reader.read_lists("definitions.yaml", "definitions", Definition),
        "passages": reader.read_lists("passages/*.yaml", "passages", Passage),
        "tables": reader.read_singles("tables/*.yaml", Table),
        "parties": reader.read_lists("people.yaml", "people", Party),
        "self_answers": reader.read_lists("itself.yaml", "answers", SelfAnswer),
    }
    reader.complain_of_unread()
    placements = _place_models(models, licenses, reader.faults)
    if reader.faults:
        return None, reader.faults
    bank = Bank.model_validate({**parts, "models": models, "licenses": licenses, "placements": placements})
    return bank, check_bank(bank, load_shingles(folder), load_reposts(folder))


def _place_models(models: Iterable[ModelRecord], licenses: Iterable[License], faults: list[Fault]) -> list[Placement]:
    by_id = {record.id: record for record in licenses}
    placements = []
    for model in models:
        if model.license.id in by_id:
            placements.append(place_model(model, by_id[model.license.id]))
        else:
            problem = f"no licence {model.license.id}: add it to licenses.yaml or mend the id"
            faults.append(Fault(file="models", key=f"{model.id}.license.id", problem=problem))
    return placements


_OTHERS = frozenset(
    {"calibration.yaml", DRAFTS_FOLDER, LINES_FOLDER, "recogniser", "schema", REPOSTS_FILE, SHINGLES_FILE}
)
"""What lies in the folder beside the records and is read by others."""


class _Reader:
    """Reads files of one folder and keeps the faults."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: set[Path] = set()
        self.faults: list[Fault] = []

    def complain_of_unread(self) -> None:
        """A file that nothing reads is a slip: its records would be missing without a word."""
        for path in sorted(self._folder.rglob("*")):
            place = path.relative_to(self._folder)
            known = place.parts[0] in _OTHERS or any(part.startswith((".", "__")) for part in place.parts)
            if path.is_file() and not known and path not in self._seen:
                self._complain(path, "", "is not read: knowledge is in the folders of CONTRIBUTING.md, in files *.yaml")

    def read_lists(self, pattern: str, key: str, record: type[R]) -> list[R]:
        """Files that hold one list of records under `key`."""
        records: list[R] = []
        for path in sorted(self._folder.glob(pattern)):
            content = self._read(path)
            if content is None:
                continue
            if not isinstance(content, dict) or set(content) != {key} or not isinstance(content[key], list):
                self._complain(path, "", f"must hold one list under the key `{key}`")
                continue
            for number, item in enumerate(content[key]):
                name = item.get("id", number) if isinstance(item, dict) else number
                records.extend(self._validate(path, f"{key}.{name}", item, record))
        return records

    def read_singles(self, pattern: str, record: type[R]) -> list[R]:
        """Files that hold one record each, named after its id."""
        records: list[R] = []
        for path in sorted(self._folder.glob(pattern)):
            content = self._read(path)
            if content is None:
                continue
            found = self._validate(path, "", content, record)
            records.extend(found)
            if found and getattr(found[0], "id", None) != path.stem:
                self._complain(path, "id", "differs from the file's name: make them the same")
        return records

    def _read(self, path: Path) -> object | None:
        self._seen.add(path)
        try:
            return read_yaml(path)
        except UnreadableFile as error:
            self._complain(path, "", str(error))
            return None

    def _validate(self, path: Path, prefix: str, item: object, record: type[R]) -> list[R]:
        try:
            return [record.model_validate(item)]
        except ValidationError as error:
            self.faults += describe_validation(str(path.relative_to(self._folder)), prefix, error)
            return []

    def _complain(self, path: Path, key: str, problem: str) -> None:
        self.faults.append(Fault(file=str(path.relative_to(self._folder)), key=key, problem=problem))
