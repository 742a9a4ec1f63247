"""What is to be written, in the order it came: a bounded queue and the one task that empties it.

While the database is away everything waits; what finds no room is dropped and counted. What someone asked for in so many
words (a setting, to be forgotten) pushes out what nobody will miss.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from bot.errors import StorageError
from bot.storage.database import AwayError
from bot.storage.events import SPARED, Event
from bot.storage.records import Kept

log = logging.getLogger(__name__)

Write = Callable[[str, Sequence[Event]], Awaitable[None]]
"""Writes a batch of that id, once however often it is called; raises ``AwayError`` to be called again."""

MOST_WAITING = 10_000
BATCH = 200
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 5.0
"""Seconds between tries while the database is away; each pause doubles."""


@dataclass(slots=True)
class _Item:
    event: Event
    kept: asyncio.Future[Kept]


class Waiting:
    """The queue and its writer. All methods are for the event loop's own thread.

    Args:
        write: see ``Write``.
        most: how many events may wait, those under way included.
    """

    def __init__(self, write: Write, *, most: int = MOST_WAITING) -> None:
        self.dropped = 0
        """How many events were lost since the start, for want of room or refused for good."""
        self.away = False
        """Whether the last try did not reach the database."""
        self.why = ""
        """What that try met."""
        self._write = write
        self._most = most
        self._items: deque[_Item] = deque()
        self._under_way = 0
        self._news = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()
        self._task: asyncio.Task[None] | None = None
        self._ending = False

    def __len__(self) -> int:
        return len(self._items) + self._under_way

    def start(self) -> None:
        """Begin to write; what was put before waited until now."""
        self._task = asyncio.create_task(self._empty(), name="storage-writer")

    def put(self, event: Event) -> asyncio.Future[Kept]:
        """Queue ``event``; the future tells ``SAVED`` once it is committed, or ``DROPPED``."""
        kept: asyncio.Future[Kept] = asyncio.get_running_loop().create_future()
        if self._ending or not self._room_for(event):
            self._drop(kept)
            return kept
        self._items.append(_Item(event, kept))
        self._idle.clear()
        self._news.set()
        return kept

    async def flush(self, seconds: float) -> bool:
        """Wait until nothing waits any more; whether that was so within ``seconds``."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._idle.wait(), seconds)
        return self._idle.is_set()

    async def close(self, seconds: float) -> None:
        """Write what can be written within ``seconds``, then stop; the rest is dropped, counted and told to the log."""
        self._ending = True
        await self.flush(seconds)
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        for item in self._items:
            self._drop(item.kept)
        self._items.clear()
        if self.dropped:
            log.warning("%d things that were to be written are lost", self.dropped)

    def _room_for(self, event: Event) -> bool:
        if len(self) < self._most:
            return True
        if not isinstance(event, SPARED):
            return False
        victim = next((item for item in self._items if not isinstance(item.event, SPARED)), None)
        if victim is None:
            return False
        self._items.remove(victim)
        self._drop(victim.kept)
        return True

    def _drop(self, kept: asyncio.Future[Kept]) -> None:
        self.dropped += 1
        if not kept.done():
            kept.set_result(Kept.DROPPED)

    async def _empty(self) -> None:
        while True:
            await self._news.wait()
            batch = [self._items.popleft() for _ in range(min(BATCH, len(self._items)))]
            self._under_way = len(batch)
            try:
                await self._deliver(batch)
            except asyncio.CancelledError:
                self._items.extendleft(reversed([item for item in batch if not item.kept.done()]))
                raise
            finally:
                self._under_way = 0
            if not self._items:
                self._news.clear()
                self._idle.set()

    async def _deliver(self, batch: Sequence[_Item]) -> None:
        """Write ``batch`` however long it takes; what cannot be written at all is dropped alone."""
        try:
            await self._insist([item.event for item in batch])
        except Exception as error:  # a mistake of ours in one event must not cost all that come after it
            if len(batch) == 1:
                unforeseen = None if isinstance(error, StorageError) else error
                name = type(batch[0].event).__name__
                log.error("%s cannot be written: %s", name, error, exc_info=unforeseen)  # noqa: TRY400  # a refusal needs none
                self._drop(batch[0].kept)
                return
            for item in batch:
                await self._deliver([item])
        else:
            for item in batch:
                if not item.kept.done():
                    item.kept.set_result(Kept.SAVED)

    async def _insist(self, events: Sequence[Event]) -> None:
        name = secrets.token_hex(16)
        pause = FIRST_PAUSE
        while True:
            try:
                await self._write(name, events)
            except AwayError as error:
                self.went(error)
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
            else:
                self._came_back()
                return

    def went(self, error: AwayError) -> None:
        """Take note that the database is away; the log hears of it once."""
        if not self.away:
            log.warning("%s; answers go on, and up to %d things wait to be written", error, self._most)
        self.away, self.why = True, str(error)

    def _came_back(self) -> None:
        if self.away:
            log.warning("the database is back: %d things to write, %d were dropped", len(self), self.dropped)
        self.away = False
