"""What the terminal's ``run``, ``sync`` and ``invite`` call: the client's life from token to farewell."""

from __future__ import annotations

import base64
import binascii
import logging
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import discord

from bot.discord_app import logs
from bot.discord_app.client import PERMISSIONS, DossierClient
from bot.discord_app.living import until_stopped
from bot.discord_app.options import DiscordOptions
from bot.discord_app.refusals import readable
from bot.discord_app.sync import memory_in
from bot.text.language import Language
from bot.text.phrases import Phrases

if TYPE_CHECKING:
    from bot.assistant import Assistant
    from bot.storage.storage import Storage

log = logging.getLogger(__name__)


async def run_bot(
    *,
    token: str,
    assistant: Assistant,
    phrases: Phrases,
    languages: Mapping[str, Language],
    options: DiscordOptions | None = None,
    notebook: Storage | None = None,
    log_level: int = logging.INFO,
) -> None:
    """Connect to Discord and answer until Ctrl-C or SIGTERM, then leave cleanly.

    ``notebook`` is an open storage; without one nothing is kept, and every server has the configuration's settings.

    Raises:
        TokenError: when Discord refuses the token.
        ConfigError: when the developer portal does not grant what the configuration needs, or Discord is out of reach.
    """
    logs.set_up(token, log_level)
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # the bot never speaks aloud
    make = partial(
        DossierClient,
        assistant=assistant,
        phrases=phrases,
        languages=languages,
        options=options,
        notebook=notebook,
        memory=memory_in((options or DiscordOptions()).state_folder),
    )
    await until_stopped(make, token)


async def sync_commands(
    *,
    token: str,
    assistant: Assistant,
    phrases: Phrases,
    languages: Mapping[str, Language],
    options: DiscordOptions | None = None,
) -> int:
    """Send the commands to Discord whether or not they changed; how many there are.

    Raises:
        TokenError: when Discord refuses the token.
        ConfigError: when Discord is out of reach or refuses the commands.
    """
    quiet = replace(options or DiscordOptions(), auto_sync=False)
    client = DossierClient(assistant=assistant, phrases=phrases, languages=languages, options=quiet)
    async with client:
        with readable():
            await client.login(token)
            return await client.sync_commands(force=True)


async def invite_links(token: str) -> tuple[str, str]:
    """The link that adds the bot to a server with the least rights, and the one that adds it to one's own account.

    The application's id is read off the token; Discord is asked only for a token that does not show it.

    Raises:
        TokenError: when Discord refuses the token.
    """
    application = application_of(token) or await _ask_application(token)
    server = discord.utils.oauth_url(
        application, permissions=PERMISSIONS, scopes=("bot", "applications.commands")
    )
    own = discord.utils.oauth_url(application, scopes=("applications.commands",))
    return f"{server}&integration_type=0", f"{own}&integration_type=1"


def application_of(token: str) -> int | None:
    """The id that a token begins with in base 64, or None when it holds none."""
    head = token.split(".", 1)[0]
    try:
        text = base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        return None
    return int(text) if text.isdecimal() else None


async def _ask_application(token: str) -> int:
    client = discord.Client(intents=discord.Intents.none())
    async with client:
        with readable():
            await client.login(token)
            return (await client.application_info()).id
