"""What people typed, made harmless before the bot shows or reads it."""

from __future__ import annotations

import re

from bot.discord_app import limits

_INVISIBLE = re.compile("[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_MARKS = re.compile(r"[\\*_~|`<>\[\]()#-]")
_BREAK = "\u200b"
"""A space of no width: what holds one is no mention and no link."""


def quoted(text: str, limit: int = 100) -> str:
    """Someone's words as they may stand in a reply: cut, on one line, with no live Markdown, mention or link."""
    flat = " ".join(_INVISIBLE.sub("", text).split())
    escaped = _MARKS.sub(lambda match: f"\\{match[0]}", limits.clip(flat, limit))
    return escaped.replace("@", f"@{_BREAK}").replace("://", f":{_BREAK}//")


def calls_by_name(content: str, name: str) -> bool:
    """Whether ``content`` opens with a mention typed out: ``@name``, which is no mention to Discord."""
    return _typed_mention(name).match(content) is not None


def without_mention(content: str, user_id: int, name: str) -> str:
    """``content`` without the mentions of a user, which are how they were addressed and not what was asked.

    A mention typed out (``@name``) counts where it opens the message.
    """
    text = re.sub(rf"<@!?{user_id}>", " ", content).strip()
    return _typed_mention(name).sub("", text).strip(" \t\n,:;—-")


def _typed_mention(name: str) -> re.Pattern[str]:
    return re.compile(rf"^\s*@{re.escape(name)}\b", re.IGNORECASE)
