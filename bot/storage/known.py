"""Settings as they were last read: at hand at once, refreshed behind the scenes, and good while the database is away."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.errors import StorageError
from bot.storage.settings import Value

Read = Callable[[int], Awaitable[Mapping[str, Value]]]
"""What a server set, by its id; raises ``StorageError`` when the database cannot tell."""

FRESH = 10.0
"""Seconds after which what another process may have changed is read again."""
FIRST_LOOK = 0.3
"""Seconds that the first question of a server waits for its settings."""
MOST_KNOWN = 20_000


@dataclass(slots=True)
class _Known:
    values: Mapping[str, Value]
    until: float
    whole: bool
    """False: no more than what was set here, for nothing could be read yet."""


class KnownSettings:
    """What servers set, as far as is known.

    Args:
        read: asks the database.
        fresh: see ``FRESH``.
        clock: seconds that only grow.
    """

    def __init__(
        self, read: Read, *, fresh: float = FRESH, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._read = read
        self._fresh = fresh
        self._clock = clock
        self._known: OrderedDict[int, _Known] = OrderedDict()
        self._changes = 0
        self._reading: dict[int, asyncio.Task[None]] = {}

    async def of(self, guild_id: int) -> Mapping[str, Value]:
        """What that server set. Old news are given at once and refreshed; the first time waits ``FIRST_LOOK`` at most."""
        known = self._known.get(guild_id)
        if known is None or known.until <= self._clock():
            task = self._look(guild_id)
            if known is None or not known.whole:
                await asyncio.wait({task}, timeout=FIRST_LOOK)
        known = self._known.get(guild_id)
        return known.values if known is not None else {}

    def put(self, guild_id: int, name: str, value: Value) -> None:
        """Take a change for known before it is even written; a read under way no longer counts."""
        self._changes += 1
        before = self._known.get(guild_id) or _Known({}, 0, whole=False)
        self._remember(guild_id, {**before.values, name: value}, whole=before.whole)

    def forget(self, guild_id: int) -> None:
        """Know of a server that it set nothing."""
        self._changes += 1
        self._remember(guild_id, {})

    async def close(self) -> None:
        """Stop reading."""
        tasks = list(self._reading.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _look(self, guild_id: int) -> asyncio.Task[None]:
        task = self._reading.get(guild_id)
        if task is None:
            task = asyncio.create_task(self._refresh(guild_id))
            self._reading[guild_id] = task
            task.add_done_callback(lambda _: self._reading.pop(guild_id, None))
        return task

    async def _refresh(self, guild_id: int) -> None:
        changes = self._changes
        try:
            values = await self._read(guild_id)
        except StorageError:
            known = self._known.get(guild_id)
            if known is not None:
                known.until = self._clock() + self._fresh
            return
        if changes == self._changes:
            known = self._known.get(guild_id)
            set_here = known.values if known is not None and not known.whole else {}
            self._remember(guild_id, {**values, **set_here})

    def _remember(self, guild_id: int, values: Mapping[str, Value], *, whole: bool = True) -> None:
        self._known[guild_id] = _Known(values, self._clock() + (self._fresh if whole else 0), whole)
        self._known.move_to_end(guild_id)
        if len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)
