"""Every released schema comes up to date by itself, once, and none goes back."""

from __future__ import annotations

import asyncio

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from bot.errors import StorageError
from bot.storage.database import Database
from bot.storage.migrating import migrate, revisions
from bot.storage.tables import Base

pytestmark = pytest.mark.usefixtures("patient")

GUILD = 1032200000000000001
ROWS = {
    "0001": "INSERT INTO settings (guild_id, name, value) VALUES (1032200000000000001, 'language', '\"fr\"')",
    "0002": "INSERT INTO counts (place, day, language, status, times) VALUES ('', '2026-11-23', 'fr', 'answered', 7)",
    "0003": "INSERT INTO votes (voter, dossier, intent, slots, place, \"right\", reason, day)"
    " VALUES ('someone', 'cloudwatt', 'stake-of', '', '', true, NULL, '2026-11-23')",
}  # fmt: skip
"""A row that each schema was the first to hold."""


@pytest.fixture
async def database(url):
    database = Database(url)
    yield database
    await database.close()


async def run(database, work):
    async def on(connection):
        return await connection.run_sync(work)

    return await database.write(on)


def differences(connection):
    return compare_metadata(
        MigrationContext.configure(connection, opts={"compare_type": True}), Base.metadata
    )


def test_each_schema_has_a_row_to_test_it_with():
    """Whoever adds a migration adds a row here."""
    assert set(ROWS) == set(revisions())


@pytest.mark.parametrize("released", revisions())
async def test_a_database_of_any_release_comes_up_to_date_with_what_it_holds(
    released, database, open_storage
):
    """The schema ends as the tables say, and what was kept is read by the bot of today."""
    await migrate(database, released)
    held = [revision for revision in revisions() if revision <= released]
    for revision in held:
        await run(database, lambda connection, row=ROWS[revision]: connection.execute(text(row)))
    storage = await open_storage()
    assert await run(database, differences) == []
    assert (await storage.values(GUILD))["language"] == "fr"
    assert sum(row.times for row in await storage.look.counts()) == (7 if "0002" in held else 0)
    assert sum(tally.right for tally in await storage.look.votes()) == (1 if "0003" in held else 0)


async def test_processes_that_start_together_migrate_once(open_storage, database):
    """The others wait and find the work done."""
    opened = await asyncio.gather(*(open_storage() for _ in range(4)))
    for number, storage in enumerate(opened):
        await storage.set(number + 1, "language", "en")
    assert await run(database, differences) == []


async def test_a_migration_that_fails_leaves_the_database_as_it_was(database):
    """All of the way or not at all, tables included."""
    await migrate(database, "0001")
    await run(database, lambda connection: connection.execute(text("CREATE TABLE counts (other INTEGER)")))
    with pytest.raises(StorageError):
        await migrate(database)
    now = await run(
        database, lambda connection: MigrationContext.configure(connection).get_current_revision()
    )
    assert now == "0001"
    tables = await run(database, lambda connection: connection.dialect.get_table_names(connection))
    assert "vain" not in tables


async def test_a_database_of_a_newer_bot_is_left_alone(database, open_storage):
    """The message says to update the bot."""
    await migrate(database)
    await run(
        database,
        lambda connection: connection.execute(text("UPDATE alembic_version SET version_num = '9999'")),
    )
    with pytest.raises(StorageError, match="newer version"):
        await open_storage()
