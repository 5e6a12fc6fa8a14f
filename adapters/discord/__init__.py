"""Discord: its part of config.toml; the platform itself is not built into this version yet."""

from typing import Annotated

from pydantic import Field, SecretStr

from bot.config import ConfigError, Part, Url
from bot.port import Platform, Surroundings


class Section(Part):
    """`[discord]` of config.toml."""

    token: SecretStr = SecretStr("")
    api_url: Url = "https://discord.com/api/v10"
    gateway_url: str = ""
    proxy: str = ""
    shards: Annotated[int, Field(ge=0)] = 0
    message_content: bool = False
    members: bool = False

    @property
    def on(self) -> bool:
        return bool(self.token.get_secret_value())


def open_platform(section: Section, surroundings: Surroundings) -> Platform:  # noqa: ARG001
    raise ConfigError("Discord is not built into this version yet. Leave token in [discord] empty.")
