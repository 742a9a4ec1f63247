"""What staff and operators look at: questions asked in vain, counts, votes, exports."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from bot.storage import reading
from bot.storage.database import Database
from bot.storage.keys import Marks
from bot.storage.records import DayCount, Retention, VainQuestion, VoteCount


def utc_today() -> date:
    """The day, the same for all processes wherever they run."""
    return datetime.now(UTC).date()


class Looking:
    """Reads, of one server where its id is given and of all together where it is None.

    Every method raises ``StorageError`` when the database cannot tell.
    """

    def __init__(
        self, database: Database, marks: Marks, retention: Retention, today: Callable[[], date]
    ) -> None:
        self._database = database
        self._marks = marks
        self._retention = retention
        self._today = today

    async def vain(
        self, guild_id: int | None = None, *, dossier: str | None = None
    ) -> Sequence[VainQuestion]:
        """Questions asked in vain that are not expired, most asked first."""
        since = self._today() - timedelta(days=self._retention.vain_days)
        place = self._place(guild_id)
        return await self._database.read(
            lambda link: reading.vain(link, since=since, place=place, dossier=dossier)
        )

    async def counts(self, guild_id: int | None = None, *, days: int = 30) -> Sequence[DayCount]:
        """Questions of the last ``days`` days, today included, oldest first."""
        since = self._today() - timedelta(days=days - 1)
        place = self._place(guild_id)
        return await self._database.read(lambda link: reading.counts(link, since=since, place=place))

    async def votes(self, guild_id: int | None = None) -> Sequence[VoteCount]:
        """What people think of each answer, most often called wrong first."""
        place = self._place(guild_id)
        return await self._database.read(lambda link: reading.votes(link, place=place))

    async def guilds(self) -> Sequence[int]:
        """The ids of the servers that set anything; of others no id is kept."""
        return await self._database.read(reading.guilds)

    async def all_of_guild(self, guild_id: int) -> Mapping[str, Sequence[Mapping[str, object]]]:
        """Table → rows, of all that is kept about a server."""
        place = self._marks.place(guild_id)
        return await self._database.read(
            lambda link: reading.everything(link, guild_id=guild_id, place=place)
        )

    async def all_of_user(self, user_id: int) -> Sequence[Mapping[str, object]]:
        """All that is kept about a person: their votes."""
        voter = self._marks.user(user_id)
        return await self._database.read(lambda link: reading.votes_of(link, voter))

    def _place(self, guild_id: int | None) -> str | None:
        return None if guild_id is None else self._marks.place(guild_id)
