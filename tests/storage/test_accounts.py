"""Accounts: one for each user of a platform; a person may write with several."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from storage.accounts import Account
from tests.storage.town import NOW, Town


def test_accounts_are_listed_by_when_they_were_seen(town: Town) -> None:
    ana = town.member(town.class_())
    phone = town.account("phone")
    phone.seen_at = NOW + timedelta(hours=1)
    town.records.accounts.link(ana, phone)
    town.records.accounts.link(ana, phone)
    assert [one.user for one in town.records.accounts.of(ana)] == ["phone", "ana"]


def test_one_account_for_one_user(town: Town) -> None:
    town.account("ana")
    with pytest.raises(IntegrityError):
        town.records.accounts.add(Account(platform="paper", user="ana", name="Ana", seen_at=NOW))
