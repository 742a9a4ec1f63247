"""A notebook on paper: notes what the bot wanted noted, for the tests of Discord."""

from __future__ import annotations

from bot.storage.records import Kept, Retention
from bot.storage.settings import DEFAULTS


class FakeNotebook:
    """Keeps everything in lists."""

    def __init__(self, **settings):
        self.retention = Retention()
        self.settings = {**DEFAULTS, **settings}
        self.known = []
        self.counted = []
        self.vain = []
        self.votes = []
        self.forgotten = []
        self.kept = Kept.SAVED

    async def values(self, guild_id):
        del guild_id
        return self.settings

    @property
    def look(self):
        return self

    async def guilds(self):
        return self.known

    def count(self, guild_id, language, status):
        self.counted.append((guild_id, language, status))

    async def note_vain(self, guild_id, question, **about):
        self.vain.append((guild_id, question, about["outcome"].value, about["near"]))

    async def vote(self, user_id, guild_id, answer, *, right, reason=None):
        self.votes.append((user_id, guild_id, answer, right, reason))
        return self.kept

    async def forget_user(self, user_id):
        self.forgotten.append(("user", user_id))
        return self.kept

    async def forget_guild(self, guild_id):
        self.forgotten.append(("guild", guild_id))
        return self.kept
