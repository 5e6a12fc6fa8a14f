"""When a sentence counts as written again by its author."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from activities._corrections.taking_up import may_hold, nearly, rewritten
from bot.language.changes import changes

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


OLD, NEW = "Ayer voy al mercado con mi amigo.", "Ayer fui al mercado con mi amigo."
LONG = "En casa hay pan y agua, en otra casa hay pan, queso, leche, fruta, sal, café y té."
"""With the sentence before it 25 words, of which three may be others, not four."""


@pytest.mark.parametrize(
    ("mended", "before", "text", "again"),
    [
        (NEW, OLD, "ayer fui al mercado con mi amiga", True),
        (NEW, OLD, "Ayer fui a mercado con mi amigo", True),
        (NEW, OLD, "Hoy no, pero ayer fui al mercado con mi mejor amigo.", True),
        (NEW, OLD, "Ayer fui mercado con mi amigo, y compré pan.", True),
        (NEW, OLD, OLD, False),
        (NEW, OLD, "ayer voy al mercado con mi amiga", False),
        (NEW, OLD, "ayer fue al mercado con mi amigo", False),
        (NEW, OLD, "Ayer fui al mercado", False),
        (NEW, OLD, "Ayer fui al cine con una amiga", False),
        (NEW, OLD, "fui", False),
        (NEW, OLD, "", False),
        ("Me gusta mucho el pan con queso.", "Me gusta mucho el el pan con queso.", "me gusta el pan con queso", True),
        (
            "Me gusta mucho el pan con queso.",
            "Me gusta mucho el el pan con queso.",
            "me gusta el el pan con queso",
            False,
        ),
        ("Ayer fui al cine.", "Ayer voy al cine.", "Ayer fui al cinema.", False),
        ("Ayer fui al cine contigo.", "Ayer voy al cine contigo.", "ayer fui al cine conmigo", False),
        (f"{NEW} {LONG}", f"{OLD} {LONG}", f"{NEW} {LONG.replace('pan', 'vino').replace('y', 'o', 1)}", True),
        (f"{NEW} {LONG}", f"{OLD} {LONG}", f"{NEW} {LONG.replace('casa', 'tienda').replace('pan', 'vino')}", False),
        ("Hola, me llamo Ana y vivo aquí.", "Hola me llamo Ana y vivo aquí.", "hola me llamo Ana y vivo allí", False),
    ],
)
def test_another_word_may_be_another(mended: str, before: str, text: str, again: bool) -> None:
    assert nearly(mended, before, text) is again


@given(before=WORDS, mended=WORDS, text=WORDS)
def test_the_old_sentence_is_never_nearly_the_new_one(before: list[str], mended: list[str], text: list[str]) -> None:
    old, new = " ".join(before), " ".join(mended)
    assert not nearly(old, old, " ".join(text))
    assert not nearly(new, old, old)


@given(before=WORDS, mended=WORDS)
def test_the_old_sentence_is_never_the_new_one(before: list[str], mended: list[str]) -> None:
    old, new = " ".join(before), " ".join(mended)
    assume(new not in old)
    assert rewritten(new, old, new)
    assert not rewritten(new, old, old)


@given(before=WORDS, mended=WORDS, others=WORDS)
def test_what_was_written_again_is_never_passed_over(before: list[str], mended: list[str], others: list[str]) -> None:
    old, new = " ".join(before), " ".join(mended)
    assume(old != new)
    found = changes(old, new, "es")
    for text in (new, new.upper(), f"{' '.join(others)} {new}", " ".join([*mended[:-1], *others])):
        if rewritten(new, old, text) or nearly(new, old, text):
            assert may_hold(found, text)
