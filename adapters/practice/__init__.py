"""The practice room: a group chat in the browser that is to the bot a platform like any other; needs no account."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from bot.port import Platform, Surroundings


class Section(BaseModel):
    """`[practice]` of config.toml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    enabled: bool = False
    port: Annotated[int, Field(ge=1, le=65535)] = 8080

    @property
    def on(self) -> bool:
        return self.enabled


def open_platform(section: Section, surroundings: Surroundings) -> Platform:
    from adapters.practice.platform import PracticeRoom

    return PracticeRoom(section.port, surroundings)
