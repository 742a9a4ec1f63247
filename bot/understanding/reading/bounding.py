"""What a question is bounded to: its years and the time around them, its figures, and words such as "only" and "except"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from bot.text.language import Language
from bot.text.normalise import Token
from bot.text.phrasebook import Phrasebook
from bot.understanding.reading.readings import AFTER, BEFORE, KIND_MARK, Amount, Beyond

BESIDE = 2
"""Words before a year among which one says that another time is meant (« à la fin de 2014 »)."""

_YEAR = re.compile(r"(?:19|20)\d\d")
PERCENT = "%"
"""A word of its own."""
GROUP = 3
"""Digits that stand together in a long number."""
_THOUSANDS, _DECIMALS = frozenset(" \u00a0\u202f,"), frozenset(",.")


class Bounds(NamedTuple):
    """The part of a ``Reading`` that bounds what is asked, described there; ``around`` is its ``bounds``."""

    years: tuple[str, ...] = ()
    around: frozenset[str] = frozenset()
    compared: bool = False
    relative: str | None = None
    percents: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    amounts: tuple[Amount, ...] = ()
    beyond: tuple[Beyond, ...] = ()
    limits: frozenset[str] = frozenset()


class Number(NamedTuple):
    """A number as it is written in a text."""

    digits: str
    """With a point before decimals, and nothing between thousands; no zeros that say nothing."""
    is_percent: bool
    first: int
    last: int
    """Places of its first and its last token, its sign apart."""


def numbers(text: str, tokens: Sequence[Token]) -> Iterator[Number]:
    """The numbers that ``tokens`` of ``text`` make: « 41,5 % », "1,312", « 640 000 »."""
    at = 0
    while at < len(tokens):
        start, first = at, tokens[at].text
        digits = first
        while digits.isdigit() and at + 1 < len(tokens) and tokens[at + 1].text.isdigit():
            between, following = text[tokens[at].end : tokens[at + 1].start], tokens[at + 1].text
            if len(following) == GROUP and between in _THOUSANDS and len(first) <= GROUP:
                digits += following
            elif between in _DECIMALS:
                digits = f"{digits}.{following}"
            else:
                break
            at += 1
        if first.isdigit():
            is_percent = at + 1 < len(tokens) and tokens[at + 1].text == PERCENT
            yield Number(_bare(digits), is_percent, start, at)
        at += 1


def with_signs(tokens: Sequence[Token], said: Phrasebook) -> tuple[Token, ...]:
    """``tokens`` with a percent sign for what is ``said`` instead of one behind digits: "22 percent" reads as "22%" does."""
    words = [token.text for token in tokens]
    if not any(map(str.isdigit, words)):
        return tuple(tokens)
    found = {place: length for place, length in said.found(words) if place and words[place - 1].isdigit()}
    behind = {place + more for place, length in found.items() for more in range(1, length)}
    return tuple(
        Token(PERCENT, token.start, tokens[place + found[place] - 1].end) if place in found else token
        for place, token in enumerate(tokens)
        if place not in behind
    )


def _bare(digits: str) -> str:
    """The shortest way to write the same number: 44 for 044 and 44.0."""
    whole, point, decimals = digits.partition(".")
    decimals = decimals.rstrip("0")
    return (whole.lstrip("0") or "0") + (point + decimals if decimals else "")


class Bounding:
    """Reads such bounds.

    Args:
        languages: whose words count.
    """

    def __init__(self, languages: Collection[Language]) -> None:
        self._limits = Phrasebook(limit for one in languages for limit in one.limits)
        self._limits_around = [pair for one in languages for pair in one.limits_around]
        self._sides_of_years = {
            BEFORE: frozenset().union(*(language.before_years for language in languages)),
            AFTER: frozenset().union(*(language.after_years for language in languages)),
        }
        self._ordering = frozenset().union(*self._sides_of_years.values())
        self._numerals: dict[str, int] = {}
        for language in languages:
            for word, power in language.numerals.items():
                self._numerals.setdefault(word, power)
        sides = dict.fromkeys(side for language in languages for side in language.beyond)
        self._beyond = {
            side: Phrasebook(phrase for language in languages for phrase in language.beyond.get(side, ()))
            for side in sides
        }
        self._than = frozenset().union(*(language.than for language in languages))
        self._around_years = frozenset().union(*(language.around_years for language in languages))
        self._months = frozenset().union(*(language.months for language in languages))
        self._around_months = self._around_years.union(*(language.in_places for language in languages))
        self._denials = frozenset().union(*(language.negations for language in languages))

    def of(
        self, core: Sequence[str], plain: Sequence[str], marked: Sequence[str], numbers: Sequence[Number]
    ) -> Bounds:
        """The bounds of a question, given its words as ``Reading`` has them under the same names, and its numbers outside names."""
        if not any(map(str.isdigit, core)):
            return Bounds(limits=self._limits_in(plain) | self._order_in(marked))
        years = tuple(filter(is_year, plain))
        beyond = tuple(self._around_figures(core))
        said = frozenset(word for one in beyond for word in one.words)
        around = frozenset(self._around(core))
        return Bounds(
            years=years,
            around=around,
            compared=len(years) > 1 and self._is_held_against(core, years[-1]),
            relative=self._relative_to(years, around),
            percents=tuple(one.digits for one in numbers if one.is_percent),
            figures=tuple(one.digits for one in numbers if not one.is_percent and not is_year(one.digits)),
            amounts=tuple(self._amounts(plain, numbers)),
            beyond=beyond,
            # "Below 30%" is held against a figure, and narrows nothing.
            limits=(self._limits_in(plain) | self._order_in(marked)) - said,
        )

    def months(self, tokens: Sequence[Token]) -> frozenset[str]:
        """The names of months among ``tokens``: where a figure or a word of time stands beside them, since "may" and "march" are verbs, too."""
        found = set[str]()
        for place, token in enumerate(tokens):
            if token.text in self._months:
                beside = (*tokens[max(0, place - 1) : place], *tokens[place + 1 : place + 2])
                if any(one.text.isdigit() or one.text in self._around_months for one in beside):
                    found.add(token.text)
        return frozenset(found)

    def _around(self, words: Sequence[str]) -> Iterator[str]:
        for place, year in enumerate(words):
            if is_year(year):
                yield from (
                    word for word in words[max(0, place - BESIDE) : place] if word in self._around_years
                )

    def _is_held_against(self, words: Sequence[str], year: str) -> bool:
        place = len(words) - 1 - words[::-1].index(year)
        return not self._than.isdisjoint(words[max(0, place - BESIDE) : place])

    def _relative_to(self, years: Sequence[str], around: frozenset[str]) -> str | None:
        sides = (side for side, words in self._sides_of_years.items() if around and around <= words)
        return next(sides, None) if len(years) == 1 else None

    def _amounts(self, words: Sequence[str], numbers: Sequence[Number]) -> Iterator[Amount]:
        for one in numbers:
            for following in words[one.last + 1 : one.last + 2]:
                if following in self._numerals:
                    written = (*words[one.first : one.last + 1], following)
                    yield Amount(one.digits, self._numerals[following], written)

    def _around_figures(self, words: Sequence[str]) -> Iterator[Beyond]:
        """``Reading.beyond``: of phrases of several sides before the same figure, the longest ("no more than 40" is at most that)."""
        found = dict[int, tuple[int, str]]()
        for side, phrases in self._beyond.items():
            for place, length in phrases.found(words):
                found[place + length] = max((length, side), found.get(place + length, (0, "")))
        for place, (length, side) in found.items():
            if place < len(words) and words[place].isdigit() and not is_year(words[place]):
                yield Beyond(side, words[place], tuple(words[place - length : place]))

    def _limits_in(self, words: Sequence[str]) -> frozenset[str]:
        """Between both words of a pair stands no denial: « Orange n'a pas dit que » limits nothing."""
        phrases = {" ".join(words[place : place + length]) for place, length in self._limits.found(words)}
        for first, second in self._limits_around:
            if first not in words:
                continue
            places = [place for place, word in enumerate(words) if word == first and second in words[place:]]
            spans = (words[place : words.index(second, place)] for place in places)
            if any(self._denials.isdisjoint(between) for between in spans):
                phrases.add(f"{first} {second}")
        return frozenset(phrases)

    def _order_in(self, marked: Sequence[str]) -> frozenset[str]:
        """The words of ``marked`` that ask what was before or after somebody: "was it created after Numergy?"."""
        if self._ordering.isdisjoint(marked):
            return frozenset()
        return frozenset(
            word
            for place, word in enumerate(marked)
            if word in self._ordering
            and any(one.startswith(KIND_MARK) for one in marked[place + 1 : place + 1 + BESIDE])
        )


def is_figure(word: str) -> bool:
    """Whether a folded word is digits, or the percent sign behind them."""
    return word.isdigit() or word == PERCENT


def is_year(word: str) -> bool:
    """Whether a folded word is a year of the last century or this one."""
    return len(word) == len("2000") and _YEAR.fullmatch(word) is not None
