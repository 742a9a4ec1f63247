"""Draws off the event loop, once per picture, in a process of its own: matplotlib holds Python's lock for too long."""

from __future__ import annotations

import asyncio
import multiprocessing
import signal
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from functools import partial

from bot.answering.views import StakesView, TimelineView
from bot.charts import alt, stakes, style, timeline
from bot.charts.alt import Say
from bot.charts.counts import CountsView, draw_counts
from bot.charts.drawn import Drawn
from bot.errors import DrawingError

MOST_KEPT = 64
"""Pictures in memory, some 60 kB each."""

View = StakesView | TimelineView


def draw_stakes(view: StakesView, today: str) -> bytes:
    """The PNG of ``view``.

    Raises:
        DrawingError: when it cannot be drawn.
    """
    return style.drawn(lambda: style.png(stakes.figure(view, today)))


def draw_timeline(view: TimelineView) -> bytes:
    """The PNG of ``view``, whose rows must not be empty.

    Raises:
        DrawingError: when it cannot be drawn.
    """
    return style.drawn(lambda: style.png(timeline.figure(view)))


class Studio:
    """Gives pictures to whoever asks, and draws each one once.

    Args:
        say: the bot's phrases.
        make_executor: where to draw; None: in one process, started for the first picture.
    """

    def __init__(self, say: Say, *, make_executor: Callable[[], Executor] | None = None) -> None:
        self._say = say
        self._make_executor = make_executor or _one_process
        self._executor: Executor | None = None
        self._pictures: OrderedDict[tuple[str, View], asyncio.Future[bytes]] = OrderedDict()

    async def stakes(self, view: StakesView, version: str) -> Drawn:
        """The picture of ``view`` as edition ``version`` of its dossier tells it.

        Raises:
            DrawingError: when it cannot be drawn; the next call tries again.
        """
        draw = partial(draw_stakes, view, self._say("charts.today", view.language))
        return Drawn(await self._once((version, view), draw), alt.stakes(view, self._say))

    async def timeline(self, view: TimelineView, version: str) -> Drawn:
        """Likewise, the picture of ``view``, whose rows must not be empty."""
        draw = partial(draw_timeline, view)
        return Drawn(await self._once((version, view), draw), alt.timeline(view, self._say))

    async def counts(self, view: CountsView) -> Drawn:
        """Likewise, the picture of ``view``; drawn anew each time, for its numbers never stay."""
        return Drawn(await self._draw(partial(draw_counts, view)), alt.counts(view))

    def close(self) -> None:
        """End the process; pictures in work are dropped."""
        if self._executor is not None:
            self._executor.shutdown(wait=False, cancel_futures=True)
            self._executor = None

    async def _once(self, key: tuple[str, View], draw: Callable[[], bytes]) -> bytes:
        found = self._pictures.get(key)
        if found is None:
            found = self._pictures[key] = asyncio.ensure_future(self._draw(draw))
            found.add_done_callback(partial(self._keep, key))
            while len(self._pictures) > MOST_KEPT:
                self._pictures.popitem(last=False)
        self._pictures.move_to_end(key)
        return await asyncio.shield(found)

    def _keep(self, key: tuple[str, View], done: asyncio.Future[bytes]) -> None:
        """Keep a picture that is drawn; let go of one that failed, so that the next call tries again."""
        failed = done.cancelled() or done.exception() is not None
        if failed and self._pictures.get(key) is done:
            del self._pictures[key]

    async def _draw(self, draw: Callable[[], bytes]) -> bytes:
        self._executor = self._executor or self._make_executor()
        try:
            return await asyncio.get_running_loop().run_in_executor(self._executor, draw)
        except (BrokenExecutor, OSError) as error:
            self.close()
            raise DrawingError(f"the drawing process ended: {error}") from error


def _one_process() -> Executor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(1, mp_context=context, initializer=_leave_signals)


def _leave_signals() -> None:
    """Ctrl-C is for the bot, which then ends this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
