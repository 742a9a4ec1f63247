"""What is said in the course of a talk: alone where it can stand alone, else completed from the question before."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from math import inf

from bot.knowledge.expansion import fill_id
from bot.knowledge.records import Intent
from bot.understanding.decision import SILENT_RIVAL, Outcome, Policy, decide
from bot.understanding.index import DossierIndex
from bot.understanding.reading.parts import last_word, spoken
from bot.understanding.reading.readings import HOW_MUCH, MEANING_MARK, Reading
from bot.understanding.talk.completed import Completion, Lean, Way
from bot.understanding.talk.conversation import Turn
from bot.understanding.talk.follow_up import FollowUps
from bot.understanding.talk.pointing import Pointers
from bot.understanding.understood import TYPED_LEAD, Understood, understand_part

SILENT_LAG = 0.15
"""What a reading of a follow-up lags behind when the source is silent on it."""
TOLD_LAG = 0.2
"""What one lags behind whose name for a pronoun is one that the reply told: people go on about what they asked about."""
LATER = 0.01
"""What each way to complete one lags behind the one before it: of two names that another may take the place of, it is the first."""
PASSED_OVER = 0.3
"""What one lags behind, as a share of its confidence, whose name for a pronoun is not whom the question before asked for: after "who
is the rival?" people go on about the rival."""
ASKED_FOR = 0.73
"""Confidence from which a reading with the name of whom the question before asked for is clear."""
PICKED_LAG = 0.25
"""What one lags behind that asks what the reply told of one whom it named (« et la Caisse ? » after a list of shareholders): the
question before, asked of that name, is likelier where it has a reply."""
SAME_LEAD = 0.2
"""What a completed follow-up is worth that asks of another name or year what was asked before."""
SAID_LEAD = 0.2
"""What a reading of a follow-up is worth that is a phrasing word for word."""
GOES_ON = 0.6
"""Share of the bar from which a follow-up is answered by something related to what was asked before, or by the same of another
name: beside the words the talk speaks for it."""
RESOLVED = 0.95
"""Confidence from which a reading with a name, or the matter, of the question before in place of a pronoun goes before the
question alone: "when was it created?" asks of Numergy after "what's Numergy?", whatever the dossier is about. Of 120 talks written
blind it answers 5 more rightly; flat from 0.9."""
ASKS_ITSELF = 0.85
"""Confidence from which a question with a question word and a name of its own goes before that name in the question before, though its
other words are grammar: « c'est quoi le savoir-faire de Cloudwatt ? »."""


class InTalk:
    """Understands follow-ups on one dossier.

    Args:
        index: the dossier made ready.
        policy: when to answer from it.
        follow_ups: completes what leans on the question before.
        pointers: finds words that point at one of several.
    """

    def __init__(
        self, index: DossierIndex, policy: Policy, follow_ups: FollowUps, pointers: Pointers
    ) -> None:
        self._index = index
        self._policy = policy
        self._follow_ups = follow_ups
        self._pointers = pointers

    def pointed(self, text: str, turn: Turn) -> str | None:
        """``text`` with a name for the words that point at one of what the talk has spoken of; None where none do."""
        if turn.listed is None:
            return None
        known = self._index.dossier.entities.keys() & frozenset(turn.listed.names)
        names = {entity: self._follow_ups.pronouns.name_of(entity) for entity in known}
        return self._pointers.resolved(self._index.reader.read(text), turn.listed, names)

    def leans(self, text: str) -> bool:
        """Whether ``text`` leans on the question before it, so that it is no small talk unless word for word.

        « Merci » says nothing of its own, and asks nothing either.
        """
        reading = self._index.reader.read(text)
        lean = self._follow_ups.lean(reading)
        asks = bool(reading.mentions or reading.years) or self._index.reader.asking_words.within(reading.core)
        return lean.starts or lean.pronoun or (lean.bare and asks)

    def going_on(self, text: str) -> str:
        """``text`` without what only reacts to the reply before it: "Interesting! And what about the Caisse?"."""
        reader = self._index.reader
        last = last_word(text, reader)
        return last if self._follow_ups.lean(reader.read(last)).clearly else text

    def understand(self, alone: Understood, text: str, turn: Turn, *, of_reply: bool = False) -> Understood:
        """``text`` as it stands after ``turn``.

        Args:
            alone: how it is understood by itself.
            text: as typed.
            turn: the question before.
            of_reply: it asks about the reply to that.
        """
        text = spoken(text, self._index.reader)
        reading = self._index.reader.read(text)
        lean = self._follow_ups.lean(reading)
        stands = alone.decision.outcome is Outcome.ANSWER or alone.is_said
        if not reading.tokens:
            return alone
        sure = alone.decision.confidence >= RESOLVED
        asks_itself = self._asks_of_somebody(reading) and not lean.starts and not lean.pronoun
        says_it_all = (lean.object and sure) or (asks_itself and alone.decision.confidence >= ASKS_ITSELF)
        # « Dans quelles entreprises ? » would find a reply by itself, and yet goes on where that has nothing to do with the talk.
        if not (lean.clearly or sure or of_reply or self._is_related(alone, turn)):
            stands = stands and not lean.short
        if not lean.leans or (stands and (not lean.clearly or says_it_all)):
            return alone
        found = [alone] if not lean.bare or (alone.is_said and not reading.mentions) else []
        if reading.mentions or not lean.bare:
            context = self._follow_ups.pronouns.spoken_of(turn) if lean.pronoun else turn.entities
            found.append(self._going_on(turn, text, context))
        if lean.pronoun:
            found = [
                one for one in found if not self._is_of_another(one, turn) and self._is_spoken_of(one, turn)
            ]
        # « et Brioche ? » asks the same of another name before it asks anything of both, and a pronoun that the talk
        # resolves is not what the dossier is about.
        clear: list[Understood] = []
        named: list[Understood] = []
        goes_on = False
        lags: dict[str, float] = {}
        each: dict[tuple[str, ...], Understood] = {}
        for place, completion in enumerate(self._follow_ups.completions(reading, turn)):
            whole = self._completed(turn, completion, lean)
            if completion.way is Way.JOINED and not lean.bare and self._asks_anew(whole, reading, found):
                continue
            found.append(whole)
            goes_on |= completion.way is Way.JOINED and self._goes_on_surely(whole, turn)
            behind = PASSED_OVER * whole.decision.confidence * completion.passed_over
            lags[whole.resolved] = LATER * place + TOLD_LAG * completion.told + behind
            if self._is_clear(completion, whole, turn) or (
                lean.pronoun and self._resolves(completion, whole, turn)
            ):
                (named if completion.way is Way.NAMED else clear).append(whole)
            if completion.way is Way.SWAPPED and whole.decision.outcome is Outcome.ANSWER:
                each.setdefault(completion.entities, whole)
        if lean.bare:
            for whole in self._picked(reading, turn):
                found.append(whole)
                lags[whole.resolved] = PICKED_LAG
        # « C'était quand ? » after who asked for the audit is about the audit, though the name of who did would make a question, too.
        clear += (one for one in named if not goes_on or self._is_related(one, turn))
        ways = clear or found or [alone]
        best = max(ways, key=lambda one: _standing(one, text, turn, lean) - lags.get(one.resolved, 0.0))
        # « Et les deux autres ? » is told of both.
        told = tuple(one for names, one in each.items() if names and _intent(one) == _intent(best))
        return replace(best, halves=told) if len(told) > 1 and best in told else best

    def _asks_of_somebody(self, reading: Reading) -> bool:
        """Whether a text has a name and a question word."""
        return bool(reading.mentions) and self._index.reader.asking_words.within(reading.core)

    def _is_related(self, one: Understood, turn: Turn) -> bool:
        """Whether a reading asks the question of ``turn`` again, or one that people ask next after it."""
        best = one.decision.best
        return best is not None and best.scored.intent.id in self._index.related(turn.intent) | {turn.intent}

    def _goes_on_surely(self, one: Understood, turn: Turn) -> bool:
        """Whether both questions together surely ask what people ask next: « qui a demandé l'audit ? », « c'était quand ? »."""
        answered = one.decision.outcome is Outcome.ANSWER and one.decision.confidence >= RESOLVED
        return answered and self._is_related(one, turn)

    def _asks_anew(self, joined: Understood, reading: Reading, found: Sequence[Understood]) -> bool:
        """Whether a follow-up is a question of its own, so that it and the one before, ``joined``, would only ask that one again.

        It has a name, a question word and a reply without that, or most of its telling words mean nothing to what both would ask.
        """
        if self._asks_of_somebody(reading) and any(one.decision.outcome is Outcome.ANSWER for one in found):
            return True
        own, best = self._follow_ups.telling(reading.text), joined.decision.best
        words = self._index.learned.vocabulary[best.scored.match.label] if best else ()
        meanings = self._index.reader.meanings
        known = sum(
            word in words or any(MEANING_MARK + meaning in words for meaning in meanings.of((word,)))
            for word in own
        )
        return 2 * known < len(own)

    def _picked(self, reading: Reading, turn: Turn) -> Iterator[Understood]:
        """What the reply to ``turn`` told, of the one whom ``reading`` names: by the first intent whose slot takes that name for it.

        That is what it told of that one (« et la Caisse ? » after a list of shareholders), or of another one ("and Thales?" after "who
        owns most of it?").
        """
        named = tuple(dict.fromkeys(reading.entities))
        if len(named) != 1 or reading.asks or reading.years or named[0] in turn.slots.values():
            return
        for label, intent in enumerate(self._index.dossier.intents.values()):
            if intent.verdict is not None or intent.id == turn.intent:
                continue
            if not any(_tells_of(intent, one, turn.told) for one in (named[0], *turn.entities)):
                continue
            asked = self._index.asked_with(label, turn.language)
            if asked is not None and asked.order:
                fillers = intent.slots[asked.order[0]].fillers
                own = self._index.reader.read(asked.text, exact=True)
                for text in self._follow_ups.naming(own, fillers, named[0]):
                    yield self._going_on(turn, text, ())
            return

    def _is_of_another(self, one: Understood, turn: Turn) -> bool:
        """Whether a pronoun would stand for what the dossier is about, where the question before was about somebody else."""
        subject, best = self._index.dossier.subject, one.decision.best
        named = self._index.reader.read(turn.question).entities
        if best is None or not named or subject in named:
            return False
        return self._index.learned.profiles[best.scored.match.label].of_subject

    @staticmethod
    def _is_clear(completion: Completion, whole: Understood, turn: Turn) -> bool:
        """Whether the same is asked of another, or of two, and there is a reply, or surely none.

        Of one of another kind it is the same only where the reply is of the same question.
        """
        silent = whole.decision.outcome is Outcome.NOT_COVERED and whole.decision.confidence >= RESOLVED
        if completion.way is Way.SWAPPED and silent and not completion.told:
            return True
        best = whole.decision.best
        same = not completion.unlike or (best is not None and best.scored.intent.id == turn.intent)
        answered = whole.decision.outcome is Outcome.ANSWER and same
        return completion.way in {Way.SWAPPED, Way.COMPARED} and answered

    def _is_spoken_of(self, one: Understood, turn: Turn) -> bool:
        """Whether the facts of a reply are about somebody whom the talk or the question named, or what the dossier is about."""
        best, dossier = one.decision.best, self._index.dossier
        if best is None:
            return True
        facts = [dossier.facts[name] for name in best.scored.intent.facts.values() if name in dossier.facts]
        parties = {part for fact in facts for part in (fact.subject, fact.object) if part}
        named = {*turn.entities, *one.considered.reading.entities, dossier.subject}
        return not parties or not parties.isdisjoint(named)

    def _resolves(self, completion: Completion, whole: Understood, turn: Turn) -> bool:
        """Whether a reading is surely about what the question before asked about, which a pronoun then stands for."""
        best = whole.decision.best
        definite = whole.decision.outcome in {Outcome.ANSWER, Outcome.NOT_COVERED}
        sure = best is not None and best.confidence >= (ASKED_FOR if completion.asked_for else RESOLVED)
        if best is None or not definite or not sure or completion.told:
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

    def _completed(self, turn: Turn, completion: Completion, lean: Lean) -> Understood:
        """A completed follow-up; one that adds words to a question does not ask the same thing again."""
        again = turn.intent if completion.way is Way.JOINED else None
        same = {turn.intent} if completion.way is Way.SWAPPED else set[str]()
        # Who says no more than "how much?" asks of what was just told, on which the source was not silent.
        rival = inf if lean.bare else SILENT_RIVAL
        whole = self._going_on(turn, completion.text, (), without=again, same=same, silent_rival=rival)
        if again and whole.decision.outcome is not Outcome.ANSWER:
            anew = self._going_on(turn, completion.text, (), silent_rival=rival)
            best = anew.decision.best
            asked = anew.considered.reading.asks
            if best and best.scored.intent.id == again and self._tells(turn, asked, best.scored.nearest.text):
                return anew
        return whole

    def _tells(self, turn: Turn, asked: frozenset[str], phrasing: str) -> bool:
        """Whether the reply to ``turn`` told what its question had not ``asked`` for, and a ``phrasing`` of its intent does.

        "Does it own a part?" – "how much?"; "was it a success?" – "why not?".
        """
        read, facts = self._index.reader.read, self._index.dossier.facts
        fresh = asked & read(phrasing, exact=True).asks - read(turn.question).asks
        figures = any(facts[name].value is not None for name in turn.told if name in facts)
        return figures if fresh == {HOW_MUCH} else bool(fresh)

    def _going_on(
        self,
        turn: Turn,
        text: str,
        context: Sequence[str],
        *,
        without: str | None = None,
        same: Collection[str] = (),
        silent_rival: float = SILENT_RIVAL,
    ) -> Understood:
        """A reading of a follow-up: what is related to ``turn``, or the ``same`` again, is likelier, and needs less to be answered."""
        related = self._index.related(turn.intent).union(same)
        one = understand_part(
            self._index, self._policy, text, context=context, without=without, favoured=related
        )
        if not self._is_related(one, turn):
            return one
        nearer = self._policy.from_bar(GOES_ON * self._policy.answer)
        return replace(one, decision=decide(one.considered, replace(nearer, silent_rival=silent_rival)))


def _intent(one: Understood) -> str | None:
    """The best choice's."""
    best = one.decision.best
    return best.scored.intent.id if best is not None else None


def _tells_of(intent: Intent, name: str, told: Collection[str]) -> bool:
    """Whether an intent with a single slot tells of ``name`` nothing but facts that were ``told``."""
    if len(intent.slots) != 1:
        return False
    ((slot, takes),) = intent.slots.items()
    facts = {fill_id(fact, {slot: name}) for fact in intent.facts.values()}
    is_slotted = facts != set(intent.facts.values())
    return name in takes.fillers and is_slotted and facts <= frozenset(told)


def _standing(one: Understood, typed: str, turn: Turn, lean: Lean) -> float:
    """How good a reading of a follow-up is: who asks one mostly asks the same again, and expects an answer."""
    best = one.decision.best
    if best is None:
        return 0.0
    intent = best.scored.intent.id
    silent = one.decision.outcome is Outcome.NOT_COVERED
    same = one.resolved != typed and intent == turn.intent
    said = one.is_said and not silent and not (lean.starts and one.resolved == typed)
    lead = TYPED_LEAD * (one.resolved == typed) + SAME_LEAD * same + SAID_LEAD * said
    return one.decision.confidence + lead - SILENT_LAG * silent
