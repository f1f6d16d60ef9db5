"""What all verbs print with."""

import io
import json
import sys
from collections.abc import Callable, Iterable


def say(text: str) -> None:
    """Write a line on standard output."""
    sys.stdout.write(f"{text}\n")


def say_json(text: str) -> None:
    """Write a JSON text on standard output; where that cannot hold every character, in signs of ASCII."""
    is_unicode = (sys.stdout.encoding or "").casefold().startswith("utf")
    say(text if is_unicode else json.dumps(json.loads(text)))


def take_any_text() -> None:
    """Let no byte that is no text, and no sign that a terminal does not have, end the program."""
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=errors)


def read_json_lines() -> Iterable[str]:
    """The lines of standard input; JSON is UTF-8, whatever the terminal speaks."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    return sys.stdin


class Bars:
    """Progress bars for the length of a block."""

    def __enter__(self) -> Callable[[str, int, int], None]:
        from bot.terminal import ProgressBars  # noqa: PLC0415

        self._bars = ProgressBars()
        return self._bars

    def __exit__(self, *_: object) -> None:
        self._bars.close()
