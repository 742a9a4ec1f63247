"""Checks of texts: every hole is filled, numbers agree between languages, refusals hold no figure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from bot.knowledge.draft import Draft, did_you_mean
from bot.knowledge.expansion import expansions
from bot.knowledge.figures import differing, figures
from bot.knowledge.naming import FORMS
from bot.knowledge.reading import Part
from bot.knowledge.records import Fact, Intent, IntentKind
from bot.knowledge.templates import Hole, holes
from bot.text.language import Localised
from bot.text.normalise import fold

FACT_PARTS: Final = ("value", "text", "when", "date", "event", "why")
"""What ``{fact.part}`` may ask for."""

SMALL_TALK_HOLES: Final = frozenset({"about", "source"})
"""What the bot itself fills in small talk."""

_NO_NUMBERS: Final = "no figure may stand beside a refusal, where it reads as the answer: write it without"

Path = tuple[str | int, ...]


class Template(NamedTuple):
    """A localised text and where it stands."""

    part: Part
    path: Path
    text: Localised


def check_texts(draft: Draft) -> None:
    """Report holes that nothing fills and numbers that should not be where they are."""
    for fact in draft.dossier.facts.values():
        _check_fact(draft, fact)
    for intent in draft.dossier.intents.values():
        _check_intent(draft, intent)
    for note in draft.dossier.notes:
        _check_numbers(draft, Template(draft.main, ("notes", note.id, "text"), note.text))


def _check_fact(draft: Draft, fact: Fact) -> None:
    part = draft.parts["facts"][fact.id]
    for key, text in (("text", fact.text), ("event", fact.event), ("why", fact.why)):
        template = Template(part, (key,), text)
        _check_numbers(draft, template)
        for language, hole in _holes(template):
            if hole.name in {"value", "when"} and hole.part is None:
                if message := _missing_part(fact, hole.name):
                    draft.complain(part, (key, language), f"“{hole.written}” is empty here: {message}")
            elif (message := _wrong_name(hole, draft)) is not None:
                draft.complain(part, (key, language), message)
    if fact.value is not None:
        _check_numbers(draft, Template(part, ("value", "form"), fact.value.form))
    if fact.when is not None:
        _check_numbers(draft, Template(part, ("when", "text"), fact.when.text))
        _check_numbers(draft, Template(part, ("when", "why"), fact.when.why))


def _check_intent(draft: Draft, intent: Intent) -> None:
    part = draft.part_of(intent)
    undeclared = _check_phrasings(draft, intent)
    _check_title(draft, intent, undeclared)
    for key, text in (("answer", intent.text), ("more", intent.more), ("topic", intent.topic)):
        template = Template(part, (key,), text)
        _check_numbers(draft, template)
        for language, hole in _holes(template):
            if hole.name not in undeclared and (message := _wrong_hole(hole, intent, draft)) is not None:
                draft.complain(part, (key, language), message)
        if intent.kind is IntentKind.NOT_COVERED:
            for language, written in text.items():
                if figures(written):
                    draft.complain(part, (key, language), _NO_NUMBERS)


def _check_phrasings(draft: Draft, intent: Intent) -> Collection[str]:
    """Report what is wrong with phrasings; gives the slots that are not declared, each of which was told of once."""
    part = draft.part_of(intent)
    undeclared: set[str] = set()
    for language, rows in intent.phrasings.items():
        for row, phrasing in enumerate(rows):
            if not any(map(str.isalnum, fold(phrasing))):
                message = "this phrasing has no letter or digit: write words"
                draft.complain(part, intent.written_at(language, row), message)
            for hole in holes(phrasing):
                if hole.name not in undeclared and (wrong := _wrong_slot(hole, intent)) is not None:
                    draft.complain(part, intent.written_at(language, row), wrong)
                    undeclared |= {hole.name} - {"", *intent.slots}
    return undeclared


def _check_title(draft: Draft, intent: Intent, undeclared: Collection[str]) -> None:
    part = draft.part_of(intent)
    template = Template(part, ("title",), intent.title)
    if "title" in part.table.entries:
        _check_numbers(draft, template)
    for language, hole in _holes(template):
        if hole.name in undeclared or "title" not in part.table.entries:
            continue
        message = _wrong_slot(hole, intent) or _wrong_slot_in_reply(hole, intent)
        if message is not None:
            draft.complain(part, ("title", language), message)


def _holes(template: Template) -> Iterator[tuple[str, Hole]]:
    for language, text in template.text.items():
        for hole in holes(text):
            yield language, hole


def _wrong_slot(hole: Hole, intent: Intent) -> str | None:
    """What is wrong with a hole where only slots may stand; None when nothing is."""
    if hole.name not in intent.slots:
        return _unknown(hole, intent.slots, "add it under “slots:”")
    return _wrong_form(hole)


def _wrong_form(hole: Hole) -> str | None:
    if hole.part is None or hole.part.lower() in FORMS:
        return None
    forms = ", ".join(f".{form}" for form in sorted(FORMS))
    return f"“{hole.written}” asks for a form that does not exist: write one of {forms}"


def _wrong_name(hole: Hole, draft: Draft) -> str | None:
    """What is wrong with a hole that names an entity or a fact of the dossier."""
    dossier = draft.dossier
    if hole.name in dossier.entities:
        return _wrong_form(hole)
    if hole.name in dossier.facts:
        return _wrong_part(hole, [dossier.facts[hole.name]])
    return _unknown(hole, [*dossier.entities, *dossier.facts], "name an entity, a fact or a slot", draft)


def _wrong_hole(hole: Hole, intent: Intent, draft: Draft) -> str | None:
    """What is wrong with a hole of a reply; names are looked up in the order in which replies are written."""
    if intent.kind is IntentKind.SMALL_TALK and hole.name in SMALL_TALK_HOLES:
        return None
    if any(compute.name == hole.name for compute in intent.compute):
        return None if hole.part in {"value", "list", "List"} else _wrong_form(hole)
    if hole.name in intent.facts:
        names = expansions(intent.facts[hole.name], intent.slots)
        return _wrong_part(hole, [draft.dossier.facts[name] for name in names])
    if hole.name in intent.slots:
        return _wrong_slot_in_reply(hole, intent)
    if hole.name in draft.dossier.entities or hole.name in draft.dossier.facts:
        return _wrong_name(hole, draft)
    known = [*intent.facts, *intent.slots, *draft.dossier.entities, *draft.dossier.facts]
    return _unknown(hole, known, "name it under “facts:” or “slots:”", draft)


def _wrong_slot_in_reply(hole: Hole, intent: Intent) -> str | None:
    if intent.slots[hole.name].optional:
        return f"“{hole.written}” may stay empty, the slot being optional: write the text without it"
    return _wrong_form(hole)


def _wrong_part(hole: Hole, facts: Iterable[Fact]) -> str | None:
    part = (hole.part or "value").lower()
    if part not in FACT_PARTS:
        parts = ", ".join(f".{name}" for name in FACT_PARTS)
        return f"“{hole.written}” asks for a part that no fact has: write one of {parts}"
    for fact in facts:
        if message := _missing_part(fact, part):
            return f"“{hole.written}” is empty for the fact “{fact.id}”: {message}"
    return None


def _missing_part(fact: Fact, part: str) -> str | None:
    """What to do when ``fact`` has no such part; None when it has."""
    if part == "value":
        there = fact.value is not None or fact.when is not None
    elif part in {"when", "date"}:
        there = fact.when is not None
    else:
        texts: Mapping[str, Localised] = {"text": fact.text, "event": fact.event, "why": fact.why}
        there = any(texts[part].values())
    return None if there else f"add “{part}: …” to the fact, or write the text without it"


def _unknown(hole: Hole, known: Iterable[str], otherwise: str, draft: Draft | None = None) -> str:
    """What to do about a hole that nothing fills; with ``draft`` where entities may stand."""
    if not hole.name:
        return _broken(hole)
    meant = did_you_mean if draft is None else draft.meant
    return f"nothing fills “{hole.written}”: {meant(hole.name, known, otherwise)}"


def _broken(hole: Hole) -> str:
    """What to do about a brace that belongs to no hole."""
    if "}" in hole.written:
        return f"“{hole.written}” is no hole: write {{{{ and }}}} for braces themselves"
    return f"a }} is missing after “{hole.written}”: close the hole, or write {{{{ for a brace itself"


def _check_numbers(draft: Draft, template: Template) -> None:
    """Report a language whose numbers are not those of the main one.

    Of a plain list of questions a review tells it, of the same texts: with no fact to take a number from, a difference is often but a manner
    of writing (« 1er étage, deux salles », "first floor, 2 rooms").
    """
    if not draft.dossier.facts:
        return
    for language, message in differing(template.text):
        cure = f"{message}: write the same, or take them from a fact"
        draft.complain(template.part, (*template.path, language), cure)
