"""The ways to somebody's sentence: a reply, a message's menu, a link into the private chat; private before a word."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from activities import _code as codes
from activities import _offering as offering
from activities import _seconding as seconding
from activities import _target
from activities._target import Target
from bot.chat import CommandUsed, Field, Place, Pressed, Said
from bot.dispatch import allow, set_class
from bot.keys import Open, Press
from bot.phrase import Phrase, T, lines, quoted
from bot.refusal import Refusal
from bot.text import plain
from bot.turn import Turn
from storage.inbound import Invitation
from storage.people import Role

KIND = "correct"
"""What the link into the private chat carries before its code."""
WRITE = "correction.write"
"""What a button does under which one's own better sentence may be written."""
LONGEST_FIELD = 4000
GOOD_FOR = timedelta(hours=1)


def from_menu(turn: Turn, said: Said, better: str) -> None:
    """The message was held, and *Suggest a correction* chosen."""
    teacher = turn.records.people.member_of(turn.class_id, said.by.platform, said.by.user) if said.by.user else None
    if teacher is not None and teacher.role > Role.LEARNER:
        raise Refusal("Your teacher or a helper wrote that. If it looks odd to you, ask in class.")
    target = _target.find(turn, said.where, said.message)
    if better:
        offering.give(turn, target, better)
    else:
        _open(turn, target)


def from_reply(turn: Turn, where: Place, message: str, better: str) -> None:
    """`/correct`, typed as an answer to the message."""
    target = _target.find(turn, where, message)
    if better:
        offering.give(turn, target, better, note=_unseen(turn))
    elif turn.house.limits(where.platform).ephemeral or not _link(turn, target):
        _open(turn, target)


def from_link(turn: Turn, payload: str) -> None:
    """The private chat was opened through the link: the question stands there, and the link is gone from the room."""
    turn.activity = "correction"
    turn.records.deliveries.release(turn.by.platform, turn.by.user, turn.now)
    invitation = codes.read(turn, payload, KIND)
    class_ = turn.records.classes.get(invitation.class_id) if invitation else None
    if invitation is None or class_ is None or class_.finished_at:
        raise Refusal("That link was used already, or is too old. Answer the message with /correct once more.")
    set_class(turn, class_)
    allow(turn, Role.LEARNER)
    if invitation.member_id != turn.member.id:
        raise Refusal("That link is for somebody else. To correct a message yourself, answer it with /correct")
    contribution_id, post_id, message = invitation.value.split(" ", 2)
    turn.records.inbox.use(invitation)
    take_away(turn, int(post_id))
    _open(turn, _target.find_again(turn, int(contribution_id), message))


def take_away(turn: Turn, post_id: int) -> None:
    post = turn.records.rounds.post(post_id)
    if post is not None and post.gone_at is None:
        turn.outbox.delete_post(post)


def ask(turn: Turn, contribution_id: int, message: str) -> None:
    """*Write it* was pressed."""
    _ask(turn, _target.find_again(turn, contribution_id, message))


def about_form(turn: Turn) -> dict[str, Any]:
    """What the form that came back is about; it hangs on a post of its own."""
    post = turn.scene.post
    if post is None or not post.buttons:
        raise Refusal("That form is from an older message. What is open now: /today")
    found: dict[str, Any] = post.buttons[0]["with"]
    return found


def shown_at(turn: Turn, message: str) -> dict[str, Any] | None:
    """The sentence the bot has shown in this private chat, with *Write it* or the like under it."""
    post = turn.records.rounds.post_at(turn.where.platform, turn.where.id, message)
    class_ = turn.records.classes.get(post.class_id) if post and post.private and post.class_id else None
    if post is None or class_ is None or class_.finished_at:
        return None
    found: dict[str, Any] | None = next((one["with"] for one in post.buttons if one["do"] == WRITE), None)
    if found is not None:
        set_class(turn, class_)
        allow(turn, Role.LEARNER)
    return found


def _open(turn: Turn, target: Target) -> None:
    """Who comes second sees first what a classmate has suggested already."""
    first = _target.to_second(turn, target)
    if first is not None:
        seconding.show_first(turn, first, Press(T("Write another"), "write", dict(target.about)))
    else:
        _ask(turn, target)


def _ask(turn: Turn, target: Target) -> None:
    forms = turn.house.limits(turn.where.platform).forms
    if forms and isinstance(turn.scene.event, CommandUsed | Pressed):
        _ask_form(turn, target)
    elif forms and not turn.where.private:
        turn.show(_sentence_of(target), [[Press(T("Write it"), "write", dict(target.about))]])
    else:
        where = (
            T("Write the better sentence. Change as little as you can.")
            if turn.answers_at_desk
            else T("Write the better sentence in our private chat. Change as little as you can.")
        )
        turn.ask("better", lines(_sentence_of(target), "", where), **target.about)


def _ask_form(turn: Turn, target: Target) -> None:
    word = turn.house.languages.word
    fields = (
        Field("better", word(T("The better sentence").sentence, turn.language), value=_prefilled(target.text), long=True),
        Field("reason", word(T("Why? (if you like)").sentence, turn.language), required=False, limit=500),
    )
    keys = [[Press(T("Write it"), "write", dict(target.about))]]
    post = turn.outbox.new_post(turn.where, keys, activity=turn.activity, only=turn.by.user)
    turn.ask_form("better_form", T("Suggest a correction"), fields, post)


def _prefilled(text: str) -> str:
    """A text too long for the field is not cut: what is left out would read as taken out."""
    return text if len(text) <= LONGEST_FIELD else ""


def _sentence_of(target: Target) -> Phrase:
    return lines(T("{name} wrote:", name=target.name), quoted(plain(target.text)))


def _link(turn: Turn, target: Target) -> bool:
    """One silent line in the room, which says neither whom nor what; false where no link leads to the private chat."""
    room = turn.scene.room
    if room is None or not room.may_post or not turn.house.link(turn.where.platform, KIND):
        return False
    value = f"{target.contribution.id} {{post}} {target.message}"
    code = codes.make(turn, KIND, GOOD_FOR, member_id=turn.member.id, value=value)
    post = turn.post(
        room,
        T("Corrections are private here."),
        [[Open(T("Correct in private"), codes.link(turn, turn.where.platform, KIND, code))]],
        kind="correct link",
        language=turn.language,
        silent=True,
        expires_at=turn.now + GOOD_FOR,
    )
    _name_post(turn, code, value.format(post=post.id))
    turn.wake("take_link_away", turn.now + GOOD_FOR, subject=post.id or 0)
    return True


def _name_post(turn: Turn, code: str, value: str) -> None:
    """Only once it is written does the post have an id, by which the link takes it away."""
    invitation = Invitation(
        hash="",
        kind=KIND,
        class_id=turn.class_id,
        member_id=turn.member.id,
        value=value,
        expires_at=turn.now + GOOD_FOR,
    )
    turn.records.inbox.invite(code.replace("-", ""), invitation)


def told_once(member_id: int) -> tuple[str, str]:
    """Under which it is noted that somebody was told how to correct unseen."""
    return "correct unseen", str(member_id)


def _unseen(turn: Turn) -> Phrase | None:
    """Where the bot may not delete what was typed, its writer is told once how to do it unseen."""
    room = turn.scene.room
    if room is None or room.may_delete:
        return None
    if not turn.records.inbox.first_time(turn.now, *told_once(turn.member.id or 0)):
        return None
    return T("I may not delete your line here. So that nobody sees it, answer with /correct alone next time.")
