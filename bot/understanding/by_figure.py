"""Shares spoken of by their figures: "what do 33% and 22% add up to?", « Thales a 44, non ? », "so Orange 44 and Thales 33?"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.knowledge.records import Dossier
from bot.understanding.reading.bounding import PERCENT, numbers
from bot.understanding.reading.reader import Reader
from bot.understanding.reading.readings import Reading

SEVERAL = 2
"""Fewer make no sum."""
HOLDING = frozenset({"owner", "share"})
"""Meanings of words with which one says that somebody holds a share."""


class Summed(NamedTuple):
    """A question with the names of holders in place of the figures of their shares."""

    text: str
    holders: frozenset[str]


class _Figure(NamedTuple):
    """Where a share stands in a text."""

    digits: str
    start: int
    end: int
    """After its sign, where it has one."""
    is_signed: bool


class ByFigure:
    """Finds whom a question means by the figure of a share, where one alone holds as much.

    Args:
        dossier: whose shares count.
        reader: reads the questions.

    Attributes:
        holders: digits of a share → who holds it.
    """

    def __init__(self, dossier: Dossier, reader: Reader) -> None:
        self._reader = reader
        self._names = {id_: next(iter(entity.name.values())) for id_, entity in dossier.entities.items()}
        self.holders = holders_by_figure(dossier)
        self._holding = frozenset(fact.subject for fact in dossier.share_facts)

    def summed(self, text: str) -> Summed | None:
        """``text`` with the names of holders for its figures, where it names several so and nobody otherwise; else None."""
        reading = self._reader.read(text)
        figures = self._figures(reading)
        holders = frozenset(self.holders[one.digits] for one in figures)
        if len(holders) < SEVERAL or reading.mentions:
            return None
        for one in reversed(figures):
            text = f"{text[: one.start]}{self._names[self.holders[one.digits]]}{text[one.end :]}"
        return Summed(text, holders)

    def each(self, text: str) -> Sequence[str]:
        """What ``text`` puts forward of several shares, a question for each; none where it says anything else.

        "So Orange has 44, Thales 33 and the Caisse 22?" is three of them.
        """
        reading = self._reader.read(text)
        if reading.asks or reading.amounts or reading.beyond or reading.years or not self._of_shares(reading):
            return ()
        named, figures = reading.mentions, tuple(numbers(reading.text, reading.tokens))
        holders = {one.entity for one in named}
        if not len(holders) == len(named) == len(figures) >= SEVERAL or not holders <= self._holding:
            return ()
        pairs = list(zip(named, figures, strict=True))
        # Each name has its figure, all of them before or all behind theirs.
        places = [one.first for pair in pairs for one in pair]
        turned = [one.first for pair in pairs for one in reversed(pair)]
        if sorted(places) not in (places, turned):
            return ()
        return [f"{self._names[one.entity]} {figure.digits} {PERCENT} ?" for one, figure in pairs]

    def _of_shares(self, reading: Reading) -> bool:
        """Whether a text wants a yes or a no, and says of those it names nothing but that they hold something."""
        told = (word for word in reading.plain if word not in self._reader.functions and not word.isdigit())
        meant = (self._reader.meanings.of((word,)) for word in told)
        return self._reader.is_polar(reading) and all(one and one <= HOLDING for one in meant)

    def total(self, text: str) -> str | None:
        """``text`` with a percent sign behind the one figure that it says several shares to make (« ça fait 99, non ? »); else None."""
        reading = self._reader.read(text)
        if not self.holders or reading.mentions or reading.amounts:
            return None
        figures = list(numbers(reading.text, reading.tokens))
        if len(figures) != 1 or not self._reader.summing.within(reading.words):
            return None
        end = reading.tokens[figures[0].last].end
        return text if figures[0].is_percent else f"{text[:end]} {PERCENT}{text[end:]}"

    def signed(self, text: str) -> str | None:
        """``text`` with a percent sign behind the one mere figure in it that is a share: "Thales has 44, right?"; else None."""
        figures = self._figures(self._reader.read(text))
        if len(figures) != 1 or figures[0].is_signed:
            return None
        end = figures[0].end
        return f"{text[:end]}{PERCENT}{text[end:]}"

    def _figures(self, reading: Reading) -> Sequence[_Figure]:
        """The shares in a text, where all its figures are: none of a side ("over 40%"), nor digits that say how many of what (« 44 salariés »)."""
        every = sorted((*reading.percents, *reading.figures))
        if not every or not self.holders or reading.amounts or reading.beyond:
            return ()
        tokens, found = reading.tokens, list[_Figure]()
        for one in numbers(reading.text, tokens):
            start, end = tokens[one.first].start, tokens[one.last + one.is_percent].end
            if one.digits in self.holders and (one.is_percent or not self._counts(reading, one.last)):
                found.append(_Figure(one.digits, start, end, one.is_percent))
        return found if sorted(one.digits for one in found) == every else ()

    def _counts(self, reading: Reading, last: int) -> bool:
        """Whether the digits that end with the token at ``last`` say how many of what follows right behind."""
        if last + 1 == len(reading.tokens):
            return False
        token, after = reading.tokens[last], reading.tokens[last + 1]
        is_apart = reading.text[token.end : after.start].strip() != ""
        return not is_apart and after.text not in self._reader.functions


def holders_by_figure(dossier: Dossier) -> Mapping[str, str]:
    """Digits of a share → who holds it, without those that several hold."""
    found: dict[str, list[str]] = {}
    for fact in dossier.share_facts:
        if fact.value is not None and fact.value.is_percent and fact.value.number is not None:
            found.setdefault(fact.value.number, []).append(fact.subject)
    return {digits: holders[0] for digits, holders in found.items() if len(holders) == 1}
