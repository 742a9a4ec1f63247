"""Tables of questions, CSV or TSV: with their answers (QnA Maker's columns where they are there), or with their labels."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Final, NamedTuple

from bot.errors import UsageError
from bot.knowledge.importers.entry import Faq, joined, left_out, short, some
from bot.knowledge.importers.table_rows import FEWEST_WORDS, Cells, by_answer, by_label

_COLUMNS: Final[Mapping[str, frozenset[str]]] = {
    "question": frozenset({"question", "questions", "q", "faq"}),
    "answer": frozenset({"answer", "answers", "a", "reponse", "reponses", "r", "reply", "response"}),
    "utterance": frozenset(
        {"text", "texte", "utterance", "phrase", "phrasing", "query", "sentence", "example", "enonce"}
    ),
    "label": frozenset({"intent", "intention", "label", "category", "categorie", "class", "tag"}),
    "group": frozenset({"qnaid"}),
    "context": frozenset({"iscontextonly"}),
}
"""What a column is for → its folded titles."""

_SEPARATORS: Final[Mapping[str, str]] = {"\t": "tab", ";": "semicolon", ",": "comma"}
"""What may stand between cells, in words."""
_TOLD_SEPARATOR: Final = re.compile(r'"?sep=([\t;,])"?[ \r]*', re.IGNORECASE)
"""The first line of a table that tells Excel how to read it."""
_NOTHING: Final = frozenset({"", "[]"})
"""Cells that say nothing: QnA Maker writes an empty list out."""
_NEVER_CLOSED: Final = "unexpected end of data"
"""What ``csv`` says of a quote that the rest of the file does not close."""


class _Row(NamedTuple):
    """A row that is not empty."""

    line: int
    """On which it ends."""
    cells: list[str]


def read_table(file: Path, text: str) -> Faq:
    """What a table of questions holds, with answers or with labels.

    With answers it is read ``by_answer``, the column ``QnaId`` being its groups; without, a column of labels names what each
    row asks for (``text,intent``). A table without titles is taken to be question, answer, and that is told, as are columns
    that a dossier has no place for. In a table with QnA Maker's ``QnaId``, a line break spelt out with a backslash becomes one.

    Raises:
        UsageError: when the file is empty, there are no two columns to read, a quote is not closed, a row has more cells than
            there are titles, or a table without titles looks like one of labels.
    """
    separator, text = _separator(file, text)
    rows = _rows(file, text, separator)
    if not rows:
        raise UsageError(f"{file} is empty: name a table with questions in it")
    titles = rows[0].cells
    columns = _columns(titles)
    remarks: list[str] = []
    if "question" in columns:
        rows = rows[1:]
        remarks += _unread(titles, columns, rows)
    elif all(len(row.cells) == 2 for row in rows):  # noqa: PLR2004 - question and answer
        _refuse_labels(file, rows)
        columns = {"question": 0, "answer": 1}
        first = short(separator.join(titles))
        remarks.append(
            f"no titles “Question” and “Answer” seen: the first line ({first}) was taken for a question"
        )
    else:
        raise UsageError(f"{file}: no columns “Question” and “Answer”: name them in the first line")
    cells = list(_cells(file, rows, columns, width=len(titles), separator=separator))
    if "answer" in columns:
        faq = by_answer(cells)
    else:
        asked, named = (titles[columns[name]].strip() for name in ("question", "label"))
        remarks.append(
            f"no column “Answer” seen: “{asked}” was read as what people ask, and “{named}” as the name of the question that it is"
        )
        faq = by_label(cells)
    return Faq(faq.entries, [*remarks, *faq.remarks])


def _refuse_labels(file: Path, rows: Sequence[_Row]) -> None:
    """Refuse a table without titles whose second column looks like labels: as answers they would be nonsense."""
    second = {row.cells[1].strip() for row in rows} - {""}
    if second and len(second) * 2 <= len(rows) and all(len(text.split()) < FEWEST_WORDS for text in second):
        raise UsageError(
            f"{file}, line {rows[0].line}: the second column repeats a few short texts ({some(sorted(second))}): write “text,intent” "
            "into the first line where they are names of questions, “Question,Answer” where they are answers"
        )


def _cells(
    file: Path, rows: Iterable[_Row], columns: Mapping[str, int], *, width: int, separator: str
) -> Iterator[Cells]:
    """The cells of ``rows`` by what their columns are for."""
    for line, row in rows:
        if any(map(str.strip, row[width:])):
            raise UsageError(
                f"{file}, line {line}: {len(row)} cells, where the first line has {width}: put quotes around a text with a "
                f"{_SEPARATORS[separator]} in it"
            )
        said = {name: row[index].strip() if index < len(row) else "" for name, index in columns.items()}
        yield Cells(
            line=line,
            question=said["question"],
            answer=_unescaped(said.get("answer", "")) if "group" in columns else said.get("answer", ""),
            label=said.get("label", ""),
            group=said.get("group", ""),
            is_in_context=said.get("context", "").lower() == "true",
        )


def _unescaped(text: str) -> str:
    """``text`` with the line breaks that QnA Maker spells out with a backslash, which elsewhere may stand in a path."""
    return text.replace("\\n", "\n").strip()


def _unread(titles: Sequence[str], columns: Mapping[str, int], rows: Sequence[_Row]) -> Iterator[str]:
    """Columns with something in them that nobody reads."""
    unread = [
        f"“{title.strip()}”" if title.strip() else f"column {index + 1}, which has no title"
        for index, title in enumerate(titles)
        if index not in columns.values()
        and any(cell.strip() not in _NOTHING for row in rows for cell in row.cells[index : index + 1])
    ]
    yield from left_out("the columns that a dossier has no place for", unread)


def _separator(file: Path, text: str) -> tuple[str, str]:
    """What stands between cells, and ``text`` with an empty line in the place of Excel's ``sep=;``."""
    first, _, rest = text.partition("\n")
    if (told := _TOLD_SEPARATOR.fullmatch(first)) is not None:
        return told[1], f"\n{rest}"
    titles = next(filter(str.strip, text.splitlines()), "")
    return max(_SEPARATORS, key=titles.count) if file.suffix.lower() != ".tsv" else "\t", text


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
    """What the columns are for → which they are; there is a question where what is asked has an answer or a label."""
    found: dict[str, int] = {}
    for index, title in enumerate(titles):
        for name, known in _COLUMNS.items():
            if joined(title, "") in known:
                found.setdefault(name, index)
    utterance = found.pop("utterance", None)
    if utterance is not None:
        found.setdefault("question", utterance)
    if "answer" in found:
        found.pop("label", None)
    else:
        found.pop("group", None)  # it groups the rows of an answer
        if "label" not in found:
            found.pop("question", None)
    return found
