"""Posts of which nobody knows whether they arrived: one question to the teacher for all of them."""

from __future__ import annotations

from activities._news import lines as say
from activities._news.told_all import tell_all
from activities._news.uncertain_posts import room_of, send_again, settle_occurrence, still_open, title_of
from bot.activity import Activity, on_alarm, on_press
from bot.calendar.deadline import next_waking
from bot.keys import Press, row
from bot.phrase import T
from bot.turn import Turn
from storage.deliveries import Delivery, Going
from storage.people import Role
from storage.posts import Post
from storage.schedules import Occurring

NOT_ASKED = ("closing",)
"""Posts that nobody misses: whether they arrived is not worth a question."""


class AskedAbout(Activity):
    """The question, and what its answers do."""

    def asked_about(self, turn: Turn, delivery: Delivery, post: Post | None) -> None:
        """A post may or may not have arrived: its teacher is asked, unless nobody would miss it."""
        if post is None or post.kind in NOT_ASKED:
            turn.records.deliveries.settle(delivery, Going.MISSED, turn.now, "uncertain")
            return
        occurrence = turn.records.schedules.occurrence_of(post.round_id or 0) if post.round_id else None
        if occurrence is not None:
            occurrence.state = Occurring.UNCERTAIN
        turn.wake("ask", next_waking(turn.now, turn.zone))

    @on_alarm
    def ask(self, turn: Turn, round_id: int, subject: int) -> None:  # noqa: ARG002
        """One question for all posts of which nobody knows."""
        found = turn.records.deliveries.uncertain(turn.class_id)
        if not found:
            return
        about = {"deliveries": [one.id for one in found]}
        keys = row(Press(T("It is there"), "there", about), Press(T("Not there, send it"), "not_there", about))
        tell_all(turn, say.uncertain(turn, [(title_of(turn, one), room_of(turn, one)) for one in found]), keys)

    @on_press(Role.TEACHER)
    def there(self, turn: Turn, deliveries: list[int]) -> None:
        for one in still_open(turn, deliveries):
            turn.records.deliveries.settle(one, Going.SENT, turn.now, "seen")
            settle_occurrence(turn, one)
        turn.show(T("Thank you. Then all is well."))

    @on_press(Role.TEACHER)
    def not_there(self, turn: Turn, deliveries: list[int]) -> None:
        sent = [one for one in still_open(turn, deliveries) if send_again(turn, one)]
        if sent:
            turn.show(T("Thank you. I am sending it again now."))
        else:
            turn.show(T("Thank you. That task is closed by now, so I leave it. What is open: /post"))
