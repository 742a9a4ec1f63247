"""Asking whether somebody stands by the reply before: "did Orange confirm it?", « Thales l'a dit ? »."""

from __future__ import annotations

from collections.abc import Mapping

from bot.text.language import Language
from bot.text.phrasebook import Phrasebook
from bot.understanding.reading import Reader
from bot.understanding.readings import Reading

STATING = frozenset({"announce", "confirm", "deny"})
"""Meanings of the words with which somebody stands by something, or does not."""


class Doubts:
    """Finds texts that ask whether somebody said what was just told.

    Args:
        languages: whose pronouns count.
    """

    def __init__(self, languages: Mapping[str, Language]) -> None:
        self._pronouns = Phrasebook(pronoun for one in languages.values() for pronoun in one.pronouns)

    def is_one(self, reading: Reading, reader: Reader) -> bool:
        """Whether ``reading`` asks for nothing but whether somebody stated something said before.

        What was said before is meant by a pronoun, or by a word of grammar at the end ("did Orange say so?").
        """
        words = [token.text for token in reading.tokens]
        stated = [word for word in reading.plain if not STATING.isdisjoint(reader.meanings.of([word]))]
        rest = [word for word in reading.plain if word not in reader.functions and word not in stated]
        ends = bool(reading.core) and reading.core[-1] in reader.functions
        points = (self._pronouns.within(words) or ends) and not reader.asking_words.within(words)
        return bool(stated and points) and all(word in reader.pronouns for word in rest)
