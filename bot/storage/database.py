"""A database that is reached or not: its address, its connections, and which of its faults pass by themselves."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TypeVar

from sqlalchemy import URL, event, make_url
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, NoSuchModuleError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import StorageError

_Result = TypeVar("_Result")
SQLITE, POSTGRES = "sqlite+aiosqlite", "postgresql+asyncpg"
PATIENCE: Final = 5.0
"""Seconds that one try may take, waiting for a connection included; on SQLite: that it waits for each lock."""
PAUSES: Final = (0.05, 0.25)
"""Seconds between tries of what someone waits for."""

_PASSING_STATES = ("08", "40", "53", "55", "57", "58")
"""Classes of SQLSTATE that pass by themselves: connection, rollback, resources, locks, shutdown, system (PostgreSQL manual, A)."""


class AwayError(StorageError):
    """The database cannot be reached now; trying again later may work."""


def address(named: str | None, folder: Path) -> URL:
    """Where the database is.

    Args:
        named: a file, or ``postgresql+asyncpg://user@host/name``; None: ``dossier.sqlite3`` in ``folder``.
        folder: where what the bot remembers is kept.

    Raises:
        StorageError: when it is the address of another kind of database, of no file on disk, or none at all.
    """
    if named is None or "://" not in named:
        file = folder / "dossier.sqlite3" if named is None else Path(named).expanduser()
        return URL.create(SQLITE, database=str(file))
    try:
        url = make_url(named)
    except (ArgumentError, ValueError):
        raise StorageError(
            "storage.database cannot be read: write a file, or postgresql+asyncpg://user@host/name"
        ) from None
    drivers = {"postgresql": POSTGRES, "postgres": POSTGRES, "sqlite": SQLITE}
    driver = drivers.get(url.drivername, url.drivername)
    if driver not in {SQLITE, POSTGRES}:
        raise StorageError(
            f"storage.database cannot be {url.drivername}: write a file, or postgresql+asyncpg://user@host/name"
        )
    if driver == SQLITE and (url.query or url.database in {None, "", ":memory:"}):
        raise StorageError("storage.database names no file alone: write dossier.sqlite3, or its path")
    return url.set(drivername=driver)


def is_passing(error: BaseException) -> bool:
    """Whether ``error`` may be gone at the next try: the network, a restart, a lock, a full disk."""
    if isinstance(error, OSError | TimeoutError | PoolTimeoutError | AwayError):
        return True
    if not isinstance(error, DBAPIError):
        return False
    state = getattr(error.orig, "sqlstate", None) or getattr(error.orig, "pgcode", None)
    if isinstance(state, str):
        return state.startswith(_PASSING_STATES)
    if str(getattr(error.orig, "sqlite_errorname", "")).startswith("SQLITE_READONLY"):
        return False
    return error.connection_invalidated or isinstance(error, OperationalError | InterfaceError)


class Database:
    """Connections to one database. Opened lazily: making one never fails for want of a server.

    Args:
        url: see ``address``.
        patience: see ``PATIENCE``.

    Raises:
        StorageError: when there can be no folder for its file, or its address has an option that cannot be meant.
    """

    def __init__(self, url: URL, *, patience: float = PATIENCE) -> None:
        self.url = url
        self._patience = patience
        self._engine = _engine(url, patience)
        self._writer = self._engine.execution_options(begin="IMMEDIATE")

    async def write(self, work: Callable[[AsyncConnection], Awaitable[_Result]]) -> _Result:
        """Run ``work`` in one transaction and commit it: all of it is written, or nothing. May run it several times.

        Raises:
            AwayError: when the database cannot be reached in time. Whether a commit under way arrived is then unknown.
            StorageError: when it refuses for good.
        """
        return await self._insist(self._writer, work)

    async def read(self, work: Callable[[AsyncConnection], Awaitable[_Result]]) -> _Result:
        """Run ``work``, which only reads.

        Raises:
            AwayError: when the database cannot be reached in time.
            StorageError: when it refuses for good.
        """
        return await self._insist(self._engine, work)

    async def close(self) -> None:
        """Let every connection go."""
        await self._engine.dispose()

    async def _insist(
        self, engine: AsyncEngine, work: Callable[[AsyncConnection], Awaitable[_Result]]
    ) -> _Result:
        """Try, and try again a few times: what stood in the way may have been another writer."""
        for pause in PAUSES:
            try:
                return await self._attempt(engine, work)
            except AwayError:
                await asyncio.sleep(pause)
        return await self._attempt(engine, work)

    async def _attempt(
        self, engine: AsyncEngine, work: Callable[[AsyncConnection], Awaitable[_Result]]
    ) -> _Result:
        # SQLite keeps its own time (busy timeout, pool timeout). Cut short from here, its thread would go on waiting, get
        # the lock when nobody is left to give it back, and shut everyone out.
        limit = self._patience if self.url.get_backend_name() == "postgresql" else None
        try:
            async with asyncio.timeout(limit), engine.begin() as connection:
                return await work(connection)
        except Exception as error:
            name = self.url.render_as_string(hide_password=True)
            if is_passing(error):
                raise AwayError(f"{name} cannot be reached ({_first_line(error)})") from error
            if isinstance(error, DBAPIError | NoSuchModuleError):
                raise StorageError(f"{name} refuses ({_first_line(error)})") from error
            raise


def _first_line(error: BaseException) -> str:
    original = getattr(error, "orig", None) or error
    lines = str(original).splitlines()
    return lines[0] if lines else type(original).__name__


def _engine(url: URL, patience: float) -> AsyncEngine:
    if url.get_backend_name() == "postgresql":
        options: dict[str, Any] = {"timeout": patience, "command_timeout": patience}
        with _wrong_options():
            engine = create_async_engine(
                url,
                pool_size=4,
                max_overflow=0,
                pool_timeout=patience,
                pool_pre_ping=True,
                connect_args=options,
            )
        event.listen(engine.sync_engine, "do_connect", _connect_postgres)
        return engine
    _make_folder(url)
    engine = create_async_engine(
        url, pool_size=4, max_overflow=0, pool_timeout=patience, connect_args={"timeout": patience}
    )
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


@contextmanager
def _wrong_options() -> Iterator[None]:
    """Turn what the driver raises for an option of the address, each in its own way, into one kind of error."""
    try:
        yield
    except (TypeError, ValueError, ArgumentError) as error:
        raise StorageError(
            f"an option in storage.database is wrong ({_first_line(error)}): mend or leave out what "
            "stands behind its “?”"
        ) from error


def _connect_postgres(
    dialect: Dialect, _: object, arguments: Sequence[Any], options: Mapping[str, Any]
) -> DBAPIConnection:
    with _wrong_options():
        return dialect.connect(*arguments, **options)


def _make_folder(url: URL) -> None:
    try:
        Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"{url.database}: there can be no database here ({error.strerror}): name another file under storage.database"
        ) from None


def _prepare_sqlite(connection: Any, _: object) -> None:  # noqa: ANN401  # a DBAPI connection, which has no type
    """Leave transactions to us; readers and one writer at once (WAL); a commit reaches the disk before it returns."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes the lock at its start: one that reads first could not get it later without failing."""
    kind = connection.get_execution_options().get("begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {kind}")
