"""Templates to text: the holes of a dossier's texts filled from facts, entities, slots and computations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from bot.answering.arithmetic import Holders, Percent, Result
from bot.knowledge.naming import BARE, FORMS, capitalised, name_in
from bot.knowledge.records import Dossier, Fact, Value, When
from bot.knowledge.templates import filled, hole_names
from bot.text.formats import day, enumeration, number, percent, typeset
from bot.text.language import Language
from bot.text.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Bindings:
    """What a template's holes may name, beside the dossier's entities."""

    slots: Mapping[str, str] = field(default_factory=dict)
    """Slot → entity id."""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    """Name in the template → fact."""
    computed: Mapping[str, Result] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    """Name → text put in as it is."""


class Writer:
    """Writes one dossier's texts in one language."""

    def __init__(self, dossier: Dossier, language: Language, phrases: Phrases) -> None:
        self.dossier = dossier
        self.language = language
        self.phrases = phrases

    def entity(self, entity_id: str, form: str = "name") -> str:
        """An entity's name in one of ``naming.FORMS``."""
        return name_in(self.dossier.entities[entity_id], self.language, form)

    def value(self, value: Value) -> str:
        """An amount as the source printed it."""
        form = value.form.get(self.language.id, "{number}")
        if value.number is None:
            return form
        digits = percent(value.number, self.language) if value.is_percent else self._digits(value)
        return form.replace("{number}", digits)

    def _digits(self, value: Value) -> str:
        assert value.number is not None  # noqa: S101 - the caller looked
        return value.number if value.unit == "year" else number(value.number, self.language)

    def when(self, when: When) -> str:
        """A date with its own precision: the source's words where it has some, else the date and its part."""
        if text := when.text.get(self.language.id):
            return text
        return self.date(when)

    def date(self, when: When) -> str:
        """The date itself (« début 2014 »); the source's words when there is none."""
        if when.date is None:
            return when.text.get(self.language.id, "")
        written = day(when.date, self.language)
        if when.part:
            return self.phrases.say(f"answering.{when.part}", self.language.id, date=written)
        return written

    def clause(self, fact: Fact) -> str:
        """The fact as a clause, holes filled, without capital or final stop."""
        return self.fill(fact.text[self.language.id], Bindings(facts={"": fact}))

    def fill(self, template: str, bindings: Bindings) -> str:
        """``template`` with every hole filled and the language's spaces set.

        Raises:
            KeyError: for a hole that nothing fills; the loader's checks keep that from happening.
        """
        written = filled(template, lambda hole: self._hole(hole.name, hole.part, bindings))
        return typeset(written, self.language)

    def facts_in(self, template: str, bindings: Bindings) -> Iterator[Fact]:
        """The facts that ``fill`` reads for ``template``, in order; a computed figure reads every share."""
        for name in hole_names(template):
            if name in bindings.computed:
                yield from share_facts(self.dossier).values()
            elif name in bindings.facts:
                yield bindings.facts[name]
            elif bindings.slots.get(name, name) not in self.dossier.entities and name in self.dossier.facts:
                yield self.dossier.facts[name]

    def _hole(self, name: str, part: str | None, bindings: Bindings) -> str:
        if name in bindings.texts:
            return bindings.texts[name]
        if name in bindings.computed:
            return self._computed(bindings.computed[name], part)
        if name in bindings.facts:
            return self._fact(bindings.facts[name], part)
        own = bindings.facts.get("")
        if own is not None and name in {"value", "when"}:
            return self._fact(own, name)
        entity_id = bindings.slots.get(name, name)
        if entity_id in self.dossier.entities and (part or "name").lower() in FORMS:
            return self.entity(entity_id, part or "name")
        if name in self.dossier.facts:
            return self._fact(self.dossier.facts[name], part)
        raise KeyError(name)

    def _fact(self, fact: Fact, part: str | None) -> str:
        parts: Mapping[str, Callable[[], str]] = {
            "value": lambda: self.value(fact.value) if fact.value else self._when_of(fact),
            "text": lambda: self.clause(fact),
            "when": lambda: self._when_of(fact),
            "date": lambda: self.date(fact.when) if fact.when else "",
            "event": lambda: self.fill(fact.event[self.language.id], Bindings(facts={"": fact})),
            "why": lambda: self.fill(fact.why[self.language.id], Bindings(facts={"": fact})),
        }
        wanted = part or "value"
        written = parts[wanted.lower()]()
        return capitalised(written) if wanted[0].isupper() else written

    def _when_of(self, fact: Fact) -> str:
        return self.when(fact.when) if fact.when else ""

    def _computed(self, result: Result, part: str | None) -> str:
        if isinstance(result, Holders):
            return self._holders(result, part)
        digits = f"{result.amount.normalize():f}"
        if isinstance(result, Percent):
            return percent(digits, self.language)
        return number(digits, self.language)

    def _holders(self, holders: Holders, part: str | None) -> str:
        shares = share_facts(self.dossier)
        values = [self._fact(shares[holder], "value") for holder in holders.ids]
        if part == "value" and len(set(values)) == 1:
            return values[0]
        if len(holders.ids) == 1 and part != "list":
            return self.entity(holders.ids[0], part or "name")
        form = part.lower() if part and part.lower() in FORMS - {BARE} else "the"
        rows = [
            f"{self.entity(holder, form)} ({value})"
            for holder, value in zip(holders.ids, values, strict=True)
        ]
        written = enumeration(rows, self.language)
        return capitalised(written) if part and part[0].isupper() else written


def share_facts(dossier: Dossier) -> Mapping[str, Fact]:
    """Holder → the fact that gives its share, in the dossier's order; empty when the dossier has no shares."""
    return {fact.subject: fact for fact in dossier.share_facts if fact.value and fact.value.number}


def shares_of(dossier: Dossier) -> Mapping[str, Decimal]:
    """Holder → percent, exact, in the dossier's order."""
    return {
        holder: Decimal(fact.value.number)
        for holder, fact in share_facts(dossier).items()
        if fact.value and fact.value.number
    }
