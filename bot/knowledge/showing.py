"""What would not reach readers in Discord as its author wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.text.language import Localised

ROOM: Final = 2000
"""Characters of a message in Discord: of a longer answer, readers see the beginning."""

_MENTION: Final = re.compile(r"(?<!\w)@(?:everyone|here)\b")
_HTML: Final = re.compile(
    r"</?(?:a|b|br|div|em|h[1-6]|i|img|li|ol|p|span|strong|ul)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
"""Tags that pages are made of; links in angle brackets, mentions and emoji are Discord's own."""


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
        if len(typed) > ROOM:
            yield (
                language,
                f"its {name} has {len(typed)} characters, and a message of Discord {ROOM}: shorten it, or readers see its beginning alone",
            )
