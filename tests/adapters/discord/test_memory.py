"""The small memory: what outlives a restart, what is let go, and that a lost or broken file is no end."""

from pathlib import Path

import pytest

from adapters.discord.memory import MOST_CHATS, Memory

DAY = 24 * 3600 * 1000 << 22
"""A day in Discord's numbers."""


def again(path: Path, memory: Memory) -> Memory:
    memory.write()
    return Memory(path)


async def test_rooms_threads_and_how_far_they_were_read_outlive_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "discord.json"
    memory = Memory(path)
    memory.introduce("1")
    memory.use(10, server=7)
    memory.begin(10, 100)
    memory.taken(10, 105)
    memory.taken(10, 103)
    memory.know_thread(20, 10)
    memory.know_thread(21, 0)
    memory.hide(10, hidden=True)
    memory = again(path, memory)

    assert (memory.rooms(7), memory.last(10), memory.hidden(10)) == ([10], 105, True)
    assert (memory.post_of(20), memory.post_of(21), memory.post_of(22)) == ("10", "", None)


async def test_whose_a_private_chat_is_is_not_written_down(tmp_path: Path) -> None:
    path = tmp_path / "discord.json"
    memory = Memory(path)
    memory.introduce("1")
    memory.know_chat(4444, 30)
    memory.begin(30, DAY)
    assert memory.user_of(30) == 4444
    memory = again(path, memory)

    assert memory.private(30)
    assert memory.user_of(30) == 0
    assert "4444" not in path.read_text()


async def test_private_chats_are_let_go_after_a_week_and_are_a_hundred_at_most(tmp_path: Path) -> None:
    path = tmp_path / "discord.json"
    memory = Memory(path)
    memory.introduce("1")
    memory.know_chat(1, 30)
    memory.begin(30, DAY)
    for number in range(MOST_CHATS + 20):
        memory.know_chat(100 + number, 1000 + number)
        memory.begin(1000 + number, 20 * DAY + number)
    memory = again(path, memory)

    assert not memory.private(30)
    assert sorted(memory.read_to()) == [1000 + number for number in range(20, MOST_CHATS + 20)]


async def test_another_bot_begins_with_nothing(tmp_path: Path) -> None:
    path = tmp_path / "discord.json"
    memory = Memory(path)
    memory.introduce("1")
    memory.use(10, server=7)
    memory.know_commands("mark")
    memory = again(path, memory)
    memory.introduce("2")

    assert (memory.commands, memory.servers()) == ("", set())


@pytest.mark.parametrize("broken", ["", "{", "[]", "\x00"])
async def test_a_broken_file_is_an_empty_one(tmp_path: Path, broken: str) -> None:
    path = tmp_path / "discord.json"
    path.write_text(broken)

    assert Memory(path).servers() == set()
