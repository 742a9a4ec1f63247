"""Which language a text is in, from its own words.

Function words, words that only one language has, elisions, letters with marks and endings each add to a language's
evidence; proper names add nothing (the caller leaves their tokens out), unless only one language calls somebody so.
Measured on short questions this is as good as a trained detector and costs microseconds (field notes, « Which language »).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from bot.text.language import Language
from bot.text.normalise import Token, is_apostrophe

FUNCTION_WORD = 2.0
WITNESS = 1.5
ELISION = 1.5
BARE_ELISION = 0.6
SHORTHAND = 1.0
VOCABULARY = 0.6
LETTER = 0.6
SHAPE = 0.5
ENDING = 0.3
"""Weights of the kinds of evidence; only their order matters. Grammar beats content, for people borrow nouns
(« le stake de Thales », "the grand emprunt") and seldom articles; a word's looks count least. An elided word without its
apostrophe may be chat shorthand of another language ("n orange?")."""

MINIMUM_ENDING = 4
"""Letters a word must have for its looks to say anything."""
REMEMBERED = 4096
"""Words whose weight is kept: people share them."""
MINIMUM_LANGUAGES = 2
"""With a single language there is nothing to weigh."""


@dataclass(frozen=True, slots=True)
class Detection:
    """What the words of a text say about its language."""

    evidence: Mapping[str, float]
    """Language → weight, 0 or more."""
    known: float = 1.0
    """Share (0–1) of the words that any of the languages is known to use, whatever they look like; 1 without words."""

    @property
    def best(self) -> str | None:
        """The language with the most evidence; None when none has any or two are level."""
        ranked = sorted(self.evidence.items(), key=lambda item: -item[1])
        if not ranked or ranked[0][1] == 0:
            return None
        if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
            return None
        return ranked[0][0]


class LanguageDetector:
    """Weighs the evidence for each of the languages that the bot speaks.

    Args:
        languages: id → language.
        vocabulary: language → folded words that the dossiers use in that language; words in several say nothing.
    """

    def __init__(self, languages: Mapping[str, Language], vocabulary: Mapping[str, Iterable[str]]) -> None:
        self._languages = languages
        self._words: dict[str, dict[str, float]] = {}
        for language in languages.values():
            self._add(language.id, vocabulary.get(language.id, ()), VOCABULARY)
            self._add(language.id, language.shorthand, SHORTHAND)
            self._add(language.id, language.function_words - set(language.elisions), FUNCTION_WORD)
            self._add(language.id, language.elisions, BARE_ELISION)
            self._add(language.id, language.witnesses - set(language.elisions), WITNESS)
        self._shapes = _Shapes({id_: self._known(id_) for id_ in languages})
        self._weights = lru_cache(maxsize=REMEMBERED)(self._weigh)

    def _known(self, language: str) -> list[str]:
        return [word for word, weights in self._words.items() if language in weights]

    def _add(self, language: str, words: Iterable[str], weight: float) -> None:
        for word in words:
            if " " not in word and not word.isdigit():  # figures are written alike
                weights = self._words.setdefault(word, {})
                weights[language] = max(weight, weights.get(language, 0.0))

    def detect(self, text: str, tokens: Sequence[Token], names: Iterable[str] = ()) -> Detection:
        """The evidence in ``tokens`` of ``text``; leave out the tokens of proper names.

        ``names``: the language of each name that only one language has (« l'opérateur historique »).
        """
        evidence = dict.fromkeys(self._languages, 0.0)
        for spoken in names:
            evidence[spoken] += VOCABULARY
        for token in tokens:
            written = text[token.start : token.end].lower()
            elided = is_apostrophe(text[token.end : token.end + 1])
            weights = self._weights(token.text, written)
            for language, weight in zip(self._languages.values(), weights, strict=True):
                evidence[language.id] += weight
                if elided and token.text in language.elisions:
                    evidence[language.id] += ELISION - BARE_ELISION
        words = [token.text for token in tokens if token.text.isalpha()]
        known = sum(word in self._words for word in words) / len(words) if words else 1.0
        return Detection(evidence, known)

    def _weigh(self, word: str, written: str) -> tuple[float, ...]:
        return tuple(self._weight(language, word, written) for language in self._languages.values())

    def _weight(self, language: Language, word: str, written: str) -> float:
        weights = self._words.get(word, {})
        weight = weights.get(language.id, 0.0)
        others = max((value for other, value in weights.items() if other != language.id), default=0.0)
        weight = max(0.0, weight - others)
        if any(letter in language.letters for letter in written):
            weight += LETTER
        if not weights and len(word) >= MINIMUM_ENDING and word.isalpha():
            weight += SHAPE * self._shapes.lean(language.id, word)
            weight += ENDING * word.endswith(language.endings)
        return weight


class _Shapes:
    """How much a word never seen looks like one of a language, by its three-letter runs.

    Laplace-smoothed counts over the words each language is known by; the mean log-odds against the likeliest other
    language, cut to 0–1.
    """

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        self._counts = {
            id_: Counter(gram for word in known for gram in _grams(word)) for id_, known in words.items()
        }
        self._totals = {id_: sum(counts.values()) for id_, counts in self._counts.items()}

    def lean(self, language: str, word: str) -> float:
        """0 when another language is as likely, up to 1."""
        if len(self._counts) < MINIMUM_LANGUAGES:
            return 0.0
        own = self._likelihood(language, word)
        best_other = max(self._likelihood(id_, word) for id_ in self._counts if id_ != language)
        return min(1.0, max(0.0, own - best_other))

    def _likelihood(self, language: str, word: str) -> float:
        counts, total = self._counts[language], self._totals[language]
        grams = _grams(word)
        return sum(log((counts[gram] + 0.5) / (total + 1.0)) for gram in grams) / len(grams)


def _grams(word: str) -> list[str]:
    padded = f" {word} "
    return [padded[start : start + 3] for start in range(len(padded) - 2)]
