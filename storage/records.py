"""All records of one transaction: the questions asked of every table, over one session."""

from __future__ import annotations

from sqlmodel import Session

from storage.accounts import Accounts
from storage.alarms import Alarms
from storage.classes import Classes
from storage.contributions import Contributions
from storage.corrections import Corrections
from storage.decks import Cards, Questions
from storage.deliveries import Deliveries
from storage.drafts import Drafts
from storage.erasure import Erasure
from storage.for_me import ForMe
from storage.for_teacher import ForTeacher
from storage.inbound import Inbox
from storage.invitations import Invitations
from storage.lanes import Lanes
from storage.looks import Looks
from storage.notices import Notices
from storage.opinions import Opinions
from storage.people import People
from storage.posts import Posts
from storage.reports import Reports
from storage.rooms import Rooms
from storage.rounds import Rounds
from storage.schedules import Schedules
from storage.settings import Settings
from storage.taking_part import TakingPart
from storage.used_cards import UsedCards
from storage.vault import Vault
from storage.whereabouts import Whereabouts


class Records:
    """One transaction's view of the database."""

    def __init__(self, session: Session, vault: Vault) -> None:
        self.session = session
        self.vault = vault
        self.classes = Classes(session)
        self.rooms = Rooms(session)
        self.people = People(session)
        self.accounts = Accounts(session)
        self.cards = Cards(session)
        self.questions = Questions(session)
        self.rounds = Rounds(session)
        self.posts = Posts(session)
        self.alarms = Alarms(session)
        self.contributions = Contributions(session, vault)
        self.whereabouts = Whereabouts(session)
        self.used_cards = UsedCards(session)
        self.taking_part = TakingPart(session)
        self.schedules = Schedules(session)
        self.deliveries = Deliveries(session, vault)
        self.for_me = ForMe(session)
        self.corrections = Corrections(session, vault, self.deliveries)
        self.opinions = Opinions(session, vault)
        self.looks = Looks(session)
        self.reports = Reports(session)
        self.for_teacher = ForTeacher(session)
        self.erasure = Erasure(session, self.corrections, self.deliveries)
        self.lanes = Lanes(session)
        self.inbox = Inbox(session)
        self.drafts = Drafts(session, vault)
        self.notices = Notices(session, vault)
        self.invitations = Invitations(session, vault)
        self.settings = Settings(session, vault)
