"""Learners' words are unreadable without the key, and the key is kept carefully."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.vault import Vault, WrongKey, key_from_file, key_text, new_key, read_key

KEY = bytes(range(32))


@given(st.text())
def test_what_is_sealed_opens_again(text: str) -> None:
    vault = Vault(KEY)
    assert vault.open(vault.seal(text)) == text


def test_sealed_text_says_nothing() -> None:
    vault = Vault(KEY)
    first, second = vault.seal("Me gusta el aguacate"), vault.seal("Me gusta el aguacate")
    assert b"aguacate" not in first
    assert first != second


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(WrongKey):
        Vault(new_key()).open(Vault(KEY).seal("hola"))


@pytest.mark.parametrize("position", [0, 11, 12, -1])
def test_a_changed_byte_is_noticed(position: int) -> None:
    sealed = bytearray(Vault(KEY).seal("hola"))
    sealed[position] ^= 1
    with pytest.raises(WrongKey):
        Vault(KEY).open(bytes(sealed))


@pytest.mark.parametrize("sealed", [b"", b"short", bytes(12)])
def test_a_torn_text_is_noticed(sealed: bytes) -> None:
    with pytest.raises(WrongKey):
        Vault(KEY).open(sealed)


def test_hash_is_the_keys_own_and_keeps_parts_apart() -> None:
    vault = Vault(KEY)
    assert vault.hash("asked", "ana") == vault.hash("asked", "ana")
    assert vault.hash("asked", "ana") != Vault(new_key()).hash("asked", "ana")
    assert vault.hash("ab", "c") != vault.hash("a", "bc")


def test_key_reads_as_it_was_written() -> None:
    key = new_key()
    assert read_key(f" {key_text(key)}\n") == key


@pytest.mark.parametrize("text", ["", "hello", "ñ", key_text(KEY)[:-4], key_text(KEY) * 2])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(WrongKey):
        read_key(text)


def test_key_may_come_from_another_program() -> None:
    assert read_key("+/" * 21 + "8=") == read_key("-_" * 21 + "8=")


def test_key_of_another_length_is_refused() -> None:
    with pytest.raises(WrongKey):
        Vault(bytes(16))


def test_key_file_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "tertulia.key"
    key = key_from_file(path)
    assert key_from_file(path) == key
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


def test_key_file_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "tertulia.key"
    path.write_text("my shopping list")
    with pytest.raises(WrongKey):
        key_from_file(path)
    assert path.read_text() == "my shopping list"
