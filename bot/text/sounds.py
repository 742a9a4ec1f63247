"""How a word sounds, by the rules of its language: words written alike by ear get the same key."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache

REMEMBERED = 4096
"""Words whose sound is kept: the same known words are near many a slip, and a key takes dozens of rules."""


class Sounds:
    """The rules of one language; compiled when first listened to, since most starts never do.

    Args:
        rules: regular expression and replacement, applied one after another to a folded word.
    """

    def __init__(self, rules: Sequence[tuple[str, str]]) -> None:
        self._written = tuple(rules)
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._listen)

    @cached_property
    def _rules(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        return tuple((re.compile(pattern), replacement) for pattern, replacement in self._written)

    def key(self, word: str) -> str:
        """How ``word`` (folded) sounds; empty when there are no rules or nothing is left to hear."""
        if not self._written:
            return ""
        return self._remembered(word)

    def _listen(self, word: str) -> str:
        for pattern, replacement in self._rules:
            word = pattern.sub(replacement, word)
        return word
