"""What the writer of an asterisk is offered where it takes a word out, mends several, or means nothing of the kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.activities.correcting import a_task, card, corrections, marks, wrote

OFFERED = [
    ("Ayer yo he ido al mercado.", "*fui", "Ayer yo ~~he ido~~ **fui** al mercado."),
    ("Estoy viviendo en Lima", "vivo*", "~~Estoy viviendo~~ **Vivo** en Lima"),
    ("Es más mejor que yo.", "*mejor 😅", "Es ~~más ~~mejor que yo."),
    ("yo fue al cine y vio una peli", "*fui, *vi", "yo ~~fue~~ **fui** al cine y ~~vio~~ **vi** una peli"),
    ("Yo soy trabajo en un bar", "＊trabajo (verbo)", "Yo ~~soy ~~trabajo en un bar"),
    ("Necesito unos zapatos rojo", "*ROJOS", "Necesito unos zapatos ~~rojo~~ **rojos**"),
    ("Busco un otro trabajo", "*otro trabajo", "Busco ~~un ~~otro trabajo"),
    ("¿Has comido paella ayer?", "*comiste", "¿~~Has comido~~ **Comiste** paella ayer?"),
    ("Yo quedé en casa", "*me quedé", "Yo **me **quedé en casa"),
    ("Los gatos es bonito", "*son *bonitos jaja", "Los gatos ~~es~~ **son** ~~bonito~~ **bonitos**"),
]


@pytest.mark.parametrize(("text", "line", "shown"), OFFERED)
async def test_the_writer_is_offered_in_private(tmp_path: Path, text: str, line: str, shown: str) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage, text=text)
        await stage.says("Ben", line, to=said)
        offer = stage.seen("Ben", private=True)[-1]
        assert shown in marks(offer.text).splitlines()
        assert offer.labels == ["Send", "Change", "No"]
        assert stage.private_chat("Ana") == []
        await stage.presses("Ben", "Send", private=True)
        assert shown in marks(card(stage, "Ana").text)


@pytest.mark.parametrize("line", ["*come", "*se ríe*", "*fui, *banana", "*te pasa una servilleta"])
async def test_what_somebody_does_is_offered_to_nobody(tmp_path: Path, line: str) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage, text="Estoy comiendo una pizza")
        await stage.says("Ben", line, to=said)
        assert stage.private_chat("Ben") == []
        assert corrections(stage) == []


async def test_the_command_takes_several_in_a_line(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage, text="yo fue al cine y vio una peli muy buena")
        await stage.types("Ben", "/correct *fui, *vi", reply_to=said.id)
        assert "yo ~~fue~~ **fui** al cine y ~~vio~~ **vi** una peli" in marks(card(stage, "Ana").text)
