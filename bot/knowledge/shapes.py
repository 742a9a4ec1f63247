"""The shapes that nodes of a dossier may have: one description that checks a file and exports as JSON Schema.

A shape is data. ``check`` adds one problem, with its place and a cure, for everything that does not fit; ``export`` says
the same for editors. Written for this and not on pydantic, whose models take a tenth of a second to build at every start and
whose errors know no lines.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, Protocol

from bot.errors import Problem
from bot.knowledge.nodes import Entry, Items, Node, Scalar, Table

Json = dict[str, Any]
"""A piece of JSON Schema (draft 2020-12)."""

_SCALAR_TYPES: Final = ["string", "number", "boolean"]
"""An editor's YAML reader takes 012 or 2015 for a number; ours takes all for text."""


@dataclass(frozen=True, slots=True)
class Checking:
    """What a check needs to know, and where it reports to."""

    file: Path
    languages: tuple[str, ...]
    """Of the dossier, the main one first."""
    problems: list[Problem]
    around: frozenset[str] = frozenset()
    """Keys that may stand one step further left: of the record whose value is being checked."""

    def complain(self, node: Node | Entry, message: str) -> None:
        """Report what is wrong at ``node``."""
        self.problems.append(Problem(self.file, node.line, node.column, message))


class Shape(Protocol):
    """What a node may look like."""

    @property
    def kinds(self) -> tuple[type, ...]:
        """The node types that this shape can judge."""

    def check(self, node: Node, checking: Checking) -> None:
        """Report everything in ``node`` that does not fit."""

    def export(self) -> Json:
        """The same as JSON Schema."""


_EMPTY_ITEM: Final = "this item is empty: write it, or delete it (a text that starts with # must stand in quotes, else it is a comment)"

_KIND_NAMES: Final[Mapping[type, str]] = {Scalar: "a text", Items: "a list", Table: "keys with values"}


def _misfit(node: Node, kinds: tuple[type, ...], form: str = "") -> str:
    """Why a node of the wrong kind does not fit, and what to write: ``form`` where it has one."""
    wanted = form or " or ".join(_KIND_NAMES[kind] for kind in kinds)
    if isinstance(node, Scalar) and not node.text:
        return f"there is no value here: write {wanted}, or leave the key out"
    message = f"{_KIND_NAMES[type(node)]} stands here: write {wanted}"
    if isinstance(node, Table) and Scalar in kinds:
        return message + " (a text that starts with { must stand in quotes)"
    return message


@dataclass(frozen=True, slots=True)
class Text:
    """A text that is not empty."""

    pattern: re.Pattern[str] | None = None
    """What the whole text must match."""
    form: str = ""
    """The pattern in words, with an example: the cure."""
    may_be_empty: bool = False
    """Whether ``""`` in quotes may stand: a name that takes no article."""
    judged_later: bool = False
    """Whether only editors hold texts against the pattern, since a later check knows what was meant."""
    kinds: tuple[type, ...] = (Scalar,)

    def check(self, node: Node, checking: Checking) -> None:
        """Report an empty text or one that does not match."""
        if not isinstance(node, Scalar) or (node.plain and not node.text):
            checking.complain(node, _misfit(node, self.kinds, self.form))
        elif not node.text.strip():
            if not self.may_be_empty:
                checking.complain(node, "this text is empty: write one, or leave the key out")
        elif self.pattern is not None and not self.judged_later and not self.pattern.fullmatch(node.text):
            checking.complain(node, f"“{node.text[:60]}” does not fit here: write {self.form}")

    def export(self) -> Json:
        """A scalar, with the pattern where there is one."""
        schema: Json = {"type": _SCALAR_TYPES}
        if self.pattern is not None:
            schema |= {"pattern": f"^(?:{self.pattern.pattern})$", "description": self.form}
        return schema


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]
    kinds: tuple[type, ...] = (Scalar,)

    def check(self, node: Node, checking: Checking) -> None:
        """Report any other word, with the nearest allowed one."""
        if not isinstance(node, Scalar) or not node.text:
            checking.complain(node, _misfit(node, self.kinds))
        elif node.text not in self.words:
            checking.complain(node, f"“{node.text[:60]}” is not known here: {suggest(node.text, self.words)}")

    def export(self) -> Json:
        """An enumeration; ``yes`` and ``no`` also as the booleans that editors see."""
        booleans = [True, False] if "yes" in self.words else []
        return {"enum": [*self.words, *booleans]}


def suggest(word: str, allowed: tuple[str, ...]) -> str:
    """The cure for a wrong word: the nearest allowed one, or all of them."""
    near = get_close_matches(word.lower(), allowed, n=1)
    if near:
        return f"did you mean “{near[0]}”?"
    return "write one of " + ", ".join(allowed) if allowed else "delete it"


def _is_empty(node: Node) -> bool:
    """Whether nothing was typed where ``node`` should be."""
    return isinstance(node, Scalar) and node.plain and not node.text


def _torn_number(key: str, table: Table) -> str | None:
    """What to say of ``key`` when a decimal comma tore it from the value before it: ``{number: 85,5}``."""
    for (_, first), (name, second) in pairwise(table.entries.items()):
        whole = first.value.text if isinstance(first.value, Scalar) else ""
        if name == key and key.isdecimal() and whole.isdecimal() and _is_empty(second.value):
            return f"the comma in “{whole},{key}” ends the value: write {whole}.{key}"
    return None


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of ``least`` to ``most`` items of one shape."""

    item: Shape
    least: int = 1
    most: int = sys.maxsize
    kinds: tuple[type, ...] = (Items,)

    def check(self, node: Node, checking: Checking) -> None:
        """Report a list that is too short or too long and each item that does not fit."""
        if not isinstance(node, Items):
            checking.complain(node, _misfit(node, self.kinds))
            return
        if len(node.items) < self.least:
            checking.complain(
                node, f"this list needs at least {self.least} of them: write it, or leave the key out"
            )
        if len(node.items) > self.most:
            checking.complain(node.items[self.most], f"this list takes {self.most} at most: delete the rest")
        for item in node.items:
            if _is_empty(item):
                checking.complain(item, _EMPTY_ITEM)
            else:
                self.item.check(item, checking)

    def export(self) -> Json:
        """An array."""
        schema: Json = {"type": "array", "items": self.item.export(), "minItems": self.least}
        return schema if self.most == sys.maxsize else schema | {"maxItems": self.most}


@dataclass(frozen=True, slots=True)
class ByKind:
    """Another shape for each way of writing it: short as a text or a list, long with keys."""

    shapes: tuple[Shape, ...]

    @property
    def kinds(self) -> tuple[type, ...]:
        """The kinds of all."""
        return tuple(kind for shape in self.shapes for kind in shape.kinds)

    def check(self, node: Node, checking: Checking) -> None:
        """Let the shape for this kind of node judge."""
        for shape in self.shapes:
            if type(node) in shape.kinds:
                shape.check(node, checking)
                return
        checking.complain(node, _misfit(node, self.kinds))

    def export(self) -> Json:
        """Any of them."""
        return {"anyOf": [shape.export() for shape in self.shapes]}


@dataclass(frozen=True, slots=True)
class MapOf:
    """Names of the author's own → values of one shape."""

    name: re.Pattern[str]
    """What a name must match."""
    form: str
    """That in words."""
    value: Shape
    kinds: tuple[type, ...] = (Table,)

    def check(self, node: Node, checking: Checking) -> None:
        """Report names that do not match and values that do not fit."""
        if not isinstance(node, Table):
            checking.complain(node, _misfit(node, self.kinds))
            return
        for name, entry in node.entries.items():
            if not self.name.fullmatch(name):
                checking.complain(entry, f"“{name[:60]}” cannot be a name: {self.form}")
            self.value.check(entry.value, checking)

    def export(self) -> Json:
        """An object with names of a pattern."""
        names = {"pattern": f"^(?:{self.name.pattern})$", "description": self.form}
        return {"type": "object", "propertyNames": names, "additionalProperties": self.value.export()}


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a record."""

    shape: Shape
    meaning: str
    """One sentence for the editor."""
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with known keys."""

    fields: Mapping[str, Field]
    kinds: tuple[type, ...] = field(default=(Table,))

    def check(self, node: Node, checking: Checking) -> None:
        """Report unknown and missing keys and values that do not fit."""
        if not isinstance(node, Table):
            checking.complain(node, _misfit(node, self.kinds))
            return
        for key, entry in node.entries.items():
            if (known := self.fields.get(key)) is None:
                checking.complain(entry, _torn_number(key, node) or self._unknown(key))
            elif _is_empty(entry.value):
                checking.complain(entry, f"“{key}” has no value: write one, or leave the key out")
            elif isinstance(entry.value, Table):
                known.shape.check(entry.value, replace(checking, around=frozenset(self.fields)))
            else:
                known.shape.check(entry.value, checking)
        for key, wanted in self.fields.items():
            if wanted.needed and key not in node.entries:
                checking.complain(node, f"the key “{key}” is missing: add it ({wanted.meaning})")

    def _unknown(self, key: str) -> str:
        return f"the key “{key[:60]}” is not known here: {suggest(key, tuple(self.fields))}"

    def export(self) -> Json:
        """An object without other keys."""
        properties = {key: {"description": it.meaning} | it.shape.export() for key, it in self.fields.items()}
        needed = [key for key, it in self.fields.items() if it.needed]
        schema: Json = {"type": "object", "properties": properties, "additionalProperties": False}
        return schema | ({"required": needed} if needed else {})
