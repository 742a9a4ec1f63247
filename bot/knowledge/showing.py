"""What would not reach readers in Discord as its author wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from bot.text.language import Localised

ROOM: Final = 2000
"""Characters of a message in Discord. The source and an opening word take their part of it, so that even a shorter answer
may be cut: of one that is longer, readers surely see the beginning alone."""

_MENTION: Final = re.compile(r"(?<!\w)@(?:everyone|here)\b")
_HTML: Final = re.compile(
    r"""<(?:a|b|blockquote|br|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|s|small|span|strong|sub|sup|table|tbody|td|th|thead|tr
    |u|ul)(?:\s[^<>]*)?/?> | </[a-z][a-z0-9]*\s*> | <!--""",
    re.IGNORECASE | re.VERBOSE,
)
"""Tags that pages are made of, and the closing one of any (<code> alone may stand for what readers type); links in angle
brackets, mentions and emoji are Discord's own."""
_ENTITY: Final = re.compile(r"&#?\w+;")


def misshown(name: str, text: Localised) -> Iterator[tuple[str, str]]:
    """What to mend in the reply ``text`` under the key ``name``: each language in which it stands, and the message."""
    for language, typed in text.items():
        if (mention := _MENTION.search(typed)) is not None:
            yield language, f"its {name} calls {mention[0]}, and the bot's messages call nobody: leave it out"
        if (tag := _HTML.search(typed)) is not None:
            yield (
                language,
                f"its {name} has HTML in it ({tag[0]}), which readers see as it stands: write **bold**, [text](link), - lists",
            )
        if (entity := next(_entities(typed), None)) is not None:
            yield (
                language,
                f"its {name} has HTML in it ({entity}), which readers see as it stands: write the sign that it stands for",
            )
        if (size := _length(typed)) > ROOM:
            cure = "shorten it, or readers see its beginning alone"
            yield language, f"its {name} has {size} characters, and a message {ROOM} with its source: {cure}"


def _entities(typed: str) -> Iterator[str]:
    """The names in ``typed`` that HTML has for signs: ``&nbsp;``, ``&#233;``."""
    return (found for found in _ENTITY.findall(typed) if unescape(found) != found)


def _length(text: str) -> int:
    """As Discord counts: in units of UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
