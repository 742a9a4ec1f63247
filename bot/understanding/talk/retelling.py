"""Asking for the reply before once more in another language: « et en anglais ? », "can you say that in French?"."""

from __future__ import annotations

from collections.abc import Mapping

from bot.text.language import Language
from bot.text.phrasebook import Phrasebook
from bot.understanding.reading.reader import Reader
from bot.understanding.reading.readings import Reading


class Retelling:
    """Finds the language that a text asks for.

    Args:
        languages: those that can be asked for, each with its ``asked_for``.
    """

    def __init__(self, languages: Mapping[str, Language]) -> None:
        self._asked_for = {id_: Phrasebook(one.asked_for) for id_, one in languages.items()}
        self._saying = frozenset().union(*(one.saying for one in languages.values()))

    def language(self, reading: Reading, reader: Reader) -> str | None:
        """The language that ``reading`` asks to be answered in; None where it asks for anything else, too."""
        for language, phrases in self._asked_for.items():
            words = reading.words
            asking = {words[place] for place in phrases.covered(words)}
            rest = [word for word in reading.core if word not in asking]
            if asking and all(self._tells_nothing(word, reader) for word in rest):
                return language
        return None

    def _tells_nothing(self, word: str, reader: Reader) -> bool:
        return word in self._saying or word in reader.functions or word in reader.pronouns
