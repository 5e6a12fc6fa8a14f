"""The configuration: what a host may set, checked and frozen; each adapter adds its own section."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, SecretStr, create_model, field_validator
from pydantic import Field as Value
from pydantic_core.core_schema import ValidationInfo


class ConfigError(Exception):
    """A configuration that cannot work; the words are one line that says what to do."""


def split_address(listen: str) -> tuple[str, int]:
    """Host and port of "127.0.0.1:8080" or "[::1]:8080".

    Raises:
        ValueError: it is no such address.
    """
    host, _, port = listen.rpartition(":")
    if not host or not (port.isascii() and port.isdigit()) or not 1 <= int(port) <= 65535:
        raise ValueError("must be a host and a port, like 127.0.0.1:9090")
    return host.strip("[]"), int(port)


def _address(listen: str) -> str:
    if listen:
        split_address(listen)
    return listen


def _web_address(url: str) -> str:
    parts = urlsplit(url)
    if url and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise ValueError("must be an address that begins with https:// or http://")
    return url


Listen = Annotated[str, AfterValidator(_address)]
"""Where to listen, "host:port"; empty for nowhere."""
Url = Annotated[str, AfterValidator(_web_address)]
"""A web address; empty for none."""


class Part(BaseModel):
    """A frozen part of the configuration that knows all its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Web(Part):
    """`[web]`: where /healthz and /metrics are served."""

    listen: Listen = "127.0.0.1:9090"


class Config(Part):
    """The whole configuration; `config_model` adds each platform's section as a field of its name.

    Relative paths start from the validation's context, the folder of config.toml.
    """

    data: Path = Value("data", validate_default=True)
    key_file: Path = Value("tertulia.key", validate_default=True)
    key: SecretStr = SecretStr("")
    """From `TERTULIA_KEY` only; goes before `key_file`."""
    contact: str = ""
    web: Web = Web()

    @field_validator("data", "key_file")
    @classmethod
    def _from_its_folder(cls, path: Path, info: ValidationInfo) -> Path:
        return Path(info.context or "", path.expanduser())

    @property
    def database(self) -> Path:
        return self.data / "tertulia.db"

    def section(self, platform: str) -> Any:
        """A platform's part, as its adapter declares it."""
        return getattr(self, platform)

    @property
    def platforms(self) -> tuple[str, ...]:
        """The platforms that are switched on, by name."""
        names = type(self).model_fields.keys() - Config.model_fields.keys()
        return tuple(name for name in sorted(names) if self.section(name).on)

    @property
    def secrets(self) -> frozenset[str]:
        """All that must never be printed: tokens, the key, passwords within addresses."""
        return frozenset(_secrets(self)) - {""}


def config_model(sections: Mapping[str, type[BaseModel]]) -> type[Config]:
    """The configuration's model with these platforms' sections."""
    fields: dict[str, Any] = {name: (section, Value(default_factory=section)) for name, section in sections.items()}
    return create_model("Config", __base__=Config, **fields)


def _secrets(part: BaseModel) -> Iterator[str]:
    for name in type(part).model_fields:
        match getattr(part, name):
            case SecretStr() as secret:
                yield secret.get_secret_value()
            case BaseModel() as inner:
                yield from _secrets(inner)
            case str() as address if "@" in address:
                yield urlsplit(address).password or ""
