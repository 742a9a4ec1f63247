"""From scores to a probability that holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from operator import mul

import numpy as np
from numpy.typing import NDArray

STEPS = 50
"""Newton steps at most; it converges in under ten."""
TINY = 1e-9
MOST_CERTAIN = 60.0
"""Log-odds beyond which nothing changes but overflow."""
PRIOR = 1e-2
"""Weight of the penalty on coefficients, as a share of one example: keeps separable data finite."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic map from features to the probability of being right (Platt 1999), as plain numbers."""

    names: tuple[str, ...]
    """What each feature is, in order."""
    coefficients: tuple[float, ...]
    """One a feature, for the feature as it comes."""
    intercept: float

    def confidence(self, features: Sequence[float]) -> float:
        """The probability, 0 to 1, that the best intent is right, given its features in the order of ``names``."""
        total = sum(map(mul, self.coefficients, features), self.intercept)
        return 1 / (1 + exp(-min(max(total, -MOST_CERTAIN), MOST_CERTAIN)))


def fit(
    names: Sequence[str],
    features: NDArray[np.float64],
    right: NDArray[np.bool_],
    weights: NDArray[np.float64] | None = None,
) -> Calibration:
    """Fit by penalised maximum likelihood with Newton's method.

    Args:
        names: what each column is.
        features: shape (n, len(names)).
        right: shape (n,), whether the best intent was the right one.
        weights: shape (n,), how much each row counts; None: 1.
    """
    weights = np.ones(len(right)) if weights is None else weights
    centre = features.mean(axis=0)
    spread = features.std(axis=0)
    spread = np.where(spread > TINY, spread, 1.0)
    design = np.hstack([(features - centre) / spread, np.ones((len(right), 1))])
    beta = np.zeros(design.shape[1])
    penalty = np.diag([PRIOR] * len(names) + [1e-6])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(design @ beta, -MOST_CERTAIN, MOST_CERTAIN)))
        gradient = design.T @ (weights * (right - chance)) - penalty @ beta
        curvature = (design * (weights * chance * (1 - chance))[:, None]).T @ design + penalty
        step = np.linalg.solve(curvature, gradient)
        beta = beta + step
        if float(np.abs(step).max()) < TINY:
            break
    coefficients = beta[:-1] / spread
    intercept = float(beta[-1] - coefficients @ centre)
    return Calibration(tuple(names), tuple(float(value) for value in coefficients), intercept)
