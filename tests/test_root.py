"""The root of the repository holds what is declared here and nothing else: whoever clones it reads it first."""

import re

from tests.conftest import ROOT, list_root

_DECLARED = {
    ".ci", ".dockerignore", ".env.example", ".git", ".gitattributes", ".gitignore", "CONTRIBUTING.md", "LICENSE",
    "Makefile", "README.md",
    "bot", "deploy", "knowledge", "pyproject.toml", "tests",
}  # fmt: skip


def _list_ignored() -> list[re.Pattern[str]]:
    """What .gitignore names: made on each machine and never committed."""
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    return [re.compile(re.escape(line.rstrip("/")).replace(r"\*", ".*")) for line in lines]


def test_nothing_undeclared_lies_in_the_root() -> None:
    ignored = _list_ignored()
    found = {name for name in list_root() if not any(pattern.fullmatch(name) for pattern in ignored)}
    assert found - _DECLARED == set(), "declare it in this test, ignore it, or take it away"


def test_everything_declared_is_there() -> None:
    assert _DECLARED - {".git"} <= list_root()
