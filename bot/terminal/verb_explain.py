"""``dossier explain``: why this reply and not the runner-up's, and what would have changed it, on one screen."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence

from bot.app import App
from bot.terminal import markup, streams
from bot.terminal.otherwise import rows
from bot.terminal.verb_ask import question_of
from bot.understanding.explaining.explanation import CandidateExplanation, Explanation
from bot.understanding.reading.readings import KIND_MARK, MEANING_MARK, NAME_MARK

HEADS = {"ridge": "all", "closer": "among", "fuzzy": "letters"}
"""What people read for a part of a score: ``closer`` is what ``ridge`` is among the best few."""
SHOWN = 3
"""Candidates in full, at most; fewer where all would not fit a screen."""
SCREEN = 30
"""Lines of a screen."""
AROUND = 3
"""Lines around the candidates: two empty ones and what the columns are."""
OF_EACH = 2
"""Lines of a candidate."""
LABEL_WIDTH = 12
COLUMN_WIDTH = 8
NAME_WIDTH = 34
"""Of a candidate's name, at most; columns of figures take from it where there is no room for both."""
NARROWEST, WIDEST = 60, 100
"""Columns that are used, whatever the screen has."""
READ_LINES, TOLD_LINES = 2, 3
"""Lines that a text takes at most: of the question, and of what is told about it."""


def run(app: App, words: Sequence[str] | None, *, after: Sequence[str] = ()) -> int:
    """Explain the question that ``words`` make up, or that of standard input; as asked ``after`` others in a talk."""
    question = question_of(words)
    for before in after:
        app.answer(before, conversation=__name__)
    explanation = app.explain(question, conversation=__name__)
    colour = streams.wants_colour(sys.stdout)
    for line in lines(explanation, shutil.get_terminal_size().columns):
        print(markup.rendered(line, colour=colour))
    return 0


def lines(explanation: Explanation, width: int = 80) -> Iterator[str]:
    """The screen, line by line, in Markdown, at most ``width`` columns wide but for marks of Markdown."""
    width = max(NARROWEST, min(width, WIDEST))
    above = [(*one, READ_LINES) for one in (*_found(explanation), *_read(explanation))]
    below = [(*one, TOLD_LINES) for one in rows(explanation)]
    read, told = ([line for row in some for line in _row(*row, width)] for some in (above, below))
    room = (SCREEN - len(read) - len(told) - AROUND) // OF_EACH
    yield from read
    yield ""
    yield from _candidates(explanation.candidates[: max(1, min(SHOWN, room))], width)
    yield ""
    yield from told


def _found(explanation: Explanation) -> Iterator[tuple[str, str]]:
    """What was asked and what came of it."""
    yield "question", explanation.question
    if explanation.resolved != explanation.question:
        yield "completed", explanation.resolved
    if explanation.halves:
        yield "asks each", " · ".join(explanation.halves)
    if explanation.considered not in {explanation.question, explanation.resolved}:
        yield "decided by", explanation.considered
    reply = explanation.reply
    yield "decision", f"**{' '.join(filter(None, (reply.status, reply.intent)))}**: {explanation.reason}"


def _read(explanation: Explanation) -> Iterator[tuple[str, str]]:
    """How the question was read."""
    yield "language", f"{explanation.language}   {_numbers(explanation.language_evidence)}"
    yield "tokens", " · ".join(_shown(token) for token in explanation.tokens if not _is_mark(token))
    if means := [
        token.removeprefix(MEANING_MARK) for token in explanation.tokens if token.startswith(MEANING_MARK)
    ]:
        yield "means", " · ".join(means)
    if explanation.repairs:
        yield "read as", ", ".join(f"{typed} → {read}" for typed, read in explanation.repairs)
    if explanation.unknown:
        yield "unknown", ", ".join(explanation.unknown)
    if explanation.entities:
        yield "entities", ", ".join(f"{typed} = {entity}" for typed, entity in explanation.entities)


def _shown(token: str) -> str:
    return f"‹{token.removeprefix(KIND_MARK)}›" if token.startswith(KIND_MARK) else token


def _is_mark(token: str) -> bool:
    """Whether it is a mark other than that of a kind: a name is told under ``entities``."""
    return token.startswith(NAME_MARK) and not token.startswith(KIND_MARK)


def _candidates(candidates: Sequence[CandidateExplanation], width: int) -> Iterator[str]:
    if not candidates:
        yield from _row("candidates", "none", 1, width)
        return
    parts = list(candidates[0].parts)
    heads = [f"{HEADS.get(head, head):>{COLUMN_WIDTH}}" for head in ("sure", "score", *parts)]
    room = min(NAME_WIDTH, width - 3 - COLUMN_WIDTH * len(heads))
    yield f"{'':<3}{'candidate':<{room}}{''.join(heads)}"
    for place, one in enumerate(candidates, start=1):
        whole = f"{one.dossier}/{one.intent}" if one.dossier else one.intent
        name = whole if len(whole) < room else _cut(one.intent, room - 1)
        figures = (one.confidence, one.score, *(one.parts[part] for part in parts))
        yield f"{place}. {name:<{room}}" + "".join(f"{figure:>{COLUMN_WIDTH}.2f}" for figure in figures)
        cuts = _cut(_cuts(one.penalties), width // 2)
        phrasing = streams.printable(" ".join(one.nearest.split()))
        yield f"   {_cut(f'“{phrasing}”', width - len(cuts) - 3)}{cuts}"


def _cuts(penalties: Mapping[str, float]) -> str:
    cuts = ", ".join(f"{why} × {factor:.2f}" for why, factor in penalties.items())
    return f"  {cuts}" if cuts else ""


def _row(label: str, text: str, most: int, width: int) -> Iterator[str]:
    """``text`` beside its label, on at most ``most`` lines."""
    shown = textwrap.wrap(
        streams.printable(text), width - LABEL_WIDTH, max_lines=most, placeholder=" …", break_on_hyphens=False
    )
    for place, line in enumerate(shown or [""]):
        yield f"{label if place == 0 else '':<{LABEL_WIDTH}}{line}"


def _numbers(values: Mapping[str, float]) -> str:
    return "  ".join(f"{name} {value:.2f}" for name, value in values.items())


def _cut(line: str, width: int) -> str:
    return line if len(line) <= width else f"{line[: width - 1]}…"
