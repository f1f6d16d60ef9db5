"""Files of this machine as Windows names and sorts them."""

import os
from pathlib import Path, PureWindowsPath


class WindowsPath(PureWindowsPath):
    """A path that is written and sorted as on Windows, to a file of this machine."""

    def is_file(self) -> bool:
        return self._find().is_file()

    def stat(self) -> os.stat_result:
        return self._find().stat()

    def read_bytes(self) -> bytes:
        return self._find().read_bytes()

    def rglob(self, pattern: str) -> list["WindowsPath"]:
        return [WindowsPath(path) for path in self._find().rglob(pattern)]

    def _find(self) -> Path:
        return Path(self.as_posix())
