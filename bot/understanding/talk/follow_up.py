"""Follow-ups: what « et Orange ? », "why?" or « combien détient-elle ? » leave out, put back from the talk."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from bot.text.formats import enumeration
from bot.text.language import Language
from bot.text.normalise import fold
from bot.text.phrasebook import Phrasebook
from bot.understanding.reading.bounding import is_figure
from bot.understanding.reading.entities import Mention, covered_by
from bot.understanding.reading.readings import HOW_MUCH, WHO, WHY, Reading
from bot.understanding.talk.completed import Completion, Lean, Way
from bot.understanding.talk.conversation import Turn
from bot.understanding.talk.pointing import SEVERAL
from bot.understanding.talk.pronouns import Pronouns
from bot.understanding.talk.swapping import Swapping, names_of

SHORT = 6
"""Words of a question without any name that may go on with the talk although no word of it says so (« remplacée par quoi ? »)."""


class FollowUps:
    """Completes follow-ups for the dossiers of one reader.

    Args:
        pronouns: puts names in their place.
        languages: whose follow-up words count.
        shares: digits of shares, which need no sign to be taken for such.

    Attributes:
        pronouns: as given.
        swapping: puts what a follow-up names in the place of what the question before named.
    """

    def __init__(
        self, pronouns: Pronouns, languages: Mapping[str, Language], shares: Collection[str] = ()
    ) -> None:
        self.pronouns = pronouns
        self._reader = pronouns.reader
        self._comparing = Phrasebook(start for one in languages.values() for start in one.comparing)
        self._correcting = Phrasebook(phrase for one in languages.values() for phrase in one.correcting)
        self._converse = Phrasebook(phrase for one in languages.values() for phrase in one.converse)
        self._languages = languages
        self.swapping = Swapping(pronouns, languages, shares)
        to = (form for one in languages.values() for form in one.articles.get("to", {}).values())
        self._to = frozenset(fold(form) for form in to)
        self._why_not = {one.id: one.why_not for one in languages.values()}
        self._starts = Phrasebook(start for one in languages.values() for start in one.follow_up_starts)

    def lean(self, reading: Reading) -> Lean:
        """How ``reading`` leans on the question before it."""
        words = reading.words
        # Of « quel prix » the price asks only beside its « quel ».
        asking = self._reader.asking_words.covered(reading.plain)
        leaning = asking.union(
            *(phrases.covered(reading.plain) for phrases in self.swapping.years_off.values())
        )
        telling = [
            word
            for place, word in enumerate(reading.plain)
            if place not in leaning
            and self._tells(word)
            and not is_figure(word)
            and not self._counts(reading, place)
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

    def _counts(self, reading: Reading, place: int) -> bool:
        """Whether the word at ``place`` of what is no name only says how many of what the digits before it: « 200 millions »."""
        words = reading.plain
        return place > 0 and words[place] in self._reader.counts and words[place - 1].isdigit()

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
        turned = self._converse.within(reading.words)
        if compares is not None:
            rest = reading.text[compares:]
            yield from (
                Completion(text, Way.COMPARED) for text in self._compared(reading, before, rest, turn)
            )
        elif turned:
            yield from (Completion(text, Way.SWAPPED) for text in self.swapping.turned_round(before))
        elif (
            lean.bare
            and reading.asks <= before.asks
            and not (lean.pronoun and self._reader.polar_starts.starts(reading.core, 0))
        ):
            yield from self.swapping.swapped(reading, before, turn)
            if self._correcting.within(reading.words):
                yield from self.pronouns.corrected(before, reading)
        if not lean.starts and before.asks == {WHO} and self.only_names(reading):
            yield from self._guessed(reading, before)
        # « C'est plus qu'Orange ? » after what two hold together is held against neither alone.
        several = compares is not None and len(self._held(reading, before)) >= SEVERAL
        if lean.pronoun and not turned and not several:
            yield from self.pronouns.named(reading, before, turn)
        elif lean.short and not turned and reading.asks in ({WHO}, {HOW_MUCH}):
            yield from self.pronouns.added(reading, turn)
        # "The year before?" is about that year, and no longer about the one before.
        counts = any(year not in reading.years for year in self.swapping.years(reading, before))
        words = self._words(reading, turn, lean)
        listing = self.only_names(reading) and self.only_names(before)
        for kept in () if counts or listing else self._kept(reading, before, lean):
            yield Completion(f"{words} {kept}", Way.JOINED)

    def _guessed(self, reading: Reading, before: Reading) -> Iterator[Completion]:
        """The question before with a guess for whom it asked for: « Atos ? » after « qui a racheté SFR ? »."""
        place, length = next(iter(self._reader.asking_words.found(before.words)))
        asked = before.tokens[place + length - 1]
        text = f"{before.text[: asked.start]}{names_of(reading)}{before.text[asked.end :]}"
        yield Completion(text, Way.GUESSED, entities=reading.entities)

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
        asked = self._reader.asking_words.covered(reading.words)
        only = (token for place, token in enumerate(reading.tokens) if place in asked)
        return " ".join(token.text for token in only) if reading.asks == {WHO} else words

    def _compares_at(self, reading: Reading) -> int | None:
        """Where in the text it begins to hold what was spoken of against another, nothing telling before that (« c'est plus que »)."""
        words = reading.words
        place = next((place for place, _ in self._comparing.found(words)), None)
        if place is None or any(word not in self._reader.functions for word in words[:place]):
            return None
        return reading.tokens[place].start

    def only_names(self, reading: Reading) -> bool:
        """Whether a text is nothing but a name, or several: « Orange ? », "no, I meant Thales"; who was named before has no part in that."""
        left_out = covered_by(reading.mentions) | self._correcting.covered(reading.words)
        around = (token.text for place, token in enumerate(reading.tokens) if place not in left_out)
        return bool(reading.mentions) and all(word in self._reader.joining for word in around)

    def _compared(self, reading: Reading, before: Reading, rest: str, turn: Turn) -> Iterator[str]:
        """What the question before was about held against what this one names in its ``rest``.

        All that the talk has named is, where it says "together".
        """
        several = self._spoken_of_together(reading, turn)
        if several:
            yield f"{several} {rest}"
            return
        held = self._held(reading, before)
        together = len(held) > 1 and self.swapping.takes_together(before)
        if reading.entities and together:
            as_named = set(held) == set(before.entities)
            yield f"{names_of(before) if as_named else self._enumerated(held, turn)} {rest}"
        for entity in held if reading.entities and not together else ():
            yield f"{self.pronouns.name_of(entity)} {rest}"
        if reading.years and not reading.entities:
            yield f"{self._content(before)} {rest}"

    def _held(self, reading: Reading, before: Reading) -> Sequence[str]:
        """Whom the question before was about, but for those that ``reading`` names.

        After « Thales a moins que la Caisse ? » it is Thales that is held against another.
        """
        return [entity for entity in before.held if entity not in reading.entities]

    def _spoken_of_together(self, reading: Reading, turn: Turn) -> str | None:
        """Those of several that the talk has named, where ``reading`` takes them as one: « ensemble c'est plus qu'Orange ? ».

        So does who goes on about those of whom a reply told one after another: « c'est plus qu'Orange ? » after « et les autres ? ».
        """
        if not reading.mentions:
            return None
        spoken = self.pronouns.asked_of_each(turn)
        if turn.listed is not None and self.swapping.says_jointly(reading):
            spoken = tuple(one for one in turn.listed.names if one in turn.listed.seen) or spoken
        names = [one for one in spoken if one not in reading.entities]
        if len(names) < SEVERAL:
            return None
        return self._enumerated(names, turn)

    def _enumerated(self, names: Sequence[str], turn: Turn) -> str:
        """The names of several entities, as the language of the talk lists them."""
        return enumeration([self.pronouns.name_of(one) for one in names], self._languages[turn.language])

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
        words = reading.words
        asked = self._reader.asking_words.covered(words)
        return any(word in self._to for word in words[: max(asked, default=-1) + 1])

    def _content(self, before: Reading, years: Collection[str] = (), without: Mention | None = None) -> str:
        """What the question before was about, without its question words and opening, some ``years`` and one name."""
        tokens = list(before.tokens)
        words = [token.text for token in tokens]
        opening = self._reader.polar_starts.length(words, 0)
        if opening == len(words):
            opening = 0  # « c'est signé ? » is nothing but an opening
        left_out = self._reader.asking_words.covered(words) | frozenset(range(opening))
        if without:
            left_out |= frozenset(range(without.first, without.last))
        kept = [
            token for place, token in enumerate(tokens) if place not in left_out and token.text not in years
        ]
        spans = dict.fromkeys((token.start, token.end) for token in kept)
        return " ".join(before.text[start:end] for start, end in spans)
