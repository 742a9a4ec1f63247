"""Who asks too fast, and what was just said in a channel. In memory alone, and bounded."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable

from bot.recent import Recent

_MOST_KEPT = 10_000


Who = tuple[int | None, int]
"""A person in a server, by the ids of both; None: in direct messages. Each server has a window of its own."""


class Cooldown:
    """A sliding window for each person in each server: so many questions within so many seconds; 0 seconds: no limit."""

    def __init__(self, questions: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._questions = questions
        self._clock = clock
        self._asked: OrderedDict[Who, deque[float]] = OrderedDict()
        self._told: dict[Who, float] = {}

    def wait(self, who: Who, window: float) -> float:
        """Seconds until ``who`` may ask again, with so many seconds for a window; 0: at once. Counts nothing."""
        asked = self._asked.get(who)
        if asked is None or len(asked) < self._questions:
            return 0.0
        return max(asked[0] + window - self._clock(), 0.0)

    def ask(self, who: Who, window: float) -> float:
        """Count a question of ``who``; seconds to wait when it is one too many (then it is not counted), else 0."""
        if not window:
            return 0.0
        if wait := self.wait(who, window):
            return wait
        asked = self._asked.setdefault(who, deque(maxlen=self._questions))
        asked.append(self._clock())
        self._asked.move_to_end(who)
        if len(self._asked) > _MOST_KEPT:
            self._asked.popitem(last=False)
        return 0.0

    def first_warning(self, who: Who, window: float) -> bool:
        """Whether ``who`` was not yet told in this window; saying it again would be noise in itself."""
        now = self._clock()
        self._told = {one: until for one, until in self._told.items() if until > now}
        if who in self._told:
            return False
        self._told[who] = now + window
        return True


class JustSaid:
    """Which entry was shown to everyone in which channel within the last seconds."""

    def __init__(self, seconds: float = 30.0, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._shown = Recent[Hashable, bool](seconds, _MOST_KEPT, clock)

    def repeats(self, channel_id: int, entry: Hashable) -> bool:
        """Whether ``entry`` was shown in this channel a moment ago; counts as shown from now on when it was not."""
        if self._shown.get((channel_id, entry)):
            return True
        self._shown.put((channel_id, entry), value=True)
        return False
