"""``dossier run``, ``sync``, ``invite`` and ``preview``: the opened bot meets Discord, or a page that looks like it."""

from __future__ import annotations

import asyncio
import logging
import os
import tempfile
from pathlib import Path

from bot.app import App
from bot.discord_app.options import read_token
from bot.discord_app.running import invite_links, run_bot, sync_commands
from bot.storage.opening import open_storage
from bot.terminal.keeping import defaults, storage_of
from bot.terminal.preview import serve_preview


def run(app: App, token: str) -> int:
    """Answer in Discord until Ctrl-C or SIGTERM."""

    async def live() -> None:
        async with storage_of(app.config) as storage:
            await run_bot(
                token=token,
                assistant=app.assistant,
                phrases=app.phrases,
                languages=app.languages,
                options=app.discord_options,
                notebook=storage,
                log_level=getattr(logging, app.config.log_level.upper()),
            )

    asyncio.run(live())
    return 0


def sync(app: App, token: str) -> int:
    """Register the slash commands, changed or not."""
    count = asyncio.run(
        sync_commands(
            token=token,
            assistant=app.assistant,
            phrases=app.phrases,
            languages=app.languages,
            options=app.discord_options,
        )
    )
    print(f"{count} commands registered; Discord may take a minute to show them")
    return 0


def invite() -> int:
    """Print the links that add the bot, with the least rights that it needs."""
    server, own = asyncio.run(invite_links(read_token(os.environ)))
    print(f"to a server:          {server}")
    print(f"to your own account:  {own}")
    return 0


def preview(app: App, *, port: int | None, open_browser: bool) -> int:
    """Serve the page until Ctrl-C. What it keeps is gone with it."""

    async def live(folder: Path) -> None:
        everywhere = defaults(app.config)
        async with open_storage(database=None, secret=None, state=folder, defaults=everywhere) as storage:
            await serve_preview(
                assistant=app.assistant,
                phrases=app.phrases,
                languages=app.languages,
                options=app.discord_options,
                notebook=storage,
                port=port,
                open_browser=open_browser,
            )

    with tempfile.TemporaryDirectory(prefix="dossier-") as folder:
        asyncio.run(live(Path(folder)))
    return 0
