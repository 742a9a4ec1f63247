"""The holes of a text: ``{name}`` and ``{name.part}``. ``{{`` and ``}}`` stand for the braces themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

_PIECE: Final = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|\{(?:[\w-]+(?:\.[A-Za-z]+)?)?|\}")
_HOLE: Final = re.compile(r"([\w-]+)(?:\.([A-Za-z]+))?")
_BRACES: Final[Mapping[str, str]] = {"{{": "{", "}}": "}"}


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
    return [piece for piece in _pieces(template) if isinstance(piece, Hole)]


def hole_names(template: str) -> tuple[str, ...]:
    """What the holes of ``template`` name, in order, repeats left out."""
    return tuple(dict.fromkeys(hole.name for hole in holes(template) if hole.name))


def filled(template: str, fill: Callable[[Hole], str]) -> str:
    """``template`` with what ``fill`` gives in place of each hole, and single braces for doubled ones.

    What is no hole and no doubled brace stays as it is written.
    """
    pieces = (piece if isinstance(piece, str) else _filled(piece, fill) for piece in _pieces(template))
    return "".join(pieces)


def split(template: str) -> tuple[list[str], list[str]]:
    """The texts around the holes of ``template`` and the names in those: one text more than there are names."""
    texts, names = [""], []
    for piece in _pieces(template):
        if isinstance(piece, Hole) and piece.name:
            texts.append("")
            names.append(piece.name)
        else:
            texts[-1] += piece if isinstance(piece, str) else piece.written
    return texts, names


def outside_holes(template: str) -> str:
    """``template`` without its holes."""
    return _PIECE.sub(" ", template)


def escape(text: str) -> str:
    """``text`` with its braces doubled, so that it has no hole."""
    return text.replace("{", "{{").replace("}", "}}")


def _pieces(template: str) -> Iterator[str | Hole]:
    """What ``template`` is made of: texts with single braces for doubled ones, and what ``holes`` gives."""
    if "{" not in template and "}" not in template:
        yield template
        return
    at = 0
    for match in _PIECE.finditer(template):
        yield template[at : match.start()]
        at = match.end()
        if match[0] in _BRACES:
            yield _BRACES[match[0]]
        else:
            inner = _HOLE.fullmatch(match[1] or "")
            yield Hole(inner[1], inner[2], match[0]) if inner else Hole("", None, match[0])
    yield template[at:]


def _filled(hole: Hole, fill: Callable[[Hole], str]) -> str:
    return fill(hole) if hole.name else hole.written
