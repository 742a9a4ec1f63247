"""Events → statements. Each is an upsert or a delete, so that writers in several processes need not see each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import singledispatch
from typing import Any

from sqlalchemy import Delete, Executable, Table, delete, literal, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.events import (
    AskedInVain,
    Counted,
    Event,
    Expired,
    PlaceForgotten,
    SettingChanged,
    UserForgotten,
    VainForgotten,
    Voted,
)
from bot.storage.settings import encode
from bot.storage.tables import Base, BatchRow, CountRow, KeyRow, SettingRow, VainRow, VoteRow

Insert = postgresql.Insert | sqlite.Insert


async def write(connection: AsyncConnection, batch: str, day: date, events: Sequence[Event]) -> None:
    """Write ``events`` in their order, unless the batch of that id was written before. The caller commits."""
    fresh = _insert(connection, BatchRow).values(id=batch, day=day).on_conflict_do_nothing()
    if not (await connection.execute(fresh)).rowcount:
        return
    for event in events:
        for statement in _statements(event, connection):
            await connection.execute(statement)


async def claim_key(connection: AsyncConnection, fingerprint: str) -> bool:
    """Whether the database is marked with the secret of that ``fingerprint``; a new one is from now on."""
    found = await connection.scalar(KeyRow.__table__.select())
    if found is None:
        await connection.execute(_insert(connection, KeyRow).values(fingerprint=fingerprint))
    return found in {None, fingerprint}


@singledispatch
def _statements(event: object, connection: AsyncConnection) -> Sequence[Executable]:
    raise TypeError(f"nothing is known of writing {type(event).__name__} to {connection.dialect.name}")


@_statements.register
def _(event: Counted, connection: AsyncConnection) -> Sequence[Executable]:
    row = {"place": event.place, "day": event.day, "language": event.language, "status": event.status}
    insert = _insert(connection, CountRow).values(**row, times=1)
    return [_upsert(insert, CountRow, {"times": CountRow.times + 1})]


@_statements.register
def _(event: AskedInVain, connection: AsyncConnection) -> Sequence[Executable]:
    columns = _table(VainRow).c
    row = {
        "place": event.place,
        "dossier": event.dossier,
        "language": event.language,
        "folded": event.folded,
        "outcome": event.outcome.value,
        "text": event.text,
        "times": 1,
        "near": event.near,
        "confidence": event.confidence,
        "first_day": event.day,
        "last_day": event.day,
    }
    # Another process may have switched it off since the question was asked. The lock makes one that does so right now
    # wait, so that it forgets this row, too.
    wanted = (
        select(*(literal(value, columns[name].type) for name, value in row.items()))
        .where(
            SettingRow.guild_id == event.guild_id,
            SettingRow.name == "keep_unanswered",
            SettingRow.value == encode(value=True),
        )
        .with_for_update(read=True, of=SettingRow)
    )
    insert = _insert(connection, VainRow).from_select(list(row), wanted)
    changes = {
        "times": VainRow.times + 1,
        "near": event.near,
        "confidence": event.confidence,
        "last_day": event.day,
    }
    return [_upsert(insert, VainRow, changes)]


@_statements.register
def _(event: Voted, connection: AsyncConnection) -> Sequence[Executable]:
    changes = {
        "place": event.place,
        "right": event.right,
        "reason": event.reason.value if event.reason is not None else None,
        "day": event.day,
    }
    answer = event.answer
    insert = _insert(connection, VoteRow).values(
        voter=event.voter, dossier=answer.dossier, intent=answer.intent, slots=answer.slots, **changes
    )
    return [_upsert(insert, VoteRow, changes)]


@_statements.register
def _(event: SettingChanged, connection: AsyncConnection) -> Sequence[Executable]:
    if event.value is None:
        gone = delete(SettingRow).where(SettingRow.guild_id == event.guild_id, SettingRow.name == event.name)
        return [gone]
    insert = _insert(connection, SettingRow).values(
        guild_id=event.guild_id, name=event.name, value=event.value
    )
    return [_upsert(insert, SettingRow, {"value": event.value})]


@_statements.register
def _(event: UserForgotten, _: AsyncConnection) -> Sequence[Executable]:
    return [delete(VoteRow).where(VoteRow.voter == event.voter)]


@_statements.register
def _(event: PlaceForgotten, _: AsyncConnection) -> Sequence[Executable]:
    here: list[Delete] = [delete(row).where(row.place == event.place) for row in (VainRow, VoteRow, CountRow)]
    return [delete(SettingRow).where(SettingRow.guild_id == event.guild_id), *here]


@_statements.register
def _(event: VainForgotten, _: AsyncConnection) -> Sequence[Executable]:
    return [delete(VainRow).where(VainRow.place == event.place)]


@_statements.register
def _(event: Expired, _: AsyncConnection) -> Sequence[Executable]:
    return [
        delete(VainRow).where(or_(VainRow.last_day < event.vain, VainRow.text == "")),
        delete(VoteRow).where(VoteRow.day < event.votes),
        delete(CountRow).where(CountRow.day < event.counts),
        delete(BatchRow).where(BatchRow.day < event.batches),
    ]


def _insert(connection: AsyncConnection, row: type[Base]) -> Insert:
    """An insert that knows ``ON CONFLICT``, which each of the two dialects has of its own."""
    module = postgresql if connection.dialect.name == "postgresql" else sqlite
    insert: Insert = module.insert(_table(row))
    return insert


def _upsert(insert: Insert, row: type[Base], changes: Mapping[str, Any]) -> Insert:
    keys = [column.name for column in _table(row).primary_key]
    return insert.on_conflict_do_update(index_elements=keys, set_=dict(changes))


def _table(row: type[Base]) -> Table:
    table = row.__table__
    if not isinstance(table, Table):
        raise TypeError(f"{row.__name__} is no plain table")
    return table
