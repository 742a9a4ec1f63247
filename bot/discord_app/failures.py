"""What people read when something goes wrong: one line in their language with a short id, and the trace in the log."""

from __future__ import annotations

import logging
import secrets
from typing import Any

import discord
from discord import app_commands

from bot.discord_app import delivery
from bot.discord_app.desk import BusyError, NoDossierError
from bot.discord_app.presenter import Presenter
from bot.discord_app.reply import Reply
from bot.discord_app.speech import Speech

log = logging.getLogger(__name__)


class Failures:
    """The one place where an error becomes words."""

    def __init__(self, presenter: Presenter, speech: Speech) -> None:
        self._presenter = presenter
        self._speech = speech

    def words(self, error: BaseException, language: str) -> Reply:
        """What to tell about ``error``; logs it with the id that the line carries when it is our mistake."""
        cause = _cause(error)
        if isinstance(cause, BusyError):
            return self._presenter.line("error.busy", language)
        if isinstance(cause, NoDossierError):
            log.warning("%s", cause)
            return self._presenter.line("error.no_dossier", language)
        if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
            return self._presenter.line("error.old_command", language)
        if isinstance(cause, discord.Forbidden):
            log.warning("missing permission: %s", cause)
            return self._presenter.line("error.forbidden", language)
        number = secrets.token_hex(3)
        log.error("error %s", number, exc_info=cause)
        return self._presenter.line("error.unexpected", language, number=number)

    async def tell(self, interaction: discord.Interaction[Any], error: BaseException) -> None:
        """Tell who used a command or button. An interaction that Discord forgot is only logged: nobody can be told."""
        if _code(error) == delivery.UNKNOWN_INTERACTION:
            log.warning("Discord had forgotten the interaction before it was answered")
            return
        language = self._speech.preference(asker=interaction.locale.value).hints[0]
        reply = self.words(error, language)
        try:
            if delivery.is_taken(interaction):
                await interaction.followup.send(reply.content, ephemeral=True)
            else:
                await interaction.response.send_message(reply.content, ephemeral=True)
        except discord.HTTPException as unsent:
            log.warning("the error could not be told: %s", unsent)

    async def tell_in_channel(self, message: discord.Message, error: BaseException, language: str) -> None:
        """Tell who wrote a message, where the bot may write at all."""
        if isinstance(_cause(error), discord.Forbidden):
            log.warning("may not write in channel %s", message.channel.id)
            return
        reply = self.words(error, language)
        try:
            await message.channel.send(
                reply.content, reference=message.to_reference(fail_if_not_exists=False), mention_author=False
            )
        except discord.HTTPException as unsent:
            log.warning("the error could not be told: %s", unsent)


def _cause(error: BaseException) -> BaseException:
    return error.original if isinstance(error, app_commands.CommandInvokeError) else error


def _code(error: BaseException) -> int | None:
    cause = _cause(error)
    return cause.code if isinstance(cause, discord.HTTPException) else None
