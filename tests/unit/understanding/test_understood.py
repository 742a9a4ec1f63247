"""One text as one dossier understands it."""

from __future__ import annotations

from dataclasses import replace

from assistants import mill_index
from opened import languages

from bot.understanding.decision import Policy
from bot.understanding.explaining.counterfactuals import Case, counterfactuals
from bot.understanding.explaining.explanation import Change, Reply
from bot.understanding.fitting.fit import PRIOR
from bot.understanding.understood import LIKELIER, Understood, filled, understand_part

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


def test_who_does_it_to_whom_is_told_by_the_voice_of_question_and_phrasing():
    """The nearest phrasing names the buyer first, the question, in the passive, last."""
    index = mill_index()
    considered = index.consider("was Panidor bought by Maison Brioche?")
    claim = next(one for one in considered.candidates if one.intent.id == "bought-claim")
    active = next(
        one
        for one in index.learned.phrased
        if one.label == claim.match.label and one.order == ("buyer", "target")
    )
    asked = replace(claim, nearest=active)
    assert filled(index, asked, considered.reading) == {"buyer": "brioche", "target": "panidor"}


def test_the_likeliest_leads_in_what_is_considered_again_as_it_did_at_first():
    """Else the reply would seem to be another one's, and no penalty of the runner-up would be told of."""
    text = "combien de farine en 2019 ?"
    understood = understand_part(Misordered(), POLICY, text)

    def reply(one: Understood, **_asked: str) -> Reply:
        return Reply("answered", "mill", one.intent, one.decision.confidence)

    case = Case(
        question=text,
        understood=understood,
        reply=reply(understood),
        policy=POLICY,
        languages=languages(),
        others=(),
        ask=lambda text, **_options: understand_part(Misordered(), POLICY, text),
        told=reply,
    )
    assert understood.decision.choices[1].scored.penalties
    assert [one for one in counterfactuals(case) if one.change is Change.RULE]
