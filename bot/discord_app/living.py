"""Keeping a client connected, through whatever ends a connection, until someone asks it to stop."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress

from bot.discord_app.client import DossierClient
from bot.discord_app.refusals import readable
from bot.discord_app.stopping import asked_to_stop
from bot.errors import ConfigError, TokenError

log = logging.getLogger(__name__)

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 300.0
FAREWELL = 3.0
"""Seconds that questions at work may still take when the bot is asked to stop."""
LEAVING = 0.3
"""Seconds for the last replies to reach Discord."""
LONG_LIFE = 60.0
"""Seconds after which a connection counts as having worked."""


async def until_stopped(make_client: Callable[[], DossierClient], token: str) -> None:
    """Keep a client connected until a signal asks to stop.

    discord.py reconnects by itself; what it does not survive (an event that it cannot read, say) ends one client, and
    the next one takes its place after a pause that doubles each time.

    Raises:
        TokenError: as ``run_bot`` does.
        ConfigError: likewise, when no client ever got as far as being connected.
    """
    loop = asyncio.get_running_loop()
    pause, was_ready = FIRST_PAUSE, False
    with asked_to_stop() as stop:
        while not stop.is_set():
            began = loop.time()
            client = make_client()
            if await _life(client, token, stop, was_ready=was_ready):
                return
            was_ready = was_ready or client.was_ready
            pause = FIRST_PAUSE if loop.time() - began > LONG_LIFE else min(2 * pause, LONGEST_PAUSE)
            log.warning("connecting again in %s seconds", pause)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)


async def _life(client: DossierClient, token: str, stop: asyncio.Event, *, was_ready: bool) -> bool:
    """One client's life: True when it ended as it should, False when another one must take over.

    ``was_ready``: an earlier one was connected, so that the configuration is good enough.
    """
    try:
        async with client:
            await _live(client, token, stop)
    except TokenError:
        raise
    except ConfigError as error:
        if not (was_ready or client.was_ready):
            raise
        log.error("the connection ended: %s", error)  # noqa: TRY400  # the line says it all
        return False
    except Exception:
        log.exception("the connection ended")
        return False
    return True


async def _finish(client: DossierClient) -> None:
    """Let the questions at work be answered, and their replies leave, before the connection closes."""
    if client.services.desk.busy:
        await client.services.desk.idle(FAREWELL)
        await asyncio.sleep(LEAVING)


async def _live(client: DossierClient, token: str, stop: asyncio.Event) -> None:
    living = asyncio.ensure_future(client.start(token))
    others = [asyncio.ensure_future(stop.wait()), asyncio.ensure_future(client.warm_up())]
    try:
        await asyncio.wait({living, others[0]}, return_when=asyncio.FIRST_COMPLETED)
        if living.done():
            with readable():
                living.result()
        else:
            log.info("asked to stop")
            await _finish(client)
    finally:
        await client.close()
        for task in (living, *others):
            task.cancel()
        await asyncio.gather(living, *others, return_exceptions=True)
