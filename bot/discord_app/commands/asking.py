"""/ask, and « Ask about this » on someone's message."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.discord_app import delivery, limits
from bot.discord_app.pictures import is_member, may_attach
from bot.discord_app.reply import Reply
from bot.discord_app.services import Services
from bot.discord_app.translator import named

OPTIONS = ("question", "language", "private")
Commands = list[app_commands.Command[Any, ..., Any] | app_commands.ContextMenu]


def commands(services: Services) -> Commands:
    """The commands that take a question."""
    return [_ask(services), _ask_about(services)]


def _ask(services: Services) -> app_commands.Command[Any, ..., None]:
    speech = services.speech
    choices = [
        app_commands.Choice(name=named(speech, f"language.{language}"), value=language)
        for language in services.speech.languages
    ]

    @app_commands.command(
        name=named(speech, "command.ask.name"), description=named(speech, "command.ask.description")
    )
    @app_commands.rename(**{name: named(speech, f"command.ask.{name}.name") for name in OPTIONS})
    @app_commands.describe(**{name: named(speech, f"command.ask.{name}.description") for name in OPTIONS})
    @app_commands.choices(language=choices)
    async def ask(
        interaction: discord.Interaction[Any],
        question: app_commands.Range[str, 1, limits.QUESTION],
        language: str | None = None,
        private: bool = False,
    ) -> None:
        await answer(services, interaction, question, language=language, private=private)

    @ask.autocomplete("question")
    async def complete(interaction: discord.Interaction[Any], current: str) -> list[app_commands.Choice[str]]:
        chosen = interaction.namespace.language if "language" in interaction.namespace else None
        return await completions(services, interaction, current, chosen)

    return ask


def _ask_about(services: Services) -> app_commands.ContextMenu:
    async def ask_about(interaction: discord.Interaction[Any], message: discord.Message) -> None:
        await answer(services, interaction, message.content)

    return app_commands.ContextMenu(name=named(services.speech, "command.ask_about.name"), callback=ask_about)


async def answer(
    services: Services,
    interaction: discord.Interaction[Any],
    question: str,
    *,
    language: str | None = None,
    private: bool = False,
) -> None:
    """Answer a question that came with a command."""
    preference = await services.preference(interaction, language)
    speaks = preference.explicit or preference.hints[0]
    refused = await services.too_fast(interaction.user.id, interaction.guild_id, speaks)
    muted = _is_muted(interaction)

    async def work() -> Reply:
        if refused is not None:
            return refused
        if not question.strip():
            return services.presenter.line("ask.nothing", speaks)
        return await services.ask(
            question,
            preference,
            asker=interaction.user.id,
            channel_id=interaction.channel_id,
            guild_id=interaction.guild_id,
            parent_id=getattr(interaction.channel, "parent_id", None),
            private=private or muted,
            hide_repeats=interaction.guild_id is not None,
            show_question=True,
            draw=may_attach(interaction),
        )

    await delivery.to_interaction(interaction, work(), private=private or muted)
    if muted and refused is None:
        await interaction.followup.send(
            services.presenter.line("permission.write", speaks).content, ephemeral=True
        )


async def completions(
    services: Services, interaction: discord.Interaction[Any], current: str, chosen: str | None
) -> list[app_commands.Choice[str]]:
    """Questions to offer while one is being typed: at most 25, each at most 100 characters, none cut."""
    preference = await services.preference(interaction, chosen)
    language = preference.explicit or preference.hints[0]
    chosen_dossiers = await services.dossiers(interaction)
    found = await services.desk.complete(
        current[: limits.QUESTION], language, limits.CHOICES, chosen_dossiers
    )
    texts = dict.fromkeys(offer.text for offer in found if limits.fits(offer.text, limits.CHOICE))
    return [app_commands.Choice(name=text, value=text) for text in list(texts)[: limits.CHOICES]]


def _is_muted(interaction: discord.Interaction[Any]) -> bool:
    """Whether an admin took from the bot the right to write there: then it answers the asker alone."""
    if not is_member(interaction):
        return False
    allowed = interaction.app_permissions
    in_thread = isinstance(interaction.channel, discord.Thread)
    return not (allowed.send_messages_in_threads if in_thread else allowed.send_messages)
