"""Scoring replies against labelled questions: pure functions over (row, Answer).

A row says what was asked and what a right reply holds; ``judge`` says whether a reply is right, and why not.
What counts as right depends on the row's kind:

===================== =========================================================================================
``answer``            answered, in the row's language, by one of its ``intents``, and every ``must`` pattern is found
``followup``          the same, for the reply to the last turn of one talk
``refuse``            anything but answered, and no ``must_not`` pattern is found
``refuse_or_correct`` as ``refuse``; or answered with every ``correct`` pattern found
``language``          the reply is in the row's language
===================== =========================================================================================
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.answering.answer import Answer, Status

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_LINE_MARK = re.compile(r"^[ \t]*(?:>{1,3}|#{1,3}|-#|[-*])[ \t]+", re.MULTILINE)
_INLINE_MARK = re.compile(r"[*_`~|]+")


class Kind(StrEnum):
    """What a row asks of a reply."""

    ANSWER = "answer"
    FOLLOW_UP = "followup"
    REFUSE = "refuse"
    REFUSE_OR_CORRECT = "refuse_or_correct"
    LANGUAGE = "language"


class Outcome(StrEnum):
    """How a reply fared."""

    RIGHT = "right"
    WRONG = "wrong"
    """Answered without what it must hold or in another language; for refusals: a false answer."""
    REFUSED = "refused"
    """Not answered although the row has an answer."""


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled question."""

    id: str
    kind: Kind
    turns: tuple[str, ...]
    """What is asked, in order, in one talk; the last one is judged. Never empty."""
    language: str | None
    """The language the reply must be in; None: any."""
    style: str
    """How the question was typed, or the row's kind where it does not say."""
    intents: frozenset[str] = frozenset()
    """What may answer it; empty: anything, if its words are right. The simplest label: it needs no pattern."""
    must: tuple[re.Pattern[str], ...] = ()
    must_not: tuple[re.Pattern[str], ...] = ()
    correct: tuple[re.Pattern[str], ...] = ()

    @property
    def question(self) -> str:
        """The turn that is judged."""
        return self.turns[-1]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one row."""

    row: Row
    answer: Answer
    outcome: Outcome
    reason: str
    """Why it is not right, as a short phrase; empty when it is."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows of a group fared how."""

    right: int = 0
    wrong: int = 0
    refused: int = 0

    @property
    def total(self) -> int:
        """All rows of the group."""
        return self.right + self.wrong + self.refused

    def rate(self, outcome: Outcome) -> float:
        """The share of ``outcome``, 0–1; 0 for an empty group."""
        counts = {Outcome.RIGHT: self.right, Outcome.WRONG: self.wrong, Outcome.REFUSED: self.refused}
        return counts[outcome] / self.total if self.total else 0.0


def plain(text: str) -> str:
    """``text`` as patterns see it: NFKC, without Markdown marks, ``’`` as ``'``."""
    folded = unicodedata.normalize("NFKC", text).replace("’", "'")
    return _INLINE_MARK.sub("", _LINE_MARK.sub("", _LINK.sub(r"\1", folded)))


def judge(row: Row, answer: Answer) -> Verdict:
    """What ``answer`` is worth as the reply to the last turn of ``row``."""
    outcome, reason = _JUDGES[row.kind](row, answer)
    return Verdict(row=row, answer=answer, outcome=outcome, reason=reason)


def tally(verdicts: Iterable[Verdict]) -> Tally:
    """Counts of all ``verdicts``."""
    counts = dict.fromkeys(Outcome, 0)
    for verdict in verdicts:
        counts[verdict.outcome] += 1
    return Tally(right=counts[Outcome.RIGHT], wrong=counts[Outcome.WRONG], refused=counts[Outcome.REFUSED])


def tallies(verdicts: Iterable[Verdict], key: Callable[[Row], str]) -> Mapping[str, Tally]:
    """Counts per group, groups in the order of their first row."""
    groups: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        groups.setdefault(key(verdict.row), []).append(verdict)
    return {name: tally(group) for name, group in groups.items()}


def of_kind(verdicts: Iterable[Verdict], *kinds: Kind) -> tuple[Verdict, ...]:
    """Those whose row is of one of ``kinds``, in order."""
    return tuple(verdict for verdict in verdicts if verdict.row.kind in kinds)


def _first_missing(patterns: Iterable[re.Pattern[str]], text: str) -> re.Pattern[str] | None:
    return next((pattern for pattern in patterns if not pattern.search(text)), None)


def _judge_answer(row: Row, answer: Answer) -> tuple[Outcome, str]:
    if answer.status is not Status.ANSWERED:
        return Outcome.REFUSED, f"not answered ({answer.status})"
    if row.language and answer.language != row.language:
        return Outcome.WRONG, f"reply in {answer.language}, not {row.language}"
    if row.intents and answer.intent not in row.intents:
        return Outcome.WRONG, f"answered by {answer.intent}, not by {' or '.join(sorted(row.intents))}"
    missing = _first_missing(row.must, plain(answer.text))
    if missing is not None:
        return Outcome.WRONG, f"not found in the reply: {_shortened(missing.pattern)}"
    return Outcome.RIGHT, ""


def _judge_refusal(row: Row, answer: Answer) -> tuple[Outcome, str]:
    text = plain(answer.text)
    if answer.status is Status.ANSWERED:
        corrects = row.kind is Kind.REFUSE_OR_CORRECT and _first_missing(row.correct, text) is None
        return (Outcome.RIGHT, "") if corrects else (Outcome.WRONG, "answered what has no answer")
    told = next((pattern for pattern in row.must_not if pattern.search(text)), None)
    if told is not None:
        return Outcome.WRONG, f"the refusal says: {_shortened(told.pattern)}"
    return Outcome.RIGHT, ""


def _judge_language(row: Row, answer: Answer) -> tuple[Outcome, str]:
    if answer.language == row.language:
        return Outcome.RIGHT, ""
    return Outcome.WRONG, f"reply in {answer.language}, not {row.language}"


def _shortened(pattern: str, width: int = 70) -> str:
    return pattern if len(pattern) <= width else f"{pattern[: width - 1]}…"


_JUDGES: Mapping[Kind, Callable[[Row, Answer], tuple[Outcome, str]]] = {
    Kind.ANSWER: _judge_answer,
    Kind.FOLLOW_UP: _judge_answer,
    Kind.REFUSE: _judge_refusal,
    Kind.REFUSE_OR_CORRECT: _judge_refusal,
    Kind.LANGUAGE: _judge_language,
}
