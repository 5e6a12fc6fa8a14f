"""The vault seals learners' words before they reach the database; its key lies apart from it."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from base64 import b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12


class WrongKey(Exception):
    """The key is missing, malformed, or not the one these texts were sealed with."""


class Vault:
    """Seals and opens texts with AES-256-GCM, and makes keyed hashes that say nothing without the key."""

    def __init__(self, key: bytes) -> None:
        if len(key) != 32:
            raise WrongKey("the key must have 32 bytes")
        self._cipher = AESGCM(hashlib.blake2b(key, digest_size=32, person=b"tertulia-seal").digest())
        self._mac = hashlib.blake2b(key, digest_size=32, person=b"tertulia-hash").digest()

    def seal(self, text: str) -> bytes:
        nonce = os.urandom(_NONCE)
        return nonce + self._cipher.encrypt(nonce, text.encode(), None)

    def open(self, sealed: bytes) -> str:
        try:
            return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], None).decode()
        except (InvalidTag, ValueError) as error:
            raise WrongKey("these texts were sealed with another key") from error

    def hash(self, *parts: str) -> str:
        """A keyed hash of the parts, 32 hexadecimal digits; the same parts give the same hash."""
        return hmac.new(self._mac, "\0".join(parts).encode(), hashlib.sha256).hexdigest()[:32]


def new_key() -> bytes:
    return secrets.token_bytes(32)


def key_text(key: bytes) -> str:
    return urlsafe_b64encode(key).decode()


def read_key(text: str) -> bytes:
    """Read a key as `key_text` wrote it, or in the usual alphabet of base64.

    Raises:
        WrongKey: the text is no such key.
    """
    try:
        key = b64decode(text.strip().replace("-", "+").replace("_", "/"), validate=True)
    except (Base64Error, ValueError) as error:
        raise WrongKey("the key is not readable") from error
    if len(key) != 32:
        raise WrongKey("the key must have 32 bytes")
    return key


def key_from_file(path: Path) -> bytes:
    """Read the key of `path`, or make a new one there that only its owner can read.

    Raises:
        WrongKey: what stands there is no key.
        OSError: the file can be neither read nor made.
    """
    if path.exists():
        return read_key(path.read_text())
    key = new_key()
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(key_text(key) + "\n")
        file.flush()
        os.fsync(descriptor)  # texts sealed with a key that a power cut took would be lost
    return key
