"""Follow-ups: what « et Orange ? », "why?" or « combien détient-elle ? » leave out, put back from the talk."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from bot.knowledge.records import Entity
from bot.text.formats import enumeration
from bot.text.language import Language
from bot.text.phrasebook import Phrasebook
from bot.understanding.conversation import Turn
from bot.understanding.doings import PARTIES
from bot.understanding.entities import Mention
from bot.understanding.reading import Reader
from bot.understanding.readings import WHO, Reading

SHORT = 6
"""Words of a question without any name that may go on with the talk although no word of it says so (« remplacée par quoi ? »)."""
ANTECEDENTS = 3
"""Names of the question before, in their order, that a pronoun may stand for."""


@dataclass(frozen=True, slots=True)
class Lean:
    """How much a question leans on the one before."""

    starts: bool
    """It begins as follow-ups do (« et », "what about")."""
    bare: bool
    """It has no telling word of its own: only names, years, question words and grammar."""
    pronoun: bool
    """It refers to something by a pronoun and has named nothing before that."""
    object: bool
    """Its pronoun is its last word, after a name: "does the State support it?"."""
    short: bool
    """It is short, asks with a question word and names nothing."""

    @property
    def leans(self) -> bool:
        """Whether the talk should be asked at all."""
        return self.starts or self.bare or self.pronoun or self.short

    @property
    def clearly(self) -> bool:
        """Whether something in its words says so, and not its shortness alone."""
        return self.starts or self.bare or self.pronoun


class Way(StrEnum):
    """How a follow-up was completed."""

    SWAPPED = "swapped"
    """The question before, with another name or year."""
    NAMED = "named"
    """Its own words, with a name for its pronoun."""
    COMPARED = "compared"
    """Its own words after the name that it holds them against."""
    JOINED = "joined"
    """Its own words with those of the question before."""


@dataclass(frozen=True, slots=True)
class Completion:
    """A whole question that a follow-up may stand for."""

    text: str
    way: Way
    told: bool = False
    """Its name is one that the reply told by the way, and neither one of the question before nor what that asked for."""
    entities: tuple[str, ...] = ()
    """Whom it names for a pronoun."""
    asked_for: bool = False
    """That is whom the question before asked for."""


class _Antecedent(NamedTuple):
    """Whom a pronoun may stand for; see ``Completion``."""

    entities: tuple[str, ...]
    told: bool = False
    asked_for: bool = False


class FollowUps:
    """Completes follow-ups for the dossiers of one reader.

    Args:
        reader: reads the questions.
        entities: the dossier's.
        subject: which of them it is about, if any.
        languages: whose follow-up words count.
    """

    def __init__(
        self,
        reader: Reader,
        entities: Mapping[str, Entity],
        subject: str | None,
        languages: Mapping[str, Language],
    ) -> None:
        self._reader = reader
        self._subject = subject
        self._entities = entities
        self._possessives = {
            word: one.articles["of"][""] for one in languages.values() for word in one.possessives
        }
        self._clitics = frozenset().union(*(one.clitics for one in languages.values()))
        self._plurals = {word: one for one in languages.values() for word in one.plurals}
        self._comparing = Phrasebook(start for one in languages.values() for start in one.comparing)
        self._converse = Phrasebook(phrase for one in languages.values() for phrase in one.converse)
        offs = {off for one in languages.values() for off in one.years_off}
        self._years_off = {
            int(off): Phrasebook(
                phrase for one in languages.values() for phrase in one.years_off.get(off, ())
            )
            for off in sorted(offs)
        }
        self._starts = Phrasebook(start for one in languages.values() for start in one.follow_up_starts)

    def lean(self, reading: Reading) -> Lean:
        """How ``reading`` leans on the question before it."""
        words = [token.text for token in reading.tokens]
        # Of « quel prix » the price asks only beside its « quel ».
        asking = self._reader.asking_words.covered(reading.plain)
        leaning = asking.union(*(phrases.covered(reading.plain) for phrases in self._years_off.values()))
        telling = [
            word
            for place, word in enumerate(reading.plain)
            if place not in leaning
            and self._tells(word)
            and word not in {*reading.years, *reading.percents, "%"}
        ]
        return Lean(
            starts=self._starts.starts(words, 0)
            or self._compares_at(reading) is not None
            or self._converse.within(words),
            bare=not telling,
            pronoun=self._points_back(words, reading),
            object=bool(reading.mentions) and self._ends_with_pronoun(words),
            short=bool(asking) and not reading.mentions and len(words) <= SHORT,
        )

    def _points_back(self, words: Sequence[str], reading: Reading) -> bool:
        """Whether a pronoun stands for what was said before.

        « Et Orange, il vend ? » and « vend-il, Orange ? » say whom they mean, "is it a rival of Orange?" does not, nor "does Orange want it?":
        who does something does it to somebody else.
        """
        place, length = next(iter(self._reader.pronoun_phrases.found(words)), (0, 0))
        named_before = any(mention.first <= place for mention in reading.mentions)
        if not length or (named_before and not self._ends_with_pronoun(words)):
            return False
        if not reading.mentions or named_before:
            return True
        name = reading.tokens[reading.mentions[0].first]
        return "," not in reading.text[reading.tokens[place].end : name.start]

    def _ends_with_pronoun(self, words: Sequence[str]) -> bool:
        place, length = next(iter(self._reader.pronoun_phrases.found(words)), (0, 0))
        return length > 0 and place + length == len(words)

    def _tells(self, word: str) -> bool:
        return word not in self._reader.functions and word not in self._reader.pronouns

    def name_of(self, entity: str) -> str:
        """The name that stands for an entity in a completed question."""
        return next(iter(self._entities[entity].name.values()))

    def telling(self, text: str) -> frozenset[str]:
        """The folded words of ``text`` that tell something and name nobody."""
        return frozenset(word for word in self._reader.read(text).plain if self._tells(word))

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
        elif lean.bare and reading.asks <= before.asks:
            for entity, text in self._swapped_names(reading, before):
                yield Completion(text, Way.SWAPPED, told=entity in turn.entities)
            figures = (*self._swapped_years(reading, before), *_swapped_percents(reading, before))
            yield from (Completion(text, Way.SWAPPED) for text in figures)
        if lean.pronoun and not turned:
            yield from self._named(reading, before, turn)
        for kept in self._kept(reading, before, lean):
            yield Completion(f"{reading.text.rstrip(' ?!.')} {kept}", Way.JOINED)

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

    def _swapped_names(self, reading: Reading, before: Reading) -> Iterator[tuple[str, str]]:
        """(another name, the question before with it in place of one of its own): of the same kind, where one is that the dossier is not about."""
        for entity in dict.fromkeys(reading.entities):
            if entity in before.entities:
                continue
            name, kind = self.name_of(entity), self._entities[entity].kind
            others = (one for one in before.mentions if one.entity != self._subject)
            alike = [one for one in others if self._entities[one.entity].kind == kind]
            for mention in alike or before.mentions:
                yield entity, _renamed(before, mention, name)

    def naming(self, reading: Reading, others: Collection[str], entity: str) -> Iterator[str]:
        """The text with ``entity`` in place of each of the ``others`` that it names."""
        for mention in reading.mentions:
            if mention.entity in others:
                yield _renamed(reading, mention, self.name_of(entity))

    def _named(self, reading: Reading, before: Reading, turn: Turn) -> Iterator[Completion]:
        """The question with a name for its first pronoun: that of somebody whom the talk was about."""
        words = [token.text for token in reading.tokens]
        place, length = next(iter(self._reader.pronoun_phrases.found(words)), (0, 0))
        pronoun = " ".join(words[place : place + length])
        for one in self._antecedents(pronoun, before, turn) if length else ():
            whole = self._put_in(reading, place, length, one.entities)
            yield Completion(whole, Way.NAMED, told=one.told, entities=one.entities, asked_for=one.asked_for)

    def _put_in(self, reading: Reading, place: int, length: int, entities: Sequence[str]) -> str:
        """The text with the names of ``entities`` for the ``length`` words at ``place``, a pronoun."""
        first, last = reading.tokens[place], reading.tokens[place + length - 1]
        pronoun = " ".join(token.text for token in reading.tokens[place : place + length])
        names = [self.name_of(entity) for entity in entities]
        name = enumeration(names, self._plurals[pronoun]) if len(names) > 1 else names[0]
        head, tail = reading.text[: first.start], reading.text[last.end :]
        of = self._possessives.get(pronoun)
        if of is not None:
            return f"{head}{tail.strip(' ?!.')} {of}{name}"
        if pronoun in self._clitics:
            verb = reading.text[reading.tokens[place + 1].start : last.end]
            return f"{head}{verb} {tail.strip(' ?!.')} {name}"
        return f"{head}{name}{tail}"

    def carried(self, part: str, before: str) -> Completion | None:
        """A part of a text with the name that it leaves to what stands ``before`` it: of others than the dossier is about, the last.

        None where it leaves none out, since it names somebody itself or nobody else was named before. ``told`` where what the dossier is
        about was named later, so that a pronoun may as well stand for that.
        """
        spoken = self._reader.read(before).entities
        others = [entity for entity in spoken if entity != self._subject]
        if not others:
            return None
        reading, entity = self._reader.read(part), others[-1]
        words = [token.text for token in reading.tokens]
        unclear = spoken[-1] == self._subject
        if self._points_back(words, reading):
            place, length = next(iter(self._reader.pronoun_phrases.found(words)))
            whole = self._put_in(reading, place, length, [entity])
            return Completion(whole, Way.NAMED, told=unclear, entities=(entity,))
        if reading.mentions or unclear:
            return None
        return Completion(f"{part.rstrip(' ?!.')} {self.name_of(entity)}", Way.JOINED)

    def spoken_of(self, turn: Turn) -> tuple[str, ...]:
        """Whom a pronoun after ``turn`` may stand for, but for what its reply told by the way: whom its question asked for, and whom it named.

        Who asks "who is its rival?" goes on about the rival: what a reply tells of whom the question asked for is no more by the way
        than what the question names.
        """
        before = self._reader.read(turn.question)
        own = dict.fromkeys((*before.entities, *turn.slots.values()))
        told = [entity for entity in turn.entities if entity not in own]
        return (*(told[:1] if WHO in before.asks else ()), *own)

    def _antecedents(self, pronoun: str, before: Reading, turn: Turn) -> Iterator[_Antecedent]:
        """For whom a pronoun may stand, likeliest first. It is nobody told by the way where the question before was about one other alone."""
        if pronoun in self._plurals:
            listed = turn.listed.names if turn.listed and turn.listed.ordered else ()
            groups = [
                listed if set(listed) <= set(turn.entities) else (),
                tuple(dict.fromkeys(before.entities)),
            ]
            yield from (_Antecedent(group) for group in groups if len(group) > 1)
        spoken = self.spoken_of(turn)
        named = frozenset(before.entities)
        asked_for = frozenset(spoken).difference(named, turn.slots.values())
        if pronoun in self._plurals:
            spoken = tuple(entity for entity in spoken if entity not in asked_for)
        about_one = len(named) == 1 and self._subject not in named and pronoun not in self._plurals
        by_the_way = () if about_one else turn.entities[:ANTECEDENTS]
        for entity in dict.fromkeys((*spoken, *by_the_way)):
            yield _Antecedent((entity,), told=entity not in spoken, asked_for=entity in asked_for)

    def _compared(self, reading: Reading, before: Reading, rest: str) -> Iterator[str]:
        """What the question before was about held against what this one names in its ``rest``."""
        for entity in dict.fromkeys(before.entities):
            if reading.entities and entity not in reading.entities:
                yield f"{self.name_of(entity)} {rest}"
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
        if lean.bare and not reading.mentions and reading.asks == {WHO}:
            for mention in before.mentions:
                yield self._content(before, years, without=mention)

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


def _renamed(reading: Reading, mention: Mention, name: str) -> str:
    """The text with ``name`` for what it mentions there."""
    start, end = reading.tokens[mention.first].start, reading.tokens[mention.last - 1].end
    return f"{reading.text[:start]}{name}{reading.text[end:]}"


def _swapped_percents(reading: Reading, before: Reading) -> Iterator[str]:
    """The question before with another percentage: « qui en détient 33 % ? », « et 22 % ? »."""
    for old in dict.fromkeys(before.percents):
        for percent in reading.percents:
            if percent != old:
                yield re.sub(rf"\b{old}\b", percent, before.text)
