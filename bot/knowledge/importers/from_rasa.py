"""Rasa projects: ``nlu.yml`` for the ways of asking, ``domain.yml`` (and rules, where there are some) for the answers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from bot.errors import UsageError
from bot.knowledge.importers.entry import Faq, FaqEntry, left_out, some
from bot.knowledge.nodes import Entry, Items, Node, Scalar, Table
from bot.knowledge.reading import child, table_of, text
from bot.knowledge.refusal import refusal
from bot.knowledge.yaml_source import read_yaml

_ANNOTATION: Final = re.compile(r"\[([^\[\]]+)\](?:\([^()]*\)|\{[^{}]*\}|\[\{[^\[\]]*\}\])")
"""``[Paris](city)``, ``[Paris]{"entity": "city"}`` and ``[Paris][{…}, {…}]``."""

_KEYS: Final = re.compile(r"^\ufeff?(?:nlu|responses|intents|rules|stories)[ \t]*:", re.MULTILINE)
"""What a file of a project begins a line with that holds anything to read: ``endpoints.yml`` and ``config.yml`` do not."""
_SLOT: Final = re.compile(r"\{\w+\}")
"""``{price}`` in an answer: Rasa puts the slot's value there."""

_UTTER: Final = "utter_"

_CHANNEL: Final = "channel"
_OF_A_TEXT: Final = frozenset({"text", "condition", "metadata", "id", _CHANNEL})
"""Keys of a response that say nothing that readers would miss; a channel does where its text became the answer."""

_OF_WORDS: Final = ("synonym", "lookup", "regex")
"""What a part of ``nlu`` may be about, other than an intent."""


class _File(NamedTuple):
    """A file of a project."""

    path: Path
    root: Table

    def line(self, at: Entry) -> str:
        """Where ``at`` stands in it, for whoever has to look."""
        return f"{self.path.name}, line {at.line}"


class _Response(NamedTuple):
    """What a response says."""

    place: str
    text: str | None = None
    """The first one without conditions, of no channel where there is such a one; None where there is none."""
    others: int = 0
    """Further texts of it, of which Rasa would choose one."""
    beside: tuple[str, ...] = ()
    """What its variants have beside texts: buttons, an image; the channel that the text is for."""


_SILENCE: Final = _Response("")


def read_rasa(source: Path) -> Faq:
    """The intents under ``nlu:`` in ``source`` (a file, with the domain beside or above it, or a project's folder).

    The answer of an intent ``x`` is the first text without conditions of the response ``utter_x`` (for retrieval intents
    ``utter_faq/x``), else of the first response that a rule or story gives right after the intent. Told are the intents that a
    domain names and nobody gives examples of, the answers in which Rasa would fill something in, the responses that
    became no answer or stand in a second file, and what has no place in a dossier: buttons and the like, synonyms, lookup
    tables, regular expressions.

    Raises:
        KnowledgeError: when a file is not YAML.
        UsageError: when no file has a part ``nlu:``.
    """
    files = [_File(path, _root(path)) for path in _files(source)]
    responses: dict[str, _Response] = {}
    again = []
    for name, response in (it for file in files for it in _responses(file)):
        if responses.setdefault(name, response) is not response:
            again.append(f"{name} ({response.place})")
    actions: dict[str, dict[str, None]] = {}
    for intent, action in (it for file in files for it in _actions(file.root)):
        actions.setdefault(intent, {})[action] = None
    phrasings: dict[str, list[str]] = {}
    for file in files:
        for intent, rows in _examples(file.root):
            phrasings.setdefault(intent, []).extend(rows)
    if not phrasings:
        raise UsageError(
            f"{source}: no intents with examples under “nlu:”: name Rasa's nlu.yml, or its project's folder"
        )
    entries = []
    used = set()
    for intent, rows in phrasings.items():
        names = (_UTTER + intent, *actions.get(intent, ()))
        name = next((it for it in names if it in responses and responses[it].text), "")
        used.add(name)
        response = responses.get(name, _SILENCE)
        entries.append(FaqEntry(intent, rows, response.text, response.others))
    silent = [intent for file in files for intent in _declared(file.root) if not _is_asked(intent, phrasings)]
    beside = [
        f"{' and '.join(responses[name].beside)} of {name} ({responses[name].place})"
        for name in responses
        if name in used and responses[name].beside
    ]
    remarks = (
        *left_out("without an example under “nlu:”", list(dict.fromkeys(silent))),
        *_unused(responses, actions, used, {entry.name for entry in entries if entry.answer}),
        *left_out("responses that stand in another file already", again),
        *left_out("what an answer has beside its text", beside),
        *left_out(
            "what Rasa knows of words (add phrasings that use them)",
            [it for file in files for it in _lists(file)],
        ),
        *_to_fill_in(entries),
    )
    return Faq(entries, remarks)


def _unused(
    responses: Mapping[str, _Response],
    actions: Mapping[str, Iterable[str]],
    used: Collection[str],
    answered: Collection[str],
) -> Iterator[str]:
    """That some responses became no answer, and which of them because their question has another one."""
    unused = {name: one for name, one in responses.items() if name not in used}
    beaten = {
        action: intent
        for intent, following in actions.items()
        for action in following
        if intent in answered and action in unused
    }
    lost = [f"{name} ({one.place})" for name, one in unused.items() if name not in beaten]
    yield from left_out("responses that became no answer", lost)
    told = [f"{name} to {intent} ({unused[name].place})" for name, intent in beaten.items()]
    yield from left_out("responses to what another one answers", told)


def _is_asked(intent: str, phrasings: Mapping[str, Sequence[str]]) -> bool:
    """Whether there are examples of ``intent``, or of one that it retrieves: ``faq/x`` is one of ``faq``."""
    return any(name == intent or name.startswith(f"{intent}/") for name, rows in phrasings.items() if rows)


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
        named = (file for file in source.rglob("*") if file.suffix in {".yml", ".yaml"} and file.is_file())
        visible = (file for file in named if not _is_hidden(file.relative_to(source)))
        return sorted(file for file in visible if _KEYS.search(file.read_text("utf-8", errors="replace")))
    beside = [source.parent / "domain.yml", source.parent.parent / "domain.yml"]
    rules = [source.parent / "rules.yml", source.parent / "stories.yml", source.parent / "responses.yml"]
    domain = next((file for file in beside if file.is_file()), None)
    return [source, *([domain] if domain else []), *(file for file in rules if file.is_file())]


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


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
            each = examples.items if isinstance(examples, Items) else ()
            rows = [text(child(one, "text") if isinstance(one, Table) else one) or "" for one in each]
        yield intent, [_ANNOTATION.sub(r"\1", row) for row in rows if row]


def _lists(file: _File) -> Iterator[str]:
    """The parts of ``nlu`` that are no intents: synonyms, lookup tables, regular expressions."""
    for part in _items(child(file.root, "nlu")):
        if part.entries and "intent" not in part.entries:
            kind = next((one for one in _OF_WORDS if one in part.entries), next(iter(part.entries)))
            entry = part.entries[kind]
            yield f"{kind} “{text(entry.value) or ''}” ({file.line(entry)})"


def _responses(file: _File) -> Iterator[tuple[str, _Response]]:
    responses = table_of(child(file.root, "responses"))
    for name, entry in (responses.entries if responses else {}).items():
        variants = list(_items(entry.value))
        texts = [variant for variant in variants if text(child(variant, "text"))]
        free = [one for one in texts if child(one, "condition") is None]
        first = min(free, key=lambda one: _CHANNEL in one.entries, default=None)
        beside = dict.fromkeys(key for one in variants for key in one.entries if key not in _OF_A_TEXT)
        if first is not None and _CHANNEL in first.entries:
            beside[_CHANNEL] = None
        several = {text(child(one, "text")) for one in texts}
        told = text(child(first, "text"))
        yield name, _Response(file.line(entry), told, max(0, len(several) - 1), tuple(beside))


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
    for part in (*_items(child(root, "rules")), *_items(child(root, "stories"))):
        intent = None
        for step in _items(child(part, "steps")):
            action = text(child(step, "action")) or ""
            if intent is not None and action.startswith(_UTTER):
                yield intent, action
            intent = text(child(step, "intent"))
