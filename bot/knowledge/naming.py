"""Names in a sentence: « d'Orange », « de la Caisse des Dépôts », "of the Caisse des Dépôts"."""

from __future__ import annotations

from collections.abc import Iterable

from bot.knowledge.records import Entity
from bot.text.language import Language
from bot.text.normalise import fold

BARE = "name"
FORMS = frozenset({BARE, "the", "of", "to"})
"""Bare name; with its article; after « de »/"of"; after « à »/"to". A capital first letter capitalises the result."""


def capitalised(text: str) -> str:
    """``text`` with its first letter upper-case and the rest untouched."""
    return text[:1].upper() + text[1:]


def name_in(entity: Entity, language: Language, form: str = BARE) -> str:
    """``entity``'s name in one of ``FORMS`` (``The`` capitalises ``the``).

    Raises:
        KeyError: for a form that does not exist.
    """
    name = entity.name[language.id]
    wanted = form.lower()
    if wanted == BARE:
        return name
    article = entity.article.get(language.id, "")
    before = language.articles[wanted][article]
    starts_elided = fold(name)[:1] in language.elided_before if name else False
    if starts_elided:
        before = language.elided.get(before, before)
    result = _contracted(before, name, language)
    return capitalised(result) if form[0].isupper() else result


def led_name(head: str, entity: Entity, languages: Iterable[Language]) -> str:
    """``head`` and ``entity``'s name behind it; what ``head`` ends with and says whose something is fits that name then.

    « La part d' » and the Caisse des Dépôts make « la part de la Caisse des Dépôts ».
    """
    for language in languages:
        forms = language.articles["of"].values()
        written = {*forms, *(language.elided.get(form, form) for form in forms)}
        for form in sorted(written, key=len, reverse=True):
            before = head[: len(head) - len(form)]
            ends = fold(head).endswith(fold(form)) and not before[-1:].isalpha()
            if form.strip() and ends and language.id in entity.name:
                return before + name_in(entity, language, "of")
    return head + next(iter(entity.name.values()))


def _contracted(before: str, name: str, language: Language) -> str:
    """``before`` and ``name`` joined; a name's own article melts into what precedes it: « des Echos »."""
    first, space, rest = name.partition(" ")
    melted = language.elided.get(before + first + space)
    return before + name if melted is None else melted + rest
