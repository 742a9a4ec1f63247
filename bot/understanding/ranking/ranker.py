"""Ranking: which intents a question is nearest to, from the phrasings of all dossiers.

Three looks, each closer than the one before and at fewer intents:

1. **All intents** by kernel ridge regression on the cosines with all phrasings (``ridge``), plus a share of the cosine
   with the nearest phrasing.
2. **The best few** against each other: a second small ridge over the nearest phrasings of those intents alone, centred
   on their mean, so that what they all share no longer counts (local learning: Bottou and Vapnik 1992). Gains half a
   point to a point and a half on every set measured, most where phrasings are many.
3. **Nearly level ones** by rapidfuzz's ``token_sort_ratio`` with each one's nearest phrasing, on repaired text.

The later looks change the order and the margins, never the best score: that stays the first look's, which is what
bars are set on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.fuzz import token_sort_ratio

from bot.understanding.ranking.cosines import Index
from bot.understanding.ranking.features import MARK, Features, learn
from bot.understanding.ranking.habits import Corrected, Habits
from bot.understanding.ranking.matches import Example, Match, Ranking
from bot.understanding.ranking.ridge import Solution, solve
from bot.understanding.ranking.settling import CLEAR, settle
from bot.understanding.ranking.spelling import Speller

__all__ = ["Example", "Match", "Ranker", "Ranking"]

NEAREST_SHARE = 0.1
"""How much of the nearest phrasing's similarity adds to an intent's score; 0 to 0.15 measure alike, 0.3 loses."""
CLOSER = 4
"""How many of the best intents get the second and third look; 3 to 10 measure alike."""
CLOSER_ROWS = 48
"""How many of their phrasings, the nearest, the second look is fitted on; 30 lose a little, more gain nothing."""
CLOSER_RIDGE = 0.15
"""λ of the second look; flat from 0.1 to 0.2."""
SHRUNK = 3
"""Phrasings of average likeness that every intent is taken to have beside its own when its likeness is averaged."""
USUAL = 0.3
"""The least that average likeness is taken to be: a list of questions with a phrasing or two each has none to speak of, and to be
many times as like an intent as its phrasings are like each other is then no merit. Halves the calibration error of such lists."""
Vector = NDArray[np.float32]
Mask = NDArray[np.bool_]


class Ranker:
    """Phrasings made into an index that ranks intents. Never changes once built; threads may share it.

    Attributes:
        examples: the phrasings, in the order given.
        labels: number of intents.
        speller: the spelling repair that questions go through.
        order: shape (examples,): the example that each row of the index is; rows stand intent by intent.
        label_of: shape (examples,): the intent of each row.
        weights: shape (examples, labels): the regression, by row.
        solution: how the regression was solved; None when it came from a cache.
        typical: shape (labels,): what the regression says on average of an intent's own phrasings, each asked of an index
            without it. High where they are alike, low where they are diverse: a score means little without it.

    ``numbers``, the label of each example, spares whoever has them at hand the reading of all examples.
    """

    def __init__(
        self,
        examples: Sequence[Example],
        labels: int,
        *,
        features: Features,
        index: Index,
        weights: Vector,
        speller: Speller,
        typical: Vector,
        numbers: Sequence[int] | None = None,
    ) -> None:
        self.examples = examples
        self.labels = labels
        self.features = features
        self.index = index
        self.weights = weights
        self.speller = speller
        self.typical = typical
        self.solution: Solution | None = None
        self.order, self.label_of = in_order(
            [example.label for example in examples] if numbers is None else numbers
        )
        self._square = square_share(len(self.examples), labels)
        starts = np.searchsorted(self.label_of, np.arange(labels + 1))
        self._spans = [slice(int(start), int(end)) for start, end in pairwise(starts)]
        self._present = np.flatnonzero(np.diff(starts))
        self._starts = starts[self._present]

    @classmethod
    def build(cls, examples: Sequence[Example], *, labels: int, habits: Habits | None = None) -> Ranker:
        """Index ``examples``.

        Args:
            examples: phrasings, any order; the order decides ties.
            labels: number of intents, at least 1; labels of examples are below it.
            habits: how people misspell in the languages at hand.
        """
        order, label_of = in_order([example.label for example in examples])
        rows = [examples[row] for row in order]
        features, matrix = learn([example.tokens for example in rows], label_of, labels)
        index = Index(matrix, features.size)
        square = square_share(len(rows), labels)
        solution = solve(
            lambda part: _kernel(index.block(part), square),
            label_of,
            labels,
            [example.language for example in rows],
        )
        ranker = cls(
            examples,
            labels,
            features=features,
            index=index,
            weights=solution.weights,
            speller=Speller.learn(examples, habits or Habits(), features.neighbours),
            typical=_typical(solution, label_of, labels),
        )
        ranker.solution = solution
        return ranker

    def rank(
        self,
        tokens: Sequence[str],
        *,
        allowed: Mask | None = None,
        limit: int = 10,
        repair: bool = True,
        remarked: Callable[[Sequence[str]], tuple[str, ...]] = tuple,
    ) -> Ranking:
        """The best ``limit`` intents for a question.

        Args:
            tokens: folded words of the question, marks (``§…``) among them.
            allowed: shape (labels,); intents that may win. None: all.
            limit: how many to return at most; fewer when fewer are allowed.
            repair: whether misspelled words are repaired.
            remarked: repaired words → those words with the marks of what they now say.
        """
        read = self.speller.correct(tokens) if repair else Corrected(tuple(tokens), (), ())
        words = remarked(read.tokens) if read.repairs else read.tokens
        similar = self.index.similarities(*self.features.vector(words, read.guesses))
        matches = self.judge(words, similar, self.kernel(similar) @ self.weights, allowed, limit)
        return Ranking(matches, words, read.repairs, read.unknown)

    def closeness(self, tokens: Sequence[str]) -> float:
        """The cosine (0–1) of a text as it is typed with the nearest phrasing; from ``VERBATIM`` it is that phrasing."""
        similar = self.index.similarities(*self.features.vector(tokens))
        return float(similar.max(initial=0))

    def kernel(self, similar: Vector) -> Vector:
        """The ridge's kernel of cosines, 1 for a text with itself."""
        return _kernel(similar, self._square)

    def judge(
        self, tokens: Sequence[str], similar: Vector, ridge: Vector, allowed: Mask | None, limit: int
    ) -> tuple[Match, ...]:
        """The best intents, best first, given the first look's parts.

        Args:
            tokens: repaired words.
            similar: shape (examples,): cosine with each phrasing, in the order of ``order``.
            ridge: shape (labels,): the regression's scores.
            allowed: as in ``rank``.
            limit: as in ``rank``.
        """
        nearest = self.nearest(similar)
        total = ridge + np.float32(NEAREST_SHARE) * nearest
        if allowed is not None:
            total = np.where(allowed, total, -np.inf)
        best = (-total).argsort(kind="stable")[:limit].tolist()
        if allowed is not None:
            best = [label for label in best if allowed[label]]
        scores = total[best].tolist()
        rows = [self._nearest_row(label, similar) for label in best]
        closer, fuzzy = [0.0] * len(best), [0.0] * len(best)
        if len(best) > 1 and scores[0] - scores[1] < CLEAR and nearest[best[0]] > 0:
            few = slice(min(CLOSER, len(best)))
            plain = _plain(tokens)
            closer[few] = self._closer(best[few], similar)
            fuzzy[few] = [self._fuzzy(plain, row) for row in rows[few]]
            scores = settle(scores, closer[few], fuzzy[few])
        columns = (
            best,
            scores,
            ridge[best].tolist(),
            nearest[best].tolist(),
            closer,
            fuzzy,
            map(self._example, rows),
        )
        matches = [Match(*parts) for parts in zip(*columns, strict=True)]
        return tuple(sorted(matches, key=lambda match: -match.score))

    def nearest(self, similar: Vector) -> Vector:
        """Shape (labels,): the cosine with the nearest phrasing of each intent; 0 for an intent without any."""
        best: Vector = np.maximum.reduceat(similar, self._starts) if len(self._starts) else similar
        if len(best) == self.labels:
            return best
        nearest = np.zeros(self.labels, dtype=np.float32)
        nearest[self._present] = best
        return nearest

    def rows_of(self, label: int) -> slice:
        """The rows of the index that are an intent's phrasings."""
        return self._spans[label]

    def nearness(self, ranking: Ranking, label: int) -> Mapping[int, float]:
        """Example → its cosine (0–1) with the question that ``ranking`` ranks, for the phrasings of one intent."""
        similar = self.index.similarities(*self.features.vector(ranking.tokens, len(ranking.repairs)))
        span = self._spans[label]
        return dict(zip(self.order[span].tolist(), similar[span].tolist(), strict=True))

    def _nearest_row(self, label: int, similar: Vector) -> int:
        own = similar[self._spans[label]]
        return self._spans[label].start + int(own.argmax()) if len(own) else -1

    def _example(self, row: int) -> int:
        return int(self.order[row]) if row >= 0 else -1

    def _fuzzy(self, plain: str, row: int) -> float:
        if row < 0:
            return 0.0
        return token_sort_ratio(plain, _plain(self.examples[self.order[row]].tokens)) / 100

    def _closer(self, labels: Sequence[int], similar: Vector) -> list[float]:
        """The second look: what a ridge over the nearest phrasings of ``labels`` alone says of each."""
        rows = np.concatenate(
            [np.arange(span.start, span.stop) for span in (self._spans[label] for label in labels)]
        )
        near = similar[rows]
        closest = (-near).argsort(kind="stable")[:CLOSER_ROWS]
        rows, near = rows[closest], near[closest]
        among = self.index.among(rows)
        count = np.float32(len(rows))
        mean = np.add.reduce(among) / count
        middle = np.add.reduce(mean) / count
        near = near - np.add.reduce(near) / count - mean + middle
        among = among - mean - mean[:, None] + middle
        among.ravel()[:: len(rows) + 1] += np.float32(CLOSER_RIDGE)
        targets = (self.label_of[rows][:, None] == np.array(labels)).astype(np.float32)
        share = np.add.reduce(targets) / count
        # All is symmetric and centred: near · C⁻¹ · (targets − share) needs C⁻¹ for near alone, and its sum is nought.
        scores: list[float] = (np.linalg.solve(among, near) @ targets + share).tolist()
        return scores

    @property
    def vocabulary(self) -> Mapping[str, int]:
        """Every word of the phrasings (marks left out) → the number of phrasings that have it."""
        return self.speller.known


def _typical(solution: Solution, label_of: NDArray[np.int32], labels: int) -> Vector:
    """``Ranker.typical``, drawn towards the average of all phrasings where an intent has few."""
    if not len(label_of):
        return np.zeros(labels, dtype=np.float32)
    parts = int(solution.part.max()) + 1
    own = solution.without_row[np.arange(len(label_of)), label_of] * parts
    sums = np.bincount(label_of, weights=own, minlength=labels) + SHRUNK * max(own.mean(), USUAL)
    typical: Vector = (sums / (np.bincount(label_of, minlength=labels) + SHRUNK)).astype(np.float32)
    return typical


def square_share(examples: int, labels: int) -> float:
    """How much of the kernel is the squared cosine: a half with few phrasings an intent, all with a hundred.

    A quadratic kernel sees pairs of n-grams, which a few phrasings cannot teach. Measured: with 10 an intent a half
    is best (0: −1 point, 1: −0.3), with 100 an intent all (a half: −0.4, 0: −3.5).
    """
    return min(1.0, 0.5 + 0.5 * examples / max(labels, 1) / 100)


def _kernel(similar: Vector, square: float) -> Vector:
    """``(1 − square) · c + square · c²``."""
    return similar * (np.float32(1 - square) + np.float32(square) * similar)


def in_order(labels: Sequence[int]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Rows of an index: example of each row, intent by intent and else as given; and the label of each row."""
    given = np.array(labels, dtype=np.int32)
    order = np.argsort(given, kind="stable")
    return order, given[order]


def _plain(tokens: Sequence[str]) -> str:
    return " ".join(token for token in tokens if token[:1] != MARK)
