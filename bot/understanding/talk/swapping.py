"""Follow-ups that ask the question before of another: « et Thales ? », « et Orange, 33 % ? », "of OVH?", "the year before?"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import or_

from bot.text.language import Language
from bot.text.normalise import fold
from bot.text.phrasebook import Phrasebook
from bot.understanding.reading.bounding import numbers
from bot.understanding.reading.doings import PARTIES
from bot.understanding.reading.entities import Mention, covered_by, outside
from bot.understanding.reading.readings import HOW_MUCH, Reading
from bot.understanding.talk.completed import Completion, Way
from bot.understanding.talk.conversation import Turn
from bot.understanding.talk.pronouns import Pronouns

Span = tuple[int, int]
"""Where something begins and ends in a text."""

OF = "of"
"""How a name is led that stands behind any word before whose something is: « de », « du », "from"."""


class Swapping:
    """Puts names, years and percentages of a follow-up in the places that the question before has for them.

    Args:
        pronouns: knows the dossier's names.
        languages: whose words count.
        shares: digits of shares, which need no sign to be taken for such.

    Attributes:
        years_off: years to add → the phrases that say so (« l'année d'avant »).
    """

    def __init__(
        self, pronouns: Pronouns, languages: Mapping[str, Language], shares: Collection[str] = ()
    ) -> None:
        self._pronouns = pronouns
        self._shares = frozenset(shares)
        self._reader = pronouns.reader
        offs = {off for one in languages.values() for off in one.years_off}
        self.years_off = {
            int(off): Phrasebook(
                phrase for one in languages.values() for phrase in one.years_off.get(off, ())
            )
            for off in sorted(offs)
        }
        self._owner_words = frozenset().union(*(one.owner_words for one in languages.values()))
        self._agent_words = frozenset().union(*(one.agent_words for one in languages.values()))
        self._jointly = frozenset().union(*(one.jointly for one in languages.values()))
        self._each = frozenset().union(*(one.each for one in languages.values()))
        self._adding = frozenset().union(*(one.adding for one in languages.values()))
        self._articles = pronouns.reader.articles

    def swapped(self, reading: Reading, before: Reading, turn: Turn) -> Iterator[Completion]:
        """The question before with the names, years and percentages of ``reading`` in place of its own: « et Orange, 33 % ? »."""
        named = False
        for one in self._swapped_names(reading, before, turn):
            named = True
            figured = [
                replace(one, text=text) for text in self._figured(reading, self._reader.read(one.text))
            ]
            yield from figured or [one]
        for text in () if named else self._figured(reading, before):
            yield Completion(text, Way.SWAPPED)

    def _figured(self, reading: Reading, before: Reading) -> Iterator[str]:
        """The question before with the years and figures of ``reading``; « ça fait 99 ? » puts forward what several make, and nobody's share."""
        if self._reader.summing.within(reading.words):
            if self.takes_together(before):
                figures = (*reading.percents, *reading.figures)
                yield from (f"{before.text.rstrip(' ?!.')} {figure}% ?" for figure in figures)
            return
        yield from self._swapped_years(reading, before)
        yield from _swapped_percents(reading, before, self._shares)
        yield from self._swapped_amounts(reading, before)

    def _swapped_names(self, reading: Reading, before: Reading, turn: Turn) -> Iterator[Completion]:
        """The question before with another name in place of one of its own.

        Of those that the dossier is not about it is one of the same kind, where there is one. « D'Orange ? » takes nobody's place where
        nothing is said of anybody's: it goes on with « l'État est actionnaire ? ».
        """
        pair = _both_renamed(reading, before) or self._pair_renamed(reading, before)
        if pair is not None:
            yield Completion(pair, Way.SWAPPED, entities=tuple(dict.fromkeys(reading.entities)))
            return
        if self._is_complement(reading, before):
            words = before.text.rstrip(" ?!."), reading.text[self._led_from(reading) :]
            yield Completion(" ".join(words), Way.SWAPPED, entities=tuple(dict.fromkeys(reading.entities)))
            return
        if (added := self._added_from(reading, before)) is not None:
            _, end = before.span(before.mentions[-1])
            yield Completion(
                f"{before.text[:end]} {reading.text[added:].strip(' ?!.')}{before.text[end:]}", Way.SWAPPED
            )
            return
        asked_of = self._asked_of(reading)
        fresh = [entity for entity in asked_of if entity not in before.entities]
        if asked_of and not fresh:
            yield from (
                Completion(text, Way.SWAPPED, entities=asked_of) for text in self._narrowed(asked_of, before)
            )
        # « Et la Caisse, c'est l'État ? » says something of both.
        if fresh and any(
            entity in before.entities and entity != self._pronouns.subject for entity in asked_of
        ):
            return
        if len(fresh) > 1 and not self._takes_each(reading):
            return
        if len(fresh) > 1:
            yield from (Completion(text, Way.SWAPPED) for text in self._swapped_for_all(reading, before))
        for entity in fresh:
            kind = self._pronouns.entities[entity].kind
            others = (one for one in before.mentions if one.entity != self._pronouns.subject)
            alike = [one for one in others if self._pronouns.entities[one.entity].kind == kind]
            for mention in self._after_the_same(reading, entity, before) or alike or before.mentions:
                text, told = self._with(before, mention, entity), entity in turn.entities
                yield Completion(text, Way.SWAPPED, told=told, entities=(entity,))

    def _narrowed(self, asked_of: Sequence[str], before: Reading) -> Iterator[str]:
        """The question before asked of one of those that it takes as one: « et Thales ? » after « combien ont Thales et la Caisse ? ».

        Asked of nobody else than it was, it is asked again.
        """
        named = [one for one in before.mentions if one.entity != self._pronouns.subject]
        if {one.entity for one in named} == set(asked_of):
            yield before.text
            return
        taken_as_one = len(named) >= PARTIES and all(self._adds(before, *pair) for pair in pairwise(named))
        if len(asked_of) > 1 or not taken_as_one:
            return
        start, end = before.span(named[0])[0], before.span(named[-1])[1]
        left = [
            one.text for one in self._reader.read(before.text[end:]).tokens if one.text not in self._jointly
        ]
        yield " ".join([self._pronouns.led_name(before.text[:start], asked_of[0]), *left])

    def _after_the_same(self, reading: Reading, entity: str, before: Reading) -> Sequence[Mention]:
        """The names of the question before that stand after the same word as ``entity`` here does, the last first: « et que la Caisse ? »."""
        own = next(self._led_by(reading, one) for one in reading.mentions if one.entity == entity)
        return [one for one in reversed(before.mentions) if own and self._led_by(before, one) == own]

    def _led_by(self, reading: Reading, mention: Mention) -> str:
        """The word before a name and its article; alike for all that say whose something is. Empty at the start of a text."""
        words = reading.words[: mention.first]
        led = next((word for word in reversed(words) if word not in self._articles), "")
        if led in self._reader.joining:
            return ""  # "and the Greens?" stands in no certain place
        return OF if led in self._owner_words else next(reversed(words), "")

    def _is_complement(self, reading: Reading, before: Reading) -> bool:
        """Whether a follow-up is nothing but whose it is, or by whom, after a yes-or-no question that did not say.

        Who asks how much, or who, of somebody asks it of another so: « combien détient Orange ? », « de Thales ? ».
        """
        if not reading.mentions or self._led_from(reading) is None or before.asks:
            return False
        lead = self._led_by(reading, reading.mentions[0])
        said = {self._led_by(before, one) for one in before.mentions}
        return (lead == OF or lead in self._agent_words) and lead not in said

    def _added_from(self, reading: Reading, before: Reading) -> int | None:
        """Where what adds a name to those before starts, nothing but joining words standing before it: « et avec la Caisse ? »; else None.

        After "will it merge with OVH?" the name behind "with" takes the place of the one there.
        """
        if not reading.mentions or not before.mentions:
            return None
        named, words, old = covered_by(reading.mentions), reading.words, before.words
        first = next((at for at, word in enumerate(words) if word not in self._reader.joining), 0)
        rest = (words[at] for at in range(first + 1, len(words)) if at not in named)
        adds = words[first] in self._adding and all(word in self._articles for word in rest)
        takes_place = any(words[first] in old[max(0, one.first - 2) : one.first] for one in before.mentions)
        return reading.tokens[first].start if adds and not takes_place else None

    def _led_from(self, reading: Reading) -> int | None:
        """Where the word before its first name starts, where nothing but joining words stands before that; else None."""
        place = reading.mentions[0].first - 1
        if place < 0:
            return None
        before = (token.text for token in reading.tokens[:place])
        return reading.tokens[place].start if all(word in self._reader.joining for word in before) else None

    def _asked_of(self, reading: Reading) -> tuple[str, ...]:
        """Whom a follow-up names, without those that it leaves out (« et Thales, mais pas la Caisse ? »)."""
        named = reading.mentions
        denied = [
            place
            for place, token in enumerate(reading.tokens)
            if named and place >= named[0].last and token.text in self._reader.denials
        ]
        return tuple(dict.fromkeys(one.entity for one in named if not denied or one.first < denied[0]))

    def _takes_each(self, reading: Reading) -> bool:
        """Whether what is asked of the names of ``reading`` is asked of each: not of both together, nor of one and not the other."""
        first, last = reading.mentions[0], reading.mentions[-1]
        named = covered_by(reading.mentions)
        between = [
            reading.tokens[place].text for place in range(first.last, last.first) if place not in named
        ]
        apart = between and self._reader.joining.isdisjoint(between)
        return not (apart or reading.limits or self.says_jointly(reading))

    def says_jointly(self, reading: Reading) -> bool:
        """Whether a text says that several are taken as one: « réunis », "together"."""
        return not self._jointly.isdisjoint(reading.plain)

    def takes_together(self, reading: Reading) -> bool:
        """Whether what is asked of the names of ``reading`` is asked of all as one: « réunis », « Thales + la Caisse », and not of each."""
        words = reading.plain
        if len(reading.mentions) <= 1 or self._each.intersection(words):
            return False
        adds = [self._adds(reading, *pair) for pair in pairwise(reading.mentions)]
        lists = [self._lists(reading, *pair) for pair in pairwise(reading.mentions)]
        # « Orange, Thales et la Caisse » are taken as one, « Orange, Thales » are not.
        one_list = any(adds) and all(map(or_, adds, lists))
        return self.says_jointly(reading) or one_list

    @staticmethod
    def _lists(reading: Reading, one: Mention, other: Mention) -> bool:
        """Whether nothing stands between two names but a comma."""
        return reading.text[reading.span(one)[1] : reading.span(other)[0]].strip() == ","

    def _adds(self, reading: Reading, one: Mention, other: Mention) -> bool:
        """Whether nothing stands between two names but what adds them up."""
        (_, end), (start, _) = reading.span(one), reading.span(other)
        between = [word for word in reading.words[one.last : other.first] if word not in self._articles]
        if not between:
            return "+" in reading.text[end:start]
        return self._adding.issuperset(between)

    def _pair_renamed(self, reading: Reading, before: Reading) -> str | None:
        """The question before with two that ``reading`` takes as one for the two that it took so: « et la Caisse avec Orange ? »."""
        pairs = [one.mentions for one in (reading, before)]
        if any(len(pair) != PARTIES for pair in pairs):
            return None
        if not all(
            self._adds(one, *pair) for one, pair in zip((reading, before), pairs, strict=True)
        ) or not self.takes_together(before):
            return None
        (start, _), (_, end) = map(before.span, before.mentions)
        return f"{before.text[:start]}{names_of(reading)}{before.text[end:]}"

    def _swapped_for_all(self, reading: Reading, before: Reading) -> Iterator[str]:
        """The question before with all that this one names, as it does, in place of one of its own."""
        for mention in before.mentions:
            if mention.entity != self._pronouns.subject:
                yield _renamed(before, mention, names_of(reading))

    def says_whose(self, reading: Reading) -> bool:
        """Whether a follow-up begins with whose something is: « et d'Orange ? », "of Thales?"."""
        named = reading.mentions
        return bool(named) and self._led_by(reading, named[0]) == OF and self._led_from(reading) is not None

    def turned_round(self, before: Reading) -> Iterator[str]:
        """The question before with the two that it names in each other's place."""
        if len(before.mentions) == PARTIES and len(set(before.entities)) == PARTIES:
            first, second = map(before.span, before.mentions)
            text = before.text
            yield f"{text[: first[0]]}{text[slice(*second)]}{text[first[1] : second[0]]}{text[slice(*first)]}{text[second[1] :]}"

    def naming(self, reading: Reading, others: Collection[str], entity: str) -> Iterator[str]:
        """The text with ``entity`` in place of each of the ``others`` that it names."""
        for mention in reading.mentions:
            if mention.entity in others:
                yield self._with(reading, mention, entity)

    def _with(self, reading: Reading, mention: Mention, entity: str) -> str:
        """The text with the name of ``entity`` for what it mentions there."""
        start, end = reading.span(mention)
        return self._pronouns.led_name(reading.text[:start], entity) + reading.text[end:]

    def years(self, reading: Reading, before: Reading) -> Iterator[str]:
        """The years that a question names or counts from those of the one before (« l'année d'avant »)."""
        yield from reading.years
        words = reading.words
        for off, phrases in self.years_off.items():
            if phrases.within(words):
                yield from (str(int(year) + off) for year in dict.fromkeys(before.years))

    def _swapped_amounts(self, reading: Reading, before: Reading) -> Iterator[str]:
        """The question before with another amount, or with one where it asked how much: « 200 millions ? »."""
        text = reading.text.strip(" ?!.")
        if reading.amounts and not before.amounts and before.asks == {HOW_MUCH}:
            yield f"{before.text} {text} ?"
        for old in self._amounts(before):
            for own in self._amounts(reading):
                new = reading.text[slice(*own)]
                if fold(new) != fold(before.text[slice(*old)]):
                    yield _replaced(before.text, [old], new)

    def _amounts(self, reading: Reading) -> Sequence[Span]:
        """Where the amounts of a text stand, each with its word for a number: « 1,5 milliard »."""
        digits, tokens = {one.digits for one in reading.amounts}, outside(reading.mentions, reading.tokens)
        return [
            (tokens[one.first].start, word.end)
            for one in numbers(reading.text, tokens)
            for word in tokens[one.last + 1 : one.last + 2]
            if one.digits in digits and word.text in self._reader.counts
        ]

    def _swapped_years(self, reading: Reading, before: Reading) -> Iterator[str]:
        for year in self.years(reading, before):
            for old in dict.fromkeys(before.years):
                if year != old:
                    yield before.text.replace(old, year)
            if not before.years:
                yield f"{before.text} {year}"


def _both_renamed(reading: Reading, before: Reading) -> str | None:
    """The question before with both of the names that stand side by side in ``reading`` for its own two: "and Atos SFR?"."""
    named, old = reading.mentions, before.mentions
    if len(named) != PARTIES or len(old) != PARTIES or named[0].last != named[1].first:
        return None
    text = before.text
    for new, mention in zip(reversed(named), reversed(old), strict=True):
        start, end = before.span(mention)
        name = reading.text[slice(*reading.span(new))]
        text = f"{text[:start]}{name}{text[end:]}"
    return text


def names_of(reading: Reading) -> str:
    """The text of ``reading`` from its first name on to its last one; it names somebody."""
    (start, _), (_, end) = map(reading.span, (reading.mentions[0], reading.mentions[-1]))
    return reading.text[start:end]


def _renamed(reading: Reading, mention: Mention, name: str) -> str:
    """The text with ``name`` for what it mentions there."""
    start, end = reading.span(mention)
    return f"{reading.text[:start]}{name}{reading.text[end:]}"


def _swapped_percents(reading: Reading, before: Reading, shares: Collection[str]) -> Iterator[str]:
    """The question before with another percentage (« qui en détient 33 % ? », « et 22 % ? », « non, 22 »), or with one where it asked how much.

    In place of a mere figure that is one of the ``shares`` ("who holds the 33?") it gets a sign.
    """
    amounts = {one.digits for one in reading.amounts}
    tokens = outside(reading.mentions, reading.tokens)
    figures = [
        one.digits
        for one in numbers(reading.text, tokens)
        if one.digits not in reading.years and one.digits not in amounts
    ]
    if not before.percents and before.asks == {HOW_MUCH}:
        yield from (
            f"{before.text} {_with_side(percent, reading)}%" for percent in reading.percents or figures
        )
    mere = [figure for figure in before.figures if figure in shares] if not before.percents else []
    for old in dict.fromkeys((*before.percents, *mere)):
        spans = _spans(before, old)
        for percent in reading.percents or figures:
            if percent != old and (not mere or percent in shares):
                new = _with_side(percent, reading) + ("%" if mere else "")
                yield _replaced(before.text, spans, new)


def _with_side(digits: str, reading: Reading) -> str:
    """``digits`` with what a text says before them of their side: « plus de 30 »."""
    said = (" ".join(one.words) for one in reading.beyond if one.digits == digits)
    return f"{next(said, '')} {digits}".strip()


def _spans(reading: Reading, digits: str) -> Sequence[Span]:
    """Where a text has that number outside names, however it is written: « 1 312 » for 1312. Without a sign behind it."""
    tokens = outside(reading.mentions, reading.tokens)
    found = (one for one in numbers(reading.text, tokens) if one.digits == digits)
    return [(tokens[one.first].start, tokens[one.last].end) for one in found]


def _replaced(text: str, spans: Sequence[Span], new: str) -> str:
    """``text`` with ``new`` at each of the ``spans``, which follow each other."""
    for start, end in reversed(spans):
        text = f"{text[:start]}{new}{text[end:]}"
    return text
