"""``dossier stats``: how many questions were answered, offered a choice, refused or small talk, by day and language."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.app import App
from bot.charts.counts import CountsView, counts_view, draw_counts
from bot.storage.records import DayCount, VoteCount
from bot.storage.storage import Storage
from bot.storage.tally import DayFigures, Fate, by_day_and_language, figures
from bot.terminal import pictures
from bot.terminal.keeping import with_storage
from bot.text.formats import typeset

PARTS = {Fate.ANSWERED: "answered", Fate.OFFERED: "offered", Fate.REFUSED: "refused", Fate.TALK: "small talk"}
"""The columns of the table; they add up to the questions."""


def run(app: App, *, days: int, server: int | None, as_json: bool, picture: Path | None) -> int:
    """Print the figures of the last ``days`` days, and write them as a PNG into ``picture`` where it is named.

    Returns 1 when there is nothing to draw in it.
    """

    async def read(storage: Storage) -> tuple[Sequence[DayCount], Sequence[VoteCount]]:
        return await storage.look.counts(server, days=days), await storage.look.votes(server)

    counts, votes = with_storage(app.config, read)
    rows = by_day_and_language(counts)
    if as_json:
        print(json.dumps({"days": [_record(row) for row in rows], "votes": [_vote(one) for one in votes]}))
    else:
        print("\n".join(table(counts, votes)))
    if picture is None:
        return 0
    if not counts:
        print(f"{picture} was not drawn: it would be empty", file=sys.stderr)
        return 1
    pictures.write(picture, draw_counts(view(app, counts, days)))
    return 0


def table(counts: Sequence[DayCount], votes: Sequence[VoteCount]) -> Iterator[str]:
    """Lines for a person."""
    if not counts:
        yield "no questions in this period"
    else:
        yield f"{'day':<10}  {'lang':<4}{'questions':>11}" + "".join(f"{part:>11}" for part in PARTS.values())
        for row in by_day_and_language(counts):
            yield f"{row.day.isoformat():<10}  {row.language:<4}{_cells(row)}"
        yield f"{'all':<10}  {'':<4}{_cells(DayFigures(counts[0].day, '', figures(counts)))}"
    if votes:
        yield f"\n{'right':>5}  {'wrong':>5}  answer"
    for vote in votes:
        reasons = ", ".join(f"{reason} {times}" for reason, times in vote.reasons.items())
        named = " ".join(part for part in (vote.answer.intent, vote.answer.slots) if part)
        yield f"{vote.right:>5}  {vote.wrong:>5}  {vote.answer.dossier} {named}{f' ({reasons})' if reasons else ''}"


def view(app: App, counts: Sequence[DayCount], days: int) -> CountsView:
    """The picture's words and numbers, in the app's language."""
    language = app.languages[app.language or app.default_language]

    def say(key: str, **values: object) -> str:
        return typeset(app.phrases.say(f"keeping.{key}", language.id, **values), language)

    return counts_view(counts, days, language, say)


def _cells(row: DayFigures) -> str:
    one = row.figures
    return "".join(f"{number:>11}" for number in (one.questions, *(one.parts[fate] for fate in PARTS)))


def _record(row: DayFigures) -> dict[str, object]:
    one = row.figures
    numbers = {name.replace(" ", "_"): one.parts[fate] for fate, name in PARTS.items()}
    return {"day": row.day.isoformat(), "language": row.language, "questions": one.questions, **numbers}


def _vote(vote: VoteCount) -> dict[str, object]:
    answer = vote.answer
    return {
        "dossier": answer.dossier,
        "intent": answer.intent,
        "slots": answer.slots,
        "right": vote.right,
        "wrong": vote.wrong,
        "reasons": dict(vote.reasons),
    }
