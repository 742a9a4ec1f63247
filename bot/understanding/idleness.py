"""Whether a text is small talk: what is asked before and after small talk's own index has looked at it."""

from __future__ import annotations

from bot.understanding.index import Considered, DossierIndex
from bot.understanding.reading import Reading

IDLE_COVERAGE = 0.6
"""Share of telling words that small talk must know for a question to be nothing but small talk."""
IDLE_CLOSENESS = 0.65
"""Or the cosine with one of its phrasings (« merci beaucoup », "thanks a lot")."""
HALF_IDLE = 0.35
"""The same cosine of the words as typed, below which no repair lifts it that far."""
LONG_IDLE = 6
"""Words beyond which a text that small talk mostly does not know is not looked at for misspelled small talk."""


def may_be_idle(index: DossierIndex, reading: Reading) -> bool:
    """Whether a closer look at small talk can find any; spares most questions that look.

    Small talk must know enough of the words, or be near once they are repaired.
    """
    words = index.wording.of(reading.marked)
    known = sum(words.telling.get(word, 0.0) for word in dict.fromkeys(words.known))
    enough = known >= IDLE_COVERAGE * sum(words.telling.values())
    if enough or len(reading.core) > LONG_IDLE:
        return enough
    return index.ranker.closeness(reading.marked) >= HALF_IDLE


def is_plainly(index: DossierIndex, considered: Considered) -> bool:
    """Whether the words as typed are small talk's own: a repaired word is more likely the dossier's."""
    best = considered.candidates[0].match
    typed = index.wording.of(considered.reading.marked)
    covered = index.wording.coverage(typed, best.label) >= IDLE_COVERAGE
    return covered or best.nearest >= IDLE_CLOSENESS
