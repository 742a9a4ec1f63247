"""``dossier new`` and ``import``: how a dossier begins."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

from bot.knowledge.importers import ImportReport, import_faq, some
from bot.knowledge.languages import load_languages
from bot.knowledge.loader import MAIN_FILE
from bot.knowledge.scaffold import new_dossier
from bot.terminal.counting import counted
from bot.terminal.streams import printable


def new(folder: Path) -> int:
    """Write a small commented dossier to start from."""
    new_dossier(folder)
    place = shlex.quote(str(folder))
    print(f'{folder}: a small dossier to start from; ask it with: dossier ask --knowledge {place} "…"')
    return 0


def import_questions(source: Path, *, language: str, output: Path) -> int:
    """Write a FAQ dossier from another bot's questions, and tell what was taken and what was left out."""
    report = import_faq(source, language=language, output=output, languages=load_languages())
    for line in _import_lines(report):
        print(printable(line))
    return 0


def _import_lines(report: ImportReport) -> Iterator[str]:
    yield f"{report.folder}: {counted(report.questions, 'question')}, {counted(report.phrasings, 'phrasing')}"
    if report.named:
        names = counted(report.named, "question name")
        yield f"among them {names}, written as words: that helps where phrasings are few"
    if report.duplicates:
        yield f"left out, already given above: {some(report.duplicates)}"
    if report.wordless:
        yield f"left out: {counted(report.wordless, 'phrasing')} without a word"
    if report.dropped:
        yield f"left out, with no phrasing of their own: {some(report.dropped)}"
    if report.unanswered:
        yield f"still to be answered: {some(report.unanswered)}; until then readers are told so, and “dossier check” names the line of each"
    if report.several:
        yield f"only the first answer was taken, and the others left out, of: {some(report.several)}"
    yield from report.remarks
    yield (
        f"readers will see the title “{report.title}”: write a better one under “title:” in "
        f"{report.folder / MAIN_FILE}, line 2, and say under “about:” what the questions are about"
    )
