"""Copies of the shipped knowledge that a test may break."""

import shutil
from pathlib import Path

from tests.conftest import ROOT


def copy_knowledge(folder: Path) -> Path:
    """What the bank is read from; labelled lines and the recogniser, which are most of the folder, are left out."""
    skip = shutil.ignore_patterns("lines", "recogniser")
    return Path(shutil.copytree(ROOT / "knowledge", folder / "knowledge", ignore=skip))
