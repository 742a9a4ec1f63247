"""Nodes of ``dossier.yaml``, ``entities.yaml`` and ``facts.yaml`` → records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from bot.knowledge.nodes import Node, Scalar, Table
from bot.knowledge.reading import Part, child, flag, lists, localised, table_of, text, texts
from bot.knowledge.records import PERCENT, Entity, Fact, FactStatus, Note, Source, Value, When
from bot.text.language import Localised

_NUMBER: Final = re.compile(r"\d+(\.\d+)?")
_PERCENT: Final = re.compile(r"(?P<number>\d+([.,]\d+)?)\s*%")


def read_entity(name: str, part: Part, languages: tuple[str, ...]) -> Entity:
    """The entity ``name``."""
    table = part.table
    return Entity(
        id=name,
        kind=text(child(table, "kind")) or "",
        name=localised(child(table, "name"), languages),
        article=localised(child(table, "article"), languages),
        aliases=lists(child(table, "aliases"), languages),
        outsider=flag(child(table, "outsider")),
        place=part.place,
    )


def read_value(node: Node | None, languages: tuple[str, ...]) -> Value | None:
    """An amount: short (``44``, ``44 %``, ``a great deal``) or with keys."""
    if node is None:
        return None
    if isinstance(node, Scalar):
        plain = node.text.strip()
        if _NUMBER.fullmatch(plain):
            return Value(plain, None, _bare_number(languages))
        if (share := _PERCENT.fullmatch(plain)) is not None:
            return Value(share["number"].replace(",", "."), PERCENT, _bare_number(languages))
        return Value(None, None, dict.fromkeys(languages, plain))
    table = table_of(node)
    number, form = text(child(table, "number")), child(table, "form")
    return Value(
        number=number,
        unit=text(child(table, "unit")),
        form=_bare_number(languages) if form is None and number is not None else localised(form, languages),
    )


def _bare_number(languages: tuple[str, ...]) -> Localised:
    return dict.fromkeys(languages, "{number}")


def read_when(node: Node | None, languages: tuple[str, ...]) -> When | None:
    """A time: short (``2012``) or with keys."""
    if node is None:
        return None
    table = table_of(node)
    return When(
        date=text(node) if table is None else text(child(table, "date")),
        part=text(child(table, "part")),
        text=localised(child(table, "text"), languages),
        inferred=flag(child(table, "inferred")),
        why=localised(child(table, "why"), languages),
    )


def read_fact(name: str, part: Part, languages: tuple[str, ...], usual: str | None) -> Fact:
    """The fact ``name``, of the ``usual`` subject where it names none."""
    table = part.table
    return Fact(
        id=name,
        subject=text(child(table, "subject")) or usual or "",
        relation=text(child(table, "relation")) or "",
        object=text(child(table, "object")),
        value=read_value(child(table, "value"), languages),
        when=read_when(child(table, "when"), languages),
        status=FactStatus(text(child(table, "status")) or "stated"),
        said_by=texts(child(table, "said_by")),
        paragraph=int(text(child(table, "paragraph")) or 0),
        text=localised(child(table, "text"), languages),
        event=localised(child(table, "event"), languages),
        why=localised(child(table, "why"), languages),
        place=part.place,
    )


def read_source(table: Table | None, languages: tuple[str, ...]) -> Source:
    """Where the dossier comes from; all unknown when it does not say."""
    publisher = child(table, "publisher")
    return Source(
        language=text(child(table, "language")),
        paragraphs=int(text(child(table, "paragraphs")) or 0),
        publisher=text(publisher) or text(child(table_of(publisher), "name")),
        publisher_why=localised(child(table_of(publisher), "why"), languages),
        title=text(child(table, "title")),
        url=text(child(table, "url")),
        date=read_when(child(table, "date"), languages),
        author=text(child(table, "author")),
    )


def read_notes(table: Table | None, languages: tuple[str, ...]) -> Iterable[Note]:
    """Slips and roundings, in the file's order."""
    for name, entry in (table.entries if table else {}).items():
        note = table_of(entry.value)
        yield Note(name, int(text(child(note, "paragraph")) or 0), localised(child(note, "text"), languages))


def read_entities(parts: Mapping[str, Part], languages: tuple[str, ...]) -> dict[str, Entity]:
    """All entities, in the file's order."""
    return {name: read_entity(name, part, languages) for name, part in parts.items()}


def read_facts(parts: Mapping[str, Part], languages: tuple[str, ...], usual: str | None) -> dict[str, Fact]:
    """All facts, in the file's order; those that name no subject are of the ``usual`` one."""
    return {name: read_fact(name, part, languages, usual) for name, part in parts.items()}
