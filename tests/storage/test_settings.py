"""What a database knows of itself, and whose key it belongs to."""

import pytest

from storage.records import Records
from storage.vault import Vault, WrongKey, new_key


def test_a_setting_is_what_was_set_last(records: Records) -> None:
    assert records.settings.get("offset") == ""
    records.settings.set("offset", "1")
    records.settings.set("offset", "2")
    assert records.settings.get("offset") == "2"


def test_a_database_belongs_to_the_key_that_opened_it_first(records: Records, vault: Vault) -> None:
    assert records.settings.key_fits()
    records.settings.claim_key()
    records.settings.claim_key()
    stranger = Records(records.session, Vault(new_key()))
    assert not stranger.settings.key_fits()
    with pytest.raises(WrongKey, match="made with another key"):
        stranger.settings.claim_key()
    assert Records(records.session, vault).settings.key_fits()
