"""Questions by day as stacked bars: answered, offered, refused, small talk. Hatching and words say what colours say."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.charts import style
from bot.storage.records import DayCount
from bot.storage.tally import Fate, Figures, by_day
from bot.text.formats import short_day
from bot.text.language import Language

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_PLOT = 2.6
"""Inches that the highest bar takes."""
_LEGEND = 0.42
_MOST_LABELS = 8
"""Days that are named; the bars between them speak for themselves."""
_GAP = 0.25
"""Of a day's width, left free."""


Say = Callable[..., str]
"""Takes a phrase's key and what fills its holes by name."""


@dataclass(frozen=True, slots=True)
class CountsView:
    """What to draw."""

    title: str
    names: tuple[str, ...]
    """Of the parts of each bar, lowest part first, as read; at most as many as there are colours."""
    days: tuple[str, ...]
    """As read, oldest first; never empty, and none between the first and the last is left out."""
    parts: tuple[tuple[int, ...], ...]
    """For each day a number, 0 or more, for each name."""


def counts_view(counts: Iterable[DayCount], days: int, language: Language, say: Say) -> CountsView:
    """The picture's words and numbers.

    Args:
        counts: of the last ``days`` days; without any there is nothing to draw.
        days: how many, today included.
        language: of the picture's words.
        say: as the keys ``stats.…`` of the phrases about what is kept; takes ``days`` for a title's hole.
    """
    found = by_day(counts)
    every = (
        [date.fromordinal(day) for day in range(min(found).toordinal(), max(found).toordinal() + 1)]
        if found
        else []
    )
    return CountsView(
        title=say("stats.title" if days > 1 else "stats.title_today", days=days),
        names=tuple(say(f"stats.{part}") for part in Fate),
        days=tuple(short_day(day, language) for day in every),
        parts=tuple(tuple(found.get(day, Figures()).parts.values()) for day in every),
    )


def draw_counts(view: CountsView) -> bytes:
    """The PNG of ``view``.

    Raises:
        DrawingError: when it cannot be drawn.
    """
    return style.drawn(lambda: style.png(figure(view)))


def figure(view: CountsView) -> Figure:
    """The picture of ``view``."""
    title = style.wrapped(view.title, style.TITLE)
    top = 0.5 + 0.42 * len(title)
    legend = top + _PLOT + 0.75
    drawing = style.blank(legend + _LEGEND * len(view.names) + 0.15)
    for index, line in enumerate(title):
        style.write(drawing, style.MARGIN, 0.48 + 0.42 * index, line, fontsize=style.TITLE, weight="bold")
    highest = max((sum(parts) for parts in view.parts), default=0) or 1
    style.write(drawing, style.MARGIN, top + 0.05, str(highest), fontsize=style.SMALL, color=style.FAINT)
    style.box(
        drawing, style.MARGIN, top + 0.2 + _PLOT, style.WIDTH - 2 * style.MARGIN, 0.015, fill=style.FAINT
    )
    for index in range(len(view.days)):
        _bar(drawing, view, index, bottom=top + 0.2 + _PLOT, scale=_PLOT / highest)
    totals = [sum(day[index] for day in view.parts) for index in range(len(view.names))]
    for index, (name, total) in enumerate(zip(view.names, totals, strict=True)):
        _key(drawing, index, f"{name} ({total})", legend + _LEGEND * index)
    return drawing


def _bar(drawing: Figure, view: CountsView, index: int, *, bottom: float, scale: float) -> None:
    width = (style.WIDTH - 2 * style.MARGIN) / max(len(view.days), 3)
    x = style.MARGIN + width * index
    y = bottom
    for part, number in enumerate(view.parts[index]):
        height = number * scale
        y -= height
        if number:
            look = part % len(style.COLOURS)
            fill, hatch = style.COLOURS[look], style.HATCHES[look]
            style.box(drawing, x, y, width * (1 - _GAP), height, fill=fill, hatch=hatch)
    every = -(-len(view.days) // _MOST_LABELS)
    if index % every == 0:
        look_of_label = {"fontsize": style.SMALL, "color": style.FAINT, "ha": "center"}
        style.write(drawing, x + width * (1 - _GAP) / 2, bottom + 0.22, view.days[index], **look_of_label)


def _key(drawing: Figure, part: int, text: str, y: float) -> None:
    look = part % len(style.COLOURS)
    style.box(drawing, style.MARGIN, y - 0.13, 0.4, 0.26, fill=style.COLOURS[look], hatch=style.HATCHES[look])
    style.write(drawing, style.MARGIN + 0.55, y, text)
