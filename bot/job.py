"""A job: what a turn leaves to be done outside of it, and for whom and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.chat import Event, File, Place, Who
    from bot.scene import Scene


@dataclass(frozen=True, slots=True)
class Job:
    """`name` is an `@at_work` method of the activity, `then` the `@on_result` method that takes what came of it.

    With a `file` that is fetched first, `limit` bytes at most, and the method is given its `content`.
    """

    activity: str
    name: str
    then: str
    arguments: Mapping[str, Any]
    event: Event | None
    by: Who | None
    where: Place | None
    class_id: int | None
    room_id: int | None
    post_id: int | None
    by_admin: bool
    file: File | None = None
    limit: int = 0
    apology_id: int = 0
    """The delivery that is called off when the job is done; if the bot dies meanwhile, it goes out."""

    @classmethod
    def of(
        cls,
        scene: Scene,
        activity: str,
        name: str,
        then: str,
        arguments: Mapping[str, Any],
        file: File | None = None,
        limit: int = 0,
    ) -> Job:
        return cls(
            activity=activity,
            name=name,
            then=then,
            arguments=arguments,
            event=scene.event,
            by=scene.by,
            where=scene.where,
            class_id=scene.class_.id if scene.class_ else None,
            room_id=scene.room.id if scene.room else None,
            post_id=scene.post.id if scene.post else None,
            by_admin=scene.by_admin,
            file=file,
            limit=limit,
        )

    @property
    def what(self) -> tuple[Any, ...]:
        """By which the same job is known, though it was asked for by another press."""
        return self.whose, self.class_id, self.activity, self.name, self.arguments, self.file

    @property
    def whose(self) -> str:
        return f"{self.by.platform} {self.by.user}" if self.by else ""
