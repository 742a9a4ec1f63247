"""Which versions of dossiers have been checked before: the same bytes need no second look at each start."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path

from bot import __version__
from bot.code_digest import code_digest

MOST = 64
"""Versions remembered; the oldest goes first."""
ROOMS = ("text", "knowledge", "resources")
"""What the checks are made of."""


class CheckedBefore:
    """A small file of versions. Where it cannot be written or read, everything is checked each time.

    Args:
        file: its place, in the cache.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._checker = f"{__version__} {code_digest(ROOMS)[:16]}"
        try:
            self._lines = file.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            self._lines = []

    def holds(self, version: str) -> bool:
        """Whether this version of this dossier was checked by the very checks that there are now."""
        return self._line(version) in self._lines

    def add(self, versions: Iterable[str]) -> None:
        """Remember ``versions`` as good."""
        new = [line for line in map(self._line, versions) if line not in self._lines]
        if not new:
            return
        self._lines = [*self._lines, *new][-MOST:]
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_text("\n".join(self._lines) + "\n", encoding="utf-8")

    def _line(self, version: str) -> str:
        return f"{self._checker} {version}"
