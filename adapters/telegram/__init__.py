"""Telegram: its part of config.toml; the platform itself is not built into this version yet."""

from typing import Literal

from pydantic import SecretStr, model_validator

from bot.config import ConfigError, Listen, Part, Url
from bot.port import Platform, Surroundings


class Webhook(Part):
    """`[telegram.webhook]`: where Telegram sends what happens, with `mode = "webhook"`."""

    url: Url = ""
    listen: Listen = "127.0.0.1:8443"
    secret: SecretStr = SecretStr("")


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


def open_platform(section: Section, surroundings: Surroundings) -> Platform:  # noqa: ARG001
    raise ConfigError("Telegram is not built into this version yet. Leave token in [telegram] empty.")
