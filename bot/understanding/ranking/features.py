"""From words to weighted n-grams: the view of a text that the ranking compares.

Two blocks, each a bag of its own, weighted and scaled to a length of one, then joined:

* **words**: 1- and 2-grams of words, the ends of the text being a word too;
* **characters**: 2- to 4-grams inside words padded with one space (scikit-learn's ``char_wb``), which see through
  typos and endings. A text of names alone has none: its words then make all of it.

An n-gram weighs ``(1 + log tf) · (1 + log((1 + L) / (1 + P)))^0.75``. L is the number of intents and P the
perplexity of the n-gram's distribution over them, the number of intents it is *as good as* spread over: an inverse
class frequency that does not saturate with a hundred phrasings an intent (compare Lertnattee and Theeramunkong 2004).
Against plain idf it gains half a point with ten phrasings an intent and nearly a point with a hundred; the power 0.75
gains another quarter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from math import sqrt
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.understanding.ranking.ragged import boundaries, places

if TYPE_CHECKING:
    from scipy.sparse import csr_array

MARK = "§"
"""First character of a token that another module put there for an entity or its kind: never read as letters."""
LONGEST_WORD = 32
"""Letters beyond which nobody types a word: it is not repaired, since every step of that grows with its length, and none
of it is remembered, or strangers could fill the memory."""
REMEMBERED = 4096
"""Words whose n-grams are kept."""
SMALLEST_GRAM, LARGEST_GRAM = 2, 4
"""Lengths of character n-grams. 2-5 and 3-5 lose half a point; 2 helps with two typos in a word."""
WORD_SHARE, CHARACTER_SHARE = 0.4, 0.6
"""How much of a similarity each block makes, about 1 : 1.5; flat from 0.3 to 0.5."""
POWER = 0.75
"""Exponent of the weights; 0.6 to 0.75 measure alike, 1 loses a quarter of a point, 1.3 over half a point."""

DOUBT = (1, 4)
"""Unknown word and character n-grams that a repaired word counts as: about what its typo makes. Returns half of what
repair costs in refusals (AUROC +0.003) and changes no winner."""

Ids = NDArray[np.int32]
Weights = NDArray[np.float32]


def character_grams(word: str) -> tuple[str, ...]:
    """The character n-grams of one word padded with a space at both ends; none of a mark."""
    return _remembered_grams(word) if len(word) <= LONGEST_WORD else _grams(word)


def _grams(word: str) -> tuple[str, ...]:
    if word.startswith(MARK):
        return ()
    padded = f" {word} "
    return tuple(
        padded[start : start + size]
        for size in range(SMALLEST_GRAM, LARGEST_GRAM + 1)
        for start in range(len(padded) - size + 1)
    )


_remembered_grams = lru_cache(maxsize=REMEMBERED)(_grams)


class _Spelled(NamedTuple):
    """A word's own feature and those of its letters."""

    word: int
    """-1 where no text has it."""
    grams: Ids
    """Ids of its known character n-grams, repeats included."""
    unknown: int
    """How many of those no text has."""


@dataclass(frozen=True)
class Features:
    """All n-grams of an index and their weights. Feature ids: words, then pairs of words, then character n-grams."""

    words: Mapping[str, int]
    """Word → 0 to V - 1."""
    pairs: NDArray[np.int64]
    """Sorted codes ``left · (V + 1) + right`` of neighbouring words, V standing for either end of the text."""
    grams: Mapping[str, int]
    """Character n-gram → 0 to C - 1."""
    spelled_starts: NDArray[np.int64]
    """Shape (V + 1,): where each word's n-grams start in ``spelled``."""
    spelled: Ids
    """Ids of the n-grams of each word, in order, repeats included."""
    weights: Weights
    """Shape (V + P + C,), above 0."""
    rarest: float
    """What an n-gram weighs that no phrasing has."""

    @property
    def size(self) -> int:
        """How many features there are."""
        return len(self.weights)

    def vector(self, tokens: Sequence[str], guesses: int = 0) -> tuple[Ids, Weights]:
        """A text as a vector of length one at most: ids without repeats, and their weights.

        N-grams that no phrasing has add to the length, as the rarest of all, and to nothing else: a text mostly of
        strangers' words is near to nothing.

        Args:
            tokens: folded words.
            guesses: how many of them are repairs of unknown ones: each adds to the length like ``DOUBT`` unknown
                n-grams, for it may have been a stranger's word after all.
        """
        if not tokens:
            return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32)
        spelled = [self._spelled(word) if len(word) <= LONGEST_WORD else self._spell(word) for word in tokens]
        known = self._known([one.word for one in spelled])
        strangers = 2 * len(tokens) + 1 - len(known) + guesses * DOUBT[0]
        unseen = sum([one.unknown for one in spelled]) + guesses * DOUBT[1]
        occurrences = np.concatenate([np.array(known, dtype=np.int32), *[one.grams for one in spelled]])
        occurrences.sort()
        edges = np.ones(len(occurrences) + 1, dtype=np.bool_)
        np.not_equal(occurrences[1:], occurrences[:-1], out=edges[1:-1])
        starts = edges.nonzero()[0]
        ids = occurrences[starts[:-1]]
        weights = self.weights[ids] * (1 + np.log(starts[1:] - starts[:-1], dtype=np.float32))
        words = int(ids.searchsorted(self._first_gram))
        is_spelled = unseen > 0 or words < len(ids)
        self._scale(weights[:words], strangers, WORD_SHARE if is_spelled else 1.0)
        self._scale(weights[words:], unseen, CHARACTER_SHARE)
        return ids, weights

    def neighbours(self, left: str, right: str) -> bool:
        """Whether any text has ``left`` right before ``right``; an empty word stands for an end of the text."""
        end = len(self.words)
        first, second = (self.words.get(word, -1) if word else end for word in (left, right))
        if first < 0 or second < 0:
            return False
        code = first * (end + 1) + second
        at = int(np.searchsorted(self.pairs, code))
        return at < len(self.pairs) and int(self.pairs[at]) == code

    @property
    def _first_gram(self) -> int:
        """The id of the first character n-gram."""
        return len(self.words) + len(self.pairs)

    @cached_property
    def _spelled(self) -> Callable[[str], _Spelled]:
        """``_spell``, remembered: people ask in the same words."""
        return lru_cache(maxsize=REMEMBERED)(self._spell)

    def _spell(self, word: str) -> _Spelled:
        index = self.words.get(word, -1)
        if index >= 0:
            own = self.spelled[self.spelled_starts[index] : self.spelled_starts[index + 1]]
            return _Spelled(index, own + np.int32(self._first_gram), 0)
        found = [self.grams.get(gram, -1) for gram in character_grams(word)]
        grams = np.array([gram for gram in found if gram >= 0], dtype=np.int32)
        return _Spelled(index, grams + np.int32(self._first_gram), len(found) - len(grams))

    def _known(self, words: Sequence[int]) -> list[int]:
        """The ids of the known ones of ``words``, which are -1 where no text has them, and of the known pairs that they make."""
        end = len(self.words)
        known = [word for word in words if word >= 0]
        framed = pairwise((end, *words, end))
        codes = np.array([left * (end + 1) + right for left, right in framed if left >= 0 and right >= 0])
        if not len(codes) or not len(self.pairs):
            return known
        at = self.pairs.searchsorted(codes)
        known.extend((at[self.pairs.take(at, mode="clip") == codes] + end).tolist())
        return known

    def _scale(self, weights: Weights, strangers: int, share: float) -> None:
        """Scale ``weights``, ``strangers`` unknown n-grams beside them, to a squared length of ``share``."""
        length = sqrt(float(weights @ weights) + strangers * self.rarest**2)
        if length:
            weights *= np.float32(sqrt(share) / length)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Texts as sparse rows of weights, each row of length one."""

    starts: NDArray[np.int64]
    """Shape (texts + 1,)."""
    ids: Ids
    weights: Weights


def learn(texts: Sequence[Sequence[str]], labels: NDArray[np.int32], size: int) -> tuple[Features, Matrix]:
    """The features of ``texts``, and the texts as vectors.

    Args:
        texts: folded words of each phrasing.
        labels: shape (texts,): the intent of each, 0 to ``size - 1``.
        size: number of intents L.
    """
    words: dict[str, int] = {}
    flat = np.array([words.setdefault(token, len(words)) for text in texts for token in text], dtype=np.int64)
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    rows = np.repeat(np.arange(len(texts)), lengths)
    grams: dict[str, int] = {}
    lists = [[grams.setdefault(gram, len(grams)) for gram in character_grams(word)] for word in words]
    spelled_starts = boundaries(np.array([len(ids) for ids in lists], dtype=np.int64))
    spelled = np.array([index for ids in lists for index in ids], dtype=np.int32)
    codes, pair_rows = _pair_codes(flat, lengths, len(words))
    pairs, pair_ids = np.unique(codes, return_inverse=True)
    counts = spelled_starts[flat + 1] - spelled_starts[flat]
    character_ids = spelled[places(spelled_starts[flat], counts)]
    blocks = (
        (np.concatenate([rows, pair_rows]), np.concatenate([flat, pair_ids + len(words)])),
        (np.repeat(rows, counts), character_ids + len(words) + len(pairs)),
    )
    total = len(words) + len(pairs) + len(grams)
    weights = np.ones(total, dtype=np.float32)
    rarest = float((1 + np.log(1 + size)) ** POWER)
    matrix = _matrix(blocks, labels, size, weights)
    return Features(words, pairs, grams, spelled_starts, spelled, weights, rarest), matrix


def _pair_codes(
    flat: NDArray[np.int64], lengths: NDArray[np.int64], end: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Codes of all pairs of neighbours, text by text, and the text of each; an empty text has none."""
    spoken = np.flatnonzero(lengths)
    starts = boundaries(lengths[spoken] + 1)
    framed = np.full(int(starts[-1]) + 1, end, dtype=np.int64)
    inside = np.ones(len(framed), dtype=np.bool_)
    inside[starts] = False
    framed[inside] = flat
    return framed[:-1] * (end + 1) + framed[1:], np.repeat(spoken, lengths[spoken] + 1)


def _matrix(
    blocks: Sequence[tuple[NDArray[Any], NDArray[Any]]],
    labels: NDArray[np.int32],
    size: int,
    weights: Weights,
) -> Matrix:
    """Count, weigh and scale both blocks of occurrences (row, feature id); fills ``weights``."""
    from scipy.sparse import csr_array  # noqa: PLC0415  # only a build needs it, and it is slow to import

    shape = (len(labels), len(weights))
    parts = []
    for (rows, ids), share in zip(blocks, (WORD_SHARE, CHARACTER_SHARE), strict=True):
        part = csr_array((np.ones(len(rows), dtype=np.float32), (rows, ids)), shape=shape)
        part.sum_duplicates()
        used = np.unique(part.indices)
        weights[used] = _weights(part, labels, size)[used]
        part.data = (1 + np.log(part.data)) * weights[part.indices]
        row_of = np.repeat(np.arange(shape[0]), np.diff(part.indptr))
        length = np.sqrt(np.bincount(row_of, weights=part.data.astype(np.float64) ** 2, minlength=shape[0]))
        part.data = (part.data * (np.sqrt(share) / length[row_of])).astype(np.float32)
        parts.append(part)
    spelled = np.diff(parts[1].indptr) > 0
    whole = np.where(spelled, 1, 1 / np.sqrt(WORD_SHARE)).astype(np.float32)
    parts[0].data *= np.repeat(whole, np.diff(parts[0].indptr))
    joined = (parts[0] + parts[1]).tocsr()
    joined.sort_indices()
    return Matrix(joined.indptr.astype(np.int64), joined.indices.astype(np.int32), joined.data)


def _weights(part: csr_array[np.float32], labels: NDArray[np.int32], size: int) -> NDArray[np.float32]:
    """What each feature tells of the intent: see the module's docstring. Features not in ``part`` get any number."""
    from scipy.sparse import csr_array  # noqa: PLC0415  # as above

    rows = np.arange(len(labels))
    member = csr_array((np.ones(len(labels), dtype=np.float32), (labels, rows)), shape=(size, len(labels)))
    present = part.copy()
    present.data = np.ones_like(present.data)
    spread = (member @ present).tocoo()
    counts = spread.data.astype(np.float64)
    total = np.bincount(spread.col, weights=counts, minlength=part.shape[1])
    inner = np.bincount(spread.col, weights=counts * np.log(counts), minlength=part.shape[1])
    safe = np.maximum(total, 1)
    perplexity = safe * np.exp(-inner / safe)
    weights: NDArray[np.float32] = ((1 + np.log((1 + size) / (1 + perplexity))) ** POWER).astype(np.float32)
    return weights
