"""What all verbs print with."""

import sys
from collections.abc import Callable


def say(text: str) -> None:
    """Write a line on standard output."""
    sys.stdout.write(f"{text}\n")


class Bars:
    """Progress bars for the length of a block."""

    def __enter__(self) -> Callable[[str, int, int], None]:
        from bot.terminal import ProgressBars  # noqa: PLC0415

        self._bars = ProgressBars()
        return self._bars

    def __exit__(self, *_: object) -> None:
        self._bars.close()
