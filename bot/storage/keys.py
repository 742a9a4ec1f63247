"""A secret beside the database, and what it makes of ids: marks that nobody without it can trace back.

Discord's ids are few enough to try them all, so a plain hash would hide nothing; a keyed one (HMAC-SHA-256) does as long
as the secret stays out of the database and of its backups.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from bot.errors import StorageError

_BYTES = 32
_OWNER_ONLY = 0o600
DIRECT = ""
"""The place of direct messages and of the terminal: no server at all."""


class Marks:
    """Turns ids into marks.

    Args:
        secret: 32 bytes, as ``read_secret`` gives them; the same in every process that shares a database.
    """

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def user(self, user_id: int) -> str:
        """The mark of a person: 32 hexadecimal digits, the same at each call."""
        return self._mark(f"user:{user_id}")

    def place(self, guild_id: int | None) -> str:
        """The mark of a server; ``DIRECT`` where there is none."""
        return DIRECT if guild_id is None else self._mark(f"guild:{guild_id}")

    @property
    def fingerprint(self) -> str:
        """Tells two secrets apart without telling either."""
        return self._mark("fingerprint")

    def _mark(self, text: str) -> str:
        return hmac.new(self._secret, text.encode(), hashlib.sha256).hexdigest()[:32]


def read_secret(file: Path) -> bytes:
    """The secret in ``file``; made there, readable by its owner alone, when there is none yet.

    Two processes that start together end with the same one.

    Raises:
        StorageError: when the file can be neither read nor made, or holds no secret.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"{file}: there can be no secret for votes here ({error.strerror}): name another folder under state, or "
            "another file under storage.secret"
        ) from None
    try:
        if not file.exists():
            _make(file)
        secret = bytes.fromhex(file.read_text(encoding="ascii").strip())
    except (OSError, ValueError) as error:
        raise StorageError(
            f"{file}: the secret for votes cannot be used ({error}): delete or restore the file"
        ) from None
    if len(secret) < _BYTES:
        raise StorageError(f"{file}: the secret for votes is cut short: delete or restore the file")
    return secret


def _make(file: Path) -> None:
    """Write a new secret aside and link it into place whole, unless another process was first."""
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWNER_ONLY)
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(secrets.token_hex(_BYTES) + "\n")
    try:
        os.link(fresh, file)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
