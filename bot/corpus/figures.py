"""Which figures a source is known to hold, so that no answer gives a number its citation does not carry."""

import re
from collections import defaultdict
from collections.abc import Iterable

from bot.records.bank import Bank
from bot.records.base import Cite, read_numbers

_VERSIONED_NAMES = (
    r"(?:GPT|Claude|Llama|Gemini|Gemma|Qwen|DeepSeek|GLM|Kimi|Mistral|Mixtral|Falcon|Olmo|Pythia|Phi|Grok|"
    r"Apache|OSAID|OpenMDW|RAIL|Haiku|Sonnet|Opus|Granite|Nemotron|MiniMax|BLOOM|Books|Dolma|Dolly|T|K|R|V|"
    r"version|Version|Prediction|Risk|Question|Annex|Article|Class)"
)
_NAME_WITH_DIGITS = re.compile(rf"\b{_VERSIONED_NAMES}[- ]?v?\d+(?:\.\d+)*[A-Za-z]?(?:-\d+[A-Za-z]+)?\b")

_ARXIV_NUMBER = re.compile(r"arxiv\.org/\w+/(\d{4}\.\d{5})")


class FigureBook:
    """Every figure that the title, date, arXiv number and notes of each source hold."""

    def __init__(self, bank: Bank) -> None:
        self._figures: dict[str, set[str]] = defaultdict(set)
        self._gather_notes(bank)
        names = {model.name for model in bank.models} | {a for model in bank.models for a in model.aliases}
        numbered = sorted((name for name in names if re.search(r"\d", name)), key=len, reverse=True)
        self._names = re.compile("|".join(re.escape(name) for name in numbered) or r"(?!)", re.IGNORECASE)

    def find_unsupported(self, text: str, cites: Iterable[Cite], as_of: str = "") -> list[str]:
        """Return the figures of a text that none of its sources holds; digits inside names do not count."""
        supported = set(read_numbers(as_of))
        for cite in cites:
            supported |= self._figures[cite.source]
        missing = read_numbers(text) - supported
        return sorted(missing & read_numbers(self._drop_names(text))) if missing else []

    def _drop_names(self, text: str) -> str:
        return _NAME_WITH_DIGITS.sub(" ", self._names.sub(" ", text))

    def _add(self, source: str, *texts: str | None) -> None:
        for text in texts:
            self._figures[source] |= read_numbers(text or "")

    def _gather_notes(self, bank: Bank) -> None:
        for source in bank.sources:
            self._add(source.id, source.title, source.date, *_ARXIV_NUMBER.findall(source.url or ""))
            for note in source.notes:
                self._add(source.id, note.text, note.as_of)
