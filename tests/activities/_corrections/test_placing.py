"""Where what somebody writes belongs: all of a text, a sentence of it, or a few words."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities._corrections.placing import instead_of, placed, without_asterisk
from tests.stage import TONGUES

TURN: Any = SimpleNamespace(house=SimpleNamespace(tongues=TONGUES), class_=SimpleNamespace(target="es"))


@pytest.mark.parametrize(
    ("better", "text", "whole"),
    [
        ("Ayer fui al cine con mi amigo Pedro.", "Hola. Ayer voy al cine con mi amigo Pedro.", None),
        ("fui", "Hola a todos. Ayer voy al cine", "Hola a todos. Ayer fui al cine"),
        ("fui al cine", "Ayer voy al cine con mi amiga", "Ayer fui al cine con mi amiga"),
        ("Me gusta el pan", "  Yo gusta pan \n", "  Me gusta el pan \n"),
        ("Totalmente otra cosa distinta aquí", "Ayer voy al cine", "Totalmente otra cosa distinta aquí"),
        ("zanahoria", "Ayer voy al cine con mi amiga", ""),
        ("Otra cosa ya", "Ayer voy al cine", "Otra cosa ya"),
        ("Otra cosas.", "Ayer voy al cine", ""),
        ("ir al mercado con", "Ayer voy al mercado con mi amigo Pedro", "Ayer ir al mercado con mi amigo Pedro"),
        ("fui al mercado con mi am", "Ayer voy al mercado con mi amigo Pedro", "fui al mercado con mi am"),
        ("Es rica. Me gusta.", "Voy ya. Es rico. Me gusto. Adiós.", "Voy ya. Es rica. Me gusta. Adiós."),
    ],
)
def test_it_is_put_where_it_belongs(better: str, text: str, whole: str | None) -> None:
    whole = text.replace("voy", "fui") if whole is None else whole
    assert placed(TURN, better, text) == ([whole] if whole else []), "few words that fit nowhere have no place"


@pytest.mark.parametrize(
    ("written", "text", "better", "reason"),
    [
        ("*fui", "Ayer voy al cine", "fui", ""),
        ("fui*", "Ayer voy al cine", "fui", ""),
        ("*fui (ayer)", "Ayer voy al cine", "fui", "ayer"),
        ("*Ayer fui al cine.", "Ayer voy al cine.", "Ayer fui al cine.", ""),
        ("*Ayer fui al cine.", "*Ayer voy al cine.", "*Ayer fui al cine.", ""),
        ("Ayer *fui* al cine", "Ayer voy al cine", "Ayer *fui* al cine", ""),
    ],
)
def test_the_asterisk_is_no_part_of_it(written: str, text: str, better: str, reason: str) -> None:
    assert without_asterisk(written, text) == (better, reason)


@given(better=st.text(max_size=60), text=st.text(min_size=1, max_size=120))
def test_there_is_always_a_whole_text(better: str, text: str) -> None:
    assert better in instead_of(text, better)
    assert all(isinstance(one, str) for one in placed(TURN, better, text))
