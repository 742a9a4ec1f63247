"""What was put in lately: the one way in which the bot holds something for a while and no longer."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


class Recent(Generic[_Key, _Value]):
    """Values by key, in memory, each let go when its time is over, whoever it was put in for.

    Args:
        seconds: how long a value is held after it was put in; infinite: for ever.
        most: values held at once, the one put in longest ago goes first; infinite: any number.
        clock: seconds that never go back, as ``time.monotonic``.
    """

    def __init__(self, seconds: float, most: float, clock: Callable[[], float]) -> None:
        self._seconds = seconds
        self._most = most
        self._clock = clock
        self._held: OrderedDict[_Key, tuple[float, _Value]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._held)

    def get(self, key: _Key) -> _Value | None:
        """What was put in under ``key``; None when nothing was or its time is over."""
        self._let_go()
        held = self._held.get(key)
        return held[1] if held is not None else None

    def put(self, key: _Key, value: _Value) -> None:
        """Hold ``value`` under ``key`` from now on, instead of what was there."""
        self._held[key] = (self._clock(), value)
        self._held.move_to_end(key)
        self._let_go()

    def forget(self, key: _Key) -> None:
        """Let go at once of what is held under ``key``, if anything is."""
        self._held.pop(key, None)

    def forget_if(self, belongs: Callable[[_Key], bool]) -> None:
        """Let go at once of all that is held under a key of which ``belongs`` is true."""
        for key in [key for key in self._held if belongs(key)]:
            del self._held[key]

    def _let_go(self) -> None:
        """Drop what is too old or too much: it stands in front, for what is put in anew goes to the end."""
        oldest = self._clock() - self._seconds
        while self._held and (len(self._held) > self._most or next(iter(self._held.values()))[0] < oldest):
            self._held.popitem(last=False)
