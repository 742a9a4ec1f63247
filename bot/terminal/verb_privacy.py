"""``dossier export`` and ``dossier forget``: what the operator does when a person or a server asks."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from bot.config import load_config
from bot.errors import UsageError
from bot.storage.storage import Storage
from bot.terminal.keeping import saved, with_storage


def export(config_file: Path | None, *, server: int | None, user: int | None) -> int:
    """Print all that is kept about one server or one person, as JSON."""
    _one_of(server, user)

    async def read(storage: Storage) -> object:
        if server is not None:
            return {"server": server, **await storage.look.all_of_guild(server)}
        return {"user": user, "votes": list(await storage.look.all_of_user(user or 0))}

    found = with_storage(load_config(config_file), read)
    print(json.dumps(found, ensure_ascii=False, indent=2, default=_plain))
    return 0


def forget(config_file: Path | None, *, server: int | None, user: int | None) -> int:
    """Delete all that is kept about one server or one person."""
    _one_of(server, user)

    async def delete(storage: Storage) -> bool:
        """Whether there was anything."""
        if server is not None:
            was_kept = any((await storage.look.all_of_guild(server)).values())
            saved(await storage.forget_guild(server))
        else:
            was_kept = bool(await storage.look.all_of_user(user or 0))
            saved(await storage.forget_user(user or 0))
        return was_kept

    was_kept = with_storage(load_config(config_file), delete)
    who = f"server {server}" if server is not None else f"user {user}"
    print(f"forgotten: {who}" if was_kept else f"nothing was kept of {who}")
    return 0


def _one_of(server: int | None, user: int | None) -> None:
    if (server is None) == (user is None):
        raise UsageError("name one of them by its id: --server ID, or --user ID")


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
