"""What a question's words say of an intent, beside what the ranking's n-grams say."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import log

SMOOTHING = 0.1
"""Phrasings that every word is taken to have in every intent, so that none is impossible."""


@dataclass(frozen=True, slots=True)
class Worded:
    """The words of one question, looked up once for all intents."""

    telling: Mapping[str, float]
    """Words that tell something (no grammar, no marks of names) → their rarity, counted as often as they stand."""
    known: tuple[str, ...]
    """Words that some phrasing has, repeats included."""
    count: int
    """Words and marks in all."""


class Wording:
    """The words of a dossier's intents.

    Args:
        vocabularies: for each intent, word → the number of its phrasings that have it.
        known: word → the number of phrasings of all intents that have it.
        functions: words of grammar, which tell nothing.
        mark: first character of a token that stands for a name.
    """

    def __init__(
        self,
        vocabularies: Sequence[Mapping[str, int]],
        known: Mapping[str, int],
        functions: Collection[str],
        mark: str,
    ) -> None:
        self._vocabularies = vocabularies
        self._known = known
        self._functions = functions
        self._mark = mark
        self._every = frozenset().union(*vocabularies)
        self._sizes = [sum(words.values()) + SMOOTHING * len(self._every) for words in vocabularies]

    def of(self, tokens: Sequence[str]) -> Worded:
        """``tokens`` (folded words, marks among them) looked up."""
        telling: dict[str, float] = {}
        for word in tokens:
            if self.tells(word):
                telling[word] = telling.get(word, 0.0) + 1 + 1 / (1 + self._known.get(word, 0))
        return Worded(telling, tuple(word for word in tokens if word in self._every), len(tokens))

    def tells(self, word: str) -> bool:
        """Whether a word says something of what is asked: it is neither grammar nor a mark."""
        return not word.startswith(self._mark) and word not in self._functions

    def coverage(self, words: Worded, label: int, *, held_out: bool = False) -> float:
        """Share (0–1) of the telling words that phrasings of ``label`` have, by rarity; 1 where there are none.

        A word weighs from 1, when many phrasings have it, to 2, when none has. With ``held_out`` the words are one of the
        intent's own phrasings, which does not count.
        """
        if not words.telling:
            return 1.0
        used, own = self._vocabularies[label], int(held_out)
        covered = sum(weight for word, weight in words.telling.items() if used.get(word, 0) > own)
        return covered / sum(words.telling.values())

    def likelihood(self, words: Worded, label: int) -> float:
        """Mean logarithm of the chance that a word of the intent's phrasings is each of those known; 0 with none."""
        if not words.known:
            return 0.0
        used, size = self._vocabularies[label], self._sizes[label]
        chances = sum([log(used.get(word, 0) + SMOOTHING) for word in words.known])
        return (chances - len(words.known) * log(size)) / words.count
