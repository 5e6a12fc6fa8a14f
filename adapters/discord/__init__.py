"""Discord: its part of config.toml, and the way in; the library is imported when the platform is opened."""

from typing import Annotated

from pydantic import Field, SecretStr, field_validator

from bot.config import ConfigError, Part, Url
from bot.port import Platform, Surroundings


class Section(Part):
    """`[discord]` of config.toml."""

    token: SecretStr = SecretStr("")
    api_url: Url = "https://discord.com/api/v10"
    gateway_url: str = ""
    proxy: Url = ""
    shards: Annotated[int, Field(ge=0)] = 0
    message_content: bool = False
    members: bool = False

    @field_validator("gateway_url")
    @classmethod
    def _websocket(cls, url: str) -> str:
        if url and not url.startswith(("ws://", "wss://")):
            raise ValueError("looks like wss://gateway.example.org, or is empty")
        return url

    @property
    def on(self) -> bool:
        return bool(self.token.get_secret_value())


def open_platform(section: Section, surroundings: Surroundings) -> Platform:
    """The platform, not connected yet.

    Raises:
        ConfigError: the library is not installed.
    """
    try:
        from adapters.discord.platform import Discord
    except ModuleNotFoundError as error:
        raise ConfigError(f"Discord needs {error.name}. Install it: pip install discord.py") from error
    return Discord(section, surroundings)
