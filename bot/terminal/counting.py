"""Numbers of things, as a person reads them."""

from __future__ import annotations


def counted(number: int, thing: str, things: str = "") -> str:
    """``1 question``, ``2 questions``; ``things`` where the plural is no mere ``s``."""
    return f"{number} {thing if number == 1 else things or f'{thing}s'}"
