"""Nobody can be found in what is kept, and who asks to be forgotten is."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.storage.keys import Marks, read_secret
from bot.storage.records import AnswerKey, Reason, Vain
from bot.storage.tables import Base

GUILD, CHANNEL = 1032200000000000077, 1032200000000000078
ANNE, ROLE = 204000000000000079, 204000000000000080
STAKE = AnswerKey("cloudwatt", "stake-of")
TELLING = (
    f"<@{ANNE}> et @Anne.Dupont, <@&{ROLE}> dans <#{CHANNEL}> : écrivez à anne.dupont@example.org, "
    "https://example.org/anne ou au 06 12 34 56 78, carte 4970 1012 3456 7890, pour le prix"
)
NEEDLES = (
    str(GUILD),
    str(CHANNEL),
    str(ANNE),
    str(ROLE),
    f"{ANNE:x}",
    "Dupont",
    "example.org",
    "4970",
    "56 78",
)


async def every_row(url):
    """Table → rows as text, of every table there is, alembic's own too."""
    engine = create_async_engine(url)
    names = [*Base.metadata.tables, "alembic_version"]
    queries = {name: text(f"SELECT * FROM {name}") for name in names}  # noqa: S608  # our own names
    async with engine.connect() as connection:
        rows = {}
        for name, query in queries.items():
            rows[name] = [str(tuple(row)) for row in await connection.execute(query)]
    await engine.dispose()
    return rows


async def live(storage):
    """A server in which Anne asks, votes and is noted."""
    await storage.set(GUILD, "keep_unanswered", value=True)
    await storage.set(GUILD, "opened_channels", (CHANNEL,))
    await storage.note_vain(
        GUILD, TELLING, dossier="cloudwatt", language="fr", outcome=Vain.UNKNOWN, near=None, confidence=0
    )
    await storage.vote(ANNE, GUILD, STAKE, right=False, reason=Reason.UNCLEAR)
    storage.count(GUILD, "fr", "unknown")
    await storage.waiting.flush(5)


async def test_no_id_or_name_stands_beside_a_text_or_a_vote(storage, url):
    """Only a server's own settings know ids, of itself and of its channels; nothing anywhere knows a person's."""
    await live(storage)
    rows = await every_row(url)
    assert all(rows[name] for name in ("settings", "vain", "votes", "counts", "key"))
    assert "pour le prix" in rows["vain"][0]
    for table, found in rows.items():
        allowed = (str(GUILD), str(CHANNEL)) if table == "settings" else ()
        for needle in NEEDLES:
            assert needle in allowed or not any(needle in row for row in found), (table, needle)


async def test_forget_me_deletes_a_persons_votes_at_once(storage):
    """Other people's stay."""
    await storage.vote(ANNE, GUILD, STAKE, right=True)
    await storage.vote(ANNE + 1, GUILD, STAKE, right=True)
    await storage.forget_user(ANNE)
    assert await storage.look.all_of_user(ANNE) == []
    (tally,) = await storage.look.votes()
    assert tally.right == 1


async def test_forget_this_server_leaves_nothing_of_it(storage, url):
    """Settings, questions, votes and counts go; the defaults hold again at once."""
    await live(storage)
    await storage.set(GUILD + 1, "language", "fr")
    assert await storage.look.guilds() == [GUILD, GUILD + 1]
    await storage.forget_guild(GUILD)
    assert (await storage.values(GUILD))["opened_channels"] == ()
    assert not any((await storage.look.all_of_guild(GUILD)).values())
    rows = await every_row(url)
    assert [len(rows[name]) for name in ("settings", "vain", "votes", "counts")] == [1, 0, 0, 0]


async def test_an_export_holds_all_that_is_kept(storage):
    """An operator can hand a person or a server what there is of them, without marks of others."""
    await live(storage)
    exported = await storage.look.all_of_guild(GUILD)
    assert {table: len(rows) for table, rows in exported.items()} == {
        "settings": 2,
        "vain": 1,
        "votes": 1,
        "counts": 1,
    }
    assert not any("voter" in row for rows in exported.values() for row in rows)
    (vote,) = await storage.look.all_of_user(ANNE)
    assert (vote["intent"], vote["right"], vote["reason"]) == ("stake-of", False, "unclear")


def test_a_mark_cannot_be_made_without_the_secret():
    """The same person has other marks elsewhere, and a person's mark is no server's."""
    one, other = Marks(b"1" * 32), Marks(b"2" * 32)
    assert one.user(ANNE) != other.user(ANNE)
    assert one.user(ANNE) != one.place(ANNE)
    assert one.user(ANNE) == Marks(b"1" * 32).user(ANNE)


def test_the_secret_is_made_once_and_is_its_owners_alone(tmp_path):
    """A second start reads what the first one made."""
    file = tmp_path / "deep" / "dossier.key"
    first = read_secret(file)
    assert len(first) == 32
    assert read_secret(file) == first
    assert file.stat().st_mode & 0o077 == 0
    assert [one.name for one in file.parent.iterdir()] == ["dossier.key"]
