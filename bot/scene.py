"""Finds out who, where and in which class an event plays, before any activity is called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.chat import (
    Arrived,
    CommandTyped,
    CommandUsed,
    Event,
    FileSent,
    FormSent,
    Place,
    Pressed,
    Reachable,
    RoomSeen,
    Said,
    Who,
)
from storage.classes import Class
from storage.drafts import Draft
from storage.people import Member
from storage.posts import Post
from storage.records import Records
from storage.rooms import Room

if TYPE_CHECKING:
    from bot.job import Job

_SEEN_AGAIN = timedelta(hours=6)


@dataclass
class Scene:
    """Who, where and in which class a turn plays; the engine finds it out before the activity is called."""

    event: Event | None = None
    by: Who | None = None
    where: Place | None = None
    class_: Class | None = None
    room: Room | None = None
    member: Member | None = None
    by_admin: bool = False
    post: Post | None = None
    draft: Draft | None = None
    later: bool = False
    """It goes on with what was asked for before: the person is answered by messages, not by the answer to the event."""


def set_scene(records: Records, event: Event, now: datetime) -> Scene:
    """The scene of an event; its class is the room's, or in private the one of the post pressed or asked about."""
    scene = Scene(event=event, by=event.by, where=event.where, by_admin=bool(getattr(event, "by_admin", False)))
    _note_seen(records, event, now)
    if not event.where.private:
        scene.room = records.rooms.at(event.where.platform, event.where.id)
        scene.class_ = _class_of(records, scene.room.class_id if scene.room else None)
    if isinstance(event, Pressed | FormSent):
        scene.post = _pressed_post(records, event)
        if scene.post and scene.post.class_id:
            scene.class_ = _class_of(records, scene.post.class_id)
    elif isinstance(event, Said | FileSent) and event.where.private:
        scene.draft = records.drafts.get(event.by.platform, event.by.user)
        if scene.draft:
            scene.class_ = _class_of(records, scene.draft.class_id)
    scene.member = member_in(records, scene.class_, event.by)
    _confirm(scene, event, now)
    return scene


def scene_again(records: Records, job: Job) -> Scene:
    """The scene a job was asked for in, as it is now."""
    class_ = _class_of(records, job.class_id)
    return Scene(
        event=job.event,
        by=job.by,
        where=job.where,
        class_=class_,
        room=records.rooms.get(job.room_id) if job.room_id else None,
        member=member_in(records, class_, job.by) if job.by else None,
        by_admin=job.by_admin,
        post=records.posts.get(job.post_id) if job.post_id else None,
        later=True,
    )


def member_in(records: Records, class_: Class | None, by: Who) -> Member | None:
    if class_ is None or class_.id is None or not by.user:
        return None
    return records.people.member_of(class_.id, by.platform, by.user)


def _class_of(records: Records, class_id: int | None) -> Class | None:
    found = records.classes.get(class_id) if class_id else None
    return None if found is None or found.finished_at else found


def _note_seen(records: Records, event: Event, now: datetime) -> None:
    """Keep what a known account is called, and that its private chat is open; an unknown one is not kept."""
    if not event.by.user:
        return
    account = records.accounts.get(event.by.platform, event.by.user)
    if account is None:
        return
    if event.where.private:
        account.reachable = event.yes if isinstance(event, Reachable) else True
        if not isinstance(event, Reachable):
            # who does something there has opened it: what waited for that may come
            records.for_me.release(event.by.platform, event.by.user, now)
    if event.by.name and account.name != event.by.name:
        account.name = event.by.name
    if event.by.language:
        account.language = event.by.language
    if now - account.seen_at > _SEEN_AGAIN:
        account.seen_at = now


def _confirm(scene: Scene, event: Event, now: datetime) -> None:
    """Whoever writes, presses or arrives in a room of the class is seen to belong there."""
    member = scene.member
    if (
        member is None
        or event.where.private
        or not isinstance(event, Said | Pressed | CommandTyped | CommandUsed | Arrived)
    ):
        return
    if member.confirmed_at is None or now - member.confirmed_at > _SEEN_AGAIN:
        member.confirmed_at = now


def _pressed_post(records: Records, event: Pressed | FormSent) -> Post | None:
    post_id = event.code.split(":")[0]
    post = records.posts.get(int(post_id)) if post_id.isdecimal() and len(post_id) < 16 else None
    if post is None or not _stands_there(post, event.where, event.by):
        return None
    if post.message is None and isinstance(event, Pressed) and event.message and not post.only:
        # an uncertain post adopts its id from the first press that carries it
        post.message = event.message
    return post


def _stands_there(post: Post, where: Place, by: Who) -> bool:
    """A button works only where its post stands, and only for whom it is meant."""
    here = (post.platform, post.place, post.private) == (where.platform, where.id, where.private)
    return here and (not post.only or post.only == by.user)


def room_of(records: Records, seen: RoomSeen, now: datetime) -> Room:
    """The room's row, made or brought up to date with what was seen."""
    room = records.rooms.at(seen.where.platform, seen.where.id)
    if room is None:
        room = Room(platform=seen.where.platform, place=seen.where.id, seen_at=now)
        records.rooms.add(room)
    room.title, room.kind, room.present, room.seen_at = seen.title, seen.kind, True, now
    room.reads_all, room.may_delete, room.may_pin = seen.reads_all, seen.may_delete, seen.may_pin
    room.may_react, room.may_post = seen.may_react, seen.may_post
    return room
