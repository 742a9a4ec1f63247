"""/settings: what an admin sets for a server, as a panel that only they see."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.discord_app.commands.asking import Commands
from bot.discord_app.panel_items import admit, panel_of, view_of
from bot.discord_app.services import Services
from bot.discord_app.translator import named


def commands(services: Services) -> Commands:
    """The command for who manages the server: Discord shows it to them alone, and it looks again when used."""
    return [_settings(services)]


def _settings(services: Services) -> app_commands.Command[Any, ..., None]:
    speech = services.speech

    @app_commands.command(
        name=named(speech, "command.settings.name"),
        description=named(speech, "command.settings.description"),
    )
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def settings(interaction: discord.Interaction[Any]) -> None:
        language = (await services.preference(interaction)).hints[0]
        admitted = admit(services, interaction)
        if isinstance(admitted, str):
            said = services.speech.say(f"keeping.{admitted}", language)
            await interaction.response.send_message(said, ephemeral=True)
            return
        notebook, guild = admitted
        page = panel_of(services).page(await notebook.values(guild), language)
        await interaction.response.send_message(page.content, view=view_of(page), ephemeral=True)

    return settings
