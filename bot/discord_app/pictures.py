"""Pictures for tables, where they are wanted and can be shown; without them the text says it all."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from dataclasses import replace
from typing import Any

import discord

from bot.answering.views import StakesView, TimelineView
from bot.charts.counts import CountsView
from bot.charts.drawn import Drawn
from bot.charts.studio import Studio
from bot.discord_app import limits
from bot.discord_app.reply import Picture, Reply
from bot.errors import DrawingError

log = logging.getLogger(__name__)

PATIENCE = 8.0
"""Seconds that a reply waits for its picture before it goes out as text."""


class Pictures:
    """Adds pictures to replies; one that cannot be drawn, or not in time, is left out and logged."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio

    async def with_stakes(self, reply: Reply, view: StakesView, version: str) -> Reply:
        """``reply`` with the picture of ``view``."""
        return await self._with(reply, self._studio.stakes(view, version), "stakes.png")

    async def with_timeline(self, reply: Reply, view: TimelineView, version: str) -> Reply:
        """``reply`` with the picture of ``view``; as it is when there is nothing to draw."""
        return (
            await self._with(reply, self._studio.timeline(view, version), "timeline.png")
            if view.rows
            else reply
        )

    async def with_counts(self, reply: Reply, view: CountsView) -> Reply:
        """``reply`` with the picture of ``view``."""
        return await self._with(reply, self._studio.counts(view), "stats.png")

    async def draw(self, view: StakesView | TimelineView | None, version: str) -> None:
        """Draw ``view`` ahead of time."""
        nothing = Reply("")
        if isinstance(view, StakesView):
            await self.with_stakes(nothing, view, version)
        elif isinstance(view, TimelineView):
            await self.with_timeline(nothing, view, version)

    def close(self) -> None:
        """Close the studio."""
        self._studio.close()

    async def _with(self, reply: Reply, drawing: Coroutine[Any, Any, Drawn], filename: str) -> Reply:
        try:
            drawn = await asyncio.wait_for(drawing, PATIENCE)
        except TimeoutError:
            log.warning("%s was not drawn within %s seconds", filename, PATIENCE)
        except DrawingError as error:
            log.warning("%s was not drawn: %s", filename, error)
        else:
            return replace(
                reply, picture=Picture(filename, drawn.png, limits.clip(drawn.alt, limits.ALT_TEXT))
            )
        return reply


def is_member(interaction: discord.Interaction[Any]) -> bool:
    """Whether the bot is there as a member of a server, with rights that an admin gave or took."""
    only_users = interaction.is_user_integration() and not interaction.is_guild_integration()
    return interaction.guild_id is not None and not only_users


def may_attach(interaction: discord.Interaction[Any]) -> bool:
    """Whether the bot may send files there. In direct messages, and where only the user added it, nothing forbids it."""
    return not is_member(interaction) or interaction.app_permissions.attach_files
