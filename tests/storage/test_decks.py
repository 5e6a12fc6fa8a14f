"""Lists keep their order, whatever is put before, behind or in between."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session, SQLModel, create_engine
from sqlmodel.pool import StaticPool

from storage.classes import Class
from storage.decks import Card, Question
from storage.records import Records
from storage.vault import Vault
from tests.storage.town import NOW, Town, ident


@pytest.fixture
def class_(town: Town) -> Class:
    return town.class_()


def put(town: Town, class_: Class, *words: str, first: bool = False) -> list[Card]:
    rows = [Card(class_id=ident(class_), position=0, word=word) for word in words]
    town.records.cards.add(rows, first=first)
    return rows


def words(rows: Sequence[Card]) -> str:
    return " ".join(row.word for row in rows)


def test_new_rows_come_behind_all_or_before_all_that_wait(town: Town, class_: Class) -> None:
    put(town, class_, "a", "b")
    put(town, class_, "c")
    put(town, class_, "x", "y", first=True)
    put(town, class_)
    assert words(town.records.cards.waiting(ident(class_))) == "x y a b c"


def test_rows_that_are_there_may_be_put_first_again(town: Town, class_: Class) -> None:
    _, b, c = put(town, class_, "a", "b", "c")
    town.records.cards.add([b, c], first=True)
    assert words(town.records.cards.waiting(ident(class_))) == "b c a"


@pytest.fixture(scope="module")
def tables() -> Iterator[Engine]:
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    SQLModel.metadata.create_all(engine)
    yield engine
    engine.dispose()


@given(puts=st.lists(st.tuples(st.booleans(), st.integers(1, 3)), max_size=8), posted=st.integers(0, 5))
def test_order_is_that_of_a_list(tables: Engine, puts: list[tuple[bool, int]], posted: int) -> None:
    """The same puts into a Python list give the same order, also when some rows are posted in between."""
    # nothing is committed: each example begins with no list again
    with Session(tables) as session:
        town = Town(Records(session, Vault(bytes(32))))
        class_, number = town.class_(), 0
        expected: list[str] = []
        for first, count in puts:
            fresh = [f"w{number + one}" for one in range(count)]
            number += count
            put(town, class_, *fresh, first=first)
            expected = [*fresh, *expected] if first else [*expected, *fresh]
            if number > posted and expected:
                for row in town.records.cards.waiting(ident(class_), 1):
                    row.posted_at = NOW
                expected = expected[1:]
        assert words(town.records.cards.waiting(ident(class_))) == " ".join(expected)


def test_posted_rows_are_off_the_list_of_what_comes(town: Town, class_: Class) -> None:
    a, b, c, d = put(town, class_, "a", "b", "c", "d")
    for row, at in ((b, NOW), (c, NOW + timedelta(days=1)), (d, NOW + timedelta(days=1))):
        row.posted_at = at
    cards = town.records.cards
    assert words(cards.waiting(ident(class_))) == "a"
    assert words(cards.posted(ident(class_))) == "c d b"
    assert words(cards.posted(ident(class_), 1, 1)) == "d"
    assert words(cards.all(ident(class_))) == "a b c d"
    assert (cards.left(ident(class_)), cards.size(ident(class_))) == (1, 4)
    assert words(cards.posted_between(ident(class_), NOW, NOW + timedelta(days=1))) == "b"
    assert cards.before(a) == 0


def test_a_part_of_what_waits_can_be_shown(town: Town, class_: Class) -> None:
    rows = put(town, class_, "a", "b", "c", "d")
    cards = town.records.cards
    assert words(cards.waiting(ident(class_), 2, 1)) == "b c"
    assert [cards.before(row) for row in rows] == [0, 1, 2, 3]


def test_rows_are_given_in_the_order_of_their_ids_asked_for(town: Town, class_: Class) -> None:
    a, b, c = put(town, class_, "a", "b", "c")
    cards = town.records.cards
    assert words(cards.some([ident(c), 999, ident(a)])) == "c a"
    assert words(cards.some([ident(b), ident(c)])) == "b c"
    cards.remove(c)
    assert words(cards.some([ident(b), ident(c)])) == "b"
    assert cards.some([]) == []


def test_two_rows_change_places(town: Town, class_: Class) -> None:
    a, _, c = put(town, class_, "a", "b", "c")
    town.records.cards.swap(a, c)
    assert words(town.records.cards.waiting(ident(class_))) == "c b a"


def test_an_import_is_known_by_its_first_and_last_row(town: Town, class_: Class) -> None:
    put(town, class_, "a")
    first, last = town.records.cards.append(ident(class_), [{"word": "b"}, {"word": "c"}, {"word": "d"}])
    put(town, class_, "e")
    cards = town.records.cards
    assert words(cards.all(ident(class_))) == "a b c d e"
    assert cards.put_first(ident(class_), first, last) == 3
    assert words(cards.all(ident(class_))) == "b c d a e"
    cards.all(ident(class_))[0].posted_at = NOW
    assert cards.put_first(ident(class_), first, last) == 2
    assert words(cards.waiting(ident(class_))) == "c d a e"
    assert cards.put_first(ident(class_), last + 5, last + 9) == 0


def test_lists_of_other_classes_stay_apart(town: Town, class_: Class) -> None:
    other = town.class_("other")
    put(town, class_, "a")
    put(town, other, "b", first=True)
    assert words(town.records.cards.all(ident(class_))) == "a"
    assert list(town.records.cards.texts(ident(other))) == ["b"]
    assert town.records.cards.newest(ident(town.class_("empty"))) == 0


def test_questions_are_a_list_too(town: Town, class_: Class) -> None:
    rows = [Question(class_id=ident(class_), position=0, question=text) for text in ("¿Qué comes?", "¿Dónde vives?")]
    town.records.questions.add(rows, first=False)
    assert list(town.records.questions.texts(ident(class_))) == ["¿Qué comes?", "¿Dónde vives?"]
    assert town.records.questions.get(ident(rows[0])) is rows[0]  # type: ignore[arg-type]


def test_a_sheet_holds_every_row_and_column(town: Town, class_: Class) -> None:
    a, b = put(town, class_, "a", "b")
    b.posted_at = NOW
    town.records.session.flush()
    assert [row.word for row in town.records.cards.sheet(ident(class_))] == ["a", "b"]
    assert [row.word for row in town.records.cards.sheet(ident(class_), posted=True)] == ["b"]
    assert a.position < b.position
