"""``dossier eval``: labelled questions → figures, failures, and an exit code that holds them to bars."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.app import App
from bot.charts.evaluation import draw_evaluation
from bot.terminal import confidences, pictures
from bot.terminal.figures import Bars, figures, figures_record, report
from bot.terminal.labelled import evaluate, intents_of, read_rows, tried


def run(app: App, paths: Sequence[Path], *, bars: Bars, as_json: bool, plot: Path | None = None) -> int:
    """Ask the rows of ``paths``, print what came out, draw it into ``plot``; 1 when a bar is missed."""
    rows = read_rows(paths, intents_of(app.dossiers.values()), app.languages)
    verdicts = evaluate(rows, app)
    told = confidences.view(verdicts, tried(verdicts, app))
    if as_json:
        print(json.dumps(figures_record(verdicts, told), ensure_ascii=False, indent=2))
    else:
        print("\n".join(report(verdicts, told)))
    shortfalls = tuple(figures(verdicts).shortfalls(bars))
    for shortfall in shortfalls:
        print(f"falls short: {shortfall}", file=sys.stderr)
    if plot is not None:
        pictures.write(plot, draw_evaluation(told))
    return 1 if shortfalls else 0
