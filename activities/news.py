"""What a teacher is told of posts: missed or held, failed with the remedy, and asked about where nobody can know."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar

from activities._classes.rights import check
from activities._news import lines as say
from activities._news.asked_about import AskedAbout
from activities._news.held_posts import held_note, silence_ahead
from activities._news.told_all import tell_all
from bot.activity import Note, on_alarm, on_press
from bot.calendar.deadline import next_waking
from bot.calendar.wall_time import When
from bot.chat import RoomSeen
from bot.keys import Keys, Press, row
from bot.phrase import Phrase, T, later
from bot.planning import coming
from bot.playing import play_press
from bot.refusal import Refusal
from bot.task import losing
from bot.task.listening import activity_of
from bot.task.silence import let_go_out
from bot.turn import Turn
from storage.deliveries import Delivery, Going
from storage.people import Role
from storage.posts import Post
from storage.rounds import Round
from storage.schedules import Occurrence, Occurring

_LOOK_BACK = timedelta(days=70)
_WORTH_TELLING = timedelta(days=3)
_RIGHTS = {"react": "may_react", "pin": "may_pin", "unpin": "may_pin"}


class News(AskedAbout):
    """What is urgent is told at once, in waking hours, to all teachers of the class; the rest once a day."""

    name: ClassVar[str] = "news"
    title: ClassVar[str] = later("News")

    # -- scheduled posts -------------------------------------------------------------------------------------------

    def occurred(self, turn: Turn, occurrence: Occurrence) -> None:
        match occurrence.state, occurrence.why:
            case Occurring.MISSED, _:
                turn.wake("missed", next_waking(turn.now, turn.zone))
            case Occurring.HELD, "no room":
                self._once(turn, say.held_no_room(turn), "no room")
            case ((Occurring.POSTED | Occurring.LATE), _):
                # what stood in the way is gone; if it comes back, it is told again
                turn.records.notices.unknow(*_key(turn, "no room"))

    def for_teacher(self, turn: Turn) -> Sequence[Note]:
        """What was held on purpose, and signs that a room does not allow: worth knowing, not worth a message."""
        since = turn.now - _WORTH_TELLING
        held = [held_note(turn, one) for one in turn.records.schedules.missed(turn.class_id, since, Occurring.HELD)]
        signs = [
            Note(f"may not react {room.id}", say.may_not_react(room))
            for room in turn.records.rooms.of_class(turn.class_id)
            if turn.records.notices.known(*_key(turn, "may not react", str(room.id)))
        ]
        return [*{note.about: note for note in [*held, *silence_ahead(turn)] if note}.values(), *signs]

    @on_press(Role.TEACHER)
    def post_anyway(self, turn: Turn, schedule_id: int, slot: str) -> None:
        """The post nobody may answer: at its time if that is still to come, else now."""
        schedule, day = turn.records.schedules.get(schedule_id), date.fromisoformat(slot)
        if schedule is None or schedule.class_id != turn.class_id or schedule.deleted_at:
            raise Refusal("This schedule is gone. To make a new one: /schedule")
        moment = next(iter(coming(turn.records, schedule, turn.now, 1)), None)
        if moment is None or moment.astimezone(turn.zone).date() != day:
            play_press(turn, "posting.post_now", {"activity": schedule.activity})
            return
        let_go_out(schedule, day)
        turn.show(T("All right. I will post it on {when}.", when=When(moment, turn.zone)))

    @on_alarm
    def missed(self, turn: Turn, round_id: int, subject: int) -> None:  # noqa: ARG002
        """All that was missed and not told yet, in one message."""
        found = [
            one
            for one in turn.records.schedules.missed(turn.class_id, turn.now - _LOOK_BACK)
            if turn.records.notices.first_time(turn.now, *_key(turn, "missed", str(one.id)))
        ]
        if found:
            tell_all(turn, say.missed(turn, found))

    def _once(self, turn: Turn, phrase: Phrase, *what: str) -> None:
        if turn.records.notices.first_time(turn.now, *_key(turn, *what)):
            tell_all(turn, phrase)

    # -- deliveries ------------------------------------------------------------------------------------------------

    def undelivered(self, turn: Turn, delivery: Delivery) -> None:
        post = turn.records.posts.get(delivery.post_id) if delivery.post_id else None
        if delivery.private:
            return
        if delivery.act != "say":
            self._may_not(turn, delivery)
        elif delivery.state == Going.UNCERTAIN:
            self.asked_about(turn, delivery, post)
        elif post is not None and post.kind == "task":
            self._failed(turn, delivery, post)
        elif delivery.why == "no_right" and turn.scene.room:
            turn.scene.room.may_post = False
            check(turn, turn.scene.room)

    def _failed(self, turn: Turn, delivery: Delivery, post: Post) -> None:
        """A task did not arrive: as if it had not been posted, unless another room of the class has it."""
        room = turn.scene.room
        if room and delivery.why == "no_right":
            room.may_post = False
            turn.records.notices.first_time(turn.now, "right", str(room.id), "post")
        if room and delivery.why == "gone":
            room.present = False
        round = turn.records.rounds.get(post.round_id) if post.round_id else None
        if round is None or round.taken_back_at not in (None, turn.now):
            return
        back = self._undone(turn, round, delivery)
        turn.activity = self.name
        tell_all(turn, say.failed(turn, round, room, delivery.why, back=back), _post_again(round) if back else ())

    def _undone(self, turn: Turn, round: Round, delivery: Delivery) -> bool:
        """Whether the whole task is taken back; its own activity may hear of it before or after this one."""
        activity = activity_of(turn, round)
        if activity is not None:
            losing.undelivered(turn, activity, delivery)
        if not round.taken_back_at:
            return False
        occurrence = turn.records.schedules.occurrence_of(round.id or 0)
        if occurrence is not None:
            missed = delivery.state == Going.MISSED
            occurrence.state, occurrence.why = (Occurring.MISSED if missed else Occurring.HELD), "not delivered"
            turn.records.notices.first_time(turn.now, *_key(turn, "missed", str(occurrence.id)))
        return True

    def _may_not(self, turn: Turn, delivery: Delivery) -> None:
        """A sign, a pin or an unpin that the room does not allow: tried no more, told once with the remedy."""
        room, right = turn.scene.room, _RIGHTS.get(delivery.act)
        if room is None or delivery.why != "no_right":
            return
        if delivery.act == "delete":
            room.may_delete = False
        elif right is None:
            return
        else:
            setattr(room, right, False)
        if right == "may_react":
            turn.records.notices.first_time(turn.now, *_key(turn, "may not react", str(room.id)))
        else:
            check(turn, room)

    def room_seen(self, turn: Turn, seen: RoomSeen) -> None:
        if turn.scene.room and seen.may_react and turn.scene.class_:
            turn.records.notices.unknow(*_key(turn, "may not react", str(turn.scene.room.id)))


def _key(turn: Turn, *what: str) -> tuple[str, ...]:
    return ("news", str(turn.class_id), *what)


def _post_again(round: Round) -> Keys:
    return row(Press(T("Post now"), "posting.post_now", {"activity": round.activity}))
