"""What a picture shows, in words: the same numbers, for screen readers and for who has pictures switched off."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.answering.views import StakeRow, StakesView, TimelineView
from bot.charts.counts import CountsView
from bot.charts.drawn import ALT
from bot.knowledge.naming import capitalised

Say = Callable[..., str]
"""(key, language, **values) → one of the bot's phrases."""


def stakes(view: StakesView, say: Say) -> str:
    """The picture of ``view`` in words."""
    parts = [say("charts.stakes", view.language, title=view.title, rows=_rows(view.rows, say, view.language))]
    if view.missing:
        parts.append(f"{view.missing_text}.")
    if view.after:
        rows = _rows(view.after, say, view.language)
        parts.append(say("charts.stakes_after", view.language, title=view.after_title, rows=rows))
    return _within(" ".join(parts))


def counts(view: CountsView) -> str:
    """The picture of ``view`` in words: its totals, then each day that has any, newest first."""
    totals = [sum(day[index] for day in view.parts) for index in range(len(view.names))]
    whole = ", ".join(f"{name} {total}" for name, total in zip(view.names, totals, strict=True))
    days = zip(view.days, view.parts, strict=True)
    rows = [f"{day} ({' / '.join(map(str, parts))})" for day, parts in reversed(list(days)) if any(parts)]
    return _within(f"{view.title}. {capitalised(whole)}. {'; '.join(rows)}")


def timeline(view: TimelineView, say: Say) -> str:
    """The picture of ``view`` in words."""
    rows: list[str] = []
    for row in view.rows:
        key = "charts.event_inferred" if row.inferred else "charts.event"
        when = capitalised(row.when) if rows else row.when
        rows.append(say(key, view.language, when=when, event=row.event))
    return _within(say("charts.timeline", view.language, title=view.title, rows=" ".join(rows)))


def _rows(rows: Sequence[StakeRow], say: Say, language: str) -> str:
    return ", ".join(say("charts.share", language, name=row.name, share=row.text) for row in rows)


def _within(text: str) -> str:
    return text if len(text) <= ALT else text[: ALT - 1].rsplit(" ", 1)[0] + "…"
