"""A correction between two platforms of one class: nothing of it is seen in any room, in English and in Spanish."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from activities.correction import Correction
from activities.joining import Joining
from activities.vocabulary import Vocabulary
from bot.chat import Place
from storage.people import CorrectionWish
from storage.rooms import Room
from storage.standing import Standing
from tests.activities.correcting import LIKE_DISCORD, LIKE_TELEGRAM, SENTENCE, corrections, marks
from tests.cast import a_class
from tests.stage import Paper, Stage
from tests.tasks import change, post_now, set_member, with_words

PLAYS = {
    "en": {
        "head": "Ben suggests one small change. Only you see this.",
        "why": "Why?",
        "answer": "Answer",
        "answers": "Ben answers your question “¿Por qué no voy?”:\nPorque fue ayer.",
        "got it": "Got it",
        "thanks": "Ana says thank you for this:",
        "written": "✓ You wrote the better sentence yourself. Well done!",
    },
    "es": {
        "head": "Ben te propone un cambio pequeño. Solo lo ves tú.",
        "why": "¿Por qué?",
        "answer": "Responder",
        "answers": "Ben responde a tu pregunta «¿Por qué no voy?»:\nPorque fue ayer.",
        "got it": "Entendido",
        "thanks": "Ana te da las gracias por esto:",
        "written": "✓ Has escrito tú la frase corregida. ¡Muy bien!",
    },
}


@asynccontextmanager
async def two_platforms(folder: Path, language: str) -> AsyncIterator[Stage]:
    """Ana writes on one platform, Ben on another; both rooms belong to one class with an open task."""
    first, second = Paper("pigeons", LIKE_DISCORD), Paper("kites", LIKE_TELEGRAM)
    activities = [Correction(), Joining(), Vocabulary()]
    async with Stage(folder, activities=activities, paper=first, others=[second]) as stage:
        kites = Place("kites", "hill")
        stage.lives("Ben", kites)
        class_ = await a_class(stage, learners=("Ana", "Ben"), language=language)
        room = Room(class_id=class_.id, platform="kites", place="hill", title="Hill", seen_at=stage.now)
        await change(stage, lambda records: records.rooms.add(room))
        await set_member(stage, "Ana", corrections=CorrectionWish.PRIVATE.value)
        await with_words(stage, class_)
        await post_now(stage, "vocabulary")
        yield stage


@pytest.mark.parametrize("language", PLAYS)
async def test_from_an_asterisk_to_the_sentence_written_again(tmp_path: Path, language: str) -> None:
    says = PLAYS[language]
    async with two_platforms(tmp_path, language) as stage:
        pigeons, kites = stage.room, stage.room_of("Ben")
        await stage.says("Ana", SENTENCE, to=stage.task)
        before = [stage.posts(pigeons), stage.posts(kites)]

        await stage.types("Ben", "/correct", private=True)
        await stage.says("Ben", "*fui", private=True, to=stage.seen("Ben", private=True)[-1])
        shown = stage.seen("Ana", private=True)[-1]
        assert shown.plain.startswith(says["head"])
        assert "Ayer ~~voy~~ **fui** al mercado con mi amigo." in marks(shown.text)

        await stage.presses("Ana", says["why"], private=True)
        await stage.says("Ana", "¿Por qué no voy?", private=True)
        assert "¿Por qué no voy?" in stage.private_chat("Ben")[-1]
        await stage.presses("Ben", says["answer"], private=True)
        await stage.says("Ben", "Porque fue ayer.", private=True)
        assert says["answers"] in stage.private_chat("Ana")[-1]

        await stage.presses("Ana", says["got it"], private=True)
        assert stage.private_chat("Ben")[-1].startswith(says["thanks"])
        await stage.says("Ana", "Ayer fui al mercado con mi amigo.")
        assert says["written"] in shown.plain

        [row] = corrections(stage)
        assert (row.standing, row.shown_at, row.taken_up_at) == (Standing.GOT_IT, stage.now, stage.now)
        with stage.house.database.read() as records:
            assert [one.id for one in records.corrections.given_by(row.giver_id or 0)] == [row.id]
            assert [one.id for one in records.corrections.received_by(row.author_id)] == [row.id]
        assert [stage.posts(pigeons), stage.posts(kites)] == before
