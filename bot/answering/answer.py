"""The reply as a record: what every face of the bot shows, each in its own way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Status(StrEnum):
    """What the bot decided to do with a question."""

    ANSWERED = "answered"
    SUGGESTED = "suggested"
    NOT_COVERED = "not_covered"
    UNKNOWN = "unknown"
    SMALL_TALK = "small_talk"


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source of a reply."""

    paragraph: int
    """1-based paragraph of the article; 0: outside its text."""
    status: str
    """A value of ``FactStatus``."""
    said_by: tuple[str, ...]
    """Who says so, named in the reply's language; empty: the article itself."""
    fact: str
    """The fact's id."""
    spoken: tuple[str, ...] = field(default=(), compare=False)
    """``said_by`` as it stands in a sentence: « la mairie »."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question that the bot offers instead of, or beside, a reply."""

    intent: str
    text: str
    """The question, in the reply's language, slots filled: asking it verbatim gets that intent's reply."""
    slots: Mapping[str, str] = field(default_factory=dict, compare=False)
    """Slot → entity id, every slot of the intent filled: whom ``text`` asks about."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One intent that was considered."""

    intent: str
    confidence: float
    """0–1, the chance that this is what was meant."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The one result of ``Assistant.answer``. Texts are Markdown that Discord shows; nothing in them pings."""

    question: str
    """As asked, untouched."""
    status: Status
    language: str
    dossier: str | None
    intent: str | None
    """None on refusals and suggestions."""
    confidence: float
    """0–1, calibrated: of the replies that say 0.9, nine in ten are right."""
    lead: str
    """The short answer: one to three sentences."""
    more: str
    """Detail that may stand behind a button; may be empty."""
    source_note: str
    """Status, speaker and paragraph as one line of plain text; empty on refusals."""
    sources: tuple[SourceLine, ...]
    suggestions: tuple[Suggestion, ...]
    candidates: tuple[Candidate, ...]
    """The best three, best first, on refusals too."""
    denies: bool = False
    """It begins with a no."""
    view: str | None = None
    """``stakes`` or ``timeline``: a table and a picture go with the reply."""
    slots: Mapping[str, str] | None = None
    """Slot → entity id, as understood."""
    more_note: str = ""
    """As ``source_note``, for ``more``; empty where there is no detail."""
    more_sources: tuple[SourceLine, ...] = ()
    """What ``more`` rests on; empty where there is no detail."""

    @property
    def text(self) -> str:
        """The whole reply as a person reads it: lead, offers when there is a choice to make, source note."""
        parts = [self.lead]
        if self.suggestions:
            parts.append("\n".join(f"- {suggestion.text}" for suggestion in self.suggestions))
        if self.source_note:
            parts.append(self.source_note)
        return "\n\n".join(part for part in parts if part)
