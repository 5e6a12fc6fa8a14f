"""Classes: found by name, and what of them is known at a glance."""

import pytest

from storage.classes import Class
from tests.storage.town import NOW, Town


def test_finished_classes_are_over(town: Town) -> None:
    going, over = town.class_("A"), town.class_("B")
    over.finished_at = NOW
    assert list(town.records.classes.all()) == [going]


def test_classes_may_share_a_name(town: Town) -> None:
    first, second, _ = town.class_("Tuesday"), town.class_("Tuesday"), town.class_("Thursday")
    assert list(town.records.classes.named("Tuesday")) == [first, second]


@pytest.mark.parametrize(
    ("target", "natives", "native", "languages"),
    [
        ("es", "en,de", "en", ("es", "en", "de")),
        ("es", "es", "es", ("es",)),
        ("", "", "", ()),
    ],
)
def test_languages_are_listed_once_the_target_first(
    target: str, natives: str, native: str, languages: tuple[str, ...]
) -> None:
    class_ = Class(name="A", target=target, natives=natives, created_at=NOW)
    assert (class_.native, class_.languages) == (native, languages)
