"""Who takes part: people, not messages."""

from storage.people import Member
from storage.rounds import Round
from tests.storage.town import Town, ident


def test_writers_are_people_not_messages(town: Town, task: Round, ana: Member, ben: Member) -> None:
    for text in ("uno", "dos"):
        town.wrote(task, ana, text)
    town.wrote(task, ben, "tres").late = True
    taking_part = town.records.taking_part
    assert (taking_part.writers(ident(task)), taking_part.writers(ident(task), late=True)) == (1, 2)
    assert taking_part.who_wrote(ident(task)) == {ana.id}


def test_an_answer_to_oneself_is_none(town: Town, task: Round, ana: Member, ben: Member) -> None:
    town.wrote(task, ana, "uno").answers_member_id = ana.id
    assert town.records.taking_part.answered(ident(task)) == 0
    for _ in range(2):
        town.wrote(task, ana, "dos").answers_member_id = ben.id
    assert town.records.taking_part.answered(ident(task)) == 1
