"""A question that asks two things in one breath: « qui a demandé l'audit, et quand ? »."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from bot.understanding.decision import Outcome, Policy
from bot.understanding.index import DossierIndex
from bot.understanding.reading.parts import halves
from bot.understanding.talk.conversation import Turn
from bot.understanding.talk.in_talk import InTalk
from bot.understanding.understood import Understood, understand_part

SURE = 0.8
"""Confidence from which the other half is told too: nobody asked for a guess beside the answer."""
MOST_HALVES = 3
"""Ways to part a question in two that are tried; no labelled one has more than one."""
MORE = 0.5
"""Share (0–1) of the second half's telling words, by rarity, up to which the first one's intent has them: it then asks more than that tells."""


@dataclass(frozen=True, slots=True)
class Halves:
    """What becomes of a question that may ask two things."""

    told: tuple[Understood, ...] = ()
    """Those of the halves that are told in place of the whole, understood; empty: the whole is."""
    untold: bool = False
    """The whole is, and tells nothing of its second half."""


def halves_of(index: DossierIndex, policy: Policy, talk: InTalk, whole: Understood) -> Halves:
    """What to tell of a question that asks two things and of which ``whole``, as it was understood, is but one.

    Both halves; or the first alone, where the source is silent on it and the second asks more of the same (« et combien
    gagne-t-il »); or nothing, where it is no such question. The second half is read as a follow-up of the first. Where the
    source is silent on both, one refusal with what it does say is worth more than two.
    """
    untold = False
    if whole.is_said:
        return Halves()
    for left, right in islice(halves(whole.segment, index.reader), MOST_HALVES):
        first = understand_part(index, policy, left, whole=whole.resolved)
        if _is_told(whole) and _is_silent(first) and _refers_back(index, right):
            return Halves((first,))
        if not _is_sure(first):
            continue
        second = _second(index, policy, talk, first, right)
        kin = [_kin(one) for one in (first, second)]
        sure = _is_sure(second) and not (_is_silent(first) and _is_silent(second))
        if sure and kin[0] != kin[1] and _is_told(whole) and _kin(whole) in kin:
            return Halves((first, second))
        untold = untold or (
            _answers(whole) and kin[0] == _kin(whole) != kin[1] and _asks_more(index, whole, right)
        )
    return Halves(untold=untold)


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


def _asks_more(index: DossierIndex, whole: Understood, text: str) -> bool:
    """Whether ``text`` asks something that the reply to ``whole`` does not tell, as far as its words say."""
    words = index.wording.of(index.reader.read(text).marked)
    best = whole.considered.candidates[0]
    return bool(words.telling) and index.wording.coverage(words, best.match.label) <= MORE


def _answers(one: Understood) -> bool:
    return _is_told(one) and one.decision.outcome is Outcome.ANSWER


def _is_sure(one: Understood) -> bool:
    return one.decision.confidence >= SURE and _is_told(one)


def _is_silent(one: Understood) -> bool:
    """Whether the source surely says nothing of it."""
    return _is_sure(one) and one.decision.outcome is Outcome.NOT_COVERED


def _refers_back(index: DossierIndex, text: str) -> bool:
    """Whether ``text`` holds a pronoun: of whom the source does not tell, it tells nothing more (« combien gagne-t-il »)."""
    return any(token.text in index.reader.pronouns for token in index.reader.read(text).tokens)


def _is_told(one: Understood) -> bool:
    """Whether it gets an answer, or is told that the source is silent."""
    return one.slots is not None and one.is_definite


def _kin(one: Understood) -> tuple[int, ...] | None:
    """What tells the reply from others: alike for replies that say the same."""
    best = one.decision.best
    if best is None:
        return None
    silent = one.decision.outcome is Outcome.NOT_COVERED
    return (best.scored.kin, best.scored.match.label) if silent else (best.scored.kin,)
