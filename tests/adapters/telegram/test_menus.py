"""Menus: for every place, role and language at the start, a person's own in private, and never the same twice."""

from collections.abc import Sequence

from bot.chat import Menu, Place, Who
from bot.command import MenuEntry
from tests.adapters.telegram.rig import TelegramRig
from tests.platform_rig import ENTRIES, Offering


class Translated(Offering):
    """Offers in the person's language; Marta more than others in private."""

    teacher = "nobody yet"

    async def menu(self, where: Place, by: Who, *, by_admin: bool = False) -> Sequence[MenuEntry]:
        more = by_admin or (where.private and by.user == self.teacher)
        words = "Qué está abierto" if by.language == "es" else "What is open"
        return [MenuEntry("today", words, "", "", ()), *(ENTRIES[1:] if more else [])]


async def settled(rig: TelegramRig) -> None:
    """All menus are set when the bot has come to rest."""
    while len(rig.api.called("setMyCommands")) < 6:
        rig.api.polled.clear()
        await rig.say(rig.ana, "hola")
        await rig.api.polled.wait()


async def test_each_place_has_its_menu_in_each_language(rig: TelegramRig) -> None:
    await rig.stop()
    rig.world.menus.clear()
    rig.api.calls.clear()
    (rig.folder / "telegram.json").unlink()
    rig.offering = Translated()
    rig.anas.language = "es"
    rig.bens.language = "de"
    await rig.restart()
    await settled(rig)

    assert rig.menu(rig.ana, rig.group) == [{"command": "today", "description": "Qué está abierto"}]
    assert rig.menu(rig.ben, rig.group) == [{"command": "today", "description": "What is open"}]
    assert [one["command"] for one in rig.menu(rig.admin, rig.group)] == ["today", "post"]
    assert [one["command"] for one in rig.menu(rig.ana, rig.world.chats[rig.anas.id])] == ["today"]


async def test_nothing_is_set_again_that_is_the_same(rig: TelegramRig) -> None:
    await settled(rig)
    before = len(rig.api.called("setMyCommands"))
    await rig.restart()
    await rig.open_private(rig.ana)
    await rig.say(rig.ana, "hola", rig.private(rig.ana))
    await rig.heard.message("hola")
    await rig.stop()

    assert len(rig.api.called("setMyCommands")) == before


async def test_a_teacher_is_offered_more_in_private(rig: TelegramRig) -> None:
    rig.offering = offering = Translated()
    offering.teacher = rig.admin
    await rig.restart()
    await rig.open_private(rig.admin)
    await rig.say(rig.admin, "/today", rig.private(rig.admin))
    await rig.heard.command(rig.admin)
    await rig.stop()

    assert [one["command"] for one in rig.menu(rig.admin, rig.world.chats[rig.marta.id])] == ["today", "post"]


async def test_an_empty_menu_is_taken_away(rig: TelegramRig) -> None:
    await rig.platform.deliver(Menu(rig.room, (("today", "What is open"),), user=rig.ana), "k1")
    await rig.platform.deliver(Menu(rig.room, (), user=rig.ana), "k2")

    assert (f"chat_member:{rig.group.id}:{rig.ana}", "") not in rig.world.menus


async def test_odd_names_and_long_descriptions_are_made_to_fit(rig: TelegramRig) -> None:
    commands = (("today", "ñ" * 400), ("Not A Name", "x"), ("help", " "))
    await rig.platform.deliver(Menu(rig.room, commands, language="en-GB"), "k")

    (menu,) = [menu for (scope, _), menu in rig.world.menus.items() if scope == f"chat:{rig.group.id}"]
    assert [(one["command"], len(one["description"])) for one in menu] == [("today", 256), ("help", 4)]
