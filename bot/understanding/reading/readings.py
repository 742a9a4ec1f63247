"""A question as read, as a record, and the marks that stand in it for names and years."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from bot.text.normalise import Token
from bot.understanding.reading.entities import Mention

KIND_MARK = "§:"
"""Stands in the word sequence where an entity was named: ``§:company``."""
YEAR_MARK = "§#"
"""Stands in the word sequence where a year was named. As a word a year outweighs what is asked: « Cloudwatt est né en 2014 ? »
was nearest to the revenue of 2014."""
NAME_MARK = "§"
"""Stands after the words for each entity and year named (``§orange``, ``§2014``): the sequence knows only kinds, so that a phrasing fits every name,
and these know which one. With the words beside each name as marks of their own, a phrasing that was learned with another name
lost too much: of 1,600 short questions one in a hundred fewer found its intent, and three more were refused."""

ASK_MARK, MEANING_MARK = "§=", "§~"
"""Stand after those for what its question words ask for (``§=why``) and for what its words mean (``§~buy``): a question in other words
than any phrasing, or in another language, shares these with it. Of 1,100 questions written blind and those of eight public sets one
to two in a hundred more find their intent, and confidence tells right from wrong better (AUROC +0.02)."""

WHO, WHEN, WHERE, WHY, HOW_MUCH = "who", "when", "where", "why", "how_much"
"""Kinds of question words that ask for somebody, for a time, a place, a reason, and for a figure."""
TELLING_KINDS = (WHO, WHEN, WHERE, WHY, HOW_MUCH)
"""Kinds of question word that say what sort of thing is asked for; "what", "how" and "which" fit everything."""

BEFORE, AFTER = "before", "after"
"""Sides of a year, or of somebody, that a question may ask about."""

MORE, AT_LEAST, LESS, AT_MOST = "more", "at_least", "less", "at_most"
"""Sides of a figure that something may be asked to be on."""

Act = tuple[str, str, str]
"""A telling word, the entity that does it, and the one that it is done to. Of the word, its side of a pair of opposites, so that who
buys acquires, too; else how it begins."""


class Beyond(NamedTuple):
    """A figure that something is asked to be on one side of: "more than 40%"."""

    side: str
    digits: str
    words: tuple[str, ...]
    """Those that say so, before the digits."""


class Amount(NamedTuple):
    """A number before a word for one: « 150 millions », "7.8 million"."""

    digits: str
    """With a point before decimals, and nothing between thousands."""
    power: int
    """Of ten, that the word stands for."""
    words: tuple[str, ...] = ()
    """The folded words that it is written in: 7, 8 and "million" for "7.8 million"."""

    @property
    def value(self) -> Decimal:
        """The number: 150,000,000."""
        return Decimal(self.digits).scaleb(self.power)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in a text before any intent was thought of."""

    text: str
    tokens: tuple[Token, ...]
    mentions: tuple[Mention, ...]
    marked: tuple[str, ...]
    """Its core with names and years replaced by marks, and then marks of what it names, asks for and means: what the ranking sees."""
    core: tuple[str, ...]
    """Folded words, names included, without what people say around a question (« dis-moi », "according to the article") and
    without pronouns hung to their verb."""
    plain: tuple[str, ...]
    """Folded words of the core outside names."""
    years: tuple[str, ...]
    bounds: frozenset[str]
    """Words such as "before", "since" or "late" before a year: not that very year, or not all of it, is meant."""
    relative: str | None
    """``BEFORE`` or ``AFTER`` where it asks of what was before or after the one year that it names."""
    compared: bool
    """It holds its last year against one before that: "higher in 2013 than in 2014"."""
    percents: tuple[str, ...]
    """Digits that stand before a percent sign."""
    figures: tuple[str, ...]
    """Digits that are neither a year nor a percentage."""
    amounts: tuple[Amount, ...]
    """Digits that stand before a word for a number: « 150 millions »."""
    beyond: tuple[Beyond, ...]
    """The figures, no years, that it asks to be on one side of: "more than 40%"."""
    limits: frozenset[str]
    """Phrases of it that narrow what is asked: « seul », "except", and "after" before a name."""
    months: frozenset[str]
    """Folded names of months in it."""
    capitals: frozenset[str]
    """Folded words outside names that are written with a capital, not at the start of a sentence."""
    asks: frozenset[str]
    """What its question words ask for, of ``TELLING_KINDS``."""
    sides: frozenset[str]
    """The sides that its words take in pairs of opposites; see ``Opposites``."""
    acts: frozenset[Act]
    """Who does what to whom; empty unless it names two with words between that tell."""
    doers: frozenset[tuple[str, str]]
    """Who does what, as far as one can tell: sides of pairs of opposites and the entity named before, or after a « par »."""
    weighed: str | None
    """How many names it holds against how many others: "1 than 2" for « Orange a plus que Thales et la Caisse »."""
    passive: bool | None
    """Of two that it names the second does it to the first: « Bull a été racheté par Atos », "Bull belongs to Atos". None where it does
    not name two."""
    wordings: tuple[tuple[str, ...], ...]
    """Its folded words, names included: as typed, and with its spelling repaired where it was."""

    @property
    def words(self) -> tuple[str, ...]:
        """All of its folded words as typed, names and grammar included."""
        return tuple(token.text for token in self.tokens)

    def span(self, mention: Mention) -> tuple[int, int]:
        """Where a name stands in its text: index of the first character, and after the last."""
        return self.tokens[mention.first].start, self.tokens[mention.last - 1].end

    @property
    def repaired(self) -> tuple[str, ...]:
        """``marked``, with its spelling repaired where it was."""
        return self.wordings[-1] if len(self.wordings) > 1 else self.marked

    @property
    def entities(self) -> tuple[str, ...]:
        """Entity ids in the order in which they are named, repeats included."""
        return tuple(mention.entity for mention in self.mentions)

    @property
    def held(self) -> tuple[str, ...]:
        """The entities that it names, each once; where it holds some against others, the former alone."""
        named = tuple(dict.fromkeys(self.entities))
        return named[: int(self.weighed.split()[0])] if self.weighed else named

    @property
    def scenery(self) -> frozenset[str]:
        """The entities that it speaks of by common nouns alone: they may be but where it happens ("a fire at the yard")."""
        by_name = {mention.entity for mention in self.mentions if not mention.common}
        return frozenset(self.entities) - by_name


def asked_for(marked: Iterable[str]) -> frozenset[str]:
    """What the question words of a text ask for, of ``TELLING_KINDS``, by its marks."""
    return frozenset([mark.removeprefix(ASK_MARK) for mark in marked if mark.startswith(ASK_MARK)])
