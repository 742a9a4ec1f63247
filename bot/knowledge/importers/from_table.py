"""Question–answer tables: CSV or TSV, with the columns of QnA Maker's export where they are there."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from itertools import count
from pathlib import Path
from typing import Final, NamedTuple

from bot.errors import UsageError
from bot.knowledge.importers.entry import Faq, FaqEntry, some
from bot.text.normalise import fold

_COLUMNS: Final[Mapping[str, frozenset[str]]] = {
    "question": frozenset({"question", "questions", "q", "faq"}),
    "answer": frozenset({"answer", "answers", "a", "reponse", "reponses", "r"}),
    "group": frozenset({"qnaid", "id"}),
    "context": frozenset({"iscontextonly"}),
}
"""What a column is for → its folded titles."""

_SEPARATORS: Final[Mapping[str, str]] = {"\t": "tab", ";": "semicolon", ",": "comma"}
"""What may stand between cells, in words."""
_NOTHING: Final = frozenset({"", "[]"})
"""Cells that say nothing: QnA Maker writes an empty list out."""
_NEVER_CLOSED: Final = "unexpected end of data"
"""What ``csv`` says of a quote that the rest of the file does not close."""
_NOT_WORD: Final = re.compile(r"[^a-z0-9]+")
_NAME_LENGTH: Final = 60
_SHOWN: Final = 60
"""Characters of what stands in the table that a message quotes."""
FEWEST_WORDS: Final = 5
"""Words of an answer from which rows that share it ask the same: “No.” answers many questions."""


class _Row(NamedTuple):
    """A row that is not empty."""

    line: int
    """On which it ends."""
    cells: list[str]


def read_table(file: Path, text: str) -> Faq:
    """One entry for each answer: the rows with the same ``QnaId``, else those with the same answer, are its phrasings.

    An answer of a few words (“No.”) makes no two rows one question. Rows that only make sense after another question
    (``IsContextOnly``) are left out and told of, and so are columns that a dossier has no place for. A table without titles
    is taken to be question, answer, and that is told. A line break spelt out with a backslash, as QnA Maker writes it,
    becomes one.

    Raises:
        UsageError: when there are no two columns to read, a quote is not closed, a row has more cells than there are
            titles, or an answer has no question.
    """
    separator = _separator(file, text)
    rows = _rows(file, text, separator)
    titles = rows[0].cells if rows else []
    columns, width = _columns(titles), len(titles)
    remarks: list[str] = []
    if "question" in columns and "answer" in columns:
        rows = rows[1:]
        remarks += _unread(titles, columns, rows)
    elif rows and all(len(row.cells) == 2 for row in rows):  # noqa: PLR2004 - question and answer
        columns = {"question": 0, "answer": 1}
        first = separator.join(titles)[:_SHOWN]
        remarks.append(
            f"no titles “Question” and “Answer” seen: the first line ({first}) was taken for a question"
        )
    else:
        raise UsageError(f"{file}: no columns “Question” and “Answer”: name them in the first line")
    groups: dict[str, list[tuple[str, str]]] = {}
    in_context: list[str] = []
    for line, row in rows:
        if any(map(str.strip, row[width:])):
            raise UsageError(
                f"{file}, line {line}: {len(row)} cells, where the first line has {width}: put quotes around a text with a "
                f"{_SEPARATORS[separator]} in it"
            )
        cells = {name: row[index].strip() if index < len(row) else "" for name, index in columns.items()}
        if cells["answer"] and not cells["question"]:
            raise UsageError(f"{file}, line {line}: an answer without a question: write one before it")
        if cells["question"] and cells.get("context", "").lower() == "true":
            in_context.append(f"“{cells['question'][:_SHOWN]}” (line {line})")
        elif cells["question"]:
            answer = cells["answer"].replace("\\n", "\n").strip()
            telling = answer if len(answer.split()) >= FEWEST_WORDS else ""
            groups.setdefault(cells.get("group") or telling or cells["question"], []).append(
                (cells["question"], answer)
            )
    if in_context:
        remarks.append(f"left out, asked only after another question (IsContextOnly): {some(in_context)}")
    return Faq(_entries(list(groups.values())), remarks)


def _unread(titles: Sequence[str], columns: Mapping[str, int], rows: Sequence[_Row]) -> Iterator[str]:
    """Columns with something in them that nobody reads."""
    unread = [
        f"“{title.strip()}”"
        for index, title in enumerate(titles)
        if index not in columns.values()
        and any(cell.strip() not in _NOTHING for row in rows for cell in row.cells[index : index + 1])
    ]
    if unread:
        yield f"left out, the columns that a dossier has no place for: {some(unread)}"


def _separator(file: Path, text: str) -> str:
    first = text.partition("\n")[0]
    return max(_SEPARATORS, key=first.count) if file.suffix.lower() != ".tsv" else "\t"


def _rows(file: Path, text: str, separator: str) -> list[_Row]:
    """Strictly read: a quote that is not closed would make the rows below part of an answer."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    rows = []
    begins = 1
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                rows.append(_Row(reader.line_num, cells))
            begins = reader.line_num + 1
    except csv.Error as error:
        if _NEVER_CLOSED in str(error) or "expected after" in str(error):
            cure = 'close it where the text ends, and double a quote inside of it ("")'
            raise UsageError(
                f"{file}, line {begins}: a quote that opens in this row is not closed, or not at the end of its cell: {cure}"
            ) from None
        raise UsageError(
            f"{file}, line {begins}: this is no table ({error}): save it as CSV or TSV"
        ) from None
    return rows


def _columns(titles: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, title in enumerate(titles):
        for name, known in _COLUMNS.items():
            if _NOT_WORD.sub("", fold(title)) in known:
                found.setdefault(name, index)
    return found


def _entries(groups: Sequence[Sequence[tuple[str, str]]]) -> list[FaqEntry]:
    """Entries named after their first question, since tables have no names."""
    taken: set[str] = set()
    entries = []
    for group in groups:
        name = _NOT_WORD.sub("-", fold(group[0][0])).strip("-")[:_NAME_LENGTH].strip("-") or "question"
        unique = next(
            it for number in count(1) if (it := name if number == 1 else f"{name}-{number}") not in taken
        )
        taken.add(unique)
        answers = dict.fromkeys(answer for _, answer in group if answer)
        entries.append(
            FaqEntry(
                unique,
                [question for question, _ in group],
                next(iter(answers), None),
                others=max(0, len(answers) - 1),
            )
        )
    return entries
