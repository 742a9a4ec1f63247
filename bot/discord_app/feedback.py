"""« Was this right? »: one vote per person and answer, changeable, with a reason when it was not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import discord

from bot.discord_app import delivery, limits
from bot.discord_app.notebook import note_vain
from bot.discord_app.reply import Reply, Tap, Tone
from bot.discord_app.services import Services
from bot.discord_app.tickets import Action, Ticket, encode
from bot.storage.records import AnswerKey, Kept, Reason, Vain

MODAL_SECONDS = 600.0
"""How long a form may stay open."""
MODAL_TITLE = 45
"""Discord's limit for a form's title and for the label of a field."""


async def rate(interaction: discord.Interaction[Any], services: Services, ticket: Ticket, _: str) -> None:
    """Ask whether the reply was right."""
    say = services.presenter.say
    taps = []
    message = interaction.message.id if interaction.message is not None else 0
    for action, tone in ((Action.RIGHT, Tone.MAIN), (Action.WRONG, Tone.PLAIN)):
        vote = replace(ticket, action=action)
        custom_id = encode(replace(vote, number=message)) or encode(vote)
        if custom_id is not None:
            taps.append(Tap(say(f"rate.{action.name.lower()}", ticket.language), custom_id, tone))
    question = Reply(say("rate.ask", ticket.language), tuple(taps), private=True)
    await delivery.respond(interaction, question, private=True)


async def right(interaction: discord.Interaction[Any], services: Services, ticket: Ticket, _: str) -> None:
    """Take the vote that it was."""

    async def work() -> Reply:
        return _thanks(services, ticket, await _vote(interaction, services, ticket, None))

    await delivery.in_place(interaction, work())


async def wrong(interaction: discord.Interaction[Any], services: Services, ticket: Ticket, _: str) -> None:
    """Ask what was wrong."""
    await interaction.response.send_modal(ReasonForm(services, ticket))


class ReasonForm(discord.ui.Modal):
    """What was wrong with a reply; sending it is the vote."""

    def __init__(self, services: Services, ticket: Ticket) -> None:
        say = services.presenter.say
        super().__init__(
            title=limits.clip(say("rate.form", ticket.language), MODAL_TITLE), timeout=MODAL_SECONDS
        )
        self._services = services
        self._ticket = ticket
        options = [
            discord.SelectOption(
                label=say(f"rate.reason_{reason.value}", ticket.language), value=reason.value
            )
            for reason in Reason
        ]
        self._reasons: discord.ui.Select[Any] = discord.ui.Select(options=options)
        label = limits.clip(say("rate.why", ticket.language), MODAL_TITLE)
        self.add_item(discord.ui.Label(text=label, component=self._reasons))

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Take the vote, and keep the question as one that was asked in vain."""
        await delivery.in_place(interaction, self._taken(interaction))

    async def _taken(self, interaction: discord.Interaction[Any]) -> Reply:
        services, ticket = self._services, self._ticket
        kept = await _vote(interaction, services, ticket, Reason(self._reasons.values[0]))
        answer = services.lately.get((interaction.user.id, ticket.number))
        if services.notebook is not None and answer is not None and answer.intent == ticket.intent:
            await note_vain(
                services.notebook, interaction.guild_id, answer.question, answer, Vain.THUMBS_DOWN
            )
        return _thanks(services, ticket, kept)

    async def on_error(  # type: ignore[override]  # discord.py's own forms differ from its views in this
        self, interaction: discord.Interaction[Any], error: Exception, /
    ) -> None:
        """As everywhere."""
        await self._services.failures.tell(interaction, error)


async def _vote(
    interaction: discord.Interaction[Any], services: Services, ticket: Ticket, reason: Reason | None
) -> Kept:
    if services.notebook is None:
        return Kept.DROPPED
    slots = ",".join(f"{name}={entity}" for name, entity in sorted(ticket.slots.items()))
    key = AnswerKey(ticket.dossier, ticket.intent, slots)
    return await services.notebook.vote(
        interaction.user.id, interaction.guild_id, key, right=reason is None, reason=reason
    )


def _thanks(services: Services, ticket: Ticket, kept: Kept) -> Reply:
    key = "rate.lost" if kept is Kept.DROPPED else "rate.thanks"
    return services.presenter.line(key, ticket.language)
