"""deploy/README.md and README.md word for word: what they tell people to type is there and does what they say."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

_PAGE = (ROOT / "deploy" / "README.md").read_text(encoding="utf-8")


def _list_steps(heading: str) -> list[str]:
    """The commands of the first block under a heading."""
    return _PAGE.split(f"\n## {heading}\n")[1].split("```sh\n")[1].split("```")[0].splitlines()


@pytest.mark.skipif(sys.platform != "linux", reason="the steps are for Linux")
def test_an_index_beside_the_old_one_leaves_the_files_that_a_running_bot_reads(tmp_path: Path) -> None:
    """Tables are mapped: whoever looks into one while it is written over is killed by the system."""
    (step,) = [step for step in _list_steps("Changed knowledge, without a stop") if "build/.glassbox" in step]
    here, built = (tmp_path / name / "encoder" / "0123" for name in (".glassbox", "build/.glassbox"))
    for folder, content in ((here, "old"), (built, "new")):
        folder.mkdir(parents=True)
        (folder / "table.npy").write_text(content, encoding="utf-8")
    with (here / "table.npy").open(encoding="utf-8") as table:
        command = re.sub(r"\bsudo ", "", step).replace("/opt/glassbox", str(tmp_path))
        subprocess.run(["sh", "-euc", command], check=True)
        assert table.read() == "old"
    assert (here / "table.npy").read_text(encoding="utf-8") == "new"
