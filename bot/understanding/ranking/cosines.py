"""Cosines: of a question with every phrasing, and of phrasings with each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.understanding.ranking.features import Ids, Matrix, Weights
from bot.understanding.ranking.ragged import boundaries, places

COMMON = 1 / 8
"""A feature that more than this share of the phrasings have is kept as a whole row of numbers: adding a row is faster
than picking places. Changes speed and memory only, never a result."""


@dataclass(frozen=True, slots=True)
class Turned:
    """The vectors by feature: common features as dense rows, the others as lists of phrasings."""

    slot: Ids
    """Shape (features,): row of ``dense``, or -1."""
    dense: Weights
    """Shape (common features, phrasings)."""
    starts: NDArray[np.int64]
    """Shape (features + 1,): where each feature's phrasings start in ``rows`` and ``weights``."""
    rows: Ids
    weights: Weights


def turn(rows: Matrix, size: int) -> Turned:
    """Turn ``rows`` over: ``size`` is the number of features."""
    count = len(rows.starts) - 1
    found = np.bincount(rows.ids, minlength=size)
    common = np.flatnonzero(found > max(COMMON * count, 1))
    slot = np.full(size, -1, dtype=np.int32)
    slot[common] = np.arange(len(common), dtype=np.int32)
    row_of = np.repeat(np.arange(count, dtype=np.int32), np.diff(rows.starts))
    slots = slot[rows.ids]
    is_dense = slots >= 0
    dense = np.zeros((len(common), count), dtype=np.float32)
    dense[slots[is_dense], row_of[is_dense]] = rows.weights[is_dense]
    ids, rest = rows.ids[~is_dense], rows.weights[~is_dense]
    order = np.argsort(ids, kind="stable")
    return Turned(
        slot=slot,
        dense=dense,
        starts=boundaries(np.bincount(ids, minlength=size)),
        rows=row_of[~is_dense][order].astype(np.int32),
        weights=rest[order],
    )


class Index:
    """The vectors of all phrasings, by phrasing and by feature.

    Attributes:
        rows: the phrasings as sparse rows, feature ids ascending.
    """

    def __init__(self, rows: Matrix, size: int, turned: Turned | None = None) -> None:
        """``size`` is the number of features; ``turned``, where it is at hand, spares the turning."""
        self.rows = rows
        self.count = len(rows.starts) - 1
        self.size = size
        self._turned = turned or turn(rows, size)
        self._slot = self._turned.slot
        self._dense = self._turned.dense
        self._starts = self._turned.starts
        self._lengths = np.diff(self._starts)
        self._rows = self._turned.rows
        self._weights = self._turned.weights

    def similarities(self, ids: Ids, weights: Weights) -> NDArray[np.float32]:
        """Cosine, 0 to 1, of a vector with every phrasing: shape (count,)."""
        slots = self._slot[ids]
        rare = slots < 0
        common = ~rare
        similar: NDArray[np.float32] = weights[common] @ self._dense[slots[common]]
        ids = ids[rare]
        lengths = self._lengths[ids]
        at = places(self._starts[ids], lengths)
        parts = self._weights[at]
        parts *= weights[rare].repeat(lengths)
        similar += np.bincount(self._rows[at], parts, self.count)
        return similar

    def vector(self, row: int) -> tuple[Ids, Weights]:
        """One phrasing as it is stored."""
        span = slice(int(self.rows.starts[row]), int(self.rows.starts[row + 1]))
        return self.rows.ids[span], self.rows.weights[span]

    def among(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Cosines of a few phrasings with each other: shape (len(rows), len(rows)), exactly 1 on the diagonal."""
        starts = self.rows.starts[rows]
        lengths = self.rows.starts[rows + 1] - starts
        at = places(starts, lengths)
        ids = self.rows.ids[at]
        shared = (np.bincount(ids, minlength=self.size) > 1).nonzero()[0]
        # What one phrasing alone has makes no two alike: all of it goes into the first column, which is left out.
        width = len(shared) + 1
        column = np.zeros(self.size, dtype=np.int32)
        column[shared] = np.arange(1, width)
        flat = np.arange(0, len(rows) * width, width).repeat(lengths)
        flat += column[ids]
        table = np.zeros(len(rows) * width, dtype=np.float32)
        table[flat] = self.rows.weights[at]
        part = table.reshape(len(rows), width)[:, 1:]
        similar: NDArray[np.float32] = part @ part.T
        np.fill_diagonal(similar, 1)
        return similar

    def block(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Cosines of many phrasings with each other, as ``among`` but for a build: thousands of rows."""
        from scipy.sparse import csr_array  # noqa: PLC0415  # only a build needs it, and it is slow to import

        dense = np.ascontiguousarray(self._dense[:, rows].T)
        similar = dense @ dense.T
        starts = self.rows.starts[rows]
        lengths = self.rows.starts[rows + 1] - starts
        at = places(starts, lengths)
        rare = self._slot[self.rows.ids[at]] < 0
        row_of = np.repeat(np.arange(len(rows)), lengths)[rare]
        entries = (self.rows.weights[at][rare], (row_of, self.rows.ids[at][rare]))
        part = csr_array(entries, shape=(len(rows), self.size))
        product = (part @ part.T).tocoo()
        similar[product.row, product.col] += product.data
        np.fill_diagonal(similar, 1)
        return similar

    def arrays(self) -> dict[str, NDArray[Any]]:
        """All there is to know of this index, for a cache."""
        return {
            "row_starts": self.rows.starts,
            "row_ids": self.rows.ids,
            "row_weights": self.rows.weights,
            **{f"turned_{field.name}": getattr(self._turned, field.name) for field in fields(Turned)},
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]], size: int) -> Index:
        """The index that ``arrays`` came from."""
        turned = Turned(*(arrays[f"turned_{field.name}"] for field in fields(Turned)))
        return cls(Matrix(arrays["row_starts"], arrays["row_ids"], arrays["row_weights"]), size, turned)
