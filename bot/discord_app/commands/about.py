"""/help, /about and /privacy: the bot about itself."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import discord
from discord import app_commands

from bot.answering.about import about
from bot.discord_app import delivery, limits
from bot.discord_app.commands.asking import Commands
from bot.discord_app.reply import Reply, Tap
from bot.discord_app.services import Services
from bot.discord_app.tickets import Action, Ticket, encode
from bot.discord_app.translator import named
from bot.text.formats import enumeration

LISTED = ("ask", "stakes", "timeline", "about", "privacy")
"""The commands that /help tells of, in its order."""
EXAMPLES = 3

Write = Callable[[Services, discord.Interaction[Any], str], Coroutine[Any, Any, Reply]]


def commands(services: Services) -> Commands:
    """The commands that speak of the bot; only who asks sees their replies."""
    return [
        _command(services, "help", help_reply),
        _command(services, "about", about_reply),
        _command(services, "privacy", privacy_reply),
    ]


def _command(services: Services, name: str, write: Write) -> app_commands.Command[Any, ..., None]:
    async def tell(interaction: discord.Interaction[Any]) -> None:
        language = (await services.preference(interaction)).hints[0]
        await delivery.to_interaction(interaction, write(services, interaction, language), private=True)

    return app_commands.Command(
        name=named(services.speech, f"command.{name}.name"),
        description=named(services.speech, f"command.{name}.description"),
        callback=tell,
    )


async def help_reply(services: Services, interaction: discord.Interaction[Any], language: str) -> Reply:
    """What the bot can do, with commands to tap and questions to try."""
    say, speech = services.presenter.say, services.speech
    chosen = await services.dossiers(interaction)
    subjects = enumeration(
        [dossier.about[language] for dossier in services.spoken(language, chosen)], speech.languages[language]
    )
    lines = [say("help.title", language, about=subjects) if subjects else "", ""]
    lines += _commands(services, interaction.client.command_ids, language)
    lines += [
        say("help.mention", language),
        say("help.menu", language, name=say("command.ask_about.name", language)),
    ]
    examples = await services.desk.complete("", language, EXAMPLES, chosen)
    if examples:
        lines += ["", say("help.examples", language), *(f"- {example.text}" for example in examples)]
    lines += ["", say("help.honest", language)]
    return Reply(limits.join_lines(lines, limits.CONTENT).strip(), private=True)


def _commands(services: Services, ids: dict[str, int], language: str) -> Iterator[str]:
    say = services.presenter.say
    for key in LISTED:
        name = say(f"command.{key}.name", language)
        default = named(services.speech, f"command.{key}.name").message
        shown = f"</{default}:{ids[default]}>" if default in ids else f"`/{name}`"
        yield say(
            "help.command", language, command=shown, description=say(f"command.{key}.description", language)
        )


async def about_reply(services: Services, interaction: discord.Interaction[Any], language: str) -> Reply:
    """Version, licence, and for each dossier that is answered from there its source and edition."""
    speech = services.speech
    chosen = services.desk.chosen(await services.dossiers(interaction))
    lines = about(chosen, language, speech.languages, speech.say)
    return Reply(limits.join_lines(lines, limits.CONTENT), private=True)


async def privacy_reply(services: Services, interaction: discord.Interaction[Any], language: str) -> Reply:
    """What is kept, why and how long, with buttons that forget who taps and, for who manages it, the server."""
    notebook, say = services.notebook, services.presenter.say
    keeps, minutes = notebook is not None, services.options.talk_minutes
    if notebook is None:
        text = say("privacy.text", language, minutes=minutes)
    else:
        kept = notebook.retention
        days = {"votes": kept.votes_days, "questions": kept.vain_days, "counts": kept.counts_days}
        lasts = {
            what: say("privacy.day" if number == 1 else "privacy.days", language, number=number)
            for what, number in days.items()
        }
        text = say("privacy.kept", language, minutes=minutes, **lasts)
    wishes = {Action.FORGET: "privacy.forget_me" if keeps else "privacy.forget"}
    if keeps and interaction.guild_id is not None and interaction.permissions.manage_guild:
        wishes[Action.FORGET_SERVER] = "privacy.forget_server"
    taps = []
    for action, key in wishes.items():
        ticket = encode(Ticket(action, language, interaction.user.id))
        if ticket is not None:
            taps.append(Tap(limits.clip(say(key, language), limits.BUTTON_LABEL), ticket))
    return Reply(limits.clip(text, limits.CONTENT), tuple(taps), private=True)
