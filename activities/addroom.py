"""The rooms of a class: one more joins it with a code, and one that got a new id is furnished again."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, ClassVar

from activities import _code as codes
from activities._classes.founding import HELLO, tidy_hello
from activities._classes.rights import check
from activities._classes.welcome import KIND as WELCOME
from activities._classes.welcome import post_welcome_in
from bot.access import allow, set_class
from bot.activity import Activity, on_press
from bot.chat import Said
from bot.command import Word, command
from bot.keys import Press, row
from bot.phrase import T, later, lines, strong
from bot.refusal import Refusal
from bot.scene import member_in
from bot.task import life
from bot.task.activity import TaskActivity
from bot.turn import Turn
from storage.classes import Class
from storage.invitations import Invitation
from storage.people import Role
from storage.rooms import Room

KIND = "room"
LASTS = timedelta(hours=48)
_IN_THE_OTHER = later("Please type /addroom and the code in the other group, not here. I have to be in it, too.")


class AddRoom(Activity):
    """One class in several groups, channels, threads or topics, on one platform or on two."""

    name: ClassVar[str] = "addroom"
    title: ClassVar[str] = later("More groups")

    @command(
        later("Add one more group to your class."),
        role=Role.TEACHER,
        without_class=True,
        example=later("/addroom K7MPQ-2X9RT"),
    )
    def addroom(
        self, turn: Turn, code: Annotated[str, Word("the code of the class, from /addroom in its own group")] = ""
    ) -> None:
        if not code:
            _give(turn)
            return
        _add(turn, _opened(turn, code))

    @on_press(Role.STRANGER)
    def it_is_me(self, turn: Turn, hash: str) -> None:
        """The teacher behind an admin who wrote in the group's name."""
        _add(turn, turn.records.invitations.of_hash(hash, turn.now))

    def told(self, turn: Turn, said: Said) -> bool:
        """The code by itself, written to the bot: it belongs into the other group."""
        if codes.read(turn, said.text, KIND) is None:
            return False
        raise Refusal(_IN_THE_OTHER)

    def room_moved(self, turn: Turn) -> None:
        """The welcome stands there once more, if it stood."""
        room = turn.scene.room
        posts = turn.records.posts.in_room(room.id or 0, WELCOME, limit=5) if room else ()
        if room and room.may_post and any(one.message and one.gone_at == turn.now for one in posts):
            post_welcome_in(turn, room)


def _give(turn: Turn) -> None:
    """A code for the next group."""
    if turn.scene.class_ is None and not turn.where.private:
        raise Refusal("There is no class here yet. Write /addroom to me in private; then type here what I give you.")
    allow(turn, Role.TEACHER)
    code = codes.make(turn, KIND, LASTS, member_id=turn.member.id)
    turn.show(
        lines(
            T("Add me to the other group. Then type this line there: **/addroom {code}**", code=code),
            T("You have to be an admin there. The code works once, for 48 hours."),
        )
    )


def _opened(turn: Turn, code: str) -> Invitation | None:
    if turn.where.private:
        raise Refusal(_IN_THE_OTHER)
    return codes.read(turn, code, KIND)


def _add(turn: Turn, invitation: Invitation | None) -> None:
    """Make the room one of the class's.

    Raises:
        Refusal: it has a class, the person is no admin here or no teacher there, or the code is no good.
    """
    class_ = turn.records.classes.get(invitation.class_id) if invitation else None
    if turn.scene.class_ is not None and turn.scene.class_ is class_:
        raise Refusal("This group belongs to the class already. Type the code in the other one.")
    if turn.scene.class_ is not None:
        raise Refusal("This group has a class of its own. Type the code in a group without one.")
    if not turn.scene.by_admin:
        raise Refusal("Only an admin of this group can add it. Please ask one to make you an admin, then try again.")
    if invitation is None or class_ is None or class_.finished_at:
        raise Refusal("This code was used already, or is too old. Write /addroom to me in private for a new one.")
    if not turn.by.user:
        _ask_who(turn, invitation)
        return
    member = member_in(turn.records, class_, turn.by)
    if member is None or member.confirmed_at is None or member.role < Role.TEACHER:
        raise Refusal(
            "I don't know you here as a teacher of that class. Is this your other account? Link it first: /settings"
        )
    set_class(turn, class_)
    turn.records.invitations.use(invitation)
    _furnish(turn, class_)


def _ask_who(turn: Turn, invitation: Invitation) -> None:
    """An admin who writes in the group's name: the teacher presses."""
    turn.post(
        _room(turn),
        T("Which teacher adds this group to a class?"),
        row(Press(T("It's me"), "it_is_me", {"hash": invitation.hash})),
        kind=HELLO,
        language=turn.language,
        silent=True,
    )


def _furnish(turn: Turn, class_: Class) -> None:
    """The welcome, and every task that is open."""
    room = _room(turn)
    room.class_id = class_.id
    turn.records.session.flush()
    tidy_hello(turn)
    if class_.ready and room.may_post:
        post_welcome_in(turn, room)
    for round in reversed(turn.records.rounds.open(turn.class_id) if room.may_post else ()):
        activity = turn.house.activities.get(round.activity)
        if isinstance(activity, TaskActivity):
            life.post_in(turn, activity, round, room)
    turn.activity = AddRoom.name
    known = bool(room.title) and room.title != class_.name
    title = strong(room.title) if known else T("The new group")
    done = T("{room} belongs to **{class_name}** now. Tasks come there, too.", room=title, class_name=class_.name)
    turn.show(done)
    check(turn, room)
    for teacher in turn.records.people.teachers(turn.class_id):
        if teacher.id != turn.member.id:
            turn.tell(teacher, T("{name} has added a group: {room}", name=turn.member.name, room=strong(room.title)))


def _room(turn: Turn) -> Room:
    if turn.scene.room is None:
        turn.scene.room = Room(platform=turn.where.platform, place=turn.where.id, seen_at=turn.now)
        turn.records.rooms.add(turn.scene.room)
    return turn.scene.room
