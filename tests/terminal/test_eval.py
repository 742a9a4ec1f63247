"""``dossier eval`` and ``make eval``: figures on questions that somebody labelled, in a fresh clone too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from opened import DOSSIERS

from bot.terminal.cli import execute
from bot.terminal.labelled import read_rows

ROOT = Path(__file__).resolve().parents[2]


def test_make_eval_finds_its_questions_in_the_repository():
    """A fresh clone has nothing beside it."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = re.findall(r"^QUESTIONS \?= (\S+)$", makefile, re.MULTILINE)
    assert len(named) == 1
    assert ".." not in named[0]
    assert read_rows([ROOT / named[0]])


@pytest.mark.parametrize("verb", ["eval", "fit"])
def test_a_label_that_names_no_question_is_refused_and_not_counted_as_a_wrong_answer(tmp_path, capsys, verb):
    """Whoever mistyped it would look for the mistake in the dossier."""
    file = tmp_path / "rows.jsonl"
    file.write_text(
        '\n{"kind": "answer", "q": "who owns the mill?", "intents": ["stake-off"]}', encoding="utf-8"
    )
    code = execute([verb, "--knowledge", str(DOSSIERS / "mill"), str(file)])
    shown = capsys.readouterr()
    assert (code, shown.out, shown.err.count("\n")) == (2, "", 1)
    assert f"{file}:2: “intents”: “stake-off” is no question: did you mean “stake-of”?" in shown.err
