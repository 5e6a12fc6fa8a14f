"""What came in: taken once, asked once, and codes that open once and for a time only."""

from datetime import timedelta

import pytest

from storage.inbound import Draft, Invitation
from storage.records import Records
from storage.vault import Vault, WrongKey, new_key
from tests.storage.town import NOW, Town, ident

HOUR = timedelta(hours=1)


def test_an_event_is_taken_once(records: Records) -> None:
    assert records.inbox.take("bot 1:said:5", NOW)
    assert not records.inbox.take("bot 1:said:5", NOW + HOUR)
    assert records.inbox.take("bot 1:said:6", NOW)


def test_old_events_are_forgotten(records: Records) -> None:
    records.inbox.take("old", NOW)
    records.inbox.take("new", NOW + HOUR)
    records.inbox.forget(NOW + HOUR)
    assert records.inbox.take("old", NOW)
    assert not records.inbox.take("new", NOW)


def draft(user: str = "ana", at: timedelta = timedelta()) -> Draft:
    return Draft(platform="paper", user=user, activity="words", action="add", sealed=b"", at=NOW + at)


def test_a_question_in_progress_keeps_its_words_sealed(records: Records) -> None:
    records.inbox.keep(draft(), {"lines": ["el pan = bread"]})
    found = records.inbox.draft("paper", "ana")
    assert found
    assert b"pan" not in found.sealed
    assert records.inbox.words(found) == {"lines": ["el pan = bread"]}


def test_one_question_at_a_time(records: Records) -> None:
    records.inbox.keep(draft(), {"step": 1})
    second = draft()
    second.action = "rename"
    records.inbox.keep(second, {"step": 2})
    found = records.inbox.draft("paper", "ana")
    assert found
    assert (found.action, records.inbox.words(found)) == ("rename", {"step": 2})
    records.inbox.drop("paper", "ana")
    assert records.inbox.draft("paper", "ana") is None


def test_questions_left_lying_are_forgotten(records: Records) -> None:
    records.inbox.keep(draft("ana"), {})
    records.inbox.keep(draft("ben", HOUR), {})
    records.inbox.forget_drafts(NOW + HOUR)
    assert records.inbox.draft("paper", "ana") is None
    assert records.inbox.draft("paper", "ben")


def test_something_is_told_once(records: Records) -> None:
    inbox = records.inbox
    assert not inbox.known("asked", "ana")
    assert inbox.first_time(NOW, "asked", "ana")
    assert not inbox.first_time(NOW, "asked", "ana")
    assert inbox.first_time(NOW, "asked", "ben")
    assert inbox.known("asked", "ana")
    inbox.unknow("asked", "ana")
    assert not inbox.known("asked", "ana")
    assert inbox.first_time(NOW + HOUR, "asked", "ana")


def invited(town: Town, code: str = "abc") -> Invitation:
    made = Invitation(hash="", kind="teacher", class_id=ident(town.class_()), member_id=1, expires_at=NOW + HOUR)
    town.records.inbox.invite(code, made)
    return made


def test_a_code_opens_once_and_in_time(town: Town) -> None:
    inbox = town.records.inbox
    invited(town)
    assert inbox.invitation("abd", NOW) is None
    assert inbox.invitation("abc", NOW + HOUR) is None
    found = inbox.invitation("abc", NOW)
    assert found
    assert inbox.invited(found.hash, NOW) is found
    inbox.use(found)
    assert inbox.invitation("abc", NOW) is None


def test_a_code_is_not_kept_as_it_is(town: Town) -> None:
    assert "abc" not in invited(town).hash


def test_codes_go_with_their_time_and_their_maker(town: Town) -> None:
    invited(town)
    town.records.inbox.forget_invitations_before(NOW + HOUR)
    assert town.records.inbox.invitation("abc", NOW) is None
    invited(town)
    town.records.inbox.forget_invitations(1)
    assert town.records.inbox.invitation("abc", NOW) is None


def test_a_setting_is_what_was_set_last(records: Records) -> None:
    assert records.inbox.setting("offset") == ""
    records.inbox.set("offset", "1")
    records.inbox.set("offset", "2")
    assert records.inbox.setting("offset") == "2"


def test_a_database_belongs_to_the_key_that_opened_it_first(records: Records, vault: Vault) -> None:
    assert records.inbox.key_fits()
    records.inbox.claim_key()
    records.inbox.claim_key()
    stranger = Records(records.session, Vault(new_key()))
    assert not stranger.inbox.key_fits()
    with pytest.raises(WrongKey, match="made with another key"):
        stranger.inbox.claim_key()
    assert Records(records.session, vault).inbox.key_fits()
