"""Taking up one of the questions that the bot offered, in words: "2", « la première », "the last one", « oui »."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.text.language import Language
from bot.text.normalise import tokenise
from bot.understanding.talk.pointing import LAST, PLACES


class Choosing:
    """Finds which of several offers a text takes up.

    Args:
        languages: whose words count: their ``pointers``, ``choosing``, ``both`` and ``assents``.
    """

    def __init__(self, languages: Mapping[str, Language]) -> None:
        spoken = tuple(languages.values())
        self._elisions = tuple(dict.fromkeys(letter for one in spoken for letter in one.elisions))
        self._beside = frozenset().union(*(one.choosing for one in spoken))
        self._assents = frozenset(tuple(phrase.split()) for one in spoken for phrase in one.assents)
        self._both = frozenset(self._without(phrase.split()) for one in spoken for phrase in one.both)
        self._places: dict[tuple[str, ...], str] = {}
        for one in spoken:
            for place in (*PLACES, LAST):
                for phrase in one.pointers.get(place, ()):
                    self._places.setdefault(self._without(phrase.split()), place)

    def taken(self, text: str, offers: Sequence[str]) -> str | None:
        """The one of ``offers`` that ``text`` takes up, by its place or, where it is the only one, by a yes; None where it takes none.

        « Orange deuxième ? » asks something: nothing but the place may be said.
        """
        words = self._words(text)
        if not offers or not words:
            return None
        if self.assents(text):
            return offers[0] if len(offers) == 1 else None
        at = self._at(self._without(words), len(offers))
        return offers[at] if at is not None and 0 <= at < len(offers) else None

    def assents(self, text: str) -> bool:
        """Whether ``text`` says yes, and nothing else."""
        return self._words(text) in self._assents

    def takes_both(self, text: str) -> bool:
        """Whether ``text`` takes up all of two offers: "both", « les deux »."""
        return self._without(self._words(text)) in self._both

    def _words(self, text: str) -> tuple[str, ...]:
        return tuple(token.text for token in tokenise(text, self._elisions))

    def _at(self, words: tuple[str, ...], count: int) -> int | None:
        """The place, from 0 on, that ``words`` say."""
        if len(words) == 1 and words[0].isdecimal():
            return int(words[0]) - 1
        pointer = self._places.get(words)
        if pointer is None:
            return None
        return count - 1 if pointer == LAST else PLACES.index(pointer)

    def _without(self, words: Sequence[str]) -> tuple[str, ...]:
        return tuple(word for word in words if word not in self._beside)
