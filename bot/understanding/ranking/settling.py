"""How the closer looks of a ranking change what the first one said."""

from __future__ import annotations

from collections.abc import Sequence

CLEAR = 0.1
"""A lead from which the first look is final: looking closer above it changed no figure on any set measured."""
CLOSER_SHARE = 0.6
"""How much a lag in the second look takes off the score; flat from 0.4 to 0.7."""
FUZZY_SHARE = 0.03
"""How much a lag in ``token_sort_ratio`` (0-1) takes off the score: it settles near-ties. More helps some sets and harms
others."""


def settle(scores: Sequence[float], closer: Sequence[float], fuzzy: Sequence[float]) -> list[float]:
    """The first look's ``scores``, best first, after the later looks at the first few.

    Each loses by what it lags behind, but nobody by more than a clear lead; then all move up so that the best keeps
    the first look's best score. Those not looked at stay behind those that were.
    """
    ahead, alike = max(closer), max(fuzzy)
    lags = [
        CLOSER_SHARE * (ahead - second) + FUZZY_SHARE * (alike - third)
        for second, third in zip(closer, fuzzy, strict=True)
    ]
    settled = [score - lag for score, lag in zip(scores, lags, strict=False)]
    lift = scores[0] - max(settled)
    floor = scores[0] - CLEAR
    settled = [max(score + lift, floor) for score in settled]
    last = min(settled)
    return settled + [min(score, last) for score in scores[len(settled) :]]
