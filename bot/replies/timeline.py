"""The timeline: dated events of the debate, newest first."""

from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.passages import Passage
from bot.replies.draft import Draft
from bot.replies.plain import compose_unknown_name
from bot.replies.wording import say_date

_EXAMPLES = ("2026", "OSAID", "DeepSeek", "EU AI Act")


def compose_timeline(bank: Bank, query: str) -> Answer:
    """The events whose date, title or text hold every word that was typed; all of them where nothing was."""
    words = query.casefold().split()
    events = [passage for passage in bank.passages if passage.kind == "event" and _fits(passage, words)]
    if not events:
        return compose_unknown_name(query, "event about", _EXAMPLES)
    events.sort(key=lambda event: event.as_of, reverse=True)
    draft = Draft(bank, query)
    about = f' about "{query}"' if query else ""
    headline = f"{len(events)} dated {'event' if len(events) == 1 else 'events'}{about}, newest first."
    draft.add_section("", headline)
    lines = [f"- {say_date(event.as_of)}: {draft.mark(event.title, event.cites, event.as_of)}" for event in events]
    draft.add_section("", "\n".join(lines))
    return draft.close("table", headline, 1.0)


def _fits(event: Passage, words: list[str]) -> bool:
    text = f"{event.as_of} {say_date(event.as_of)} {event.title} {event.text}".casefold()
    return all(word in text for word in words)
