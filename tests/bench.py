"""Times Glassbox against the bare encoder with FAISS, in one run on one machine, and prints the ratios.

Run `make bench`. Nothing here asserts a time: machines differ, ratios on one machine do not. The floor is the same
encoder in full precision with exact search and nothing around it (tests/floor.py). Every question is asked once, so
that no cache helps.
"""

import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bot.app import open_assistant
from bot.assistant import Assistant
from bot.building import locate
from bot.config import Settings
from bot.records.language import Utterance
from bot.retrieval.onnx_encoder import TOKENIZER_FILE
from bot.retrieval.vectors import VECTORS_FILE

_ASKERS = 8
_STARTS = 5
_TICK = 0.005
_BLOCKS = 6
_FILES = ("claims", "facts", "models")


def read_lines() -> list[str]:
    """The labelled questions, each once, long and short by turns as they stand in their files."""
    lines = [
        json.loads(line).get("text")
        for name in _FILES
        for line in (Path(__file__).parent / f"questions/{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    return [text for text in dict.fromkeys(lines) if isinstance(text, str) and text.isprintable() and text.strip()]


def main() -> None:
    from tests.growth import print_growth

    settings = Settings()
    places = locate(settings)
    with tempfile.TemporaryDirectory() as name:
        from tests.floor import write_floor

        write_floor(Path(name), places.encoder / TOKENIZER_FILE, places.passages / VECTORS_FILE)
        _print_starts(name)
        _print_answers(settings, Path(name))
    print_growth()


def _print_starts(folder: str) -> None:
    """Cold starts as whole processes, by turns so that a busy machine treats all alike; the fastest of each counts."""
    commands = {
        "the bare floor, first look-up": ["tests.floor", folder],
        'glassbox ask "..."': ["bot", "ask", "is llama open source?"],
        'glassbox model "Mistral 7B"': ["bot", "model", "Mistral 7B"],
        "glassbox --help": ["bot", "--help"],
    }
    spent: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(_STARTS):
        for name, command in commands.items():
            start = time.perf_counter()
            _run(command)
            spent[name].append(1000 * (time.perf_counter() - start))
    floor = min(next(iter(spent.values())))
    for name, times in spent.items():
        _print(name, f"{min(times):>8.0f} ms", min(times) / floor)
    bare, bot = float(_run(["tests.floor", folder])), float(_run(["tests.footprint"]))
    _print("the bare floor, resident", f"{bare:>8.0f} MB", 1)
    _print("the running bot, resident", f"{bot:>8.0f} MB", bot / bare)


def _run(command: list[str]) -> str:
    done = subprocess.run([sys.executable, "-m", *command], check=True, capture_output=True, text=True)
    return done.stdout


def _print_answers(settings: Settings, folder: Path) -> None:
    from tests.floor import Floor

    floor = Floor(folder)
    lines = read_lines()
    alone, crowd = lines[::2], lines[1::2]
    with open_assistant(settings) as assistant:
        for text in ("warm up", "is it open?", "open weights " * 500):
            floor.look_up(text)
            assistant.answer_now(Utterance(text=text))
        bare, full = [], []
        for text in alone:
            bare.append(_time(floor.look_up, text))
            full.append(_time(lambda line: assistant.answer_now(Utterance(text=line)), text))
        _print("the bare floor, median", f"{statistics.median(bare):>8.1f} ms", 1)
        _print(
            "an answer, median",
            f"{statistics.median(full):>8.1f} ms",
            statistics.median(full) / statistics.median(bare),
        )
        _print_crowd(floor, assistant, crowd, statistics.median(bare))


def _print_crowd(floor: object, assistant: Assistant, lines: list[str], bare: float) -> None:
    """Throughput by turns, block by block, so that a machine that slows down meanwhile slows both; medians count."""
    floors, rates, ratios, lags = [], [], [], []
    for block in range(_BLOCKS):
        part = lines[block::_BLOCKS]
        floors.append(_count_look_ups(floor, part))
        start = time.perf_counter()
        lags += asyncio.run(_ask_at_once(assistant.answer, part))
        rates.append(len(part) / (time.perf_counter() - start))
        ratios.append(rates[-1] / floors[-1])
    _print(f"the bare floor, {_ASKERS} askers", f"{statistics.median(floors):>8.0f} /s", 1)
    _print(f"answers, {_ASKERS} askers", f"{statistics.median(rates):>8.0f} /s", statistics.median(ratios))
    lag = statistics.quantiles(lags, n=100)[98]
    _print("lag of the event loop, 99 of 100", f"{lag:>8.1f} ms", lag / bare)


def _count_look_ups(floor: object, lines: list[str]) -> float:
    """Look-ups a second of the bare floor: the better of one caller and as many as ask."""
    rates = []
    for callers in (1, _ASKERS):
        with ThreadPoolExecutor(callers) as pool:
            start = time.perf_counter()
            list(pool.map(floor.look_up, lines))  # type: ignore[attr-defined]
            rates.append(len(lines) / (time.perf_counter() - start))
    return max(rates)


async def _ask_at_once(answer: Callable[[Utterance], object], lines: Iterable[str]) -> list[float]:
    """Askers that each wait for an answer before the next question; how late the loop's ticks came meanwhile, in ms."""
    waiting = iter(lines)
    lags: list[float] = []

    async def ask() -> None:
        for text in waiting:
            await answer(Utterance(text=text))  # type: ignore[misc]

    async def tick() -> None:
        while True:
            start = time.perf_counter()
            await asyncio.sleep(_TICK)
            lags.append(1000 * (time.perf_counter() - start - _TICK))

    ticking = asyncio.create_task(tick())
    await asyncio.gather(*(ask() for _ in range(_ASKERS)))
    ticking.cancel()
    return lags


def _time(call: Callable[[str], object], text: str) -> float:
    start = time.perf_counter()
    call(text)
    return 1000 * (time.perf_counter() - start)


def _print(name: str, value: str, ratio: float) -> None:
    sys.stdout.write(f"{name:<36}{value}{ratio:>8.2f} x\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
