"""Whether a text is small talk, which the bot answers itself: what is asked before and after its own index has looked at it."""

from __future__ import annotations

from dataclasses import replace

from bot.knowledge.records import AboutReply
from bot.text.normalise import QUESTION_MARKS
from bot.understanding.candidates import Considered, is_verbatim
from bot.understanding.decision import Decision, Outcome, Policy, decide
from bot.understanding.index import DossierIndex
from bot.understanding.ranking.matches import VERBATIM
from bot.understanding.reading.bounding import PERCENT, is_figure
from bot.understanding.reading.readings import Reading
from bot.understanding.understood import Understood

IDLE_COVERAGE = 0.6
"""Share of telling words that small talk must know for a question to be nothing but small talk."""
IDLE_CLOSENESS = 0.65
"""Or the cosine with one of its phrasings (« merci beaucoup », "thanks a lot")."""
HALF_IDLE = 0.35
"""The same cosine of the words as typed, below which no repair lifts it that far."""
LONG_IDLE = 6
"""Words beyond which a text that small talk mostly does not know is not looked at for misspelled small talk."""
SURE_OF_IT = 0.6
"""Confidence of small talk that is not word for word beside a plain list of questions, which people ask all sorts of things:
"how old do I have to be?" asks nobody's age."""

CHAT_LEAD = {Outcome.UNKNOWN: 0.0, Outcome.OFFER: 0.1, Outcome.NOT_COVERED: 0.1, Outcome.ANSWER: 0.4}
"""How much nearer small talk must be to its phrasing than the dossier is to its own, by what the dossier would do."""


class SmallTalk:
    """The bot's small talk, which takes a text over where it is nearer to its own phrasings than the dossier is to its own.

    Args:
        index: its intents made ready.
        policy: when to answer from them.
    """

    def __init__(self, index: DossierIndex, policy: Policy) -> None:
        self.index = index
        self._policy = policy
        self._own_talk: dict[tuple[str, int], bool] = {}

    def listening(self, best: Understood, text: str, *, alone: Understood, leans: bool) -> Understood:
        """``best`` as the dossiers understand ``text``, with what small talk makes of it.

        Args:
            best: what the dossiers make of it after the talk so far.
            text: as typed.
            alone: what they make of it by itself: « merci » after a question is thanks, whatever it might complete.
            leans: it leans on the question before it: no small talk unless word for word.
        """
        typed = alone.considered.reading
        likeliest = min(_needed(best), _needed(alone))
        if typed.mentions or likeliest >= 1 or not may_be_idle(self.index, typed):
            return best
        considered = self.index.consider(text)
        chat = decide(considered, self._policy)
        if chat.outcome is Outcome.UNKNOWN:
            return replace(best, chat=chat)
        first = considered.candidates[0]
        said = is_verbatim(first)
        near = first.match.nearest > _needed(alone if said and not leans else best)
        idle = said or (not leans and is_plainly(self.index, considered))
        idle = idle and (said or best.index.told or chat.confidence >= SURE_OF_IT)
        wins = near and idle and not (best.is_definite and self._speaks_of(best.index, first.match.label))
        wins = wins and not _doubts(considered)
        return replace(best, small_talk=wins, chat=chat)

    def asks_of_reply(self, reading: Reading) -> AboutReply | None:
        """What a text asks about the reply before it, where it asks nothing else."""
        if reading.mentions or reading.years or len(reading.core) > LONG_IDLE:
            return None
        considered = self.index.consider(reading.text)
        first = considered.candidates[0]
        about = first.intent.about_reply
        if about is None:
            return None
        if about is AboutReply.DOUBT:
            return about if is_verbatim(first) and _doubts(considered) else None
        typed = self.index.wording.of(considered.reading.marked)
        known = self.index.wording.coverage(typed, first.match.label) == 1
        known = known and _asks_alike(self.index, considered)
        near = known and first.match.nearest >= IDLE_CLOSENESS and not _asks_but_a_share(self.index, reading)
        said = is_verbatim(first) or near
        return about if said else None

    def saying(self, best: Understood, alone: Understood) -> Understood:
        """``best`` with small talk's reply to the text, whatever the dossier has."""
        chat = decide(self.index.consider(alone.considered.reading.text), self._policy)
        return replace(best, small_talk=True, chat=chat)

    def language(self, chat: Decision, usual: str) -> str:
        """The language of the phrasing that a text is nearest to: ``usual`` where that has it, too ("ok"), or there is none."""
        if chat.best is None:
            return usual
        own = self.index.ranker.examples[chat.best.scored.match.example]
        shared = any(one.tokens == own.tokens and one.language == usual for one in self.index.ranker.examples)
        return usual if shared else own.language

    def _speaks_of(self, dossier: DossierIndex, label: int) -> bool:
        """Whether ``dossier`` has a reply of its own to what a small-talk intent is about: a phrasing of both."""
        key = dossier.dossier.id, label
        known = self._own_talk.get(key)
        if known is None:
            texts = (one.tokens for one in self.index.ranker.examples if one.label == label)
            known = self._own_talk[key] = any(
                dossier.ranker.closeness(tokens) >= VERBATIM for tokens in texts
            )
        return known


def _doubts(considered: Considered) -> bool:
    """Whether a text asks with a mere question mark what its nearest phrasing says: "sure?"."""
    first = considered.candidates[0]
    marks = frozenset(QUESTION_MARKS)
    says = marks.isdisjoint(first.nearest.text) and not marks.isdisjoint(considered.reading.text)
    return first.intent.about_reply is AboutReply.DOUBT and says


def _needed(understood: Understood) -> float:
    """The cosine with one of its phrasings beyond which small talk takes over from what a dossier understood."""
    candidates = understood.considered.candidates
    own = candidates[0].match.nearest if candidates else 0.0
    return own + CHAT_LEAD[understood.decision.outcome]


def may_be_idle(index: DossierIndex, reading: Reading) -> bool:
    """Whether a closer look at small talk can find any; spares most questions that look.

    Small talk must know enough of the words, or be near once they are repaired.
    """
    words = index.wording.of(reading.marked)
    known = sum(words.telling.get(word, 0.0) for word in dict.fromkeys(words.known))
    enough = known >= IDLE_COVERAGE * sum(words.telling.values())
    if enough or len(reading.core) > LONG_IDLE:
        return enough
    return index.ranker.closeness(reading.marked) >= HALF_IDLE


def is_plainly(index: DossierIndex, considered: Considered) -> bool:
    """Whether the words as typed are small talk's own: a repaired word is more likely the dossier's.

    "Today?" says nothing, and what asks who or why asks for more than its nearest phrasing that does not.
    """
    best = considered.candidates[0].match
    if not _asks_alike(index, considered) or _asks_but_a_share(index, considered.reading):
        return False
    typed = index.wording.of(considered.reading.marked)
    says_something = bool(typed.telling) or len(considered.reading.core) > 1
    covered = says_something and index.wording.coverage(typed, best.label) >= IDLE_COVERAGE
    return covered or best.nearest >= IDLE_CLOSENESS


def _asks_alike(index: DossierIndex, considered: Considered) -> bool:
    """Whether a text has no other question word than its nearest phrasing."""
    asked = index.reader.read(considered.candidates[0].nearest.text, exact=True).asks
    return considered.reading.asks <= asked


def _asks_but_a_share(index: DossierIndex, reading: Reading) -> bool:
    """Whether a text says nothing beside a percentage: "is that 100%?" does not ask how sure something is."""
    beside = [word for word in reading.plain if word != PERCENT and not is_figure(word)]
    return bool(reading.percents) and not index.reader.meanings.of(beside)
