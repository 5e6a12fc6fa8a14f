"""The roster: one person may have several accounts and be in several classes, and leaves nothing behind."""

from datetime import timedelta

from sqlmodel import select

from storage.accounts import Account, MemberAccount
from storage.people import Role
from tests.storage.town import NOW, Town, ident


def names(rows: object) -> list[str]:
    assert isinstance(rows, list)
    return [row.name for row in rows]


def test_an_account_is_a_member_of_each_class_it_joined(town: Town) -> None:
    tuesday, thursday = town.class_("Tuesday"), town.class_("Thursday")
    first, second = town.member(tuesday), town.member(thursday)
    people = town.records.people
    assert people.member_of(ident(tuesday), "paper", "ana") is first
    assert people.member_of(ident(thursday), "paper", "ana") is second
    assert list(people.memberships("paper", "ana")) == [first, second]
    assert people.member_of(ident(tuesday), "other", "ana") is None


def test_who_has_left_is_no_member_but_known_as_former(town: Town) -> None:
    class_ = town.class_()
    first, second = town.member(class_, "Ana"), town.member(class_, "Ana")
    first.left_at, second.left_at = NOW - timedelta(days=2), NOW
    people = town.records.people
    assert people.member_of(ident(class_), "paper", "ana") is None
    assert list(people.memberships("paper", "ana")) == []
    assert people.former(ident(class_), "paper", "ana") is second


def test_roster_is_sorted_as_people_sort(town: Town) -> None:
    class_ = town.class_()
    gone = town.member(class_, "Aaron")
    gone.left_at = NOW
    for name in ("carla", "Ben", "ana"):
        town.member(class_, name)
    people = town.records.people
    assert names(list(people.roster(ident(class_)))) == ["ana", "Ben", "carla"]
    assert names(list(people.roster(ident(class_), gone=True))) == ["Aaron", "ana", "Ben", "carla"]


def test_only_confirmed_learners_are_counted(town: Town) -> None:
    class_ = town.class_()
    town.member(class_, "Ana")
    town.member(class_, "Ben").confirmed_at = None
    town.member(class_, "Carla", Role.HELPER)
    teacher = town.member(class_, "Dora", Role.TEACHER)
    assert names(town.records.people.learners(ident(class_))) == ["Ana"]
    assert town.records.people.teachers(ident(class_)) == [teacher]


def test_a_person_is_found_through_all_their_accounts_and_classes(town: Town) -> None:
    tuesday, thursday = town.class_("Tuesday"), town.class_("Thursday")
    ana, again = town.member(tuesday, "Ana"), town.member(thursday, "Anita")
    town.records.accounts.link(ana, town.account("phone"))
    town.records.accounts.link(again, town.account("phone"))
    town.member(tuesday, "Ben")
    for user in ("ana", "phone", "anita"):
        accounts, members = town.records.people.person("paper", user)
        assert {one.user for one in accounts} == {"ana", "phone", "anita"}
        assert {one.name for one in members} == {"Ana", "Anita"}
    assert town.records.people.person("paper", "stranger") == ([], [])


def test_erased_member_leaves_no_account_nobody_else_uses(town: Town) -> None:
    class_ = town.class_()
    ana = town.member(class_)
    ben = town.member(class_, "Ben")
    shared, own = town.account("family"), town.account("ana")
    for member in (ana, ben):
        town.records.accounts.link(member, shared)
    town.records.people.erase(ana)
    left = town.records.session.exec(select(Account.user).order_by(Account.user)).all()
    assert list(left) == ["ben", "family"]
    assert own not in town.records.session
    assert len(town.records.session.exec(select(MemberAccount)).all()) == 2


def test_an_erased_members_id_is_nobody_elses(town: Town) -> None:
    class_ = town.class_()
    ana = town.member(class_)
    town.records.people.erase(ana)
    assert ident(town.member(class_, "Ben")) > ident(ana)
