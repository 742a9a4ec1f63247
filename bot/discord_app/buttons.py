"""Every button that the bot sends. They remember what they do in their own id, so a restart changes nothing for them."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import discord

from bot.answering.answer import Answer, Status
from bot.discord_app import delivery, feedback, limits
from bot.discord_app.desk import talk
from bot.discord_app.notebook import note_vain
from bot.discord_app.presenter import Audience
from bot.discord_app.reply import Reply, Tap
from bot.discord_app.tickets import ANY_VERSION, Action, Ticket, decode
from bot.storage.records import Kept, Vain

if TYPE_CHECKING:
    from typing import Self

    from bot.discord_app.client import DossierClient
    from bot.discord_app.services import Services

    Tapped = discord.Interaction[DossierClient]


_FORGOTTEN = {
    Kept.SAVED: "privacy.forgotten",
    Kept.WAITING: "privacy.forgotten_later",
    Kept.DROPPED: "privacy.not_forgotten",
}
"""What became of a wish to be forgotten → what is said."""


class Button(discord.ui.DynamicItem[discord.ui.Button[Any]], template=ANY_VERSION):
    """A button of any action and of any version of the bot; what an old one meant is told apart in the callback."""

    @classmethod
    def of(cls, tap: Tap) -> Self:
        """The button to send for ``tap``."""
        style = discord.ButtonStyle[tap.tone.value]
        return cls(discord.ui.Button(label=tap.label, custom_id=tap.custom_id, style=style, row=tap.row))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that was tapped, rebuilt from the message."""
        del interaction, match
        return cls(item)  # type: ignore[arg-type]  # Discord sends these ids with buttons alone

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the button says, or say why not."""
        services: Services = interaction.client.services
        try:
            ticket = decode(self.custom_id)
            if ticket is None:
                await _say(interaction, services, "button.outdated")
            else:
                await _DOES[ticket.action](interaction, services, ticket, self.item.label or "")
        except Exception as error:  # noqa: BLE001  # the last resort: discord.py would only log it
            await services.failures.tell(interaction, error)


async def _entry(services: Services, ticket: Ticket) -> Answer | None:
    return await services.desk.answer_intent(ticket.intent, ticket.language, ticket.slots, ticket.dossier)


async def _more(interaction: Tapped, services: Services, ticket: Ticket, _: str) -> None:
    async def work() -> Reply:
        answer = await _entry(services, ticket)
        return services.presenter.more(answer) if answer is not None else await _gone(interaction, services)

    await delivery.to_interaction(interaction, work(), private=True)


async def _source(interaction: Tapped, services: Services, ticket: Ticket, _: str) -> None:
    async def work() -> Reply:
        answer = await _entry(services, ticket)
        if answer is None:
            return await _gone(interaction, services)
        article = services.article(answer.dossier, answer.language)
        return services.presenter.sources(answer, article, await services.table(answer))

    await delivery.to_interaction(interaction, work(), private=True)


async def _translate(interaction: Tapped, services: Services, ticket: Ticket, _: str) -> None:
    async def work() -> Reply:
        answer = await _entry(services, ticket)
        if answer is None:
            return await _gone(interaction, services)
        audience = Audience(interaction.user.id, private=True, languages=services.languages(answer.dossier))
        draw = await services.draws(interaction)
        return await services.present(answer, audience, settled=True, draw=draw)

    await delivery.to_interaction(interaction, work(), private=True)


async def _delete(interaction: Tapped, services: Services, ticket: Ticket, _: str) -> None:
    moderates = interaction.guild_id is not None and interaction.permissions.manage_messages
    if interaction.user.id != ticket.asker and not moderates:
        await _say(interaction, services, "button.not_yours")
        return
    with delivery.forgiving(interaction):
        await interaction.response.defer()
    with suppress(discord.NotFound):  # somebody else was faster
        await interaction.delete_original_response()


async def _choose(interaction: Tapped, services: Services, ticket: Ticket, label: str) -> None:
    """The asker's choice takes the place of the question; anyone else gets the answer for themselves."""
    if await _slowed_down(interaction, services, ticket):
        return
    mine = interaction.user.id == ticket.asker
    work = _asked(interaction, services, ticket, label, private=not mine)
    if mine:
        await delivery.in_place(interaction, work)
    else:
        await delivery.to_interaction(interaction, work, private=True)


async def _near(interaction: Tapped, services: Services, ticket: Ticket, label: str) -> None:
    if await _slowed_down(interaction, services, ticket):
        return
    hidden = interaction.message is not None and interaction.message.flags.ephemeral
    await delivery.to_interaction(
        interaction, _asked(interaction, services, ticket, label, private=hidden), private=hidden
    )


async def _none(interaction: Tapped, services: Services, ticket: Ticket, _: str) -> None:
    if interaction.user.id != ticket.asker:
        await _say(interaction, services, "button.not_yours")
        return

    async def work() -> Reply:
        message = interaction.message.id if interaction.message is not None else 0
        answer = services.lately.get((interaction.user.id, message))
        if services.notebook is not None and answer is not None and answer.status is Status.SUGGESTED:
            question = answer.question
            await note_vain(services.notebook, interaction.guild_id, question, answer, Vain.NONE_OF_THESE)
        return services.presenter.none_of_these(ticket.language)

    await delivery.in_place(interaction, work())


async def _forget(interaction: Tapped, services: Services, _ticket: Ticket, _label: str) -> None:
    async def work() -> Reply:
        await services.forget(interaction.user.id)
        notebook = services.notebook
        kept = await notebook.forget_user(interaction.user.id) if notebook is not None else Kept.SAVED
        return await _line(interaction, services, _FORGOTTEN[kept])

    await delivery.to_interaction(interaction, work(), private=True)


async def _forget_server(interaction: Tapped, services: Services, _ticket: Ticket, _label: str) -> None:
    if interaction.guild_id is None or not interaction.permissions.manage_guild:
        await _say(interaction, services, "privacy.not_yours")
        return
    notebook, guild = services.notebook, interaction.guild_id

    async def work() -> Reply:
        kept = await notebook.forget_guild(guild) if notebook is not None else Kept.SAVED
        return await _line(interaction, services, _FORGOTTEN[kept])

    await delivery.to_interaction(interaction, work(), private=True)


async def _slowed_down(interaction: Tapped, services: Services, ticket: Ticket) -> bool:
    """Whether who tapped asks too fast, and was told so; a tap is a question like any other."""
    refused = await services.too_fast(interaction.user.id, interaction.guild_id, ticket.language)
    if refused is not None:
        await delivery.respond(interaction, refused, private=True)
    return refused is not None


async def _asked(
    interaction: Tapped, services: Services, ticket: Ticket, label: str, *, private: bool
) -> Reply:
    """The reply to the question on a button: asked again word by word, or by its entry where the label was cut."""
    preference = await services.preference(interaction, ticket.language)
    conversation = talk(interaction.channel_id, interaction.user.id)
    answer: Answer | None = None
    if not label.endswith(limits.ELLIPSIS):
        answer = await services.desk.answer(
            label, preference, conversation=conversation, dossiers=await services.dossiers(interaction)
        )
    if answer is None or answer.status in {Status.SUGGESTED, Status.UNKNOWN}:
        answer = await _entry(services, ticket) if ticket.intent else None
    if answer is None:
        return await _gone(interaction, services)
    await services.note(answer.question or label, answer, interaction.guild_id)
    audience = Audience(interaction.user.id, private, services.languages(answer.dossier), label)
    reply = await services.present(answer, audience, settled=True, draw=await services.draws(interaction))
    return services.remembered(reply, interaction.user.id, answer)


async def _gone(interaction: Tapped, services: Services) -> Reply:
    return await _line(interaction, services, "button.gone")


async def _line(interaction: Tapped, services: Services, key: str) -> Reply:
    """A line in the language of who tapped, for them alone."""
    return services.presenter.line(key, (await services.preference(interaction)).hints[0])


async def _say(interaction: Tapped, services: Services, key: str) -> None:
    await delivery.respond(interaction, await _line(interaction, services, key), private=True)


_DOES: Mapping[Action, Callable[[Any, Any, Ticket, str], Awaitable[None]]] = {
    Action.MORE: _more,
    Action.SOURCE: _source,
    Action.TRANSLATE: _translate,
    Action.DELETE: _delete,
    Action.CHOOSE: _choose,
    Action.NEAR: _near,
    Action.NONE: _none,
    Action.FORGET: _forget,
    Action.FORGET_SERVER: _forget_server,
    Action.RATE: feedback.rate,
    Action.RIGHT: feedback.right,
    Action.WRONG: feedback.wrong,
}
