"""A question that asks two things in one breath: « qui a demandé l'audit, et quand ? »."""

from __future__ import annotations

from bot.understanding.conversation import Turn
from bot.understanding.decision import Outcome, Policy
from bot.understanding.in_talk import InTalk
from bot.understanding.index import DossierIndex
from bot.understanding.parts import halves
from bot.understanding.understood import Understood, understand_part

SURE = 0.8
"""Confidence from which the other half is told too: nobody asked for a guess beside the answer."""


def both_halves(
    index: DossierIndex, policy: Policy, talk: InTalk, whole: Understood
) -> tuple[Understood, Understood] | None:
    """Both halves of a question of which ``whole``, as it was understood, is but one; None when it is no such question.

    The second half is read as a follow-up of the first: « et combien en 2014 ? ».
    """
    if not _is_told(whole) or whole.is_said:
        return None
    for left, right in halves(whole.segment, index.reader):
        first = understand_part(index, policy, left, whole=whole.resolved)
        second = _second(index, policy, talk, first, right)
        kin = [_kin(one) for one in (first, second)]
        surest = all(one.decision.confidence >= SURE and _is_told(one) for one in (first, second))
        if surest and kin[0] != kin[1] and _kin(whole) in kin:
            return first, second
    return None


def _second(index: DossierIndex, policy: Policy, talk: InTalk, first: Understood, text: str) -> Understood:
    alone = understand_part(index, policy, text)
    best = first.decision.best
    if best is None:
        return alone
    named = (*first.considered.reading.entities, *(first.slots or {}).values())
    turn = Turn(
        dossier=index.dossier.id,
        question=first.segment,
        intent=best.scored.intent.id,
        slots=first.slots or {},
        entities=tuple(dict.fromkeys(named)),
        language=first.language,
    )
    return talk.understand(alone, text, turn)


def _is_told(one: Understood) -> bool:
    """Whether it gets an answer, or is told that the source is silent."""
    return one.slots is not None and one.decision.outcome in {Outcome.ANSWER, Outcome.NOT_COVERED}


def _kin(one: Understood) -> tuple[int, ...] | None:
    """What tells the reply from others: alike for replies that say the same."""
    best = one.decision.best
    if best is None:
        return None
    silent = one.decision.outcome is Outcome.NOT_COVERED
    return (best.scored.kin, best.scored.match.label) if silent else (best.scored.kin,)
