"""What every importer reads its source into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class FaqEntry:
    """A question as its source has it."""

    name: str
    """The intent's name there, as typed."""
    phrasings: Sequence[str]
    """Ways of asking, as typed."""
    answer: str | None
    """None when the source gives no text for it."""
    others: int = 0
    """Further answers that the source gives: a dossier has room for one."""


@dataclass(frozen=True, slots=True)
class Faq:
    """What an importer makes of its source."""

    entries: Sequence[FaqEntry]
    remarks: Sequence[str] = ()
    """What it left out or took for granted, a line each, for whoever imports it."""


LISTED: Final = 10
"""Names that are listed before the rest is counted."""


def some(names: Sequence[str]) -> str:
    """``names`` in a line, the first few of them."""
    shown = ", ".join(names[:LISTED])
    return f"{shown} and {len(names) - LISTED} more" if len(names) > LISTED else shown
