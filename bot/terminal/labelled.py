"""Files of labelled questions → rows, and rows → verdicts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from bot.answering.answer import Answer, Status
from bot.errors import UsageError
from bot.terminal.evaluation import Kind, Row, Verdict, judge


class Answerer(Protocol):
    """What is evaluated: ``bot.assistant.Assistant``, or anything that answers like it."""

    def answer(self, question: str, *, conversation: str | None = None) -> Answer:
        """Reply to ``question`` as a turn of ``conversation``."""

    def forget(self, conversation: str) -> None:
        """Forget what was said under this key."""


def read_rows(paths: Iterable[Path]) -> tuple[Row, ...]:
    """The rows of all ``paths``, in order; of a folder, those of its ``*.jsonl`` files by name.

    Raises:
        UsageError: when a path cannot be read or a row is not of the known form; names file and line.
    """
    rows = tuple(row for path in paths for file in _files(path) for row in _rows_of(file))
    if not rows:
        raise UsageError("no labelled question found: name files of JSON Lines, or folders that hold *.jsonl")
    return rows


class Trier(Protocol):
    """What can be told from which confidence to answer: ``bot.app.App``."""

    def answer(self, question: str, *, bar: float | None = None) -> Answer:
        """Reply to ``question``, outside of any talk, when the confidence reaches ``bar``."""


def evaluate(rows: Iterable[Row], answerer: Answerer) -> tuple[Verdict, ...]:
    """Ask every row, each in a talk of its own, and judge the replies."""
    return tuple(judge(row, _ask(row, number, answerer)) for number, row in enumerate(rows))


def tried(verdicts: Iterable[Verdict], trier: Trier) -> tuple[Verdict, ...]:
    """What becomes of the single questions among ``verdicts`` when each is answered, however unsure the bot is.

    Those that were answered stay as they are: a lower bar takes no answer away.
    """
    return tuple(
        one
        if one.answer.status is Status.ANSWERED
        else judge(one.row, trier.answer(one.row.question, bar=0.0))
        for one in verdicts
        if len(one.row.turns) == 1
    )


def _ask(row: Row, number: int, answerer: Answerer) -> Answer:
    if len(row.turns) == 1:
        return answerer.answer(row.question)
    conversation = f"evaluation-{number}"
    *before, last = row.turns
    for turn in before:
        answerer.answer(turn, conversation=conversation)
    reply = answerer.answer(last, conversation=conversation)
    answerer.forget(conversation)
    return reply


def _files(path: Path) -> Sequence[Path]:
    if path.is_dir():
        return sorted(path.glob("*.jsonl"))
    if not path.is_file():
        raise UsageError(f"{path}: there is no such file or folder of labelled questions")
    return (path,)


def _rows_of(file: Path) -> Iterator[Row]:
    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: cannot be read as UTF-8 text ({type(error).__name__})") from None
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _row(line, f"{file}:{number}")


def _row(line: str, place: str) -> Row:
    try:
        record = json.loads(line)
        kind = Kind(record["kind"])
        turns = tuple(record["turns"]) if kind is Kind.FOLLOW_UP else (record["q"],)
        if not turns or not all(isinstance(turn, str) for turn in turns):
            raise UsageError(f"{place}: what is asked must be text")
        return Row(
            id=str(record.get("id", place)),
            kind=kind,
            turns=turns,
            language=record.get("lang"),
            style=record.get("style") or str(kind),
            intents=_intents(record),
            must=_patterns(record, "must"),
            must_not=_patterns(record, "must_not"),
            correct=_patterns(record, "correct"),
        )
    except (ValueError, TypeError, KeyError, AttributeError, re.error) as error:
        raise UsageError(f"{place}: not a labelled question ({type(error).__name__}: {error})") from None


def _patterns(record: Mapping[str, Sequence[str]], key: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in record.get(key, ()))


def _intents(record: Mapping[str, object]) -> frozenset[str]:
    named = record.get("intents", ())
    if not isinstance(named, list | tuple) or not all(isinstance(name, str) for name in named):
        raise TypeError("“intents” must be a list of ids")
    return frozenset(named)
