"""Telegram: its part of config.toml, and the way in; the library is imported when the platform is opened."""

import re
from typing import Literal

from pydantic import SecretStr, field_validator, model_validator

from bot.config import ConfigError, Listen, Part, Url
from bot.port import Platform, Surroundings

_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")


class Webhook(Part):
    """`[telegram.webhook]`: where Telegram sends what happens, with `mode = "webhook"`."""

    url: Url = ""
    listen: Listen = "127.0.0.1:8443"
    secret: SecretStr = SecretStr("")

    @field_validator("secret")
    @classmethod
    def _telegram_takes_it(cls, secret: SecretStr) -> SecretStr:
        if not _SECRET.fullmatch(secret.get_secret_value()):
            raise ValueError("may hold letters, digits, _ and - only, 256 at most")
        return secret


class Section(Part):
    """`[telegram]` of config.toml."""

    token: SecretStr = SecretStr("")
    mode: Literal["polling", "webhook"] = "polling"
    proxy: str = ""
    api_url: Url = "https://api.telegram.org"
    webhook: Webhook = Webhook()

    @property
    def on(self) -> bool:
        return bool(self.token.get_secret_value())

    @model_validator(mode="after")
    def _webhook_has_an_address(self) -> "Section":
        if self.on and self.mode == "webhook" and not self.webhook.url:
            raise ValueError('needs url in [telegram.webhook] for mode = "webhook"')
        return self


def open_platform(section: Section, surroundings: Surroundings) -> Platform:
    """The platform, not connected yet.

    Raises:
        ConfigError: the library or what it needs for this proxy is not installed, or the proxy is no address.
    """
    try:
        from adapters.telegram.platform import Telegram
    except ModuleNotFoundError as error:
        raise ConfigError(f"Telegram needs {error.name}. Install it: pip install python-telegram-bot") from error
    return Telegram(section, surroundings)
