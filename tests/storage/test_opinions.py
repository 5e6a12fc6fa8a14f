"""Opinions: two members who are one person agree once, and not with themselves."""

from storage.classes import Class
from storage.opinions import Opinion
from storage.people import Member
from storage.rounds import Round
from storage.standing import Standing
from tests.storage.town import NOW, Town, ident


def test_two_members_who_are_one_person_agree_once_and_not_with_themselves(
    town: Town, class_: Class, task: Round, ana: Member, ben: Member
) -> None:
    opinions, chloe = town.records.opinions, town.member(class_, "Chloe")

    def agrees(correction_id: int, member: Member) -> None:
        opinions.add(Opinion(correction_id=correction_id, member_id=ident(member), at=NOW), "")

    mine, others = (ident(town.corrected(task, ana, giver, standing=Standing.SHOWN)) for giver in (ben, ana))
    agrees(mine, chloe)
    agrees(others, chloe)
    agrees(others, ben)
    opinions.hand_over(ident(chloe), ident(ben))
    assert opinions.of(mine) == []
    assert [one.member_id for one in opinions.of(others)] == [ben.id]
