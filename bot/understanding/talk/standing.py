"""How good a reading of a follow-up is beside the others."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.understanding.decision import Outcome
from bot.understanding.talk.completed import Completion, Lean
from bot.understanding.talk.conversation import Turn
from bot.understanding.understood import TYPED_LEAD, Understood

SILENT_LAG = 0.15
"""What a reading of a follow-up lags behind when the source is silent on it."""
TOLD_LAG = 0.2
"""What one lags behind whose name for a pronoun is one that the reply told: people go on about what they asked about."""
LATER = 0.01
"""What each way to complete one lags behind the one before it: of two names that another may take the place of, it is the first."""
PASSED_OVER = 0.3
"""What one lags behind, as a share of its confidence, whose name for a pronoun is not whom the question before asked for: after "who
is the rival?" people go on about the rival."""
PICKED_LAG = 0.25
"""What one lags behind that asks what the reply told of one whom it named (« et la Caisse ? » after a list of shareholders): the
question before, asked of that name, is likelier where it has a reply."""
OFF_SUBJECT = 0.4
"""What one lags behind whose reply is not about the name that was put into the question before."""
ELSEWHERE = 0.2
"""What one lags behind that leaves a pronoun to itself, and whose reply is about nobody whom the question before named: « who owns it
now? » asks of Numergy after "what is Numergy?". After a question that named nobody, one is elsewhere that people do not ask next."""
SAME_LEAD = 0.2
"""What a completed follow-up is worth that asks of another name or year what was asked before."""
SAID_LEAD = 0.2
"""What a reading of a follow-up is worth that is a phrasing word for word."""


def _standing(one: Understood, typed: str, turn: Turn, lean: Lean) -> float:
    """How good a reading of a follow-up is: who asks one mostly asks the same again, and expects an answer."""
    if one.intent is None:
        return 0.0
    silent = one.decision.outcome is Outcome.NOT_COVERED
    same = one.resolved != typed and one.intent == turn.intent
    said = one.is_said and not silent and not (lean.starts and one.resolved == typed)
    lead = TYPED_LEAD * (one.resolved == typed) + SAME_LEAD * same + SAID_LEAD * said
    return one.decision.confidence + lead - SILENT_LAG * silent


def lag(completion: Completion, place: int, whole: Understood) -> float:
    """What the ``whole`` question that a follow-up was completed to, as the one at ``place``, lags behind for how that was done."""
    behind = PASSED_OVER * whole.decision.confidence * completion.passed_over
    return LATER * place + TOLD_LAG * completion.told + behind


@dataclass(slots=True)
class Ways:
    """The ways to read one follow-up, as they are found."""

    found: list[tuple[Understood, float]]
    """Each with the confidence that it lags behind the others by."""
    clear: list[Understood] = field(default_factory=list)
    """Those of them that are clearly meant."""
    each: dict[tuple[str, ...], Understood] = field(default_factory=dict)
    """Whom it names in place of another → the question before asked of that, where there is a reply."""

    def add(self, one: Understood, lag: float) -> None:
        """Add one that lags behind the others by so much confidence."""
        self.found.append((one, lag))

    def tell(self, names: tuple[str, ...], one: Understood, turn: Turn) -> None:
        """Take ``one`` for the question before asked of ``names``: the first that there is, but that which asks the same goes before."""
        known = self.each.get(names)
        if known is None or (known.intent != turn.intent and one.intent == turn.intent):
            self.each[names] = one

    def best(self, alone: Understood, typed: str, turn: Turn, lean: Lean) -> Understood:
        """The best of the clear ones, else of all; ``alone`` where there is none."""
        clear = {id(one) for one in self.clear}
        ways = [way for way in self.found if id(way[0]) in clear] or self.found or [(alone, 0.0)]
        return max(ways, key=lambda way: _standing(way[0], typed, turn, lean) - way[1])[0]
