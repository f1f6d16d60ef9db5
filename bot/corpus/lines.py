"""Loads the labelled lines that train the judge. Nothing that answers reads them."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import ValidationError

from bot.corpus.faults import Fault, describe_validation
from bot.corpus.reading import UnreadableFile, read_yaml
from bot.errors import KnowledgeError
from bot.records.base import Record
from bot.records.lines import PARTY, Dialogue, LabelledLine, Message, Thread

R = TypeVar("R", bound=Record)

_CLAIM_FOLDERS = ("claims", "voices", "allies", "comments", "sides")
"""Folders with a file a claim, each with its lines by stance."""


class Pile(NamedTuple):
    """All lines of one pile."""

    lines: tuple[LabelledLine, ...]
    dialogues: tuple[Dialogue, ...]
    messages: tuple[Message, ...]
    threads: tuple[Thread, ...] = ()


def load_pile(folder: Path) -> Pile:
    """Read a pile, for example `knowledge/lines/train`. Raises KnowledgeError with every fault found."""
    pile, faults = inspect_pile(folder)
    if faults:
        raise KnowledgeError(tuple(str(fault) for fault in faults))
    return pile


def load_opinions(folder: Path) -> tuple[LabelledLine, ...]:
    """The lines of a test pile, for example `knowledge/lines/development`, that assert, deny or ask a claim.

    Raises KnowledgeError for a file that holds anything but JSON lines with a text.
    """
    return tuple(_read_opinions(folder))


def _read_opinions(folder: Path) -> Iterator[LabelledLine]:
    for file in sorted(folder.glob("*.jsonl")):
        try:
            labelled = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
            for one in labelled:
                if one.get("claim") and one.get("stance") and "session" not in one:
                    fields = {"text": one["text"], "topic": one["claim"], "stance": one["stance"]}
                    yield LabelledLine.model_validate(fields | {"also": one.get("also", ())})
        except (OSError, ValueError, KeyError, AttributeError) as error:
            raise KnowledgeError(
                (f"{file.name} is not made of labelled lines, one JSON object each: {error}",)
            ) from error


def inspect_pile(folder: Path) -> tuple[Pile, list[Fault]]:
    """The pile and what is wrong with its files."""
    reader = _PileReader(folder)
    lines = [
        *(
            line
            for name in _CLAIM_FOLDERS
            for line in reader.read(
                f"{name}/*.yaml", LabelledLine, lambda path, key: {"topic": path.stem, "stance": key}
            )
        ),
        *reader.read("topics/*.yaml", LabelledLine, lambda _path, key: {"topic": key}),
        *reader.read("statements/*.yaml", LabelledLine, lambda _path, key: {"topic": f"statement/{key}"}),
        *reader.read("facts/*.yaml", LabelledLine, lambda _path, key: {"topic": "fact", "answer": key}),
        *reader.read("notes/*.yaml", LabelledLine, lambda _path, key: {"topic": "fact", "answer": key}),
        *reader.read("terms/*.yaml", LabelledLine, lambda _path, key: {"topic": "define", "answer": key}),
        *reader.read("parties/*.yaml", LabelledLine, lambda _path, key: {"topic": PARTY, "answer": key}),
        *reader.read("records/*.yaml", LabelledLine, lambda _path, key: {"topic": key}),
    ]
    dialogues = reader.read("dialogues/*.yaml", Dialogue, lambda _path, _key: {}, plain="turns")
    messages = reader.read("messages/*.yaml", Message, lambda _path, _key: {})
    threads = reader.read("threads/*.yaml", Thread, lambda _path, key: {"told": key})
    return Pile(tuple(lines), tuple(dialogues), tuple(messages), tuple(threads)), reader.faults


class _PileReader:
    """Files that hold lists of lines under keys, and the faults found in them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.faults: list[Fault] = []

    def read(
        self, pattern: str, record: type[R], label: Callable[[Path, str], dict[str, object]], plain: str = "text"
    ) -> list[R]:
        """Every item of the files as a record; `label` gives what the file and the key say, `plain` the field that an
        item without keys fills."""
        return [
            found
            for path in sorted(self._folder.glob(pattern))
            for key, number, item in self._list_items(path)
            for found in self._validate(path, f"{key}.{number}", _complete(item, plain, label(path, key)), record)
        ]

    def _list_items(self, path: Path) -> Iterator[tuple[str, int, object]]:
        try:
            content = read_yaml(path)
        except UnreadableFile as error:
            self._complain(path, "", str(error))
            return
        if not isinstance(content, dict):
            self._complain(path, "", "must hold lists of lines under keys")
            return
        for key, items in content.items():
            if isinstance(items, list):
                yield from ((str(key), number, item) for number, item in enumerate(items))
            else:
                self._complain(path, str(key), "must be a list of lines")

    def _validate(self, path: Path, prefix: str, item: dict[str, object], record: type[R]) -> Iterable[R]:
        try:
            return (record.model_validate(item),)
        except ValidationError as error:
            self.faults += describe_validation(str(path.relative_to(self._folder)), prefix, error)
            return ()

    def _complain(self, path: Path, key: str, problem: str) -> None:
        self.faults.append(Fault(file=str(path.relative_to(self._folder)), key=key, problem=problem))


def _complete(item: object, plain: str, label: dict[str, object]) -> dict[str, object]:
    return label | (item if isinstance(item, dict) else {plain: item})
