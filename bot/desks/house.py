"""All desks, in one list: to add a desk is to add its file and a line here."""

from bot.desks.candidates import Candidate, Desk, merge
from bot.desks.claims import ClaimsDesk
from bot.desks.comparisons import ComparisonsDesk
from bot.desks.documents import DocumentsDesk
from bot.desks.itself import SelfDesk
from bot.desks.last import LastDesk
from bot.desks.lists.desk import ListsDesk
from bot.desks.lists.labs import LabsDesk
from bot.desks.models import ModelsDesk
from bot.desks.passages import PassagesDesk
from bot.desks.people import PeopleDesk
from bot.desks.points import PointsDesk
from bot.desks.silence import SilenceDesk
from bot.desks.statements import StatementsDesk
from bot.desks.tables.desk import TablesDesk
from bot.desks.terms import TermsDesk
from bot.desks.unheld import UnheldDesk
from bot.records.bank import Bank
from bot.records.focus import Focus
from bot.understanding.names import NameFinder
from bot.understanding.reading import Reading


class DeskHouse:
    """Asks every desk."""

    def __init__(self, bank: Bank, names: NameFinder) -> None:
        self.desks: tuple[Desk, ...] = (
            ClaimsDesk(bank),
            StatementsDesk(bank),
            ModelsDesk(bank),
            UnheldDesk(bank, names),
            ComparisonsDesk(bank),
            ListsDesk(bank),
            LabsDesk(bank),
            TablesDesk(bank),
            PassagesDesk(bank, names),
            DocumentsDesk(bank, names),
            TermsDesk(bank),
            PeopleDesk(bank),
            SelfDesk(bank),
            LastDesk(bank),
            PointsDesk(bank),
            SilenceDesk(bank),
        )

    def propose(self, reading: Reading, focus: Focus | None) -> tuple[Candidate, ...]:
        """Every candidate of every desk, each once, in the order of the desks; never empty, for silence is one."""
        found: dict[tuple[str, str, str | None], Candidate] = {}
        for desk in self.desks:
            for candidate in desk.propose(reading, focus):
                name = (candidate.desk, candidate.key, candidate.stance)
                found[name] = merge(found[name], candidate) if name in found else candidate
        return tuple(found.values())
