"""What tests of the core rooms open, each once in a session: languages, phrases and the mill's dossier."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.answering.asked import Asked
from bot.answering.composer import Composer
from bot.answering.writing import Writer
from bot.knowledge.languages import load_languages, load_phrases
from bot.knowledge.loader import load_dossier

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.answering.answer import Answer
    from bot.knowledge.records import Dossier
    from bot.text.language import Language
    from bot.text.phrases import Phrases

DOSSIERS = Path(__file__).parent / "dossiers"
"""Three bakeries that own a mill, and a library's opening hours: small, and ours alone."""
NARROW = "\u202f"
"""Narrow no-break space, as French sets it before ? ! ; and %."""
NO_BREAK = "\u00a0"


@cache
def languages() -> Mapping[str, Language]:
    return load_languages()


@cache
def phrases() -> Phrases:
    return load_phrases()


@cache
def mill() -> Dossier:
    return load_dossier(DOSSIERS / "mill", languages())


@cache
def writer(language: str) -> Writer:
    return Writer(mill(), languages()[language], phrases())


@cache
def composer(language: str) -> Composer:
    return Composer(mill(), languages()[language], phrases())


def reply(language: str, intent: str, asked: Asked | None = None, **slots: str) -> Answer:
    """The mill's reply to ``intent``, as the composer writes it."""
    return composer(language).reply(mill().intents[intent], slots, asked or Asked("?"))
