"""Intents as JSON: ``{intent: [phrasing, …]}``, ``{question: answer}``, or a list of objects with names, phrasings and answers."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from bot.errors import UsageError
from bot.knowledge.importers.entry import Faq, FaqEntry, left_out, name_after, short

_FORM: Final = (
    'it must look like {"intent": ["phrasing", "another one"]}, '
    '{"intents": [{"tag": "intent", "patterns": ["phrasing"], "responses": ["answer"]}]} or '
    '[{"question": "phrasing", "answer": "text"}] or {"question": "answer"}'
)
_NAMES: Final = ("tag", "intent", "name")
_QUESTIONS: Final = ("questions", "question")
"""Of these, an object needs no name: it is called after the first one."""
_PHRASINGS: Final = ("patterns", "examples", "utterances", "phrasings", *_QUESTIONS)
_ANSWERS: Final = ("responses", "answers", "response", "answer")
"""The keys of an object that are for the same, of which the first with something in it counts."""


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
    if _is_objects(content):
        return _of_objects(file, content)
    if not isinstance(content, dict):
        raise UsageError(f"{file}: there are no intents in it: {_FORM}")
    if (key := _holder(content)) is not None:
        beside = [one for one, value in content.items() if one != key and not _is_empty(value)]
        faq = _of_objects(file, content[key])
        return Faq(faq.entries, [*_unread(f"beside “{key}”", beside), *faq.remarks])
    if content and all(isinstance(value, str) for value in content.values()):
        return _of_objects(file, [{"question": asked, "answer": told} for asked, told in content.items()])
    _refuse_side_by_side(file, content)
    return Faq([FaqEntry(name, _texts(file, name, rows), None) for name, rows in content.items()])


def _is_objects(content: object) -> bool:
    return isinstance(content, list) and bool(content) and all(isinstance(one, dict) for one in content)


def _holder(content: Mapping[str, Any]) -> str | None:
    """The key whose list of objects is what is to be read: ``intents``, or the only one such (``faqs``)."""
    holders = [key for key, value in content.items() if _is_objects(value)]
    return "intents" if "intents" in holders else holders[0] if len(holders) == 1 else None


def _refuse_side_by_side(file: Path, content: Mapping[str, Any]) -> None:
    """Refuse a list of questions beside one of answers, which would become two intents."""
    keys = {key.lower() for key in content}
    if not keys.isdisjoint(_PHRASINGS) and not keys.isdisjoint(_ANSWERS):
        raise UsageError(
            f"{file}: its questions and its answers are two lists: put each question beside its answer; {_FORM}"
        )


def _of_objects(file: Path, objects: Sequence[Mapping[str, Any]]) -> Faq:
    """An entry for each of ``objects``."""
    entries: dict[str, FaqEntry] = {}
    unread: dict[str, None] = {}
    doubled: dict[str, None] = {}
    for number, one in enumerate(objects, start=1):
        entry = _entry(file, number, one, entries)
        if entry.name in entries:
            raise UsageError(f"{file}: “{short(entry.name)}” names two questions: rename one of them")
        entries[entry.name] = entry
        read = [_first(one, keys) for keys in (_NAMES, _PHRASINGS, _ANSWERS)]
        for key in (it for it, value in one.items() if it not in read and not _is_empty(value)):
            (doubled if key in (*_PHRASINGS, *_ANSWERS) else unread)[key] = None
    remarks = (
        *_unread("in the intents", list(unread)),
        *left_out("the keys beside another one for the same", [f"“{key}”" for key in doubled]),
    )
    return Faq(list(entries.values()), remarks)


def _entry(file: Path, number: int, one: Mapping[str, Any], taken: Collection[str]) -> FaqEntry:
    """What an object of the list says; a name that is made up is none of those ``taken``."""
    named, asked, told = (_first(one, keys) for keys in (_NAMES, _PHRASINGS, _ANSWERS))
    place = f"{file}: object {number} of the list"
    name = one.get(named) or ""
    if not isinstance(name, str):
        raise UsageError(f"{place}: its “{named}” is no text: put it in quotes")
    is_faq = asked in _QUESTIONS and not _is_empty(one.get(asked))
    if not name and not is_faq:
        raise UsageError(f"{place} has no name: write one under “{_NAMES[0]}”; {_FORM}")
    if asked not in one:
        cure = f"write a list of them under “{_PHRASINGS[0]}”"
        raise UsageError(f"{place}, “{short(name)}”, has no phrasings: {cure}; {_FORM}")
    phrasings = _texts(file, f"{name or number}.{asked}", _listed(one[asked]))
    name = name or name_after(next(filter(str.strip, phrasings)), taken)
    answers = _texts(file, f"{name}.{told}", _listed(one.get(told, [])))
    several = list(dict.fromkeys(filter(str.strip, answers)))
    return FaqEntry(name, phrasings, next(iter(several), None), max(0, len(several) - 1))


def _first(one: Mapping[str, object], known: Sequence[str]) -> str:
    """The first of the ``known`` keys with something in it, else the first that is there, else the first."""
    there = [key for key in known if key in one]
    return next((key for key in there if not _is_empty(one[key])), next(iter(there), known[0]))


def _is_empty(value: object) -> bool:
    """Whether ``value`` says nothing: many exports write empty texts and lists out."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, list):
        return all(map(_is_empty, value))
    return value is None or value == {}


def _unread(where: str, keys: Sequence[str]) -> Sequence[str]:
    return left_out(f"the keys {where} that a dossier has no place for", [f"“{key}”" for key in keys])


def _listed(value: object) -> object:
    """A single text as a list of it."""
    return [value] if isinstance(value, str) else value


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
