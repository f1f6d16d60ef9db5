"""Times answers against the bare encoder with FAISS, in one run on one machine, and prints the ratios.

Run `make bench`. Nothing here asserts a time: machines differ, ratios on one machine do not.
"""

import statistics
import sys
import time
from collections.abc import Callable

from bot.app import build_assistant
from bot.assistant import Assistant
from bot.building import load_library
from bot.config import Settings
from bot.records.language import Utterance

_TEXTS = (
    "you can't see inside open models",
    "is llama open source?",
    "I used to think Mistral was open source, then I looked for the training code",
    "what did gpt-4o score on mmlu",
    "mistral 7b licence",
    "which models release training data",
    "what is quantization",
    "who won the world cup",
)
_ROUNDS = 20


def _time(call: Callable[[str], object]) -> float:
    """The median milliseconds of a call over all texts and rounds, after one round to warm up."""
    for text in _TEXTS:
        call(text)
    spent = []
    for _round in range(_ROUNDS):
        for text in _TEXTS:
            start = time.perf_counter()
            call(text)
            spent.append(1000 * (time.perf_counter() - start))
    return statistics.median(spent)


def main() -> None:
    library = load_library(Settings())
    assistant: Assistant = build_assistant(Settings())

    def look_up(text: str) -> object:
        return library.retriever.search_vectors(library.encoder.encode_questions([text])[0])

    bare = _time(look_up)
    full = _time(lambda text: assistant.answer_now(Utterance(text=text)))
    longest = _time(lambda _text: assistant.answer_now(Utterance(text="open weights " * 500)))
    rows = (("bare encoder and FAISS", bare), ("an answer", full), ("an answer to 6,500 characters", longest))
    sys.stdout.write("".join(f"{name:<32}{spent:>8.1f} ms{spent / bare:>8.2f} x\n" for name, spent in rows))
    assistant.close()


if __name__ == "__main__":
    main()
