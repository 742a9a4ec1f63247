"""A built ranker as plain arrays and back, so that a cold start reads a file instead of building."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from bot.understanding.ranking.cosines import Index
from bot.understanding.ranking.features import Features
from bot.understanding.ranking.habits import Habits, count_words
from bot.understanding.ranking.ragged import boundaries
from bot.understanding.ranking.ranker import Example, Ranker
from bot.understanding.ranking.spelling import Speller

Arrays = Mapping[str, NDArray[Any]]

BREAK = "\n"
"""Between strings in a blob; no folded word has one."""


class PackedExamples(Sequence[Example]):
    """Examples made only when asked for: a question looks at a handful of thousands."""

    def __init__(
        self,
        *,
        words: Sequence[str],
        labels: Sequence[int],
        languages: Sequence[str],
        starts: NDArray[np.int64],
        tokens: NDArray[np.int32],
    ) -> None:
        self.labels = labels
        self._words = words
        self._languages = languages
        self._starts = starts
        self._tokens = tokens

    def __len__(self) -> int:
        return len(self.labels)

    @overload
    def __getitem__(self, at: int) -> Example: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Example]: ...
    def __getitem__(self, at: int | slice) -> Example | Sequence[Example]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        at = range(len(self))[at]
        numbers = self._tokens[self._starts[at] : self._starts[at + 1]].tolist()
        return Example(self.labels[at], tuple(self._words[number] for number in numbers), self._languages[at])


def to_arrays(ranker: Ranker) -> dict[str, NDArray[Any]]:
    """Everything that ``from_arrays`` needs: no objects in it, so that no pickle is read back."""
    features = ranker.features
    words = features.words
    examples = ranker.examples
    heard = [
        (language, key, word) for language, keys in ranker.speller.heard.items() for key, word in keys.items()
    ]
    return {
        "words": _pack(words),
        "grams": _pack(features.grams),
        "pairs": features.pairs,
        "spelled_starts": features.spelled_starts,
        "spelled": features.spelled,
        "feature_weights": features.weights,
        "rarest": np.array(features.rarest),
        "weights": ranker.weights,
        "typical": ranker.typical,
        "labels": np.array([example.label for example in examples], dtype=np.int32),
        "languages": _pack(example.language for example in examples),
        "lengths": np.array([len(example.tokens) for example in examples], dtype=np.int64),
        "tokens": np.array(
            [words[token] for example in examples for token in example.tokens], dtype=np.int32
        ),
        "counted": _pack(
            part
            for language, counts in count_words(examples).items()
            for word, count in counts.items()
            for part in (language, word, str(count))
        ),
        "heard": _pack(part for entry in heard for part in entry),
        **ranker.index.arrays(),
    }


def from_arrays(arrays: Arrays, habits: Habits) -> Ranker:
    """The ranker that ``arrays`` came from, but for its ``solution``; the ``habits``, which they do not hold, are those it was built with.

    Raises:
        KeyError, ValueError, IndexError: when ``arrays`` are not a ranker's.
    """
    words = _unpack(arrays["words"])
    examples = PackedExamples(
        words=words,
        labels=arrays["labels"].tolist(),
        languages=_unpack(arrays["languages"]),
        starts=boundaries(arrays["lengths"]),
        tokens=arrays["tokens"],
    )
    features = Features(
        words={word: index for index, word in enumerate(words)},
        pairs=arrays["pairs"],
        grams={gram: index for index, gram in enumerate(_unpack(arrays["grams"]))},
        spelled_starts=arrays["spelled_starts"],
        spelled=arrays["spelled"],
        weights=arrays["feature_weights"],
        rarest=float(arrays["rarest"]),
    )
    return Ranker(
        examples,
        int(arrays["weights"].shape[1]),
        features=features,
        index=Index.from_arrays(arrays, features.size),
        weights=arrays["weights"],
        speller=Speller(
            _counted(_unpack(arrays["counted"])),
            habits,
            heard=_heard(_unpack(arrays["heard"])),
            neighbours=features.neighbours,
        ),
        typical=arrays["typical"],
        numbers=examples.labels,
    )


def _counted(flat: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
    counted: dict[str, dict[str, int]] = {}
    for language, word, count in zip(flat[::3], flat[1::3], flat[2::3], strict=True):
        counted.setdefault(language, {})[word] = int(count)
    return counted


def _heard(flat: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
    heard: dict[str, dict[str, str]] = {}
    for language, key, word in zip(flat[::3], flat[1::3], flat[2::3], strict=True):
        heard.setdefault(language, {})[key] = word
    return heard


def _pack(strings: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("".join(f"{string}{BREAK}" for string in strings).encode(), dtype=np.uint8)


def _unpack(blob: NDArray[np.uint8]) -> list[str]:
    return blob.tobytes().decode().split(BREAK)[:-1]
