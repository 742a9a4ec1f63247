"""How people write, as data, and what a question's words become once their spelling is repaired."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.understanding.ranking.features import MARK


class Phrasing(Protocol):
    """What the speller reads of an example."""

    @property
    def tokens(self) -> tuple[str, ...]:
        """Its folded words."""
        ...

    @property
    def language(self) -> str:
        """Its language id."""
        ...


def _none(_language: str) -> frozenset[str]:
    return frozenset()


@dataclass(frozen=True, slots=True)
class Habits:
    """How people write in the languages at hand; all of it data from language files."""

    function_words: frozenset[str] = frozenset()
    """Words that are right as they are in any of the languages."""
    shorthand: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Language → chat spelling → plain words."""
    elisions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Language → letters that lean on the next word."""
    negative_prefixes: tuple[str, ...] = ()
    """Beginnings that make a word its contrary, in any of the languages."""
    sound_rules: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """Language → regular expression, replacement: a folded word to how it sounds."""
    everyday: Callable[[str], frozenset[str]] = _none
    """Language → its commonest words, which are right as they are though no phrasing has them."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """A question's words after repair."""

    tokens: tuple[str, ...]
    repairs: tuple[tuple[str, str], ...]
    """A word as typed (two, where they were joined) → the words it was read as."""
    unknown: tuple[str, ...]
    """Words that no phrasing has, left as typed."""

    @property
    def guesses(self) -> int:
        """How many words were repaired."""
        return len(self.repairs)


def count_words(examples: Sequence[Phrasing]) -> Mapping[str, Mapping[str, int]]:
    """Language → word → number of its phrasings that have it; marks left out."""
    spoken: dict[str, dict[str, int]] = {}
    for example in examples:
        words = spoken.setdefault(example.language, {})
        for token in dict.fromkeys(example.tokens):
            if token[:1] != MARK:
                words[token] = words.get(token, 0) + 1
    return spoken
