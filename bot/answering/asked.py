"""How a question was put, as far as the wording of the reply depends on it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bot.answering.answer import Candidate
from bot.understanding.reading.readings import Beyond


@dataclass(frozen=True, slots=True)
class Asked:
    """How a question was put, as far as the wording of the reply depends on it."""

    text: str
    polar: bool = False
    negated: bool = False
    turned: bool = False
    """It asks the contrary of what people ask the intent with: yes and no change places."""
    unsaid: frozenset[str] = frozenset()
    """Folded words of it that nobody asks the intent with, and on which a yes or a no may hang: neither is said."""
    fits: bool = True
    """Nothing in it speaks against the intent: else the reply says neither yes nor no."""
    adds_amount: bool = False
    """Nothing speaks against the intent but an amount that nobody else puts forward (« l'État a mis 500 millions ? »)."""
    puts_forward: bool = True
    """It names two: « pourquoi OVH a-t-il racheté Bull ? » takes for granted what is worth a no, « Bull, racheté par ? » nothing."""
    astray: bool = False
    """It may be asked of somebody else than the reply tells of: a yes would be taken to be about that one."""
    years: tuple[str, ...] = ()
    bounded: bool = False
    """It asks of what comes before, after or about a year, as nobody asks the intent: neither yes nor no answers that."""
    relative: str | None = None
    """``BEFORE`` or ``AFTER`` where it asks whether something was before or after its one year."""
    percents: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    """Digits that it puts forward, no years, and that its nearest phrasing does not."""
    amounts: tuple[Decimal, ...] = ()
    """Numbers that it names with a word for a number: « 150 millions »."""
    beyond: tuple[Beyond, ...] = ()
    """What it asks to be beyond which figure; see ``Reading``."""
    turns_side: bool = False
    """It asks to be on another side of a figure than its nearest phrasing does: "no more than 50%?" is no "more than 50%?"."""
    confidence: float = 1.0
    candidates: tuple[Candidate, ...] = ()
    about: str = ""
    """What all the dossiers asked are about; empty: the one's own matter."""
    languages: str = ""
    """What all the dossiers asked speak, in words."""
    source: str = ""
    """What they know of the articles that they are drawn from; empty: nothing."""
