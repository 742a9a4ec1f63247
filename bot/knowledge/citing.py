"""What an answer rests on: the facts that its author lists and those that its texts read, and which of their dates it gives."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from bot.knowledge.expansion import expansions, fill_id
from bot.knowledge.records import Claim, Dossier, Fact, Intent
from bot.knowledge.templates import holes, outside_holes
from bot.text.formats import day
from bot.text.language import Language
from bot.text.normalise import words

_DATES: Final = frozenset({"when", "date"})
_CLAUSE: Final = "text"
_TIMELINE: Final = "timeline"


def facts_of(dossier: Dossier, intent: Intent, slots: Mapping[str, str]) -> dict[str, Fact]:
    """Name in the templates → fact, for the facts that the author of ``intent`` lists, its ``slots`` filled.

    A name whose fact does not exist, or hangs on a slot that is not filled, is left out.
    """
    ids = {name: fill_id(fact, slots) for name, fact in intent.facts.items()}
    return {name: dossier.facts[id_] for name, id_ in ids.items() if id_ in dossier.facts}


def cited(dossier: Dossier, intent: Intent) -> dict[str, Fact]:
    """Name in the templates → fact, for the facts listed and those that a hole of the short answer reads by their id.

    A name whose fact hangs on a slot is left out.
    """
    read = (hole.name for text in intent.text.values() for hole in holes(text))
    return {
        **{name: dossier.facts[name] for name in read if name in dossier.facts},
        **facts_of(dossier, intent, {}),
    }


def dated(template: str, facts: Mapping[str, Fact], language: str) -> frozenset[str]:
    """Names of those of ``facts`` whose date ``template`` gives: by a hole for it, or by their clause where that has one."""
    found = set[str]()
    for hole in holes(template):
        part, fact = (hole.part or "").lower(), facts.get(hole.name)
        clause = fact.text.get(language, "") if fact is not None and part == _CLAUSE else ""
        if part in _DATES or any(inner.name in _DATES for inner in holes(clause)):
            found.add(hole.name)
    return frozenset(found)


def told_words(
    dossier: Dossier, intent: Intent, languages: Mapping[str, Language], elisions: Collection[str]
) -> frozenset[str]:
    """The folded words of all that the reply to ``intent`` may tell, in every language of ``dossier``.

    They are those of its texts, and of the clauses, values and dates of the facts that it may rest on. Names put into holes are none.
    """
    facts = list(_behind(dossier, intent))
    found = set[str]()
    for id_ in dossier.languages:
        texts = [one.get(id_, "") for one in (intent.text, intent.more, intent.topic)]
        for fact in facts:
            texts += [fact.text.get(id_, ""), fact.why.get(id_, ""), *_written(fact, languages[id_])]
        found.update(word for text in texts for word in words(outside_holes(text), elisions))
    return frozenset(found)


def facts_alike(dossier: Dossier, claim: Claim, slots: Mapping[str, str]) -> tuple[Fact, ...]:
    """The facts that say of anybody what ``claim``, its ``slots`` filled, says of its subject: who bought that company, say."""
    of = slots.get(claim.object, claim.object)
    return tuple(
        fact for fact in dossier.facts.values() if (fact.relation, fact.object) == (claim.relation, of)
    )


def reached_by(intent: Intent, dossier: Dossier) -> Iterator[str]:
    """The names that may be those of facts that some reply to ``intent`` rests on, repeats included: its author's, and its holes'."""
    for template in intent.facts.values():
        yield from expansions(template, intent.slots)
    for text in (*intent.text.values(), *intent.more.values()):
        yield from (hole.name for hole in holes(text))
    if intent.claim is not None:
        yield from (fact.id for fact in dossier.facts.values() if fact.relation == intent.claim.relation)


def _behind(dossier: Dossier, intent: Intent) -> Iterator[Fact]:
    """The facts that some reply to ``intent`` may rest on, whoever fills its slots."""
    yield from (dossier.facts[name] for name in reached_by(intent, dossier) if name in dossier.facts)
    if intent.view == _TIMELINE:
        yield from (fact for fact in dossier.facts.values() if any(fact.event.values()))


def _written(fact: Fact, language: Language) -> Iterator[str]:
    """The value and the date of ``fact`` as they may stand in a text."""
    if fact.value is not None:
        yield f"{fact.value.form.get(language.id, '')} {fact.value.number or ''}"
    if fact.when is not None:
        yield f"{fact.when.text.get(language.id, '')} {day(fact.when.date, language) if fact.when.date else ''}"
