"""What every importer reads its source into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


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
