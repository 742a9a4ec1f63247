"""Checks of ``dossier.yaml``, ``entities.yaml`` and ``facts.yaml``: names that lead somewhere, reasons, paragraphs, sums."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from bot.knowledge.citing import reached_by
from bot.knowledge.draft import Draft, did_you_mean
from bot.knowledge.reading import Part
from bot.knowledge.records import Dossier, Fact, FactStatus, Value, When
from bot.knowledge.templates import holes
from bot.text.language import Language, Localised

WHOLE: Final = Decimal(100)
"""What shares may add up to."""

Path = tuple[str | int, ...]


def check_dossier(draft: Draft) -> None:
    """Report names in ``dossier.yaml`` that lead nowhere, notes out of range, and shares over the whole."""
    dossier, main = draft.dossier, draft.main
    draft.need_entity(dossier.subject, main, ("subject",))
    draft.need_entity(dossier.buyer, main, ("shares", "buyer"))
    if dossier.source.date is not None:
        _check_when(draft, main, ("source", "date"), dossier.source.date)
    for note in dossier.notes:
        _check_paragraph(draft, main, ("notes", note.id, "paragraph"), note.paragraph)
    if dossier.shares is not None:
        _check_shares(draft, *dossier.shares)


def _check_shares(draft: Draft, relation: str, company: str) -> None:
    draft.need_entity(company, draft.main, ("shares", "object"))
    numbers = [
        Decimal(fact.value.number)
        for fact in draft.dossier.facts.values()
        if fact.relation == relation and fact.object == company and fact.value and fact.value.number
    ]
    if not numbers:
        cure = did_you_mean(
            relation, draft.relations(), "write facts with this relation, object and a value.number"
        )
        draft.complain(
            draft.main,
            ("shares", "relation"),
            f"no fact says who “{relation}” {company} and how much: {cure}",
        )
    elif (total := sum(numbers, Decimal(0)).normalize()) > WHOLE:
        draft.complain(
            draft.main,
            ("shares",),
            f"the shares add up to {total:f}, more than 100: check the numbers in facts.yaml",
        )


def check_entities(draft: Draft, languages: Mapping[str, Language]) -> None:
    """Report articles that the language does not have."""
    for entity in draft.dossier.entities.values():
        part = draft.parts["entities"][entity.id]
        for language, article in entity.article.items():
            known = languages[language].articles.get("the", {})
            if known and article not in known:
                cure = "write one of " + ", ".join(word for word in known if word) + ", or leave it out"
                draft.complain(
                    part, ("article", language), f"“{article}” is no article in “{language}”: {cure}"
                )


def check_facts(draft: Draft) -> None:
    """Report everything about single facts that cannot stand."""
    for fact in draft.dossier.facts.values():
        part = draft.parts["facts"][fact.id]
        _check_names(draft, part, fact)
        _check_reason(draft, part, fact)
        if "paragraph" in part.table.entries:
            _check_paragraph(draft, part, ("paragraph",), fact.paragraph)
        elif draft.dossier.source.paragraphs and fact.status is not FactStatus.INFERRED:
            draft.complain(
                part, (), f"“{fact.id}” does not say where it stands: add “paragraph: N” (0: not in the text)"
            )
        if fact.value is not None:
            _check_value(draft, part, fact.value)
        if fact.when is not None:
            _check_when(draft, part, ("when",), fact.when)


def _check_names(draft: Draft, part: Part, fact: Fact) -> None:
    if not fact.subject:
        cure = "add “subject: …”, an entity, or say in dossier.yaml what all is about (“subject: …” there)"
        draft.complain(part, (), f"“{fact.id}” does not say of whom or what it is: {cure}")
    named: list[tuple[str | None, Path]] = [(fact.subject or None, ("subject",)), (fact.object, ("object",))]
    named += [(speaker, ("said_by", row)) for row, speaker in enumerate(fact.said_by)]
    for name, path in named:
        draft.need_entity(name, part, path)
        entity = draft.dossier.entities.get(name or "")
        if entity is not None and entity.outsider:
            cure = "take “outsider” away from it in entities.yaml when the article does name it, or delete the fact"
            draft.complain(part, path, f"“{name}” is an outsider, of which no fact can speak: {cure}")


def _check_reason(draft: Draft, part: Part, fact: Fact) -> None:
    if fact.status is FactStatus.INFERRED and not _says_something(fact.why):
        draft.complain(part, ("status",), "an inferred fact needs its reason: add “why: …”")


def _says_something(text: Localised) -> bool:
    return any(text.values())


def _check_paragraph(draft: Draft, part: Part, path: Path, paragraph: int) -> None:
    most = draft.dossier.source.paragraphs
    if paragraph > most:
        has = f"the source has {most} paragraphs" if most else "dossier.yaml gives the source no paragraphs"
        message = f"paragraph {paragraph} does not exist, {has}: mend the number here or “source: paragraphs” in dossier.yaml"
        draft.complain(part, path, message)


def _check_value(draft: Draft, part: Part, value: Value) -> None:
    if value.number is None and not _says_something(value.form):
        draft.complain(part, ("value",), "a value needs “number: …” or “form: …”: add one")
    for language, form in value.form.items():
        for hole in holes(form):
            if (hole.name, hole.part) != ("number", None):
                cure = "only {number} can stand here; write {{ for a brace itself"
                draft.complain(part, ("value", "form", language), f"nothing fills “{hole.written}”: {cure}")
        has_hole = "{number}" in form
        if form and has_hole and value.number is None:
            draft.complain(
                part, ("value", "form", language), "nothing fills {number}: add “number: …” to the value"
            )
        if value.number is not None and not has_hole:
            draft.complain(
                part,
                ("value", "form", language),
                "the number would not be shown: write {number} in its place",
            )


def _check_when(draft: Draft, part: Part, path: Path, when: When) -> None:
    if when.date is None and not _says_something(when.text):
        draft.complain(part, path, "a time needs “date: …” or “text: …”: add one")
    if when.date is not None and not _exists(when.date):
        draft.complain(
            part,
            (*path, "date"),
            f"there is no such day as {when.date}: look at the calendar, or write less of it",
        )
    if when.inferred and not _says_something(when.why):
        draft.complain(part, (*path, "inferred"), "an inferred date needs its reason: add “why: …”")
    if when.part is not None and when.date is None:
        draft.complain(part, (*path, "part"), "a part of what date? add “date: …”, or leave “part” out")


def _exists(written: str) -> bool:
    """Whether a date of the right form, whole or cut short, is one of the calendar's."""
    try:
        date.fromisoformat(written + "0000-01-01"[len(written) :])
    except ValueError:
        return False
    return True


def check_reached(draft: Draft) -> None:
    """Report facts that no question, share or line of the timeline ever shows."""
    reached = set(_shown_by_views(draft.dossier))
    for intent in draft.dossier.intents.values():
        reached.update(reached_by(intent, draft.dossier))
    for name in draft.dossier.facts:
        if name not in reached:
            cure = "name it under “facts:” of a question, or delete it"
            draft.complain(draft.parts["facts"][name], (), f"no question reaches the fact “{name}”: {cure}")


def _shown_by_views(dossier: Dossier) -> Iterable[str]:
    for fact in dossier.facts.values():
        if _says_something(fact.event) or (fact.relation, fact.object) == dossier.shares:
            yield fact.id
