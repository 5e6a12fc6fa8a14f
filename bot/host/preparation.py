"""What must be in order on this machine before the bot starts: folders, key, database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.config import ConfigError

if TYPE_CHECKING:
    from bot.config import Config


def make_folders(config: Config) -> None:
    """Make the data folder.

    Raises:
        ConfigError, OSError: it cannot be; the words or `bot.host.trouble` say what to do.
    """
    for line in misplaced(config):
        raise ConfigError(line)
    config.data.mkdir(mode=0o700, exist_ok=True)


def prepare(config: Config) -> bytes:
    """Bring the database up to this program, see that the key is its own, and give the key.

    Raises:
        ConfigError, Unusable, OSError: it cannot be; the words or `bot.host.trouble` say what to do.
    """
    from storage.vault import WrongKey

    key = read_key(config)
    try:
        _claim(config, key)
    except WrongKey:
        raise ConfigError(f"{of_another_key(config)} Put back the key it was made with.") from None
    return key


def of_another_key(config: Config) -> str:
    """That the key which is given, from where it comes, is not the database's."""
    return f"This database was made with another key than {_key_place(config)}."


def misplaced(config: Config) -> list[str]:
    """What is wrong with where data and key are to lie, one line each."""
    found = []
    if not config.data.parent.is_dir():
        found.append(f"There is no folder {config.data.parent} for data. Make it, or name another folder as data.")
    elif config.data.exists() and not config.data.is_dir():
        found.append(f"{config.data} is a file. Name a folder as data.")
    if config.key.get_secret_value():
        return found
    if config.key_file.resolve().is_relative_to(config.data.resolve()):
        found.append(f"The key would lie in {config.data}, with what it protects. Name a key_file outside of it.")
    elif not config.key_file.parent.is_dir():
        found.append(f"There is no folder {config.key_file.parent} for the key. Make it, or name another key_file.")
    if lost := _lost(config):
        found.append(lost)
    return found


def _lost(config: Config) -> str:
    if config.key.get_secret_value() or config.key_file.exists() or not config.database.exists():
        return ""
    return (
        f"The key {config.key_file} is gone, and sentences kept so far cannot be read without it. "
        "Put it back, or move the data folder away to start anew."
    )


def read_key(config: Config) -> bytes:
    """The key, made where there is neither one nor a database yet.

    Raises:
        ConfigError: what is there is no key, or it is gone.
    """
    from storage.vault import WrongKey, key_from_file
    from storage.vault import read_key as read

    if lost := _lost(config):
        raise ConfigError(lost)
    given = config.key.get_secret_value()
    try:
        return read(given) if given else key_from_file(config.key_file)
    except (WrongKey, UnicodeDecodeError):
        raise ConfigError(f"{_key_place(config)} is not a key. Put back the one Tertulia made.") from None


def _key_place(config: Config) -> str:
    return "TERTULIA_KEY" if config.key.get_secret_value() else str(config.key_file)


def _claim(config: Config, key: bytes) -> None:
    """Open the database once, and see that it is this key's."""
    from storage.database import Database
    from storage.upgrade import upgrade
    from storage.vault import Vault

    upgrade(config.database)
    database = Database(config.database, Vault(key))
    try:
        database.start()
        database.submit(lambda records: records.settings.claim_key()).result()
    finally:
        database.stop()
