"""Readings of a follow-up: whole questions, understood with what the talk speaks for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from math import inf

from bot.knowledge.expansion import fill_id
from bot.knowledge.records import Intent
from bot.understanding.decision import SILENT_RIVAL, Outcome, Policy, decide
from bot.understanding.index import DossierIndex
from bot.understanding.reading.readings import HOW_MUCH, Reading
from bot.understanding.talk.completed import Completion, Lean, Way
from bot.understanding.talk.conversation import Turn
from bot.understanding.talk.follow_up import FollowUps
from bot.understanding.understood import Understood, understand_part

GOES_ON = 0.6
"""Share of the bar from which a follow-up is answered by something related to what was asked before, or by the same of another
name: beside the words the talk speaks for it."""


class GoingOn:
    """Understands what may be meant by follow-ups on one dossier.

    Args:
        index: the dossier made ready.
        policy: when to answer from it.
        follow_ups: puts names into questions.
    """

    def __init__(self, index: DossierIndex, policy: Policy, follow_ups: FollowUps) -> None:
        self._index = index
        self._policy = policy
        self._follow_ups = follow_ups

    def read(
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
        related = self._index.related(turn.intent).union(same) if turn.answered else frozenset[str]()
        one = understand_part(
            self._index, self._policy, text, context=context, without=without, favoured=related
        )
        if not self.is_related(one, turn):
            return one
        nearer = self._policy.from_bar(GOES_ON * self._policy.answer)
        return replace(one, decision=decide(one.considered, replace(nearer, silent_rival=silent_rival)))

    def completed(self, turn: Turn, completion: Completion, lean: Lean) -> Understood:
        """A completed follow-up; one that adds words to a question does not ask the same thing again."""
        again = turn.intent if completion.way is Way.JOINED else None
        same = {turn.intent} if completion.way is Way.SWAPPED else set[str]()
        # Who says no more than "how much?" asks of what was just told, on which the source was not silent.
        rival = inf if lean.bare else SILENT_RIVAL
        whole = self.read(turn, completion.text, (), without=again, same=same, silent_rival=rival)
        fresh = whole.considered.reading.asks - self._index.reader.read(turn.question).asks
        if not (again and fresh):
            return whole
        anew = self.read(turn, completion.text, (), silent_rival=rival)
        best = anew.decision.best
        likelier = (
            whole.decision.outcome is not Outcome.ANSWER
            or anew.decision.confidence > whole.decision.confidence
        )
        if best is None or best.scored.intent.id != again or not likelier:
            return whole
        return anew if self._tells(turn, fresh, best.scored.nearest.text) else whole

    def _tells(self, turn: Turn, fresh: frozenset[str], phrasing: str) -> bool:
        """Whether the reply to ``turn`` told what its question had not asked for, the ``fresh``, and a ``phrasing`` of its intent asks for.

        "Does it own a part?" – "how much?"; "was it a success?" – "why not?".
        """
        facts = self._index.dossier.facts
        asked = fresh & self._index.reader.read(phrasing, exact=True).asks
        figures = any(facts[name].value is not None for name in turn.told if name in facts)
        return figures if asked == {HOW_MUCH} else bool(asked)

    def picked(self, reading: Reading, turn: Turn) -> Iterator[tuple[str, Understood]]:
        """What the reply to ``turn`` told, of each whom ``reading`` names: by the first intent whose slot takes that name for it.

        That is what it told of that one (« et la Caisse ? » after a list of shareholders), or of another one ("and Thales?" after "who
        owns most of it?").
        """
        named = tuple(dict.fromkeys(reading.entities))
        if reading.asks or reading.years or not frozenset(turn.slots.values()).isdisjoint(named):
            return
        for entity in named:
            yield from ((entity, one) for one in self._picked(entity, turn))

    def _picked(self, entity: str, turn: Turn) -> Iterator[Understood]:
        for label, intent in enumerate(self._index.dossier.intents.values()):
            # What must hold certain words is not what a mere name asks.
            if intent.verdict is not None or intent.requires or intent.id == turn.intent:
                continue
            if not any(_tells_of(intent, one, turn.told) for one in (entity, *turn.entities)):
                continue
            asked = self._index.asked_with(label, turn.language)
            if asked is not None and asked.order:
                fillers = intent.slots[asked.order[0]].fillers
                own = self._index.reader.read(asked.text, exact=True)
                for text in self._follow_ups.swapping.naming(own, fillers, entity):
                    yield self.read(turn, text, ())
            return

    def is_related(self, one: Understood, turn: Turn) -> bool:
        """Whether a reading asks the question of ``turn`` again, or one that people ask next after it."""
        return turn.answered and one.intent in self._index.related(turn.intent) | {turn.intent}


def _tells_of(intent: Intent, name: str, told: Collection[str]) -> bool:
    """Whether an intent with a single slot tells of ``name`` nothing but facts that were ``told``."""
    if len(intent.slots) != 1:
        return False
    ((slot, takes),) = intent.slots.items()
    facts = {fill_id(fact, {slot: name}) for fact in intent.facts.values()}
    is_slotted = facts != set(intent.facts.values())
    return name in takes.fillers and is_slotted and facts <= frozenset(told)
