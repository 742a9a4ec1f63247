"""What every importer reads its source into."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final

from bot.text.normalise import fold


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


_SHOWN: Final = 60
"""Characters of what stands in the source that a remark quotes."""
_NAME_LENGTH: Final = 60
_NOT_WORD: Final = re.compile(r"[^a-z0-9]+")
LISTED: Final = 10
"""Names that are listed before the rest is counted."""


def some(names: Sequence[str]) -> str:
    """``names`` in a line, the first few of them."""
    shown = ", ".join(names[:LISTED])
    return f"{shown} and {len(names) - LISTED} more" if len(names) > LISTED else shown


def left_out(why: str, what: Sequence[str]) -> Sequence[str]:
    """The remark that ``what`` was left out; none where that is nothing."""
    return [f"left out, {why}: {some(what)}"] if what else []


def short(text: str) -> str:
    """The beginning of ``text`` on one line, for a remark."""
    return " ".join(text[:_SHOWN].split())


def joined(text: str, between: str) -> str:
    """The words of ``text``, folded, with ``between`` in the place of everything else."""
    return _NOT_WORD.sub(between, fold(text)).strip(between)


def name_after(question: str, taken: Collection[str]) -> str:
    """A name for a question that has none in its source: what it asks, and a number where that is ``taken``."""
    name = joined(question, "-")[:_NAME_LENGTH].strip("-") or "question"
    numbered = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(one for one in numbered if one not in taken)
