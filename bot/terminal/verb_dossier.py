"""``dossier new`` and ``import``: how a dossier begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.knowledge.importers import ImportReport, import_faq
from bot.knowledge.languages import load_languages
from bot.knowledge.scaffold import new_dossier
from bot.terminal.streams import printable

LISTED = 10
"""Names that are listed before the rest is counted."""


def new(folder: Path) -> int:
    """Write a small commented dossier to start from."""
    new_dossier(folder)
    print(f'{folder}: a small dossier to start from; ask it with: dossier ask --knowledge {folder} "…"')
    return 0


def import_questions(source: Path, *, language: str, output: Path) -> int:
    """Write a FAQ dossier from another bot's questions, and tell what was taken and what was left out."""
    report = import_faq(source, language=language, output=output, languages=load_languages())
    for line in _import_lines(report):
        print(printable(line))
    return 0


def _import_lines(report: ImportReport) -> Iterator[str]:
    yield f"{report.folder}: {report.questions} questions, {report.phrasings} phrasings"
    if report.named:
        yield f"among them {report.named} names of questions, in words: they help where phrasings are few"
    if report.duplicates:
        yield f"left out: {report.duplicates} phrasings that stood twice"
    if report.wordless:
        yield f"left out: {report.wordless} phrasings without a word"
    if report.dropped:
        yield f"left out: {_some(report.dropped)}, for want of a phrasing of their own"
    if report.unanswered:
        yield f"still to be answered: {_some(report.unanswered)}"


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(names[:LISTED])
    return f"{shown} and {len(names) - LISTED} more" if len(names) > LISTED else shown
