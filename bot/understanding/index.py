"""One dossier made ready for questions: its phrasings ranked, its entities found, its structure checked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from math import isfinite, prod

import numpy as np

from bot.knowledge.records import Dossier, IntentKind
from bot.text.language import Language
from bot.text.normalise import words
from bot.understanding.candidates import (
    ANOTHER_AMOUNT,
    CONTRARY,
    NARROWS,
    STRANGER,
    VERBATIM,
    Considered,
    Scored,
    is_verbatim,
)
from bot.understanding.learned import Learned, Phrased, learn
from bot.understanding.profiles import world_of
from bot.understanding.ranking.ranker import Match, Ranker
from bot.understanding.ranking.spelling import Habits
from bot.understanding.reading.entities import EntityFinder
from bot.understanding.reading.reader import Reader
from bot.understanding.reading.readings import ASK_MARK, NAME_MARK, WHY, Reading
from bot.understanding.structure import FOREIGN_FIGURE, OPPOSITE, penalties
from bot.understanding.turning import asks_contrary, said
from bot.understanding.wording import Worded, Wording

FAVOUR = 0.12
"""What an intent that is related to what was just answered has more in its score: who asks on mostly asks about that."""
LOOKED_INTO = 8
"""Candidates whose nearest phrasing is looked into."""
ASKS_WHY = ASK_MARK + WHY
"""Stands in a phrasing that asks why."""
NOT_WHY = 0.4
"""Factor for a candidate whose nearest phrasing asks why, where the question does not: « pourquoi Atos a-t-il racheté
Bull ? » takes for granted what « Atos a-t-il racheté Bull ? » wants to know."""
STRANGE_NAME = 0.35
"""Factor for every answer when the question names something that the dossier has never heard of."""
NARROWED = 0.5
"""Factor for an answer to a yes-or-no question that asks for less than anybody asks it for ("is only Thales leaving?")."""
PUT_FORWARD = 0.8
"""For an amount that a yes-or-no question puts forward and that nobody else does: the answer is told, with neither yes nor no."""
SCENELESS = 12
"""Words up to which a question is about everybody that it names."""
MANY = 1 / 3
"""Share of an intent's phrasings with a kind of question word from which it is a way of asking for that."""
CONSIDERED, FEW = 12, 5
"""Candidates that the structure looks at: what it demotes must still find its replacement among them. A few will do for a plain
list of questions, of which it demotes hardly any."""

COVERED, NEARER, LIKELY = 0.15, 0.38, 0.045
"""What a candidate's share of the question's telling words, the cosine with its nearest phrasing and the likelihood of
its words (a mean of logarithms) are worth beside its score. Fitted as a softmax over the candidates of labelled questions; on
those held out it finds 2 to 3 in a hundred more, and 3 to 6 in a hundred more of what the source is silent on."""


class DossierIndex:
    """Ranks a dossier's intents for a question. Immutable once made.

    Args:
        dossier: checked by its loader.
        reader: reads questions against the dossier's entities.
        learned: what its phrasings taught.
        ranker: ranks its intents, numbered in the dossier's order.
    """

    def __init__(
        self,
        dossier: Dossier,
        reader: Reader,
        learned: Learned,
        ranker: Ranker,
    ) -> None:
        self.dossier = dossier
        self.reader = reader
        self.learned = learned
        self.ranker = ranker
        self._intents = tuple(dossier.intents.values())
        self._functions = reader.functions
        self._world = world_of(dossier)
        self.wording = Wording(learned.vocabulary, ranker.vocabulary, self._functions, NAME_MARK)
        self._kin = np.array(learned.kin, dtype=np.int64)
        self._named = _name_words(dossier, reader.elisions)
        self._title = frozenset(
            word for title in dossier.title.values() for word in words(title, reader.elisions)
        )
        self._related: dict[str, frozenset[str]] = {}

    @property
    def told(self) -> bool:
        """Whether the dossier has facts, and not questions and answers alone."""
        return self._world.told

    def named(self, text: str) -> frozenset[str]:
        """The folded words of ``text`` that name somebody whom the dossier knows, or stand in its title."""
        reading = self.reader.read(text)
        exact = [mention for mention in reading.mentions if mention.exact]
        spoken = {reading.tokens[place].text for one in exact for place in range(one.first, one.last)}
        return frozenset(spoken | (self._title & set(reading.plain))) - self._functions

    def knows(self, word: str) -> bool:
        """Whether a folded word is one of its phrasings', of its names, of its title or of grammar."""
        return any(
            word in some for some in (self.ranker.vocabulary, self._functions, self._named, self._title)
        )

    @classmethod
    def build(cls, dossier: Dossier, languages: Mapping[str, Language], habits: Habits) -> DossierIndex:
        """Learn ``dossier`` from its phrasings; ``habits``: how people misspell."""
        reader = make_reader(dossier, languages)
        learned, examples = learn(dossier, languages, reader)
        ranker = Ranker.build(examples, labels=len(dossier.intents), habits=habits)
        return cls(dossier, reader, learned, ranker)

    def consider(
        self,
        text: str,
        context: Collection[str] = (),
        *,
        without: str | None = None,
        favoured: Collection[str] = (),
        repair: bool = True,
        overlooked: str = "",
    ) -> Considered:
        """Rank the intents for ``text``.

        Args:
            text: any text.
            context: entities that the talk is about.
            without: an intent that it cannot be.
            favoured: intents that are related to what the talk was about.
            repair: whether misspelled words are repaired.
            overlooked: a penalty that is not applied, to see what it does.
        """
        reading = self.reader.read(text)
        limit = CONSIDERED if self.told else FEW
        ranking = self.ranker.rank(
            self._without_strangers(reading), limit=limit, repair=repair, remarked=self.reader.remarked
        )
        if ranking.repairs:
            reading = self.reader.mended(reading, ranking.tokens)
        matches = [
            replace(one, score=one.score + FAVOUR) if self._intents[one.label].id in favoured else one
            for one in ranking.matches
            if self._intents[one.label].id != without
        ]
        if reading.mentions:
            matches = list(self._said(reading, matches))
        words = self.wording.of(ranking.tokens)
        candidates = self.weighed(self.structured(reading, matches, frozenset(context), overlooked), words)
        coverage = candidates[0].coverage if candidates else 0.0
        return Considered(reading, ranking, candidates, words, coverage, self.told)

    def _said(self, reading: Reading, matches: Sequence[Match]) -> Iterator[Match]:
        """``matches``, those being as near as can be of which the question is a phrasing with another name in its slot."""
        examples = {
            self.learned.phrased[example].label: example
            for example in self.learned.slotted.get(self.reader.blank(reading), ())
            if self._fits(reading, example)
        }
        for one in matches:
            example = examples.get(one.label)
            yield one if example is None else replace(one, nearest=1.0, example=example)

    def _fits(self, reading: Reading, example: int) -> bool:
        """Whether the names of a question can stand where an example has its own."""
        phrased = self.learned.phrased[example]
        slots = self._intents[phrased.label].slots
        own = self.reader.read(phrased.text, exact=True).entities
        if len(own) != len(reading.entities):
            return False
        fillers = [slots[name].fillers for name in phrased.order]
        return len(set(reading.entities)) == len(set(own)) and all(
            there == here or any(there in some and here in some for some in fillers)
            for there, here in zip(own, reading.entities, strict=True)
        )

    def related(self, intent: str) -> frozenset[str]:
        """Ids of the intents that people ask about next after ``intent``; none for an intent that is no more.

        The author put either near to the other, or both say some of the same facts.
        """
        known = self._related.get(intent)
        if known is None:
            known = self._related[intent] = frozenset(self._relatives(intent))
        return known

    def _relatives(self, id_: str) -> Iterator[str]:
        asked = self.dossier.intents.get(id_)
        if asked is None:
            return
        facts = frozenset(asked.facts.values())
        for other in self._intents:
            if other.id != id_ and (
                other.id in asked.near or id_ in other.near or not facts.isdisjoint(other.facts.values())
            ):
                yield other.id

    def asked_for(self, kind: str) -> frozenset[str]:
        """Ids of the intents of whose phrasings ``MANY`` ask for a kind of thing, such as ``WHO``."""
        pairs = zip(self._intents, self.learned.profiles, strict=True)
        return frozenset(intent.id for intent, profile in pairs if profile.asks.get(kind, 0.0) >= MANY)

    def asked_with(self, label: int, language: str) -> Phrased | None:
        """The first way of asking an intent in a language, and not the contrary; None where there is none."""
        examples = self.ranker.order[self.ranker.rows_of(label)].tolist()
        phrased = (self.learned.phrased[example] for example in examples)
        return next((one for one in phrased if one.language == language and not one.contrary), None)

    def _without_strangers(self, reading: Reading) -> Sequence[str]:
        """The marks without what the dossier cannot know.

        A year that no phrasing names tells nothing of what is asked; whether it fits is for the structure to say. An
        unknown word with a capital is somebody's name, and no misspelling of a word that is known (Peru, « perdu »).
        """
        known = self.ranker.features.words
        strange = {NAME_MARK + year for year in reading.years if NAME_MARK + year not in known}
        names = self._strange_names(reading)
        return [
            f"{NAME_MARK}?{word}" if word in names else word for word in reading.marked if word not in strange
        ]

    def _strange_names(self, reading: Reading) -> frozenset[str]:
        """Words with a capital that neither the dossier nor grammar knows."""
        known = self.ranker.vocabulary
        return frozenset(
            word for word in reading.capitals if word not in known and word not in self._functions
        )

    def structured(
        self, reading: Reading, matches: Sequence[Match], context: frozenset[str], overlooked: str = ""
    ) -> tuple[Scored, ...]:
        """``matches`` with the penalties of the structure but the one ``overlooked``, in their new order."""
        found = []
        for place, match in enumerate(matches):
            spoken = self.learned.phrased[match.example].language
            # How an intent is mostly asked speaks against none of its own phrasings.
            asked = replace(reading, asks=frozenset()) if match.nearest >= VERBATIM else reading
            cuts = dict(penalties(self.learned.profiles[match.label], asked, spoken, context, self._world))
            if self.told:
                cuts.update(self._against(reading, match, place))
            cuts = {why: factor for why, factor in cuts.items() if why != overlooked}
            score = match.score * prod(cuts.values()) if match.score > 0 else match.score
            nearest = self.learned.phrased[match.example]
            kin = self.learned.kin[match.label]
            typical = float(self.ranker.typical[match.label])
            found.append(Scored(self._intents[match.label], score, match, cuts, nearest, kin, typical))
        return tuple(sorted(found, key=lambda one: (not is_verbatim(one), -one.score)))

    def _against(self, reading: Reading, match: Match, place: int) -> Iterator[tuple[str, float]]:
        """What speaks against a candidate of a dossier of facts beside its profile, reason and factor."""
        expected = self.learned.profiles[match.label]
        if (
            place < LOOKED_INTO
            and not reading.asks
            and ASKS_WHY in self.ranker.examples[match.example].tokens
        ):
            yield "does not ask why", NOT_WHY
        if not expected.turned.isdisjoint(reading.sides) and not (
            expected.turns and self.reader.is_polar(reading)
        ):
            yield CONTRARY, OPPOSITE
        if self._intents[match.label].kind is not IntentKind.ANSWER:
            return
        amounts = [one for one in reading.amounts if one not in self.ranker.vocabulary]
        if amounts and self.reader.is_polar(reading):
            yield f"puts forward {', '.join(amounts)}", PUT_FORWARD
        elif amounts:
            yield f"{ANOTHER_AMOUNT}{', '.join(amounts)}", FOREIGN_FIGURE
        limits = reading.limits - expected.limits
        if limits and self.reader.is_polar(reading):
            yield f"{NARROWS}{', '.join(sorted(limits))}", NARROWED
        strange = self._strange_names(reading)
        if strange:
            # In a long text it may only set the scene: « je suis à Lyon, et… ».
            why = STRANGER if len(reading.core) <= SCENELESS else "names "
            yield f"{why}{', '.join(sorted(strange))}", STRANGE_NAME

    def weighed(self, candidates: Sequence[Scored], words: Worded) -> tuple[Scored, ...]:
        """``candidates`` in the order that their own words give them; the best keeps the best score that there was.

        Args:
            candidates: best first.
            words: the question's words after repair.
        """
        if not candidates:
            return ()
        likely = self.wording.likelihoods(words)
        likeliest = int(likely.argmax())
        rival = float(likely[self._kin != self._kin[likeliest]].max(initial=-np.inf))
        worth, told = [], []
        for one in candidates:
            likelihood = float(likely[one.match.label])
            other = rival if one.kin == self._kin[likeliest] else float(likely[likeliest])
            coverage = self.wording.coverage(words, one.match.label)
            lead = (likelihood - other) * words.count if isfinite(other) else 0.0
            # What the words and the nearest phrasing say for it counts as far as its structure fits.
            own = (COVERED * coverage + NEARER * one.match.nearest) * prod(one.penalties.values())
            worth.append(one.score + own + LIKELY * likelihood)
            told.append((likelihood, coverage, lead))
        lift = candidates[0].score - max(worth)
        weighed = [
            replace(one, score=value + lift, likelihood=likelihood, coverage=coverage, lead=lead)
            for one, value, (likelihood, coverage, lead) in zip(candidates, worth, told, strict=True)
        ]
        return tuple(sorted(weighed, key=lambda one: (not is_verbatim(one), -one.score)))

    def is_turned(self, considered: Considered) -> bool | None:
        """Whether a question asks the contrary of what people ask its best candidate with; None where that can't be told.

        Where the author wrote how that is asked, both kinds of phrasings are held against it, by their nearest one and by their words.
        """
        reading, label = considered.reading, considered.candidates[0].match.label
        if self._compares_otherwise(considered):
            return None
        opposite_word = not self.learned.profiles[label].turned.isdisjoint(reading.sides)
        odds = self.learned.turning.get(label)
        if odds is None:
            return opposite_word
        near = {True: 0.0, False: 0.0}
        for example, cosine in self.ranker.nearness(considered.ranking, label).items():
            contrary = self.learned.phrased[example].contrary
            near[contrary] = max(near[contrary], cosine)
        return asks_contrary(near[True], near[False], said(reading, odds), opposite_word)

    def _compares_otherwise(self, considered: Considered) -> bool:
        """Whether years are held against each other, and not in the order of the nearest phrasing: "higher in 2013 than in 2014?"."""
        if not considered.reading.compared:
            return False
        told = self.reader.read(considered.candidates[0].nearest.text, exact=True)
        return considered.reading.years != told.years

    def is_of_another_time(self, reading: Reading, scored: Scored) -> bool:
        """Whether a question asks of a time before, after or about a year as none of the intent's phrasings does."""
        return not reading.bounds <= (self.learned.profiles[scored.match.label].bounds or frozenset())


def make_reader(
    dossier: Dossier, languages: Mapping[str, Language], learned: Learned | None = None
) -> Reader:
    """A reader of questions for ``dossier``; ``learned`` spares it to read the phrasings once more."""
    elisions = sorted({letters for language in languages.values() for letters in language.elisions})
    spoken = learned.spoken.values() if learned else [_spoken(dossier, elisions)]
    # What was learned leaves the words around a question out (« frère, c'est quoi Numergy ? »), which name nobody either.
    around = (frame.split() for language in languages.values() for frame in language.frames)
    common = frozenset().union(*spoken, *around) - _name_words(dossier, elisions)
    return Reader(dossier.entities, languages, EntityFinder(dossier.entities, languages, common))


def _name_words(dossier: Dossier, elisions: Collection[str]) -> frozenset[str]:
    """Words that names are made of; all others of the phrasings are never taken for a mistyped one."""
    return frozenset(
        word
        for entity in dossier.entities.values()
        for name in (
            *entity.name.values(),
            *(alias for aliases in entity.aliases.values() for alias in aliases),
        )
        for word in words(name, elisions)
    )


def _spoken(dossier: Dossier, elisions: Collection[str]) -> frozenset[str]:
    return frozenset(
        word
        for intent in dossier.intents.values()
        for phrasings in intent.phrasings.values()
        for phrasing in phrasings
        for word in words(phrasing, elisions)
    )
