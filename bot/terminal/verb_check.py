"""``dossier check``: everything that is wrong with the dossiers, in a form that editors turn into links."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.app import knowledge_folder
from bot.config import load_config
from bot.errors import KnowledgeError, Problem
from bot.knowledge.languages import load_languages
from bot.knowledge.library import Library
from bot.knowledge.review import review
from bot.terminal.counting import counted
from bot.terminal.streams import printable


def run(knowledge: Path | None, config_file: Path | None) -> int:
    """Print each problem on a line, then what to look at again; 1 when there is any of either.

    Raises:
        KnowledgeError: when there is no dossier to check.
    """
    folder = knowledge_folder(knowledge, load_config(config_file))
    try:
        library = Library.open(folder, load_languages())
    except KnowledgeError as error:
        if all(problem.file == folder for problem in error.problems):
            raise
        return _list(error.problems, "to mend")
    doubts = [problem for dossier in library.dossiers.values() for problem in review(dossier)]
    if doubts:
        return _list(doubts, "to look at again")
    for dossier in library.dossiers.values():
        counts = ", ".join(
            (
                counted(len(dossier.intents), "question"),
                counted(len(dossier.facts), "fact"),
                counted(len(dossier.entities), "entity", "entities"),
            )
        )
        print(f"{dossier.id}: nothing to mend ({counts}; {', '.join(dossier.languages)})")
    return 0


def _list(problems: Sequence[Problem], what: str) -> int:
    for problem in problems:
        print(printable(str(problem)))
    print(f"{len(problems)} {what}")
    return 1
