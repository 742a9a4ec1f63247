"""Rasa projects: ``nlu.yml`` for the ways of asking, ``domain.yml`` (and rules, where there are some) for the answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from bot.errors import UsageError
from bot.knowledge.importers.entry import Faq, FaqEntry, some
from bot.knowledge.nodes import Items, Node, Scalar, Table
from bot.knowledge.reading import child, table_of, text
from bot.knowledge.refusal import refusal
from bot.knowledge.yaml_source import read_yaml

_ANNOTATION: Final = re.compile(r"\[([^\[\]]+)\](?:\([^()]*\)|\{[^{}]*\}|\[\{[^\[\]]*\}\])")
"""``[Paris](city)``, ``[Paris]{"entity": "city"}`` and ``[Paris][{…}, {…}]``."""

_SLOT: Final = re.compile(r"\{\w+\}")
"""``{price}`` in an answer: Rasa puts the slot's value there."""

_UTTER: Final = "utter_"


class _Response(NamedTuple):
    """What a response says."""

    text: str | None
    others: int
    """Further texts of it, of which Rasa would choose one."""


_SILENCE: Final = _Response(None, 0)


def read_rasa(source: Path) -> Faq:
    """The intents under ``nlu:`` in ``source`` (a file, with the domain beside or above it, or a project's folder).

    The answer of an intent ``x`` is the first text without conditions of the response ``utter_x`` (for retrieval intents
    ``utter_faq/x``), else of the response that a rule or story gives right after the intent. Told are the intents that a
    domain names and nobody gives examples of, and the answers in which Rasa would fill something in.

    Raises:
        KnowledgeError: when a file is not YAML.
        UsageError: when no file has a part ``nlu:``.
    """
    roots = [_root(file) for file in _files(source)]
    responses = {name: answer for root in roots for name, answer in _responses(root)}
    actions = {intent: action for root in roots for intent, action in _actions(root)}
    phrasings: dict[str, list[str]] = {}
    for root in roots:
        for intent, rows in _examples(root):
            phrasings.setdefault(intent, []).extend(rows)
    if not phrasings:
        raise UsageError(
            f"{source}: no intents with examples under “nlu:”: name Rasa's nlu.yml, or its project's folder"
        )
    entries = []
    for intent, rows in phrasings.items():
        response = responses.get(_UTTER + intent) or responses.get(actions.get(intent, "")) or _SILENCE
        entries.append(FaqEntry(intent, rows, response.text, response.others))
    silent = [intent for root in roots for intent in _declared(root) if not _is_asked(intent, phrasings)]
    return Faq(entries, [*_without_examples(silent), *_to_fill_in(entries)])


def _is_asked(intent: str, phrasings: Mapping[str, Sequence[str]]) -> bool:
    """Whether there are examples of ``intent``, or of one that it retrieves: ``faq/x`` is one of ``faq``."""
    return any(name == intent or name.startswith(f"{intent}/") for name, rows in phrasings.items() if rows)


def _without_examples(intents: Sequence[str]) -> Iterator[str]:
    if intents:
        yield f"left out, without an example under “nlu:”: {some(list(dict.fromkeys(intents)))}"


def _to_fill_in(entries: Sequence[FaqEntry]) -> Iterator[str]:
    """What Rasa fills in and nothing fills here."""
    found = [
        f"“{hole}” in {entry.name}"
        for entry in entries
        for hole in dict.fromkeys(_SLOT.findall(entry.answer or ""))
    ]
    if found:
        yield f"readers will see the braces, for nothing fills them here: {some(found)}: mend these answers"


def _files(source: Path) -> Sequence[Path]:
    if source.is_dir():
        return sorted(
            file for file in source.rglob("*") if file.suffix in {".yml", ".yaml"} and file.is_file()
        )
    beside = [source.parent / "domain.yml", source.parent.parent / "domain.yml"]
    rules = [source.parent / "rules.yml", source.parent / "stories.yml", source.parent / "responses.yml"]
    domain = next((file for file in beside if file.is_file()), None)
    return [source, *([domain] if domain else []), *(file for file in rules if file.is_file())]


def _root(file: Path) -> Table:
    parsed = read_yaml(file)
    if parsed.root is None:
        raise refusal(parsed.problems)
    return table_of(parsed.root) or Table({}, 1, 1)


def _items(node: Node | None) -> Iterator[Table]:
    for item in node.items if isinstance(node, Items) else ():
        if isinstance(item, Table):
            yield item


def _examples(root: Table) -> Iterator[tuple[str, list[str]]]:
    for part in _items(child(root, "nlu")):
        intent, examples = text(child(part, "intent")), child(part, "examples")
        if intent is None:
            continue
        if isinstance(examples, Scalar):
            rows = [row.strip().removeprefix("-").strip() for row in examples.text.splitlines()]
        else:
            rows = [text(child(example, "text")) or "" for example in _items(examples)]
        yield intent, [_ANNOTATION.sub(r"\1", row) for row in rows if row]


def _responses(root: Table) -> Iterator[tuple[str, _Response]]:
    responses = table_of(child(root, "responses"))
    for name, entry in (responses.entries if responses else {}).items():
        variants = [variant for variant in _items(entry.value) if text(child(variant, "text"))]
        free = (variant for variant in variants if child(variant, "condition") is None)
        if (first := next(free, None)) is not None:
            yield name, _Response(text(child(first, "text")), len(variants) - 1)


def _declared(root: Table) -> Iterator[str]:
    """The intents that a domain names, plain (``- greet``) or with keys of their own (``- greet: {use_entities: []}``)."""
    intents = child(root, "intents")
    for item in intents.items if isinstance(intents, Items) else ():
        if isinstance(item, Table):
            yield from item.entries
        elif (name := text(item)) is not None:
            yield name


def _actions(root: Table) -> Iterator[tuple[str, str]]:
    """Intent → the response that follows it at once in a rule or story."""
    for part in (*_items(child(root, "stories")), *_items(child(root, "rules"))):
        intent = None
        for step in _items(child(part, "steps")):
            action = text(child(step, "action")) or ""
            if intent is not None and action.startswith(_UTTER):
                yield intent, action
            intent = text(child(step, "intent"))
