"""What is asked of the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.records import AnswerKey, DayCount, Reason, Vain, VainQuestion, VoteCount
from bot.storage.settings import SETTINGS, Value, decode
from bot.storage.tables import Base, CountRow, SettingRow, VainRow, VoteRow


async def settings(connection: AsyncConnection, guild_id: int) -> Mapping[str, Value]:
    """Name → value, of what a server set; names that no setting has any more are left out."""
    rows = await connection.execute(
        select(SettingRow.name, SettingRow.value).where(SettingRow.guild_id == guild_id)
    )
    return {name: decode(SETTINGS[name], value) for name, value in rows if name in SETTINGS}


async def guilds(connection: AsyncConnection) -> Sequence[int]:
    """The ids of the servers that set anything, in order."""
    query = select(SettingRow.guild_id).distinct().order_by(SettingRow.guild_id)
    return list(await connection.scalars(query))


async def vain(
    connection: AsyncConnection, *, since: date, place: str | None = None, dossier: str | None = None
) -> Sequence[VainQuestion]:
    """Questions asked in vain since that day, most asked first, then latest, then by text.

    Args:
        connection: to read from.
        since: the first day that counts; earlier ones are expired although they may not be swept yet.
        place: a server's mark; None: all servers together.
        dossier: its id; None: all.
    """
    query = select(VainRow.__table__).where(VainRow.last_day >= since)
    if place is not None:
        query = query.where(VainRow.place == place)
    if dossier is not None:
        query = query.where(VainRow.dossier == dossier)
    groups: dict[tuple[str, str, str], VainQuestion] = {}
    for row in await connection.execute(query):
        key = (row.dossier, row.language, row.folded)
        groups[key] = _joined(groups.get(key), VainQuestion(
            dossier=row.dossier,
            language=row.language,
            text=row.text,
            times=row.times,
            outcomes={Vain(row.outcome): row.times},
            near=row.near,
            confidence=row.confidence,
            first=row.first_day,
            last=row.last_day,
        ))  # fmt: skip
    return sorted(groups.values(), key=lambda group: (-group.times, -group.last.toordinal(), group.text))


def _joined(one: VainQuestion | None, other: VainQuestion) -> VainQuestion:
    if one is None:
        return other
    first = min(one, other, key=lambda group: (group.first, -group.times))
    latest = max(one, other, key=lambda group: (group.near is not None, group.last, group.confidence))
    outcomes = {
        kind: one.outcomes.get(kind, 0) + other.outcomes.get(kind, 0)
        for kind in Vain
        if kind in one.outcomes or kind in other.outcomes
    }
    return VainQuestion(
        dossier=one.dossier,
        language=one.language,
        text=first.text,
        times=one.times + other.times,
        outcomes=outcomes,
        near=latest.near,
        confidence=latest.confidence,
        first=first.first,
        last=max(one.last, other.last),
    )


async def counts(connection: AsyncConnection, *, since: date, place: str | None = None) -> Sequence[DayCount]:
    """Questions by day, language and status since that day, oldest first; see ``vain`` for ``place``."""
    query = (
        select(CountRow.day, CountRow.language, CountRow.status, func.sum(CountRow.times).label("times"))
        .where(CountRow.day >= since)
        .group_by(CountRow.day, CountRow.language, CountRow.status)
        .order_by(CountRow.day, CountRow.language, CountRow.status)
    )
    if place is not None:
        query = query.where(CountRow.place == place)
    return [
        DayCount(row.day, row.language, row.status, int(row.times)) for row in await connection.execute(query)
    ]


async def votes(connection: AsyncConnection, *, place: str | None = None) -> Sequence[VoteCount]:
    """What people think of each answer, most often called wrong first."""
    query = select(VoteRow.dossier, VoteRow.intent, VoteRow.slots, VoteRow.right, VoteRow.reason)
    if place is not None:
        query = query.where(VoteRow.place == place)
    found: dict[AnswerKey, list[tuple[bool, str | None]]] = {}
    for row in await connection.execute(query):
        found.setdefault(AnswerKey(row.dossier, row.intent, row.slots), []).append((row.right, row.reason))
    tallies = [_tally(answer, said) for answer, said in found.items()]
    return sorted(tallies, key=lambda tally: (-tally.wrong, tally.right, str(tally.answer)))


def _tally(answer: AnswerKey, said: Sequence[tuple[bool, str | None]]) -> VoteCount:
    right = sum(is_right for is_right, _ in said)
    reasons = [reason for is_right, reason in said if not is_right]
    known = {reason: reasons.count(reason.value) for reason in Reason}
    return VoteCount(
        answer, right, len(said) - right, {reason: times for reason, times in known.items() if times}
    )


async def everything(
    connection: AsyncConnection, *, guild_id: int, place: str
) -> Mapping[str, Sequence[Mapping[str, object]]]:
    """Table → rows, of all that is kept of one server, for an export. Marks are left out."""
    tables: tuple[type[Base], ...] = (SettingRow, VainRow, VoteRow, CountRow)
    found: dict[str, Sequence[Mapping[str, object]]] = {}
    for row in tables:
        table = row.__table__
        mine = table.c.guild_id == guild_id if "guild_id" in table.c else table.c.place == place
        rows = await connection.execute(select(table).where(mine))
        hidden = {"place", "voter", "folded"}
        found[row.__tablename__] = [
            {name: value for name, value in one.items() if name not in hidden} for one in rows.mappings()
        ]
    return found


async def votes_of(connection: AsyncConnection, voter: str) -> Sequence[Mapping[str, object]]:
    """One person's votes, for an export."""
    columns = (VoteRow.dossier, VoteRow.intent, VoteRow.slots, VoteRow.right, VoteRow.reason, VoteRow.day)
    rows = await connection.execute(select(*columns).where(VoteRow.voter == voter).order_by(VoteRow.day))
    return [dict(one) for one in rows.mappings()]
