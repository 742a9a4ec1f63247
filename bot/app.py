"""Wires everything: reads the config, opens what it names, and hands each part what it needs by keyword."""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path
from time import monotonic

from bot.answering.answer import Answer
from bot.assistant import Assistant
from bot.checked import CheckedBefore
from bot.config import Config, load_config
from bot.discord_app.options import DiscordOptions
from bot.errors import UsageError
from bot.knowledge.draft import did_you_mean
from bot.knowledge.languages import load_languages, load_phrases, load_small_talk
from bot.knowledge.library import Library, shipped_folder
from bot.knowledge.records import Dossier
from bot.text.language import Language
from bot.text.phrases import Phrases
from bot.understanding.explaining.explanation import Explanation
from bot.understanding.talk.conversation import LIFETIME, Conversations


@dataclass(frozen=True, slots=True)
class App:
    """The opened bot, as the terminal's verbs use it."""

    config: Config
    assistant: Assistant
    phrases: Phrases
    languages: Mapping[str, Language]
    """Language id → language, for every one that the bot speaks."""
    language: str | None
    """The language that was asked for on the command line; None: each question's own."""

    @property
    def dossiers(self) -> Mapping[str, Dossier]:
        """Dossier id → dossier."""
        return self.assistant.library.dossiers

    @property
    def default_language(self) -> str:
        """The language of last resort: the config's, else the first dossier's main one."""
        first = next(iter(self.dossiers.values()))
        return self.config.language or first.languages[0]

    @property
    def discord_options(self) -> DiscordOptions:
        """The ``discord`` part of the config, with what Discord takes from the rest of it.

        Raises:
            ConfigError: as ``check_dossiers`` does.
        """
        self.check_dossiers()
        chosen = self.config.discord.model_dump()
        return DiscordOptions(
            default_language=self.default_language,
            state_folder=self.config.state,
            talk_minutes=round(LIFETIME / 60),
            **chosen,
        )

    def check_dossiers(self) -> None:
        """See that there is every dossier that Discord is to answer from.

        Raises:
            ConfigError: when the config names one that there is not.
        """
        for index, name in enumerate(self.config.discord.dossiers or ()):
            if name not in self.dossiers:
                cure = did_you_mean(name, self.dossiers, f"there are {', '.join(self.dossiers)}")
                message = f"“discord.dossiers” names no dossier “{name}”: {cure}"
                raise self.config.refusal("discord", "dossiers", index, message=message)

    def answer(
        self,
        question: str,
        *,
        language: str | None = None,
        hints: Sequence[str] = (),
        conversation: str | None = None,
        dossier: str | None = None,
        bar: float | None = None,
    ) -> Answer:
        """``Assistant.answer``, with the command line's language and the config's where none is given here."""
        return self.assistant.answer(
            question,
            language=language or self.language,
            hints=(*hints, *self._preferred),
            conversation=conversation,
            dossiers=None if dossier is None else (dossier,),
            bar=bar,
        )

    def explain(self, question: str, *, conversation: str | None = None) -> Explanation:
        """``Assistant.explain``, for the reply that ``answer`` gives."""
        return self.assistant.explain(
            question, language=self.language, hints=self._preferred, conversation=conversation
        )

    @property
    def _preferred(self) -> Sequence[str]:
        """The languages to fall back to when neither the question nor its asker tells."""
        return [self.config.language] if self.config.language else []

    def forget(self, conversation: str) -> None:
        """Forget what was said under this key."""
        self.assistant.forget(conversation)


def open_app(
    *,
    knowledge: Path | None = None,
    config_file: Path | None = None,
    language: str | None = None,
    lasting_talks: bool = False,
) -> App:
    """Open the bot.

    Args:
        knowledge: a folder of dossiers, instead of the config's.
        config_file: see ``load_config``.
        language: reply in this language, whatever the question's.
        lasting_talks: forget no talk, however long ago and however many there are.

    Raises:
        ConfigError: when the config cannot be used.
        KnowledgeError: when a dossier cannot be used.
        UsageError: when the bot does not speak ``language``.
    """
    gc.disable()  # a hundred thousand records that all stay: looking for garbage among them costs a tenth of a start
    try:
        return _opened(knowledge, load_config(config_file), language, lasting_talks=lasting_talks)
    finally:
        gc.freeze()
        gc.enable()


def _opened(knowledge: Path | None, config: Config, language: str | None, *, lasting_talks: bool) -> App:
    languages = load_languages()
    for wanted in (language, config.language):
        if wanted is not None and wanted not in languages:
            raise UsageError(f"the bot does not speak “{wanted}”; it speaks {', '.join(languages)}")
    checked = CheckedBefore(config.cache / "checked")
    library = Library.open(knowledge_folder(knowledge, config), languages, checked.holds)
    checked.add(dossier.version for dossier in library.dossiers.values())
    phrases = load_phrases()
    talks = Conversations(monotonic, lifetime=inf, most=inf) if lasting_talks else None
    assistant = Assistant.open(
        library, phrases=phrases, small_talk=load_small_talk(), cache=config.cache, talks=talks
    )
    return App(config=config, assistant=assistant, phrases=phrases, languages=languages, language=language)


def knowledge_folder(named: Path | None, config: Config) -> Path:
    """Where the dossiers are: ``named``, else as the config says, else those that travel with the bot.

    As short as it can be written from the working folder, for messages.
    """
    folder = named or config.knowledge or shipped_folder()
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_absolute() and folder.is_relative_to(here) else folder
