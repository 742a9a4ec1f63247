"""What is known of words, by a word as it stands or by how it begins."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from bot.text.patterns import ENDING

REMEMBERED = 4096
"""Words whose entries are kept: people ask in the same ones."""


class Lexicon:
    """Looks words up.

    Args:
        entries: (word, what is known of it), ``*`` at the end of a word for any ending; all folded.
    """

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        self._words: dict[str, set[str]] = {}
        self._starts: dict[str, set[str]] = {}
        for word, known in entries:
            some = self._starts if word.endswith(ENDING) else self._words
            some.setdefault(word.removesuffix(ENDING), set()).add(known)
        self._lengths = sorted({len(start) for start in self._starts})
        self.of = lru_cache(maxsize=REMEMBERED)(self._of)

    def _of(self, word: str) -> frozenset[str]:
        """All that is known of ``word``, by itself and by each of its beginnings."""
        starts = (self._starts.get(word[:length], ()) for length in self._lengths)
        return frozenset(self._words.get(word, ())).union(*starts)
