"""Rows of different lengths in flat arrays: the arithmetic that sparse matrices are made of, with numpy alone."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.signedinteger[Any]]


def places(starts: Integers, lengths: Integers) -> NDArray[np.int64]:
    """The flat places of several spans, one after another: ``places([5, 0], [2, 3]) == [5, 6, 0, 1, 2]``."""
    before = lengths.cumsum() - lengths
    flat = (starts - before).repeat(lengths)
    flat += np.arange(len(flat))
    return flat


def boundaries(lengths: Integers) -> NDArray[np.int64]:
    """Where each row starts, and after the last one where it ends: shape (rows + 1,)."""
    out = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.cumsum(lengths, out=out[1:])
    return out
