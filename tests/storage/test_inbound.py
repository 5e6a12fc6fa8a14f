"""What came in is taken once."""

from datetime import timedelta

from storage.records import Records
from tests.storage.town import NOW

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
