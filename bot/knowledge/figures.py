"""The figures that a text tells, compared between languages: « à 16 h » and "at 4 pm" are the same."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from bot.knowledge.templates import outside_holes
from bot.text.language import Localised

_NUMBER: Final = re.compile(r"\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
_THOUSANDS: Final = re.compile(r"[ \u00a0\u202f.,](?=\d{3}(?!\d))")
_HALF_DAYS: Final = re.compile(r"\b(\d{1,2})(?:[:.](\d\d))?[ \u00a0\u202f]?([ap])\.?m\b", re.IGNORECASE)
"""4 pm, 2:30 p.m., 2.30pm."""
_FULL_HOUR: Final = re.compile(r"\b(\d{1,2})(?:[ \u00a0\u202f]?h[ \u00a0\u202f]?|:)00\b", re.IGNORECASE)
"""16:00 and 16 h 00, which are told as 16 h, too."""
_TELEPHONE: Final = re.compile(r"(?:\+|\b0)(?:[ \u00a0\u202f.\-/()]{0,2}\d){8,14}\b")
"""Nine digits and more that begin as no other number does."""
_SUBSCRIBER: Final = 8
"""Last digits of a telephone number that are the same with the country's prefix and without."""


class Differing(NamedTuple):
    """A language whose figures are not those of the main one."""

    language: str
    message: str
    """What differs, without a cure."""


def differing(text: Localised) -> list[Differing]:
    """The languages of ``text`` whose figures outside holes are not those of its first one."""
    (main, first), *others = text.items()
    expected = figures(first)
    return [
        Differing(
            language,
            f"the numbers differ: {', '.join(expected) or 'none'} in “{main}”, {', '.join(found) or 'none'} in “{language}”",
        )
        for language, other in others
        if (found := figures(other)) != expected
    ]


def figures(text: str) -> list[str]:
    """The numbers of ``text`` outside holes, sorted, however a language writes them.

    « 1 000 » and "1,000" are the same, and so are « 2,5 » and "2.5": a mark before three digits counts for nothing, even
    where it is the decimal one, for that differs from language to language. A time of day is its hour of twenty-four and its
    minutes where there are some; a telephone number is its end.
    """
    if not any(map(str.isdigit, text)):
        return []
    plain = _TELEPHONE.sub(_subscriber, outside_holes(text))
    plain = _FULL_HOUR.sub(r"\1", _HALF_DAYS.sub(_of_twenty_four, plain))
    return sorted(_THOUSANDS.sub("", number).replace(",", ".") for number in _NUMBER.findall(plain))


def _of_twenty_four(time: re.Match[str]) -> str:
    hour, minutes, half = time.groups()
    whole = int(hour) % 12 + (12 if half in "pP" else 0)
    return f"{whole}:{minutes or '00'}"


def _subscriber(number: re.Match[str]) -> str:
    return "".join(filter(str.isdigit, number[0]))[-_SUBSCRIBER:]
