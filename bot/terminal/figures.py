"""The figures of an evaluation: as lines for a person, as JSON for a script, and held against bars."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from bot.charts.evaluation import EvaluationView
from bot.terminal import confidences
from bot.terminal.evaluation import Kind, Outcome, Tally, Verdict, of_kind, tallies, tally

_NAME = 36
"""Columns for the name of a group."""
REFUSALS = (Kind.REFUSE, Kind.REFUSE_OR_CORRECT)


@dataclass(frozen=True, slots=True)
class Bars:
    """What the figures must reach, as shares 0–1. A figure without rows passes."""

    right: float = 0.0
    """Of the answerable questions of each language, at least."""
    wrong: float = 1.0
    """Of them, at most."""
    false_answers: float = 1.0
    """Of the questions to refuse, at most."""
    language: float = 0.0
    """Replies in the right language, at least."""
    follow_ups: float = 0.0
    """Right last turns, at least."""


@dataclass(frozen=True, slots=True)
class Figures:
    """All counts of one evaluation; groups in the order of their first row."""

    answers: Mapping[str, Tally]
    """Language → answerable questions."""
    answer_styles: Mapping[str, Tally]
    """``language style`` → answerable questions."""
    refusals: Tally
    """Questions to refuse; ``wrong`` are the false answers."""
    refusal_styles: Mapping[str, Tally]
    """``kind style``, or ``kind`` alone for rows without a style → questions to refuse."""
    language: Tally
    follow_ups: Tally

    def shortfalls(self, bars: Bars) -> Iterator[str]:
        """One sentence for each bar that is missed."""
        for name, group in self.answers.items():
            yield from _at_least(f"right in {name}", group, bars.right)
            yield from _at_most(f"wrong in {name}", group, bars.wrong)
        yield from _at_most("false answers", self.refusals, bars.false_answers)
        yield from _at_least("replies in the right language", self.language, bars.language)
        yield from _at_least("right follow-ups", self.follow_ups, bars.follow_ups)


def figures(verdicts: Sequence[Verdict]) -> Figures:
    """Count ``verdicts``."""
    answers, refusals = of_kind(verdicts, Kind.ANSWER), of_kind(verdicts, *REFUSALS)
    return Figures(
        answers=tallies(answers, lambda row: row.language or "any"),
        answer_styles=tallies(answers, lambda row: f"{row.language or 'any'} {row.style}"),
        refusals=tally(refusals),
        refusal_styles=tallies(
            refusals, lambda row: row.style if row.style == row.kind else f"{row.kind} {row.style}"
        ),
        language=tally(of_kind(verdicts, Kind.LANGUAGE)),
        follow_ups=tally(of_kind(verdicts, Kind.FOLLOW_UP)),
    )


def report(verdicts: Sequence[Verdict], told: EvaluationView | None = None) -> Iterator[str]:
    """Lines for a person: the figures, how far the confidences in ``told`` hold, then every failure."""
    counted = figures(verdicts)
    if counted.answers:
        yield _header("answers", "right", "wrong", "refused")
        yield from _table(counted.answers, _answer_cells)
        yield from _table(counted.answer_styles, _answer_cells, indent="  ")
    if counted.refusals.total:
        yield _header("to refuse", "right", "false")
        yield from _table({"all": counted.refusals}, _refusal_cells)
        yield from _table(counted.refusal_styles, _refusal_cells, indent="  ")
    if counted.language.total:
        yield _header("language", "right", "wrong")
        yield from _table({"all": counted.language}, _refusal_cells)
    if counted.follow_ups.total:
        yield _header("follow-ups", "right", "wrong", "refused")
        yield from _table({"all": counted.follow_ups}, _answer_cells)
    yield from confidences.lines(told or confidences.view(verdicts))
    failures = [verdict for verdict in verdicts if verdict.outcome is not Outcome.RIGHT]
    yield f"\n{len(failures)} of {len(verdicts)} not right"
    for verdict in failures:
        yield from _failure_lines(verdict)


def figures_record(verdicts: Sequence[Verdict], told: EvaluationView | None = None) -> dict[str, object]:
    """The same for a script: counts, and a record for each failure."""
    counted = figures(verdicts)
    held = asdict(told or confidences.view(verdicts))
    return {
        "answers": _records(counted.answers),
        "answer_styles": _records(counted.answer_styles),
        "refusals": _record(counted.refusals),
        "refusal_styles": _records(counted.refusal_styles),
        "language": _record(counted.language),
        "follow_ups": _record(counted.follow_ups),
        "calibration": {"error": held["error"], "bins": held["bins"]},
        "curve": held["curve"],
        "confusions": held["confusions"],
        "failures": [failure_record(verdict) for verdict in verdicts if verdict.outcome is not Outcome.RIGHT],
    }


def failure_record(verdict: Verdict) -> dict[str, object]:
    """What a person needs to see of a reply that is not right."""
    row, answer = verdict.row, verdict.answer
    return {
        "id": row.id,
        "style": row.style,
        "question": " / ".join(row.turns),
        "outcome": str(verdict.outcome),
        "reason": verdict.reason,
        "status": str(answer.status),
        "intent": answer.intent,
        "confidence": round(answer.confidence, 4),
        "candidates": [[one.intent, round(one.confidence, 4)] for one in answer.candidates],
    }


def _failure_lines(verdict: Verdict) -> Iterator[str]:
    row, answer = verdict.row, verdict.answer
    candidates = ", ".join(f"{one.intent} {one.confidence:.2f}" for one in answer.candidates) or "none"
    yield f"{row.id} [{row.style}] {' / '.join(row.turns)[:160]!r}"
    yield f"    {verdict.outcome}: {verdict.reason}"
    yield f"    {answer.status}, intent {answer.intent or '–'} {answer.confidence:.2f}; candidates: {candidates}"


def _header(name: str, *columns: str) -> str:
    return f"\n{name:<{_NAME}}{'n':>5}" + "".join(f"{column:>10}" for column in columns)


def _table(groups: Mapping[str, Tally], cells: Callable[[Tally], str], *, indent: str = "") -> Iterator[str]:
    for name, group in groups.items():
        yield f"{indent + name:<{_NAME}}{group.total:>5}{cells(group)}"


def _answer_cells(group: Tally) -> str:
    return "".join(f"{group.rate(outcome):>10.1%}" for outcome in Outcome)


def _refusal_cells(group: Tally) -> str:
    return f"{group.rate(Outcome.RIGHT):>10.1%}{group.rate(Outcome.WRONG):>10.1%}"


def _records(groups: Mapping[str, Tally]) -> dict[str, dict[str, float]]:
    return {name: _record(group) for name, group in groups.items()}


def _record(group: Tally) -> dict[str, float]:
    rates = {str(outcome): round(group.rate(outcome), 4) for outcome in Outcome}
    return {"n": group.total, **rates}


def _at_least(name: str, group: Tally, bar: float) -> Iterator[str]:
    if group.total and group.rate(Outcome.RIGHT) < bar:
        yield f"{name}: {group.rate(Outcome.RIGHT):.1%}, below {bar:.1%}"


def _at_most(name: str, group: Tally, bar: float) -> Iterator[str]:
    if group.total and group.rate(Outcome.WRONG) > bar:
        yield f"{name}: {group.rate(Outcome.WRONG):.1%}, above {bar:.1%}"
