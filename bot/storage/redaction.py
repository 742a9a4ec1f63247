"""Texts without what would tell who wrote them or whom they speak of, so that they may be kept.

Mentions, links, mail addresses and long numbers (telephones, cards, accounts, Discord's ids) become a word in brackets.
Names typed as plain words stay: no rule can tell them from a dossier's own.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 400
"""Characters of a text that are kept at most."""
READ = 1000
"""Characters of a text that are looked at; a word that stands across that border is left out whole."""
FEWEST_DIGITS = 8
"""From so many digits on, a number may be a telephone's."""

MENTION, LINK, MAIL, NUMBER = "[mention]", "[link]", "[mail]", "[number]"

_MENTION = re.compile(
    r"""
    <(?:@[!&]?|\#|a?:\w{1,64}:|/[^<>:]{1,100}:|id:)[^<>\s]{0,40}>   # as Discord writes them: users, roles, channels, emoji
    | (?<![\w.+-])@[\w.-]*\w                                        # as people type them
    """,
    re.VERBOSE,
)
_LINK = re.compile(
    r"""
    \b[a-z][a-z0-9+.-]{1,20}://\S+                                  # with a scheme
    | \bwww\.\S+
    | (?<![\w.-])(?:[a-z0-9-]+\.)+[a-z]{2,24}/\S*                   # a host and a path: discord.gg/abc
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MAIL = re.compile(r"(?<![^\s@<>()])[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>(),;:!?]+")
_NUMBER = re.compile(r"(?<!\w)\+?\(?\d(?:[\s./()_-]{0,3}\d)*(?!\w)|\d{8,}")
_ACCOUNT = re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{2,4}){3,8}\b")
_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}")
_YEARS = re.compile(r"(?:1[89]|20)\d\d(?:[\s/-]+(?:1[89]|20)\d\d)*")


def redacted(text: str) -> str:
    """``text`` on one line, at most ``LONGEST`` characters, with what might be personal replaced.

    Redacting twice changes nothing. Full-width and other digits count as digits; invisible characters are dropped first,
    so that none can hide a number.
    """
    plain = unicodedata.normalize("NFKC", text)
    plain = "".join(character for character in plain if not _hides(character))
    plain = _beginning(" ".join(plain.split()))
    for pattern, word in ((_LINK, LINK), (_MAIL, MAIL), (_MENTION, MENTION)):
        plain = pattern.sub(word, plain)
    plain = _ACCOUNT.sub(NUMBER, plain)
    plain = _NUMBER.sub(_number, plain)
    return plain[:LONGEST].rstrip()


def _beginning(text: str) -> str:
    return text if len(text) <= READ else text[: READ + 1].rpartition(" ")[0]


def _hides(character: str) -> bool:
    return unicodedata.category(character) in {"Cf", "Cc", "Cs", "Co", "Cn"} and not character.isspace()


def _number(match: re.Match[str]) -> str:
    """The number itself while it is short or is dates; years and dates are what people ask about."""
    found = match[0]
    if sum(map(str.isdigit, found)) < FEWEST_DIGITS or _DATE.fullmatch(found) or _YEARS.fullmatch(found):
        return found
    return NUMBER
