"""What storage keeps, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.errors import StorageError, UsageError
from bot.storage.database import AwayError, Database, address
from bot.storage.events import SettingChanged
from bot.storage.keys import Marks
from bot.storage.records import AnswerKey, Kept, Reason, Vain
from bot.storage.storage import Storage

pytestmark = pytest.mark.usefixtures("patient")

GUILD, OTHER_GUILD = 1032200000000000001, 1032200000000000002
ANNE, BRUNO = 204000000000000001, 204000000000000002
STAKE = AnswerKey("cloudwatt", "stake-of", "holder=orange")


async def ask_in_vain(storage, text, guild=GUILD, outcome=Vain.UNKNOWN, **changes):
    fields = {"dossier": "cloudwatt", "language": "fr", "near": "price", "confidence": 0.31, **changes}
    await storage.note_vain(guild, text, outcome=outcome, **fields)
    await storage.waiting.flush(5)


@pytest.fixture
async def keeping(storage):
    """Storage in which both servers want their unanswered questions kept."""
    for guild in (GUILD, OTHER_GUILD):
        assert await storage.set(guild, "keep_unanswered", value=True) is Kept.SAVED
    return storage


async def test_a_setting_holds_after_a_restart(open_storage):
    """What an admin set is read by the next process."""
    first = await open_storage()
    assert await first.set(GUILD, "opened_channels", (11, 12)) is Kept.SAVED
    assert await first.set(GUILD, "channel_dossiers", {11: ("cloudwatt", "faq")}) is Kept.SAVED
    await first.close()
    values = await (await open_storage()).values(GUILD)
    assert values["opened_channels"] == (11, 12)
    assert values["channel_dossiers"] == {11: ("cloudwatt", "faq")}


async def test_a_change_before_the_first_look_hides_nothing_that_was_set_before(open_storage):
    """As the terminal makes one, which opens the storage for it alone."""
    first = await open_storage()
    await first.set(GUILD, "language", "fr")
    await first.set(GUILD, "pictures", value=True)
    await first.close()
    again = await open_storage()
    await again.set(GUILD, "pictures", value=False)
    values = await again.values(GUILD)
    assert (values["language"], values["pictures"]) == ("fr", False)


async def test_what_cannot_be_written_is_dropped_alone_and_told_to_the_log(storage, caplog):
    """Whatever the reason: no such id fits into the database. What comes with it and after it is written."""
    futures = [storage.waiting.put(SettingChanged(guild, "language", '"fr"')) for guild in (2**64, GUILD)]
    assert await asyncio.gather(*futures) == [Kept.DROPPED, Kept.SAVED]
    assert "SettingChanged cannot be written" in caplog.text
    assert await storage.set(GUILD, "shyness", "shy") is Kept.SAVED


async def test_the_database_is_let_go_whatever_goes_wrong_before(storage, monkeypatch):
    """Else its connections, and SQLite's threads, would outlive the storage."""
    closed = []

    async def fail(_):
        raise RuntimeError("unforeseen")

    async def close():
        closed.append(True)

    monkeypatch.setattr(storage.waiting, "close", fail)
    with monkeypatch.context() as patch:
        patch.setattr(storage._database, "close", close)
        with pytest.raises(RuntimeError):
            await storage.close()
    assert closed
    monkeypatch.undo()


async def test_servers_do_not_see_each_others_settings(storage):
    """A server that set nothing has the defaults."""
    await storage.set(GUILD, "language", "fr")
    assert (await storage.values(GUILD))["language"] == "fr"
    assert (await storage.values(OTHER_GUILD))["language"] is None
    assert (await storage.values(None))["language"] is None


async def test_the_operators_defaults_hold_until_an_admin_decides(open_storage):
    """A default from the configuration gives way to a server's own choice."""
    storage = await open_storage(defaults={"pictures": False})
    assert (await storage.values(GUILD))["pictures"] is False
    await storage.set(GUILD, "pictures", value=True)
    assert (await storage.values(GUILD))["pictures"] is True


async def test_a_value_that_a_setting_cannot_hold_is_refused(storage):
    """The old value stays, and the message says what fits."""
    with pytest.raises(UsageError, match="0 to 3600"):
        await storage.set(GUILD, "cooldown", 9999)
    assert (await storage.values(GUILD))["cooldown"] == 20


async def test_questions_are_not_kept_until_an_admin_wants_it(storage):
    """Keeping them is off by default, and never happens in direct messages."""
    await ask_in_vain(storage, "quel est le prix ?")
    await ask_in_vain(storage, "quel est le prix ?", guild=None)
    assert await storage.look.vain() == []


async def test_equal_questions_are_one_with_a_count(keeping):
    """Capitals, accents and spaces make no other question; the nearest miss of the last day is shown."""
    await ask_in_vain(keeping, "Quel est le prix payé ?", confidence=0.2)
    await ask_in_vain(keeping, "  quel est le PRIX paye ?", confidence=0.4)
    await ask_in_vain(keeping, "quel est le prix payé ?", outcome=Vain.THUMBS_DOWN, confidence=0.9)
    await ask_in_vain(keeping, "qui est le patron ?", near=None, confidence=0.0)
    most, least = await keeping.look.vain(GUILD)
    assert most.text == "Quel est le prix payé ?"
    assert most.times == 3
    assert most.outcomes == {Vain.UNKNOWN: 2, Vain.THUMBS_DOWN: 1}
    assert (most.near, most.confidence) == ("price", pytest.approx(0.9))
    assert (least.text, least.times, least.near) == ("qui est le patron ?", 1, None)


async def test_staff_sees_the_questions_of_their_own_server(keeping):
    """The operator sees all of them together."""
    await ask_in_vain(keeping, "ici ?")
    await ask_in_vain(keeping, "là ?", guild=OTHER_GUILD)
    await ask_in_vain(keeping, "là ?", guild=GUILD)
    assert {group.text for group in await keeping.look.vain(OTHER_GUILD)} == {"là ?"}
    assert {(group.text, group.times) for group in await keeping.look.vain()} == {("ici ?", 1), ("là ?", 2)}


async def test_questions_expire(keeping, calendar):
    """After thirty days a question is shown no more, and the next sweep deletes it."""
    await ask_in_vain(keeping, "quel est le prix ?")
    calendar.day += timedelta(days=30)
    assert len(await keeping.look.vain()) == 1
    calendar.day += timedelta(days=1)
    assert await keeping.look.vain() == []
    await keeping.expire()
    calendar.day -= timedelta(days=1)
    assert await keeping.look.vain() == []


async def test_no_longer_wanting_questions_forgets_them(keeping):
    """An admin who switches it off leaves nothing behind; the neighbour's stay."""
    await ask_in_vain(keeping, "quel est le prix ?")
    await ask_in_vain(keeping, "quel est le prix ?", guild=OTHER_GUILD)
    await keeping.set(GUILD, "keep_unanswered", value=False)
    await ask_in_vain(keeping, "encore ?")
    assert await keeping.look.vain(GUILD) == []
    assert len(await keeping.look.vain(OTHER_GUILD)) == 1


async def test_a_person_has_one_vote_on_an_answer_and_may_change_it(storage):
    """The last word counts, with its reason."""
    assert await storage.vote(ANNE, GUILD, STAKE, right=True) is Kept.SAVED
    assert await storage.vote(ANNE, GUILD, STAKE, right=False, reason=Reason.OLD) is Kept.SAVED
    assert await storage.vote(BRUNO, None, STAKE, right=True) is Kept.SAVED
    (tally,) = await storage.look.votes()
    assert (tally.answer, tally.right, tally.wrong, tally.reasons) == (STAKE, 1, 1, {Reason.OLD: 1})


async def test_votes_on_different_answers_stand_side_by_side(storage):
    """The same question with another slot is another answer; the most criticised comes first."""
    other = AnswerKey("cloudwatt", "stake-of", "holder=thales")
    await storage.vote(ANNE, GUILD, STAKE, right=True)
    await storage.vote(ANNE, GUILD, other, right=False)
    assert [tally.answer for tally in await storage.look.votes(GUILD)] == [other, STAKE]


async def test_questions_are_counted_by_day_language_and_status(storage, calendar):
    """Counts of a server and of direct messages add up for the operator."""
    for guild in (GUILD, GUILD, None):
        storage.count(guild, "fr", "answered")
    calendar.day += timedelta(days=1)
    storage.count(GUILD, "en", "unknown")
    await storage.waiting.flush(5)
    rows = [(row.day, row.language, row.status, row.times) for row in await storage.look.counts()]
    before = calendar.day - timedelta(days=1)
    assert rows == [(before, "fr", "answered", 3), (calendar.day, "en", "unknown", 1)]
    assert sum(row.times for row in await storage.look.counts(GUILD)) == 3
    assert [row.day for row in await storage.look.counts(days=1)] == [calendar.day]


async def test_a_secret_that_is_not_the_databases_own_is_refused(open_storage):
    """Votes could no longer be changed or forgotten with another one."""
    await open_storage()
    with pytest.raises(StorageError, match="another secret"):
        await open_storage(marks=Marks(b"quite another secret, as long..."))


@pytest.mark.parametrize(
    ("named", "says"),
    [
        ("mysql://bot@db/dossier", "storage.database cannot be mysql"),
        ("postgresql+asyncpg://bot@db:port/dossier", "storage.database cannot be read"),
        ("/dev/null/deep/dossier.sqlite3", "no database here"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite:////tmp/dossier.sqlite3?timeout=abc", "names no file alone"),
        ("postgresql+asyncpg://u@h/x?foo=1", "option .*foo"),
        ("postgresql+asyncpg://u@h/x?port=abc", "option .*abc"),
        ("postgresql+asyncpg://u@h/x?statement_cache_size=x", "option"),
    ],
)
async def test_an_address_that_cannot_be_meant_is_refused_in_a_line(named, says, marks, tmp_path):
    """Before anything is tried over a network."""
    with pytest.raises(StorageError, match=says):
        await Storage.open(address(named, tmp_path), marks)


async def test_a_file_that_is_no_database_is_refused(marks, tmp_path):
    """And left as it is."""
    file = tmp_path / "notes.txt"
    file.write_text("not a database, and longer than a hundred bytes" * 10)
    with pytest.raises(StorageError, match="refuses"):
        await Storage.open(address(str(file), tmp_path), marks)
    assert file.read_text().startswith("not a database")


def test_a_password_is_never_shown(tmp_path):
    """Not even in the message that says that the database cannot be reached."""
    assert "hush" not in repr(address("postgresql://bot:hush@db/dossier", tmp_path))


async def test_a_database_that_cannot_be_written_is_not_merely_away(tmp_path):
    """Waiting would never end."""
    database = Database(address(None, tmp_path))

    async def work(connection):
        await connection.exec_driver_sql("PRAGMA query_only=ON")
        await connection.exec_driver_sql("CREATE TABLE more (id INTEGER)")

    with pytest.raises(StorageError, match="readonly") as caught:
        await database.write(work)
    assert not isinstance(caught.value, AwayError)
    await database.close()
