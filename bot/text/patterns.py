"""Words that an author asks for or rules out: ``profit*``, « pas encore »."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

ENDING = "*"
"""At the end of a word: any ending."""


def stands_in(pattern: str, words: Sequence[str]) -> bool:
    """Whether the words of ``pattern`` stand side by side somewhere in ``words``; both are folded.

    A final ``*`` of a word stands for any ending; an apostrophe and a hyphen part words.
    """
    first, *rest = _parts(pattern)
    if not rest:
        return any(map(first, words))
    places = range(len(words) - len(rest))
    return any(
        first(words[start]) and all(part(words[start + at]) for at, part in enumerate(rest, start=1))
        for start in places
    )


@lru_cache(maxsize=4096)
def _parts(pattern: str) -> Sequence[Callable[[str], bool]]:
    """For each word of ``pattern`` whether a word is it; for none, nothing is."""
    parts = pattern.replace("'", " ").replace("-", " ").split()
    return [_is(part) for part in parts] or [lambda _word: False]


def _is(part: str) -> Callable[[str], bool]:
    if part.endswith(ENDING):
        start = part[:-1]
        return lambda word: word.startswith(start)
    return part.__eq__
