"""``{intent: [phrasing, …]}`` as JSON."""

from __future__ import annotations

import json
from pathlib import Path

from bot.errors import UsageError
from bot.knowledge.importers.entry import Faq, FaqEntry

_FORM = 'it must look like {"intent": ["phrasing", "another one"]}'


def read_json(file: Path, text: str) -> Faq:
    """The intents of ``text``; ``file`` is only named in errors.

    Raises:
        UsageError: when it is not JSON of that form.
    """
    try:
        content = json.loads(text, object_pairs_hook=lambda pairs: _without_repeats(file, pairs))
    except json.JSONDecodeError as error:
        raise UsageError(
            f"{file}:{error.lineno}:{error.colno}: this is not JSON ({error.msg}): {_FORM}"
        ) from None
    except RecursionError:
        raise UsageError(f"{file}: nested too deeply: {_FORM}") from None
    if not isinstance(content, dict):
        raise UsageError(f"{file}: there are no intents in it: {_FORM}")
    for name, phrasings in content.items():
        if not isinstance(phrasings, list) or not all(isinstance(row, str) for row in phrasings):
            raise UsageError(f"{file}: “{name[:60]}” is no list of texts: {_FORM}")
    return Faq([FaqEntry(name, phrasings, None) for name, phrasings in content.items()])


def _without_repeats(file: Path, pairs: list[tuple[str, object]]) -> dict[str, object]:
    """``pairs`` as a mapping; a name that stands twice would lose what it said first."""
    content = dict(pairs)
    if len(content) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise UsageError(f"{file}: “{twice[:60]}” stands in it twice: put the phrasings into one list")
    return content
