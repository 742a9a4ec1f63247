"""Nodes of ``questions``, ``not_covered.yaml`` and ``small_talk.yaml`` → intents."""

from __future__ import annotations

from collections.abc import Mapping

from bot.knowledge.nodes import Items, Node, Table
from bot.knowledge.reading import Part, child, flag, lists, localised, table_of, text, texts
from bot.knowledge.records import (
    AboutReply,
    Claim,
    Comparison,
    Compute,
    Entity,
    Fact,
    Intent,
    IntentKind,
    Slot,
)
from bot.knowledge.templates import holes
from bot.text.language import Localised
from bot.text.normalise import fold

Phrasings = Mapping[str, tuple[str, ...]]


class IntentReader:
    """Reads the intents of one dossier.

    Args:
        languages: of the dossier.
        entities: what slots may be filled with.
        facts: what slots by relation look into.
    """

    def __init__(
        self, languages: tuple[str, ...], entities: Mapping[str, Entity], facts: Mapping[str, Fact]
    ) -> None:
        self._languages = languages
        self._entities = entities
        self._facts = facts

    def read(self, name: str, part: Part, kind: IntentKind) -> Intent:
        """The intent ``name``."""
        table, languages = part.table, self._languages
        asked = lists(child(table, "ask"), languages)
        contrary = self._words(child(table, "contrary"))
        facts = _facts(child(table, "facts"))
        claim = _claim(table_of(child(table, "claim")))
        return Intent(
            id=name,
            kind=kind,
            title=self._title(child(table, "title"), asked),
            phrasings={language: (*rows, *contrary.get(language, ())) for language, rows in asked.items()},
            slots=self._slots(table_of(child(table, "slots")), facts),
            text=localised(child(table, "answer"), languages),
            more=localised(child(table, "more"), languages),
            facts=facts,
            compute=_computes(table_of(child(table, "compute"))),
            verdict=_verdict(child(table, "verdict")),
            claim=claim,
            topic=localised(child(table, "topic"), languages),
            near=texts(child(table, "near")),
            requires=self._requires(child(table, "requires")),
            forbids={
                language: frozenset(map(fold, words))
                for language, words in self._words(child(table, "forbids")).items()
            },
            years=frozenset(texts(child(table, "years"))),
            entities=frozenset(texts(child(table, "entities"))),
            view=text(child(table, "view")),
            place=part.place,
            about_reply=AboutReply(about) if (about := text(child(table, "about_reply"))) else None,
            contrary=contrary,
        )

    def _title(self, node: Node | None, asked: Phrasings) -> Localised:
        if node is not None:
            return localised(node, self._languages)
        return {language: asked[language][0] if asked[language] else "" for language in self._languages}

    def _words(self, node: Node | None) -> Phrasings:
        return {} if node is None else lists(node, self._languages)

    def _requires(self, node: Node | None) -> Mapping[str, tuple[frozenset[str], ...]]:
        """Groups per language; a plain list of groups stands for all languages."""
        table = table_of(node)
        if node is None:
            return {}
        per_language = {language: child(table, language) if table else node for language in self._languages}
        return {
            language: tuple(frozenset(map(fold, texts(group))) for group in groups.items)
            for language, groups in per_language.items()
            if isinstance(groups, Items)
        }

    def _slots(self, table: Table | None, facts: Mapping[str, str]) -> Mapping[str, Slot]:
        in_facts = {hole.name for template in facts.values() for hole in holes(template)}
        found = {}
        for name, entry in (table.entries if table else {}).items():
            keys = table_of(entry.value)
            fillers = (
                texts(entry.value) if keys is None else self._fillers(keys, outsiders=name not in in_facts)
            )
            found[name] = Slot(name, fillers, optional=flag(child(keys, "optional")))
        return found

    def _fillers(self, keys: Table, *, outsiders: bool) -> tuple[str, ...]:
        """What fills a slot that is described with keys, in the dossier's order.

        An outsider fills a slot by kind unless a fact's name hangs on the slot, since no fact speaks of outsiders.
        """
        chosen = set(texts(child(keys, "entities")))
        if (relation := text(child(keys, "relation"))) is not None:
            of_objects = text(child(keys, "role")) == "object"
            rows = [fact for fact in self._facts.values() if fact.relation == relation]
            chosen |= {(fact.object or "") if of_objects else fact.subject for fact in rows}
        kinds = texts(child(keys, "kind"))
        chosen |= {
            entity.id
            for entity in self._entities.values()
            if entity.kind in kinds and (outsiders or not entity.outsider)
        }
        chosen -= {*texts(child(keys, "except")), ""}
        known = tuple(entity for entity in self._entities if entity in chosen)
        return known + tuple(sorted(chosen - set(known)))


def _facts(node: Node | None) -> Mapping[str, str]:
    table = table_of(node)
    if table is not None:
        return {name: text(entry.value) or "" for name, entry in table.entries.items()}
    return {name: name for name in texts(node)}


def _claim(table: Table | None) -> Claim | None:
    if table is None:
        return None
    return Claim(
        subject=text(child(table, "subject")) or "",
        relation=text(child(table, "relation")) or "",
        object=text(child(table, "object")) or "",
        exclusive=flag(stated) if (stated := child(table, "exclusive")) is not None else None,
    )


def _verdict(node: Node | None) -> str | Comparison | None:
    table = table_of(node)
    return text(node) if table is None else Comparison(*texts(child(table, "more")))


def _computes(table: Table | None) -> tuple[Compute, ...]:
    found = []
    for name, entry in (table.entries if table else {}).items():
        keys = table_of(entry.value)
        if keys is None:
            found.append(Compute(name, text(entry.value) or "", ()))
            continue
        found.extend(
            Compute(name, operation, texts(operands.value)) for operation, operands in keys.entries.items()
        )
    return tuple(found)
