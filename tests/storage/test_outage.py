"""A database that goes away and comes back, while people go on asking."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import time

import pytest
from fake_assistant import FakeAssistant
from storage.proxy import Door

from bot.errors import StorageError
from bot.storage.database import Database, address
from bot.storage.events import UserForgotten
from bot.storage.records import AnswerKey, Kept
from bot.storage.storage import Storage

pytestmark = pytest.mark.slow

GUILD = 1032200000000000001
AT_ONCE = 1.0
"""Seconds within which what does not wait for the database is done on a busy machine; one round of tries takes longer."""
PATIENCE = 1.0
"""Seconds of one try: short for a test, and long enough that a busy machine's writes are not taken for an outage."""
STAKE = AnswerKey("cloudwatt", "stake-of")


class Fault:
    """A database that a test stops and starts, the same for both kinds."""

    def __init__(self, url, stop, start):
        self.url, self.stop, self.start = url, stop, start


@pytest.fixture(params=["sqlite", "postgresql"])
async def fault(request, tmp_path):
    """SQLite is stopped by another process that locks the file, PostgreSQL by a door in front of it."""
    if request.param == "sqlite":
        url = address(None, tmp_path)
        other = sqlite3.connect(url.database, isolation_level=None, check_same_thread=False)

        async def stop():
            await asyncio.to_thread(other.execute, "BEGIN EXCLUSIVE")

        async def start():
            other.execute("ROLLBACK")

        yield Fault(url, stop, start)
        other.close()
        return
    postgres = request.getfixturevalue("postgres")
    door = Door(postgres.host, postgres.port or 5432)
    await door.open()
    yield Fault(postgres.set(host="127.0.0.1", port=door.port), door.shut, door.open)
    await door.shut()


@pytest.fixture
async def open_storage(fault, marks, calendar):
    opened = []

    async def make(**changes):
        storage = await Storage.open(
            fault.url, marks, today=calendar, **{"patience": PATIENCE, "fresh": 0.0, **changes}
        )
        opened.append(storage)
        return storage

    yield make
    for storage in opened:
        await storage.close()


async def ask(storage, assistant, number):
    """One question as Discord's side asks it: settings, answer, count; gives the seconds it took to keep books."""
    start = time.perf_counter()
    await storage.values(GUILD)
    storage.count(GUILD, "en", assistant.answer("How much does Orange own?").status.value)
    if number % 10 == 0:
        await storage.vote(number, GUILD, STAKE, right=True)
    return time.perf_counter() - start


async def test_a_thousand_questions_are_answered_through_an_outage_and_none_is_lost(
    fault, open_storage, caplog
):
    """The log says once that the database went and once that it came back."""
    storage, assistant = await open_storage(patience=2 * PATIENCE), FakeAssistant()
    await storage.set(GUILD, "language", "fr")
    slowest = 0.0
    for number in range(1000):
        if number == 300:
            await fault.stop()
        if number == 700:
            await fault.start()
        seconds = await ask(storage, assistant, number)
        slowest = max(slowest, seconds if number % 10 else 0.0)
        await asyncio.sleep(0.002)
    assert len(assistant.asked) == 1000
    assert slowest < AT_ONCE
    assert await storage.waiting.flush(20)
    assert sum(row.times for row in await storage.look.counts()) == 1000
    assert [tally.right for tally in await storage.look.votes()] == [100]
    assert storage.waiting.dropped == 0
    said = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert sum("answers go on" in line for line in said) == 1
    assert sum("is back" in line for line in said) == 1


async def test_sqlite_is_not_cut_short(tmp_path):
    """Its thread would go on, take the lock after all, and keep it with nobody left to give it back."""
    database = Database(address(None, tmp_path), patience=0.1)

    async def slow(_):
        await asyncio.sleep(0.3)

    await database.write(slow)
    await database.close()


async def test_what_finds_no_room_is_dropped_and_counted(fault, open_storage):
    """What is written plus what is counted as dropped is all there was."""
    storage = await open_storage(most_waiting=50)
    await storage.expire()
    await fault.stop()
    for _ in range(200):
        storage.count(GUILD, "en", "answered")
    assert len(storage.waiting) <= 50
    dropped = storage.waiting.dropped
    assert dropped >= 150
    await fault.start()
    assert await storage.waiting.flush(20)
    assert sum(row.times for row in await storage.look.counts()) + dropped == 200


async def test_the_last_known_settings_hold_while_the_database_is_away(fault, open_storage):
    """A server not heard of before has the defaults, at once."""
    storage = await open_storage(defaults={"pictures": False})
    await storage.set(GUILD, "shyness", "shy")
    await fault.stop()
    start = time.perf_counter()
    assert (await storage.values(GUILD))["shyness"] == "shy"
    assert (await storage.values(GUILD + 1))["pictures"] is False
    assert time.perf_counter() - start < AT_ONCE
    await fault.start()


async def test_what_an_admin_sets_during_an_outage_holds_and_is_written_later(fault, open_storage):
    """They are told that it waits; the next process finds it."""
    storage = await open_storage()
    await fault.stop()
    await asyncio.wait({storage.waiting.put(UserForgotten("nobody"))}, timeout=3)
    assert await storage.set(GUILD, "shyness", "bold") is Kept.WAITING
    assert (await storage.values(GUILD))["shyness"] == "bold"
    await fault.start()
    assert await storage.waiting.flush(20)
    assert (await (await open_storage()).values(GUILD))["shyness"] == "bold"


async def test_to_be_forgotten_is_never_dropped_for_want_of_room(fault, open_storage):
    """A full queue makes room for it, and the vote before it does not come back."""
    storage = await open_storage(most_waiting=10)
    await storage.vote(7, GUILD, STAKE, right=True)
    await fault.stop()
    for _ in range(30):
        storage.count(GUILD, "en", "answered")
    assert await storage.forget_user(7) is Kept.WAITING
    await fault.start()
    assert await storage.waiting.flush(20)
    assert await storage.look.all_of_user(7) == []


async def test_the_bot_starts_while_the_database_is_away_and_makes_its_tables_later(fault, open_storage):
    """Nothing counted meanwhile is lost."""
    await fault.stop()
    storage = await open_storage()
    storage.count(GUILD, "en", "answered")
    assert (await storage.values(GUILD))["shyness"] == "normal"
    with pytest.raises(StorageError):
        await storage.look.counts()
    await fault.start()
    assert await storage.waiting.flush(20)
    assert [row.times for row in await storage.look.counts()] == [1]
