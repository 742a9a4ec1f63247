"""What a talk was about: short, in memory only, forgotten after a while. It completes what a follow-up leaves out."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.understanding.talk.pointing import Listed

LIFETIME = 600.0
"""Seconds after which a talk is forgotten: a question ten minutes later is a new one."""
MOST = 2000
"""Talks kept at once; the one silent for longest goes first."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The last answered question of a talk."""

    dossier: str
    question: str
    """As completed: it can be asked again alone."""
    intent: str
    slots: Mapping[str, str]
    entities: tuple[str, ...]
    """Named in it, in order."""
    language: str
    told: tuple[str, ...] = ()
    """Ids of the facts that the reply rests on, in its order."""
    each: tuple[str, ...] = ()
    """The questions that the reply told one after another, where it told several, each as it can be asked again alone."""
    reply: str = ""
    """What it was told, as text; empty where it got no answer."""
    answered: bool = True
    """It got a reply, or was told that the source is silent; else nothing of it is sure but whom it named."""
    denied: bool = False
    """The reply began with a no."""
    listed: Listed | None = None
    """What « le deuxième » or "the other one" can point at."""

    @property
    def in_order(self) -> tuple[str, ...]:
        """Entity ids that the reply told one after another; none where it listed nobody."""
        return self.listed.names if self.listed is not None and self.listed.ordered else ()


class Conversations:
    """The last turn of each talk.

    Args:
        clock: seconds that never go back, as ``time.monotonic``.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._turns: OrderedDict[str, tuple[float, Turn]] = OrderedDict()

    def last(self, key: str | None) -> Turn | None:
        """The turn that a follow-up under ``key`` leans on; None when there is none or it is too long ago."""
        if key is None or key not in self._turns:
            return None
        when, turn = self._turns[key]
        if self._clock() - when > LIFETIME:
            del self._turns[key]
            return None
        return turn

    def remember(self, key: str | None, turn: Turn) -> None:
        """Make ``turn`` the last one of the talk; no key, no memory."""
        if key is None:
            return
        self._turns[key] = (self._clock(), turn)
        self._turns.move_to_end(key)
        while len(self._turns) > MOST:
            self._turns.popitem(last=False)

    def forget(self, key: str) -> None:
        """Drop the talk."""
        self._turns.pop(key, None)
