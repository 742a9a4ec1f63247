"""Processes that die, and processes that share a database."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from bot.storage.records import Vain

pytestmark = pytest.mark.slow

WRITER = Path(__file__).with_name("writer.py")


async def start(url, *arguments):
    address = url.render_as_string(hide_password=False)
    return await asyncio.create_subprocess_exec(
        sys.executable,
        WRITER,
        address,
        *arguments,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(WRITER.parents[2])},
    )


async def test_a_writer_that_is_killed_loses_nothing_that_was_acknowledged(url, open_storage):
    """SIGKILL in the middle of a thousand votes: each that was called saved is there, and the database opens."""
    process = await start(url, "votes")
    acknowledged = [int(await process.stdout.readline()) for _ in range(400)]
    process.send_signal(signal.SIGKILL)
    rest, _ = await process.communicate()
    acknowledged += [int(line) for line in rest.split(b"\n")[:-1]]
    assert process.returncode == -signal.SIGKILL
    assert 400 <= len(acknowledged) < 1000
    storage = await open_storage()
    missing = [user for user in acknowledged if not await storage.look.all_of_user(user)]
    assert missing == []
    (tally,) = await storage.look.votes()
    assert tally.right - len(acknowledged) in {0, 1}


async def test_two_processes_on_one_database_agree(url, open_storage):
    """Interleaved votes, settings and counts: one vote a person, each setting one of the two written, every count."""
    processes = [await start(url, "share", str(number)) for number in (0, 1)]
    said = [(await process.communicate())[0].strip() for process in processes]
    assert said == [b"done", b"done"]
    one, other = await open_storage(), await open_storage()
    (tally,) = await one.look.votes()
    assert tally.right + tally.wrong == 100
    assert await one.look.votes() == await other.look.votes()
    for guild in range(100):
        value = (await one.values(guild))["cooldown"]
        assert value in {guild, 1000 + guild}
        assert value == (await other.values(guild))["cooldown"]
    assert sum(row.times for row in await other.look.counts()) == 200


async def test_what_one_process_sets_the_other_one_hears_of(open_storage):
    """Without a restart, once what it knows is no longer fresh."""
    one, other = await open_storage(), await open_storage(fresh=0.0)
    assert (await other.values(5))["shyness"] == "normal"
    await one.set(5, "shyness", "shy")
    await other.values(5)
    await asyncio.sleep(0.3)
    assert (await other.values(5))["shyness"] == "shy"


async def test_what_one_process_stops_keeping_the_other_one_keeps_no_more(open_storage):
    """At once, although what it knows of the setting is still fresh; likewise of a server that was forgotten."""
    one, other = await open_storage(), await open_storage(fresh=3600.0)
    for guild, stop in ((5, one.reset(5, "keep_unanswered")), (6, one.forget_guild(6))):
        await one.set(guild, "keep_unanswered", value=True)
        about = {"dossier": "", "language": "en", "outcome": Vain.UNKNOWN, "near": None, "confidence": 0.0}
        await other.note_vain(guild, "before", **about)
        await other.waiting.flush(5)
        assert [row.text for row in await other.look.vain(guild)] == ["before"]
        await stop
        await other.note_vain(guild, "after", **about)
        await other.waiting.flush(5)
        assert await other.look.vain(guild) == []
