"""The holes of a text: ``{name}`` and ``{name.part}``. ``{{`` and ``}}`` stand for the braces themselves."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_PIECE: Final = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|\{(?:[\w-]+(?:\.[A-Za-z]+)?)?|\}")
_HOLE: Final = re.compile(r"([\w-]+)(?:\.([A-Za-z]+))?")


class Hole(NamedTuple):
    """A hole in a text."""

    name: str
    part: str | None
    written: str
    """As it stands in the text, for messages."""


def holes(template: str) -> list[Hole]:
    """The holes of ``template`` in their order.

    A brace without its partner, or a hole with something that is no name in it, comes back as a hole whose name is empty;
    a brace that nothing closes, with the name behind it.
    """
    if "{" not in template and "}" not in template:
        return []
    found = []
    for match in _PIECE.finditer(template):
        if match[0] in {"{{", "}}"}:
            continue
        inner = _HOLE.fullmatch(match[1] or "")
        found.append(Hole(inner[1], inner[2], match[0]) if inner else Hole("", None, match[0]))
    return found


def outside_holes(template: str) -> str:
    """``template`` without its holes."""
    return _PIECE.sub(" ", template)


def escape(text: str) -> str:
    """``text`` with its braces doubled, so that it has no hole."""
    return text.replace("{", "{{").replace("}", "}}")
