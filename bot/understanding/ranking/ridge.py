"""Ridge regression in closed form on a matrix of similarities, and what it would say of rows it has not seen.

With kernel matrix K (n × n), targets Y (n × m; 1 for a row's own intent, 0 for the others) and a ridge λ, the weights
are A = C Y with C = (K + λI)⁻¹, and a new text scores k · A. Leaving rows B out needs no second solve: their held-out
predictions are Y_B − (C_BB)⁻¹ (C Y)_B (Rasmussen and Williams 2006, equation 5.12, for one row; the block form follows
from the inverse of a partitioned matrix).

The solve is cubic, so a large collection is cut in parts of equal make-up whose predictions are averaged (divide and
conquer: Zhang, Duchi and Wainwright 2013).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

RIDGE = 0.2
"""λ, in units of a text's similarity with itself (1). Flat from 0.1 to 0.5 on every set measured."""
LARGEST_PART = 1700
"""Rows solved at once. 3,000 at once take five times as long as two halves and rank no better after the closer look
that ``ranking`` takes at the best few."""


@dataclass(frozen=True, slots=True)
class Solution:
    """A fitted ridge regression; row i of each matrix belongs to phrasing i."""

    weights: Matrix
    """Shape (n, m): already divided by the number of parts, so that similarity-with-all · weights is the mean."""
    part: NDArray[np.int32]
    """Shape (n,): which part each row was solved in."""
    without_row: Matrix
    """Shape (n, m): prediction of the row's own part for it, fitted without it; divided likewise."""
    without_label: Matrix
    """Shape (n, m): the same, fitted without all rows of its label."""


def split(labels: NDArray[np.int32], languages: Sequence[str]) -> NDArray[np.int32]:
    """Deal rows out to as few parts as ``LARGEST_PART`` allows, so that each has its share of every label.

    Each label is dealt by itself, from a part of its own on: a phrasing more or less moves no other label's rows.
    """
    parts = max(1, -(-len(labels) // LARGEST_PART))
    order = sorted(range(len(labels)), key=lambda row: (int(labels[row]), languages[row], row))
    dealt = np.zeros(len(labels), dtype=np.int32)
    place = 0
    for number, row in enumerate(order):
        label = int(labels[row])
        place = place + 1 if number and label == labels[order[number - 1]] else label
        dealt[row] = place % parts
    return dealt


def solve(
    kernel: Callable[[NDArray[np.int64]], Matrix],
    labels: NDArray[np.int32],
    size: int,
    languages: Sequence[str],
) -> Solution:
    """Fit one target a label.

    Args:
        kernel: rows → their kernel matrix, symmetric and positive semi-definite, a fresh array each time.
        labels: shape (n,), each 0 to ``size - 1``.
        size: number of labels m.
        languages: the language of each row.

    Raises:
        ArithmeticError: when a kernel matrix is not positive, which no bag of n-grams gives.
    """
    part = split(labels, languages)
    shape = (len(labels), size)
    solution = Solution(
        # In Fortran's order a question's row is multiplied with the weights a quarter faster.
        *(np.zeros(shape, np.float32, "F"), part, np.zeros(shape, np.float32), np.zeros(shape, np.float32))
    )
    parts = int(part.max(initial=0)) + 1
    for number in range(parts):
        rows = np.flatnonzero(part == number)
        if len(rows):
            found = _solve_part(kernel(rows), labels[rows], size)
            for whole, piece in zip(
                (solution.weights, solution.without_row, solution.without_label), found, strict=True
            ):
                whole[rows] = piece / parts
    return solution


def _solve_part(kernel: Matrix, labels: NDArray[np.int32], size: int) -> tuple[Matrix, Matrix, Matrix]:
    rows = np.arange(len(labels))
    inverse = _inverse(kernel)
    targets = np.zeros((len(labels), size), dtype=np.float32)
    targets[rows, labels] = 1
    weights = inverse @ targets
    without_row = targets - weights / inverse[rows, rows][:, None]
    without_label = np.zeros_like(weights)
    for label in np.unique(labels):
        own = np.flatnonzero(labels == label)
        block = inverse[np.ix_(own, own)]
        without_label[own] = targets[own] - np.linalg.solve(block, weights[own])
    return weights, without_row, without_label


def _inverse(kernel: Matrix) -> Matrix:
    """(K + λI)⁻¹ by Cholesky in single precision; uses ``kernel`` up."""
    from scipy.linalg import lapack  # noqa: PLC0415  # only a build needs it, and it is slow to import

    diagonal = np.arange(len(kernel))
    kernel[diagonal, diagonal] += RIDGE
    # The transpose of a symmetric C-ordered matrix is itself in Fortran's order: no copy.
    factor, failed = lapack.spotrf(kernel.T, lower=1, clean=0, overwrite_a=1)
    if failed:
        raise ArithmeticError("the similarities of the phrasings are no positive matrix")
    inverse, _ = lapack.spotri(factor, lower=1, overwrite_c=1)
    lower: Matrix = np.tril(inverse)
    full: Matrix = lower + np.tril(lower, -1).T
    return np.ascontiguousarray(full)
