"""YAML text → nodes that know where they stand, with none of YAML's guesses.

Every scalar stays the string that was typed: ``no``, ``012``, ``12:30`` and ``2014-01-01`` are words. What a dossier
never needs and an attacker would use (anchors, aliases, tags, endless nesting, huge files) is refused, so reading takes
time and memory in proportion to the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from bot.errors import Problem
from bot.knowledge.nodes import Entry, Items, Node, Scalar, Table
from bot.knowledge.yaml_cures import explain_syntax_error
from bot.knowledge.yaml_lookback import ODD_SPACES, SAY_ODD_SPACES

LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where PyYAML was built with it (ten times faster), else the same grammar in pure Python."""

SIZE_LIMIT: Final = 4 * 1024 * 1024
"""Bytes a file may have. 15,000 phrasings take about one megabyte."""

DEPTH_LIMIT: Final = 16
"""Mappings and lists within each other; a dossier needs six."""

_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML 1.1 does not let stand in a file."""


_NO_NAMES: Final = (
    "anchors, aliases and tags (&name, *name, !tag) are not used in a dossier: "
    "write the value out, or put a text that starts with & * or ! in quotes"
)
_ONE_DOCUMENT: Final = (
    "a second document starts here (---): delete the line, or move what follows to a file of its own"
)


class Refusal(Exception):  # noqa: N818 - it never leaves this module: a Problem on its way out of the parsing loop
    """Reading cannot go on."""

    def __init__(self, line: int, column: int, message: str) -> None:
        super().__init__(message)
        self.line, self.column, self.message = line, column, message


class Parsed(NamedTuple):
    """What came out of a file: its bytes (for the version), its root (None when unusable) and what is wrong."""

    data: bytes
    root: Node | None
    problems: list[Problem]


def read_yaml(file: Path) -> Parsed:
    """The nodes of ``file``; whatever is wrong with it is in ``problems``, and nothing is raised."""
    try:
        if not file.is_file():
            return Parsed(b"", None, [Problem(file, 0, 0, "this is not a file: put a YAML file here")])
        with file.open("rb") as stream:
            data = stream.read(SIZE_LIMIT + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Parsed(
            b"",
            None,
            [Problem(file, 0, 0, f"cannot be read ({reason}): check that it exists and is readable")],
        )
    root, problems = parse(data, file)
    return Parsed(data, root, problems)


def parse(data: bytes, file: Path) -> tuple[Node | None, list[Problem]]:
    """The root node of ``data`` and what is wrong with it; ``file`` is only named in problems.

    The root is None when there is nothing usable. Duplicate keys are reported and the first one is kept.
    """
    problems: list[Problem] = []
    try:
        text = _decode(data)
        builder = _Builder(file, problems)
        for event in _events(text):
            builder.take(event)
    except Refusal as refusal:
        problems.append(Problem(file, refusal.line, refusal.column, refusal.message))
        return None, problems
    if builder.root is None:
        problems.append(
            Problem(file, 0, 0, "this file is empty: fill it as knowledge/README.md shows, or delete it")
        )
    return builder.root, problems


def _decode(data: bytes) -> str:
    """``data`` as text without byte order mark; refuses what YAML cannot hold."""
    if len(data) > SIZE_LIMIT:
        limit = SIZE_LIMIT // (1024 * 1024)
        raise Refusal(0, 0, f"this file is larger than {limit} MB: split it into several files")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _place(data[: error.start].decode("utf-8", "replace"))
        raise Refusal(
            line, column, "this byte is not valid UTF-8: save the file with the encoding UTF-8"
        ) from None
    if wrong := _CONTROL.search(text):
        line, column = _place(text[: wrong.start()])
        message = f"the control character U+{ord(wrong[0]):04X} cannot stand in a YAML file: delete it"
        raise Refusal(line, column, message)
    return text


def _place(before: str) -> tuple[int, int]:
    """1-based line and column of what follows ``before``."""
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def _events(text: str) -> Iterator[Event]:
    """The parser's events; a syntax error becomes a Refusal with a cure."""
    loader = LOADER(text)
    try:
        while (event := loader.get_event()) is not None:
            yield event
    except yaml.MarkedYAMLError as error:
        raise Refusal(*explain_syntax_error(error, text)) from None
    except yaml.YAMLError as error:
        reason = str(error).replace("\n", " ")
        raise Refusal(0, 0, f"this is not YAML ({reason}): compare it with the guide") from None
    finally:
        loader.dispose()


def _start(event: Event) -> tuple[int, int]:
    """Where ``event`` starts, 1-based."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark is not None else (0, 0)


class _Builder:
    """Turns events into nodes, with a stack of its own in place of recursion."""

    def __init__(self, file: Path, problems: list[Problem]) -> None:
        self.root: Node | None = None
        self._file = file
        self._problems = problems
        self._stack: list[Items | Table] = []
        self._keys: list[Scalar | None] = []
        self._documents = 0

    def take(self, event: Event) -> None:
        """Add what ``event`` says."""
        if isinstance(event, ScalarEvent):
            self._take_scalar(event)
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            self._open(event)
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            self._stack.pop()
            self._keys.pop()
        elif isinstance(event, AliasEvent):
            raise Refusal(*_start(event), _NO_NAMES)
        elif isinstance(event, DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise Refusal(*_start(event), _ONE_DOCUMENT)

    def _take_scalar(self, event: ScalarEvent) -> None:
        line, column = _start(event)
        if event.anchor is not None or event.tag is not None:
            raise Refusal(line, column, _NO_NAMES)
        scalar = Scalar(event.value, line, column, plain=not event.style)
        if self._wants_key():
            if scalar.plain and scalar.text[:1] in {*ODD_SPACES}:
                raise Refusal(line, column, SAY_ODD_SPACES)
            self._keys[-1] = scalar
        else:
            self._put(scalar)

    def _open(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        line, column = _start(event)
        if event.anchor is not None or event.tag is not None:
            raise Refusal(line, column, _NO_NAMES)
        if len(self._stack) >= DEPTH_LIMIT:
            raise Refusal(
                line, column, f"more than {DEPTH_LIMIT} levels within each other: close the brackets before"
            )
        if self._wants_key():
            raise Refusal(
                line, column, "a key must be a plain word: put the text in quotes when it starts with { or ["
            )
        node = Table({}, line, column) if isinstance(event, MappingStartEvent) else Items([], line, column)
        self._put(node)
        self._stack.append(node)
        self._keys.append(None)

    def _wants_key(self) -> bool:
        return bool(self._stack) and self._keys[-1] is None and type(self._stack[-1]) is Table

    def _put(self, node: Node) -> None:
        if not self._stack:
            self.root = node
            return
        top = self._stack[-1]
        if isinstance(top, Items):
            top.items.append(node)
            return
        key = self._keys[-1]
        self._keys[-1] = None
        if key is None:
            return
        if (first := top.entries.get(key.text)) is not None:
            message = f"“{key.text}” stands here and in line {first.line}: keep one of them, or rename one"
            self._problems.append(Problem(self._file, key.line, key.column, message))
            return
        top.entries[key.text] = Entry(key.line, key.column, node)
