"""A small file: read whole or not at all, and no end of anything when it is lost."""

from pathlib import Path

import pytest

from bot import small_file


def test_what_was_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "new" / "memory.json"
    small_file.write(path, {"name": "Ñandú", "posts": {"1:2": 3}})
    assert small_file.read(path) == {"name": "Ñandú", "posts": {"1:2": 3}}
    assert [one.name for one in path.parent.iterdir()] == ["memory.json"]


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff", b"null"])
def test_a_broken_file_is_as_if_it_were_not_there(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "memory.json"
    path.write_bytes(content)
    assert small_file.read(path) == {}
    assert small_file.read(tmp_path / "nowhere.json") == {}


def test_what_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "memory.json"
    small_file.write(path, {"a": 1})
    (tmp_path / "memory.new").mkdir()
    small_file.write(path, {"a": 2})
    assert small_file.read(path) == {"a": 1}
