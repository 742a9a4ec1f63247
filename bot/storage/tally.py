"""Counts by day as the figures that people look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from bot.storage.records import DayCount


class Fate(StrEnum):
    """What became of a question, as roughly as people care."""

    ANSWERED = "answered"
    OFFERED = "offered"
    """Questions to choose from were offered."""
    REFUSED = "refused"
    """The article does not say, or the bot was not sure."""
    TALK = "talk"
    """Small talk."""


FATES: Mapping[str, Fate] = {
    "answered": Fate.ANSWERED,
    "suggested": Fate.OFFERED,
    "not_covered": Fate.REFUSED,
    "unknown": Fate.REFUSED,
    "small_talk": Fate.TALK,
}
"""Status of an answer → its fate."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Questions of a day in a language, or of any group of them."""

    answered: int = 0
    offered: int = 0
    refused: int = 0
    talk: int = 0

    @property
    def parts(self) -> Mapping[Fate, int]:
        """Fate → how many; they add up to ``questions``."""
        return dict(zip(Fate, (self.answered, self.offered, self.refused, self.talk), strict=True))

    @property
    def questions(self) -> int:
        """All of them."""
        return sum(self.parts.values())


@dataclass(frozen=True, slots=True)
class DayFigures:
    """One row of the table."""

    day: date
    language: str
    figures: Figures


def figures(counts: Iterable[DayCount]) -> Figures:
    """All ``counts`` together; a status that is no longer known counts as small talk."""
    found = dict.fromkeys(Fate, 0)
    for one in counts:
        found[FATES.get(one.status, Fate.TALK)] += one.times
    return Figures(*(found[fate] for fate in Fate))


def by_day_and_language(counts: Iterable[DayCount]) -> Sequence[DayFigures]:
    """A row for each day and language that has any question, oldest day first."""
    ordered = sorted(counts, key=lambda one: (one.day, one.language))
    groups = groupby(ordered, key=lambda one: (one.day, one.language))
    return [DayFigures(day, language, figures(rows)) for (day, language), rows in groups]


def by_day(counts: Iterable[DayCount]) -> Mapping[date, Figures]:
    """Day → figures of all languages, oldest first."""
    ordered = sorted(counts, key=lambda one: one.day)
    return {day: figures(rows) for day, rows in groupby(ordered, key=lambda one: one.day)}
