"""``dossier unanswered``: questions left unanswered, as a table, JSON or CSV."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.config import load_config
from bot.errors import UsageError
from bot.knowledge.draft import did_you_mean
from bot.storage.records import VainQuestion
from bot.terminal.keeping import with_storage
from bot.terminal.streams import printable

FIELDS = ("times", "text", "language", "dossier", "near", "confidence", "outcomes", "first", "last")
"""The columns of JSON and CSV, in this order: scripts rely on their names."""
_SAFE = "'"
"""Put before what a spreadsheet would take for a formula."""


def run(
    config_file: Path | None, *, dossier: str | None, server: int | None, as_json: bool, as_csv: bool
) -> int:
    """Print the questions, most asked first."""
    if as_json and as_csv:
        raise UsageError("choose one of --json and --csv")
    config = load_config(config_file)
    found = with_storage(config, lambda storage: storage.look.vain(server, dossier=dossier))
    if as_json:
        print(json.dumps([record(one) for one in found], ensure_ascii=False, indent=2))
    elif as_csv:
        _write_csv(found)
    else:
        others: Sequence[VainQuestion] = ()
        if dossier is not None and not found:
            others = with_storage(config, lambda storage: storage.look.vain(server))
        lines = [_none_of(dossier, others)] if dossier is not None and others else table(found)
        for line in lines:
            print(printable(line))
    return 0


def _none_of(dossier: str, others: Sequence[VainQuestion]) -> str:
    """What to say where only ``others``, questions of other dossiers, are kept."""
    names = sorted({one.dossier for one in others})
    cure = did_you_mean(dossier, names, f"there are some of {', '.join(names)}")
    return f"no unanswered questions of a dossier “{dossier}”: {cure}"


def record(question: VainQuestion) -> dict[str, object]:
    """``question`` for a script; the outcomes as ``unknown:2 thumbs_down:1``."""
    outcomes = " ".join(f"{outcome}:{times}" for outcome, times in question.outcomes.items())
    values = (
        question.times,
        question.text,
        question.language,
        question.dossier,
        question.near,
        round(question.confidence, 4),
        outcomes,
        question.first.isoformat(),
        question.last.isoformat(),
    )
    return dict(zip(FIELDS, values, strict=True))


def table(questions: Sequence[VainQuestion]) -> Iterator[str]:
    """Lines for a person; a word when there is nothing to see."""
    if not questions:
        yield "no unanswered questions, or no server keeps them (a setting of each server, off by default)"
        return
    yield f"{'times':>5}  {'last':<10}  {'lang':<4}  {'nearest':<32}  question"
    for one in questions:
        near = f"{one.near} {one.confidence:.2f}" if one.near else "–"
        yield f"{one.times:>5}  {one.last.isoformat():<10}  {one.language:<4}  {near:<32}  {one.text}"


def _write_csv(questions: Sequence[VainQuestion]) -> None:
    writer = csv.DictWriter(sys.stdout, FIELDS, lineterminator="\n")
    writer.writeheader()
    for one in questions:
        row = record(one)
        text = printable(one.text)
        row["text"] = _SAFE + text if text[:1] in "=+-@\t" else text
        writer.writerow(row)
