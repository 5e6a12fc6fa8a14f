"""Activities: what an author needs to know to write one, on one page.

An activity is one file in `activities/` with one class. It declares commands (`bot.command`), what its buttons do
(`on_press`), what it asked people to write (`on_words`) and what it wants to be woken for (`on_alarm`), and speaks
through the turn it is given. It keeps nothing in itself: what must be remembered goes to the records on the turn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from bot.command import Command, declared
from bot.phrase import T
from storage.people import Role

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from bot.chat import Arrived, FileSent, PersonLeft, PostGone, Reachable, RoomGone, RoomSeen, Said
    from bot.keys import Press
    from bot.phrase import Phrase
    from bot.turn import Turn
    from storage.contributions import Contribution
    from storage.deliveries import Delivery
    from storage.posts import Post
    from storage.records import Records
    from storage.rounds import Round
    from storage.schedules import Occurrence

Method = TypeVar("Method", bound=Callable[..., None])
Work = TypeVar("Work", bound=Callable[..., object])
_MARK = "__tertulia_does__"


@dataclass(frozen=True, slots=True)
class Doing:
    """A method that answers a press, a written answer or an alarm, and the role it needs."""

    kind: str
    name: str
    role: Role
    method: str


@dataclass(frozen=True, slots=True)
class Note:
    """A line of a message that several activities add to, with the buttons it needs.

    A teacher is told it once as long as `about` stays the same, so `about` names what would be news: "approve 17" with
    the newest id, not "approve"; what goes on is told again after so long. The presses are played in the note's class;
    their answer is a message of its own.
    """

    about: str
    phrase: Phrase
    keys: tuple[Press, ...] = ()
    again_after: timedelta | None = None


def on_press(role: Role) -> Callable[[Method], Method]:
    """The method answers a press: `(self, turn, **arguments of the button)`; its name is the button's action."""
    return _mark("press", role)


def on_words(role: Role) -> Callable[[Method], Method]:
    """The method takes what was written in answer to `turn.ask`: `(self, turn, words)`."""
    return _mark("words", role)


def on_form(role: Role) -> Callable[[Method], Method]:
    """The method takes a form that came back: `(self, turn, **fields)`."""
    return _mark("form", role)


def on_alarm(method: Method) -> Method:
    """The method answers an alarm of its name: `(self, turn, round_id, subject)`."""
    return _mark("alarm", Role.STRANGER)(method)


def at_work(method: Work) -> Work:
    """The method does what `turn.work` or `turn.fetch` asked for: `(self, turn, **arguments)`; returns what it made.

    It runs in a thread, with a turn that can only read; a Refusal it raises is told to who asked.
    """
    setattr(method, _MARK, ("work", Role.STRANGER))
    return method


def on_result(role: Role) -> Callable[[Method], Method]:
    """The method takes what an `@at_work` method made: `(self, turn, made)`."""
    return _mark("result", role)


def _mark(kind: str, role: Role) -> Callable[[Method], Method]:
    def mark(method: Method) -> Method:
        setattr(method, _MARK, (kind, role))
        return method

    return mark


class Activity:
    """What people can do together, or a teacher or member with the bot. All methods below may be left as they are."""

    name: ClassVar[str] = ""
    title: ClassVar[str] = ""
    """What people call it, in English; translated on screens."""

    @classmethod
    def commands(cls) -> list[Command]:
        return [one for owner in reversed(cls.__mro__) for one in declared(cls.name, owner)]

    @classmethod
    def doings(cls) -> dict[tuple[str, str], Doing]:
        """All that presses, written answers and alarms may call, by kind and name."""
        found = {}
        for owner in reversed(cls.__mro__):
            for name, method in vars(owner).items():
                marked: Any = getattr(method, _MARK, None)
                if marked:
                    found[marked[0], name] = Doing(marked[0], name, marked[1], name)
        return found

    def room_seen(self, turn: Turn, seen: RoomSeen) -> None:
        """The bot is in a room, or learnt what it may do there."""

    def room_gone(self, turn: Turn, gone: RoomGone) -> None:
        """The bot was removed from a room."""

    def room_moved(self, turn: Turn) -> None:
        """The turn's room goes on under another id; what stood there, gone since `turn.now`, cannot be reached."""

    def arrived(self, turn: Turn, arrived: Arrived) -> None:
        """A person was seen to be in the room."""

    def answered_unjoined(self, turn: Turn, said: Said) -> None:
        """Somebody who has not joined answered a task with a message that would count."""

    def person_left(self, turn: Turn, left: PersonLeft) -> None:
        """A person left a room or was banned."""

    def reachable(self, turn: Turn, reachable: Reachable) -> None:
        """A person opened the private chat, perhaps through a link, or closed it."""

    def overheard(self, turn: Turn, said: Said) -> bool:  # noqa: ARG002  an activity that listens needs them
        """A message in a room by somebody of the class; true when it means something else than an answer to a task."""
        return False

    def contribution_changed(self, turn: Turn, row: Contribution, message: str, text: str | None) -> None:
        """A message of a contribution is about to be counted with another text, or not any more (None)."""

    def told(self, turn: Turn, said: Said) -> bool:  # noqa: ARG002  an activity that takes messages needs them
        """A private message that answers no question; true when it was taken."""
        return False

    def file_sent(self, turn: Turn, sent: FileSent) -> bool:  # noqa: ARG002  as above
        """A file came into the private chat; true when it was taken. Whose question is in progress is asked first."""
        return False

    def cancelled(self, turn: Turn) -> Phrase:  # noqa: ARG002  the same
        """What *Cancel* says to a question of this activity."""
        return T("All right, nothing is changed.")

    def post_gone(self, turn: Turn, post: Post, gone: PostGone) -> None:
        """A post of ours was deleted by hand."""

    def undelivered(self, turn: Turn, delivery: Delivery) -> None:
        """A delivery of a class failed for good or is uncertain."""

    def occurred(self, turn: Turn, occurrence: Occurrence) -> None:
        """A scheduled post went out, went out late, was missed or held; the occurrence says why."""

    def for_teacher(self, turn: Turn) -> Sequence[Note]:  # noqa: ARG002  an activity that has something to say needs it
        """What the teachers of the turn's class should hear today in their one message; only looks, changes nothing."""
        return ()

    def for_learner(self, turn: Turn, round: Round) -> Sequence[Note]:  # noqa: ARG002  the same
        """What 🔒 *For me* under a task shows of this activity to the learner who pressed it; only looks."""
        return ()

    def at_close(self, turn: Turn, round: Round) -> Mapping[str, Any] | None:  # noqa: ARG002  as above
        """Something to add to the closing line of a task, as plain values for `closing_words`; None for nothing."""
        return None

    def closing_words(self, turn: Turn, told: Mapping[str, Any]) -> Phrase:
        """What `at_close` gave, as lines for all to read, without names; read again whenever the post changes.

        Nobody's words belong into `told`, only where they are kept: what is erased must not stand here still.
        """
        raise NotImplementedError

    def upkeep(self, records: Records, now: datetime) -> None:
        """Once an hour: forget what must be forgotten."""
