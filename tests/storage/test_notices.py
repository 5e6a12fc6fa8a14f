"""What is told once."""

from datetime import timedelta

from storage.records import Records
from tests.storage.town import NOW

HOUR = timedelta(hours=1)


def test_something_is_told_once(records: Records) -> None:
    notices = records.notices
    assert not notices.known("asked", "ana")
    assert notices.first_time(NOW, "asked", "ana")
    assert not notices.first_time(NOW, "asked", "ana")
    assert notices.first_time(NOW, "asked", "ben")
    assert notices.known("asked", "ana")
    notices.unknow("asked", "ana")
    assert not notices.known("asked", "ana")
    assert notices.first_time(NOW + HOUR, "asked", "ana")
