"""A reader made for a dossier."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from bot.knowledge.records import Dossier
from bot.text.language import Language
from bot.text.normalise import words
from bot.understanding.learned import Learned
from bot.understanding.reading.entities import EntityFinder, name_words
from bot.understanding.reading.reader import Reader


def make_reader(
    dossier: Dossier, languages: Mapping[str, Language], learned: Learned | None = None
) -> Reader:
    """A reader of questions for ``dossier``; ``learned`` spares it to read the phrasings once more."""
    elisions = sorted({letters for language in languages.values() for letters in language.elisions})
    spoken = learned.spoken.values() if learned else [_spoken(dossier, elisions)]
    # What was learned leaves the words around a question out (« frère, c'est quoi Numergy ? »), which name nobody either.
    around = (frame.split() for language in languages.values() for frame in language.frames)
    common = frozenset().union(*spoken, *around) - name_words(dossier.entities, elisions)
    return Reader(dossier.entities, languages, EntityFinder(dossier.entities, languages, common))


def _spoken(dossier: Dossier, elisions: Collection[str]) -> frozenset[str]:
    return frozenset(
        word
        for intent in dossier.intents.values()
        for phrasings in intent.phrasings.values()
        for phrasing in phrasings
        for word in words(phrasing, elisions)
    )
