"""The Discord client: ties what was built elsewhere to the gateway."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, TypedDict

import discord
from discord import app_commands

from bot.charts.studio import Studio
from bot.discord_app import sync as syncing
from bot.discord_app.buttons import Button
from bot.discord_app.commands import about, asking, staff, tables
from bot.discord_app.commands import settings as settings_command
from bot.discord_app.listening import Listener
from bot.discord_app.options import DiscordOptions
from bot.discord_app.panel_items import PanelItem
from bot.discord_app.services import build
from bot.discord_app.settings import SettingsSource
from bot.discord_app.translator import CatalogueTranslator
from bot.errors import ConfigError, DossierError, StorageError
from bot.text.language import Language
from bot.text.phrases import Phrases

if TYPE_CHECKING:
    from bot.assistant import Assistant
    from bot.storage.storage import Storage

log = logging.getLogger(__name__)

PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    attach_files=True,
    read_message_history=True,
)
"""The least that the bot can do its work with; reading history lets it reply to a message."""


class DossierTree(app_commands.CommandTree["DossierClient"]):
    """The commands, with one place for what goes wrong in them."""

    async def on_error(
        self, interaction: discord.Interaction[DossierClient], error: app_commands.AppCommandError, /
    ) -> None:
        """Tell the user in a line and the log in full."""
        await self.client.services.failures.tell(interaction, error)


NO_MEMBER = frozenset({10004, 50001})
"""Discord's codes for a server that there is not, or that the bot is not in: unknown guild, missing access."""

EVERYWHERE = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
FOR_ALL = app_commands.AppInstallationType(guild=True, user=True)
"""Commands can be installed for a server and for one's own account."""


class _Shards(TypedDict, total=False):
    shard_ids: list[int]


class DossierClient(discord.AutoShardedClient):
    """The bot. Holds no state of its own that a restart or a second process would miss."""

    def __init__(
        self,
        *,
        assistant: Assistant,
        phrases: Phrases,
        languages: Mapping[str, Language],
        options: DiscordOptions | None = None,
        settings: SettingsSource | None = None,
        memory: syncing.Memory | None = None,
        studio: Studio | None = None,
        notebook: Storage | None = None,
    ) -> None:
        options = options or DiscordOptions()
        super().__init__(
            intents=intents(options),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            shard_count=options.shard_count,
            **_shards(options),
        )
        self.tree = DossierTree(self, allowed_contexts=EVERYWHERE, allowed_installs=FOR_ALL)
        self.services = build(
            assistant=assistant,
            phrases=phrases,
            languages=languages,
            options=options,
            settings=settings,
            studio=studio,
            notebook=notebook,
        )
        self.command_ids: Mapping[str, int] = {}
        self.was_ready = False
        self._listener = Listener(self.services)
        self._memory = memory or syncing.memory_in(options.state_folder)
        for room in (asking, tables, about, settings_command, staff):
            for command in room.commands(self.services):
                self.tree.add_command(command)

    async def setup_hook(self) -> None:
        """Once per process, before the gateway: translations, buttons of earlier lives, commands if they changed."""
        await self.tree.set_translator(CatalogueTranslator(self.services.speech))
        self.add_dynamic_items(Button, PanelItem)
        if self.services.options.auto_sync:
            await self.sync_commands()

    async def sync_commands(self, *, force: bool = False) -> int:
        """Send the commands to Discord when they changed, or with ``force`` in any case; how many there are."""
        application = self.application_id or 0
        sent = await syncing.sync(self.tree, application, self._memory, force=force)
        self.command_ids = sent.ids
        return len(sent.ids)

    async def on_ready(self) -> None:
        """Also called after a lost session was replaced, so it only takes note."""
        self.was_ready = True
        log.info("connected as %s in %d servers", self.user, len(self.guilds))
        await self._forget_gone()

    async def on_message(self, message: discord.Message) -> None:
        """Hand it to the listener."""
        if self.user is not None:
            await self._listener.hear(message, self.user)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Forget a server that the bot was removed from."""
        if self.services.notebook is not None:
            await self.services.notebook.forget_guild(guild.id)

    async def _forget_gone(self) -> None:
        """Forget the servers that the bot was removed from while it was away: Discord does not tell of them.

        Every server that a shard still serves is named when it connects, be it unavailable; of those that are not,
        Discord is asked one by one.
        """
        notebook = self.services.notebook
        if notebook is None:
            return
        try:
            known = await notebook.look.guilds()
        except StorageError as error:
            log.warning("servers that removed the bot meanwhile are looked for at the next start: %s", error)
            return
        here = {guild.id for guild in self.guilds}
        for guild_id in known:
            if guild_id not in here and self._serves(guild_id) and await self._is_gone(guild_id):
                log.info("forgetting server %d, which removed the bot meanwhile", guild_id)
                await notebook.forget_guild(guild_id)

    def _serves(self, guild_id: int) -> bool:
        """Whether the server is one for a shard of this process; see Discord's documentation, "Sharding formula"."""
        return self.shard_ids is None or (guild_id >> 22) % (self.shard_count or 1) in self.shard_ids

    async def _is_gone(self, guild_id: int) -> bool:
        """Whether Discord says that the bot is in no such server; what says less counts for nothing."""
        try:
            await self.fetch_guild(guild_id, with_counts=False)
        except discord.HTTPException as error:
            return error.code in NO_MEMBER
        except OSError:
            return False
        return False

    async def close(self) -> None:
        """Leave Discord, then let the assistant go."""
        await super().close()
        self.services.desk.close()
        self.services.pictures.close()

    async def warm_up(self) -> None:
        """Draw the pictures that will be asked for first, so that nobody waits for them; what cannot be drawn is left."""
        services, chosen = self.services, self.services.options.dossiers
        desk = services.desk
        with suppress(DossierError):
            for language in services.speech.languages:
                for view in (await desk.stakes(language, chosen), await desk.timeline(language, chosen)):
                    await services.pictures.draw(view, desk.version)


def intents(options: DiscordOptions) -> discord.Intents:
    """What the bot must hear of, and nothing else. Privileged message content only where a channel was opened."""
    wanted = discord.Intents.none()
    wanted.guilds = True
    wanted.guild_messages = True
    wanted.dm_messages = True
    wanted.message_content = options.message_content or bool(options.opened_channels)
    return wanted


def _shards(options: DiscordOptions) -> _Shards:
    """The shards of this process, as discord.py takes them.

    Raises:
        ConfigError: when it is not said how many there are in all.
    """
    if options.shard_ids is None:
        return {}
    if options.shard_count is None:
        raise ConfigError("shard_ids needs shard_count beside it: how many shards there are in all")
    return {"shard_ids": list(options.shard_ids)}
