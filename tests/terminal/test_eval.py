"""``dossier eval`` and ``make eval``: figures on questions that somebody labelled, in a fresh clone too."""

from __future__ import annotations

import re
from pathlib import Path

from bot.terminal.labelled import read_rows

ROOT = Path(__file__).resolve().parents[2]


def test_make_eval_finds_its_questions_in_the_repository():
    """A fresh clone has nothing beside it."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = re.findall(r"^QUESTIONS \?= (\S+)$", makefile, re.MULTILINE)
    assert len(named) == 1
    assert ".." not in named[0]
    assert read_rows([ROOT / named[0]])
