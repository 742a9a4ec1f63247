"""Words that ask the contrary of each other: « rentable » and « déficitaire », "buys" and "sells"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.text.lexicon import Lexicon

OTHER = {"+": "-", "-": "+"}
"""The two sides of a pair."""
NEITHER: frozenset[str] = frozenset()


class Opposites:
    """Pairs of opposite meanings, each side a few words.

    Args:
        pairs: for each pair both sides, as words parted by spaces, ``*`` at the end of one for any ending; all folded.
    """

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        self._sides = Lexicon(
            (word, f"{number}{sign}")
            for number, pair in enumerate(pairs)
            for sign, words in zip(OTHER, pair, strict=True)
            for word in words.split()
        )

    def sides(self, words: Iterable[str], *, negated: bool = False) -> frozenset[str]:
        """The sides that ``words`` take, such as ``3+``: none of a pair of which they hold both.

        ``negated``: what they say is denied, so that they take the other sides: "why does it not support them?".
        """
        taken = frozenset[str]().union(*map(self._sides.of, words))
        if not taken:
            return NEITHER
        single = (side for side in taken if opposite(side) not in taken)
        return frozenset(map(opposite, single) if negated else single)

    def meaning(self, word: str) -> str | None:
        """The side that ``word`` takes of the first pair that has it, alike for words of the same meaning; None where it takes none."""
        return min(self.sides([word]), key=lambda side: (int(side[:-1]), side), default=None)


def is_side(text: str) -> bool:
    """Whether ``text`` is a side of a pair, as ``Opposites.meaning`` gives it, and no word."""
    return text[-1:] in OTHER


def opposite(side: str) -> str:
    """The other side of its pair."""
    return side[:-1] + OTHER[side[-1]]
