"""The bot's memory: what commands, buttons and the terminal call. Nothing here makes an answer wait for the database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta

from sqlalchemy import URL

from bot.storage import reading, writing
from bot.storage.database import PATIENCE, AwayError, Database
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
from bot.storage.keys import Marks
from bot.storage.known import FRESH, KnownSettings
from bot.storage.looking import Looking, utc_today
from bot.storage.migrating import migrate
from bot.storage.records import AnswerKey, Kept, Reason, Retention, Vain
from bot.storage.redaction import redacted
from bot.storage.settings import DEFAULTS, SETTINGS, Value, checked, encode
from bot.storage.waiting import MOST_WAITING, Waiting
from bot.text.normalise import fold

AT_ONCE = 2.0
"""Seconds that who changes something waits to hear that it is saved."""
SWEEP = 6 * 3600.0
"""Seconds between two looks for what is expired."""
FAREWELL = 5.0
"""Seconds for what still waits when the bot ends."""
_BATCH_DAYS = 2
"""Days after which no try to write a batch can still be under way."""


class Storage:
    """Opened by ``open``, closed by ``close``; for one event loop.

    Args:
        database: where things are kept.
        marks: what hides ids.
        retention: for how long.
        defaults: the operator's own defaults of settings, by name.
        today: the day, in UTC.
        most_waiting: how much may wait while the database is away.
        fresh: seconds after which settings are read again.
    """

    def __init__(
        self,
        database: Database,
        marks: Marks,
        *,
        retention: Retention | None = None,
        defaults: Mapping[str, Value] | None = None,
        today: Callable[[], date] = utc_today,
        most_waiting: int = MOST_WAITING,
        fresh: float = FRESH,
    ) -> None:
        self.waiting = Waiting(self._write, most=most_waiting)
        self.retention = retention or Retention()
        self._database = database
        self._marks = marks
        self._defaults = {**DEFAULTS, **(defaults or {})}
        self._today = today
        self._known = KnownSettings(self._read_settings, fresh=fresh)
        self._ready = False
        self._sweeper: asyncio.Task[None] | None = None
        self.look = Looking(database, marks, self.retention, today)

    @classmethod
    async def open(
        cls,
        url: URL,
        marks: Marks,
        *,
        retention: Retention | None = None,
        defaults: Mapping[str, Value] | None = None,
        today: Callable[[], date] = utc_today,
        most_waiting: int = MOST_WAITING,
        fresh: float = FRESH,
        patience: float = PATIENCE,
    ) -> Storage:
        """Open the database and bring it up to date; when it is away, that is done as soon as it is back.

        Raises:
            StorageError: when it refuses, was written by a newer version of the bot, or with another secret.
        """
        storage = cls(
            Database(url, patience=patience),
            marks,
            retention=retention,
            defaults=defaults,
            today=today,
            most_waiting=most_waiting,
            fresh=fresh,
        )
        try:
            await storage._prepare()
        except AwayError as error:
            storage.waiting.went(error)
        except BaseException:
            await storage._database.close()
            raise
        storage.waiting.start()
        storage._sweeper = asyncio.create_task(storage._sweep(), name="storage-sweeper")
        return storage

    async def close(self) -> None:
        """Write what waits, for a few seconds at most, and let the database go."""
        try:
            if self._sweeper is not None:
                self._sweeper.cancel()
                with suppress(asyncio.CancelledError):
                    await self._sweeper
            await self.waiting.close(FAREWELL)
            await self._known.close()
        finally:
            await self._database.close()

    async def values(self, guild_id: int | None) -> Mapping[str, Value]:
        """Name → value of every setting, in that server or in direct messages. From memory; never raises.

        While the database is away these are the last values known, else the defaults.
        """
        chosen = await self._known.of(guild_id) if guild_id is not None else {}
        return {**self._defaults, **chosen}

    async def set(self, guild_id: int, name: str, value: Value) -> Kept:
        """Set something for a server; holds in this process from now on.

        To stop keeping unanswered questions also forgets those that were kept.

        Raises:
            UsageError: when the setting cannot hold ``value``.
            KeyError: when there is no such setting.
        """
        value = checked(SETTINGS[name], value)
        self._known.put(guild_id, name, value)
        kept = await self._save(SettingChanged(guild_id, name, encode(value)))
        if name == "keep_unanswered" and not value:
            await self._save(VainForgotten(self._marks.place(guild_id)))
        return kept

    async def reset(self, guild_id: int, name: str) -> Kept:
        """Let the default of a setting hold again for a server; ``KeyError`` when there is no such setting."""
        default = self._defaults[SETTINGS[name].name]
        self._known.put(guild_id, name, default)
        kept = await self._save(SettingChanged(guild_id, name, None))
        if name == "keep_unanswered" and not default:
            await self._save(VainForgotten(self._marks.place(guild_id)))
        return kept

    def count(self, guild_id: int | None, language: str, status: str) -> None:
        """Count a question of today. Never waits."""
        self.waiting.put(Counted(self._marks.place(guild_id), self._today(), language, status))

    async def note_vain(
        self,
        guild_id: int | None,
        question: str,
        *,
        dossier: str,
        language: str,
        outcome: Vain,
        near: str | None,
        confidence: float,
    ) -> None:
        """Keep a question that was asked in vain, redacted, where the server's admins want that; else do nothing."""
        if not (await self.values(guild_id))["keep_unanswered"] or guild_id is None:
            return
        text = redacted(question)
        if not any(map(str.isalnum, text)):
            return
        self.waiting.put(
            AskedInVain(
                guild_id=guild_id,
                place=self._marks.place(guild_id),
                day=self._today(),
                dossier=dossier,
                language=language,
                text=text,
                folded=fold(text),
                outcome=outcome,
                near=near,
                confidence=confidence,
            )
        )

    async def vote(
        self,
        user_id: int,
        guild_id: int | None,
        answer: AnswerKey,
        *,
        right: bool,
        reason: Reason | None = None,
    ) -> Kept:
        """Take a person's vote on an answer; it replaces what they said of it before."""
        voter, place = self._marks.user(user_id), self._marks.place(guild_id)
        return await self._save(Voted(voter, place, self._today(), answer, right, reason))

    async def forget_user(self, user_id: int) -> Kept:
        """Delete all that is kept about a person: their votes."""
        return await self._save(UserForgotten(self._marks.user(user_id)))

    async def forget_guild(self, guild_id: int) -> Kept:
        """Delete all that is kept about a server: settings, questions, votes, counts."""
        self._known.forget(guild_id)
        return await self._save(PlaceForgotten(guild_id, self._marks.place(guild_id)))

    async def expire(self) -> Kept:
        """Delete what is older than it may be; done by itself at start and every few hours."""
        today, keep = self._today(), self.retention
        days = (keep.vain_days, keep.votes_days, keep.counts_days, _BATCH_DAYS)
        return await self._save(Expired(*(today - timedelta(days=number) for number in days)))

    async def _save(self, event: Event) -> Kept:
        """Queue ``event`` and wait a little to hear of it."""
        future = self.waiting.put(event)
        await asyncio.wait({future}, timeout=0 if self.waiting.away else AT_ONCE)
        return future.result() if future.done() else Kept.WAITING

    async def _read_settings(self, guild_id: int) -> Mapping[str, Value]:
        if self.waiting.away:
            raise AwayError("the database is away")
        return await self._database.read(lambda link: reading.settings(link, guild_id))

    async def _write(self, batch: str, events: Sequence[Event]) -> None:
        if not self._ready:
            await self._prepare()
        await self._database.write(lambda link: writing.write(link, batch, self._today(), events))

    async def _prepare(self) -> None:
        """Bring the schema up to date and see that the secret is the one that the database knows."""
        await migrate(self._database, fingerprint=self._marks.fingerprint)
        self._ready = True

    async def _sweep(self) -> None:
        while True:
            await self.expire()
            await asyncio.sleep(SWEEP)
