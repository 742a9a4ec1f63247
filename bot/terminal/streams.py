"""Standard streams as a terminal program must treat them."""

from __future__ import annotations

import io
import os
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import Timer
from typing import Final, TextIO

PATIENCE: Final = 3.0
"""Seconds that people wait without asking themselves whether anything goes on."""
_KEPT: Final = {"\n", "\t"}
_STEERING: Final = {"Cc", "Cs"}
"""Unicode categories of control characters and of halves of characters, which no encoding takes."""
_INVISIBLE: Final = "Cf"
"""Marks that turn the direction of text around, and the like."""


def prepare() -> None:
    """Make reading and printing safe: a closed stream is an empty one, and what no encoding shows is an escape."""
    nowhere = Path(os.devnull)
    sys.stdin = sys.stdin or nowhere.open(encoding="utf-8")
    sys.stdout = sys.stdout or nowhere.open("w", encoding="utf-8")
    sys.stderr = sys.stderr or nowhere.open("w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def silence() -> None:
    """Send what is still to be printed nowhere: whoever read our output has gone."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def is_terminal(stream: TextIO) -> bool:
    """Whether a person looks at ``stream`` on a screen that knows colours."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def wants_colour(stream: TextIO) -> bool:
    """Whether ``stream`` may be coloured: a terminal, and no ``NO_COLOR`` in the environment."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR")


@contextmanager
def told_when_slow(what: str, later: Callable[[float, Callable[[], None]], Timer] = Timer) -> Iterator[None]:
    """Say on standard error that ``what`` is being done, once it has taken ``PATIENCE``; only to a person on a screen.

    ``later`` makes the timer that says it.
    """
    if not is_terminal(sys.stderr):
        yield
        return
    timer = later(PATIENCE, partial(_tell, f"dossier: {what}", sys.stderr))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _tell(line: str, stream: TextIO) -> None:
    """Print ``line`` on ``stream``, whose reader may have gone: a word by the way is no reason to fail."""
    with suppress(OSError, ValueError):
        print(line, file=stream, flush=True)


def printable(text: str) -> str:
    """``text`` without what would steer a terminal: control characters as escapes, invisible marks left out."""
    return "".join(_shown(character) for character in text)


def read_question(stream: TextIO) -> str:
    """All of ``stream`` as one question; bytes that are no UTF-8 become ``�``."""
    buffer = getattr(stream, "buffer", None)
    text = buffer.read().decode("utf-8", "replace") if buffer is not None else stream.read()
    return text.removeprefix("\ufeff").rstrip("\r\n")


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if category in _STEERING and character not in _KEPT:
        return character.encode("unicode_escape").decode("ascii")
    return "" if category == _INVISIBLE else character
