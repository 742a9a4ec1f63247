"""Which way round a question is asked: "is it foreign?" expects a yes where "is it French?" expects a no, and the reply is one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log

from bot.understanding.reading.readings import MEANING_MARK, NAME_MARK, Reading

DRAWN = 2
"""Phrasings of either way of asking that a word is taken to stand in as often as in both together: rare words say little."""
NEAR, NEARER_BY = 0.85, 0.15
"""Cosine with a phrasing, and lead of one kind of them over the other, that tell which way round a question is asked."""
ODDS, FAR_ODDS, LEVEL = 3.0, 8.0, 0.05
"""Logarithm of odds from which its words say so, too, and from which they do alone (20 and 3,000 to 1), unless its nearest phrasing
of the other kind is nearer by that much."""


def polarity(found: Sequence[tuple[Reading, bool]]) -> Mapping[str, float]:
    """How much each word, or what it means, says that a question asks an intent the other way round.

    Args:
        found: the intent's phrasings, each with whether it asks the contrary.

    Returns: word or mark → logarithm of the odds that it stands in a phrasing of the contrary rather than in another, above 0 for
    the contrary; both as likely to begin with. Their sum is what naive Bayes says of a question.
    """
    sides = [_counted(reading for reading, contrary in found if contrary is side) for side in (False, True)]
    sizes = [sum(contrary is side for _, contrary in found) for side in (False, True)]
    shares = {word: (sides[0][word] + sides[1][word]) / sum(sizes) for word in sides[0] | sides[1]}
    chances = [
        {word: (side[word] + DRAWN * share) / (size + DRAWN) for word, share in shares.items()}
        for side, size in zip(sides, sizes, strict=True)
    ]
    return {word: log(chances[1][word] / chances[0][word]) for word in shares}


def _words(reading: Reading) -> frozenset[str]:
    """The words of a text, its spelling repaired, and the marks of what they mean; no names."""
    return frozenset(
        word for word in reading.repaired if not word.startswith(NAME_MARK) or word.startswith(MEANING_MARK)
    )


def _counted(readings: Iterable[Reading]) -> Counter[str]:
    return Counter(word for reading in readings for word in _words(reading))


def said(reading: Reading, odds: Mapping[str, float]) -> float:
    """What the words of a question say, given their ``polarity``: a logarithm of odds, above 0 for the contrary."""
    return sum(odds.get(word, 0.0) for word in _words(reading))


def asks_contrary(contrary: float, usual: float, odds: float, opposite_word: bool) -> bool | None:
    """Whether a question asks the contrary of what people ask; None where that can't be told.

    Args:
        contrary: cosine (0–1) with the nearest phrasing of the contrary.
        usual: cosine (0–1) with the nearest other phrasing.
        odds: what ``said`` gives.
        opposite_word: a word of it is the opposite of what people say.
    """
    lead = contrary - usual
    if max(contrary, usual) >= NEAR and lead:
        return lead > 0
    by_phrasing = lead >= NEARER_BY and odds > ODDS
    by_words = odds > FAR_ODDS and lead > -LEVEL
    if by_phrasing or by_words or (opposite_word and odds > 0):
        return True
    return False if lead < 0 and odds < ODDS else None
