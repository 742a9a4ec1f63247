"""The terminal's way to the storage: opened for one verb, and no waiting for a database that is away."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, contextmanager
from typing import TypeVar

from bot.config import Config
from bot.errors import StorageError
from bot.storage.opening import open_storage
from bot.storage.records import Kept, Retention
from bot.storage.settings import DEFAULTS, Value
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
                    f"{storage.waiting.why}: check that it is running, or try again in a moment"
                )
            return await work(storage)

    with _no_warnings():
        return asyncio.run(run())


@contextmanager
def _no_warnings() -> Iterator[None]:
    """Keep from the terminal what the storage warns a running bot of: that it will wait, or what is lost with it."""
    log = logging.getLogger("bot.storage")
    before = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(before)


def storage_of(config: Config) -> AbstractAsyncContextManager[Storage]:
    """The storage that ``config`` names, open for as long as the block lasts, whether or not its database is there."""
    keep = config.storage
    return open_storage(
        database=keep.database,
        secret=keep.secret,
        state=config.state,
        retention=retention(config),
        defaults=defaults(config),
    )


def defaults(config: Config) -> Mapping[str, Value]:
    """What the operator configured for Discord, as settings: it holds in every server until its admins decide otherwise."""
    everywhere = config.discord
    own: Mapping[str, Value] = {
        "dossiers": everywhere.dossiers or None,
        "pictures": everywhere.pictures,
        "cooldown": everywhere.cooldown_seconds,
    }
    return {**DEFAULTS, **own}


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
