"""What words and phrases mean alike, across their forms and across languages: "taking over" and « rachat » both buy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from bot.text.lexicon import Lexicon
from bot.text.patterns import stands_in

BETWEEN = ", "
"""Parts the phrases of one meaning."""


class Meanings:
    """Meanings of words.

    Args:
        languages: for each language meaning → its words and phrases, parted by ``BETWEEN``, ``*`` at the end of one for any ending;
            all folded. The same meaning may stand in each.
    """

    def __init__(self, languages: Iterable[Mapping[str, str]]) -> None:
        words: list[tuple[str, str]] = []
        self._phrases: dict[str, dict[str, list[tuple[str, int, str]]]] = {}
        """First word → first letter of what follows → what follows, how many words that is, and the meaning."""
        for meanings in languages:
            for meaning, phrases in meanings.items():
                for phrase in phrases.split(BETWEEN):
                    first, *rest = phrase.split()
                    if rest:
                        following = self._phrases.setdefault(first, {}).setdefault(rest[0][0], [])
                        following.append((" ".join(rest), len(rest), meaning))
                    else:
                        words.append((first, meaning))
        self._words = Lexicon(words)

    def of(self, words: Sequence[str]) -> frozenset[str]:
        """The meanings of ``words`` (folded) and of the phrases that they make."""
        found = set[str]().union(*map(self._words.of, words))
        for place, (word, following) in enumerate(pairwise(words), start=1):
            if word in self._phrases:
                for rest, count, meaning in self._phrases[word].get(following[0], ()):
                    if stands_in(rest, words[place : place + count]):
                        found.add(meaning)
        return frozenset(found)
