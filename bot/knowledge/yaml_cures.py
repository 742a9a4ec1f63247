"""What a YAML syntax error most likely is, said to somebody who has never heard of a token."""

from __future__ import annotations

import re
from typing import Final

import yaml

from bot.knowledge.yaml_lookback import look_back

_UNQUOTED_BRACE = re.compile(r"(?:^\s*-|:)\s+\{[^{}:,]*\}\s*[^\s,}\]#]")
"""A value that starts with a ``{hole}`` and goes on: YAML takes the brace for a mapping."""

_TEXT_AFTER_QUOTE = re.compile(r"""(?:(?:^\s*-|:)\s+|[\[,]\s*)(?:"[^"]*"|'[^']*')\s*[^\s,:}\]#]""")
_CURLY_QUOTE = re.compile(r"[:,\[{]\s*[“”„]")
_COLON_IN_BRACES = re.compile(r"""[{,]\s*[\w-]+:\s+[^\s"'{\[][^,{}\[\]]*:\s""")
"""A text in braces without quotes that holds a “: ”."""

_LOOKS: Final = (
    ("", re.compile(r"^ *\t"), "a tab cannot indent in YAML: use spaces"),
    ("", _UNQUOTED_BRACE, 'a text that starts with { must stand in quotes: "{name} …"'),
    (
        "",
        _TEXT_AFTER_QUOTE,
        "text goes on after the closing quote: put the whole text in quotes, '…' around one that holds a \", and double a ' inside '…'",
    ),
    ("expected ',' or", _CURLY_QUOTE, "curly quotes are letters to YAML: put straight ones around the text"),
    ("expected ',' or", _COLON_IN_BRACES, "a text that holds “: ” must stand in quotes"),
)
"""(part of what the parser says, how the line looks, cure), the first that fits."""

_CURES: Final = (
    (
        "mapping values are not allowed",
        "a text that holds “: ” must stand in quotes; else the indentation of this line is off",
    ),
    ("found unexpected end of stream", "a quote that was opened before is never closed: close it"),
    ("found unexpected document indicator", "a quote that was opened before is never closed: close it"),
    ("unknown escape", "a backslash in double quotes starts a code: double it, or use single quotes"),
    ("did not find expected ',' or", "a comma, a quote or the closing bracket is missing here"),
    ("expected ',' or", "a comma, a quote or the closing bracket is missing here"),
    ("could not find expected ':'", "a key without its “:”, or a text of several lines without quotes"),
    (
        "did not find expected key",
        "the indentation differs from the lines above, or a text with quotes in it needs quotes around it",
    ),
    (
        "expected <block end>",
        "the indentation differs from the lines above, or a text with quotes in it needs quotes around it",
    ),
    (
        "did not find expected '-' indicator",
        "the indentation differs from the list above: line the dashes up",
    ),
    ("block sequence entries are not allowed", "a list starts on a line of its own: put “-” under the key"),
    ("cannot start any token", "a text that starts with @ ` or % must stand in quotes"),
    ("undefined tag handle", "a text that starts with ! must stand in quotes"),
    ("alphabetic or numeric character", "a text that starts with & or * must stand in quotes"),
    ("did not find URI", "a text that starts with ! must stand in quotes"),
)

_LATE: Final = (
    "mapping values are not allowed",
    "unexpected end of stream",
    "unexpected document indicator",
    "expected ',' or",
    "could not find expected ':'",
    "did not find expected key",
    "expected <block end>",
    "did not find expected '-' indicator",
)
"""What the parser says of a line that may be innocent: it read on from another one."""


def explain_syntax_error(error: yaml.MarkedYAMLError, text: str) -> tuple[int, int, str]:
    """Line, column (both 1-based) and a sentence with a cure for a parser's ``error`` in ``text``."""
    mark = error.problem_mark or error.context_mark
    problem = error.problem or error.context or "not YAML"
    if mark is None:
        return 0, 0, f"this is not YAML ({problem}): compare it with the guide"
    lines = text.splitlines()
    row = lines[mark.line] if mark.line < len(lines) else ""
    if _may_be_innocent(problem, row) and (culprit := look_back(lines, mark.line + 1)) is not None:
        return culprit
    opened = error.context_mark
    if "unexpected end of stream" in problem and opened is not None:
        return opened.line + 1, opened.column + 1, "the quote that opens here is never closed: close it"
    return mark.line + 1, mark.column + 1, _cure(problem, row)


def _may_be_innocent(problem: str, row: str) -> bool:
    """Whether ``row``, of which the parser says ``problem``, may be none of its cause."""
    has_two_keys = "mapping values" in problem and row.count(": ") > 1
    return not has_two_keys and any(part in problem for part in _LATE)


def _cure(problem: str, row: str) -> str:
    for part, look, cure in _LOOKS:
        if part in problem and look.search(row):
            return cure
    for part, cure in _CURES:
        if part in problem:
            return f"YAML cannot be read here: {cure}"
    return f"YAML cannot be read here ({problem}): check indentation, quotes and brackets here and in the line above"
