"""Pronouns: whom « elle », "they" or « cette boîte » may stand for, and the question with that name instead."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from bot.knowledge.naming import led_name
from bot.knowledge.records import Entity
from bot.text.formats import enumeration
from bot.text.language import Language
from bot.understanding.reading.reader import Reader
from bot.understanding.reading.readings import WHO, Reading
from bot.understanding.talk.completed import Completion, Way
from bot.understanding.talk.conversation import Turn
from bot.understanding.talk.pointing import LEFT

PERSON = "person"
"""The kind of entity that is no company."""
ANTECEDENTS = 3
"""Names of the question before, in their order, that a pronoun may stand for."""


class _Antecedent(NamedTuple):
    """Whom a pronoun may stand for; see ``Completion``."""

    told: bool = False
    entities: tuple[str, ...] = ()
    asked_for: bool = False
    passed_over: bool = False


class Pronouns:
    """Puts names in the place of pronouns, for the dossiers of one reader.

    Args:
        reader: reads the questions.
        entities: the dossier's.
        subject: which of them it is about, if any.
        languages: whose pronouns count.
        somebody: ids of the questions with which people ask for somebody, whether with "who" or not ("is there a rival?").

    Attributes:
        reader, entities, subject: as given.
    """

    def __init__(
        self,
        reader: Reader,
        entities: Mapping[str, Entity],
        subject: str | None,
        languages: Mapping[str, Language],
        somebody: Collection[str] = (),
    ) -> None:
        self._somebody = frozenset(somebody)
        self._languages = tuple(languages.values())
        self.reader = reader
        self.entities = entities
        self.subject = subject
        self._possessives = {
            word: one.articles["of"][""] for one in languages.values() for word in one.possessives
        }
        self._clitics = frozenset().union(*(one.clitics for one in languages.values()))
        self._plurals = {word: one for one in languages.values() for word in one.plurals}
        pointers = (one.pointers.get(place, ()) for one in languages.values() for place in LEFT)
        self._left = frozenset(phrase for phrases in pointers for phrase in phrases)
        self._things = frozenset().union(*(one.things for one in languages.values()))

    def name_of(self, entity: str) -> str:
        """The name that stands for an entity in a completed question."""
        return next(iter(self.entities[entity].name.values()))

    def led_name(self, head: str, entity: str) -> str:
        """``head`` with the name of an entity behind it; see ``naming``."""
        return led_name(head, self.entities[entity], self._languages)

    def point_back(self, reading: Reading) -> bool:
        """Whether a pronoun stands for what was said before.

        « Et Orange, il vend ? » and « vend-il, Orange ? » say whom they mean, "is it a rival of Orange?" does not, nor "does Orange want it?":
        who does something does it to somebody else.
        """
        place, length = self._first(reading)
        named_before = any(mention.first <= place for mention in reading.mentions)
        if not length or (named_before and not self.end(reading)):
            return False
        if not reading.mentions or named_before:
            return True
        words = reading.words
        if self.reader.asking_words.starts(words, place + length):
            return False  # « c'est quoi le rôle d'OVH ? » asks of OVH
        name = reading.tokens[reading.mentions[0].first]
        return "," not in reading.text[reading.tokens[place].end : name.start]

    def end(self, reading: Reading) -> bool:
        """Whether its first pronoun is the last word of a text, but for one of grammar: "will Orange buy it too?".

        Not where a comma parts it from a name before it, which it says again: « la Caisse, elle aussi ? ».
        """
        place, length = self._first(reading)
        named = [reading.span(one)[1] for one in reading.mentions if one.first < place]
        if not length or (named and "," in reading.text[named[-1] : reading.tokens[place].start]):
            return False
        behind = reading.words[place + length :]
        return not behind or (len(behind) == 1 and behind[0] in self.reader.functions)

    def _first(self, reading: Reading) -> tuple[int, int]:
        """Place and words of the first pronoun, but for those around a question (« s'il vous plaît ») or of its own subject; none has no words."""
        words = reading.words
        around = self.reader.frames.covered(words) | self.reader.doubled(reading)
        found = (one for one in self.reader.pronoun_phrases.found(words) if one[0] not in around)
        return next(found, (0, 0))

    def named(self, reading: Reading, before: Reading, turn: Turn) -> Iterator[Completion]:
        """The question with a name for its first pronoun: that of somebody whom the talk was about."""
        place, length = self._first(reading)
        pronoun = _written(reading, place, length)
        if pronoun in self._left and turn.listed is not None and not turn.listed.seen:
            return  # « et les autres ? » after a reply that told of all
        for one in self._antecedents(pronoun, before, turn) if length else ():
            whole = self._put_in(reading, place, length, one.entities)
            yield Completion(whole, Way.NAMED, *one)

    def added(self, reading: Reading, turn: Turn) -> Iterator[Completion]:
        """A question without a pronoun with the name of whom the one before asked for: « qui est derrière ? » after "who is the rival?"."""
        for entity in self._asked_for(turn):
            text = f"{reading.text.rstrip(' ?!.')} {self.name_of(entity)}"
            yield Completion(text, Way.NAMED, entities=(entity,), asked_for=True)

    def corrected(self, before: Reading, reading: Reading) -> Iterator[Completion]:
        """The question before with whom ``reading`` names for its first pronoun: « il a été créé quand ? », « Numergy, je veux dire »."""
        if not reading.mentions or not self.point_back(before):
            return
        place, length = self._first(before)
        named = tuple(dict.fromkeys(reading.entities))
        # « Il » stands for one at a time, however many are named.
        stands_for_all = _written(before, place, length) in self._plurals
        for entities in (named,) if stands_for_all else ((one,) for one in named):
            yield Completion(self._put_in(before, place, length, entities), Way.SWAPPED, entities=entities)

    def _put_in(self, reading: Reading, place: int, length: int, entities: Sequence[str]) -> str:
        """The text with the names of ``entities`` for the ``length`` words at ``place``, a pronoun."""
        first, last = reading.tokens[place], reading.tokens[place + length - 1]
        pronoun = _written(reading, place, length)
        names = [self.name_of(entity) for entity in entities]
        name = enumeration(names, self._plurals[pronoun]) if len(names) > 1 else names[0]
        # Of "hes", which says two words, the name takes the place of one.
        led = [one.text for one in reading.tokens[:place] if (one.start, one.end) == (first.start, first.end)]
        left = [
            one.text
            for one in reading.tokens[place + length :]
            if (one.start, one.end) == (last.start, last.end)
        ]
        head = reading.text[: first.start] + " ".join([*led, ""])
        tail = " ".join(["", *left]) + reading.text[last.end :]
        of = self._possessives.get(pronoun)
        if of is not None:
            owned = f"{head}{tail.strip(' ?!.')} {of}"
            return self.led_name(owned, entities[0]) if len(entities) == 1 else f"{owned}{name}"
        if pronoun in self._clitics:
            verb = reading.text[reading.tokens[place + 1].start : last.end]
            return f"{head}{verb} {tail.strip(' ?!.')} {name}"
        return f"{head}{name}{tail}"

    def carried(self, part: str, before: str) -> Completion | None:
        """A part of a text with the name that it leaves to what stands ``before`` it: of others than the dossier is about, the last.

        None where it leaves none out, since it names somebody itself or nobody else was named before. ``told`` where what the dossier is
        about was named later, so that a pronoun may as well stand for that.
        """
        spoken = self.reader.read(before).entities
        others = [entity for entity in spoken if entity != self.subject]
        if not others:
            return None
        reading, entity = self.reader.read(part), others[-1]
        unclear = spoken[-1] == self.subject
        if self.point_back(reading):
            whole = self._put_in(reading, *self._first(reading), [entity])
            return Completion(whole, Way.NAMED, told=unclear, entities=(entity,))
        if reading.mentions or unclear:
            return None
        return Completion(f"{part.rstrip(' ?!.')} {self.name_of(entity)}", Way.JOINED)

    def spoken_of(self, turn: Turn) -> tuple[str, ...]:
        """Whom a pronoun after ``turn`` may stand for, but for what its reply told by the way: whom its question asked for, and whom it named.

        Who asks "who is its rival?" goes on about the rival: what a reply tells of whom the question asked for is no more by the way
        than what the question names.
        """
        named = self.reader.read(turn.question).entities
        return tuple(dict.fromkeys((*self._asked_for(turn), *named, *turn.slots.values())))

    def asked_of_each(self, turn: Turn) -> tuple[str, ...]:
        """Of whom the questions were asked that a reply told one after another, where it told several."""
        named = (entity for one in turn.each for entity in self.reader.read(one).entities)
        return tuple(dict.fromkeys(entity for entity in named if entity != self.subject))

    def person(self, turn: Turn) -> tuple[str, ...]:
        """The person whom the question of ``turn`` asked for: one, or nobody."""
        return tuple(one for one in self._asked_for(turn) if self.entities[one].kind == PERSON)

    def _asked_for(self, turn: Turn) -> tuple[str, ...]:
        """Whom the question of ``turn`` asked for and its reply told: one, or nobody.

        Where the reply lists several, a pronoun for one of them would not tell which: it stands for whom the question named.
        """
        before = self.reader.read(turn.question)
        own = {*before.entities, *turn.slots.values()}
        told = sorted((one for one in turn.entities if one not in own), key=lambda one: one == self.subject)
        if self._asks_who_is(before) or self.reader.is_choice(before):
            return ()
        listed = () if turn.listed is not None and turn.listed.apart else turn.in_order
        if len(listed) > 1 and own and set(listed).issuperset(told[:1]):
            return ()
        names_nobody = own <= {self.subject}
        asks = WHO in before.asks or (not before.asks and names_nobody and turn.intent in self._somebody)
        return tuple(told[:1]) if asks else ()

    def _asks_who_is(self, reading: Reading) -> bool:
        """Whether a question asks but who somebody is, and so for nobody beside: "who is Teddy Riner?"."""
        return len(reading.mentions) == 1 and all(word in self.reader.functions for word in reading.plain)

    def _antecedents(self, pronoun: str, before: Reading, turn: Turn) -> Iterator[_Antecedent]:
        """For whom a pronoun may stand, likeliest first. It is nobody told by the way where the question before was about one other, or a person, alone."""
        listed = turn.in_order
        groups = [
            self.asked_of_each(turn),
            listed if set(listed) <= set(turn.entities) else (),
            tuple(dict.fromkeys(before.entities)),
        ]
        several = [group for group in groups if len(group) > 1] if pronoun in self._plurals else []
        yield from (_Antecedent(entities=group) for group in several)
        named, are_listed = frozenset(before.entities), listed in several
        # « Eux » are those whom a reply listed, and hardly one of them alone.
        asked_for = (
            () if several else tuple(filter(partial(self._is_asked_for, pronoun), self._asked_for(turn)))
        )
        spoken = (*asked_for, *turn.meant, *before.entities, *turn.slots.values())
        about_one = len(named) == 1 and self.subject not in named and not several
        by_the_way = () if about_one or self.person(turn) else turn.entities[:ANTECEDENTS]
        for entity in dict.fromkeys((*spoken, *by_the_way)):
            if not self._may_be(pronoun, entity):
                continue
            is_asked_for = entity in asked_for
            yield _Antecedent(
                entity not in spoken,
                (entity,),
                is_asked_for,
                are_listed
                or (bool(asked_for) and not is_asked_for)
                or (bool(turn.meant) and entity not in turn.meant and not is_asked_for)
                # « Thales a plus qu'Orange ? », « elle vend ? » goes on about Thales.
                or entity in named.difference(before.held),
            )

    def _may_be(self, pronoun: str, entity: str) -> bool:
        """Whether a pronoun may stand for an entity alone: "it" for no person, and « ils » for a company, but for one person hardly."""
        is_person = self.entities[entity].kind == PERSON
        return not (is_person and (pronoun in self._things or pronoun in self._plurals))

    def _is_asked_for(self, pronoun: str, entity: str) -> bool:
        """Whether a pronoun stands for whom a question asked for rather than for what it is about.

        « Ça a marché ? » is not the State that wanted it; a rival, which is of the kind of what the dossier is about, it may be.
        """
        if pronoun not in self._things or self.subject is None:
            return True
        return self.entities[entity].kind == self.entities[self.subject].kind


def _written(reading: Reading, place: int, length: int) -> str:
    return " ".join(token.text for token in reading.tokens[place : place + length])
