"""Asking whether somebody stands by the reply before: "did Orange confirm it?", « Thales l'a dit ? »."""

from __future__ import annotations

from bot.understanding.reading.reader import Reader
from bot.understanding.reading.readings import WHO, Reading

STATING = frozenset({"announce", "confirm", "deny"})
"""Meanings of the words with which somebody stands by something, or does not."""


def is_doubt(reading: Reading, reader: Reader) -> bool:
    """Whether ``reading`` asks for nothing but whether somebody stated something said before.

    What was said before is meant by a pronoun, or by a word of grammar at the end ("did Orange say so?", "who confirmed that?").
    """
    words = reading.words
    stated = [word for word in reading.plain if not STATING.isdisjoint(reader.meanings.of([word]))]
    rest = [word for word in reading.plain if word not in reader.functions and word not in stated]
    ends = bool(reading.core) and reading.core[-1] in reader.functions
    points = reader.pronoun_phrases.within(words) or ends
    asking = reader.asking_words.within(words) and not asks_who(reading)
    return bool(stated and points) and not asking and all(word in reader.pronouns for word in rest)


def asks_who(reading: Reading) -> bool:
    """Whether ``reading`` asks for somebody, and nothing else."""
    return reading.asks == {WHO}
