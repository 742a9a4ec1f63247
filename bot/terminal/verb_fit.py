"""``dossier fit``: from which confidence to answer, worked out again and kept where a person can read it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple

from bot.answering.answer import Status
from bot.app import App
from bot.errors import UsageError
from bot.knowledge.bars import BARS_FILE, write_bars
from bot.knowledge.languages import load_small_talk
from bot.knowledge.records import Bars, BarsPoint
from bot.terminal.evaluation import Kind, Outcome, Row, judge
from bot.terminal.labelled import intents_of, read_rows
from bot.understanding.decision import FEATURES
from bot.understanding.fitting.fit import Fitted, Point, Sample, fit_labelled, fit_policy
from bot.understanding.index import DossierIndex
from bot.understanding.preparing import habits

STRANGERS_STEP = 8
"""One in so many phrasings of the small talk is taken: about a hundred, some of every kind."""
OFF_TOPIC = frozenset({"far", "chitchat", "noise"})
"""Styles of labelled questions that have nothing to do with the source."""
CURVE_STEPS = 5
"""Every so many points of a curve are shown and kept."""
ENOUGH_LABELLED = 100
"""Labelled questions below which a curve is too rough to choose a bar from."""
PLENTY_LABELLED = 300
"""Labelled questions below which the bars suit those that they were fitted on better than anybody else's: some thirty for each
of the features that a confidence is worked out from."""
_UNCOUNTED = frozenset({Kind.LANGUAGE, Kind.FOLLOW_UP})
"""Rows that say nothing of a bar."""
_COUNTED = "rows of the kinds " + ", ".join(kind.value for kind in Kind if kind not in _UNCOUNTED) + " alone"


def fit(app: App, questions: Sequence[Path], *, write: bool, as_json: bool) -> int:
    """Fit each dossier's bars from its phrasings, or one dossier's from labelled questions; print the curve.

    Kept is only what was fitted: the usual bars, which hold where phrasings are too few, may change with the bot.

    Raises:
        UsageError: when labelled questions are given for several dossiers at once, or nothing can be learned from
            them, or the bars cannot be written.
    """
    fits = _labelled(app, questions) if questions else _own(app)
    for id_, (fitted, told, doubt) in fits.items():
        if as_json:
            print(json.dumps(_record(id_, fitted), ensure_ascii=False))
        else:
            print("\n".join(_lines(id_, fitted, told)))
            if doubt:
                print(f"    {doubt}")
        kept = write and bool(fitted.curve)
        if kept:
            print(_written(app.dossiers[id_].folder, _bars(fitted, told)))
        elif not as_json:
            print(_nothing_written(app.dossiers[id_].folder, is_fitted=bool(fitted.curve)))
    return 0


def _nothing_written(folder: Path, *, is_fitted: bool) -> str:
    """That nothing was, and what would be kept where, or why there is nothing to keep."""
    file = folder / BARS_FILE
    if is_fitted:
        return f"nothing was written: --write keeps this in {file}"
    stays = "stays as it is, and its bars hold" if file.exists() else "is not needed"
    return f"nothing was written: {file} {stays}"


def _written(folder: Path, bars: Bars) -> Path:
    try:
        return write_bars(folder, bars)
    except OSError as error:
        raise UsageError(
            f"{folder / BARS_FILE} cannot be written ({error.strerror}): make it writable, or fit a copy"
        ) from None


class _Fit(NamedTuple):
    """What came of a dossier."""

    fitted: Fitted
    told: str
    """What it was fitted on."""
    doubt: str = ""
    """Why to look twice before it is kept."""


def _own(app: App) -> Mapping[str, _Fit]:
    fits = {}
    for id_, dossier in app.dossiers.items():
        fitted = fit_policy(DossierIndex.build(dossier, app.languages, habits(app.languages)))
        fits[id_] = _Fit(fitted, f"{fitted.known} phrasings held out in turn")
    return fits


def _labelled(app: App, questions: Sequence[Path]) -> Mapping[str, _Fit]:
    if len(app.dossiers) != 1:
        raise UsageError("labelled questions fit one dossier: name its folder with --knowledge")
    samples = list(_samples(app, read_rows(questions, intents_of(app.dossiers.values()), app.languages)))
    if len(samples) < ENOUGH_LABELLED:
        raise UsageError(
            f"{len(samples)} labelled questions are too few to fit by: {ENOUGH_LABELLED} at least, {_COUNTED}"
        )
    if len({sample.right for sample in samples}) == 1:
        which = "right" if samples[0].right else "wrong"
        raise UsageError(
            f"every reply to the labelled questions is {which}: a bar is fitted on both, add others"
        )
    told = f"{len(samples)} labelled questions"
    fitted = fit_labelled(samples, list(_strangers(app)))
    doubt = _doubt(told) if len(samples) < PLENTY_LABELLED else ""
    return {next(iter(app.dossiers)): _Fit(fitted, told, doubt)}


def _doubt(told: str) -> str:
    cure = "ask the questions of others with “dossier eval” before you trust the bars"
    return f"{told} are few, and bars fitted on them suit those who asked: {cure}"


def _samples(app: App, rows: Iterable[Row]) -> Iterator[Sample]:
    """Each single question with the reply that it would get if every question had to have one.

    A reply that refuses all the same (there is no ground in it, it is small talk) says nothing for the best candidate; nor does
    one that takes what is off topic for something on which the source is silent.
    """
    for row in rows:
        if row.kind in _UNCOUNTED:
            continue
        features, answer = app.assistant.trial(row.question)
        if features:
            meant = {Status.ANSWERED} if row.style in OFF_TOPIC else {Status.ANSWERED, Status.NOT_COVERED}
            right = answer.status in meant and judge(row, answer).outcome is Outcome.RIGHT
            yield Sample(features, right=right, known=row.kind is Kind.ANSWER)


def _strangers(app: App) -> Iterator[Sample]:
    """Small talk as questions that no dossier answers: what the dossier makes of it must not count as sure."""
    each = [
        text
        for intent in load_small_talk().intents.values()
        for texts in intent.phrasings.values()
        for text in texts
    ]
    for text in each[::STRANGERS_STEP]:
        features, _ = app.assistant.trial(text)
        if features:
            yield Sample(features, right=False, known=False)


def _bars(fitted: Fitted, told: str) -> Bars:
    calibration = fitted.policy.calibration
    return Bars(
        fitted_on=told,
        answer=fitted.policy.answer,
        offer=fitted.policy.offer,
        intercept=calibration.intercept,
        coefficients=dict(zip(FEATURES, calibration.coefficients, strict=True)),
        curve=tuple(
            BarsPoint(point.bar, point.right, point.wrong, point.false)
            for point in fitted.curve[::CURVE_STEPS]
        ),
    )


def _record(id_: str, fitted: Fitted) -> dict[str, object]:
    return {
        "dossier": id_,
        "known": fitted.known,
        "answer": fitted.policy.answer,
        "offer": fitted.policy.offer,
        "curve": [asdict(point) for point in fitted.curve],
    }


def _lines(id_: str, fitted: Fitted, told: str) -> Iterator[str]:
    yield f"{id_}: answers from {fitted.policy.answer:.2f}, offers from {fitted.policy.offer:.2f}"
    if not fitted.curve:
        yield f"    {fitted.known} phrasings are too few to fit by: the usual bars hold"
        return
    yield f"    of {told}"
    yield f"    {'bar':>6}{'right':>10}{'wrong':>10}{'strangers answered':>22}"
    chosen = min(fitted.curve, key=lambda point: abs(point.bar - fitted.policy.answer))
    for number, point in enumerate(fitted.curve):
        if number % CURVE_STEPS == 0 or point is chosen:
            yield _curve_line(point, is_chosen=point is chosen)


def _curve_line(point: Point, *, is_chosen: bool) -> str:
    mark = "→" if is_chosen else " "
    return f"  {mark} {point.bar:>6.2f}{point.right:>10.1%}{point.wrong:>10.1%}{point.false:>22.1%}"
