"""How a reply reaches Discord: in time whatever the engine does, once, and never with a ping."""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypedDict, TypeVar

import discord

from bot.discord_app.reply import Picture, Reply

log = logging.getLogger(__name__)
_Result = TypeVar("_Result")

PROMPT = 0.8
"""Seconds to wait for the reply before telling Discord that it will come: a first call that fails and is tried again a
second later then still comes within Discord's three."""
ALREADY_ACKNOWLEDGED = 40060
UNKNOWN_INTERACTION = 10062
_TAKEN = "taken"
"""Stands among an interaction's extras once Discord said that it has its first response."""


class _Parts(TypedDict, total=False):
    content: str
    view: discord.ui.View
    files: list[discord.File]


def file_of(picture: Picture) -> discord.File:
    """The picture as an attachment with its alt text."""
    return discord.File(io.BytesIO(picture.png), filename=picture.filename, description=picture.alt)


def view_of(reply: Reply) -> discord.ui.View | None:
    """The reply's buttons; None when it has none. They need no memory of ours and outlive a restart."""
    from bot.discord_app.buttons import Button  # noqa: PLC0415  # buttons deliver replies in their turn

    if not reply.taps:
        return None
    view = discord.ui.View(timeout=None)
    for tap in reply.taps:
        view.add_item(Button.of(tap))
    return view


def parts_of(reply: Reply) -> _Parts:
    """What discord.py's send functions take."""
    parts: _Parts = {"content": reply.content}
    if (view := view_of(reply)) is not None:
        parts["view"] = view
    if reply.picture is not None:
        parts["files"] = [file_of(reply.picture)]
    return parts


async def first(work: asyncio.Task[_Result]) -> bool:
    """Whether ``work`` is done within ``PROMPT`` seconds."""
    done, _ = await asyncio.wait({work}, timeout=PROMPT)
    return bool(done)


async def in_time(
    interaction: discord.Interaction[Any],
    work: Coroutine[Any, Any, _Result],
    *,
    private: bool = False,
    thinking: bool = False,
) -> _Result:
    """What ``work`` gives; when it takes long, Discord is told within its three seconds that something will come.

    With ``thinking`` that is a new message, for the user alone when it is ``private``; else what the tapped part's
    message turns into.
    """
    task = asyncio.ensure_future(work)
    try:
        if not await first(task):
            with forgiving(interaction):
                await interaction.response.defer(ephemeral=private, thinking=thinking)
        return await task
    finally:
        task.cancel()


async def to_interaction(
    interaction: discord.Interaction[Any], work: Coroutine[Any, Any, Reply], *, private: bool = False
) -> None:
    """Answer a command or a button with a new message, within Discord's three seconds.

    A reply that comes promptly decides itself whether all may see it; one that is late is as ``private`` says, for
    Discord fixes that when it is told to wait.
    """
    reply = await in_time(interaction, work, private=private, thinking=True)
    if is_taken(interaction):
        _tell(reply, await _complete(interaction, reply.content, view_of(reply), reply.picture))
    else:
        await respond(interaction, reply, private=private)


async def in_place(interaction: discord.Interaction[Any], work: Coroutine[Any, Any, Reply]) -> None:
    """Turn the message that holds the tapped button into a reply, within Discord's three seconds."""
    reply = await in_time(interaction, work)
    await edit(interaction, reply.content, view_of(reply), reply.picture)
    if interaction.message is not None:
        _tell(reply, interaction.message.id)


async def edit(
    interaction: discord.Interaction[Any],
    content: str,
    view: discord.ui.View | None,
    picture: Picture | None = None,
) -> None:
    """Turn the message that holds what was tapped into this one."""
    if is_taken(interaction):
        await _complete(interaction, content, view, picture)
        return
    files = [file_of(picture)] if picture is not None else []
    with forgiving(interaction), released(view):
        await interaction.response.edit_message(content=content, view=view, attachments=files)


async def _complete(
    interaction: discord.Interaction[Any],
    content: str,
    view: discord.ui.View | None,
    picture: Picture | None,
) -> int:
    """Put a message in the place that was promised, and give its id; doing it twice does no harm."""
    files = [file_of(picture)] if picture is not None else []
    with released(view):
        return (await interaction.edit_original_response(content=content, view=view, attachments=files)).id


def _tell(reply: Reply, message_id: int | None) -> None:
    if reply.sent is not None and message_id is not None:
        reply.sent(message_id)


async def to_message(message: discord.Message, work: Coroutine[Any, Any, Reply]) -> None:
    """Reply to a message, showing that the bot is at it when the reply takes a while."""
    task = asyncio.ensure_future(work)
    try:
        if not await first(task):
            with suppress(discord.HTTPException):
                await message.channel.typing()
        reply = await task
    finally:
        task.cancel()
    await send(message, reply)


async def send(message: discord.Message, reply: Reply) -> None:
    """Send ``reply`` as a reply to ``message``, which may be gone by now."""
    parts = parts_of(reply)
    with released(parts.get("view")):
        reference = message.to_reference(fail_if_not_exists=False)
        sent = await message.channel.send(**parts, reference=reference, mention_author=False)
    _tell(reply, sent.id)


async def respond(interaction: discord.Interaction[Any], reply: Reply, *, private: bool = False) -> None:
    """Send ``reply`` as the first response, for the user alone when it or ``private`` says so."""
    parts = parts_of(reply)
    with forgiving(interaction), released(parts.get("view")):
        sent = await interaction.response.send_message(**parts, ephemeral=private or reply.private)
        _tell(reply, sent.message_id)


@contextmanager
def released(view: discord.ui.View | None) -> Iterator[discord.ui.View | None]:
    """Let go of ``view`` once it is sent: its buttons answer by their ids, and waiting for it would only hold memory."""
    try:
        yield view
    finally:
        if view is not None:
            view.stop()


@contextmanager
def forgiving(interaction: discord.Interaction[Any]) -> Iterator[None]:
    """Take « already acknowledged » for success: it is what a call gets that is tried again after it had worked."""
    try:
        yield
    except discord.HTTPException as error:
        if error.code != ALREADY_ACKNOWLEDGED:
            raise
        log.info("Discord had taken the first call already")
        # discord.py knows only of calls that did not raise.
        interaction.extras[_TAKEN] = True


def is_taken(interaction: discord.Interaction[Any]) -> bool:
    """Whether Discord has a first response to ``interaction``, be it a promise: then it takes no second one."""
    return interaction.response.is_done() or _TAKEN in interaction.extras
