"""A question in progress: one a person, its words sealed."""

from datetime import timedelta

from storage.drafts import Draft
from storage.records import Records
from tests.storage.town import NOW

HOUR = timedelta(hours=1)


def draft(user: str = "ana", at: timedelta = timedelta()) -> Draft:
    return Draft(platform="paper", user=user, activity="words", action="add", sealed=b"", at=NOW + at)


def test_a_question_in_progress_keeps_its_words_sealed(records: Records) -> None:
    records.drafts.keep(draft(), {"lines": ["el pan = bread"]})
    found = records.drafts.get("paper", "ana")
    assert found
    assert b"pan" not in found.sealed
    assert records.drafts.words(found) == {"lines": ["el pan = bread"]}


def test_one_question_at_a_time(records: Records) -> None:
    records.drafts.keep(draft(), {"step": 1})
    second = draft()
    second.action = "rename"
    records.drafts.keep(second, {"step": 2})
    found = records.drafts.get("paper", "ana")
    assert found
    assert (found.action, records.drafts.words(found)) == ("rename", {"step": 2})
    records.drafts.drop("paper", "ana")
    assert records.drafts.get("paper", "ana") is None


def test_questions_left_lying_are_forgotten(records: Records) -> None:
    records.drafts.keep(draft("ana"), {})
    records.drafts.keep(draft("ben", HOUR), {})
    records.drafts.forget(NOW + HOUR)
    assert records.drafts.get("paper", "ana") is None
    assert records.drafts.get("paper", "ben")
