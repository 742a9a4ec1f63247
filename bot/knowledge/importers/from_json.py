"""Intents as JSON: ``{intent: [phrasing, …]}``, or a list of objects with names, phrasings and answers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from bot.errors import UsageError
from bot.knowledge.importers.entry import Faq, FaqEntry, some

_FORM: Final = (
    'it must look like {"intent": ["phrasing", "another one"]} or '
    '{"intents": [{"tag": "intent", "patterns": ["phrasing"], "responses": ["answer"]}]}'
)
_KEYS: Final[Mapping[str, Sequence[str]]] = {
    "name": ("tag", "intent", "name"),
    "phrasings": ("patterns", "examples", "utterances", "phrasings", "questions"),
    "answers": ("responses", "answers", "response", "answer"),
}
"""What a key of an object is for → the keys that it may be, the first that is there counting."""


def read_json(file: Path, text: str) -> Faq:
    """The intents of ``text``; ``file`` is only named in errors. Keys of objects that nobody reads are told.

    Raises:
        UsageError: when it is not JSON of one of those forms.
    """
    try:
        content = json.loads(text, object_pairs_hook=lambda pairs: _without_repeats(file, pairs))
    except json.JSONDecodeError as error:
        raise UsageError(
            f"{file}:{error.lineno}:{error.colno}: this is not JSON ({error.msg}): {_FORM}"
        ) from None
    except RecursionError:
        raise UsageError(f"{file}: nested too deeply: {_FORM}") from None
    if isinstance(content, dict) and _is_objects(content.get("intents")):
        beside = [key for key in content if key != "intents"]
        faq = _of_objects(file, content["intents"])
        return Faq(faq.entries, [*_left_out("beside “intents”", beside), *faq.remarks])
    if _is_objects(content):
        return _of_objects(file, content)
    if not isinstance(content, dict):
        raise UsageError(f"{file}: there are no intents in it: {_FORM}")
    return Faq([FaqEntry(name, _texts(file, name, rows), None) for name, rows in content.items()])


def _is_objects(content: object) -> bool:
    return isinstance(content, list) and bool(content) and all(isinstance(one, dict) for one in content)


def _of_objects(file: Path, objects: Sequence[Mapping[str, Any]]) -> Faq:
    """An entry for each of ``objects``."""
    entries = []
    unread: dict[str, None] = {}
    for number, one in enumerate(objects, start=1):
        keys = {use: next((key for key in known if key in one), None) for use, known in _KEYS.items()}
        name = one.get(keys["name"] or "")
        if not isinstance(name, str) or keys["phrasings"] is None:
            raise UsageError(f"{file}: object {number} of the list has no name or no phrasings: {_FORM}")
        told = one.get(keys["answers"] or "", [])
        rows = _texts(file, f"{name}.{keys['answers']}", [told] if isinstance(told, str) else told)
        answers = list(filter(str.strip, rows))
        phrasings = _texts(file, f"{name}.{keys['phrasings']}", one[keys["phrasings"]])
        entries.append(FaqEntry(name, phrasings, next(iter(answers), None), max(0, len(answers) - 1)))
        unread.update(dict.fromkeys(key for key in one if key not in keys.values()))
    return Faq(entries, _left_out("in the intents", list(unread)))


def _left_out(where: str, keys: Sequence[str]) -> Sequence[str]:
    return (
        [f"left out, the keys {where} that a dossier has no place for: {some([f'“{key}”' for key in keys])}"]
        if keys
        else []
    )


def _texts(file: Path, name: str, rows: object) -> Sequence[str]:
    if not isinstance(rows, list) or not all(isinstance(row, str) for row in rows):
        raise UsageError(f"{file}: “{name[:60]}” is no list of texts: {_FORM}")
    return rows


def _without_repeats(file: Path, pairs: list[tuple[str, object]]) -> dict[str, object]:
    """``pairs`` as a mapping; a name that stands twice would lose what it said first."""
    content = dict(pairs)
    if len(content) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise UsageError(f"{file}: “{twice[:60]}” stands in it twice: put the phrasings into one list")
    return content
