"""Codes that open once and for a time only."""

from datetime import timedelta

from storage.invitations import Invitation
from tests.storage.town import NOW, Town, ident

HOUR = timedelta(hours=1)


def invited(town: Town, code: str = "abc") -> Invitation:
    made = Invitation(hash="", kind="teacher", class_id=ident(town.class_()), member_id=1, expires_at=NOW + HOUR)
    town.records.invitations.add(code, made)
    return made


def test_a_code_opens_once_and_in_time(town: Town) -> None:
    invitations = town.records.invitations
    invited(town)
    assert invitations.of_code("abd", NOW) is None
    assert invitations.of_code("abc", NOW + HOUR) is None
    found = invitations.of_code("abc", NOW)
    assert found
    assert invitations.of_hash(found.hash, NOW) is found
    invitations.use(found)
    assert invitations.of_code("abc", NOW) is None


def test_a_code_is_not_kept_as_it_is(town: Town) -> None:
    assert "abc" not in invited(town).hash


def test_codes_go_with_their_time_and_their_maker(town: Town) -> None:
    invited(town)
    town.records.invitations.forget_over(NOW + HOUR)
    assert town.records.invitations.of_code("abc", NOW) is None
    invited(town)
    town.records.invitations.forget_member(1)
    assert town.records.invitations.of_code("abc", NOW) is None
