"""One dossier made ready for questions: its phrasings ranked, its entities found, its structure checked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.knowledge.records import Dossier
from bot.text.language import Language
from bot.text.normalise import words
from bot.understanding.candidates import Considered, Scored
from bot.understanding.judge import Judge
from bot.understanding.learned import Learned, Phrased, learn
from bot.understanding.making import make_reader
from bot.understanding.ranking.habits import Habits
from bot.understanding.ranking.matches import VERBATIM, Match, Ranking
from bot.understanding.ranking.ranker import Ranker
from bot.understanding.reading.bounding import is_figure
from bot.understanding.reading.entities import name_words
from bot.understanding.reading.reader import Reader
from bot.understanding.reading.readings import HOW_MUCH, NAME_MARK, WHEN, Reading
from bot.understanding.reasons import Reason
from bot.understanding.turning import asks_contrary, said

FAVOUR = 0.12
"""What an intent that is related to what was just answered has more in its score: who asks on mostly asks about that."""
MANY = 1 / 3
"""Share of an intent's phrasings with a kind of question word from which it is a way of asking for that."""
SELDOM, MOSTLY = 0.02, 0.8
"""Shares of an intent's phrasings that ask of what can, should or may yet be: below the first, one in fifty, which is a stray, a
question that does asks of something else, and from the second on one that does not. The reply is told all the same; what is at stake is
its yes or no."""
AS_NEAR = 0.92
"""Share of the nearest phrasing's cosine from which another one is about as near."""
CONSIDERED, FEW = 12, 5
"""Candidates that the structure looks at: what it demotes must still find its replacement among them. A few will do for a plain
list of questions, of which it demotes hardly any."""


class DossierIndex:
    """Ranks a dossier's intents for a question. Immutable once made.

    Args:
        dossier: checked by its loader.
        reader: reads questions against the dossier's entities.
        learned: what its phrasings taught.
        ranker: ranks its intents, numbered in the dossier's order.

    Attributes:
        judge: what speaks for and against its candidates.
        wording: the words of its intents.
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
        self.judge = Judge(dossier, reader, learned, ranker)
        self.wording = self.judge.wording
        self._named = name_words(dossier.entities, reader.elisions)
        self._title = frozenset(
            word for title in dossier.title.values() for word in words(title, reader.elisions)
        )
        self._beyond = frozenset().union(*(profile.beyond for profile in learned.profiles))
        self._related: dict[str, frozenset[str]] = {}

    @property
    def told(self) -> bool:
        """Whether the dossier has facts, and not questions and answers alone."""
        return self.judge.told

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
        overlooked: Reason | None = None,
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
        written = self._written(reading, ranking, matches)
        if written:
            matches = [replace(one, example=written.get(one.label, one.example)) for one in matches]
        words = self.wording.of(ranking.tokens)
        candidates = self.judge.weighed(
            self.judge.structured(reading, matches, frozenset(context), written, overlooked), words
        )
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

    def _written(self, reading: Reading, ranking: Ranking, matches: Sequence[Match]) -> Mapping[int, int]:
        """Label → example, for those of ``matches`` whose author wrote just what is asked, names and all.

        What people say around a question counts only where an author wrote the one with it and another the one without.
        """
        found = dict[bool, dict[int, int]]()
        for one in matches:
            if one.nearest < VERBATIM:
                continue
            for example, cosine in self.ranker.nearness(ranking, one.label).items():
                if cosine < VERBATIM:
                    continue
                told = self.reader.read(self.learned.phrased[example].text, exact=True)
                if told.core == reading.core:
                    found.setdefault(told.words == reading.words, {}).setdefault(one.label, example)
        return found.get(True) or found.get(False) or {}

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

        A year that no phrasing names tells nothing of what is asked, nor does such a figure beside a name; whether they fit is
        for the structure to say.
        An unknown word with a capital is somebody's name, and no misspelling of a word that is known (Peru, « perdu »).
        """
        known = self.ranker.features.words
        strange = {NAME_MARK + year for year in reading.years if NAME_MARK + year not in known}
        if self.told and reading.mentions:
            strange.update(word for word in reading.plain if word not in known and is_figure(word))
        if self.told:
            # Neither does an amount that nobody asks with: "does the State pay 1.8 million?" asks how much it pays.
            amounts = (one.words for one in reading.amounts)
            strange.update(word for words in amounts if not known.keys() >= set(words) for word in words)
        names = self.judge.strange_names(reading)
        marked = self._without_bounds(reading)
        if not strange and not names:
            return marked
        return [f"{NAME_MARK}?{word}" if word in names else word for word in marked if word not in strange]

    def _without_bounds(self, reading: Reading) -> Sequence[str]:
        """The marks without what says on which side of a figure something should be, where nobody asks of that figure so.

        "Does Orange own more than 40%?" asks how much it owns, and not, as "more than 50%?" does, whether that is most of it.
        """
        strange = [one for one in reading.beyond if one.digits not in self._beyond] if self.told else []
        if not strange:
            return reading.marked
        marked = list(reading.marked)
        amounts = {one.words[0] for one in reading.amounts}
        for one in strange:
            at = marked.index(one.digits) if one.digits in marked else 0
            if tuple(marked[at - len(one.words) : at]) == one.words:
                del marked[at - len(one.words) : at + (one.digits in amounts)]
        return self.reader.remarked(marked)

    def is_turned(self, considered: Considered) -> bool | None:
        """Whether a question asks the contrary of what people ask its best candidate with; None where that can't be told.

        Where the author wrote how that is asked, both kinds of phrasings are held against it, by their nearest one and by their words.
        A denial alone turns nothing: « OVH n'est pas rentable ? » is answered yes or no as « OVH est rentable ? » is.
        """
        label = considered.candidates[0].match.label
        affirmed = self.reader.affirmed(considered.reading)
        if affirmed is not None and label in self.learned.turning:
            considered = self.consider(affirmed)
        reading = considered.reading
        if self._compares_otherwise(considered):
            return None
        opposite_word = not self.learned.profiles[label].turned.isdisjoint(reading.sides)
        odds = self.learned.turning.get(label)
        if odds is None:
            return opposite_word
        near = {True: 0.0, False: 0.0}
        for example, cosine in self.ranker.nearness(considered.ranking, label).items():
            phrased = self.learned.phrased[example]
            if phrased.sided:
                near[phrased.contrary] = max(near[phrased.contrary], cosine)
        return asks_contrary(near[True], near[False], said(reading, odds), opposite_word)

    def _compares_otherwise(self, considered: Considered) -> bool:
        """Whether years are held against each other, and not in the order of the nearest phrasing: "higher in 2013 than in 2014?"."""
        if not considered.reading.compared:
            return False
        told = self.reader.read(considered.candidates[0].nearest.text, exact=True)
        return considered.reading.years != told.years

    def names_others(self, reading: Reading, scored: Scored) -> bool:
        """Whether a question names somebody whom its nearest phrasing does not, and who takes no slot: "was the State audited?".

        Where that phrasing names nobody, those whom any other one names only say more of the same: "is the sale to Orange final?".
        """
        nearest = frozenset(self.reader.read(scored.nearest.text, exact=True).entities)
        fillers = frozenset().union(*(slot.fillers for slot in scored.intent.slots.values()))
        spoken = nearest or self.learned.profiles[scored.match.label].spoken
        named = frozenset(reading.entities) - reading.scenery
        return not named <= fillers.union(spoken, (self.dossier.subject,))

    def is_of_another_mood(self, reading: Reading, scored: Scored) -> bool:
        """Whether a question asks of what can, should, will or is meant to be as no phrasing of the intent does, or hardly one does not.

        "Can the State control it?" is not answered by that it does not, nor "did Tarbet match the bid?" by that it may.
        """
        groups = self.reader.modals.get(scored.nearest.language, ())
        words = frozenset(reading.plain) - reading.months - reading.capitals
        asked = [group for group in groups if not group.isdisjoint(words)]
        shares = [sum(self.share(scored.match.label, word) for word in group) for group in asked or groups]
        if not asked:
            near = frozenset(self.reader.read(scored.nearest.text, exact=True).plain)
            # « Peut-il être annulé ? » asks of what may be, "is it off?" of what is.
            return sum(shares) >= MOSTLY or any(not group.isdisjoint(near) for group in groups[:1])
        return min(shares) < SELDOM

    def asks_otherwise(self, considered: Considered, scored: Scored) -> bool:
        """Whether a question without a question word is nearest to one with one, and to none that wants a yes or no ``AS_NEAR``.

        "Was it 150 million?" is no matter of whom the 150 million were for.
        """

        def is_polar(example: int) -> bool:
            return self.reader.is_polar(self.reader.read(self.learned.phrased[example].text, exact=True))

        reading, nearest = considered.reading, self.reader.read(scored.nearest.text, exact=True)
        # A figure or year put forward is held against the one that is asked for.
        given = {HOW_MUCH: reading.amounts or reading.percents, WHEN: reading.years}
        asks = [kind for kind in nearest.asks if not given.get(kind)]
        if reading.asks or not asks or self.reader.is_polar(nearest):
            return False
        near = self.ranker.nearness(considered.ranking, scored.match.label)
        bar = AS_NEAR * max(near.values())
        return not any(cosine >= bar and is_polar(example) for example, cosine in near.items())

    def share(self, label: int, word: str) -> float:
        """Share (0–1) of an intent's phrasings that have a word or mark; 0 for an intent without any."""
        rows = self.ranker.rows_of(label)
        return self.learned.vocabulary[label].get(word, 0) / max(1, int(rows.stop - rows.start))

    def is_of_another_time(self, reading: Reading, scored: Scored) -> bool:
        """Whether a question asks of a time before, after or about a year as none of the intent's phrasings does."""
        return not reading.bounds <= (self.learned.profiles[scored.match.label].bounds or frozenset())
