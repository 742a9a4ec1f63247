"""What the chat shows: replies, bars and tables, coloured where the terminal has colour and plain where it has none."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from decimal import Decimal
from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.answering.views import StakeRow, StakesView, TimelineView
from bot.terminal import markup, streams
from bot.text.phrases import Phrases

PLAIN_WIDTH = 100
"""Columns of a table that goes to a file or a pipe."""
BAR_WIDTH = 40
"""Columns that a hundred percent takes."""
BAR, REST = "█", "░"
COLOURS = ("bright_blue", "yellow", "magenta", "cyan", "green")
"""Taken in turn; the name stands beside each bar, so that colour is never the only sign."""


class Screen:
    """Prints for people.

    Args:
        phrases: the bot's own sentences.
        stream: where to print; None: standard output.
        colour: whether to colour; None: where ``stream`` is a terminal that wants it.
    """

    def __init__(self, phrases: Phrases, *, stream: TextIO | None = None, colour: bool | None = None) -> None:
        stream = stream or sys.stdout
        self._phrases = phrases
        self._terminal = streams.is_terminal(stream)
        coloured = streams.wants_colour(stream) if colour is None else colour
        self._console = Console(
            file=stream,
            width=None if self._terminal else PLAIN_WIDTH,
            force_terminal=coloured,
            no_color=not coloured,
            color_system="auto" if coloured else None,
            highlight=False,
            markup=False,
            emoji=False,
        )

    def say(self, text: str) -> None:
        """Print Markdown as a person reads it."""
        shown = (
            Text.from_ansi(markup.rendered(text, colour=True))
            if self._terminal
            else Text(streams.printable(text))
        )
        self._console.print(shown, soft_wrap=not self._terminal)

    def note(self, text: str) -> None:
        """Print small print."""
        self._console.print(Text(streams.printable(text), style="dim"), soft_wrap=not self._terminal)

    def gap(self) -> None:
        """Print an empty line."""
        self._console.print()

    def choices(self, texts: Sequence[str]) -> None:
        """Print questions to pick from, numbered from 1."""
        for number, text in enumerate(texts, start=1):
            self._console.print(
                Text(f"  {number}. {streams.printable(text)}", style="cyan"), soft_wrap=not self._terminal
            )

    def commands(self, rows: Sequence[tuple[str, str]]) -> None:
        """Print commands with what they do."""
        table = _grid("bold", "")
        for command, meaning in rows:
            table.add_row(Text(command), Text(meaning))
        self._print(table)

    def view(self, view: StakesView | TimelineView) -> None:
        """Print the table that goes with a reply."""
        if isinstance(view, StakesView):
            self.stakes(view)
        else:
            self.timeline(view)

    def stakes(self, view: StakesView) -> None:
        """Print shares as bars: today, what is missing, and after the deal."""
        self.say(f"**{view.title}**")
        bars = _grid("", "", "bold")
        for number, row in enumerate(view.rows):
            self._add_bar(bars, row, COLOURS[number % len(COLOURS)])
        if view.missing:
            bars.add_row(Text(view.missing_text), _bar(view.missing, "dim", REST))
        self._print(bars)
        if view.missing_note:
            self.note(view.missing_note)
        if view.after:
            self.say(f"**{view.after_title}**")
            after = _grid("", "", "bold")
            for row in view.after:
                self._add_bar(after, row, self._colour_of(row, view))
            self._print(after)
        self.note(view.source_note)

    def timeline(self, view: TimelineView) -> None:
        """Print dated events, oldest first, inferred dates with their mark."""
        self.say(f"**{view.title}**")
        if not view.rows:
            self.say(self._phrases.say("answering.no_dates", view.language))
        table = _grid("bold", "", "dim", "dim")
        mark = self._phrases.say("answering.inferred_mark", view.language)
        for row in view.rows:
            when = row.when if not row.inferred or mark in row.when else f"{mark} {row.when}"
            status = self._phrases.say(f"answering.short_{row.status}", view.language)
            place = f"§\u00a0{row.paragraph}" if row.paragraph else ""
            table.add_row(Text(when), Text(row.event), Text(status), Text(place))
        self._print(table)
        for note in (view.inferred_note, view.source_note):
            if note:
                self.note(note)

    def _print(self, table: Table) -> None:
        """Print ``table``; off the screen, without the spaces that fill its last column."""
        if self._terminal:
            self._console.print(table)
            return
        with self._console.capture() as captured:
            self._console.print(table)
        for line in captured.get().splitlines():
            self._console.print(Text.from_ansi(line.rstrip()), soft_wrap=True)

    def _add_bar(self, table: Table, row: StakeRow, colour: str) -> None:
        table.add_row(Text(row.name), _bar(row.share, colour, BAR), Text(row.text))

    def _colour_of(self, row: StakeRow, view: StakesView) -> str:
        """The colour that the same holder has today."""
        places = [number for number, today in enumerate(view.rows) if today.entity == row.entity]
        return COLOURS[places[0] % len(COLOURS)] if places else COLOURS[-1]


def _bar(share: Decimal, style: str, block: str) -> Text:
    """A bar whose length is ``share`` percent of ``BAR_WIDTH``, at least one block for anything above nothing."""
    length = max(round(share * BAR_WIDTH / 100), 1) if share else 0
    return Text(block * length, style=style)


def _grid(*styles: str) -> Table:
    table = Table.grid(padding=(0, 2))
    for style in styles:
        table.add_column(style=style)
    return table
