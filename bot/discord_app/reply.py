"""A reply ready for Discord, as a record that knows nothing of discord.py: what the presenter makes, what goes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum


class Tone(StrEnum):
    """How much a button draws the eye."""

    MAIN = "primary"
    PLAIN = "secondary"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Tap:
    """A button."""

    label: str
    """At most 80 characters."""
    custom_id: str
    """At most 100 characters, unique in its message; see ``tickets``."""
    tone: Tone = Tone.PLAIN
    row: int = 0
    """0–4, five buttons each."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image with the text that says the same."""

    filename: str
    png: bytes
    alt: str
    """At most 1024 characters."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One message."""

    content: str
    """At most 2000 characters of Markdown; carries everything essential, for embeds and pictures may be hidden."""
    taps: tuple[Tap, ...] = ()
    picture: Picture | None = None
    private: bool = False
    """True for refusals and errors: for the asker's eyes alone, where Discord allows it."""
    sent: Callable[[int], None] | None = field(default=None, compare=False)
    """Told the message's id once it is there, where Discord gives it."""
