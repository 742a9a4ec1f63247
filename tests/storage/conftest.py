from __future__ import annotations

import asyncio
import os
import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.storage import known
from bot.storage.database import address
from bot.storage.keys import Marks
from bot.storage.storage import Storage

POSTGRES_VARIABLE = "DOSSIER_TEST_POSTGRES"


@pytest.fixture
def patient(monkeypatch):
    """Settings are waited for, however busy the machine is: people would get the defaults meanwhile."""
    monkeypatch.setattr(known, "FIRST_LOOK", 30.0)


def the_server():
    """The PostgreSQL server that tests may make databases on; skips the test where none is named."""
    named = os.environ.get(POSTGRES_VARIABLE)
    if not named:
        pytest.skip(f"{POSTGRES_VARIABLE} names no PostgreSQL")
    return make_url(named)


def command(server, statement):
    """Run statements outside any transaction, in a thread of its own: fixtures of running tests ask for it, too."""

    async def run():
        engine = create_async_engine(server, isolation_level="AUTOCOMMIT")
        async with engine.connect() as connection:
            for part in statement.split(";"):
                await connection.execute(text(part))
        await engine.dispose()

    with ThreadPoolExecutor(1) as elsewhere:
        elsewhere.submit(lambda: asyncio.run(run())).result()


@pytest.fixture(scope="session")
def own_database():
    """A database of this test run's own: its address. It is gone afterwards."""
    server = the_server()
    name = f"dossier_test_{secrets.token_hex(6)}"
    command(server, f"CREATE DATABASE {name}")
    yield server.set(database=name)
    command(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def postgres(own_database):
    """The address of an empty PostgreSQL database; each test finds a new schema in it."""
    command(own_database, "DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    return own_database


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """An empty database of each kind."""
    return address(None, tmp_path) if request.param == "sqlite" else request.getfixturevalue("postgres")


class Calendar:
    """Today, as the test says."""

    def __init__(self) -> None:
        self.day = date(2026, 11, 23)

    def __call__(self) -> date:
        return self.day


@pytest.fixture
def calendar():
    return Calendar()


@pytest.fixture
def marks():
    return Marks(b"a secret of thirty-two bytes....")


@pytest.fixture
async def open_storage(url, marks, calendar):
    """Opens the same database once more, as another process or a restart does."""
    opened = []

    async def make(**changes):
        storage = await Storage.open(**{"url": url, "marks": marks, "today": calendar, **changes})
        opened.append(storage)
        return storage

    yield make
    for storage in opened:
        await storage.close()


@pytest.fixture
async def storage(open_storage):
    return await open_storage()
