"""Which test of models a line names, however it is spaced: 'MMLU pro', 'swe bench', 'human eval'."""

from functools import lru_cache

from bot.records.bank import Bank
from bot.understanding.names import NameTable, split_atoms

_BANKS_KEPT = 2
"""The one that is answered from and the one that takes its place."""

_LINES_KEPT = 8
"""Lines whose test is kept while one desk after another asks for it."""


def find_benchmark(bank: Bank, lowered: str) -> str | None:
    """The first benchmark that a lower-cased line names, by the longest name: 'MMLU-Pro' is not 'MMLU'."""
    return _find(bank.benchmarks, lowered)


@lru_cache(_LINES_KEPT)
def _find(names: tuple[str, ...], lowered: str) -> str | None:
    found = _make_table(names).find(split_atoms(lowered))
    return found[0].targets[0] if found else None


@lru_cache(_BANKS_KEPT)
def _make_table(names: tuple[str, ...]) -> NameTable:
    """The names, and each without its last word where that calls no other: 'SWE-bench' is SWE-bench Verified."""
    begun = [name.rpartition(" ")[0] for name in names]
    short = [(one, name) for one, name in zip(begun, names, strict=True) if one not in names and begun.count(one) == 1]
    return NameTable([*((name, name) for name in names), *short])
