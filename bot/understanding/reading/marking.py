"""Marks in a question's words for whom it names, what its question words ask for and what its words mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from bot.knowledge.records import Entity
from bot.text.language import Language
from bot.text.meanings import Meanings
from bot.text.normalise import words as words_of
from bot.text.phrasebook import Phrasebook
from bot.understanding.reading.bounding import is_year
from bot.understanding.reading.entities import Mention
from bot.understanding.reading.framing import Framing
from bot.understanding.reading.readings import (
    ASK_MARK,
    KIND_MARK,
    MEANING_MARK,
    NAME_MARK,
    TELLING_KINDS,
    YEAR_MARK,
    Reading,
)

FEWEST_BEFORE = 3
"""Words before the « qui » of a cleft question: « c'est Bercy »."""


class Marking:
    """Puts marks into words.

    Args:
        entities: the dossier's.
        languages: whose words count.
        asking_words: the question words of every kind.
        framing: knows the words that join a text to what was said before it.

    Attributes:
        meanings: what words mean, in all languages.
    """

    def __init__(
        self,
        entities: Mapping[str, Entity],
        languages: Collection[Language],
        asking_words: Phrasebook,
        framing: Framing,
    ) -> None:
        self._entities = entities
        self._joining = framing.joining
        self._asking_words = asking_words
        self.meanings = Meanings(language.meanings for language in languages)
        kinds = {
            kind: [phrase for language in languages for phrase in language.question_words.get(kind, ())]
            for kind in TELLING_KINDS
        }
        self._kinds = {kind: Phrasebook(phrases) for kind, phrases in kinds.items()}
        asked = (phrase for phrases in kinds.values() for phrase in phrases)
        self._relative = framing.functions.intersection(asked)
        self._clefts = Phrasebook(opening for language in languages for opening in language.clefts)
        self._functions = framing.functions
        self._antecedents = frozenset().union(*(language.antecedents for language in languages))
        elisions = {letters for language in languages for letters in language.elisions}
        self._before_names = {
            tuple(words_of(variant, elisions)): words_of(forms[""], elisions)
            for language in languages
            for forms in language.articles.values()
            for written in forms.values()
            for variant in (written, language.elided.get(written, written))
            if written
        }
        elided = (pair for language in languages for pair in language.elided.items())
        single = [
            (short[0], full[0])
            for full, short in ((words_of(one, elisions), words_of(other, elisions)) for one, other in elided)
            if len(short) == len(full) == 1
        ]
        times = Counter(short for short, _ in single)
        # « L' » is both « le » and « la ».
        self._in_full = {short: full for short, full in single if times[short] == 1}

    def marked(self, words: Sequence[str], mentions: Sequence[Mention]) -> tuple[str, ...]:
        """``Reading.marked``, given its core and the mentions with their places in that."""
        is_plain = not mentions and not any(map(is_year, words))
        return self._with_marks(tuple(words if is_plain else self._named(words, mentions)))

    def _named(self, words: Sequence[str], mentions: Sequence[Mention]) -> Iterator[str]:
        starts = {mention.first: mention for mention in mentions}
        named = [mention.entity for mention in mentions]
        index = 0
        while index < len(words):
            mention = starts.get(index)
            if mention:
                yield KIND_MARK + self._entities[mention.entity].kind
                index = mention.last
                continue
            if is_year(words[index]):
                yield YEAR_MARK
                named.append(words[index])
            else:
                # « D'Orange » is « de Thales »: which of them it is depends on the name alone.
                yield self._in_full.get(words[index], words[index]) if index + 1 in starts else words[index]
            index += 1
        yield from (NAME_MARK + one for one in dict.fromkeys(named))

    def remarked(self, marked: Iterable[str]) -> tuple[str, ...]:
        """``marked`` with the marks of what its words ask for and mean; any that it has of them are left out first.

        In the order of the alphabet, so that two that meet in many questions make a pair, whatever the order of the words.
        """
        return self._with_marks(
            tuple([word for word in marked if not word.startswith((ASK_MARK, MEANING_MARK))])
        )

    def _with_marks(self, words: tuple[str, ...]) -> tuple[str, ...]:
        asks = [ASK_MARK + kind for kind in sorted(self._asked_for(words))]
        return (*words, *asks, *[MEANING_MARK + meaning for meaning in sorted(self.meanings.of(words))])

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

    def asks_first(self, marked: Sequence[str], kind: str) -> bool:
        """Whether the first question word of ``marked`` is one of that ``kind``."""
        asked = self._asking_words.found(marked)
        return bool(asked) and self._kinds[kind].starts(marked, asked[0][0])

    def asks(self, marked: Sequence[str]) -> bool:
        """Whether ``marked`` asks with a question word: « c'est Bercy qui a décidé ? » does not."""
        return bool(self._asked(marked))

    def _asked(self, words: Sequence[str]) -> Sequence[int]:
        """Where question words stand that ask."""
        return [place for place, _ in self._asking_words.found(words) if not self._is_cleft(words, place)]

    def _is_cleft(self, words: Sequence[str], place: int) -> bool:
        """Whether the word at ``place`` only says of whom it is that something is: the « qui » of « c'est bien l'État qui l'a voulu ? »."""
        if place < FEWEST_BEFORE or words[place] not in self._relative or words[place - 1][:1] != NAME_MARK:
            return False
        return any(
            all(word in self._functions for word in words[start + length : place - 1])
            for start, length in self._clefts.found(words[: place - 1])
        )

    def _asked_for(self, words: Sequence[str]) -> frozenset[str]:
        asked = self._asked(words)
        return frozenset(
            kind
            for place in asked
            if not self._is_subordinate(words, place, asked[0])
            for kind, phrases in self._kinds.items()
            if phrases.starts(words, place)
        )

    def _is_subordinate(self, words: Sequence[str], place: int, first: int) -> bool:
        """Whether the question word at ``place`` opens a clause: of a question that another word asked before it, or of whom it names.

        « When » does in "what did it want when it launched?", and not in "who owns it and when was it born?"; « qui » does in
        « ceux qui l'accusent ».
        """
        if words[place] not in self._relative or not place:
            return False
        return words[place - 1] in self._antecedents or (
            place > first and words[place - 1] not in self._joining
        )
