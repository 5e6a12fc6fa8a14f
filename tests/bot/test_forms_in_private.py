"""A form opened from a private message: what its answer says stands below, for all to whom the chat belongs."""

from __future__ import annotations

from pathlib import Path

from activities.dealing import Dealing
from bot.chat import Form, FormSent
from tests.activities.correcting import BETTER, LIKE_DISCORD, SENTENCE, a_task, wrote


async def test_who_sends_a_form_in_private_reads_what_became_of_it(tmp_path: Path) -> None:
    async with a_task(tmp_path, more=[Dealing()], limits=LIKE_DISCORD) as stage:
        await wrote(stage)
        await stage.types("Ben", "/correct", private=True)
        assert SENTENCE in stage.told("Ben")
        form = await stage.presses("Ben", "Write it better", private=True)
        assert isinstance(form, Form)
        sent = FormSent("f1", stage.now, stage.private("Ben"), stage.who("Ben"), form.code, {"better": BETTER})
        await stage.happens(sent)
        assert stage.told("Ben").startswith("Thank you! Ana sees it privately:")
