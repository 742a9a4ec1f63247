"""What the ranking would have said of phrasings that it had not seen: the ground that bars are fitted on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.understanding.ranking.ranker import Match, Ranker
from bot.understanding.ranking.ridge import Solution, solve


@dataclass(frozen=True, slots=True)
class HeldOut:
    """One phrasing asked as a question, twice: of an index without it, and of one without its whole intent."""

    example: int
    """Index of the phrasing."""
    label: int
    """The intent that is right in the first case, and cannot be answered in the second."""
    without_row: tuple[Match, ...]
    """Best intents of the index without this phrasing."""
    without_label: tuple[Match, ...]
    """Best intents of the index without any phrasing of its intent: what a question out of scope looks like."""


def held_out(ranker: Ranker, *, sample: int | None = None, limit: int = 10) -> Iterator[HeldOut]:
    """Ask phrasings of indexes that lack them, by closed forms: nothing is fitted again.

    Exact but for the weights of n-grams, which stay as counted with the phrasing in place. A phrasing whose words
    another phrasing of its intent has in the same order is asked all the same.

    Args:
        ranker: a built one; one that came from a cache is solved again first.
        sample: how many phrasings to ask, evenly spread over the intents; None: all.
        limit: as in ``Ranker.rank``.
    """
    solution = ranker.solution or _solve_again(ranker)
    for row in _spread(ranker, sample):
        example = ranker.examples[ranker.order[row]]
        label = int(ranker.label_of[row])
        similar = ranker.index.similarities(*ranker.index.vector(row))
        elsewhere = _other_parts(ranker, solution, row, similar)
        alone = similar.copy()
        alone[row] = 0
        first = ranker.judge(example.tokens, alone, solution.without_row[row] + elsewhere, None, limit)
        stranger = similar.copy()
        stranger[ranker.rows_of(label)] = 0
        others = np.arange(ranker.labels) != label
        ridge = solution.without_label[row] + _other_parts(ranker, solution, row, stranger)
        second = ranker.judge(example.tokens, stranger, ridge, others, limit)
        yield HeldOut(example=int(ranker.order[row]), label=label, without_row=first, without_label=second)


def _solve_again(ranker: Ranker) -> Solution:
    languages = [ranker.examples[row].language for row in ranker.order]
    return solve(
        lambda rows: ranker.kernel(ranker.index.block(rows)), ranker.label_of, ranker.labels, languages
    )


def _other_parts(
    ranker: Ranker, solution: Solution, row: int, similar: NDArray[np.float32]
) -> NDArray[np.float32]:
    """What the parts that never saw ``row`` say of it; those may hold others of its intent."""
    if not solution.part.any():
        return np.zeros(ranker.labels, dtype=np.float32)
    kernel = ranker.kernel(similar)
    kernel[solution.part == solution.part[row]] = 0
    scores: NDArray[np.float32] = kernel @ solution.weights
    return scores


def _spread(ranker: Ranker, sample: int | None) -> list[int]:
    """Rows to ask: all, or as many as wanted at an even pace; rows stand intent by intent."""
    count = len(ranker.examples)
    taken = count if sample is None else min(sample, count)
    return [row * count // taken for row in range(taken)]
