"""How a question is read: its words, the entities and years it names, and whether it wants a yes or a no."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from bot.knowledge.records import Entity
from bot.text.language import Language
from bot.text.normalise import QUESTION_MARKS, Token, fold, tokenise
from bot.text.opposites import Opposites
from bot.text.phrasebook import Phrasebook
from bot.text.shorthand import Shorthand
from bot.understanding.reading.bounding import Bounding, is_figure, numbers, with_signs
from bot.understanding.reading.doings import Doings
from bot.understanding.reading.entities import EntityFinder, Mention, covered_by, name_words
from bot.understanding.reading.framing import Framing
from bot.understanding.reading.marking import Marking
from bot.understanding.reading.readings import Reading, asked_for

SHORTEST_POLAR = 3
"""Words from which a question without a name, or anything but its mark, is a sentence that wants a yes or a no."""
LONGEST_SUBJECT = 6
"""Words beyond which a noun and a name behind it are more than a subject."""

WEEKDAY = "weekday"
"""What the languages call the meaning of the days of the week: a capital makes no stranger of them."""

REMEMBERED = 64
"""Texts whose reading is kept: a question is looked at several times on its way."""


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
        summing: phrases that say what several figures make together.
        polar_starts: how questions begin that want a yes or a no.
        meanings: what words mean, in all languages.
        denials: folded words that negate, of all languages.
        articles: folded words that may stand before a name for nothing but grammar, of all languages.
        counts: folded words that say how many, of all languages.
        modals: language → groups of folded words that ask alike of what can, should, will or is meant to be.
    """

    def __init__(
        self, entities: Mapping[str, Entity], languages: Mapping[str, Language], finder: EntityFinder
    ) -> None:
        spoken = tuple(languages.values())
        self._finder = finder
        self.elisions = sorted({letters for language in spoken for letters in language.elisions})
        self.asking_words = Phrasebook(
            phrase
            for language in spoken
            for phrases in language.question_words.values()
            for phrase in phrases
        )
        self._which = frozenset(word for one in spoken for word in one.question_words.get("which", ()))
        self.polar_starts = Phrasebook(start for language in spoken for start in language.polar_starts)
        self._framing = Framing(spoken, self.asking_words)
        self.frames, self.functions = self._framing.phrases, self._framing.functions
        self.joining, self.pronouns = self._framing.joining, self._framing.pronouns
        self.pronoun_phrases = Phrasebook(self.pronouns)
        self._marking = Marking(entities, spoken, self.asking_words, self._framing)
        self.meanings = self._marking.meanings
        self._bounding = Bounding(spoken)
        self._shorthand = Shorthand(languages, name_words(entities, self.elisions))
        self.summing = Phrasebook(phrase for one in spoken for phrase in one.summing)
        self._percents = Phrasebook(phrase for one in spoken for phrase in one.percent_words)
        self._opposites = Opposites([pair for language in spoken for pair in language.opposites])
        self._either_or = frozenset().union(*(one.either_or for one in spoken))
        self._supposing = Phrasebook(start for one in spoken for start in one.supposing)
        self._opening = frozenset().union(*(one.asks_at_start for one in spoken))
        forms = (form for one in spoken for form in one.articles.get("the", {}).values())
        self.articles = frozenset(word for form in forms for word in fold(form).split())
        self._doings = Doings(spoken, self._opposites, self.functions, self.articles)
        self.counts = frozenset().union(*(one.counts.union(one.numerals) for one in spoken))
        self.modals = {one.id: tuple(frozenset(group.split()) for group in one.modals) for one in spoken}
        self._between = frozenset().union(*(one.mutual_words | one.owner_words for one in spoken))
        self._around_years = frozenset().union(*(one.around_years for one in spoken))
        self._deciding = frozenset().union(*(one.deciding for one in spoken))
        self._refusals = frozenset().union(*(one.refusals for one in spoken))
        self._leading = frozenset().union(*(one.agent_words | one.owner_words for one in spoken))
        self._negations = {language.id: language.negations for language in spoken}
        self.denials = frozenset().union(*self._negations.values())
        self._mere_denials = self.denials.difference(*(one.limits for one in spoken))
        self._before_denials = frozenset(first for one in spoken for first, _ in one.limits_around)
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._read)

    def read(self, text: str, *, exact: bool = False) -> Reading:
        """Read ``text``; anything can be read. With ``exact``, names count only as an author spells them."""
        return self._remembered(text, exact)

    def _read(self, text: str, exact: bool) -> Reading:
        tokens = self._shorthand.spell_out(text, tokenise(text, self.elisions))
        tokens = with_signs(tokens, self._percents)
        tokens = self._finder.unstick(tokens)
        found = self._finder.find(text, tokens, exact=exact)
        mentions = tuple([one for one in found if not self._is_which(one, tokens)])
        covered = covered_by(mentions)
        around = self._framing.around(text, tokens, mentions)
        words = tuple([token.text for token in tokens])
        kept = [index for index in range(len(tokens)) if index not in around]
        core = tuple([words[index] for index in kept]) if around else words
        unnamed = [tokens[index] for index in kept if index not in covered]
        plain = tuple([token.text for token in unnamed]) if covered else core
        marked = self._marking.marked(core, [_moved(mention, kept) for mention in mentions])
        written = tuple(numbers(text, unnamed)) if any(map(str.isdigit, plain)) else ()
        bounds = self._bounding.of(core, plain, marked, written)
        capitals = _capitals(text, [token for index, token in enumerate(tokens) if index not in covered])
        acts, passive = self._doings.acts(words, mentions)
        return Reading(
            text=text,
            tokens=tokens,
            mentions=mentions,
            core=core,
            marked=marked,
            plain=plain,
            years=bounds.years,
            bounds=bounds.around,
            compared=bounds.compared,
            relative=bounds.relative,
            percents=bounds.percents,
            figures=bounds.figures,
            amounts=bounds.amounts,
            beyond=bounds.beyond,
            limits=bounds.limits,
            months=self._bounding.months(unnamed),
            capitals=frozenset(word for word in capitals if WEEKDAY not in self.meanings.of((word,))),
            asks=asked_for(marked),
            sides=self._sides(core, marked),
            acts=acts,
            doers=frozenset(self._doings.doers(words, mentions)),
            weighed=self._doings.weighed(words, mentions),
            passive=passive,
            wordings=(words,),
        )

    def _is_which(self, mention: Mention, tokens: Sequence[Token]) -> bool:
        """Whether it is asked which one, and a name only guessed: « quel opérateur ? » does not ask of « l'opérateur »."""
        return not mention.exact and mention.first > 0 and tokens[mention.first - 1].text in self._which

    def _sides(self, words: Sequence[str], marked: Sequence[str]) -> frozenset[str]:
        """``Reading.sides``. « OVH n'est pas rentable ? » expects a yes or a no to the same as without its « pas »."""
        asks_on = (
            not self.denials.isdisjoint(words)
            and self._marking.asks(marked)
            and not self.polar_starts.starts(words, 0)
        )
        return self._opposites.sides(words, negated=asks_on)

    def remarked(self, marked: Iterable[str]) -> tuple[str, ...]:
        """``marked`` with the marks of what its words ask for and mean now; see ``Marking``."""
        return self._marking.remarked(marked)

    def asks_first(self, marked: Sequence[str], kind: str) -> bool:
        """Whether the first question word of ``marked`` asks for that ``kind``: « which boat causes most of it? » asks for no cause."""
        return self._marking.asks_first(marked, kind)

    def blank(self, reading: Reading) -> str:
        """The core of ``reading`` with every name left blank; see ``Marking``."""
        return self._marking.blank(reading)

    def mended(self, reading: Reading, repaired: Sequence[str]) -> Reading:
        """``reading`` with what it asks for and holds seen from its words as ``repaired`` and ``remarked`` (« y » is "why")."""
        return replace(
            reading,
            asks=asked_for(repaired),
            sides=self._sides(repaired, repaired),
            wordings=(*reading.wordings, tuple(repaired)),
        )

    def question_word(self, text: str) -> int | None:
        """Where in ``text`` its first question word starts; None when it has none."""
        tokens = self.read(text).tokens
        asked = self.asking_words.found([token.text for token in tokens])
        return next((tokens[place].start for place, _ in asked), None)

    def doubled(self, reading: Reading) -> frozenset[int]:
        """Places of the pronouns of ``reading`` that only say its subject again; see ``Framing``."""
        return self._framing.doubled(reading.text, reading.tokens)

    def goes_on(self, text: str) -> bool:
        """Whether ``text`` begins with a word that joins it to what was said before (« et », "but")."""
        tokens = self.read(text).tokens
        return bool(tokens) and tokens[0].text in self.joining

    def is_polar(self, reading: Reading) -> bool:
        """Whether the question wants a yes or a no.

        A fragment does not that names nobody ("deal status?"), nor one that leaves the end open (« racheté par ? »), nor a
        choice ("is it over or still going on?"), unless it is between yes and no, nor what is but supposed (« et si ça rate ? »).
        """
        words = reading.core
        if self.leaves_open(reading) or self._opening.intersection(words[:1]):
            return False
        if self.polar_starts.starts(words, 0):
            return True
        # « Lequel a le plus ? » goes on with the talk by its very question word.
        if self._marking.asks(reading.marked) or self.asking_words.starts(reading.words, 0):
            return False
        if self._framing.tag(reading.words):
            return True
        is_fragment = len(words) < SHORTEST_POLAR and not reading.mentions
        is_open = not words or words[-1] in self._leading
        marked = not set(QUESTION_MARKS).isdisjoint(reading.text) and not is_fragment and not is_open
        marked = marked and not self.is_subject(reading)
        return marked or bool(self._framing.hung(reading.text, reading.tokens))

    def is_subject(self, reading: Reading) -> bool:
        """Whether it is but a subject: names alone (« OpenStack ? », « Bull et SFR ? »), or a noun and whose it is ("profitability of OVH?")."""
        plain, core = reading.plain, reading.core
        if not reading.mentions or len(core) > LONGEST_SUBJECT:
            return False
        if all(word in self._between for word in plain):
            return True
        says_of_whom = plain[-1] in self._between and core[-1] not in plain
        told = [word for word in plain if word not in self.functions]
        return says_of_whom and core[0] in plain and core[0] not in self.pronouns and len(told) == 1

    def is_negated(self, reading: Reading, language: str) -> bool:
        """Whether it holds a negation of that language; « ça va se faire ou pas ? » and "it is off, isn't it?" hold none."""
        words = reading.plain
        return any(
            word in self._negations.get(language, ()) and not (place and words[place - 1] in self._either_or)
            for place, word in enumerate(words)
        )

    def deciding(self, reading: Reading) -> frozenset[str]:
        """Its words of grammar on which a yes or a no may hang: « un procès contre le maire ? ».

        None of those that set a bound to a figure or a year ("more than 40%?", "before 2012?"), which are held against the facts.
        """
        bounding = {word for one in reading.beyond for word in one.words}
        if reading.relative:
            bounding |= self._around_years
        asks_so = reading.core[-1:] and reading.core[-1] in self._refusals  # « c'est signé, non ? »
        return self._deciding.intersection(reading.core[:-1] if asks_so else reading.core) - bounding

    def affirmed(self, reading: Reading) -> str | None:
        """Its words without what merely denies (« pas », "not"), where it wants a yes or a no; None where nothing does.

        What also says how much (« jamais », "nobody") is no mere denial.
        """
        words = [token.text for token in reading.tokens]
        if self._mere_denials.isdisjoint(words) or not self.is_polar(reading):
            return None
        denying = self._mere_denials | self._before_denials
        return f"{' '.join(word for word in words if word not in denying)} ?"

    def confirms_denial(self, reading: Reading, language: str) -> bool:
        """Whether it asks if what it denies is so, or what it says is false: yes and no would each be taken for the other.

        « Ce n'est pas signé, c'est ça ? », « est-il faux que c'est signé ? ».
        """
        confirms = self._framing.confirms(reading.words) and self.is_negated(reading, language)
        return confirms or self._framing.belies(reading.words)

    def only_figures(self, reading: Reading) -> bool:
        """Whether it is nothing but figures, with words for numbers behind them: « 44 % ? », "200 million?"."""
        words = reading.core
        return any(map(is_figure, words)) and all(is_figure(word) or word in self.counts for word in words)

    def leaves_open(self, reading: Reading) -> bool:
        """Whether neither yes nor no can be said to it, however it goes on: a choice, or what is but supposed."""
        return self.is_choice(reading) or self.supposes(reading)

    def supposes(self, reading: Reading) -> bool:
        """Whether it only supposes something: "what if it fails?", but not "if it fails, does Thales stay?"."""
        words = reading.words
        around = self.frames.covered(words)
        starts = (at for at, word in enumerate(words) if at not in around and word not in self.joining)
        place = next(starts, len(words))
        is_supposed = self._supposing.starts(words, place)
        return is_supposed and "," not in reading.text[reading.tokens[place].end :]

    def is_choice(self, reading: Reading) -> bool:
        """Whether it leaves a choice between two things, other than between something and its not being so."""
        named = {reading.tokens[place].text for place in covered_by(reading.mentions)}
        return any(
            word in self._either_or
            and word not in named  # « Épi d'Or » is no choice
            and following not in self.denials
            and following not in self._refusals
            for word, following in pairwise(reading.core[1:])
        )


def _moved(mention: Mention, kept: Sequence[int]) -> Mention:
    """``mention`` with its places counted among the ``kept`` tokens, its own among them."""
    first = bisect_left(kept, mention.first)
    return replace(mention, first=first, last=first + mention.last - mention.first)


def _capitals(text: str, tokens: Sequence[Token]) -> frozenset[str]:
    """Words with a capital inside a sentence; none where whole words are shouted, since then it tells nothing."""
    if text.islower():
        return frozenset()
    return frozenset(
        token.text
        for token in tokens
        if text[token.start].isupper()
        and not text[token.start : token.end].isupper()
        and text[: token.start].rstrip(" «\"'(\u00a0\u202f")[-1:] not in {"", ".", "!", "?", "\n", ":"}
    )
