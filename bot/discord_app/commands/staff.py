"""/unanswered and /stats: what the staff of a server sees of how its members fare."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.charts.counts import counts_view
from bot.discord_app import delivery, limits
from bot.discord_app.commands.asking import Commands
from bot.discord_app.panel_items import admit
from bot.discord_app.pictures import may_attach
from bot.discord_app.plain import quoted
from bot.discord_app.reply import Reply
from bot.discord_app.services import Services
from bot.discord_app.translator import named
from bot.errors import StorageError
from bot.storage.records import DayCount, VainQuestion, VoteCount
from bot.storage.settings import SETTINGS
from bot.storage.tally import Figures, by_day, figures
from bot.text.formats import percent, short_day

if TYPE_CHECKING:
    from bot.storage.storage import Storage

USUAL_DAYS = 30
MOST_DAYS = 365
LISTED = 30
"""Questions that are looked at for a message; it holds some twenty."""
WORST = 3
"""Answers that are named for being called wrong."""

Say = Callable[..., str]
Look = Callable[["Storage", int, str, Say], Coroutine[Any, Any, Reply]]


def commands(services: Services) -> Commands:
    """The commands for staff; only who asks sees their replies."""
    return [_unanswered(services), _stats(services)]


def _unanswered(services: Services) -> app_commands.Command[Any, ..., None]:
    speech = services.speech

    @app_commands.command(
        name=named(speech, "command.unanswered.name"),
        description=named(speech, "command.unanswered.description"),
    )
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def unanswered(interaction: discord.Interaction[Any]) -> None:
        async def look(notebook: Storage, guild: int, language: str, say: Say) -> Reply:
            days = notebook.retention.vain_days
            if not (await notebook.values(guild))["keep_unanswered"]:
                setting = speech.say(SETTINGS["keep_unanswered"].title_key, language)
                command = _clickable(services, interaction, "settings", language)
                return Reply(say("unanswered.off", days=days, command=command, setting=setting))
            found = await notebook.look.vain(guild)
            lines = [say("unanswered.title"), *_questions(services, found[:LISTED], language, say)]
            return Reply(
                limits.join_lines(lines, limits.CONTENT) if found else say("unanswered.none", days=days)
            )

        await _answer(services, interaction, look)

    return unanswered


def _stats(services: Services) -> app_commands.Command[Any, ..., None]:
    speech = services.speech

    @app_commands.command(
        name=named(speech, "command.stats.name"), description=named(speech, "command.stats.description")
    )
    @app_commands.rename(days=named(speech, "command.stats.days.name"))
    @app_commands.describe(days=named(speech, "command.stats.days.description"))
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def stats(
        interaction: discord.Interaction[Any], days: app_commands.Range[int, 1, MOST_DAYS] = USUAL_DAYS
    ) -> None:
        async def look(notebook: Storage, guild: int, language: str, say: Say) -> Reply:
            counts, votes = await asyncio.gather(
                notebook.look.counts(guild, days=days), notebook.look.votes(guild)
            )
            view = counts_view(counts, days, speech.languages[language], say)
            lines = [f"**{view.title}**", *_figures(services, counts, language, say), *_votes(votes, say)]
            reply = Reply(limits.join_lines(lines, limits.CONTENT))
            wanted = bool((await notebook.values(guild))["pictures"]) and may_attach(interaction)
            if not counts or not wanted:
                return reply
            return await services.pictures.with_counts(reply, view)

        await _answer(services, interaction, look)

    return stats


async def _answer(services: Services, interaction: discord.Interaction[Any], look: Look) -> None:
    language = (await services.preference(interaction)).hints[0]

    def say(key: str, /, **values: object) -> str:
        return services.speech.say(f"keeping.{key}", language, **values)

    async def work() -> Reply:
        admitted = admit(services, interaction)
        if isinstance(admitted, str):
            return Reply(say(admitted))
        try:
            return await look(*admitted, language, say)
        except StorageError:
            return Reply(say("away"))

    await delivery.to_interaction(interaction, work(), private=True)


def _questions(services: Services, found: Sequence[VainQuestion], language: str, say: Say) -> Iterator[str]:
    for one in found:
        dossier = services.desk.dossier(one.dossier)
        near = dossier.intents.get(one.near) if dossier is not None and one.near is not None else None
        if near is None:
            yield say("unanswered.row", times=one.times, question=quoted(one.text))
            continue
        title = near.title.get(language) or next(iter(near.title.values()))
        sure = percent(str(round(100 * one.confidence)), services.speech.languages[language])
        yield say(
            "unanswered.row_near",
            times=one.times,
            question=quoted(one.text),
            near=quoted(title, 60),
            percent=sure,
        )


def _figures(services: Services, counts: Sequence[DayCount], language: str, say: Say) -> Iterator[str]:
    if not counts:
        yield say("stats.none")
        return
    yield say("stats.total", **_numbers(figures(counts)))
    spoken = dict.fromkeys(one.language for one in counts)
    known = services.speech.languages
    for one in spoken:
        name = known[one].name if one in known else one
        part = figures(count for count in counts if count.language == one)
        yield say("stats.language", language=name, **_numbers(part))
    for day, part in reversed(list(by_day(counts).items())):
        yield say("stats.day", day=short_day(day, known[language]), **_numbers(part))
    yield f"-# {say('stats.legend')}"


def _numbers(part: Figures) -> dict[str, int]:
    return {"questions": part.questions, **{fate.value: number for fate, number in part.parts.items()}}


def _votes(votes: Sequence[VoteCount], say: Say) -> Iterator[str]:
    if not votes:
        return
    yield say("stats.votes", right=sum(one.right for one in votes), wrong=sum(one.wrong for one in votes))
    for one in votes[:WORST]:
        if one.wrong:
            named_answer = " ".join(part for part in (one.answer.intent, one.answer.slots) if part)
            yield say("stats.worst", right=one.right, wrong=one.wrong, answer=f"`{named_answer}`")


def _clickable(services: Services, interaction: discord.Interaction[Any], key: str, language: str) -> str:
    default = named(services.speech, f"command.{key}.name").message
    ids: dict[str, int] = interaction.client.command_ids
    shown = services.speech.say(f"discord.command.{key}.name", language)
    return f"</{default}:{ids[default]}>" if default in ids else f"`/{shown}`"
