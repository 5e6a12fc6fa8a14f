"""Files the bot sends: pictures as photos while Telegram leaves them as they are, everything else as documents."""

import pytest

from adapters.telegram.uploads import is_photo
from bot.chat import SendFile
from bot.port import Uncertain
from bot.text import plain
from tests.adapters.telegram.rig import TelegramRig
from tests.platform_rig import a_png


@pytest.mark.parametrize(
    ("content", "photo"),
    [
        (a_png(1000, 2400), True),
        (a_png(2560, 200), True),
        (a_png(2561, 2000), False),
        (a_png(100, 2001), False),
        (a_png(100, 2000), True),
        (a_png(10, 10) + bytes(10_000_000), False),
        (a_png(10, 10)[:20], False),
        (b"\x89PNG\r\n\x1a\n", False),
        (b"word,translation\n", False),
        (b"", False),
    ],
)
def test_what_is_shown_as_a_photo(content: bytes, photo: bool) -> None:
    assert is_photo(content) is photo


@pytest.mark.parametrize("size", [(3000, 900), (90, 2000)])
async def test_a_picture_too_large_for_a_photo_is_a_document(rig: TelegramRig, size: tuple[int, int]) -> None:
    content = a_png(*size)
    await rig.platform.deliver(SendFile(rig.room, "class.png", content, plain("Tuesday A2")), "k")

    seen = (await rig.seen(rig.ana))[-1]
    assert (seen.picture, seen.file, seen.text) == (False, ("class.png", content), plain("Tuesday A2"))


async def test_a_picture_telegram_cannot_make_a_photo_of_is_a_document(rig: TelegramRig) -> None:
    broken = a_png(100, 100)[:-20]
    await rig.platform.deliver(SendFile(rig.room, "class.png", broken, plain("Tuesday A2")), "k")

    seen = (await rig.seen(rig.ana))[-1]
    assert (seen.picture, seen.file) == (False, ("class.png", broken))


async def test_where_photos_are_not_allowed_a_picture_is_a_document(rig: TelegramRig) -> None:
    rig.group.may_send_photos = False
    await rig.platform.deliver(SendFile(rig.room, "class.png", a_png(100, 100), plain("Tuesday A2")), "k")

    seen = (await rig.seen(rig.ana))[-1]
    assert (seen.picture, seen.file is not None) == (False, True)
    assert len([one for one in await rig.seen(rig.ana) if one.file]) == 1


async def test_a_photo_whose_arrival_is_unknown_is_not_sent_again_as_a_document(rig: TelegramRig) -> None:
    rig.api.fail("sendPhoto", "lose answer")
    with pytest.raises(Uncertain):
        await rig.platform.deliver(SendFile(rig.room, "class.png", a_png(100, 100), plain("Tuesday A2")), "k")

    assert len([one for one in await rig.seen(rig.ana) if one.file]) == 1
