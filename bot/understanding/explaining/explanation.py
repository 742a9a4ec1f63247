"""Why a question got its reply, and what would have changed it: everything a person needs to see on one screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class CandidateExplanation:
    """One intent that was considered, with the parts of its score."""

    dossier: str
    intent: str
    confidence: float
    """0–1."""
    score: float
    """What the ranking and the penalties together make of it; only its order means anything."""
    parts: Mapping[str, float]
    """Look that the ranking took (``ridge``, ``nearest``, ``closer``, ``fuzzy``) → what it said, about 0 to 1; see ``Match``."""
    penalties: Mapping[str, float]
    """Why the score was cut (``names ovh``) → factor below 1."""
    nearest: str
    """The phrasing of this intent that is nearest to the question."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a question gets, as far as one reply differs from another."""

    status: str
    """A value of ``Status``."""
    dossier: str
    intent: str | None
    """The intent answered from, offered first, said to be left out by the source, or chatted about; None: none."""
    confidence: float
    """0–1."""

    def is_like(self, other: Reply) -> bool:
        """Whether both say the same, however sure they are of it."""
        return (self.status, self.dossier, self.intent) == (other.status, other.dossier, other.intent)


class Change(StrEnum):
    """What was changed to see what would become of the reply."""

    BAR = "bar"
    """The bar for answering: ``what`` is its new value."""
    WORD = "word"
    """A word or name of the question, left out."""
    RULE = "rule"
    """A penalty, not applied to any candidate."""
    SPELLING = "spelling"
    """The spelling repair, undone: ``what`` is the words as typed."""
    TALK = "talk"
    """The talk before, forgotten."""
    SMALL_TALK = "small_talk"
    """Whether the question counts as small talk: turned around."""
    DOSSIER = "dossier"
    """All dossiers but the one ``what`` names, left out."""
    PHRASING = "phrasing"
    """The wording, added to the phrasings of the reply's intent: ``what`` is the file they are in."""


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """One thing that was tried otherwise, and the reply that it would have made."""

    change: Change
    what: str
    reply: Reply


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that led to a reply."""

    question: str
    resolved: str
    """The question after a follow-up was completed from the talk, or an offer was taken up; the same when it was neither."""
    halves: tuple[str, ...]
    """The questions that it asks in one breath, where it asks several; each gets a reply."""
    considered: str
    """The part of a long question that decided, or what it takes for granted; the same when all of it did."""
    language: str
    language_evidence: Mapping[str, float]
    """Language → weight of evidence found in the text."""
    tokens: tuple[str, ...]
    repairs: tuple[tuple[str, str], ...]
    """(as typed, as understood)."""
    unknown: tuple[str, ...]
    """Words that the dossier never uses."""
    entities: tuple[tuple[str, str], ...]
    """(as typed, entity id)."""
    candidates: tuple[CandidateExplanation, ...]
    """Best first; the second one is the runner-up."""
    bars: Mapping[str, float]
    """``answer`` (or ``silent``, for saying that the source is silent) and ``offer`` → the confidence from which."""
    reply: Reply
    reason: str
    """Why the decision fell as it did, one English sentence."""
    unsaid: tuple[str, ...]
    """Words of a yes-or-no question that no phrasing of the reply's intent has, so that it says neither yes nor no."""
    otherwise: tuple[Counterfactual, ...]
    """What was tried, in the order of ``Change``; of one kind, the most telling first."""
