"""What words and phrases mean alike, across their forms and across languages: "taking over" and « rachat » both buy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

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
        self._phrases: dict[str, list[tuple[str, int, str]]] = {}
        """First word → what follows it, how many words that is, and the meaning."""
        for meanings in languages:
            for meaning, phrases in meanings.items():
                for phrase in phrases.split(BETWEEN):
                    first, *rest = phrase.split()
                    if rest:
                        self._phrases.setdefault(first, []).append((" ".join(rest), len(rest), meaning))
                    else:
                        words.append((first, meaning))
        self._words = Lexicon(words)

    def of(self, words: Sequence[str]) -> frozenset[str]:
        """The meanings of ``words`` (folded) and of the phrases that they make."""
        found = set[str]()
        for place, word in enumerate(words):
            found |= self._words.of(word)
            for rest, count, meaning in self._phrases.get(word, ()):
                if stands_in(rest, words[place + 1 : place + 1 + count]):
                    found.add(meaning)
        return frozenset(found)
