"""Assistants that tests ask, each made once in a session: the bakers' and Cloudwatt's."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from time import monotonic

from opened import DOSSIERS, languages, mill, phrases

from bot.assistant import Assistant
from bot.knowledge.languages import load_small_talk
from bot.knowledge.library import Library, shipped_folder
from bot.knowledge.records import Dossier
from bot.understanding.index import DossierIndex
from bot.understanding.preparing import habits
from bot.understanding.talk.conversation import Conversations


@cache
def mill_index() -> DossierIndex:
    return index_of(mill())


def index_of(dossier: Dossier) -> DossierIndex:
    return DossierIndex.build(dossier, languages(), habits(languages()))


@cache
def bakers() -> Assistant:
    """Answers about the mill and about the library's hours, with small talk."""
    return new_assistant(DOSSIERS)


@cache
def cloudwatt() -> Assistant:
    """Answers from the dossiers that travel with the bot, as people meet it."""
    return new_assistant(shipped_folder())


def new_assistant(folder: Path, *, clock: Callable[[], float] = monotonic, chatty: bool = True) -> Assistant:
    """A new assistant over the dossiers in ``folder``, with small talk when ``chatty``."""
    return Assistant.open(
        Library.open(folder, languages()),
        phrases=phrases(),
        small_talk=load_small_talk() if chatty else None,
        talks=Conversations(clock),
    )


def plainly(text: str) -> str:
    """``text`` as labelled questions compare it: compatibility forms resolved, Markdown marks gone, one kind of ’."""
    folded = unicodedata.normalize("NFKC", text).replace("’", "'")
    return folded.translate({ord(mark): None for mark in "*_`~"})
