"""Which line a syntax error comes from, when YAML reads on for a while before it stops at an innocent one.

The lines are looked at as an author sees them, one by one: a quote or a bracket belongs to its line unless the lines below
are indented as if they went on with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile
from typing import Final, NamedTuple

ODD_SPACES: Final = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
"""Spaces that look like one in an editor and are letters to YAML."""

SAY_ODD_SPACES: Final = "this line is indented with non-breaking spaces: replace them with ordinary ones"

_QUOTED: Final = {'"': re.compile(r'"(?:[^"\\]|\\.)*"'), "'": re.compile(r"'(?:[^']|'')*'")}
_END_OF_QUOTE: Final = {'"': re.compile(r'(?:[^"\\]|\\.)*"'), "'": re.compile(r"(?:[^']|'')*'")}
_PAIRS: Final = {"[": "]", "{": "}"}

_BEGINS: Final = re.compile(r"(?:- |[\w'.-][\w '.-]*:(?:\s|$))")
"""A line that begins a list item or a key."""
_OPENS_QUOTE: Final = re.compile(r"""(?:[:,\[{]|^\s*-) *["']""")
_TO_VALUE: Final = re.compile(r"""\s*(?:- +)*(?:(?:"[^"]*"|'[^']*'|[^\s"'\[{#|>][^#]*?) *:(?:\s+|$))?""")
"""What stands before the value of a line: dashes and a key."""
_FLOW_PLAIN: Final = re.compile(r"(?:(?! #|: |:$)[^,\[\]{}])+")
_GLUED_DASH: Final = re.compile(r"""\s*(-)("[^"]*"\s*|'[^']*'\s*|[^\W\d][^:]*)""")
_A_KEY: Final = re.compile(r"\s*([\w-]+):(?:\s|$)")
_WITH_VALUE: Final = re.compile(r"\s*([\w-]+):\s+[^\s#|>]")
"""A key whose value begins on its own line, so that nothing goes below it."""
_PLAIN_ITEM: Final = re.compile(r"\s*- +(?![\w-]+:\s)")
"""An item that is a text: of one that has keys, the next line may have another, which stands too far left then."""
_COLONLESS: Final = re.compile(r"\s*([^\W\d][\w-]*) ([^:]+)")
_GLUED_COLON: Final = re.compile(r"\s*(?:- )?([^\W\d][\w-]*):([^\s/:][^:]*)")


class Culprit(NamedTuple):
    """What an author has to mend, and where (1-based)."""

    line: int
    column: int
    message: str


def look_back(lines: Sequence[str], line: int) -> Culprit | None:
    """What made a parser stop at the 1-based ``line``, when that can be told from the lines before."""
    unclosed = _Scan(lines).run()
    if unclosed is not None and unclosed.line > line:
        unclosed = None
    return _odd_indentation(lines[:line]) or unclosed or _glued(lines[:line]) or _too_deep(lines[:line])


def _odd_indentation(lines: Sequence[str]) -> Culprit | None:
    for number, row in enumerate(lines, 1):
        indent = row[: _indent(row)]
        column = next((column for column, it in enumerate(indent, 1) if it in ODD_SPACES), None)
        if column is not None:
            return Culprit(number, column, SAY_ODD_SPACES)
    return None


def _too_deep(lines: Sequence[str]) -> Culprit | None:
    """A key in the last line that stands below a key with its value, or beside the items of a list."""
    written = [row for row in lines if row.split("#")[0].strip()]
    if len(written) < 2 or not (key := _A_KEY.match(written[-1])):  # noqa: PLR2004 - a line and the one before
        return None
    before, indent = written[-2], _indent(written[-1])
    if (above := _WITH_VALUE.match(before)) and _indent(before) < indent:
        cure = f"move it left, to where “{above[1]}” stands"
    elif _PLAIN_ITEM.match(before) and 0 < _indent(before) == indent:
        cure = "move it left, out of the list above"
    else:
        return None
    return Culprit(len(lines), indent + 1, f"“{key[1]}” is indented too far: {cure}")


def _glued(lines: Sequence[str]) -> Culprit | None:
    """A dash or a colon without the space after it, in the last line or the one before."""
    written = [(number, row) for number, row in enumerate(lines, 1) if row.split("#")[0].strip()]
    for number, row in reversed(written[-2:]):
        if match := _GLUED_DASH.fullmatch(row):
            cure = f"write “- {match[2].strip()[:40]}”"
            return Culprit(number, match.start(1) + 1, f"a space is missing after the dash: {cure}")
        if match := _GLUED_COLON.fullmatch(row):
            cure = f"write “{match[1]}: {match[2].strip()[:40]}”"
            return Culprit(number, match.end(1) + 1, f"a space is missing after the colon: {cure}")
    return _colonless(written[-2:])


def _colonless(rows: Sequence[tuple[int, str]]) -> Culprit | None:
    """A key without its colon, in the line before one that stands beside it."""
    for (number, row), (_, after) in pairwise(rows):
        if (match := _COLONLESS.fullmatch(row)) and _indent(row) == _indent(after):
            cure = f"write “{match[1]}: {match[2].strip()[:40]}”"
            return Culprit(number, match.end(1) + 1, f"a colon is missing after the key: {cure}")
    return None


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip())


class _Opened(NamedTuple):
    """A bracket that waits for its partner."""

    bracket: str
    row: int
    column: int
    """0-based, both."""


class _Scan:
    """One walk over the lines, which ends at the first quote or bracket that is not closed where it should be."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._row = 0
        self._opened: list[_Opened] = []
        self._commented: set[str] = set()
        """Closing brackets that stand behind a ``#`` among the open brackets."""

    def run(self) -> Culprit | None:
        """The culprit, or None when every quote and bracket is closed, or may still be."""
        while self._row < len(self._lines):
            found = self._take(self._lines[self._row])
            if found is not None:
                return found
            self._row += 1
        return self._unclosed() if self._opened else None

    def _take(self, row: str) -> Culprit | None:
        if self._opened:
            return self._unclosed() if self._goes_back(row, self._opened[-1].row) else self._flow(row, 0)
        match = _TO_VALUE.match(row)
        start = match.end() if match else _indent(row)
        if row[start : start + 1] in {"|", ">"}:
            self._skip_block()
        return self._flow(row, start) if row[start : start + 1] in {*_QUOTED, *_PAIRS} else None

    def _goes_back(self, row: str, opening: int) -> bool:
        """Whether ``row`` begins something beside or above the line ``opening``, and so goes not on with it."""
        indent = _indent(row)
        return indent <= _indent(self._lines[opening]) and _BEGINS.match(row, indent) is not None

    def _skip_block(self) -> None:
        """Pass over a block of text, in which quotes and brackets say nothing."""
        indent = _indent(self._lines[self._row])
        below = self._lines[self._row + 1 :]
        self._row += sum(1 for _ in takewhile(lambda row: not row.strip() or _indent(row) > indent, below))

    def _flow(self, row: str, at: int) -> Culprit | None:
        """Read on in ``row`` from ``at``, where a value may start, until nothing is open or the line ends."""
        while at < len(row):
            character = row[at]
            if character in _QUOTED:
                closed = _QUOTED[character].match(row, at)
                if closed is None:
                    return self._quote(at)
                at = closed.end()
            elif character == "#" and row[at - 1 : at] in {"", " "}:
                self._commented.update(it for it in row[at:] if it in _PAIRS.values())
                return None
            elif character in _PAIRS:
                self._opened.append(_Opened(character, self._row, at))
                at += 1
            elif character in _PAIRS.values():
                if self._opened and _PAIRS[self._opened[-1].bracket] != character:
                    return self._unclosed()
                self._opened = self._opened[:-1]
                at += 1
            else:
                plain = _FLOW_PLAIN.match(row, at) if character not in ",: " else None
                at = plain.end() if plain else at + 1
            if not self._opened:
                return None
        return None

    def _quote(self, column: int) -> Culprit | None:
        """The quote at ``column``, which its own line does not close; read on behind it when lines below do."""
        opening = self._row
        mark = self._lines[opening][column]
        for number, row in enumerate(self._lines[opening + 1 :], opening + 1):
            if self._goes_back(row, opening) or self._opens_another(row, mark):
                break
            if (closed := _END_OF_QUOTE[mark].match(row)) is not None:
                self._row = number
                return self._flow(row, closed.end()) if self._opened else None
        return Culprit(opening + 1, column + 1, "the quote that opens here is never closed: close it")

    def _opens_another(self, row: str, mark: str) -> bool:
        """Whether ``row`` rather opens a quote of its own than closes the one of a line above."""
        start = _indent(row)
        if _BEGINS.match(row, start):
            return _OPENS_QUOTE.search(row) is not None
        return row.startswith(mark, start) and row[start + 1 : start + 2].isalnum()

    def _unclosed(self) -> Culprit:
        opened = self._opened[-1]
        closing = _PAIRS[opened.bracket]
        cure = f"write {closing} where it ends"
        if closing in self._commented:
            cure = f"“ #” starts a comment, in which a {closing} does not count: put the text in quotes"
        message = f"the {opened.bracket} that opens here is never closed: {cure}"
        return Culprit(opened.row + 1, opened.column + 1, message)
