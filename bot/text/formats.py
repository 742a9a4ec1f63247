"""Numbers, dates, lists and spaces as a language's readers expect them, from CLDR through Babel."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel.core import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import NumberPattern, parse_pattern

from bot.text.language import Language

NO_BREAK_SPACE = "\u00a0"


def number(digits: str, language: Language) -> str:
    """The number ``digits`` (``44``, ``2.50``) with every decimal kept, grouped and pointed the language's way."""
    locale = Locale.parse(language.locale)
    return _written(Decimal(digits), locale.decimal_formats[None], digits, locale)


def percent(digits: str, language: Language) -> str:
    """``44`` → ``44 %`` (narrow no-break space) or ``44%``; no digit is dropped or rounded."""
    locale = Locale.parse(language.locale)
    return typeset(
        _written(Decimal(digits).scaleb(-2), locale.percent_formats[None], digits, locale), language
    )


def _written(amount: Decimal, style: NumberPattern, digits: str, locale: Locale) -> str:
    """``amount`` in ``style``, with as many decimals as ``digits`` has: the source's « 12,50 » is not « 12,5 »."""
    decimals = len(digits.partition(".")[2])
    pattern = parse_pattern(style.pattern)
    pattern.frac_prec = (decimals, decimals)
    return str(pattern.apply(amount, locale))


def enumeration(items: Sequence[str], language: Language) -> str:
    """``a, b et c``; empty text for no items."""
    return str(format_list(list(items), locale=language.locale))


def language_name(named: Language, language: Language) -> str:
    """What ``named`` is called in ``language``: ``anglais``, ``French``."""
    known: str | None = Locale.parse(language.locale).languages.get(named.id)
    return known or named.name


def day(iso: str, language: Language) -> str:
    """``2012``, ``2014-03`` or ``2014-03-21`` as words, no more precise than written.

    Raises:
        ValueError: when ``iso`` has none of these shapes.
    """
    parts = [int(part) for part in iso.split("-")]
    match parts:
        case [year]:
            return str(year)
        case [year, month]:
            return str(format_skeleton("yMMMM", date(year, month, 1), locale=language.locale))
        case [year, month, day_of_month]:
            written = str(format_date(date(year, month, day_of_month), "long", locale=language.locale))
            first = language.first_of_month if day_of_month == 1 else ""
            return re.sub(r"\b1\b", first, written, count=1) if first else written
        case _:
            raise ValueError(iso)


def short_day(when: date, language: Language) -> str:
    """``23/11`` or ``11/23``: a day of this year, for labels."""
    return str(format_skeleton("Md", when, locale=language.locale))


@lru_cache(maxsize=16)
def _spaced_marks(marks: str) -> re.Pattern[str]:
    return re.compile(f"[ {NO_BREAK_SPACE}\u202f]([{re.escape(marks)}])")


def spaces_marks(text: str, language: Language) -> bool:
    """Whether ``text`` has a space before a mark of punctuation as ``language`` writes it: « 22 % ? »."""
    marks = "".join(language.tight_before)
    return bool(marks) and _spaced_marks(marks).search(text) is not None


def typeset(text: str, language: Language) -> str:
    """Turn the plain spaces that an author typed around punctuation into the language's no-break ones.

    Spaces are replaced, never added, so a link or a clock time keeps its shape.
    """
    marks = "".join(language.tight_before)
    if not marks:
        return text
    spaced = _spaced_marks(marks).sub(lambda match: language.tight_before[match[1]] + match[1], text)
    return spaced.replace("« ", "«" + NO_BREAK_SPACE)
