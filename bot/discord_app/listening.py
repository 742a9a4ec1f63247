"""Messages that the bot answers: those addressed to it, and those in channels that were opened to it."""

from __future__ import annotations

import logging
from contextlib import suppress
from enum import StrEnum

import discord

from bot.answering.answer import Answer, Status
from bot.discord_app import delivery
from bot.discord_app.desk import NoDossierError, talk
from bot.discord_app.plain import calls_by_name, without_mention
from bot.discord_app.presenter import Audience
from bot.discord_app.reply import Reply
from bot.discord_app.services import Services
from bot.discord_app.settings import ServerSettings, Shyness
from bot.discord_app.speech import Preference
from bot.discord_app.throttle import Who

_WELCOME = frozenset({Status.ANSWERED, Status.SUGGESTED, Status.NOT_COVERED})
"""What may be said unasked in an opened channel. Anything else is worth saying only to what looks like a question."""
log = logging.getLogger(__name__)


class Heard(StrEnum):
    """Why a message is the bot's business."""

    ADDRESSED = "addressed"
    """A mention, were it typed out, a reply to the bot or a direct message: it gets a reply in any case."""
    OVERHEARD = "overheard"
    """Said in an opened channel: it gets a reply when it is about a dossier or looks like a question."""


def heard(message: discord.Message, me: discord.ClientUser, opened_channels: frozenset[int]) -> Heard | None:
    """Whether and why ``message`` is for the bot, which is ``me``.

    Bots, webhooks, system messages and the bot itself are never answered: two bots would talk for ever.
    """
    if message.author.bot or message.webhook_id is not None or message.is_system():
        return None
    if message.guild is None or any(user.id == me.id for user in message.mentions):
        return Heard.ADDRESSED
    if (
        message.guild.self_role in message.role_mentions
    ):  # Discord offers it beside the bot, under the same name
        return Heard.ADDRESSED
    if calls_by_name(message.content, me.name):
        return Heard.ADDRESSED
    resolved = message.reference.resolved if message.reference is not None else None
    if isinstance(resolved, discord.Message) and resolved.author.id == me.id and message.content:
        return Heard.ADDRESSED
    places = {message.channel.id, getattr(message.channel, "parent_id", None)}
    return Heard.OVERHEARD if message.content and places & opened_channels else None


def welcome(status: Status, question: str, shyness: Shyness) -> bool:
    """Whether a reply of that status may be given unasked."""
    asks = "?" in question
    match shyness:
        case Shyness.SHY:
            return status is Status.ANSWERED
        case Shyness.BOLD:
            return asks or status is not Status.UNKNOWN
        case Shyness.NORMAL:
            return asks or status in _WELCOME


def may_write(message: discord.Message) -> bool:
    """Whether the bot may reply there, as far as is known; asking first spares Discord a refused request."""
    allowed = _allowed(message)
    if allowed is None:
        return True
    in_thread = isinstance(message.channel, discord.Thread)
    return allowed.view_channel and (allowed.send_messages_in_threads if in_thread else allowed.send_messages)


def may_attach(message: discord.Message) -> bool:
    """Whether the bot may send files there, as far as is known."""
    allowed = _allowed(message)
    return allowed is None or allowed.attach_files


def _allowed(message: discord.Message) -> discord.Permissions | None:
    """What the bot may do there; None in direct messages and where it is not known."""
    channel = message.channel
    if message.guild is None or isinstance(
        channel, discord.PartialMessageable | discord.DMChannel | discord.GroupChannel
    ):
        return None
    return channel.permissions_for(message.guild.me)


class Listener:
    """Hears messages and answers."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def hear(self, message: discord.Message, me: discord.ClientUser) -> None:
        """Answer ``message`` if it is for us; what goes wrong is told where it can be."""
        settings = await self._services.settings.of(_guild(message))
        why = heard(message, me, settings.opened_channels)
        if why is None:
            return
        if not may_write(message):
            log.info("may not write in channel %s", message.channel.id)
            return
        preference = self._preference(message, settings)
        role = message.guild.self_role if message.guild is not None else None
        content = message.content if role is None else message.content.replace(role.mention, " ")
        question = without_mention(content, me.id, me.name)
        try:
            if why is Heard.OVERHEARD:
                with suppress(NoDossierError):  # who addresses the bot is told; nobody did
                    await self._answer_if_known(message, question, preference, settings)
            else:
                await self._answer(message, question, preference, settings)
        except Exception as error:  # noqa: BLE001  # the last resort: discord.py would only log it
            await self._services.failures.tell_in_channel(message, error, preference.hints[0])

    async def _answer(
        self, message: discord.Message, question: str, preference: Preference, settings: ServerSettings
    ) -> None:
        services, who = self._services, _who(message)
        refused = await services.too_fast(message.author.id, _guild(message), preference.hints[0])
        if refused is not None and not services.cooldown.first_warning(who, settings.cooldown_seconds):
            return
        await delivery.to_message(message, self._reply(message, question, preference, settings, refused))

    async def _reply(
        self,
        message: discord.Message,
        question: str,
        preference: Preference,
        settings: ServerSettings,
        refused: Reply | None,
    ) -> Reply:
        if refused is not None:
            return refused
        if not question:
            return await self._services.hint(preference.hints[0], _dossiers(message, settings))
        return await self._services.ask(
            question,
            preference,
            asker=message.author.id,
            channel_id=message.channel.id,
            guild_id=_guild(message),
            parent_id=getattr(message.channel, "parent_id", None),
            draw=may_attach(message),
        )

    async def _answer_if_known(
        self, message: discord.Message, question: str, preference: Preference, settings: ServerSettings
    ) -> None:
        """Talk in an opened channel: no cooldown lines, and no « I don't know » to what was no question.

        What gets no reply is nowhere remembered, noted or counted.
        """
        services, asker = self._services, message.author.id
        who, window = _who(message), settings.cooldown_seconds
        if services.cooldown.wait(who, window):
            return

        def is_welcome(answer: Answer) -> bool:
            return welcome(answer.status, question, settings.shyness)

        answer = await services.desk.answer(
            question,
            preference,
            conversation=talk(message.channel.id, asker),
            dossiers=_dossiers(message, settings),
            is_said=is_welcome,
        )
        if is_welcome(answer):
            services.cooldown.ask(who, window)
            await services.note(question, answer, _guild(message))
            audience = Audience(asker, languages=services.languages(answer.dossier))
            draw = settings.pictures and may_attach(message)

            async def reply() -> Reply:
                shown = await services.present(answer, audience, draw=draw)
                return services.remembered(shown, asker, answer)

            await delivery.to_message(message, reply())

    def _preference(self, message: discord.Message, settings: ServerSettings) -> Preference:
        guild = message.guild.preferred_locale.value if message.guild is not None else None
        return self._services.speech.preference(setting=settings.language, guild=guild)


def _guild(message: discord.Message) -> int | None:
    """The id of the server that ``message`` was written in; None: a direct message."""
    return message.guild.id if message.guild is not None else None


def _who(message: discord.Message) -> Who:
    return _guild(message), message.author.id


def _dossiers(message: discord.Message, settings: ServerSettings) -> tuple[str, ...] | None:
    """Ids of the dossiers to answer ``message`` from; None: all."""
    return settings.dossiers_in(message.channel.id, getattr(message.channel, "parent_id", None))
