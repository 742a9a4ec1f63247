"""The real bot on a local page that looks like Discord: no token, no network, two members of different languages."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import webbrowser
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.discord_app.options import DiscordOptions
from bot.discord_app.settings import ServerSettings, Shyness
from bot.discord_app.stopping import asked_to_stop
from bot.errors import UsageError
from bot.terminal.preview_page import mend_page
from bot.terminal.welcome import welcome
from bot.text.language import Language
from bot.text.phrases import Phrases

if TYPE_CHECKING:
    import simcord
    from simcord.actors import MemberActor
    from simcord.builders import ChannelHandle

    from bot.assistant import Assistant
    from bot.storage.storage import Storage

BOT = "Dossier"
SHYNESS = Shyness.BOLD
"""The page's visitors speak to the bot and nobody else, so that silence would look like a fault."""
EXAMPLES = 2
"""Questions to start from, in each language."""
NAMES = {"fr": "Camille", "en": "Alex"}
"""Who speaks which language on the page; a language without a name here lends its own."""


@dataclass(frozen=True, slots=True)
class Stage:
    """The page's little world."""

    channel: ChannelHandle
    members: Mapping[str, MemberActor]
    """Language → the member who speaks it."""


class _Opened:
    """The settings of the page's server: its channel is opened, so that nothing needs a mention there."""

    def __init__(self, options: DiscordOptions) -> None:
        self.channel = 0
        self._options = options

    async def of(self, guild_id: int | None) -> ServerSettings:  # noqa: ARG002  # the seam's signature
        """The same for all; there is one server."""
        return ServerSettings(
            opened_channels=frozenset({self.channel}),
            shyness=SHYNESS,
            dossiers=self._options.dossiers,
            pictures=self._options.pictures,
        )


async def serve_preview(
    *,
    assistant: Assistant,
    phrases: Phrases,
    languages: Mapping[str, Language],
    options: DiscordOptions | None = None,
    notebook: Storage | None = None,
    port: int | None = None,
    open_browser: bool = True,
    say: Callable[[str], None] = print,
) -> None:
    """Serve the page on 127.0.0.1 until Ctrl-C, SIGTERM or the page's own « End preview session ».

    With a ``notebook`` its members can set the page's server up, and votes and questions in vain are noted as in a
    server. The system chooses a port where ``port`` is None. The page's address goes to ``say``, whether or not
    ``open_browser`` opens it.

    Raises:
        UsageError: when the preview's packages are not installed, or the port is taken.
    """
    simcord = _simcord()
    from bot.discord_app.client import DossierClient  # noqa: PLC0415  # discord is imported by those who need it

    alone = _alone(options or DiscordOptions())
    opened = _Opened(alone)
    client = DossierClient(
        assistant=assistant,
        phrases=phrases,
        languages=languages,
        options=alone,
        settings=opened if notebook is None else None,
        notebook=notebook,
    )
    with asked_to_stop() as stop:
        async with simcord.run(client, check_errors=False, settle_timeout=30.0) as env:
            stage = set_stage(env, languages, phrases, managers=notebook is not None)
            opened.channel = stage.channel.id
            if notebook is not None:
                await notebook.set(env.guild.id, "opened_channels", (stage.channel.id,))
                await notebook.set(env.guild.id, "shyness", SHYNESS.value)
            first = first_message(assistant, phrases, languages)
            env.backend.create_message(stage.channel.id, env.backend.bot_user.id, first)
            warming = asyncio.ensure_future(client.warm_up())
            await _serve(env, stage, port=port, open_browser=open_browser, say=say, stop=stop)
            warming.cancel()


def _alone(options: DiscordOptions) -> DiscordOptions:
    """The options of a bot that meets one small world: one shard, nothing remembered, every message read."""
    return replace(
        options, message_content=True, shard_count=1, shard_ids=None, state_folder=None, auto_sync=True
    )


def first_message(assistant: Assistant, phrases: Phrases, languages: Mapping[str, Language]) -> str:
    """What stands on the page before anybody spoke: in each language, what can be asked, with examples."""
    openings = [welcome(assistant, phrases, one, examples=EXAMPLES) for one in languages.values()]
    return "\n\n".join(
        "\n".join([one.sentence, one.trial, *(f"- {example}" for example in one.examples)]).strip()
        for one in openings
    )


def set_stage(
    env: simcord.Env, languages: Mapping[str, Language], phrases: Phrases, *, managers: bool = False
) -> Stage:
    """A server with one channel and one member for each language, whose locale reaches the bot as from Discord.

    With ``managers`` the members may manage the server.
    """
    import discord  # noqa: PLC0415  # imported by those who need it

    main = next(iter(languages.values()))
    env.backend.edit_bot_profile(BOT)
    guild = env.create_guild("Dossier", preferred_locale=main.discord_locales[0])
    topic = " · ".join(phrases.say("discord.preview.topic", language) for language in languages)
    channel = guild.create_text_channel("dossier", topic=topic)
    rights = discord.Permissions(manage_guild=True)
    roles = [guild.create_role("managers", permissions=rights)] if managers else []
    members = {
        language.id: guild.add_member(
            env.create_user(_name(language).lower(), global_name=f"{_name(language)} ({language.name})"),
            roles=roles,
        )
        for language in languages.values()
    }
    locales = {member.id: languages[spoken].discord_locales[0] for spoken, member in members.items()}
    env.backend.subscribers.insert(0, _tell_locales(locales, main.discord_locales[0]))
    return Stage(channel, members)


def _name(language: Language) -> str:
    return NAMES.get(language.id, language.name.title())


def _tell_locales(locales: Mapping[int, str], guild: str) -> Callable[[str, Any], None]:
    """Write each member's locale into what Discord would send, before the bot reads it: SimCord knows one locale only."""

    def tell(event: str, payload: Any) -> None:  # noqa: ANN401  # a gateway payload
        if event != "INTERACTION_CREATE":
            return
        user = payload.get("user") or payload["member"]["user"]
        payload["locale"] = locales.get(int(user["id"]), payload["locale"])
        if "guild_locale" in payload:
            payload["guild_locale"] = guild

    return tell


async def _serve(
    env: simcord.Env,
    stage: Stage,
    *,
    port: int | None,
    open_browser: bool,
    say: Callable[[str], None],
    stop: asyncio.Event,
) -> None:
    viewers = tuple(stage.members.values())
    preview = env.preview(stage.channel, viewers=viewers, layout="channel", port=port)
    mend_page(preview._server)  # noqa: SLF001  # simcord has no seam for it
    try:
        await preview.__aenter__()
    except _simcord().SetupError as error:
        if isinstance(error.__cause__, OSError):
            raise UsageError(_unusable(port, error.__cause__)) from error
        raise
    try:
        say(preview.url)
        if open_browser:
            await asyncio.to_thread(webbrowser.open, preview.url)
        waits = {asyncio.ensure_future(stop.wait()), asyncio.ensure_future(preview.wait_closed())}
        _, unfinished = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for wait in unfinished:
            wait.cancel()
    finally:
        await preview.close()


def _unusable(port: int | None, error: OSError) -> str:
    """Why the page cannot be served on ``port``, and what to do."""
    taken = error.errno == errno.EADDRINUSE
    why = "is taken" if taken else f"cannot be used ({os.strerror(error.errno or 0).lower()})"
    return f"port {port} {why}: name another, or leave --port out"


def _simcord() -> Any:  # noqa: ANN401  # the module, imported late
    try:
        import simcord  # noqa: PLC0415  # an optional extra
        import simcord.preview  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(
            f"the preview needs packages that are not installed ({error.name}): pip install 'dossier-bot[preview]'"
        ) from error
    logging.getLogger("aiohttp.access").setLevel(logging.WARNING)
    return simcord
