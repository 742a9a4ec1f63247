"""How a question is read: its words, the entities and years it names, and whether it wants a yes or a no."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from bot.knowledge.records import Entity
from bot.text.language import Language
from bot.text.meanings import Meanings
from bot.text.normalise import Token, tokenise
from bot.text.normalise import words as words_of
from bot.text.opposites import Opposites
from bot.text.phrasebook import Phrasebook
from bot.text.shorthand import Shorthand
from bot.understanding.doings import Doings
from bot.understanding.entities import EntityFinder, Mention
from bot.understanding.readings import (
    AFTER,
    ASK_MARK,
    BEFORE,
    KIND_MARK,
    MEANING_MARK,
    NAME_MARK,
    TELLING_KINDS,
    YEAR_MARK,
    Reading,
    asked_for,
)

EUPHONIC = "t"
"""Stands between a verb and its pronoun, with hyphens or, on a phone, without (« a t il »)."""

SHORTEST_CORE = 2
"""Words of grammar alone, a question word among them, that must be left of a text for its frame to be left out: « merci à toi »
says something by its « merci »."""

SHORTEST_POLAR = 3
"""Words from which a question without a name, or anything but its mark, is a sentence that wants a yes or a no."""

BESIDE = 2
"""Words before a year among which one says that another time is meant (« à la fin de 2014 »)."""

REMEMBERED = 64
"""Texts whose reading is kept: a question is looked at several times on its way."""

_YEAR = re.compile(r"(?:19|20)\d\d")
_PERCENT = "%"


class Reader:
    """Reads texts against one dossier's entities and the bot's languages.

    Attributes:
        elisions: folded letters that lean on the next word, of all languages.
        functions: folded words of grammar of all languages.
        joining: single words that join a text to what was said before it (« et », "but").
        pronouns: folded words that stand for something said before.
        pronoun_phrases: the same, those of several words among them, to be found in a text.
        frames: what people say around a question.
        asking_words: the question words of every kind.
        polar_starts: how questions begin that want a yes or a no.
        meanings: what words mean, in all languages.
    """

    def __init__(
        self, entities: Mapping[str, Entity], languages: Mapping[str, Language], finder: EntityFinder
    ) -> None:
        self._entities = entities
        self._languages = tuple(languages.values())
        self._finder = finder
        self.elisions = sorted({letters for language in self._languages for letters in language.elisions})
        self.asking_words = Phrasebook(
            phrase
            for language in self._languages
            for phrases in language.question_words.values()
            for phrase in phrases
        )
        self._kinds = {
            kind: Phrasebook(
                phrase for language in self._languages for phrase in language.question_words.get(kind, ())
            )
            for kind in TELLING_KINDS
        }
        self._relative = frozenset(
            phrase
            for language in self._languages
            for kind in TELLING_KINDS
            for phrase in language.question_words.get(kind, ())
            if phrase in language.function_words
        )
        self.polar_starts = Phrasebook(
            start for language in self._languages for start in language.polar_starts
        )
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._read)
        self._shorthand = Shorthand(languages, self._name_words())
        self.frames = Phrasebook(frame for language in self._languages for frame in language.frames)
        self._opposites = Opposites([pair for language in self._languages for pair in language.opposites])
        self._limits = Phrasebook(limit for one in self._languages for limit in one.limits)
        self._limits_around = [pair for one in self._languages for pair in one.limits_around]
        self.meanings = Meanings(language.meanings for language in self._languages)
        self.functions = frozenset().union(*(language.function_words for language in self._languages))
        self._doings = Doings(self._languages, self._opposites, self.functions)
        self.joining = frozenset(
            start for language in self._languages for start in language.follow_up_starts if " " not in start
        )
        self.pronouns = frozenset().union(*(language.pronouns for language in self._languages))
        self.pronoun_phrases = Phrasebook(self.pronouns)
        self._subjects = self.pronouns.difference(*(language.possessives for language in self._languages))
        self._before_names = {
            tuple(words_of(variant, self.elisions)): words_of(forms[""], self.elisions)
            for language in self._languages
            for forms in language.articles.values()
            for written in forms.values()
            for variant in (written, language.elided.get(written, written))
            if written
        }
        self._either_or = frozenset().union(*(one.either_or for one in self._languages))
        self._refusals = frozenset().union(*(one.refusals for one in self._languages))
        self._leading = frozenset().union(*(one.agent_words | one.owner_words for one in self._languages))
        self._sides_of_years = {
            BEFORE: frozenset().union(*(language.before_years for language in self._languages)),
            AFTER: frozenset().union(*(language.after_years for language in self._languages)),
        }
        self._ordering = frozenset().union(*self._sides_of_years.values())
        self._numerals = frozenset().union(*(language.numerals for language in self._languages))
        self._than = frozenset().union(*(language.than for language in self._languages))
        self._around_years = frozenset().union(*(language.around_years for language in self._languages))
        self._negations = {language.id: language.negations for language in self._languages}
        self._denials = frozenset().union(*self._negations.values())

    def _name_words(self) -> frozenset[str]:
        """Words of the entities' names: an author's own, and never shorthand."""
        return frozenset(
            word
            for entity in self._entities.values()
            for names in (entity.name.values(), *entity.aliases.values())
            for name in names
            for word in words_of(name, self.elisions)
        )

    def read(self, text: str, *, exact: bool = False) -> Reading:
        """Read ``text``; anything can be read. With ``exact``, names count only as an author spells them."""
        return self._remembered(text, exact)

    def _read(self, text: str, exact: bool) -> Reading:
        tokens = self._shorthand.spell_out(text, tokenise(text, self.elisions))
        if not exact:
            tokens = self._finder.unstick(tokens)
        mentions = self._finder.find(text, tokens, exact=exact)
        covered = {index for mention in mentions for index in range(mention.first, mention.last)}
        words = [token.text for token in tokens]
        frame = self._framed(words) | self._hung(text, tokens) | self._repeated(tokens, mentions)
        frame = (frame | self._joined(words, covered)) - covered
        kept = [index for index in range(len(tokens)) if index not in frame]
        core = [tokens[index].text for index in kept]
        plain = tuple(tokens[index].text for index in kept if index not in covered)
        words = [token.text for token in tokens]
        marked = self.remarked(self._marks(core, [_moved(mention, kept) for mention in mentions]))
        acts, passive = self._doings.acts(words, mentions)
        years = tuple(word for word in plain if _YEAR.fullmatch(word))
        bounds = frozenset(
            word
            for place, year in enumerate(core)
            if _YEAR.fullmatch(year)
            for word in core[max(0, place - BESIDE) : place]
            if word in self._around_years
        )
        return Reading(
            text=text,
            tokens=tokens,
            mentions=mentions,
            core=tuple(core),
            marked=marked,
            plain=plain,
            years=years,
            bounds=bounds,
            compared=len(years) > 1 and self._is_held_against(core, years[-1]),
            relative=self._relative_to(years, bounds),
            percents=tuple(_digits_before({_PERCENT}, core)),
            amounts=tuple(_digits_before(self._numerals, core)),
            limits=self._limits_in(plain) | self._order_in(marked),
            capitals=_capitals(text, [token for index, token in enumerate(tokens) if index not in covered]),
            asks=asked_for(marked),
            sides=self._sides(core),
            acts=acts,
            doers=frozenset(self._doings.doers(words, mentions)),
            passive=passive,
            wordings=(tuple(token.text for token in tokens),),
        )

    def _is_held_against(self, words: Sequence[str], year: str) -> bool:
        place = len(words) - 1 - words[::-1].index(year)
        return not self._than.isdisjoint(words[max(0, place - BESIDE) : place])

    def _relative_to(self, years: Sequence[str], bounds: frozenset[str]) -> str | None:
        """``Reading.relative``."""
        sides = (side for side, words in self._sides_of_years.items() if bounds and bounds <= words)
        return next(sides, None) if len(years) == 1 else None

    def _limits_in(self, words: Sequence[str]) -> frozenset[str]:
        """``Reading.limits``. Between both words of a pair stands no denial: « Orange n'a pas dit que » limits nothing."""
        phrases = {" ".join(words[place : place + length]) for place, length in self._limits.found(words)}
        for first, second in self._limits_around:
            if first in words and second in words[words.index(first) :]:
                between = words[words.index(first) : words.index(second, words.index(first))]
                if self._denials.isdisjoint(between):
                    phrases.add(f"{first} {second}")
        return frozenset(phrases)

    def _order_in(self, marked: Sequence[str]) -> frozenset[str]:
        """The words of ``marked`` that ask what was before or after somebody: "was it created after Numergy?"."""
        return frozenset(
            word
            for place, word in enumerate(marked)
            if word in self._ordering
            and any(one.startswith(KIND_MARK) for one in marked[place + 1 : place + 1 + BESIDE])
        )

    def _sides(self, words: Sequence[str]) -> frozenset[str]:
        """``Reading.sides``. « OVH n'est pas rentable ? » expects a yes or a no to the same as without its « pas »."""
        asks_on = self.asking_words.within(words) and not self.polar_starts.starts(words, 0)
        return self._opposites.sides(words, negated=asks_on and not self._denials.isdisjoint(words))

    def _hung(self, text: str, tokens: Sequence[Token]) -> frozenset[int]:
        """Places of pronouns hung to their verb, and of the « t » between: « Atos a-t-il racheté » says « Atos a racheté »."""
        found = set[int]()
        for place, token in enumerate(tokens[1:], start=1):
            joint = tokens[place - 1].text == EUPHONIC and place > 1
            if token.text in self.pronouns and (joint or text[token.start - 1 : token.start] == "-"):
                found.update((place - 1, place) if joint else (place,))
        return frozenset(found)

    def _repeated(self, tokens: Sequence[Token], mentions: Sequence[Mention]) -> frozenset[int]:
        """Places of pronouns that say once more who was just named: « Thales, il sort ? » says « Thales sort »."""
        after = (mention.last for mention in mentions if mention.last < len(tokens))
        return frozenset(place for place in after if tokens[place].text in self._subjects)

    def _joined(self, words: Sequence[str], covered: Collection[int]) -> frozenset[int]:
        """Places of the words that join a text to what was said before (« et », "so"), where it tells more than a name."""
        start = next((place for place, word in enumerate(words) if word not in self.joining), len(words))
        rest = range(start, len(words))
        tells = any(place not in covered and words[place] not in self.functions for place in rest)
        return frozenset(range(start)) if tells else frozenset()

    def _framed(self, words: Sequence[str]) -> frozenset[int]:
        """Places of the words that only stand around the question; none where hardly anything would be left."""
        found = self.frames.covered(words)
        left = [word for place, word in enumerate(words) if place not in found]
        tells = any(word not in self.functions for word in left)
        asks = len(left) >= SHORTEST_CORE and self.asking_words.within(left)
        return found if tells or asks else frozenset()

    def _marks(self, words: Sequence[str], mentions: Sequence[Mention]) -> Iterator[str]:
        starts = {mention.first: mention for mention in mentions}
        named = [mention.entity for mention in mentions]
        index = 0
        while index < len(words):
            mention = starts.get(index)
            if mention:
                yield KIND_MARK + self._entities[mention.entity].kind
                index = mention.last
                continue
            if _YEAR.fullmatch(words[index]):
                yield YEAR_MARK
                named.append(words[index])
            else:
                yield words[index]
            index += 1
        yield from (NAME_MARK + one for one in dict.fromkeys(named))

    def remarked(self, marked: Iterable[str]) -> tuple[str, ...]:
        """``marked`` with the marks of what its words ask for and mean; any that it has of them are left out first.

        In the order of the alphabet, so that two that meet in many questions make a pair, whatever the order of the words.
        """
        words = tuple(word for word in marked if not word.startswith((ASK_MARK, MEANING_MARK)))
        asks = (ASK_MARK + kind for kind in sorted(self._asked_for(words)))
        return (*words, *asks, *(MEANING_MARK + meaning for meaning in sorted(self.meanings.of(words))))

    def mended(self, reading: Reading, repaired: Sequence[str]) -> Reading:
        """``reading`` with what it asks for and holds seen from its words as ``repaired`` and ``remarked`` (« y » is "why")."""
        return replace(
            reading,
            asks=asked_for(repaired),
            sides=self._sides(repaired),
            wordings=(*reading.wordings, tuple(repaired)),
        )

    def _asked_for(self, words: Sequence[str]) -> frozenset[str]:
        asked = [place for place, _ in self.asking_words.found(words)]
        asking = [place for place in asked if not self._is_subordinate(words, place, asked[0])]
        return frozenset(
            kind
            for kind, phrases in self._kinds.items()
            if any(phrases.starts(words, place) for place in asking)
        )

    def _is_subordinate(self, words: Sequence[str], place: int, first: int) -> bool:
        """Whether the question word at ``place`` opens a clause of a question that another word asked before it.

        « When » does in "what did it want when it launched?", and not in "who owns it and when was it born?".
        """
        return place > first and words[place] in self._relative and words[place - 1] not in self.joining

    def blank(self, reading: Reading) -> str:
        """The core of ``reading`` with every name left blank: alike for questions that differ in nothing but whom they name.

        What grammar puts before a name is written as it stands before a name without an article: « du § » is « de § ».
        """
        words: list[str] = []
        years = iter(reading.years)
        for word in reading.marked:
            if word == YEAR_MARK:
                words.append(next(years))
            elif word.startswith(KIND_MARK):
                length = next((n for n in (2, 1) if tuple(words[-n:]) in self._before_names), 0)
                if length:
                    words[-length:] = self._before_names[tuple(words[-length:])]
                words.append(NAME_MARK)
            elif not word.startswith(NAME_MARK):
                words.append(word)
        return " ".join(words)

    def question_word(self, text: str) -> int | None:
        """Where in ``text`` its first question word starts; None when it has none."""
        tokens = self.read(text).tokens
        asked = self.asking_words.found([token.text for token in tokens])
        return next((tokens[place].start for place, _ in asked), None)

    def goes_on(self, text: str) -> bool:
        """Whether ``text`` begins with a word that joins it to what was said before (« et », "but")."""
        tokens = self.read(text).tokens
        return bool(tokens) and tokens[0].text in self.joining

    def is_polar(self, reading: Reading) -> bool:
        """Whether the question wants a yes or a no.

        A fragment does not that names nobody ("deal status?"), nor one that leaves the end open (« racheté par ? »), nor a
        choice ("is it over or still going on?"), unless it is between yes and no.
        """
        words = reading.core
        if self._is_choice(words):
            return False
        if self.polar_starts.starts(words, 0):
            return True
        if self.asking_words.within(words):
            return False
        is_fragment = len(words) < SHORTEST_POLAR and not reading.mentions
        is_open = not words or words[-1] in self._leading
        marked = "?" in reading.text and not is_fragment and not is_open
        return marked or bool(self._hung(reading.text, reading.tokens))

    def is_negated(self, reading: Reading, language: str) -> bool:
        """Whether it holds a negation of that language; « ça va se faire ou pas ? » holds none."""
        words = reading.plain
        return any(
            word in self._negations.get(language, ()) and not (place and words[place - 1] in self._either_or)
            for place, word in enumerate(words)
        )

    def _is_choice(self, words: Sequence[str]) -> bool:
        """Whether ``words`` leave a choice between two things, other than between something and its not being so."""
        return any(
            word in self._either_or and following not in self._denials and following not in self._refusals
            for word, following in pairwise(words[1:])
        )


def _moved(mention: Mention, kept: Sequence[int]) -> Mention:
    """``mention`` with its places counted among the ``kept`` tokens, its own among them."""
    first = bisect_left(kept, mention.first)
    return replace(mention, first=first, last=first + mention.last - mention.first)


def _capitals(text: str, tokens: Sequence[Token]) -> frozenset[str]:
    """Words with a capital inside a sentence; none where whole words are shouted, since then it tells nothing."""
    return frozenset(
        token.text
        for token in tokens
        if text[token.start].isupper()
        and not text[token.start : token.end].isupper()
        and text[: token.start].rstrip(" «\"'(\u00a0\u202f")[-1:] not in {"", ".", "!", "?", "\n", ":"}
    )


def _digits_before(units: Collection[str], words: Sequence[str]) -> Iterator[str]:
    for word, following in pairwise(words):
        if following in units and word.isdigit():
            yield word
