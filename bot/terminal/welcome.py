"""How a talk is opened: what can be asked, and a few questions to start from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.text.formats import typeset
from bot.text.language import Language
from bot.text.phrases import Phrases

if TYPE_CHECKING:
    from bot.assistant import Assistant


@dataclass(frozen=True, slots=True)
class Welcome:
    """What is said first, in one language."""

    sentence: str
    """What the dossiers are about, and how to ask."""
    trial: str
    """Leads to ``examples``; empty where there are none."""
    examples: Sequence[str]
    """Questions that have an answer."""


def welcome(assistant: Assistant, phrases: Phrases, language: Language, *, examples: int) -> Welcome:
    """What to say first in ``language``, with so many ``examples`` at most."""

    def say(key: str, **values: object) -> str:
        return typeset(phrases.say(key, language.id, **values), language)

    dossiers = assistant.library.dossiers.values()
    abouts = [found for dossier in dossiers if (found := dossier.about.get(language.id))]
    about = abouts[0] if abouts else ""
    for more in abouts[1:]:
        about = say("answering.about_join", first=about, second=more)
    offers = [offer.text for offer in assistant.complete("", language=language.id, limit=examples)]
    return Welcome(
        sentence=say("terminal.welcome", about=about) if about else say("terminal.welcome_bare"),
        trial=say("terminal.try") if offers else "",
        examples=offers,
    )
