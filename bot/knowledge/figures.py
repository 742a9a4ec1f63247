"""The figures that a text tells, compared between languages: « à 16 h » and "at 4 pm" are the same."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from bot.knowledge.templates import outside_holes
from bot.text.language import Localised

_GROUPED: Final = r"\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+"
_GAP: Final = r"[ \u00a0\u202f.\-]"
"""What may stand between the groups of a telephone number."""
_HOUR: Final = r"(?<!\w)(?<!\d[.,:])(\d{1,2})(?:[:.](\d\d))?"

_NUMBER: Final = re.compile(rf"{_GROUPED}(?!\d)|\d+(?:[.,]\d+)?")
_THOUSANDS: Final = re.compile(r"[ \u00a0\u202f.,](?=\d{3}(?!\d))")
_HALF_DAYS: Final = re.compile(
    rf"(?:{_HOUR}(\s*(?:to|till|until|and|or|[-–—])\s*))?{_HOUR}[ \u00a0\u202f]?([ap])\.?m\b", re.IGNORECASE
)
"""4 pm, 2:30 p.m., 2.30pm; the half of the day also of a bare hour before: from 2 to 5 pm, 9-11am."""
_NOON: Final = 12
_PADDED_HOUR: Final = re.compile(r"(?<![\w.,:])0(\d)(?=[ \u00a0\u202f]?h(?![^\W\d_])|:\d\d)", re.IGNORECASE)
"""08:30 and 08 h 30, which are told as 8 h 30, too."""
_FULL_HOUR: Final = re.compile(r"\b(\d{1,2})(?:[ \u00a0\u202f]?h[ \u00a0\u202f]?|:)00\b", re.IGNORECASE)
"""16:00 and 16 h 00, which are told as 16 h, too."""
_TELEPHONE: Final = re.compile(
    rf"""(?:
      \+(?!{_GROUPED}(?!{_GAP}?\d)) \d{{1,3}}{_GAP} (?:\(0\){_GAP}?)? (?P<abroad>\(?\d(?:\)?{_GAP}?\d){{6,10}})
    | \b0(?P<home>\d{{1,4}}(?P<gap>{_GAP}?)\d{{2,4}}(?:(?P=gap)\d{{2,4}}){{1,3}})
    | (?P<area>\(\d{{3}}\){_GAP}?\d{{3}}{_GAP}\d{{4}})
    )(?!\d)""",
    re.VERBOSE,
)
"""+33 2 99 12 34 56 (no number grouped by thousands), 02 99 12 34 56 (the same gap all through), (212) 555-0100."""
_SUBSCRIBER: Final = range(8, 11)
"""How many digits a telephone number has within its country."""


class Differing(NamedTuple):
    """A language whose figures are not those of the main one."""

    language: str
    message: str
    """What differs, without a cure."""


def differing(text: Localised) -> list[Differing]:
    """The languages of ``text`` whose figures outside holes are not those of its first one; none of a text in none."""
    main = next(iter(text), "")
    expected = figures(text.get(main, ""))
    return [
        Differing(
            language,
            f"the numbers differ: {', '.join(expected) or 'none'} in “{main}”, {', '.join(found) or 'none'} in “{language}”",
        )
        for language, other in text.items()
        if (found := figures(other)) != expected
    ]


def figures(text: str) -> list[str]:
    """The numbers of ``text`` outside holes, sorted, however a language writes them.

    « 1 000 » and "1,000" are the same, and so are « 2,5 » and "2.5": a mark before three digits counts for nothing, even
    where it is the decimal one, for that differs from language to language. A time of day is its hour of twenty-four and its
    minutes where there are some; a telephone number is what is dialled within its country, without the zero before.
    """
    if not any(map(str.isdigit, text)):
        return []
    plain = _TELEPHONE.sub(_subscriber, outside_holes(text))
    plain = _PADDED_HOUR.sub(r"\1", _HALF_DAYS.sub(_of_twenty_four, plain))
    plain = _FULL_HOUR.sub(r"\1", plain)
    return sorted(_THOUSANDS.sub("", number).replace(",", ".") for number in _NUMBER.findall(plain))


def _of_twenty_four(time: re.Match[str]) -> str:
    """A time, or two, without the half of the day; as typed where the hour has none ("44 PM")."""
    begins, begins_minutes, to, ends, minutes, half = time.groups()
    if int(ends) > _NOON:
        return time[0]
    is_late = half in "pP"
    end = _clock(ends, minutes, is_late=is_late)
    if begins is None:
        return _written(end)
    if int(begins) > _NOON:
        return f"{_written((int(begins), begins_minutes or '00'))}{to}{_written(end)}"
    start = _clock(begins, begins_minutes, is_late=is_late)
    if start >= end:  # 9 to 5 pm, 11 to 1 am
        start = _clock(begins, begins_minutes, is_late=not is_late)
    return f"{_written(start)}{to}{_written(end)}"


def _clock(hour: str, minutes: str | None, *, is_late: bool) -> tuple[int, str]:
    return int(hour) % _NOON + (_NOON if is_late else 0), minutes or "00"


def _written(clock: tuple[int, str]) -> str:
    return f"{clock[0]}:{clock[1]}"


def _subscriber(number: re.Match[str]) -> str:
    dialled = "".join(filter(str.isdigit, number["abroad"] or number["home"] or number["area"]))
    return dialled if number["abroad"] or len(dialled) in _SUBSCRIBER else number[0]
