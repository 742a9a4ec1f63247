"""What is written, as records that can wait in a queue while the database is away. Marks are made before they wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.storage.records import AnswerKey, Reason, Vain


@dataclass(frozen=True, slots=True)
class Counted:
    """A question was asked."""

    place: str
    day: date
    language: str
    status: str


@dataclass(frozen=True, slots=True)
class AskedInVain:
    """A question found no answer, or a wrong one; written only where the server wants that when it is written."""

    guild_id: int
    """To ask what the server wants; it is not written."""
    place: str
    day: date
    dossier: str
    language: str
    text: str
    """Redacted."""
    folded: str
    outcome: Vain
    near: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Voted:
    """Someone said whether an answer is right; takes the place of what they said of it before."""

    voter: str
    place: str
    day: date
    answer: AnswerKey
    right: bool
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class SettingChanged:
    """An admin set something."""

    guild_id: int
    name: str
    value: str | None
    """JSON; None: back to the default."""


@dataclass(frozen=True, slots=True)
class UserForgotten:
    """A person's votes are to go."""

    voter: str


@dataclass(frozen=True, slots=True)
class PlaceForgotten:
    """All that is known of a server is to go."""

    guild_id: int
    place: str


@dataclass(frozen=True, slots=True)
class VainForgotten:
    """What was asked in vain in a server is to go: an admin no longer wants it kept."""

    place: str


@dataclass(frozen=True, slots=True)
class Expired:
    """What is older than these days is to go."""

    vain: date
    votes: date
    counts: date
    batches: date


Event = (
    Counted | AskedInVain | Voted | SettingChanged | UserForgotten | PlaceForgotten | VainForgotten | Expired
)

SPARED = (SettingChanged, UserForgotten, PlaceForgotten, VainForgotten)
"""What someone asked for in so many words: never dropped to make room for what nobody will miss."""
