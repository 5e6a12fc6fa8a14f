"""A turn: all an activity may know and do about one thing that happened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot import answer
from bot.apology import leave
from bot.chat import Field, File, Form, Link, Popup, Pressed, Private
from bot.circumstances import Consequences
from bot.job import Job
from bot.keys import Keys, Press
from bot.phrase import Phrase, T
from bot.refusal import Refusal
from bot.scene import Scene
from bot.splitting import whole_sentences
from bot.voice import Voice
from storage.alarms import Alarm
from storage.classes import Class
from storage.drafts import Draft
from storage.posts import Post
from storage.rounds import Round

TOO_LONG = T("That is too long to show here. Write to me in private, please.")
"""Over the screen, in place of something of which not even the first sentence fits there."""


class WhichClass(Exception):
    """The person is in several classes and has to say which one is meant."""

    def __init__(self, classes: Sequence[Class]) -> None:
        super().__init__("which class")
        self.classes = classes


class Turn(Voice):
    """One thing that happened, the records it may change, and the voice it may speak with.

    Besides what stands here: what is known of it (`Circumstances`), posts in rooms and messages to members (`Voice`).
    """

    def undone(self, before: Scene) -> None:
        """All that the turn did is undone: what it made is out of the scene again, what it only found stays."""
        self.consequences = Consequences()
        for name in ("class_", "room", "member", "post", "draft"):
            row = getattr(self.scene, name)
            if row is not None and row not in self.records.session:
                setattr(self.scene, name, getattr(before, name))
        self.outbox.about(self.scene.class_)

    # -- answers to who did this --------------------------------------------------------------------------------

    def show(self, phrase: Phrase, keys: Keys = (), *, kind: str = "") -> Post | None:
        """Answer privately: in the private chat, as a 🤫 answer in the room, else wherever the person is reached."""
        return answer.show(self, phrase, keys, kind)

    def pop(self, phrase: Phrase) -> None:
        """Answer a press with a short sentence over the screen; in private what is too long for that is a message."""
        text, limits = self.house.languages.render(phrase, self.language), self.house.limits(self.where.platform)
        shown = whole_sentences(text, limits.popup, limits.units)
        if self.scene.later or (self.where.private and shown != text):
            self.show(phrase)
        else:
            self.consequences.answer = Popup(shown or self.house.languages.render(TOO_LONG, self.language))

    def answer_without_trace(self, phrase: Phrase) -> None:
        """Answer here and now, in place of the private post pressed; nothing of it is kept, not even that it was."""
        text = self.house.languages.render(phrase, self.language)
        self.consequences.answer = Private(text, replaces=isinstance(self.scene.event, Pressed))

    def open_private(self, payload: str) -> bool:
        """Answer a press by opening the private chat with the bot; false where the platform has no such link."""
        url = self.house.link(self.by.platform, payload)
        if url:
            self.consequences.answer = Link(url)
        return bool(url)

    def send_file(self, name: str, content: bytes, caption: Phrase) -> None:
        """Give the person a file, privately."""
        text = self.house.languages.render(caption, self.language)
        self.outbox.file(answer.unseen(self), name, content, text, only=self.by.user)

    def ask(self, action: str, phrase: Phrase, keys: Keys = (), **gathered: Any) -> Post | None:
        """Ask something that is answered in words, in private; `Cancel` is always offered."""
        write = [Press(T("Write"), "asking.write")] if self.answers_in_form else []
        post = self.show(phrase, [*keys, [*write, Press(T("Cancel"), "asking.cancel")]])
        self.records.drafts.drop(self.by.platform, self.by.user)
        draft = Draft(
            platform=self.by.platform,
            user=self.by.user,
            class_id=self.scene.class_.id if self.scene.class_ else None,
            activity=self.activity,
            action=action,
            sealed=b"",
            post_id=post.id if post else None,
            at=self.now,
        )
        self.records.drafts.keep(draft, gathered)
        return post

    def stop_asking(self) -> None:
        """The question in progress is settled."""
        self.records.drafts.drop(self.by.platform, self.by.user)

    def ask_form(self, action: str, title: Phrase, fields: Sequence[Field], keys_for: Post) -> None:
        code = f"{keys_for.id}:{self.activity}.{action}"
        self.consequences.answer = Form(self.house.languages.render(title, self.language).plain, code, tuple(fields))

    # -- later --------------------------------------------------------------------------------------------------

    def wake(self, name: str, at: datetime, *, round: Round | None = None, subject: int = 0) -> None:
        """Call this activity's alarm `name` at a moment; setting it again moves it."""
        self.records.alarms.wake(
            Alarm(
                class_id=self.class_id,
                round_id=round.id if round and round.id else 0,
                activity=self.activity,
                name=name,
                subject=subject,
                at=at,
            )
        )

    def learn(self, language: str) -> None:
        """Make this language's word forms ready, in the background, once this turn is on disk."""
        self.consequences.learn.add(language)

    def work(self, name: str, then: str, **arguments: Any) -> None:
        """Call the `@at_work` method `name` outside of this turn; the `@on_result` method `then` takes the result."""
        leave(self, Job.of(self.scene, self.activity, name, then, arguments))

    def fetch(self, file: File, name: str, then: str, *, limit: int, **arguments: Any) -> None:
        """The same with a file of at most `limit` bytes, fetched first: the method is given its `content` as well."""
        if file.size > limit:
            most = limit // 1_000_000
            raise Refusal("That file is too large for me. It can have {most} MB at most.", most=most)
        leave(self, Job.of(self.scene, self.activity, name, then, arguments, file, limit))
