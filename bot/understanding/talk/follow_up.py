"""Follow-ups: what « et Orange ? », "why?" or « combien détient-elle ? » leave out, put back from the talk."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.text.language import Language
from bot.text.normalise import fold
from bot.text.phrasebook import Phrasebook
from bot.understanding.reading.bounding import is_figure
from bot.understanding.reading.doings import PARTIES
from bot.understanding.reading.entities import Mention, covered_by
from bot.understanding.reading.readings import HOW_MUCH, WHO, WHY, Reading
from bot.understanding.talk.completed import Completion, Lean, Way
from bot.understanding.talk.conversation import Turn
from bot.understanding.talk.pronouns import Pronouns

OF = "of"
"""Stands for every word before whose something is."""
SHORT = 6
"""Words of a question without any name that may go on with the talk although no word of it says so (« remplacée par quoi ? »)."""


class FollowUps:
    """Completes follow-ups for the dossiers of one reader.

    Args:
        pronouns: puts names in their place.
        languages: whose follow-up words count.

    Attributes:
        pronouns: as given.
    """

    def __init__(self, pronouns: Pronouns, languages: Mapping[str, Language]) -> None:
        self.pronouns = pronouns
        self._reader = pronouns.reader
        self._comparing = Phrasebook(start for one in languages.values() for start in one.comparing)
        self._converse = Phrasebook(phrase for one in languages.values() for phrase in one.converse)
        offs = {off for one in languages.values() for off in one.years_off}
        self._years_off = {
            int(off): Phrasebook(
                phrase for one in languages.values() for phrase in one.years_off.get(off, ())
            )
            for off in sorted(offs)
        }
        self._owner_words = frozenset().union(*(one.owner_words for one in languages.values()))
        self._to = frozenset(fold(one.articles["to"][""]) for one in languages.values())
        self._jointly = frozenset().union(*(one.jointly for one in languages.values()))
        self._why_not = {one.id: one.why_not for one in languages.values()}
        self._starts = Phrasebook(start for one in languages.values() for start in one.follow_up_starts)

    def lean(self, reading: Reading) -> Lean:
        """How ``reading`` leans on the question before it."""
        words = [token.text for token in reading.tokens]
        # Of « quel prix » the price asks only beside its « quel ».
        asking = self._reader.asking_words.covered(reading.plain)
        leaning = asking.union(*(phrases.covered(reading.plain) for phrases in self._years_off.values()))
        leaning |= self._reader.frames.covered(reading.plain)
        telling = [
            word
            for place, word in enumerate(reading.plain)
            if place not in leaning and self._tells(word) and not is_figure(word)
        ]
        return Lean(
            starts=self._starts.starts(words, 0)
            or self._compares_at(reading) is not None
            or self._converse.within(words),
            bare=not telling,
            pronoun=self.pronouns.point_back(reading),
            object=bool(reading.mentions) and self.pronouns.end(reading),
            short=bool(asking) and not reading.mentions and len(words) <= SHORT,
        )

    def _tells(self, word: str) -> bool:
        return word not in self._reader.functions and word not in self._reader.pronouns

    def telling(self, text: str) -> frozenset[str]:
        """The folded words of ``text`` that tell something and name nobody."""
        plain = self._reader.read(text).plain
        around = self._reader.frames.covered(plain)
        return frozenset(
            word for place, word in enumerate(plain) if place not in around and self._tells(word)
        )

    def completions(self, reading: Reading, turn: Turn) -> Iterator[Completion]:
        """Whole questions that ``reading`` may stand for after ``turn``, likeliest kind first."""
        before = self._reader.read(turn.question)
        lean = self.lean(reading)
        compares = self._compares_at(reading)
        turned = self._converse.within([token.text for token in reading.tokens])
        if compares is not None:
            rest = reading.text[compares:]
            yield from (Completion(text, Way.COMPARED) for text in self._compared(reading, before, rest))
        elif turned:
            yield from (Completion(text, Way.SWAPPED) for text in self._turned_round(before))
        elif (
            lean.bare
            and reading.asks <= before.asks
            and not (lean.pronoun and self._reader.polar_starts.starts(reading.core, 0))
        ):
            yield from self._swapped(reading, before, turn)
        if lean.pronoun and not turned:
            yield from self.pronouns.named(reading, before, turn)
        elif lean.short and not turned and reading.asks in ({WHO}, {HOW_MUCH}):
            yield from self.pronouns.added(reading, turn)
        # "The year before?" is about that year, and no longer about the one before.
        counts = any(year not in reading.years for year in self._years(reading, before))
        words = self._words(reading, turn, lean)
        listing = self.only_names(reading) and self.only_names(before)
        for kept in () if counts or listing else self._kept(reading, before, lean):
            yield Completion(f"{words} {kept}", Way.JOINED)

    def _words(self, reading: Reading, turn: Turn, lean: Lean) -> str:
        """What of ``reading`` is joined to the question before: after a no, "why?" asks why not, and "who did?" but who."""
        words = reading.text.rstrip(" ?!.")
        says_more = (
            reading.mentions
            or reading.years
            or reading.percents
            or self._reader.is_negated(reading, turn.language)
        )
        if not turn.denied or not lean.bare or says_more:
            return words
        if reading.asks == {WHY}:
            return self._why_not.get(turn.language) or words
        asked = self._reader.asking_words.covered([token.text for token in reading.tokens])
        only = (token for place, token in enumerate(reading.tokens) if place in asked)
        return " ".join(token.text for token in only) if reading.asks == {WHO} else words

    def _compares_at(self, reading: Reading) -> int | None:
        """Where in the text it begins to hold what was spoken of against another, nothing telling before that (« c'est plus que »)."""
        words = [token.text for token in reading.tokens]
        place = next((place for place, _ in self._comparing.found(words)), None)
        if place is None or any(word not in self._reader.functions for word in words[:place]):
            return None
        return reading.tokens[place].start

    def _turned_round(self, before: Reading) -> Iterator[str]:
        """The question before with the two that it names in each other's place."""
        if len(before.mentions) == PARTIES and len(set(before.entities)) == PARTIES:
            first, second = (
                (before.tokens[one.first].start, before.tokens[one.last - 1].end) for one in before.mentions
            )
            text = before.text
            yield f"{text[: first[0]]}{text[slice(*second)]}{text[first[1] : second[0]]}{text[slice(*first)]}{text[second[1] :]}"

    def only_names(self, reading: Reading) -> bool:
        """Whether a text is nothing but a name, or several: « Orange ? », "and Thales?"; who was named before has no part in that."""
        named = covered_by(reading.mentions)
        around = (token.text for place, token in enumerate(reading.tokens) if place not in named)
        return bool(named) and all(word in self._reader.joining for word in around)

    def says_whose(self, reading: Reading) -> bool:
        """Whether a follow-up begins with whose something is: « et d'Orange ? », "of Thales?"."""
        named = reading.mentions
        return bool(named) and self._led_by(reading, named[0]) == OF and self._led_from(reading) >= 0

    def _swapped(self, reading: Reading, before: Reading, turn: Turn) -> Iterator[Completion]:
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
        yield from self._swapped_years(reading, before)
        yield from _swapped_percents(reading, before)

    def _swapped_names(self, reading: Reading, before: Reading, turn: Turn) -> Iterator[Completion]:
        """The question before with another name in place of one of its own.

        Of those that the dossier is not about it is one of the same kind, where there is one. « D'Orange ? » takes nobody's place where
        nothing is said of anybody's: it goes on with « l'État est actionnaire ? ».
        """
        pair = _both_renamed(reading, before)
        if pair is not None:
            yield Completion(pair, Way.SWAPPED, entities=tuple(dict.fromkeys(reading.entities)))
            return
        if self._is_complement(reading, before):
            words = before.text.rstrip(" ?!."), reading.text[self._led_from(reading) :]
            yield Completion(" ".join(words), Way.SWAPPED, entities=tuple(dict.fromkeys(reading.entities)))
            return
        fresh = [entity for entity in self._asked_of(reading) if entity not in before.entities]
        if len(fresh) > 1 and not self._takes_each(reading):
            return
        if len(fresh) > 1:
            yield from (Completion(text, Way.SWAPPED) for text in self._swapped_for_all(reading, before))
        for entity in fresh:
            name, kind = self.pronouns.name_of(entity), self.pronouns.entities[entity].kind
            others = (one for one in before.mentions if one.entity != self.pronouns.subject)
            alike = [one for one in others if self.pronouns.entities[one.entity].kind == kind]
            for mention in self._after_the_same(reading, entity, before) or alike or before.mentions:
                text = _renamed(before, mention, name)
                unlike = self.pronouns.entities[mention.entity].kind != kind
                told = entity in turn.entities
                yield Completion(text, Way.SWAPPED, told=told, entities=(entity,), unlike=unlike)

    def _after_the_same(self, reading: Reading, entity: str, before: Reading) -> Sequence[Mention]:
        """The names of the question before that stand after the same word as ``entity`` here does, the last first: « et que la Caisse ? »."""
        own = next(self._led_by(reading, one) for one in reading.mentions if one.entity == entity)
        return [one for one in reversed(before.mentions) if own and self._led_by(before, one) == own]

    def _led_by(self, reading: Reading, mention: Mention) -> str:
        """The word before a name; alike for all that say whose something is. Empty at the start of a text."""
        word = reading.tokens[mention.first - 1].text if mention.first else ""
        return OF if word in self._owner_words else word

    def _is_complement(self, reading: Reading, before: Reading) -> bool:
        """Whether a follow-up is nothing but whose it is, after a yes-or-no question that said of nobody whose.

        Who asks how much, or who, of somebody asks it of another so: « combien détient Orange ? », « de Thales ? ».
        """
        said_of_nobody = not any(self._led_by(before, one) == OF for one in before.mentions)
        return self.says_whose(reading) and said_of_nobody and not before.asks

    def _led_from(self, reading: Reading) -> int:
        """Where the word before its first name starts, where nothing but joining words stands before that; else -1."""
        place = reading.mentions[0].first - 1
        before = (token.text for token in reading.tokens[:place])
        return reading.tokens[place].start if all(word in self._reader.joining for word in before) else -1

    def _asked_of(self, reading: Reading) -> Sequence[str]:
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
        return not (apart or reading.limits or self._jointly.intersection(reading.plain))

    def _swapped_for_all(self, reading: Reading, before: Reading) -> Iterator[str]:
        """The question before with all that this one names, as it does, in place of one of its own."""
        for mention in before.mentions:
            if mention.entity != self.pronouns.subject:
                yield _renamed(before, mention, _names(reading))

    def naming(self, reading: Reading, others: Collection[str], entity: str) -> Iterator[str]:
        """The text with ``entity`` in place of each of the ``others`` that it names."""
        for mention in reading.mentions:
            if mention.entity in others:
                yield _renamed(reading, mention, self.pronouns.name_of(entity))

    def _compared(self, reading: Reading, before: Reading, rest: str) -> Iterator[str]:
        """What the question before was about held against what this one names in its ``rest``."""
        held = [entity for entity in dict.fromkeys(before.entities) if entity not in reading.entities]
        together = self._jointly.intersection(before.plain) and len(held) > 1 and before.mentions
        if reading.entities and together:
            yield f"{_names(before)} {rest}"
        for entity in held if reading.entities and not together else ():
            yield f"{self.pronouns.name_of(entity)} {rest}"
        if reading.years and not reading.entities:
            yield f"{self._content(before)} {rest}"

    def _years(self, reading: Reading, before: Reading) -> Iterator[str]:
        """The years that a question names or counts from those of the one before (« l'année d'avant »)."""
        yield from reading.years
        words = [token.text for token in reading.tokens]
        for off, phrases in self._years_off.items():
            if phrases.within(words):
                yield from (str(int(year) + off) for year in dict.fromkeys(before.years))

    def _swapped_years(self, reading: Reading, before: Reading) -> Iterator[str]:
        for year in self._years(reading, before):
            for old in dict.fromkeys(before.years):
                if year != old:
                    yield before.text.replace(old, year)
            if not before.years:
                yield f"{before.text} {year}"

    def _kept(self, reading: Reading, before: Reading, lean: Lean) -> Iterator[str]:
        """What of the question before goes on in one that is joined to it: all it was about.

        Of somebody whom it took for the one, « par qui alors ? » wants to know another: it goes on without each name in turn.
        """
        years = before.years if reading.years else ()
        yield self._content(before, years)
        if lean.bare and not reading.mentions and reading.asks == {WHO} and not self._asks_to_whom(reading):
            for mention in before.mentions:
                yield self._content(before, years, without=mention)

    def _asks_to_whom(self, reading: Reading) -> bool:
        """Whether « à qui ? » or "to whom?" is asked: of somebody beside those of the question before, and not in the place of one."""
        words = [token.text for token in reading.tokens]
        asked = self._reader.asking_words.covered(words)
        return any(word in self._to for word in words[: max(asked, default=-1) + 1])

    def _content(self, before: Reading, years: Collection[str] = (), without: Mention | None = None) -> str:
        """What the question before was about, without its question words and opening, some ``years`` and one name."""
        tokens = list(before.tokens)
        words = [token.text for token in tokens]
        opening = self._reader.polar_starts.length(words, 0)
        left_out = self._reader.asking_words.covered(words) | frozenset(range(opening))
        if without:
            left_out |= frozenset(range(without.first, without.last))
        kept = [
            token for place, token in enumerate(tokens) if place not in left_out and token.text not in years
        ]
        return " ".join(before.text[token.start : token.end] for token in kept)


def _both_renamed(reading: Reading, before: Reading) -> str | None:
    """The question before with both of the names that stand side by side in ``reading`` for its own two: "and Atos SFR?"."""
    named, old = reading.mentions, before.mentions
    if len(named) != PARTIES or len(old) != PARTIES or named[0].last != named[1].first:
        return None
    text = before.text
    for new, mention in zip(reversed(named), reversed(old), strict=True):
        start, end = before.tokens[mention.first].start, before.tokens[mention.last - 1].end
        name = reading.text[reading.tokens[new.first].start : reading.tokens[new.last - 1].end]
        text = f"{text[:start]}{name}{text[end:]}"
    return text


def _names(reading: Reading) -> str:
    """The text from the first name on to the last one."""
    first, last = reading.mentions[0], reading.mentions[-1]
    return reading.text[reading.tokens[first.first].start : reading.tokens[last.last - 1].end]


def _renamed(reading: Reading, mention: Mention, name: str) -> str:
    """The text with ``name`` for what it mentions there."""
    start, end = reading.tokens[mention.first].start, reading.tokens[mention.last - 1].end
    return f"{reading.text[:start]}{name}{reading.text[end:]}"


def _swapped_percents(reading: Reading, before: Reading) -> Iterator[str]:
    """The question before with another percentage: « qui en détient 33 % ? », « et 22 % ? », « non, 22 »."""
    figures = [word for word in reading.plain if word.isdigit() and word not in reading.years]
    for old in dict.fromkeys(before.percents):
        for percent in reading.percents or figures:
            if percent != old:
                yield re.sub(rf"\b{old}\b", percent, before.text)
