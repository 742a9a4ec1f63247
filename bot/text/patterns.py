"""Words that an author asks for or rules out: ``profit*``, « pas encore »."""

from __future__ import annotations

from collections.abc import Sequence

ENDING = "*"
"""At the end of a word: any ending."""


def stands_in(pattern: str, words: Sequence[str]) -> bool:
    """Whether the words of ``pattern`` stand side by side somewhere in ``words``; both are folded.

    A final ``*`` of a word stands for any ending, and an apostrophe parts words.
    """
    parts = pattern.replace("'", " ").split()
    if len(parts) == 1 and not pattern.endswith(ENDING):
        return parts[0] in words
    places = range(len(words) - len(parts) + 1) if parts else ()
    return any(all(_is(part, words[start + at]) for at, part in enumerate(parts)) for start in places)


def _is(part: str, word: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith(ENDING) else word == part
