"""When a sentence counts as written again by its author."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from activities._taking_up import rewritten

WORDS = st.lists(
    st.sampled_from("ayer voy fui al cine con mi él el ella ñandú 他 去 学校".split()), min_size=2, max_size=8
)


@pytest.mark.parametrize(
    ("mended", "before", "text", "again"),
    [
        ("Ayer fui al cine.", "Ayer voy al cine.", "ayer fui al cine", True),
        ("Ayer fui al cine.", "Ayer voy al cine.", "Creo que ayer fui al cine, ¿no?", True),
        ("Ayer fui al cine.", "Ayer voy al cine.", "Ayer voy al cine.", False),
        ("Ayer fui al cine.", "Ayer voy al cine.", "Ayer fui al cinema.", False),
        ("Él va.", "El va.", "él va", True),
        ("Él va.", "El va.", "el va", False),
        ("Mañana fui al cine.", "Manana voy al cine.", "manana fui al cine", True),
        ("Hola, Ana.", "Hola Ana.", "Hola, Ana. ¿Qué tal?", True),
        ("Hola, Ana.", "Hola Ana.", "Hola Ana", False),
        ("我去学校。", "我去学效。", "我去学校", True),
        ("👍🏽!", "👍🏿!", "👍🏽!", True),
        ("", "Hola", "Hola", False),
    ],
)
def test_the_mended_sentence_and_nothing_less(mended: str, before: str, text: str, again: bool) -> None:
    assert rewritten(mended, before, text) is again


@given(before=WORDS, mended=WORDS)
def test_the_old_sentence_is_never_the_new_one(before: list[str], mended: list[str]) -> None:
    old, new = " ".join(before), " ".join(mended)
    assume(new not in old)
    assert rewritten(new, old, new)
    assert not rewritten(new, old, old)
