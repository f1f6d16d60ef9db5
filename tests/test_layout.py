"""How the code is laid out, as far as the import directions do not tell it: nothing but the judge holds a threshold."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

_ROOMS = ("desks", "replies", "understanding")
"""Rooms that propose, word and read. What they find likely or near is weighed elsewhere."""

_WEIGHED = frozenset(
    """probability probabilities chance chances confidence similarity similarities cosine cosines likelihood by_vector
    by_words stances_by_vector stances_by_words opinion likely clues""".split()
)
"""Names of what only the judge may hold against a bound."""

_ORDER = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)


def find_thresholds(source: str) -> Iterator[str]:
    """Comparisons of order with a share between 0 and 1, written out or under a name, or with something likely."""
    tree = ast.parse(source)
    shares = {name for name, value in _list_constants(tree) if _is_share(value)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and any(isinstance(operator, _ORDER) for operator in node.ops):
            sides = (node.left, *node.comparators)
            if any(_is_share(side) or _name(side) in shares or _is_weighed(side) for side in sides):
                yield f"line {node.lineno}: {ast.unparse(node)}"


def _list_constants(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for node in tree.body:
        if isinstance(node, ast.Assign):
            yield from ((target.id, node.value) for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            yield node.target.id, node.value


def _is_share(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, float) and 0 < node.value < 1


def _name(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _is_weighed(node: ast.expr) -> bool:
    return any(_name(part) in _WEIGHED for part in ast.walk(node))


def _list_files() -> list[Path]:
    return [path for room in _ROOMS for path in sorted((ROOT / "bot" / room).rglob("*.py"))]


@pytest.mark.parametrize("path", _list_files(), ids=lambda path: "/".join(path.parts[-2:]))
def test_nothing_outside_the_judge_decides_by_a_threshold(path: Path) -> None:
    allowed = {"text.py": 1}  # the share of Latin letters, which is no likelihood
    found = list(find_thresholds(path.read_text(encoding="utf-8")))
    assert len(found) <= allowed.get(path.name, 0), found


def test_the_judge_holds_the_thresholds_that_there_are() -> None:
    judge = (ROOT / "bot" / "judge" / "judgement.py").read_text(encoding="utf-8")
    assert len(list(find_thresholds(judge))) >= 3


@pytest.mark.parametrize(
    "source",
    [
        "if hit.similarity > 0.6: pass",
        "_SURE = 0.7\nif x >= _SURE: pass",
        "_SURE: float = 0.7\nif x >= _SURE: pass",
        "found = opinion.by_vector['x'] < limit",
        "near = [hit for hit in hits if hit.similarity >= least]",
        "quiet = 0.2 < x",
    ],
)
def test_a_threshold_would_be_found(source: str) -> None:
    assert list(find_thresholds(source))


@pytest.mark.parametrize(
    "source", ["if len(words) > 7: pass", "_MOST = 4\nif x < _MOST: pass", "if score.score > 85.0: pass", "x == 0.5"]
)
def test_other_comparisons_are_left_alone(source: str) -> None:
    assert not list(find_thresholds(source))
