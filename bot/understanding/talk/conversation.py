"""What a talk was about: short, in memory only, forgotten after a while. It completes what a follow-up leaves out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.recent import Recent
from bot.understanding.talk.pointing import Listed

LIFETIME = 600.0
"""Seconds after which a talk among people is forgotten: a question ten minutes later is a new one."""
MOST = 2000
"""Talks among people kept at once."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The last question of a talk that those after it go on with, be it that it got no answer."""

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
    joined: bool = False
    """It was understood with the question before behind it."""
    denied: bool = False
    """The reply began with a no."""
    meant: tuple[str, ...] = ()
    """Whom its pronoun stood for, whom the talk has then been about for a while."""
    listed: Listed | None = None
    """What « le deuxième » or "the other one" can point at."""
    unsure: bool = False
    """A choice was offered in place of its reply."""
    earlier: Turn | None = None
    """Where it is unsure, the last one before it that is not: what the talk may still be about."""
    offers: tuple[str, ...] = ()
    """The questions that were offered since in place of a reply, in their order."""
    strayed: bool = False
    """Something was asked since that was not understood, maybe about another: a pronoun may stand for that one."""
    elaborated: bool = False
    """All that there is beside the reply was told, too."""

    @property
    def surely(self) -> Turn | None:
        """The last turn of the talk that is not unsure, this one or an earlier one; None where there is none."""
        return self.earlier if self.unsure else self

    @property
    def in_order(self) -> tuple[str, ...]:
        """Entity ids that the reply told one after another; none where it listed nobody."""
        return self.listed.names if self.listed is not None and self.listed.ordered else ()


class Conversations:
    """The last turn of each talk.

    Args:
        clock: seconds that never go back, as ``time.monotonic``.
        lifetime: seconds after which a talk is forgotten; infinite: never.
        most: talks kept at once, the one silent for longest goes first; infinite: any number.
    """

    def __init__(self, clock: Callable[[], float], *, lifetime: float = LIFETIME, most: float = MOST) -> None:
        self._turns = Recent[str, Turn](lifetime, most, clock)

    def last(self, key: str | None) -> Turn | None:
        """The turn that a follow-up under ``key`` leans on; None when there is none or it is too long ago."""
        return self._turns.get(key) if key is not None else None

    def remember(self, key: str | None, turn: Turn) -> None:
        """Make ``turn`` the last one of the talk; no key, no memory."""
        if key is not None:
            self._turns.put(key, turn)

    def forget(self, key: str) -> None:
        """Drop the talk."""
        self._turns.forget(key)

    def forget_if(self, belongs: Callable[[str], bool]) -> None:
        """Drop every talk of whose key ``belongs`` is true."""
        self._turns.forget_if(belongs)
