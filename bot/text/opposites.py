"""Words that ask the contrary of each other: « rentable » and « déficitaire », "buys" and "sells"."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache

from bot.text.patterns import stands_in

OTHER = {"+": "-", "-": "+"}
"""The two sides of a pair."""
REMEMBERED = 8192
"""Words whose sides are kept: phrasings and questions share theirs."""


class Opposites:
    """Pairs of opposite meanings, each side a few words.

    Args:
        pairs: for each pair both sides, as patterns of one word (``profit*``) parted by spaces; all folded.
    """

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        self._pairs = [(one.split(), other.split()) for one, other in pairs]
        self._of: Callable[[str], frozenset[str]] = lru_cache(maxsize=REMEMBERED)(self._sides_of)

    def sides(self, words: Collection[str]) -> frozenset[str]:
        """The sides that ``words`` take, such as ``3+``: none of a pair of which they hold both."""
        taken = frozenset[str]().union(*map(self._of, words))
        return frozenset(side for side in taken if opposite(side) not in taken)

    def _sides_of(self, word: str) -> frozenset[str]:
        return frozenset(self._taken(word))

    def _taken(self, word: str) -> Iterator[str]:
        for number, pair in enumerate(self._pairs):
            for sign, patterns in zip(OTHER, pair, strict=True):
                if any(stands_in(pattern, (word,)) for pattern in patterns):
                    yield f"{number}{sign}"


def opposite(side: str) -> str:
    """The other side of its pair."""
    return side[:-1] + OTHER[side[-1]]
