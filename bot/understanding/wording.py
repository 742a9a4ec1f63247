"""What a question's words say of an intent, beside what the ranking's n-grams say."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]

SMOOTHING = 0.03
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
    weight: float
    """Sum of the rarities of the telling words."""
    unknown: float
    """Share (0–1) of the telling words, by rarity, that no phrasing has; 0 where there are none."""


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
        self._holders: dict[str, list[int]] = {}
        """Word → the intents whose phrasings have it."""
        for label, words in enumerate(vocabularies):
            for word in words:
                self._holders.setdefault(word, []).append(label)
        sizes = [sum(words.values()) + SMOOTHING * max(1, len(self._holders)) for words in vocabularies]
        self._sizes: Vector = np.log(sizes).astype(np.float32)
        self._logs: dict[str, Vector] = {}

    def of(self, tokens: Sequence[str]) -> Worded:
        """``tokens`` (folded words, marks among them) looked up."""
        telling: dict[str, float] = {}
        for word in tokens:
            if self.tells(word):
                telling[word] = telling.get(word, 0.0) + 1 + 1 / (1 + self._known.get(word, 0))
        weight = sum(telling.values())
        strange = sum([rarity for word, rarity in telling.items() if word not in self._holders])
        return Worded(
            telling,
            known=tuple([word for word in tokens if word in self._holders]),
            count=len(tokens),
            weight=weight,
            unknown=strange / weight if telling else 0.0,
        )

    def tells(self, word: str) -> bool:
        """Whether a word says something of what is asked: it is neither grammar nor a mark."""
        return word not in self._functions and not word.startswith(self._mark)

    def lacking(self, words: Worded, label: int) -> frozenset[str]:
        """The telling words that no phrasing of ``label`` has."""
        used = self._vocabularies[label]
        return frozenset(word for word in words.telling if word not in used)

    def coverage(self, words: Worded, label: int) -> float:
        """Share (0–1) of the telling words that phrasings of ``label`` have, by rarity; 1 where there are none.

        A word weighs from 1, when many phrasings have it, to 2, when none has.
        """
        if not words.telling:
            return 1.0
        used = self._vocabularies[label]
        return sum([rarity for word, rarity in words.telling.items() if word in used]) / words.weight

    def likelihoods(self, words: Worded) -> Vector:
        """Shape (intents,): for each the mean logarithm of the chance that a word of its phrasings is each of those known.

        The mean is over all words of the question, unknown ones among them; 0 where none is known. Times the number of
        words it is what naive Bayes adds up (Manning, Raghavan and Schütze 2008, chapter 13).
        """
        if not words.known:
            return np.zeros(len(self._vocabularies), dtype=np.float32)
        chances = -len(words.known) * self._sizes
        for word in words.known:
            chances += self._log(word)
        chances /= words.count
        return chances

    def _log(self, word: str) -> Vector:
        """Shape (intents,): the logarithm of how many phrasings of each have the word, smoothed."""
        found = self._logs.get(word)
        if found is None:
            counts = np.full(len(self._vocabularies), SMOOTHING)
            for label in self._holders[word]:
                counts[label] += self._vocabularies[label][word]
            found = self._logs[word] = np.log(counts).astype(np.float32)
        return found
