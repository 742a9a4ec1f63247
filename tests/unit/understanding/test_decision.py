"""Answer, offer, refuse or admit not to know."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import pytest
from assistants import mill_index

from bot.knowledge.records import IntentKind
from bot.understanding.decision import (
    FEATURES,
    Cause,
    Choice,
    Decision,
    Outcome,
    Policy,
    decide,
    features_of,
    offered,
    shares,
)
from bot.understanding.fitting.calibration import Calibration
from bot.understanding.reasons import Reason, Why


def policy(*, score: float = 1.0, answer: float = 0.5, offer: float = 0.25) -> Policy:
    """One whose confidence is that score for every candidate, whatever its features."""
    log_odds = {1.0: 50.0, 0.5: 0.0, 0.0: -50.0}[score]
    return Policy(Calibration(FEATURES, (0.0,) * len(FEATURES), log_odds), answer=answer, offer=offer)


def decided(question: str, *, beside: bool = False, **options: float) -> Decision:
    """What is decided by the best candidate alone, or with those ``beside`` it."""
    considered = mill_index().consider(question)
    kept = considered.candidates if beside else considered.candidates[:1]
    return decide(replace(considered, candidates=kept), policy(**options))


KNOWN = "dis-moi, combien détient Épi d'Or au juste ?"
SILENT = "quel est le prix du moulin ?"


@pytest.mark.parametrize(
    ("options", "outcome"),
    [
        ({"score": 1.0}, Outcome.ANSWER),
        ({"score": 0.5, "answer": 0.5}, Outcome.ANSWER),
        ({"score": 0.5, "answer": 0.6}, Outcome.OFFER),
        ({"score": 0.5, "answer": 0.9, "offer": 0.6}, Outcome.UNKNOWN),
        ({"score": 0.0}, Outcome.UNKNOWN),
    ],
)
def test_the_bars_decide(options, outcome):
    assert decided(KNOWN, **options).outcome is outcome


def test_what_shares_but_grammar_is_no_answer_however_likely():
    """« Pourquoi les girafes ? » is worth a choice where one is all but sure, and else not even that."""
    sure, unsure = (decided("pourquoi les girafes ?", score=score) for score in (1.0, 0.0))
    assert (sure.outcome, sure.cause) == (Outcome.OFFER, Cause.GROUNDLESS)
    assert (unsure.outcome, unsure.cause) == (Outcome.UNKNOWN, None)


def test_a_choice_is_offered_where_the_source_may_as_well_be_silent():
    """A rival that has no answer and is as likely takes the certainty away, where there was not much of it."""
    decision = decided(KNOWN, beside=True, score=0.5)
    assert (decision.outcome, decision.cause) == (Outcome.OFFER, Cause.SILENT_RIVAL)
    assert decided(KNOWN, beside=False, score=0.5).outcome is Outcome.ANSWER
    assert decided(KNOWN, beside=True, score=1.0).outcome is Outcome.ANSWER
    assert decided(KNOWN, beside=True, score=0.5, answer=0.0).outcome is Outcome.ANSWER


def test_a_policy_may_care_for_no_rival_on_which_the_source_is_silent():
    considered = mill_index().consider(KNOWN)
    heedless = replace(policy(score=0.5), silent_rival=inf)
    assert decide(considered, heedless).outcome is Outcome.ANSWER
    assert heedless.from_bar(0.4).silent_rival == inf, "another bar changes nothing of that"


def test_what_the_source_is_silent_on_needs_a_little_less_than_an_answer():
    assert decided(SILENT, score=0.5, answer=0.55).outcome is Outcome.NOT_COVERED
    assert decided(SILENT, score=0.5, answer=0.9).outcome is Outcome.UNKNOWN
    assert decided(SILENT, score=0.0).outcome is Outcome.UNKNOWN


def test_without_candidates_nothing_is_known():
    empty = replace(mill_index().consider(KNOWN), candidates=())
    decision = decide(empty, policy())
    assert (decision.outcome, decision.best, decision.confidence) == (Outcome.UNKNOWN, None, 0.0)
    assert offered(decision) == ()


def test_a_margin_is_positive_for_the_first_and_never_for_its_rivals():
    considered = mill_index().consider(KNOWN)
    places = range(len(considered.candidates))
    margins = [features_of(considered, place)[FEATURES.index("margin")] for place in places]
    assert margins[0] > 0
    assert all(margin <= 0 for margin in margins[1:] if margin != margins[0])


def test_only_questions_with_an_answer_are_offered_best_first():
    decision = decided(SILENT, beside=True)
    kinds = {choice.scored.intent.kind for choice in decision.choices}
    assert IntentKind.NOT_COVERED in kinds
    choice = offered(decision)
    assert len(choice) == 3
    assert all(one.intent.kind is IntentKind.ANSWER for one in choice)
    assert len(offered(decision, most=1)) == 1


def test_confidences_of_the_best_few_never_sum_to_more_than_one():
    decision = decided(KNOWN, beside=True, score=1.0)
    assert sum(shares(decision).values()) == pytest.approx(1)
    assert len(shares(decision)) == 3


def test_modest_confidences_stay_as_they_are():
    scored = [choice.scored for choice in decided(KNOWN, beside=True).choices[:2]]
    decision = Decision(Outcome.ANSWER, (Choice(scored[0], 0.6), Choice(scored[1], 0.1)))
    assert list(shares(decision).values()) == [0.6, 0.1]


def test_what_is_left_where_a_far_better_match_is_ruled_out_is_no_answer():
    """It is asked the other way round, and nobody asks that of the next best."""
    considered = mill_index().consider(KNOWN)
    first, second = considered.candidates[0], replace(considered.candidates[1], score=0.2)
    swapped = replace(first, score=-1.0, penalties={Reason(Why.SWAPPED): 0.25})
    left = replace(considered, candidates=(second, swapped))
    unsure = policy(score=0.5)
    assert (decide(left, unsure).outcome, decide(left, unsure).cause) == (Outcome.OFFER, Cause.OVERSHADOWED)
    assert decide(replace(left, candidates=(second,)), unsure).outcome is Outcome.ANSWER


def test_a_question_that_is_hardly_likely_beside_the_likeliest_is_not_offered():
    """But of a mere subject everything may be wanted."""
    answerable = [
        one.scored
        for one in decided(KNOWN, beside=True).choices
        if one.scored.intent.kind is IntentKind.ANSWER
    ]
    chances = (0.5, 0.06, 0.04)
    choices = tuple(Choice(one, chance) for one, chance in zip(answerable, chances, strict=False))
    assert offered(Decision(Outcome.OFFER, choices)) == tuple(answerable[:2])
    assert offered(Decision(Outcome.OFFER, choices, Cause.SUBJECT)) == tuple(answerable[:3])


def test_where_the_source_may_be_silent_and_may_not_be_a_choice_is_offered():
    decision = decided(SILENT, beside=True, score=0.5, answer=0.9)
    assert (decision.outcome, decision.cause) == (Outcome.OFFER, Cause.SILENT)
    assert decided(SILENT, beside=True, score=0.5, answer=0.9, offer=0.6).outcome is Outcome.UNKNOWN


def test_a_reply_that_would_leave_out_one_of_those_named_is_no_answer():
    """« Combien détiennent Épi, le Fournil et Brioche ensemble ? » is not answered for two of them."""
    considered = mill_index().consider("combien détiennent Épi d'Or, le Fournil et Maison Brioche ensemble ?")
    best = considered.candidates[0]
    assert best.intent.id == "together"
    assert best.leaves_one_out
    decision = decide(considered, policy())
    assert (decision.outcome, decision.cause) == (Outcome.OFFER, Cause.LEAVES_OUT)


@pytest.mark.parametrize(
    ("why", "sure", "cause"),
    [
        (Why.STRANGER, 1.0, Cause.RULED_OUT),
        (Why.STRANGER, 0.5, Cause.RULED_OUT),
        (Why.ELSEWHERE, 1.0, Cause.ELSEWHERE),
        (Why.ELSEWHERE, 0.5, Cause.UNSURE),
        (Why.FOREIGN, 0.5, Cause.UNSURE),
        (Why.FOREIGN, 1.0, None),
    ],
)
def test_a_choice_keeps_why_it_is_offered(why, sure, cause):
    """What is ruled out would be no answer, however sure; all else only where it is sure enough, and else it is that."""
    considered = mill_index().consider(KNOWN)
    first = replace(considered.candidates[0], penalties={Reason(why): 0.9})
    decision = decide(replace(considered, candidates=(first,)), policy(score=sure, answer=0.6))
    assert decision.cause is cause
    assert decision.outcome is (Outcome.ANSWER if cause is None else Outcome.OFFER)
    assert decide(replace(considered, candidates=(first,)), policy(score=sure, answer=0.0)).cause is None


def test_a_subject_is_offered_as_one():
    considered = mill_index().consider("moulin")
    assert decide(considered, policy(score=0.0)).cause is Cause.SUBJECT
    assert decided(KNOWN, score=1.0).cause is None
    assert decided(KNOWN, score=0.0).cause is None
