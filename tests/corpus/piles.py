"""Reads the three piles of labelled lines under names that can be told without telling the lines."""

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from bot.corpus.reading import read_yaml
from tests.conftest import ROOT

PILES = ROOT / "knowledge" / "lines"
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_SHORTEST = 5
"""Words: of shorter lines only the same words in the same order count as a copy."""

_ALIKE = 0.8


class Held(NamedTuple):
    """One line of a pile: a name to tell it by, and its words."""

    name: str
    words: tuple[str, ...]

    def __repr__(self) -> str:
        """The name alone, so that no failure tells a sealed line."""
        return self.name


def hold(name: str, text: str) -> Held:
    """A line with its words in small letters, curly apostrophes straightened."""
    return Held(name, tuple(_WORD.findall(text.casefold().replace("\u2019", "'"))))


def read_labelled(folder: Path) -> list[Held]:
    """Lines of a pile that people labelled one JSON object a line."""
    return [
        hold(f"{folder.name}/{file.name}: {line['id']}", line["text"])
        for file in sorted(folder.glob("*.jsonl"))
        for line in map(json.loads, file.read_text(encoding="utf-8").splitlines())
        if line.get("verb") != "model"  # the bare name of a model, which is nobody's sentence
    ]


def read_trained(folder: Path) -> list[Held]:
    """Every text of the YAML files of a pile: lines, turns and what they mean, messages and their parts."""
    return [
        hold(f"{file.parent.name}/{file.name}: {key}.{number}", text)
        for file in sorted(folder.rglob("*.yaml"))
        for key, items in _read_lists(file).items()
        for number, item in enumerate(items)
        for text in _list_texts(item)
    ]


def _read_lists(file: Path) -> dict[str, list[Any]]:
    content = read_yaml(file)
    assert isinstance(content, dict), file.name
    return content


def _list_texts(item: Any) -> Iterator[str]:
    if isinstance(item, str):
        yield item
    elif isinstance(item, list):
        for part in item:
            yield from _list_texts(part)
    else:
        yield from (item[name] for name in ("text", "means") if item.get(name))
        yield from _list_texts(item.get("parts") or item.get("turns") or item.get("then") or [])


def find_shared(first: Iterable[Held], second: Iterable[Held]) -> list[tuple[str, str]]:
    """The names of lines of two piles that are the same words, in pairs."""
    known = {line.words: line.name for line in first}
    return [(known[line.words], line.name) for line in second if line.words in known]


def find_near_copies(first: list[Held], second: list[Held]) -> list[tuple[str, str]]:
    """The names of lines of two piles whose sets of words are more alike than 0.8 by Jaccard, in pairs.

    Two sets so much alike share one of the few rarest words of each: only such pairs are compared.
    """
    counts = Counter(word for line in (*first, *second) for word in set(line.words))
    by_rare: dict[str, list[Held]] = defaultdict(list)
    for line in filter(_is_long, first):
        for word in _choose_rare(line, counts):
            by_rare[word].append(line)
    return [
        (other.name, line.name)
        for line in filter(_is_long, second)
        for other in {other.name: other for word in _choose_rare(line, counts) for other in by_rare[word]}.values()
        if measure_likeness(line, other) > _ALIKE
    ]


def measure_likeness(line: Held, other: Held) -> float:
    """The share of the words of two lines that both have."""
    mine, theirs = set(line.words), set(other.words)
    return len(mine & theirs) / len(mine | theirs)


def _is_long(line: Held) -> bool:
    return len(line.words) >= _SHORTEST


def _choose_rare(line: Held, counts: Counter[str]) -> list[str]:
    words = sorted(set(line.words), key=lambda word: (counts[word], word))
    return words[: len(words) - math.ceil(_ALIKE * len(words)) + 1]
