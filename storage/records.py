"""All records of one transaction: the questions asked of every table, over one session."""

from __future__ import annotations

from sqlmodel import Session

from storage.classes import Classes
from storage.contributions import Contributions
from storage.corrections import Corrections
from storage.decks import Cards, Questions
from storage.deliveries import Deliveries
from storage.inbound import Inbox
from storage.lanes import Lanes
from storage.people import People
from storage.rounds import Rounds
from storage.schedules import Schedules
from storage.vault import Vault


class Records:
    """One transaction's view of the database."""

    def __init__(self, session: Session, vault: Vault) -> None:
        self.session = session
        self.vault = vault
        self.classes = Classes(session)
        self.people = People(session)
        self.cards = Cards(session)
        self.questions = Questions(session)
        self.rounds = Rounds(session)
        self.contributions = Contributions(session, vault)
        self.corrections = Corrections(session, vault)
        self.schedules = Schedules(session)
        self.deliveries = Deliveries(session, vault)
        self.lanes = Lanes(session)
        self.inbox = Inbox(session, vault)
