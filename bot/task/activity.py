"""The base of activities that post tasks: each says what a task holds and what a good answer is; the rest is shared."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from bot.activity import Activity, Note, on_alarm, on_press
from bot.calendar.wall_time import When
from bot.phrase import N, Phrase, T
from bot.refusal import Refusal
from bot.task import closing, helping, life, losing, mine, refreshing, reminding, unanswered, undoing
from storage.people import Role

if TYPE_CHECKING:
    from bot.chat import PostGone, Reachable, RoomGone
    from bot.turn import Turn
    from storage.deliveries import Delivery
    from storage.posts import Post
    from storage.rounds import Round


@dataclass(frozen=True, slots=True)
class Task:
    """What the next posting holds: its title for people and the activity's own state of the round."""

    title: str
    state: dict[str, Any] = field(default_factory=dict)


class TaskActivity(Activity):
    """An activity whose rounds are tasks. `sign` opens the first line; `most` is the largest count of a schedule."""

    sign: ClassVar[str] = "✍"
    most: ClassVar[int] = 1
    usual: ClassVar[int] = 1
    asks_classmates: ClassVar[bool] = False
    """Whether the task asks for an answer to a classmate: only then is an answer missing."""
    opens: ClassVar[str] = "/help"
    """The command that opens its list."""

    # -- what an activity must say ------------------------------------------------------------------------------

    def next_task(self, turn: Turn, count: int) -> Task | None:
        """What would be posted now, without posting it; None when the list is empty."""
        raise NotImplementedError

    def posted(self, turn: Turn, round: Round) -> None:
        """The task goes out: take its items off the list of what comes."""

    def taken_back(self, turn: Turn, round: Round) -> None:
        """The post was taken back: its items come next again."""

    def left(self, turn: Turn) -> int:
        """How many items wait to be posted."""
        raise NotImplementedError

    def what_to_do(self, turn: Turn, round: Round) -> Phrase:
        """The first line: what to do."""
        raise NotImplementedError

    def aim(self, turn: Turn, round: Round) -> Phrase:
        """What it is good for, in a few words."""
        raise NotImplementedError

    def body(self, turn: Turn, round: Round, *, brief: bool) -> Sequence[Phrase]:
        """The lines of the task itself; `brief` without what can be left out."""
        raise NotImplementedError

    def starting_help(self, turn: Turn, round: Round) -> Phrase:
        """What *Help me start* shows."""
        raise NotImplementedError

    # -- what it may say ----------------------------------------------------------------------------------------

    def found(self, turn: Turn, round: Round, text: str) -> set[int]:  # noqa: ARG002
        """The cards of the round whose words stand in a text."""
        return set()

    def cards_shown(self, turn: Turn, round: Round) -> Collection[int]:  # noqa: ARG002
        """The cards the task asks for; any other word of the list in an answer came by itself."""
        return ()

    def how_many(self, n: int) -> Phrase:
        """So many of its items: "3 words"."""
        return N("{n} item", "{n} items", n=n)

    def needed(self, turn: Turn, round: Round) -> int:  # noqa: ARG002
        """How many different words make somebody done; 0: one contribution does."""
        return 0

    def progress(self, turn: Turn, round: Round) -> Phrase | None:  # noqa: ARG002
        """What the last line adds to how many have written."""
        return None

    def tally(self, turn: Turn, round: Round) -> dict[str, int]:  # noqa: ARG002
        """What the closing line may add: `words` of the task and how many were `used`."""
        return {}

    def own_words(self, turn: Turn, round: Round, cards: set[int]) -> Phrase | None:  # noqa: ARG002
        """What a person's found words are, for them alone."""
        return None

    def newest(self, turn: Turn) -> int:  # noqa: ARG002
        """What tells a list that was filled again from the same list before; 0 where there is none."""
        return 0

    # -- what all tasks share -----------------------------------------------------------------------------------

    @on_press(Role.STRANGER)
    def help_me_start(self, turn: Turn, round_id: int) -> None:
        """Starter, easier wording, example: privately."""
        helping.help_to_start(turn, self, round_id)

    def reachable(self, turn: Turn, reachable: Reachable) -> None:
        if reachable.yes and reachable.payload.startswith(helping.KIND):
            helping.from_link(turn, self, reachable.payload)

    @on_press(Role.STRANGER)
    def for_me(self, turn: Turn, round_id: int) -> None:
        """The same button for everyone: what I did here, and what waits for me."""
        mine.show_for_me(turn, self, life.round_of(turn, round_id))

    @on_press(Role.TEACHER)
    def close_now(self, turn: Turn, round_id: int) -> None:
        found = life.round_of(turn, round_id)
        if not found.open:
            raise Refusal("This task is closed already.")
        closing.close(turn, self, found)
        turn.show(T("“{title}” is closed. Late answers still count.", title=found.title))

    @on_press(Role.TEACHER)
    def take_back(self, turn: Turn, round_id: int) -> None:
        found = life.round_of(turn, round_id)
        undoing.take_back(turn, self, found)
        turn.show(T("“{title}” is taken back. It is the next one on your list again.", title=found.title))

    @on_press(Role.TEACHER)
    def post_again(self, turn: Turn, round_id: int) -> None:
        """A post that was deleted by hand stands there once more."""
        found = life.round_of(turn, round_id)
        life.post_again(turn, self, found)
        until = When(found.deadline, turn.zone)
        turn.show(T("“{title}” is there again. It is open until {when}.", title=found.title, when=until))

    @on_press(Role.TEACHER)
    def leave_it(self, turn: Turn, round_id: int) -> None:
        found = life.round_of(turn, round_id)
        if found.open:
            raise Refusal("That is done already. What is open: /post")
        turn.show(T("All right. “{title}” stays closed.", title=found.title))

    @on_press(Role.LEARNER)
    def not_this_week(self, turn: Turn) -> None:
        reminding.rest(turn)

    @on_alarm
    def refresh(self, turn: Turn, round_id: int, subject: int) -> None:  # noqa: ARG002
        found = life.round_of(turn, round_id)
        if found.open:
            refreshing.rewrite(turn, self, found)

    @on_alarm
    def remind(self, turn: Turn, round_id: int, subject: int) -> None:  # noqa: ARG002
        reminding.remind(turn, self, life.round_of(turn, round_id))

    @on_alarm
    def close(self, turn: Turn, round_id: int, subject: int) -> None:  # noqa: ARG002
        found = life.round_of(turn, round_id)
        if found.open:
            closing.close(turn, self, found)

    @on_alarm
    def close_line(self, turn: Turn, round_id: int, subject: int) -> None:  # noqa: ARG002
        closing.say_if_unsaid(turn, self, life.round_of(turn, round_id))

    # -- what happens to its posts ------------------------------------------------------------------------------

    def post_gone(self, turn: Turn, post: Post, gone: PostGone) -> None:  # noqa: ARG002
        if turn.scene.class_ is not None:
            losing.deleted(turn, self, post)

    def room_gone(self, turn: Turn, gone: RoomGone) -> None:  # noqa: ARG002
        if turn.scene.class_ is not None and turn.scene.room is not None:
            losing.room_gone(turn, self, turn.scene.room.id or 0)

    def room_moved(self, turn: Turn) -> None:
        losing.room_moved(turn, self)

    def undelivered(self, turn: Turn, delivery: Delivery) -> None:
        losing.undelivered(turn, self, delivery)

    def for_teacher(self, turn: Turn) -> Sequence[Note]:
        return unanswered.notes(turn, self)
