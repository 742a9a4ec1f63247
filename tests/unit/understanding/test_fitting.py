"""From which confidence to answer: chosen on labelled questions, or on the dossier's own phrasings."""

from __future__ import annotations

from dataclasses import replace

import pytest
from assistants import index_of, mill_index
from opened import DOSSIERS, languages

from bot.knowledge.loader import load_dossier
from bot.understanding.decision import FEATURES
from bot.understanding.fitting.fit import (
    BAR,
    DENSE,
    HIGHEST_BAR,
    OFFER_SHARE,
    PRIOR,
    SHARE,
    SPARSE,
    SPARSE_BAR,
    TOLD_BAR,
    Sample,
    fit_labelled,
    fit_policy,
    usual_bar,
)
from bot.understanding.index import DossierIndex


def a_sample(score: float, *, right: bool, known: bool = True) -> Sample:
    """One whose features all say the same."""
    return Sample((score,) * len(FEATURES), right=right, known=known)


def labelled(false_at: float = 0.3) -> list[Sample]:
    """Right ones from 0.5 up, wrong ones below, and strangers around ``false_at``: the sides overlap a little."""
    right = [a_sample(0.5 + step / 100, right=True) for step in range(50)]
    wrong = [a_sample(0.05 + step / 50, right=False) for step in range(25)]
    strangers = [a_sample(false_at + step / 100, right=False, known=False) for step in range(25)]
    return [*right, *wrong, *strangers]


def share_of_wrong(fitted, samples) -> float:
    policy = fitted.policy
    answered = [one for one in samples if policy.calibration.confidence(one.features) >= policy.answer]
    return sum(not one.right for one in answered) / len(samples)


def test_more_evidence_means_more_confidence():
    calibration = fit_labelled(labelled()).policy.calibration
    found = [calibration.confidence(a_sample(score / 10, right=True).features) for score in range(11)]
    assert found == sorted(found)
    assert found[0] < 0.1
    assert found[-1] > 0.9


@pytest.mark.parametrize("allowed", [0.0, 0.02, 0.06, 0.2])
def test_no_more_than_the_allowed_share_of_all_questions_goes_wrong_at_the_bar(allowed):
    """False answers to what has none count as wrong ones."""
    fitted = fit_labelled(labelled(), wrong_at_most=allowed)
    assert share_of_wrong(fitted, labelled()) <= allowed


def test_the_bar_is_the_lowest_that_keeps_to_it():
    """One step of the curve lower, too many would be wrong."""
    fitted = fit_labelled(labelled(), wrong_at_most=0.02)
    lower = max(point.bar for point in fitted.curve if point.bar < fitted.policy.answer)
    confidence = fitted.policy.calibration.confidence
    wrong = sum(not one.right and confidence(one.features) >= lower for one in labelled())
    assert wrong / len(labelled()) > 0.02


def test_shyer_never_answers_from_less():
    bars = [fit_labelled(labelled(), wrong_at_most=share).policy.answer for share in (0.2, 0.1, 0.05, 0.01)]
    assert bars == sorted(bars)
    assert bars[0] < bars[-1]


def test_where_no_bar_keeps_to_it_the_highest_one_is_taken():
    """Wrong ones that look as right as the right ones."""
    alike = [a_sample(0.9, right=number % 50 != 0) for number in range(100)]
    assert fit_labelled(alike, wrong_at_most=0.0).policy.answer == HIGHEST_BAR


def test_the_curve_falls_as_the_bar_rises():
    """Shares of the known questions, and of the strangers; both sides are there at the lowest bar."""
    fitted = fit_labelled(labelled(false_at=0.6))
    assert fitted.known == 75
    for shares in zip(*((one.right, one.wrong, one.false) for one in fitted.curve), strict=True):
        assert list(shares) == sorted(shares, reverse=True)
        assert all(0 <= share <= 1 for share in shares)
    assert fitted.curve[0].right == pytest.approx(50 / 75)
    assert fitted.curve[0].false == 1.0


def test_strangers_teach_the_confidence_and_do_not_count_for_the_bar_s_curve():
    """Small talk that looks like a question makes the bot less sure of such."""
    strangers = [a_sample(0.7, right=False, known=False)] * 30
    plain, taught = fit_labelled(labelled()), fit_labelled(labelled(), strangers)
    features = a_sample(0.7, right=True).features
    assert taught.policy.calibration.confidence(features) < plain.policy.calibration.confidence(features)
    assert taught.known == plain.known
    asked_of_none = fit_labelled([one for one in labelled() if one.known], strangers)
    assert {point.false for point in asked_of_none.curve} == {0.0}


def test_a_choice_is_offered_from_a_share_of_the_bar():
    policy = fit_labelled(labelled()).policy
    assert policy.offer == pytest.approx(policy.answer * OFFER_SHARE)


# ── From the dossier's own phrasings ──


def test_the_less_there_is_to_go_by_the_shyer_the_bot():
    """A list of questions with a few phrasings each is shyer than one with many, and a dossier of facts is shyest."""
    hours = load_dossier(DOSSIERS / "hours", languages())

    def asked_in(ways: int) -> DossierIndex:
        intents = {
            id_: replace(one, phrasings={"en": tuple(f"{id_} put in way {way}" for way in range(ways))})
            for id_, one in hours.intents.items()
        }
        return index_of(replace(hours, intents=intents))

    assert usual_bar(asked_in(1)) == usual_bar(asked_in(SPARSE)) == SPARSE_BAR
    assert SPARSE_BAR > usual_bar(asked_in(5)) > usual_bar(asked_in(8)) > BAR
    assert usual_bar(asked_in(DENSE)) == usual_bar(asked_in(2 * DENSE)) == BAR
    assert usual_bar(mill_index()) == TOLD_BAR > SPARSE_BAR


def test_ways_of_asking_are_counted_in_each_language():
    """Who asks in French is met by French phrasings alone: five and five are five."""
    hours = load_dossier(DOSSIERS / "hours", languages())
    one_language, two_languages = (
        replace(
            hours,
            languages=spoken,
            intents={
                id_: replace(
                    one,
                    phrasings={
                        language: tuple(f"{language} {id_} put in way {way}" for way in range(5))
                        for language in spoken
                    },
                )
                for id_, one in hours.intents.items()
            },
        )
        for spoken in (("en",), ("en", "fr"))
    )
    assert usual_bar(index_of(one_language)) == usual_bar(index_of(two_languages))


def test_a_dossier_with_enough_phrasings_gets_bars_of_its_own():
    fitted = fit_policy(mill_index())
    assert fitted.known > 30
    assert fitted.policy.calibration != PRIOR
    assert 0 < fitted.policy.offer < fitted.policy.answer <= HIGHEST_BAR


def test_what_a_dossier_teaches_is_drawn_towards_what_public_sets_taught():
    """Coefficients that are its own, and yet nearer to the prior than to nothing at all."""
    own, prior = fit_policy(mill_index()).policy.calibration, PRIOR
    assert own.coefficients != prior.coefficients
    lead = FEATURES.index("lead")
    assert own.coefficients[lead] == pytest.approx(SHARE * prior.coefficients[lead]), "phrasings teach none"
    assert own.names == prior.names == FEATURES
