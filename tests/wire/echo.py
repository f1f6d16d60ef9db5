"""An answer to everything, at once: for tests of which process answers, not of what it says."""

from bot.catalogue import Catalogue
from bot.records.answers import Answer, Section
from bot.records.bank import Bank
from bot.records.language import Utterance


class Echo:
    """Stands where an assistant stands, and needs no index."""

    adviser: str | None = None

    def __init__(self, bank: Bank) -> None:
        self.bank = bank
        self.catalogue = Catalogue(bank)

    async def answer(self, utterance: Utterance) -> Answer:
        words = f"You say: {utterance.text}"
        return Answer(
            id=utterance.id,
            query=utterance.text,
            kind="answer",
            headline=words,
            text=words,
            sections=(Section(label="", text=words),),
            confidence=1.0,
        )

    def forget(self, beginning: str) -> None:
        """It remembers nothing."""

    def close(self) -> None:
        return
