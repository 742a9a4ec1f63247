"""What is tapped in the panel of /settings. Each part says all it needs in its own id, so a restart changes nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import discord

from bot.discord_app import delivery, limits
from bot.discord_app.panel import NOTHING, PREFIX, Menu, Page, Panel
from bot.errors import StorageError, UsageError
from bot.storage.records import Kept
from bot.storage.settings import SETTINGS, Kind, Setting, Value
from bot.storage.settings_text import parse

if TYPE_CHECKING:
    from typing import Self

    from bot.discord_app.services import Services
    from bot.storage.storage import Storage

NOTES = {Kept.SAVED: "panel.saved", Kept.WAITING: "panel.waiting", Kept.DROPPED: "panel.dropped"}
CHANNELS = [
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.forum,
    discord.ChannelType.voice,
    discord.ChannelType.stage_voice,
]
"""Where people write."""


class PanelItem(
    discord.ui.DynamicItem[discord.ui.Item[Any]],
    template=re.compile(rf"{PREFIX}:(?P<does>\w+)(?::(?P<what>\w+))?"),
):
    """A menu or button of the panel."""

    def __init__(self, item: discord.ui.Item[Any], does: str = "", what: str = "") -> None:
        super().__init__(item)
        self._does = does
        self._what = what

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The part that was used, rebuilt from the message."""
        del interaction
        return cls(item, match["does"], match["what"] or "")

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what it says and show the panel anew, or say why not."""
        services: Services = interaction.client.services
        try:
            await _use(interaction, services, self._does, self._what)
        except Exception as error:  # noqa: BLE001  # the last resort: discord.py would only log it
            await services.failures.tell(interaction, error)


def admit(services: Services, interaction: discord.Interaction[Any]) -> tuple[Storage, int] | str:
    """What is kept and the id of the server whose manager acts; else the phrase that says why nobody may here."""
    if services.notebook is None:
        return "off"
    if interaction.guild_id is None:
        return "guild_only"
    if not interaction.permissions.manage_guild:  # Discord says so with every interaction
        return "panel.denied"
    return services.notebook, interaction.guild_id


def view_of(page: Page) -> discord.ui.View:
    """The page's menus and button."""
    view = discord.ui.View(timeout=None)
    for row, menu in enumerate(page.menus):
        view.add_item(PanelItem(_select(menu, row)))
    if page.reset is not None:
        custom_id, label = page.reset
        view.add_item(PanelItem(discord.ui.Button(label=label, custom_id=custom_id, row=len(page.menus))))
    return view


def panel_of(services: Services) -> Panel:
    """The panel over the dossiers as they are now."""
    options = services.options
    reads = options.message_content or bool(options.opened_channels)
    return Panel(services.speech, services.desk.dossiers, reads_channels=reads)


def _select(menu: Menu, row: int) -> discord.ui.Item[Any]:
    if menu.channels is not None:
        kind = discord.SelectDefaultValueType.channel
        chosen = [discord.SelectDefaultValue(id=one, type=kind) for one in menu.channels[: menu.most]]
        return discord.ui.ChannelSelect(
            custom_id=menu.custom_id,
            placeholder=menu.prompt,
            channel_types=CHANNELS,
            min_values=menu.least,
            max_values=menu.most,
            default_values=chosen,
            row=row,
        )
    options = [
        discord.SelectOption(
            label=one.label, value=one.value, description=one.description or None, default=one.chosen
        )
        for one in menu.options
    ]
    return discord.ui.Select(
        custom_id=menu.custom_id,
        placeholder=menu.prompt,
        options=options,
        min_values=menu.least,
        max_values=menu.most,
        row=row,
    )


async def _use(interaction: discord.Interaction[Any], services: Services, does: str, what: str) -> None:
    language = (await services.preference(interaction)).hints[0]
    admitted = admit(services, interaction)
    if isinstance(admitted, str):
        said = services.speech.say(f"keeping.{admitted}", language)
        await interaction.response.send_message(said, ephemeral=True)
        return
    notebook, guild = admitted
    chosen = _values(interaction)
    setting = SETTINGS.get(chosen[0] if does == "pick" and chosen else what)
    channel: int | None = None
    if does in {"channel", "apart"}:
        setting = SETTINGS["channel_dossiers"]
        channel = int(chosen[0] if does == "channel" else what)
    if setting is None:
        await interaction.response.send_message(
            services.speech.say("keeping.panel.stale", language), ephemeral=True
        )
        return
    editing = setting

    async def work() -> Page:
        note = ""
        if does == "reset":
            note = NOTES[await notebook.reset(guild, editing.name)]
        elif does in {"set", "apart"}:
            note = await _change(notebook, guild, editing, channel=channel, chosen=chosen)
        values = await notebook.values(guild)
        return panel_of(services).page(values, language, editing=editing, channel=channel, note=note)

    page = await delivery.in_time(interaction, work())
    await delivery.edit(interaction, page.content, view_of(page))


async def _change(
    notebook: Storage, guild: int, setting: Setting, *, channel: int | None, chosen: list[str]
) -> str:
    """Set what was chosen; gives the phrase that says what became of it."""
    try:
        if channel is not None:
            before = (await notebook.values(guild))[setting.name]
            value = _apart(before, channel, tuple(chosen))
        else:
            value = parse(setting, "" if chosen == [NOTHING] else ", ".join(chosen))
        if setting.kind is Kind.CHANNELS:
            value = _with_unshown((await notebook.values(guild))[setting.name], value)
        return NOTES[await notebook.set(guild, setting.name, value)]
    except (StorageError, UsageError):
        return NOTES[Kept.DROPPED]


def _with_unshown(before: Value, chosen: Value) -> Value:
    """The channels that were ``chosen``, and those of ``before`` that no menu has room for: nobody took them away."""
    if not isinstance(before, tuple) or not isinstance(chosen, tuple):
        return chosen
    return tuple(dict.fromkeys((*chosen, *before[limits.SELECT_OPTIONS :])))


def _apart(before: Value, channel: int, dossiers: tuple[str, ...]) -> Value:
    """The dossiers of channels, with those of one changed; none chosen: as in the whole server."""
    kept = (
        {one: names for one, names in before.items() if one != channel} if isinstance(before, Mapping) else {}
    )
    return {**kept, channel: dossiers} if dossiers else kept


def _values(interaction: discord.Interaction[Any]) -> list[str]:
    data: Any = interaction.data or {}
    return [str(value) for value in data.get("values", ())]
