"""How a follow-up leans on the question before it, and what it may stand for, as records."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Lean:
    """How much a question leans on the one before."""

    starts: bool
    """It begins as follow-ups do (« et », "what about")."""
    bare: bool
    """It has no telling word of its own: only names, years, question words and grammar."""
    pronoun: bool
    """It refers to something by a pronoun and has named nothing before that."""
    object: bool
    """Its pronoun is its last word, after a name: "does the State support it?"."""
    short: bool
    """It is short, asks with a question word and names nothing."""

    @property
    def leans(self) -> bool:
        """Whether the talk should be asked at all."""
        return self.starts or self.bare or self.pronoun or self.short

    @property
    def clearly(self) -> bool:
        """Whether something in its words says so, and not its shortness alone."""
        return self.starts or self.bare or self.pronoun


class Way(StrEnum):
    """How a follow-up was completed."""

    SWAPPED = "swapped"
    """The question before, with another name or year."""
    NAMED = "named"
    """Its own words, with a name for its pronoun."""
    COMPARED = "compared"
    """Its own words after the name that it holds them against."""
    GUESSED = "guessed"
    """The question before, with a name for its "who"."""
    JOINED = "joined"
    """Its own words with those of the question before."""


@dataclass(frozen=True, slots=True)
class Completion:
    """A whole question that a follow-up may stand for."""

    text: str
    way: Way
    told: bool = False
    """Its name is one that the reply told by the way, and neither one of the question before nor what that asked for."""
    entities: tuple[str, ...] = ()
    """Whom it names for a pronoun, or in place of another."""
    asked_for: bool = False
    """That is whom the question before asked for."""
    passed_over: bool = False
    """The question before asked for somebody else."""
