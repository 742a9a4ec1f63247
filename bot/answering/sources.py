"""How sure the source is, who says so and in which paragraph, as rows and as one line of text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.answering.answer import SourceLine
from bot.answering.writing import Writer
from bot.knowledge.records import Fact, FactStatus
from bot.text.formats import enumeration, typeset


def source_lines(facts: Iterable[Fact], writer: Writer) -> tuple[SourceLine, ...]:
    """One row per fact, in order, repeats left out."""
    rows = {
        fact.id: SourceLine(
            paragraph=fact.paragraph,
            status=fact.status.value,
            said_by=tuple(writer.entity(speaker) for speaker in fact.said_by),
            fact=fact.id,
            spoken=tuple(writer.entity(speaker, "the") for speaker in fact.said_by),
        )
        for fact in facts
    }
    return tuple(rows.values())


def source_note(lines: Sequence[SourceLine], writer: Writer, *, computed: bool = False) -> str:
    """The rows as a sentence, those alike in status and speaker taken together; empty without rows.

    Args:
        lines: the rows.
        writer: of the reply's dossier and language.
        computed: the reply's figure follows from these facts by arithmetic.
    """
    if not lines:
        return ""
    alike: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for line in lines:
        paragraphs = alike.setdefault((line.status, _speakers(line)), [])
        if line.paragraph and line.paragraph not in paragraphs:
            paragraphs.append(line.paragraph)
    parts = [_part(status, said_by, paragraphs, writer) for (status, said_by), paragraphs in alike.items()]
    if computed:
        parts.insert(0, _say(writer, "status_computed"))
    return typeset(_say(writer, "source", parts=_say(writer, "between_sources").join(parts)), writer.language)


def source_part(line: SourceLine, writer: Writer) -> str:
    """One row in words, no capital: « rapporté par Les Echos, paragraphe 6 »."""
    paragraphs = [line.paragraph] if line.paragraph else []
    return _part(line.status, _speakers(line), paragraphs, writer)


def _speakers(line: SourceLine) -> tuple[str, ...]:
    return line.spoken or line.said_by


def _part(status: str, said_by: Sequence[str], paragraphs: Sequence[int], writer: Writer) -> str:
    key = f"status_{FactStatus(status).value}"
    if said_by:
        pieces = [_attributed(key, enumeration(said_by, writer.language), writer)]
    else:
        outside = f"{key}_outside"
        known = not paragraphs and f"answering.{outside}" in writer.phrases
        pieces = [_say(writer, outside if known else key)]
    if paragraphs:
        word = "paragraph" if len(paragraphs) == 1 else "paragraphs"
        numbers = enumeration([str(paragraph) for paragraph in sorted(paragraphs)], writer.language)
        pieces.append(_say(writer, word, n=numbers))
    return ", ".join(pieces)


def _attributed(key: str, who: str, writer: Writer) -> str:
    """The status with its speaker: in one phrase where there is one for it, else side by side."""
    together = f"{key}_by"
    if f"answering.{together}" in writer.phrases:
        return _say(writer, together, who=who)
    return f"{_say(writer, key)}, {_say(writer, 'according_to', who=who)}"


def _say(writer: Writer, key: str, **values: object) -> str:
    return writer.phrases.say(f"answering.{key}", writer.language.id, **values)
