"""What must be in order on this machine before the bot starts: folders, key, database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.config import ConfigError

if TYPE_CHECKING:
    from bot.config import Config


def make_folders(config: Config) -> None:
    """Make the data folder.

    Raises:
        ConfigError, OSError: it cannot be; the words or `bot.trouble` say what to do.
    """
    for line in misplaced(config):
        raise ConfigError(line)
    config.data.mkdir(mode=0o700, exist_ok=True)


def prepare(config: Config) -> bytes:
    """Bring the database up to this program, see that the key is its own, and give the key.

    Raises:
        ConfigError, Unusable, WrongKey, OSError: it cannot be; the words or `bot.trouble` say what to do.
    """
    key = read_key(config)
    _claim(config, key)
    return key


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
    if not config.key_file.exists() and config.database.exists():
        found.append(
            f"The key {config.key_file} is gone, and sentences kept so far cannot be read without it. "
            "Put it back, or move the data folder away to start anew."
        )
    return found


def read_key(config: Config) -> bytes:
    """The key, made where there is none yet.

    Raises:
        ConfigError: what is there is no key.
    """
    from storage.vault import WrongKey, key_from_file
    from storage.vault import read_key as read

    given = config.key.get_secret_value()
    try:
        return read(given) if given else key_from_file(config.key_file)
    except (WrongKey, UnicodeDecodeError):
        where = "TERTULIA_KEY" if given else str(config.key_file)
        raise ConfigError(f"{where} is not a key. Put back the one Tertulia made.") from None


def _claim(config: Config, key: bytes) -> None:
    """Open the database once, and see that it is this key's."""
    from storage.database import Database
    from storage.upgrade import upgrade
    from storage.vault import Vault

    upgrade(config.database)
    database = Database(config.database, Vault(key))
    try:
        database.start()
        database.submit(lambda records: records.inbox.claim_key()).result()
    finally:
        database.stop()
