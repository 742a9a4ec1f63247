"""When to answer: confidence and bars fitted on the dossier's own phrasings, each held out in turn.

Two kinds of held-out question come out of the ranking's closed form: a phrasing asked of an index without it (what a
new wording of a known question looks like), and a phrasing asked of an index without its whole intent (what a near
miss looks like). No question of any test is ever looked at.

An author's phrasings are no fair sample of people's questions: they stand further from each other than a question stands
from the nearest of them, and a whole intent held out is nearer to the others than most of what strangers ask. What
they teach is therefore drawn towards what labelled questions taught on public sets (``PRIOR``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.understanding.decision import FEATURES, Policy, features
from bot.understanding.fitting.calibration import Calibration, fit
from bot.understanding.fitting.heldout import held_out
from bot.understanding.index import CONSIDERED, DossierIndex
from bot.understanding.ranking.ranker import Match
from bot.understanding.reading.readings import Reading

Floats = NDArray[np.floating]
Flags = NDArray[np.bool_]

STRANGERS = 0.4
"""Share of questions taken to be none of the dossier's: the mixture that the confidence is meant for. A bot in a
channel is asked about much that its article does not say."""
WRONG_AT_MOST = 0.05
"""Share of all labelled questions that may get a wrong answer at the bar: those who write them down look for hard ones. The bar of
0.47 that it gives on ``tests/questions/dev``, which has been looked at for long, answers two or three in a hundred wrongly of 1,500
that nobody looked at."""
HIGHEST_BAR = 0.95
"""A bar that a verbatim question still clears."""
OFFER_SHARE = 0.6
"""The bar for offering a choice, as a share of the bar for answering."""
UNLABELLED_OFFER = 0.18
"""That bar for a plain list of questions that nobody labelled any for: nonsense stays below this."""
UNLABELLED = ("score", "likeness")
"""Features that held-out phrasings can teach."""
ENOUGH = 30
"""With fewer held-out phrasings a fit says nothing, and ``PRIOR`` stands in."""
MOST = 600
"""Held-out phrasings that are looked at, evenly spread: with 2,000 no confidence changes by more than 0.015."""

BAR = 0.21
"""The confidence to answer from where nobody labelled questions: a wrong answer then costs a quarter of what a right one is
worth. Of twenty public sets those of which half the questions are strangers' would have 0.18 to 0.4, those without strangers
none at all: this loses the least on average (MCC), and 0.18 to 0.24 measure alike."""
SPARSE_BAR = 0.4
"""The same where there are ``SPARSE`` phrasings an intent in a language or fewer, which say little of how else people ask; from
``DENSE`` on it is ``BAR``, and in between it falls evenly. Of 24 sets cut from public ones to one to five phrasings, half of whose
questions are near strangers', this refuses 7 to 8 in 10 of those, and ``BAR`` about 4; of 36 cut to four to nine, it halves those
and the wrong answers, and gains 0.01 of MCC."""
SPARSE, DENSE = 3, 10
"""Phrasings an intent in a language, on average."""
TOLD_BAR = 0.5
"""The same for a dossier of facts, which speaks for a source: better no answer than one that the source does not give."""
TOLD_OFFER = 0.15
"""The bar for offering a choice there. Of 407 questions that three dossiers by newcomers have an answer to, asked by
people who knew the article alone, 75 get a choice, 68 of them with the right one among its three, and of 299 that have none 73; at 0.2 it
is 56, 52 and 51, at 0.1 89, 79 and 97."""
LEARNED = {"score": 5.2, "likeness": 1.5, "lead": 0.12}
"""Coefficients that labelled questions of those sets taught, each set weighing the same. Without any one family of sets they
are 4.5 to 5.9, 1.2 to 1.7 and 0.10 to 0.14; further features make none of them better."""
INTERCEPT = -2.65
"""The same, for about a third of strangers among the questions, which keeps the calibration error of all twenty sets lowest but
for those that hardly any answerable question is asked of: -3.0 would be for two in five."""
PRIOR = Calibration(FEATURES, tuple(LEARNED.get(name, 0.0) for name in FEATURES), INTERCEPT)
"""The confidence for a dossier too small to fit."""
SHARE = 0.6
"""What the log-odds of ``PRIOR`` and of a fit weigh when they are added. The mean of the two is too unsure of itself, as the mean
of two forecasts is (Ranjan and Gneiting 2010): hence more than a half each. Each family of sets in turn left out, the mean
MCC is 0.694 so, 0.687 by ``PRIOR`` alone, and 0.686 for the score alone."""


@dataclass(frozen=True, slots=True)
class Point:
    """What answering from a given confidence would have meant for the held-out questions."""

    bar: float
    right: float
    """Share of the known questions that get their own intent."""
    wrong: float
    """Share of the known questions that get another one."""
    false: float
    """Share of the strangers that get an answer they should not get."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A policy with the curve it was chosen from."""

    policy: Policy
    curve: tuple[Point, ...]
    known: int
    """Held-out phrasings that were looked at."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One question whose right reply is known."""

    features: tuple[float, ...]
    """Of the best candidate, in the order of ``FEATURES``."""
    right: bool
    """Whether the best candidate is the right one."""
    known: bool
    """Whether the question has an answer at all."""


def fit_policy(index: DossierIndex) -> Fitted:
    """Fit the confidence of ``index`` from its own phrasings, where nothing better is to be had; the bar is ``usual_bar``."""
    samples = list(_samples(index))
    known = [sample for sample in samples if sample.known]
    if len(known) < ENOUGH or len(known) == len(samples) or all(sample.right for sample in samples):
        return Fitted(_unlabelled(index, PRIOR), (), len(known))
    calibration = _drawn(_calibrated(samples))
    return Fitted(_unlabelled(index, calibration), _curve(calibration, samples), len(known))


def usual_bar(index: DossierIndex) -> float:
    """The confidence to answer from where nobody labelled questions: ``TOLD_BAR``, or one from ``SPARSE_BAR`` down to ``BAR``."""
    if index.told:
        return TOLD_BAR
    intents = index.dossier.intents.values()
    ways = sum(len(rows) for intent in intents for rows in intent.phrasings.values())
    each = ways / max(1, len(intents) * len(index.dossier.languages))
    dense = min(1.0, max(0.0, (each - SPARSE) / (DENSE - SPARSE)))
    return round(SPARSE_BAR + dense * (BAR - SPARSE_BAR), 2)


def _unlabelled(index: DossierIndex, calibration: Calibration) -> Policy:
    offer = TOLD_OFFER if index.told else UNLABELLED_OFFER
    return Policy(calibration, answer=usual_bar(index), offer=offer)


def fit_labelled(
    samples: Sequence[Sample], strangers: Sequence[Sample] = (), *, wrong_at_most: float = WRONG_AT_MOST
) -> Fitted:
    """Fit the confidence and the bars from questions that somebody labelled.

    Args:
        samples: questions of the mixture that the bot is asked; both right and wrong ones.
        strangers: texts that no dossier answers and that others (small talk) will mostly take: they teach the
            confidence what strange looks like, and do not count when the bar is chosen.
        wrong_at_most: share (0–1) of all questions that may get a wrong answer at the bar for answering.
    """
    taught = [*samples, *strangers]
    calibration = fit(
        FEATURES,
        np.array([sample.features for sample in taught]),
        np.array([sample.right for sample in taught]),
    )
    curve = _curve(calibration, samples)
    known = sum(sample.known for sample in samples)
    share = known / len(samples)
    allowed = [
        point.bar for point in curve if share * point.wrong + (1 - share) * point.false <= wrong_at_most
    ]
    bar = min([*allowed, HIGHEST_BAR])
    return Fitted(Policy(calibration, answer=bar, offer=bar * OFFER_SHARE), curve, known)


def _calibrated(samples: Sequence[Sample]) -> Calibration:
    """The confidence, for a mixture in which ``STRANGERS`` of the questions have no answer.

    Held-out phrasings teach ``UNLABELLED`` features alone: leads and shared words differ too much between an author's
    phrasings and people's questions. Measured on public sets, the others cost up to 0.03 of MCC.
    """
    known = sum(sample.known for sample in samples)
    shares = (1 - STRANGERS) / known, STRANGERS / (len(samples) - known)
    chosen = [FEATURES.index(name) for name in UNLABELLED]
    fitted = fit(
        UNLABELLED,
        np.array([sample.features for sample in samples])[:, chosen],
        np.array([sample.right for sample in samples]),
        np.array([shares[0] if sample.known else shares[1] for sample in samples]) * len(samples),
    )
    by_name = dict(zip(fitted.names, fitted.coefficients, strict=True))
    return Calibration(FEATURES, tuple(by_name.get(name, 0.0) for name in FEATURES), fitted.intercept)


def _drawn(fitted: Calibration) -> Calibration:
    """``fitted`` drawn towards ``PRIOR``: their log-odds added, each by its ``SHARE``."""
    pairs = zip(PRIOR.coefficients, fitted.coefficients, strict=True)
    mixed = tuple(SHARE * (before + own) for before, own in pairs)
    return Calibration(FEATURES, mixed, SHARE * (PRIOR.intercept + fitted.intercept))


def _curve(calibration: Calibration, samples: Sequence[Sample]) -> tuple[Point, ...]:
    confidence = np.array([calibration.confidence(sample.features) for sample in samples])
    right = np.array([sample.right for sample in samples])
    known = np.array([sample.known for sample in samples])
    return tuple(_point(bar / 100, confidence, right, known) for bar in range(5, 100))


def _point(bar: float, confidence: Floats, right: Flags, known: Flags) -> Point:
    answered = confidence >= bar
    return Point(
        bar=float(bar),
        right=float((answered & right & known).sum() / max(1, known.sum())),
        wrong=float((answered & ~right & known).sum() / max(1, known.sum())),
        false=float((answered & ~right & ~known).sum() / max(1, (~known).sum())),
    )


def _samples(index: DossierIndex) -> Iterator[Sample]:
    for held in held_out(index.ranker, sample=MOST, limit=CONSIDERED):
        phrased = index.learned.phrased[held.example]
        if phrased.order:
            continue
        reading = index.reader.read(phrased.text, exact=True)
        for matches, known in ((held.without_row, True), (held.without_label, False)):
            if matches:  # a dossier of one intent has nothing left without it
                yield _sample(index, reading, matches, held.label, known=known)


def _sample(
    index: DossierIndex, reading: Reading, matches: Sequence[Match], label: int, *, known: bool
) -> Sample:
    words = index.wording.of(reading.marked)
    candidates = index.judge.structured(reading, matches, frozenset())
    right = known and candidates[0].kin == index.learned.kin[label]
    return Sample(features(candidates, 0, words, len(reading.core)), right, known)
