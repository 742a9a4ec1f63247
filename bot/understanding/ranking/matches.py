"""What goes into a ranking and what comes out of it, as records."""

from __future__ import annotations

from dataclasses import dataclass

VERBATIM = 0.999
"""Cosine from which two texts have the same words in the same order, but for rounding: a question is that phrasing."""


@dataclass(frozen=True, slots=True)
class Example:
    """One phrasing of one intent."""

    label: int
    """0-based number of the intent."""
    tokens: tuple[str, ...]
    """Folded words; those that begin with ``§`` are marks of entities and kinds."""
    language: str
    """Language id."""


@dataclass(frozen=True, slots=True)
class Match:
    """One intent as a candidate for a question."""

    label: int
    score: float
    """About 0 for strangers, about 1 for a phrasing asked verbatim; the parts below explain it."""
    ridge: float
    """First look: what the regression says, about 0 to 1."""
    nearest: float
    """Cosine with the nearest phrasing of this intent, 0 to 1."""
    closer: float
    """Second look: what the regression among the best few says, about 0 to 1; 0 where it was not asked."""
    fuzzy: float
    """Third look: ``token_sort_ratio`` with the nearest phrasing, 0 to 1; 0 where it was not asked."""
    example: int
    """Index of the nearest phrasing in the examples the ranker was built from; -1 when the intent has none."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best intents for one question, best first, and how it was read."""

    matches: tuple[Match, ...]
    tokens: tuple[str, ...]
    """The words after repair."""
    repairs: tuple[tuple[str, str], ...]
    """What was repaired: a word as typed → the words it was read as, joined by spaces."""
    unknown: tuple[str, ...]
    """Words, after repair, that no phrasing has."""
