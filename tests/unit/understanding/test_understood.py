"""One text as one dossier understands it."""

from __future__ import annotations

from dataclasses import replace

from assistants import mill_index

from bot.understanding.decision import Policy
from bot.understanding.fitting.fit import PRIOR
from bot.understanding.understood import LIKELIER, understand_part

POLICY = Policy(PRIOR, answer=0.5, offer=0.3)


class Misordered:
    """The mill's index, were its best candidate the last by its score."""

    dossier = mill_index().dossier
    reader = mill_index().reader

    @staticmethod
    def consider(text, *_args, **_keys):
        found = mill_index().consider(text)
        return replace(found, candidates=(*found.candidates[1:], found.candidates[0]))


def test_the_candidate_that_is_by_far_the_likeliest_leads():
    """However the scores stand: what the confidence is worked out from knows more than they do."""
    text = "who is it that holds the mill, then?"
    understood = understand_part(Misordered(), POLICY, text)
    best, *others = understood.decision.choices
    assert best.scored.intent.id == mill_index().consider(text).candidates[0].intent.id
    assert all(best.confidence * LIKELIER >= one.confidence for one in others)
    assert understood.considered.coverage == best.scored.coverage
