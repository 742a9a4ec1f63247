"""Every limit that Discord sets on what a bot sends, and the only functions that make text fit them.

Source: Discord's documentation of messages, components and application commands, as of November 2026. Discord counts
UTF-16 code units in some places and code points in others; ``length`` takes the stricter one.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.knowledge.showing import ROOM

CONTENT = ROOM
"""Characters of a message."""
ROWS = 5
ROW_BUTTONS = 5
BUTTON_LABEL = 80
CUSTOM_ID = 100
CHOICES = 25
CHOICE = 100
"""Characters of a choice's name, and of its value."""
SELECT_OPTIONS = 25
ALT_TEXT = 1024
"""Characters of an attachment's description."""
COMMAND_NAME = 32
COMMAND_DESCRIPTION = 100
COMMAND_TOTAL = 8000
"""Characters of one command, names and descriptions and choices, counting the longest language of each."""
QUESTION = 400
"""Ours: what /ask takes; nobody asks in more."""

ELLIPSIS = "…"


def length(text: str) -> int:
    """How long Discord may find ``text``: its UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


def clip(text: str, limit: int) -> str:
    """``text`` when it fits ``limit``, else its beginning, cut between words where one ends near, and an ellipsis.

    Never longer than ``limit``; empty when ``limit`` leaves no room for anything.
    """
    if length(text) <= limit:
        return text
    if limit < 1:
        return ""
    kept = text[: limit - 1]
    while length(kept) > limit - 1:
        kept = kept[:-1]
    space = kept.rfind(" ")
    if space > len(kept) * 2 // 3:
        kept = kept[:space]
    return kept.rstrip() + ELLIPSIS


def fits(text: str, limit: int) -> bool:
    """Whether ``text`` can stand uncut."""
    return length(text) <= limit


def join_lines(lines: Iterable[str], limit: int, *, rest: str = ELLIPSIS) -> str:
    """As many whole ``lines`` as fit ``limit``; when some don't, the last line is ``rest``."""
    kept: list[str] = []
    used = 0
    room_for_rest = length(rest) + 1
    waiting = list(lines)
    for index, line in enumerate(waiting):
        needed = length(line) + (1 if kept else 0)
        last = index == len(waiting) - 1
        if used + needed + (0 if last else room_for_rest) > limit:
            return "\n".join([*kept, rest]) if kept else clip(line, limit)
        kept.append(line)
        used += needed
    return "\n".join(kept)


def message_content(lead: str, *tails: str) -> str:
    """A message: ``lead``, then each of ``tails`` after it on its own line; ``lead`` alone is cut when all is too long.

    The tails carry status and source and stay whole unless they alone fill the message.
    """
    ending = "\n".join(tail for tail in tails if tail)
    if not ending:
        return clip(lead, CONTENT)
    ending = clip(ending, CONTENT * 3 // 4)
    return f"{clip(lead, CONTENT - length(ending) - 1)}\n{ending}".strip()
