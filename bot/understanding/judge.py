"""What speaks for and against the intents that a question was ranked nearest to: their structure, and its words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from math import isfinite, prod

import numpy as np

from bot.knowledge.languages import everyday_words
from bot.knowledge.records import Dossier, IntentKind
from bot.understanding.candidates import Scored, best_first
from bot.understanding.learned import Learned
from bot.understanding.profiles import world_of
from bot.understanding.ranking.matches import VERBATIM, Match
from bot.understanding.ranking.ranker import Ranker
from bot.understanding.reading.reader import Reader
from bot.understanding.reading.readings import (
    ASK_MARK,
    HOW_MUCH,
    MEANING_MARK,
    NAME_MARK,
    WHO,
    WHY,
    Reading,
)
from bot.understanding.reasons import Reason, Why
from bot.understanding.structure import FOREIGN_ENTITY, FOREIGN_FIGURE, OPPOSITE, penalties
from bot.understanding.wording import Worded, Wording

LOOKED_INTO = 8
"""Candidates whose nearest phrasing is looked into."""
NOT_WHY = 0.4
"""Factor for a candidate whose nearest phrasing asks why, where the question does not: « pourquoi Atos a-t-il racheté
Bull ? » takes for granted what « Atos a-t-il racheté Bull ? » wants to know."""
NO_FIGURE = 0.4
"""Factor for an answer that tells no figure and that nobody asks how much with, when the question does: as for any other question word
that an intent is not asked with. Of 9 false answers to "how much" of newcomers' dossiers it takes away 3, and no right one."""
SHORT = 6
"""Words of a question up to which a denial in it is of what it asks: "who isn't selling?"."""
ASKED_ALIKE = 0.8
"""Cosine with a phrasing from which a side that it takes, too, is none of the contrary's."""
UNDOING = frozenset({"abandon", "cancel", "fail", "refuse"})
"""Meanings of words that say of something that it came to nothing."""
UNDONE, SELDOM_UNDONE = 0.3, 0.02
"""Factor for an answer when the question takes such a thing for granted, and share of its phrasings up to which they do not:
"why did Bercy cancel the audit?" is not answered by why it wanted one."""
OF_ANOTHER = 0.4
"""Factor for an answer when the question names a place or a month that neither its phrasings nor its facts have, though others do."""
STRANGE_NAME = 0.35
"""Factor for every answer when the question names something that the dossier has never heard of."""
NARROWED = 0.5
"""Factor for an answer to a yes-or-no question that asks for less than anybody asks it for ("is only Thales leaving?")."""
PUT_FORWARD = 0.8
"""For an amount that a yes-or-no question puts forward and that nobody else does: the answer is told, with neither yes nor no."""
SCENELESS = 12
"""Words up to which a question is about everybody that it names."""

COVERED, NEARER, LIKELY = 0.15, 0.38, 0.045
"""What a candidate's share of the question's telling words, the cosine with its nearest phrasing and the likelihood of
its words (a mean of logarithms) are worth beside its score. Fitted as a softmax over the candidates of labelled questions; on
those held out it finds 2 to 3 in a hundred more, and 3 to 6 in a hundred more of what the source is silent on."""


class Judge:
    """Judges candidates of one dossier.

    Args:
        dossier: whose intents they are.
        reader: reads questions against its entities.
        learned: what its phrasings taught.
        ranker: ranks its intents.

    Attributes:
        told: whether the dossier has facts, and not questions and answers alone.
        wording: the words of its intents.
    """

    def __init__(self, dossier: Dossier, reader: Reader, learned: Learned, ranker: Ranker) -> None:
        self._reader = reader
        self._learned = learned
        self._ranker = ranker
        self._intents = tuple(dossier.intents.values())
        self._world = world_of(dossier)
        self._languages = dossier.languages
        self._subject = frozenset({dossier.subject} if dossier.subject else ())
        self._kin = np.array(learned.kin, dtype=np.int64)
        self.told = self._world.told
        self._written = frozenset().union(*learned.told)
        self._figured = tuple(
            bool(intent.compute)
            or ASK_MARK + HOW_MUCH in asked
            or any(word.isdigit() or word in reader.counts for word in told)
            for intent, told, asked in zip(self._intents, learned.told, learned.vocabulary, strict=True)
        )
        self.wording = Wording(learned.vocabulary, ranker.vocabulary, reader.functions, NAME_MARK)

    def structured(
        self,
        reading: Reading,
        matches: Sequence[Match],
        context: frozenset[str],
        written: Collection[int] = (),
        overlooked: Reason | None = None,
    ) -> tuple[Scored, ...]:
        """``matches`` with the penalties of the structure but the one ``overlooked``, in their new order.

        ``written`` are the labels of those whose author wrote just what is asked: they get none.
        """
        found = []
        for place, match in enumerate(matches):
            is_written = match.label in written
            cuts = {} if is_written else self._cuts(reading, match, place, context)
            if overlooked is not None:
                cuts.pop(overlooked, None)
            score = match.score * prod(cuts.values()) if match.score > 0 else match.score
            nearest = self._learned.phrased[match.example]
            kin = self._learned.kin[match.label]
            typical = float(self._ranker.typical[match.label])
            found.append(
                Scored(self._intents[match.label], score, match, cuts, nearest, kin, typical, is_written)
            )
        return best_first(found)

    def _cuts(
        self, reading: Reading, match: Match, place: int, context: frozenset[str]
    ) -> dict[Reason, float]:
        """Why the score of the candidate at ``place`` is cut → the least factor."""
        spoken = self._learned.phrased[match.example].language
        # How an intent is mostly asked speaks against none of its own phrasings.
        takes_any = match.nearest >= VERBATIM and reading.asks
        asked = replace(reading, asks=frozenset()) if takes_any else reading
        # Who is supposed to do something to whom must say both: « et Bull, il a été racheté aussi ? » does not say by whom.
        near = frozenset[str]() if self._intents[match.label].claim else context
        cuts = dict(penalties(self._learned.profiles[match.label], asked, spoken, near, self._world))
        if self.told:
            beside = self._in_place_of_another(reading, match, place, context | self._subject)
            for why, factor in chain(self._against(reading, match, place), beside):
                cuts[why] = min(factor, cuts.get(why, 1.0))
        return cuts

    def _against(self, reading: Reading, match: Match, place: int) -> Iterator[tuple[Reason, float]]:
        """What speaks against a candidate of a dossier of facts beside its profile, reason and factor."""
        expected = self._learned.profiles[match.label]
        if (
            place < LOOKED_INTO
            and not reading.asks
            and self._reader.asks_first(self._ranker.examples[match.example].tokens, WHY)
        ):
            yield Reason(Why.NOT_WHY), NOT_WHY
        if place < LOOKED_INTO and self._asks_who_does_not(reading, match):
            yield Reason(Why.CONTRARY), OPPOSITE
        if self._takes_other_side(reading, match):
            yield Reason(Why.CONTRARY), OPPOSITE
        if self._intents[match.label].kind is not IntentKind.ANSWER:
            return
        if reading.asks and self._is_undone(reading) and not self._tells_of_undoing(match.label):
            yield Reason(Why.UNDONE), UNDONE
        if HOW_MUCH in reading.asks and not self._figured[match.label]:
            yield Reason(Why.NO_FIGURE), NO_FIGURE
        known = self._ranker.vocabulary
        amounts = [one.digits for one in reading.amounts if any(word not in known for word in one.words)]
        if amounts and self._reader.is_polar(reading):
            yield Reason(Why.PUT_FORWARD, ", ".join(amounts)), PUT_FORWARD
        elif amounts:
            yield Reason(Why.ANOTHER_AMOUNT, ", ".join(amounts)), FOREIGN_FIGURE
        limits = reading.limits - expected.limits
        if limits and self._reader.is_polar(reading):
            yield Reason(Why.NARROWS, ", ".join(sorted(limits))), NARROWED
        strange = self.strange_names(reading)
        if elsewhere := self._of_another(reading, match.label) - strange:
            yield Reason(Why.ELSEWHERE, ", ".join(sorted(elsewhere))), OF_ANOTHER
        if strange:
            # In a long text it may only set the scene: « je suis à Lyon, et… ».
            why = Why.STRANGER if len(reading.core) <= SCENELESS else Why.IN_PASSING
            yield Reason(why, ", ".join(sorted(strange))), STRANGE_NAME

    def _takes_other_side(self, reading: Reading, match: Match) -> bool:
        """Whether a question takes a side of a pair of opposites that people do not ask the intent with.

        « SFR, vendu à qui ? » asks who bought it where an author asks nearly so, too.
        """
        expected = self._learned.profiles[match.label]
        turned = expected.turned & reading.sides
        if not turned or (expected.turns and self._reader.is_polar(reading)):
            return False
        return match.nearest < ASKED_ALIKE or not turned <= self._nearest(match).sides

    @staticmethod
    def _is_undone(reading: Reading) -> bool:
        return any(MEANING_MARK + meaning in reading.repaired for meaning in UNDOING)

    def _tells_of_undoing(self, label: int) -> bool:
        """Whether more than a stray phrasing of an intent says of something that it came to nothing."""
        words, rows = self._learned.vocabulary[label], self._ranker.rows_of(label)
        said = sum(words.get(MEANING_MARK + meaning, 0) for meaning in UNDOING)
        return said > SELDOM_UNDONE * int(rows.stop - rows.start)

    def _asks_who_does_not(self, reading: Reading, match: Match) -> bool:
        """Whether "who isn't selling?" is asked, where the nearest phrasing asks who is; of a long text a denial says less."""
        if reading.asks != {WHO} or len(reading.core) > SHORT:
            return False
        asked = min(self._reader.asking_words.covered(reading.core), default=len(reading.core))
        if self._reader.denials.isdisjoint(reading.core[asked:]):
            return False
        language = self._learned.phrased[match.example].language
        return not self._reader.is_negated(self._nearest(match), language)

    def _nearest(self, match: Match) -> Reading:
        """The nearest phrasing of a candidate, as read."""
        return self._reader.read(self._learned.phrased[match.example].text, exact=True)

    def _in_place_of_another(
        self, reading: Reading, match: Match, place: int, unsaid: Collection[str]
    ) -> Iterator[tuple[Reason, float]]:
        """Who answers may be named beside whom people ask of, and not in their place: « Thales et Bull, ça fait combien ? ».

        Nor may what the dossier is about, where the reply is about others alone: "does Cloudwatt's offer work?" asks nothing of OVH's.

        ``unsaid`` are those whom a question is about without a word.
        """
        profile, named = self._learned.profiles[match.label], frozenset(reading.entities) - reading.scenery
        apart = named & self._subject - profile.parties if profile.parties else frozenset[str]()
        if place >= LOOKED_INTO or not (apart or named - profile.spoken):
            return
        nearest = frozenset(self._nearest(match).entities)
        replaced = nearest - named
        strange = set(named - profile.spoken) if not replaced <= frozenset(unsaid) else set[str]()
        if replaced & profile.parties:
            strange |= apart - nearest
        yield from ((Reason(Why.FOREIGN, entity), FOREIGN_ENTITY) for entity in sorted(strange))

    def _of_another(self, reading: Reading, label: int) -> frozenset[str]:
        """The places and months of a question that neither the phrasings of an intent nor its facts have.

        A place is what is written with a capital and is no everyday word: « la rotative de Cholet » is not the one that is told of.
        """
        spoken, told = self._learned.vocabulary[label], self._learned.told[label]
        names = (word for word in reading.capitals - self._reader.functions if not self._is_everyday(word))
        return frozenset(
            word for word in (*names, *reading.months) if word not in spoken and word not in told
        )

    def _is_everyday(self, word: str) -> bool:
        return any(word in everyday_words(language) for language in self._languages)

    def strange_names(self, reading: Reading) -> frozenset[str]:
        """Words with a capital that neither the dossier nor grammar knows."""
        if not reading.capitals:
            return frozenset()
        known = (self._ranker.vocabulary, self._reader.functions, self._written)
        return frozenset(word for word in reading.capitals if not any(word in some for some in known))

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
        kin = self._learned.kin[likeliest]
        rival = float(likely[self._kin != kin].max(initial=-np.inf))
        worth, told = [], []
        for one in candidates:
            likelihood = float(likely[one.match.label])
            other = rival if one.kin == kin else float(likely[likeliest])
            coverage = self.wording.coverage(words, one.match.label)
            lead = (likelihood - other) * words.count if isfinite(other) else 0.0
            # What the words and the nearest phrasing say for it counts as far as its structure fits.
            own = (COVERED * coverage + NEARER * one.match.nearest) * prod(one.penalties.values())
            worth.append(one.score + own + LIKELY * likelihood)
            told.append((likelihood, coverage, lead))
        lift = candidates[0].score - max(worth)
        weighed = [
            one.weighed(value + lift, *said) for one, value, said in zip(candidates, worth, told, strict=True)
        ]
        return best_first(weighed)
