"""The sentence that stands in for an answer which nobody has written yet: honest to readers, and known again by a review."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from bot.knowledge.languages import load_phrases, spoken

_KEY: Final = "importing.unwritten"
_HOLE: Final = "\0"
"""Stands where the question goes; no phrase holds it."""


def unwritten_answer(question: str, language: str) -> str:
    """A sentence in ``language`` that tells a reader that the answer to ``question`` is not there yet."""
    return load_phrases().say(_KEY, language, question=question)


def is_unwritten(text: str) -> bool:
    """Whether ``text`` is such a sentence, in whatever language."""
    return any(text.startswith(before) and text.endswith(after) for before, after in _frames())


@cache
def _frames() -> Sequence[tuple[str, str]]:
    """What stands before and after the question, for each language."""
    sentences = (unwritten_answer(_HOLE, language).partition(_HOLE) for language in spoken())
    return [(before, after) for before, _, after in sentences]
