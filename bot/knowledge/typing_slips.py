"""What a keyboard or a word processor does to YAML without anybody noticing: the file is read, and says something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from bot.errors import Problem
from bot.knowledge.nodes import Scalar
from bot.knowledge.written import Written

_CURLY: Final[Mapping[str, str]] = {"“": "”", "„": "“", "‘": "’", "«": "»"}
"""Quotes that word processors put in the place of straight ones, and what closes them."""

_GLUED: Final = re.compile(r"""-["'“«]?[^\W\d]""")
"""``-combien`` and ``-"combien"``: a figure may have its sign."""
_TORN: Final = frozenset("“„«")
"""Quotes that no text begins with unless they close again; ``‘`` may be an apostrophe."""


def typing_slips(written: Written) -> Iterator[Problem]:
    """Report texts without straight quotes around them that were meant to have some, or to be items of a list."""
    for file, text in written.texts():
        if (message := _slip(text)) is not None:
            yield Problem(file, text.line, text.column, message)


def _slip(text: Scalar) -> str | None:
    typed = text.text.strip()
    if not text.plain or not typed:
        return None
    closing = _CURLY.get(typed[0])
    if closing is not None and typed.find(closing, 1) == len(typed) - 1:
        shown = f"{typed[0]}…{closing}"
        return f"the quotes {shown} are part of this text: write straight ones instead, or around them to keep them"
    if closing is not None and typed[0] in _TORN and closing not in typed[1:]:
        return (
            f"this text ends before its {closing}: a comma ends an item of a list in brackets; "
            "put straight quotes around the whole text"
        )
    if _GLUED.match(typed):
        return (
            f"“{typed[:40]}” is a text and no item of a list: put a space after its dash, or quotes around it"
        )
    return None
