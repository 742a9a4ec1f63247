"""Question–answer tables: CSV or TSV, with the columns of QnA Maker's export where they are there."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from io import StringIO
from itertools import count
from pathlib import Path
from typing import Final

from bot.errors import UsageError
from bot.knowledge.importers.entry import FaqEntry
from bot.text.normalise import fold

_COLUMNS: Final[Mapping[str, frozenset[str]]] = {
    "question": frozenset({"question", "questions", "q", "faq"}),
    "answer": frozenset({"answer", "answers", "a", "reponse", "reponses", "r"}),
    "group": frozenset({"qnaid", "id"}),
    "context": frozenset({"iscontextonly"}),
}
"""What a column is for → its folded titles."""

_SEPARATORS: Final = "\t;,"
_NOT_WORD: Final = re.compile(r"[^a-z0-9]+")
_NAME_LENGTH: Final = 60
FEWEST_WORDS: Final = 5
"""Words of an answer from which rows that share it ask the same: “No.” answers many questions."""


def read_table(file: Path, text: str) -> list[FaqEntry]:
    """One entry for each answer: the rows with the same ``QnaId``, else those with the same answer, are its phrasings.

    An answer of a few words (“No.”) makes no two rows one question. Rows that only make sense after another question
    (``IsContextOnly``) are left out. A table without titles is taken to be question, answer. A line break spelt out
    with a backslash, as QnA Maker writes it, becomes one.

    Raises:
        UsageError: when there are no two columns to read, a row has more cells than there are titles, or an answer has no
            question.
    """
    rows = _rows(file, text)
    titles = rows[0][1] if rows else []
    columns, width = _columns(titles), len(titles)
    if "question" in columns and "answer" in columns:
        rows = rows[1:]
    elif rows and all(len(row) == 2 for _, row in rows):  # noqa: PLR2004 - question and answer
        columns = {"question": 0, "answer": 1}
    else:
        raise UsageError(f"{file}: no columns “Question” and “Answer”: name them in the first line")
    groups: dict[str, list[tuple[str, str]]] = {}
    for line, row in rows:
        if any(map(str.strip, row[width:])):
            raise UsageError(
                f"{file}, line {line}: {len(row)} cells, where the first line has {width}: put quotes around a text with a "
                "comma in it"
            )
        cells = {name: row[index].strip() if index < len(row) else "" for name, index in columns.items()}
        if cells["answer"] and not cells["question"]:
            raise UsageError(f"{file}, line {line}: an answer without a question: write one before it")
        if cells["question"] and cells.get("context", "").lower() != "true":
            answer = cells["answer"].replace("\\n", "\n").strip()
            telling = answer if len(answer.split()) >= FEWEST_WORDS else ""
            groups.setdefault(cells.get("group") or telling or cells["question"], []).append(
                (cells["question"], answer)
            )
    return _entries(list(groups.values()))


def _rows(file: Path, text: str) -> list[tuple[int, list[str]]]:
    """(line on which it ends, cells) of each row that is not empty."""
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count) if file.suffix.lower() != ".tsv" else "\t"
    try:
        reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
        return [(reader.line_num, row) for row in reader if any(map(str.strip, row))]
    except csv.Error as error:
        raise UsageError(f"{file}: this is no table ({error}): save it as CSV or TSV") from None


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
