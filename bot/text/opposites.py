"""Words that ask the contrary of each other: « rentable » and « déficitaire », "buys" and "sells"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.text.patterns import ENDING

OTHER = {"+": "-", "-": "+"}
"""The two sides of a pair."""
NEITHER: frozenset[str] = frozenset()


class Opposites:
    """Pairs of opposite meanings, each side a few words.

    Args:
        pairs: for each pair both sides, as words parted by spaces, ``*`` at the end of one for any ending; all folded.
    """

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        self._words: dict[str, set[str]] = {}
        self._starts: dict[str, set[str]] = {}
        for number, pair in enumerate(pairs):
            for sign, words in zip(OTHER, pair, strict=True):
                for word in words.split():
                    known = self._starts if word.endswith(ENDING) else self._words
                    known.setdefault(word.removesuffix(ENDING), set()).add(f"{number}{sign}")
        self._lengths = sorted({len(start) for start in self._starts})

    def sides(self, words: Iterable[str]) -> frozenset[str]:
        """The sides that ``words`` take, such as ``3+``: none of a pair of which they hold both."""
        taken: set[str] = set()
        for word in words:
            taken.update(self._words.get(word, ()))
            for length in self._lengths:
                taken.update(self._starts.get(word[:length], ()))
        return frozenset(side for side in taken if opposite(side) not in taken) if taken else NEITHER


def opposite(side: str) -> str:
    """The other side of its pair."""
    return side[:-1] + OTHER[side[-1]]
