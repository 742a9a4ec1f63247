"""/stakes and /timeline: a table as text, and a picture of it where one can be drawn and shown."""

from __future__ import annotations

from collections.abc import Coroutine, Sequence
from dataclasses import replace
from typing import Any

import discord
from discord import app_commands

from bot.discord_app import delivery, limits
from bot.discord_app.commands.asking import Commands
from bot.discord_app.pictures import may_attach
from bot.discord_app.plain import quoted
from bot.discord_app.reply import Reply
from bot.discord_app.services import Services
from bot.discord_app.translator import named
from bot.text.normalise import fold

FIRST_YEAR, LAST_YEAR = 1000, 9999
NAME = 100
"""The most characters of a company's name that are read."""


def commands(services: Services) -> Commands:
    """The commands that show a table."""
    return [_stakes(services), _timeline(services)]


def _stakes(services: Services) -> app_commands.Command[Any, ..., None]:
    speech = services.speech

    @app_commands.command(
        name=named(speech, "command.stakes.name"), description=named(speech, "command.stakes.description")
    )
    @app_commands.rename(company=named(speech, "command.stakes.company.name"))
    @app_commands.describe(company=named(speech, "command.stakes.company.description"))
    async def stakes(
        interaction: discord.Interaction[Any], company: app_commands.Range[str, 1, NAME] | None = None
    ) -> None:
        language = await _language(services, interaction)
        work = stakes_reply(services, language, await services.dossiers(interaction), company)
        await _show(services, interaction, work, language)

    @stakes.autocomplete("company")
    async def complete(interaction: discord.Interaction[Any], current: str) -> list[app_commands.Choice[str]]:
        names = await holders(
            services, await _language(services, interaction), await services.dossiers(interaction)
        )
        typed = fold(current)
        offered = [limits.clip(name, limits.CHOICE) for name in names if typed in fold(name)]
        return [app_commands.Choice(name=name, value=name) for name in offered[: limits.CHOICES]]

    return stakes


def _timeline(services: Services) -> app_commands.Command[Any, ..., None]:
    speech = services.speech

    @app_commands.command(
        name=named(speech, "command.timeline.name"), description=named(speech, "command.timeline.description")
    )
    @app_commands.rename(
        first=named(speech, "command.timeline.from.name"), last=named(speech, "command.timeline.until.name")
    )
    @app_commands.describe(
        first=named(speech, "command.timeline.from.description"),
        last=named(speech, "command.timeline.until.description"),
    )
    async def timeline(
        interaction: discord.Interaction[Any],
        first: app_commands.Range[int, FIRST_YEAR, LAST_YEAR] | None = None,
        last: app_commands.Range[int, FIRST_YEAR, LAST_YEAR] | None = None,
    ) -> None:
        language = await _language(services, interaction)
        work = timeline_reply(services, language, await services.dossiers(interaction), first, last)
        await _show(services, interaction, work, language)

    return timeline


async def holders(services: Services, language: str, dossiers: Sequence[str] | None) -> Sequence[str]:
    """The names of all who hold a share in one of ``dossiers``; None: in any."""
    chosen = services.desk.chosen(dossiers)
    views = [await services.desk.stakes(language, (one.id,)) for one in chosen]
    return list(dict.fromkeys(row.name for view in views if view is not None for row in view.rows))


async def stakes_reply(
    services: Services, language: str, dossiers: Sequence[str] | None, company: str | None
) -> Reply:
    """Who owns what; for a company that holds nothing, one line that says so."""
    view = await services.desk.stakes(language, dossiers, company)
    if view is None and company is not None:
        return services.presenter.line("answering.no_such_holder", language, company=quoted(company))
    if view is None:
        return services.presenter.line("answering.no_shares", language)
    return await services.pictures.with_stakes(services.presenter.stakes(view), view, services.desk.version)


async def timeline_reply(
    services: Services,
    language: str,
    dossiers: Sequence[str] | None,
    first: int | None,
    last: int | None,
) -> Reply:
    """What happened when; years given in the wrong order are taken the right way round."""
    if first is not None and last is not None and first > last:
        first, last = last, first
    view = await services.desk.timeline(language, dossiers, first, last)
    if view is None:
        return services.presenter.line("answering.no_dates", language)
    reply = replace(services.presenter.timeline(view), private=not view.rows)
    return await services.pictures.with_timeline(reply, view, services.desk.version)


async def _show(
    services: Services, interaction: discord.Interaction[Any], work: Coroutine[Any, Any, Reply], language: str
) -> None:
    """Send a table; where files may not be attached, as text, and say why to who asked."""
    settings = await services.settings.of(interaction.guild_id)
    allowed = may_attach(interaction)
    dropped = False

    async def shown() -> Reply:
        nonlocal dropped
        reply = await work
        if reply.picture is None or (allowed and settings.pictures):
            return reply
        dropped = not allowed
        return replace(reply, picture=None)

    await delivery.to_interaction(interaction, shown())
    if dropped:
        line = services.presenter.line("permission.attach", language)
        await interaction.followup.send(line.content, ephemeral=True)


async def _language(services: Services, interaction: discord.Interaction[Any]) -> str:
    return (await services.preference(interaction)).hints[0]
