"""The terminal's way to the storage: opened for one verb, and no waiting for a database that is away."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import TypeVar

from bot.config import Config
from bot.errors import StorageError
from bot.storage.opening import open_storage
from bot.storage.records import Kept, Retention
from bot.storage.settings import Value
from bot.storage.storage import Storage

_Result = TypeVar("_Result")


def with_storage(config: Config, work: Callable[[Storage], Awaitable[_Result]]) -> _Result:
    """What ``work`` makes of the opened storage.

    Raises:
        StorageError: when the database is away or refuses.
    """

    async def run() -> _Result:
        async with storage_of(config) as storage:
            if storage.waiting.away:
                raise StorageError(
                    "the database cannot be reached: check that it is running, or try again in a moment"
                )
            return await work(storage)

    return asyncio.run(run())


def storage_of(config: Config) -> AbstractAsyncContextManager[Storage]:
    """The storage that ``config`` names, open for as long as the block lasts, whether or not its database is there.

    What the operator configured for Discord holds in every server until its admins decide otherwise.
    """
    keep, everywhere = config.storage, config.discord
    defaults: dict[str, Value] = {
        "dossiers": everywhere.dossiers or None,
        "pictures": everywhere.pictures,
        "cooldown": everywhere.cooldown_seconds,
    }
    return open_storage(
        database=keep.database,
        secret=keep.secret,
        state=config.state,
        retention=retention(config),
        defaults=defaults,
    )


def retention(config: Config) -> Retention:
    """For how long what is kept, as configured."""
    keep = config.storage
    return Retention(keep.unanswered_days, keep.votes_days, keep.counts_days)


def saved(kept: Kept) -> None:
    """Say so when something was not written.

    Raises:
        StorageError: unless it is committed.
    """
    if kept is not Kept.SAVED:
        raise StorageError("the database did not take it in time: nothing is changed, try again in a moment")
