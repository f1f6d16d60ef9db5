"""Caches are complete or absent: a killed or damaged build is never served."""

import subprocess
import sys
import time
from pathlib import Path
from typing import cast

import pytest

from bot.errors import IndexMissing
from bot.retrieval.cache import join_fingerprint, remove_others, verify_folder, write_folder
from tests.windows import WindowsPath


def test_a_finished_folder_is_whole(tmp_path: Path) -> None:
    with write_folder(tmp_path / "index") as folder:
        (folder / "part").write_text("content", encoding="utf-8")
    verify_folder(tmp_path / "index")
    assert [path.name for path in tmp_path.iterdir()] == ["index"]


def test_a_folder_that_is_copied_to_windows_is_whole(tmp_path: Path) -> None:
    """It separates folders by another sign."""
    with write_folder(tmp_path / "index") as folder:
        (folder / "lexical").mkdir()
        (folder / "lexical" / "words").write_text("content", encoding="utf-8")
    verify_folder(cast("Path", WindowsPath(tmp_path / "index")))


def test_a_failed_write_leaves_what_was_there(tmp_path: Path) -> None:
    with write_folder(tmp_path / "index") as folder:
        (folder / "part").write_text("old", encoding="utf-8")
    with pytest.raises(FileNotFoundError), write_folder(tmp_path / "index") as folder:
        (folder / "no such folder" / "part").write_text("new", encoding="utf-8")
    assert (tmp_path / "index/part").read_text(encoding="utf-8") == "old"
    verify_folder(tmp_path / "index")


def test_a_killed_write_leaves_no_index_and_is_swept_up(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from bot.retrieval.cache import write_folder\n"
        "with write_folder(Path(sys.argv[1])) as folder:\n"
        "    (folder / 'part').write_text('half'); print('writing', flush=True); time.sleep(60)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "index")], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    process.kill()
    process.wait()
    process.stdout.close()
    with pytest.raises(IndexMissing):
        verify_folder(tmp_path / "index")
    with write_folder(tmp_path / "index") as folder:
        (folder / "part").write_text("whole", encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["index"]


@pytest.mark.parametrize("damage", ["changed", "shortened", "removed", "added"])
def test_damage_is_noticed(tmp_path: Path, damage: str) -> None:
    with write_folder(tmp_path / "index") as folder:
        (folder / "small").write_text("content", encoding="utf-8")
        (folder / "large").write_bytes(b"x" * (9 * 2**20))
    small, large = tmp_path / "index/small", tmp_path / "index/large"
    if damage == "changed":
        small.write_text("another", encoding="utf-8")
    elif damage == "shortened":
        large.write_bytes(b"x" * 100)
    elif damage == "removed":
        small.unlink()
    else:
        (tmp_path / "index/extra").write_text("?", encoding="utf-8")
    with pytest.raises(IndexMissing, match="glassbox build"):
        verify_folder(tmp_path / "index")


def test_one_file_can_be_looked_at_alone(tmp_path: Path) -> None:
    with write_folder(tmp_path / "index") as folder:
        for name in ("bank", "vectors"):
            (folder / name).write_text(name, encoding="utf-8")
    (tmp_path / "index/vectors").write_text("another", encoding="utf-8")
    verify_folder(tmp_path / "index", "bank")
    (tmp_path / "index/bank").write_text("another", encoding="utf-8")
    for name in ("bank", "absent"):
        with pytest.raises(IndexMissing):
            verify_folder(tmp_path / "index", name)


def test_old_folders_go(tmp_path: Path) -> None:
    for name in ("old", "new"):
        with write_folder(tmp_path / name) as folder:
            (folder / "part").write_text(name, encoding="utf-8")
        time.sleep(0.01)
    remove_others(tmp_path / "new")
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def test_fingerprints_keep_their_parts_apart() -> None:
    assert join_fingerprint("ab", "c") != join_fingerprint("a", "bc")
