"""What an answer rests on: the facts that its author lists and those that its texts read, and which of their dates it gives."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from bot.knowledge.records import Dossier, Fact, Intent
from bot.knowledge.templates import holes, outside_holes
from bot.text.normalise import words

_DATES: Final = frozenset({"when", "date"})
_CLAUSE: Final = "text"


def cited(dossier: Dossier, intent: Intent) -> dict[str, Fact]:
    """Name in the templates → fact, for the facts listed and those that a hole of the short answer reads by their id.

    A name whose fact hangs on a slot is left out.
    """
    listed = {name: dossier.facts[fact] for name, fact in intent.facts.items() if fact in dossier.facts}
    read = (hole.name for text in intent.text.values() for hole in holes(text))
    return {**{name: dossier.facts[name] for name in read if name in dossier.facts}, **listed}


def dated(template: str, facts: Mapping[str, Fact], language: str) -> frozenset[str]:
    """Names of those of ``facts`` whose date ``template`` gives: by a hole for it, or by their clause where that has one."""
    found = set[str]()
    for hole in holes(template):
        part, fact = (hole.part or "").lower(), facts.get(hole.name)
        clause = fact.text.get(language, "") if fact is not None and part == _CLAUSE else ""
        if part in _DATES or any(inner.name in _DATES for inner in holes(clause)):
            found.add(hole.name)
    return frozenset(found)


def written_words(dossier: Dossier, elisions: Collection[str]) -> Iterator[str]:
    """The folded words of all that ``dossier`` tells, in every language, repeats included; names put into holes are none."""
    facts = (text for fact in dossier.facts.values() for text in (fact.text, fact.event, fact.why))
    answers = (text for one in dossier.intents.values() for text in (one.text, one.more, one.topic))
    for text in (*facts, *answers):
        for written in text.values():
            yield from words(outside_holes(written), elisions)
