"""What a button remembers, in the hundred characters that Discord keeps with it.

The text is ``d1:action:language:asker:dossier:intent:slot=entity,…`` with empty fields at the end left out. ``d1`` is the
version: buttons of earlier versions stay on people's screens for years and must be told apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.discord_app import limits

VERSION = "d1"
ANY_VERSION = re.compile(r"d\d+:.*", re.DOTALL)
"""Every custom id that this bot ever gave a button."""
_FIELDS = 7


class Action(StrEnum):
    """What a button does."""

    MORE = "m"
    SOURCE = "s"
    TRANSLATE = "t"
    DELETE = "x"
    CHOOSE = "c"
    """Ask the question that stands on the button, chosen instead of one that was not understood."""
    NEAR = "q"
    """Ask the question that stands on the button, offered beside a reply."""
    NONE = "n"
    """None of the questions offered is meant."""

    RATE = "r"
    """Say whether the reply was right."""
    RIGHT = "y"
    WRONG = "w"
    FORGET = "f"
    """Forget who taps: their votes, and the talks with them in all channels."""
    FORGET_SERVER = "g"
    """Forget all that is kept of the server."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A button's memory."""

    action: Action
    language: str
    """Of the reply to a tap."""
    asker: int | None = None
    """Whose question the message answers; None where anyone may tap."""
    dossier: str = ""
    intent: str = ""
    slots: Mapping[str, str] = field(default_factory=dict)
    """Slot → entity id."""
    number: int = 0
    """Tells buttons of one message apart that would otherwise be alike; of a vote: the id of the message that it is on."""


def encode(ticket: Ticket) -> str | None:
    """The custom id for ``ticket``, or None when it does not fit and the button must be left out."""
    slots = ",".join(f"{name}={entity}" for name, entity in ticket.slots.items())
    asker = f"{ticket.asker:x}" if ticket.asker is not None else ""
    action = f"{ticket.action}{ticket.number or ''}"
    fields = (VERSION, action, ticket.language, asker, ticket.dossier, ticket.intent, slots)
    text = ":".join(fields).rstrip(":")
    readable = not any(":" in part for part in fields)
    return text if readable and limits.fits(text, limits.CUSTOM_ID) else None


def decode(custom_id: str) -> Ticket | None:
    """The ticket in ``custom_id``, or None when another version or another hand wrote it. Never raises."""
    version, *rest = custom_id.split(":")
    if version != VERSION or not 1 < len(rest) < _FIELDS:
        return None
    action, language, asker, dossier, intent, slots = [*rest, *[""] * (_FIELDS - 1 - len(rest))]
    pairs = [pair.partition("=") for pair in slots.split(",") if pair]
    try:
        return Ticket(
            action=Action(action[:1]),
            language=language,
            asker=int(asker, 16) if asker else None,
            dossier=dossier,
            intent=intent,
            slots={name: entity for name, _, entity in pairs},
            number=int(action[1:] or 0),
        )
    except ValueError:
        return None
