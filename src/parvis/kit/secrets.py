"""Keys and sealed values. A sealed value is bound to its table, row and field: moved, it is void.

AES-256-GCM with a random 96-bit nonce, stored as version byte | nonce | ciphertext and tag.
The master key comes from PARVIS_MASTER_KEY or from a file beside the data, never the database.
There may be several: the first one seals, each opens what it has sealed (`parvis secrets`).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import re
import secrets
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from parvis.kit.settings import SettingsError

VERSION = b"\x01"
NONCE_BYTES = 12
KEY_BYTES = 32


class SecretUnreadable(Exception):
    """A sealed value does not open: wrong master key, or moved from another row."""


class MasterKey:
    """Seals and opens. `key_id` names the key beside each value, so that keys can be rotated."""

    def __init__(self, key: bytes) -> None:
        self._aead = AESGCM(key)
        self.key_id = hashlib.sha256(b"parvis key id" + key).hexdigest()[:16]

    def seal(self, plain: str, *, table: str, row: int, field: str) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        bound = _bound_to(table, row, field)
        return VERSION + nonce + self._aead.encrypt(nonce, plain.encode(), bound)

    def open(self, sealed: bytes, *, table: str, row: int, field: str) -> str:
        """The plain value. Raises `SecretUnreadable`."""
        nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        try:
            return self._aead.decrypt(nonce, body, _bound_to(table, row, field)).decode()
        except InvalidTag as error:
            raise SecretUnreadable(
                f"the {field} of {table} {row} does not open with master key {self.key_id}: "
                "restore the key it was stored with, or enter the value again."
            ) from error


class KeyRing:
    """The master keys of an installation: the first one seals, all open."""

    def __init__(self, keys: Sequence[MasterKey]) -> None:
        self._keys = tuple(keys)
        self.key_id = self._keys[0].key_id

    @property
    def key_ids(self) -> tuple[str, ...]:
        return tuple(key.key_id for key in self._keys)

    def seal(self, plain: str, *, table: str, row: int, field: str) -> bytes:
        return self._keys[0].seal(plain, table=table, row=row, field=field)

    def open(self, sealed: bytes, *, table: str, row: int, field: str) -> str:
        """The plain value. Raises `SecretUnreadable` when none of the keys opens it."""
        for key in self._keys[1:]:
            with suppress(SecretUnreadable):
                return key.open(sealed, table=table, row=row, field=field)
        return self._keys[0].open(sealed, table=table, row=row, field=field)


def ring_from_text(text: str) -> KeyRing:
    """The keys that were written, one a line or separated by commas.

    A single key may hold a comma itself: the whole text opens too.
    """
    parts = [part.strip() for part in re.split(r"[,\n]", text) if part.strip()]
    written = parts if len(parts) == 1 else [*parts, text]
    return KeyRing([MasterKey(key_from_text(key)) for key in written])


def _bound_to(table: str, row: int, field: str) -> bytes:
    return f"{table}|{row}|{field}".encode()


def key_from_text(text: str) -> bytes:
    """A 32-byte key out of whatever was written: base64 of 32 bytes, else a hash of the words."""
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        raw = b""
    return raw if len(raw) == KEY_BYTES else hashlib.sha256(text.encode()).digest()


def key_kept_in(path: Path) -> str:
    """The key in this file, made on first use; readable by its owner alone.

    Raises `SettingsError` for an empty file: everybody knows the key that nothing makes.
    """
    try:
        return _read_key(path)
    except FileNotFoundError:
        pass
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = new_key()
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    with draft.open("w", encoding="ascii") as file:
        file.write(made + "\n")
        file.flush()
        os.fsync(file.fileno())  # a machine that stops now must not keep an empty key
    try:
        # link, not rename: of two processes that start together, the first one's key stays
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return _read_key(path)


def _read_key(path: Path) -> str:
    key = path.read_text(encoding="ascii").strip()
    if not key:
        raise SettingsError(
            f"The key file {path} is empty: restore it from a backup. Without one, delete it; what "
            "was sealed with it has to be entered again."
        )
    return key


def new_key() -> str:
    """A key as it is written in a setting or a file."""
    return base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode().rstrip("=")


def new_token(length: int = 24) -> str:
    """A random word for links, `length` bytes of it."""
    return secrets.token_urlsafe(length)


def digest(token: str) -> str:
    """What is stored instead of a token, so that a stolen table opens nothing."""
    return hashlib.sha256(token.encode()).hexdigest()


def short_signature(key: bytes, message: str, *, purpose: str) -> str:
    """16 characters of base32 (80 bits) that only the holder of `key` can make."""
    made = hmac.new(key, f"{purpose}|{message}".encode(), hashlib.sha256).digest()[:10]
    return base64.b32encode(made).decode().lower()


def same(left: str, right: str) -> bool:
    """Compared in constant time."""
    return hmac.compare_digest(left.encode(), right.encode())
