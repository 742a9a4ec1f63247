"""Files of labelled questions → rows, and rows → verdicts."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from bot.answering.answer import Answer, Status
from bot.errors import UsageError
from bot.knowledge.records import Dossier
from bot.terminal.evaluation import Kind, Row, Verdict, judge

_KEYS: Final = (
    "id",
    "kind",
    "q",
    "turns",
    "lang",
    "style",
    "topic",
    "intents",
    "must",
    "must_not",
    "correct",
)
_MEANT: Final = {"question": "q", "language": "lang"}
"""What a row of ``ask --batch`` calls them."""
_ANSWERED: Final = frozenset({Kind.ANSWER, Kind.FOLLOW_UP})
"""Kinds whose reply must be the right one, in the language asked for: of a refusal, the language does not count."""
TOLD: Final = 20
"""Rows of another form that are told of before the rest is counted."""
_FORM: Final = 'write {"kind": "answer", "q": "…", "intents": ["…"]} on one line'


class Answerer(Protocol):
    """What is evaluated: ``bot.assistant.Assistant``, or anything that answers like it."""

    def answer(self, question: str, *, conversation: str | None = None) -> Answer:
        """Reply to ``question`` as a turn of ``conversation``."""

    def forget(self, conversation: str) -> None:
        """Forget what was said under this key."""


def read_rows(
    paths: Iterable[Path], known: Collection[str] | None = None, languages: Collection[str] | None = None
) -> tuple[Row, ...]:
    """The rows of all ``paths``, in order; of a folder, those of its ``*.jsonl`` files by name.

    Args:
        paths: files, and folders of them.
        known: the intents that a label may name; None: any.
        languages: those that a reply may be asked to be in; None: any.

    Raises:
        UsageError: when a path cannot be read, or with a line for each row (the first ``TOLD`` of them) that is not of the
            known form; names file, line and key.
    """
    rows: list[Row] = []
    wrong: list[str] = []
    for place, line in (row for path in paths for file in _files(path) for row in _lines_of(file)):
        try:
            rows.append(_row(_Label.read(line, place), known, languages))
        except UsageError as error:
            wrong.extend(error.lines)
    if len(wrong) > TOLD:
        wrong[TOLD:] = [f"and {len(wrong) - TOLD} more rows of another form"]
    if wrong:
        raise UsageError(*wrong)
    if not rows:
        raise UsageError("no labelled question found: name files of JSON Lines, or folders that hold *.jsonl")
    return tuple(rows)


def intents_of(dossiers: Iterable[Dossier]) -> frozenset[str]:
    """What labels may name: every question of ``dossiers``."""
    return frozenset(name for dossier in dossiers for name in dossier.intents)


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


def _lines_of(file: Path) -> Iterator[tuple[str, str]]:
    """Each line that is not empty, with its place for messages before it."""
    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise UsageError(
            f"{file}: cannot be read ({error.strerror}): check that it exists and is readable"
        ) from None
    except UnicodeDecodeError:
        raise UsageError(f"{file}: is not in UTF-8: save it with that encoding") from None
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield f"{file}:{number}", line


def _row(label: _Label, known: Collection[str] | None, languages: Collection[str] | None) -> Row:
    _refuse_slips(label)
    kind = Kind(label.one_of("kind", tuple(Kind)))
    key = "turns" if kind is Kind.FOLLOW_UP or "turns" in label.record else "q"
    turns = label.texts(key) if key == "turns" else (label.text(key),)
    if not all(turns) or not turns:
        raise label.refused(key, "nothing is asked: write a question, or delete the line")
    if kind is Kind.LANGUAGE and not label.text("lang"):
        raise label.refused("lang", "this is missing: write the language that the reply must be in")
    if kind in _ANSWERED and not label.texts("intents") and not label.texts("must"):
        raise label.refused(
            "intents",
            "this is missing: name the questions that may answer, or write under “must” what an answer says, or any answer would be "
            "right",
        )
    if languages is not None and kind in {*_ANSWERED, Kind.LANGUAGE} and label.text("lang"):
        label.one_of("lang", sorted(languages))
    return Row(
        id=str(label.record.get("id", label.place)),
        kind=kind,
        turns=turns,
        language=label.text("lang") or None,
        style=label.text("style") or str(kind),
        intents=frozenset(_known(label, known)),
        must=label.patterns("must"),
        must_not=label.patterns("must_not"),
        correct=label.patterns("correct"),
    )


def _refuse_slips(label: _Label) -> None:
    """Refuse a key that is meant to be another one and would check nothing; notes of the writer's own may stand."""
    for key in label.record.keys() - set(_KEYS):
        meant = _MEANT.get(key) or next(iter(get_close_matches(key, _KEYS, n=1, cutoff=0.75)), None)
        if meant is not None and meant not in label.record:
            raise label.refused(key, f"is not known here: did you mean “{meant}”?")


def _known(label: _Label, known: Collection[str] | None) -> Iterator[str]:
    """The intents of ``label``; refuses one that no dossier has, which no reply could ever come from."""
    for name in label.texts("intents"):
        if known is not None and name not in known:
            near = get_close_matches(name, known, n=1)
            cure = f"did you mean “{near[0]}”?" if near else "name a question of the dossier"
            raise label.refused("intents", f"“{name}” is no question: {cure}")
        yield name


class _Label(NamedTuple):
    """A line of labelled questions, before anybody looked at its values."""

    record: Mapping[str, object]
    place: str
    """File and line, for messages."""

    @classmethod
    def read(cls, line: str, place: str) -> _Label:
        """The object that ``line`` holds."""
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            column = f":{error.colno}" if isinstance(error, json.JSONDecodeError) else ""
            raise UsageError(f"{place}{column}: this is not JSON: {_FORM}") from None
        if not isinstance(record, dict):
            raise UsageError(f"{place}: this is JSON, but no object: {_FORM}")
        return cls(record, place)

    def refused(self, key: str, message: str) -> UsageError:
        """What to raise for the value of ``key``."""
        return UsageError(f"{self.place}: “{key}”: {message}")

    def text(self, key: str) -> str:
        """A text; empty when it is left out."""
        value = self.record.get(key)
        if value is not None and not isinstance(value, str):
            raise self.refused(key, "this must be a text: write it in quotes")
        return value or ""

    def one_of(self, key: str, words: Sequence[str]) -> str:
        """One of ``words``, which may not be left out."""
        value = self.text(key)
        if value not in words:
            near = get_close_matches(value, words, n=1)
            cure = f"did you mean “{near[0]}”?" if near else f"write one of {', '.join(words)}"
            found = f"“{value}” is not known here" if value else "this is missing"
            raise self.refused(key, f"{found}: {cure}")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty when it is left out."""
        value = self.record.get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.refused(key, 'this must be a list of texts: write ["…", "…"]')
        return tuple(value)

    def patterns(self, key: str) -> tuple[re.Pattern[str], ...]:
        """A list of regular expressions."""
        return tuple(self._pattern(key, one) for one in self.texts(key))

    def _pattern(self, key: str, pattern: str) -> re.Pattern[str]:
        try:
            return re.compile(pattern, re.IGNORECASE)
        except re.error as error:
            reason = f"“{pattern[:60]}” is no regular expression ({error.msg})"
            raise self.refused(
                key, f"{reason}: put a backslash before signs that stand for themselves"
            ) from None
