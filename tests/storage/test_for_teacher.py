"""What waits for a teacher."""

from datetime import timedelta

from storage.classes import Class
from storage.opinions import Opinion
from storage.people import Member
from storage.rounds import Round
from storage.standing import Passing, Standing
from tests.storage.town import NOW, Town, ident

DAY = timedelta(days=1)


def test_what_waits_for_the_teacher(town: Town, class_: Class, task: Round, ana: Member, ben: Member) -> None:
    waiting = town.corrected(task, ana, ben, standing=Standing.WAITING)
    asked = town.corrected(task, ana, ben, standing=Standing.SHOWN)
    asked.question = Passing.WAITING.value
    thought = town.corrected(task, ana, ben, standing=Standing.SHOWN)
    town.records.opinions.add(
        Opinion(correction_id=ident(thought), member_id=ident(ben), at=NOW, passing=Passing.WAITING.value), "sí"
    )
    town.corrected(task, ana, ben, standing=Standing.SHOWN)
    assert list(town.records.for_teacher.to_approve(ident(class_))) == [waiting, asked, thought]
