"""What commands, buttons and the listener share, and the few steps from a question to a reply that they all take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import discord

from bot.answering.about import article
from bot.answering.answer import Answer, Status
from bot.answering.views import StakesView, TimelineView
from bot.charts.studio import Studio
from bot.discord_app.desk import Desk, talk
from bot.discord_app.failures import Failures
from bot.discord_app.notebook import Lately, note
from bot.discord_app.options import DiscordOptions
from bot.discord_app.pictures import Pictures, may_attach
from bot.discord_app.presenter import Audience, Presenter, with_table
from bot.discord_app.reply import Reply
from bot.discord_app.settings import SameEverywhere, SettingsSource, Stored
from bot.discord_app.speech import Preference, Speech
from bot.discord_app.throttle import Cooldown, JustSaid
from bot.knowledge.records import Dossier
from bot.text.language import Language
from bot.text.phrases import Phrases

if TYPE_CHECKING:
    from bot.assistant import Assistant
    from bot.storage.storage import Storage


YEAR = 4
"""Digits with which an ISO date begins."""


@dataclass(frozen=True, slots=True)
class Services:
    """Built once, handed to whatever meets people."""

    desk: Desk
    speech: Speech
    presenter: Presenter
    failures: Failures
    pictures: Pictures
    settings: SettingsSource
    cooldown: Cooldown
    just_said: JustSaid
    lately: Lately
    notebook: Storage | None
    """Where things may be noted; None: nothing is."""
    options: DiscordOptions

    async def preference(
        self, interaction: discord.Interaction[Any], option: str | None = None
    ) -> Preference:
        """What is known of the language that a command or button should be answered in."""
        settings = await self.settings.of(interaction.guild_id)
        guild = interaction.guild_locale
        return self.speech.preference(
            option=option,
            asker=interaction.locale.value,
            setting=settings.language,
            guild=guild.value if guild is not None else None,
        )

    async def dossiers(self, interaction: discord.Interaction[Any]) -> tuple[str, ...] | None:
        """Ids of the dossiers to answer from where ``interaction`` comes from; None: all."""
        settings = await self.settings.of(interaction.guild_id)
        parent_id = getattr(interaction.channel, "parent_id", None)
        return settings.dossiers_in(interaction.channel_id, parent_id)

    async def ask(
        self,
        question: str,
        preference: Preference,
        *,
        asker: int,
        channel_id: int | None,
        guild_id: int | None,
        parent_id: int | None = None,
        private: bool = False,
        hide_repeats: bool = False,
        show_question: bool = False,
        draw: bool = True,
    ) -> Reply:
        """The reply to a question asked in a channel; one and the same talk goes on per person and channel.

        ``parent_id`` is the channel that a thread is in. With ``private`` only the asker will see it. With
        ``hide_repeats`` what everyone in the channel just read is for the asker alone, so that nobody reads it twice.
        With ``show_question`` the reply says what was asked, as for a command, which only its user saw. Without
        ``draw`` no picture comes with it.
        """
        settings = await self.settings.of(guild_id)
        answer = await self.desk.answer(
            question,
            preference,
            conversation=talk(channel_id, asker),
            dossiers=settings.dossiers_in(channel_id, parent_id),
        )
        await self.note(question, answer, guild_id)
        hidden = private or (hide_repeats and self._repeats(channel_id, answer))
        shown = question if show_question else ""
        audience = Audience(asker, hidden, self.languages(answer.dossier), shown)
        reply = await self.present(answer, audience, draw=draw and settings.pictures)
        return replace(self.remembered(reply, asker, answer), private=reply.private or hidden)

    def remembered(self, reply: Reply, asker: int, answer: Answer) -> Reply:
        """``reply``, whose message will be known for a while to have given ``asker`` that ``answer``."""
        return replace(reply, sent=lambda message: self.lately.put((asker, message), answer))

    async def note(self, question: str, answer: Answer, guild_id: int | None) -> None:
        """Count the question, and keep one that was asked in vain where that is wanted."""
        if self.notebook is not None:
            await note(self.notebook, guild_id, question, answer)

    async def present(
        self, answer: Answer, audience: Audience, *, settled: bool = False, draw: bool = True
    ) -> Reply:
        """The message for ``answer``, with the table that goes with it and, with ``draw``, its picture.

        ``settled``: after a choice.
        """
        view = await self.table(answer)
        show = self.presenter.settled if settled else self.presenter.answer
        if isinstance(view, StakesView):
            shares = [row.text for row in (*view.rows, *view.after)]
            shown = [*shares, view.missing_text]
            reply = show(with_table(answer, self.presenter.stake_rows(view), shown, view), audience)
            return await self.pictures.with_stakes(reply, view, self.desk.version) if draw else reply
        if isinstance(view, TimelineView):
            shown = [row.date[:YEAR] if row.date is not None else row.event for row in view.rows]
            reply = show(with_table(answer, self.presenter.event_rows(view), shown, view), audience)
            return await self.pictures.with_timeline(reply, view, self.desk.version) if draw else reply
        return show(answer, audience)

    async def table(self, answer: Answer) -> StakesView | TimelineView | None:
        """The table that goes with ``answer``; None for one without."""
        own = None if answer.dossier is None else (answer.dossier,)
        if answer.view == "stakes":
            return await self.desk.stakes(answer.language, own)
        if answer.view == "timeline":
            return await self.desk.timeline(answer.language, own)
        return None

    async def hint(self, language: str, dossiers: Sequence[str] | None) -> Reply:
        """How to ask, with a question that ``dossiers`` answer."""
        first = await self.desk.complete("", language, 1, dossiers)
        if not first:
            return self.presenter.line("answering.empty_bare", language)
        return self.presenter.line("listen.empty", language, example=first[0].text)

    async def draws(self, interaction: discord.Interaction[Any]) -> bool:
        """Whether a picture may come with the reply to a command or button."""
        return may_attach(interaction) and (await self.settings.of(interaction.guild_id)).pictures

    async def too_fast(self, user_id: int, guild_id: int | None, language: str) -> Reply | None:
        """The friendly line for who asks too fast; None for everyone else. Counts the question."""
        window = (await self.settings.of(guild_id)).cooldown_seconds
        wait = self.cooldown.ask((guild_id, user_id), window)
        return self.presenter.line("error.cooldown", language, seconds=max(1, round(wait))) if wait else None

    async def forget(self, user_id: int) -> None:
        """Forget what a person and the bot said to each other, wherever that was."""
        self.lately.forget_if(lambda key: key[0] == user_id)
        await self.desk.forget(user_id)

    def languages(self, dossier: str | None) -> tuple[str, ...]:
        """The languages that replies from ``dossier`` can be had in, its main one first."""
        known: Sequence[str] = tuple(self.speech.languages)
        found = self.desk.dossier(dossier) if dossier is not None else None
        return tuple(found.languages if found is not None else known)

    def spoken(self, language: str, dossiers: Sequence[str] | None) -> Sequence[Dossier]:
        """Those of ``dossiers`` (None: of all) that can be read in ``language``."""
        return [dossier for dossier in self.desk.chosen(dossiers) if language in dossier.languages]

    def article(self, dossier: str | None, language: str) -> str:
        """What is known of the article behind ``dossier``; empty where nothing is."""
        found = self.desk.dossier(dossier) if dossier is not None else None
        return article(found, self.speech.languages[language], self.speech.say) if found is not None else ""

    def _repeats(self, channel_id: int | None, answer: Answer) -> bool:
        if channel_id is None or answer.intent is None or answer.status is Status.SMALL_TALK:
            return False
        entry = (answer.dossier, answer.intent, tuple(sorted((answer.slots or {}).items())), answer.language)
        return self.just_said.repeats(channel_id, entry)


def build(
    *,
    assistant: Assistant,
    phrases: Phrases,
    languages: Mapping[str, Language],
    options: DiscordOptions,
    settings: SettingsSource | None,
    studio: Studio | None,
    notebook: Storage | None,
) -> Services:
    """Put the services together; what is None is made the plain way."""
    speech = Speech(languages, phrases, options.default_language)
    presenter = Presenter(speech, rated=notebook is not None)
    return Services(
        desk=Desk(assistant),
        speech=speech,
        presenter=presenter,
        failures=Failures(presenter, speech),
        pictures=Pictures(studio or Studio(speech.say)),
        settings=settings or (Stored(notebook, options) if notebook is not None else SameEverywhere(options)),
        cooldown=Cooldown(options.cooldown_questions),
        just_said=JustSaid(),
        lately=Lately(),
        notebook=notebook,
        options=options,
    )
