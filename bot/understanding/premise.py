"""What a question takes for granted: « depuis quand l'État contrôle-t-il OVH ? » takes it that the State does."""

from __future__ import annotations

from dataclasses import replace

from bot.understanding.decision import Outcome, Policy
from bot.understanding.index import DossierIndex
from bot.understanding.reading.readings import HOW_MUCH, WHO
from bot.understanding.understood import Understood, understand_part

SURE = 0.8
"""Confidence from which a premise is understood well enough to be told that it is false, in place of whatever was asked."""


def premise_of(index: DossierIndex, policy: Policy, asked: Understood, text: str) -> Understood | None:
    """The premise of a question that got no answer, as a question that wants a yes or a no; None where none is surely understood.

    It is what follows the question word: "why is SFR buying Cloudwatt?", "is SFR buying Cloudwatt?". Who asks "who" or "how much" takes
    less than that for granted, and of what is denied a no would be taken for its contrary.

    Args:
        index: the dossier made ready.
        policy: when to answer from it.
        asked: the question as it was understood.
        text: as typed: of a follow-up that was completed, the premise would be nobody's words.
    """
    reading, reader = asked.considered.reading, index.reader
    best = asked.decision.best
    if best is None or asked.is_said or not reading.mentions or asked.segment not in text:
        return None
    language = best.scored.nearest.language
    if not reading.asks.isdisjoint({WHO, HOW_MUCH}) or reader.is_negated(reading, language):
        return None
    found = next(iter(reader.asking_words.found(reading.words)), None)
    if found is None:
        return None
    place, length = found
    behind = reading.tokens[place + length :]
    leads = all(word in reader.functions for word in reading.words[:place])
    if not behind or not leads:
        return None
    claim = f"{reading.text[behind[0].start :].rstrip(' ?!.')} ?"
    if not reader.is_polar(reader.read(claim)):
        return None
    one = understand_part(index, policy, claim, whole=asked.resolved)
    sure = one.decision.outcome is Outcome.ANSWER and one.decision.confidence >= SURE
    return replace(one, supposed=True) if sure and one.slots is not None else None
