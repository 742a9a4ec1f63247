"""Which readings of a follow-up are clearly meant, and which clearly not."""

from __future__ import annotations

from collections.abc import Sequence

from bot.knowledge.citing import facts_alike, facts_of
from bot.understanding.decision import Outcome
from bot.understanding.index import DossierIndex
from bot.understanding.reading.readings import MEANING_MARK, NAME_MARK, Reading
from bot.understanding.reasons import Reason, Why
from bot.understanding.talk.completed import Completion, Lean, Way
from bot.understanding.talk.conversation import Turn
from bot.understanding.talk.follow_up import SHORT, FollowUps
from bot.understanding.understood import Understood

RESOLVED = 0.95
"""Confidence from which a reading with a name, or the matter, of the question before in place of a pronoun goes before the
question alone: "when was it created?" asks of Numergy after "what's Numergy?", whatever the dossier is about. Of 120 talks written
blind it answers 5 more rightly; flat from 0.9."""
MOSTLY = 0.5
"""Share of an intent's phrasings that name somebody from which people ask it of that one."""
ASKED_FOR = 0.73
"""Confidence from which a reading with the name of whom the question before asked for is clear."""


class Clearness:
    """Judges readings of follow-ups on one dossier.

    Args:
        index: the dossier made ready.
        follow_ups: knows which words tell something.
    """

    def __init__(self, index: DossierIndex, follow_ups: FollowUps) -> None:
        self._index = index
        self._follow_ups = follow_ups

    def is_clear(self, completion: Completion, whole: Understood) -> bool:
        """Whether the same is asked of another, or of two, and there is a reply, or a guess is one that the facts can settle."""
        best = whole.decision.best
        if completion.way is Way.GUESSED:
            return whole.is_definite and best is not None and best.scored.intent.claim is not None
        answered = whole.decision.outcome is Outcome.ANSWER and self.tells_of(completion, whole)
        return completion.way in {Way.SWAPPED, Way.COMPARED} and answered

    def misses(self, completion: Completion, whole: Understood, reading: Reading, lean: Lean) -> bool:
        """Whether a reply to what a follow-up was completed to is none to the follow-up.

        What the dossier says of one is no answer to the same question about another, nor what is to "will it?".
        """
        best = whole.decision.best
        only_mood = completion.way is Way.JOINED and lean.bare and lean.pronoun and not reading.asks
        if only_mood and best and self._index.is_of_another_mood(whole.considered.reading, best.scored):
            return True
        return not self.tells_of(completion, whole) or self.claims_nothing(completion, whole)

    def tells_of(self, completion: Completion, whole: Understood) -> bool:
        """Whether a reply to the question before, asked of another, would be about that one at all.

        « Et Numergy ? » is no matter of when Cloudwatt was born.
        """
        best, dossier = whole.decision.best, self._index.dossier
        if best is None or completion.way is not Way.SWAPPED:
            return True
        facts = facts_of(dossier, best.scored.intent, whole.slots or {})
        parties = {part for fact in facts.values() for part in (*fact.parties, *fact.said_by)}
        needed = self._index.learned.profiles[best.scored.match.label].needed
        about = {*parties, *(whole.slots or {}).values(), *best.scored.intent.entities, *needed}
        return not about or about.issuperset(completion.entities)

    def is_of_others(self, completion: Completion, whole: Understood) -> bool:
        """Whether a claim about another, put into the question before, is one on which the facts say nothing of that one.

        « Et SFR ? » after « Atos a racheté Bull ? » may ask who bought Bull or what Atos bought: of SFR the facts say who bought it.
        """
        best = whole.decision.best
        claim = best.scored.intent.claim if best is not None else None
        if claim is None or completion.way is not Way.SWAPPED or not completion.entities:
            return False
        alike = facts_alike(self._index.dossier, claim, whole.slots or {})
        return not {part for fact in alike for part in fact.parties}.issuperset(completion.entities)

    def resolves(self, completion: Completion, whole: Understood, turn: Turn) -> bool:
        """Whether a reading is surely about what the question before asked about, which a pronoun then stands for."""
        best = whole.decision.best
        sure = best is not None and best.confidence >= (ASKED_FOR if completion.asked_for else RESOLVED)
        if best is None or not whole.is_definite or not sure or completion.told:
            return False
        if completion.way is Way.NAMED:
            profile = self._index.learned.profiles[best.scored.match.label]
            about = profile.needed.union(*(fillers for _, fillers in profile.slots))
            return (
                about.union([self._index.dossier.subject]).issuperset(completion.entities)
                or not best.scored.penalties
            )
        subject = self._follow_ups.telling(turn.question)
        words = self._index.learned.vocabulary[best.scored.match.label]
        return bool(subject) and sum(word in words for word in subject) >= len(subject) / 2

    def is_of_another(self, one: Understood, turn: Turn) -> bool:
        """Whether a pronoun would stand for what the dossier is about, where the question before was about somebody else."""
        subject, best = self._index.dossier.subject, one.decision.best
        named = self._index.reader.read(turn.question).entities or self._follow_ups.pronouns.person(turn)
        if best is None or not named or subject in named:
            return False
        return self._index.learned.profiles[best.scored.match.label].of_subject

    def is_elsewhere(self, one: Understood, turn: Turn) -> bool:
        """Whether a reply is about nobody whom the question before named, and that named somebody else than what the dossier is about.

        Whom ``one`` names itself is not whom its pronoun stands for: « l'État en détient une part ? » after « pourquoi l'État ignore OVH ? ».
        """
        before = frozenset(self._index.reader.read(turn.question).entities)
        named = before.difference(one.considered.reading.entities) or before
        parties = self._parties(one)
        return (
            bool(named and parties) and self._index.dossier.subject not in named and parties.isdisjoint(named)
        )

    def leaves_out(self, one: Understood, reading: Reading, turn: Turn) -> str | None:
        """The one other whom the question before was about, where a short text does not say of whom it asks, and ``one`` would not be about that one."""
        before = frozenset(self._index.reader.read(turn.question).entities)
        left = before.difference(reading.entities)
        if len(left) != 1 or not turn.answered or not self.is_elsewhere(one, turn):
            return None
        (entity,) = left
        says_whom = self._index.dossier.subject in reading.entities
        if len(reading.core) > SHORT or says_whom or self._is_alike(one, entity):
            return None
        return entity

    def _is_alike(self, one: Understood, entity: str) -> bool:
        """Whether the dossier tells of ``entity`` what a reply tells of others: both hold a share."""
        best, dossier = one.decision.best, self._index.dossier
        facts = facts_of(dossier, best.scored.intent, one.slots or {}) if best else {}
        relations = {fact.relation for fact in facts.values()}
        own = {fact.relation for fact in dossier.facts.values() if entity in fact.parties}
        return not relations.isdisjoint(own - {""})

    def is_of_a_stranger(self, one: Understood, turn: Turn) -> bool:
        """Whether people mostly name somebody in asking the intent of a reply, whom neither it nor the talk has named.

        « Ça a marché ? » after whose idea the sovereign cloud was is answered by that OVH's works, but not with a yes.
        """
        if one.decision.best is None:
            return False
        label, intent = one.decision.best.scored.match.label, one.decision.best.scored.intent
        spoken = {*turn.entities, *one.considered.reading.entities}
        strangers = self._parties(one).difference(spoken, *(slot.fillers for slot in intent.slots.values()))
        return any(self._index.share(label, NAME_MARK + entity) >= MOSTLY for entity in strangers)

    @staticmethod
    def claims_nothing(completion: Completion, whole: Understood) -> bool:
        """Whether a pronoun's name and another one make a claim without a word that says what of them: "is it in Cloudwatt?"."""
        best = whole.decision.best
        is_claim = best is not None and best.scored.intent.claim is not None
        return is_claim and completion.way is Way.NAMED and not whole.considered.words.telling

    def is_about(self, one: Understood, entity: str) -> bool:
        """Whether people ask the intent of a reply about ``entity``, and nothing speaks against it."""
        best = one.decision.best
        if best is None or best.scored.penalties:
            return False
        profile = self._index.learned.profiles[best.scored.match.label]
        return entity in profile.needed.union(*(fillers for _, fillers in profile.slots))

    def _parties(self, one: Understood) -> frozenset[str]:
        """Those who have a part in the facts of a reply, but for facts that hang on a slot."""
        if one.decision.best is None:
            return frozenset()
        dossier, intent = self._index.dossier, one.decision.best.scored.intent
        told = [*facts_of(dossier, intent, {}).values()]
        if intent.compute:
            told.extend(dossier.share_facts)
        return frozenset(part for fact in told for part in fact.parties)

    def is_spoken_of(self, one: Understood, turn: Turn) -> bool:
        """Whether the facts of a reply are about somebody whom the talk or the question named, or what the dossier is about."""
        parties = self._parties(one)
        named = {*turn.entities, *one.considered.reading.entities, self._index.dossier.subject}
        return not parties or not parties.isdisjoint(named)

    def asks_anew(self, joined: Understood, reading: Reading, found: Sequence[Understood]) -> bool:
        """Whether a follow-up is a question of its own, so that it and the one before, ``joined``, would only ask that one again.

        It has a name, a question word and a reply without that, or most of its telling words mean nothing to what both would ask.
        """
        if self.asks_of_somebody(reading) and any(one.decision.outcome is Outcome.ANSWER for one in found):
            return True
        own, best = self._follow_ups.telling(reading.text), joined.decision.best
        words = self._index.learned.vocabulary[best.scored.match.label] if best else ()
        meanings = self._index.reader.meanings
        known = sum(
            word in words or any(MEANING_MARK + meaning in words for meaning in meanings.of((word,)))
            for word in own
        )
        return 2 * known < len(own)

    @staticmethod
    def names_another(joined: Understood, reading: Reading) -> bool:
        """Whether a follow-up names somebody who has no part in what it and the question before, ``joined``, would ask."""
        best = joined.decision.best
        if best is None:
            return False
        return any(Reason(Why.FOREIGN, one) in best.scored.penalties for one in reading.entities)

    @staticmethod
    def supposes(joined: Understood, reading: Reading) -> bool:
        """Whether a follow-up with a name and the question before, ``joined``, make a claim about both names that nobody made."""
        best = joined.decision.best
        return bool(reading.mentions) and best is not None and best.scored.intent.claim is not None

    def asks_of_somebody(self, reading: Reading) -> bool:
        """Whether a text has a name and a question word."""
        return bool(reading.mentions) and self._index.reader.asking_words.within(reading.core)
