"""Every pattern that the product compiles, and lines that repeat what a pattern looks for: does its time explode?"""

import importlib
import pkgutil
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from types import ModuleType
from typing import Any

import pytest

import bot

Patterns = dict[tuple[str, int], tuple[re.Pattern[str], str]]
"""Each pattern once, with the name of the module that compiles it."""

LONG = 2000
_SHORT = LONG // 8
_LINEAR, _QUADRATIC = 8, 64
BOUND = (_LINEAR * _QUADRATIC) ** 0.5
"""How much longer eight times as long a line may take: between both, each as far away as the other."""

_SIGNS = (
    *" a1.-_,()[]\"'?!/:+*|~`>#<@$€x",
    *("a ", "aa ", "1 ", "1.", "1.1 ", "1,", "7b ", "1b", "$1 ", ". ", ", ", "a/", "a-", "a.", "a_", "A ", "a's "),
    *("x1", "1x", "<@1", "\x1b[1", "http://a.", "://", "not ", "is ", "\t", "\n", "é", "中 ", "q4_", "v1.", "[1]"),
)
_MOST_WORDS = 24
"""Words of one pattern that are tried; those of a long list are all alike."""

_SHOWN = 3
"""Texts of one pattern that are told; each that has grown takes its time."""

_FUNCTIONS = ("compile", "search", "match", "fullmatch", "sub", "split", "findall", "finditer")
_NO_PART = ("bot.training", "bot.__main__", "bot.store.migrations")
"""What never reads a line that somebody typed, and needs torch, or Alembic around it."""


def list_modules() -> list[ModuleType]:
    """The modules of the product, loaded."""
    names = [module.name for module in pkgutil.walk_packages(bot.__path__, "bot.")]
    return [importlib.import_module(name) for name in names if not name.startswith(_NO_PART)]


def gather_constants() -> Patterns:
    """The patterns that modules hold, also those within tuples and mappings."""
    found: Patterns = {}
    for module in list_modules():
        for value in vars(module).values():
            for pattern in _dig(value):
                found[pattern.pattern, pattern.flags] = (pattern, module.__name__)
    return found


def _dig(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from _dig(tuple(value.values()))
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _dig(part)


def record_patterns(monkeypatch: pytest.MonkeyPatch, work: Callable[[], object]) -> Patterns:
    """The patterns that the product compiles while it does some work; what it remembers of earlier work is dropped."""
    found: Patterns = {}

    def watch(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(pattern: Any, *arguments: Any, **options: Any) -> Any:
            module = sys._getframe(1).f_globals.get("__name__", "")
            if module.startswith("bot."):
                flags = options.get("flags", arguments[0] if function is compile_ and arguments else 0)
                compiled = compile_(pattern, flags)
                found[compiled.pattern, compiled.flags] = (compiled, module)
            return function(pattern, *arguments, **options)

        return call

    compile_ = re.compile
    for name in _FUNCTIONS:
        monkeypatch.setattr(re, name, watch(getattr(re, name)))
    for module in list_modules():
        for value in list(vars(module).values()):
            if hasattr(value, "cache_clear"):
                value.cache_clear()
    work()
    monkeypatch.undo()
    return found


def keep_shapes(patterns: Patterns) -> Patterns:
    """One of all patterns that differ in their words alone: those made from names are many."""
    shapes = {(_blank(text), module): (text, flags) for (text, flags), (_p, module) in patterns.items()}
    return {key: patterns[key] for key in shapes.values()}


def _blank(pattern: str) -> str:
    return re.sub(r"(?<!\\)[a-z]{2,}", "w", pattern)


_TICK = 1e-6
"""Seconds that the shortest look counts as: a clock may show none."""


def find_growth(pattern: re.Pattern[str]) -> list[str]:
    """Some repeated texts over which a pattern takes far more than in proportion, each with how much more."""
    grown = (f"{unit!r}: {growth:.0f}" for unit in _list_units(pattern) if (growth := _measure(pattern, unit)) > BOUND)
    return list(islice(grown, _SHOWN))


def _list_units(pattern: re.Pattern[str]) -> Iterable[str]:
    """Signs, and what the pattern itself looks for, alone and with something behind it."""
    written = re.sub(r"\\.|\(\?[a-z<!=:]*", "\n", pattern.pattern.lower())
    words = list(dict.fromkeys(re.findall(r"[a-z]+(?:[ -][a-z]+)*", written)))[:_MOST_WORDS]
    return dict.fromkeys((*_SIGNS, *(f"{word}{behind}" for word in words for behind in ("", " ", " a "))))


def _measure(pattern: re.Pattern[str], unit: str) -> float:
    """How much longer a long line takes than a short one; what one look makes suspect is looked at again."""
    long, short = f"{fill(unit, LONG)}~", f"{fill(unit, _SHORT)}~"
    growth = 0.0
    for times in (1, 5):
        at_least = max(time_least(lambda: _apply(pattern, short), times), _TICK)
        growth = time_least(lambda: _apply(pattern, long), times) / at_least
        if growth < BOUND:
            break
    return growth


def _apply(pattern: re.Pattern[str], text: str) -> None:
    pattern.search(text)
    pattern.sub("", text)


def time_least(work: Callable[[], object], times: int) -> float:
    """The least processor time in seconds that a piece of work took in this thread."""
    return min(_time(work) for _ in range(times))


def _time(work: Callable[[], object]) -> float:
    start = time.thread_time()
    work()
    return time.thread_time() - start


def fill(unit: str, length: int, head: str = "") -> str:
    """A line of a length that repeats a text behind a beginning."""
    return (head + unit * (length // len(unit) + 1))[:length]


def describe(found: Sequence[tuple[str, str, list[str]]]) -> str:
    return "\n".join(f"{module}: {text[:80]}\n    {', '.join(grown)}" for module, text, grown in found)
