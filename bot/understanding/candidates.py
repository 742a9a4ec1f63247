"""What an index makes of a question, as records: its candidates, and what was considered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.knowledge.records import Intent
from bot.understanding.learned import Phrased
from bot.understanding.ranking.matches import VERBATIM, Match, Ranking
from bot.understanding.reading.readings import Reading
from bot.understanding.reasons import NOBODY, RULING_OUT, SILENT, Reason, Why
from bot.understanding.wording import Worded


@dataclass(frozen=True, slots=True)
class Scored:
    """One intent as a candidate, ranking and structure together."""

    intent: Intent
    score: float
    """The ranking score times the penalties."""
    match: Match
    penalties: Mapping[Reason, float]
    """Why its score is cut → factor below 1."""
    nearest: Phrased
    kin: int
    """A number that it shares with the intents whose reply says the same."""
    typical: float
    """What the ridge says on average of the intent's own phrasings, held out: about 0.1 to 0.9."""
    written: bool = False
    """The question is, names and all, what the intent's author wrote: nothing speaks against that."""
    likelihood: float = 0.0
    """Mean logarithm of the chance that its phrasings would hold each of the question's known words; below 0."""
    coverage: float = 1.0
    """Share (0–1) of the question's telling words, by rarity, that its phrasings have; 1 where there are none."""
    lead: float = 0.0
    """By how much, summed over the words, that is above the likeliest intent that says something else."""

    def weighed(self, score: float, likelihood: float, coverage: float, lead: float) -> Scored:
        """The same with what its words say for it."""
        return Scored(
            self.intent,
            score,
            self.match,
            self.penalties,
            self.nearest,
            self.kin,
            self.typical,
            self.written,
            likelihood,
            coverage,
            lead,
        )

    @property
    def says_more(self) -> bool:
        """Whether the question holds something that does not belong to the intent: a name, a year, a figure, a word."""
        return not SILENT.issuperset(self._whys)

    @property
    def says_but_an_amount(self) -> bool:
        """Whether the question holds an amount that does not belong to the intent, and nothing else that does not."""
        return Why.PUT_FORWARD in self._whys and (SILENT | {Why.PUT_FORWARD}).issuperset(self._whys)

    @property
    def is_ruled_out(self) -> bool:
        """Whether the question says the contrary of what people ask the intent with, less of it, or is about somebody unknown, another year or another amount."""
        return not RULING_OUT.isdisjoint(self._whys)

    @property
    def is_of_another(self) -> bool:
        """Whether the question is about a place or a time that neither the intent's phrasings nor its facts speak of."""
        return Why.ELSEWHERE in self._whys

    @property
    def leaves_one_out(self) -> bool:
        """Whether the question names more than the slots of the intent take, and its reply would tell of some of them alone."""
        if Why.CROWDED not in self._whys:
            return False
        intent = self.intent
        hung = any("{" in fact for fact in intent.facts.values()) or any(
            one.operands for one in intent.compute
        )
        return hung or intent.claim is not None

    @property
    def is_of_whom(self) -> bool:
        """Whether the question names whom the intent asks of: else a yes or no would be about somebody else, too."""
        return NOBODY.isdisjoint(self._whys)

    @property
    def _whys(self) -> frozenset[Why]:
        return frozenset([reason.why for reason in self.penalties])


def is_verbatim(scored: Scored) -> bool:
    """Whether the question is one of the intent's own phrasings, word for word, and nothing speaks against it."""
    return scored.match.nearest >= VERBATIM and not scored.penalties


def best_first(candidates: Iterable[Scored]) -> tuple[Scored, ...]:
    """``candidates`` in their order: as its author wrote it, then word for word but for names and what is said around it, then by score."""
    return tuple(sorted(candidates, key=lambda one: (not one.written, not is_verbatim(one), -one.score)))


@dataclass(frozen=True, slots=True)
class Considered:
    """A question as one dossier sees it."""

    reading: Reading
    ranking: Ranking
    candidates: tuple[Scored, ...]
    """Best first; never empty unless the dossier has no phrasing."""
    words: Worded
    """The question's words after repair."""
    coverage: float
    """Share (0–1) of the question's telling words that the best candidate's phrasings, facts or names have."""
    told: bool
    """The dossier has facts, and not questions and answers alone."""
