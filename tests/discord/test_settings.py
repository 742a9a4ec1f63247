"""What admins set with /settings, what staff sees, and who may do neither."""

from __future__ import annotations

import discord
import pytest
from fake_assistant import OWNER
from third_language import MARK, THIRD, third_language

from bot.discord_app import limits
from bot.discord_app.panel import Panel
from bot.discord_app.settings import ServerSettings
from bot.storage.database import address
from bot.storage.keys import Marks
from bot.storage.records import AnswerKey, Reason, Vain
from bot.storage.settings import SETTINGS
from bot.storage.storage import Storage
from bot.terminal.preview import set_stage

STAKE = AnswerKey("cloudwatt", "stake-of", "holder=orange")


@pytest.fixture
async def storage(tmp_path):
    """A real one, in a file."""
    storage = await Storage.open(address(None, tmp_path), Marks(b"a secret of thirty-two bytes...."))
    yield storage
    await storage.close()


@pytest.fixture
async def kept(env, make_client, storage, stage):
    """The bot with a storage."""
    del stage
    await env.restart_bot(make_client(notebook=storage))
    return env


@pytest.fixture
def admin(kept):
    """Someone who may manage the server, and reads English."""
    role = kept.guild.create_role("admins", permissions=discord.Permissions(manage_guild=True))
    return kept.guild.add_member(kept.create_user("admin"), roles=[role])


@pytest.fixture
async def panel(admin, channel):
    return (await admin.slash(channel, "settings")).response


def menu(message, does):
    """The select of a message whose id says what it does."""
    parts = [part for row in message.components for part in row["components"]]
    return next(part["custom_id"] for part in parts if part["custom_id"].startswith(f"p1:{does}"))


async def set_to(admin, panel, name, *values):
    """Choose a setting, then its values, as an admin taps."""
    await admin.select(panel, [name], custom_id=menu(panel, "pick"))
    await admin.select(panel, list(values), custom_id=menu(panel, "set"))


async def test_the_panel_shows_every_declared_setting_to_the_admin_alone(admin, channel, panel, speech):
    """Title and value of each, from the one table."""
    assert (await admin.slash(channel, "settings")).ephemeral
    assert all(speech.say(setting.title_key, "en") in panel.content for setting in SETTINGS.values())


@pytest.mark.parametrize(
    "case",
    [
        ("language", ["fr"], "fr"),
        ("language", ["-"], None),
        ("shyness", ["shy"], "shy"),
        ("pictures", ["no"], False),
        ("cooldown", ["60"], 60),
        ("keep_unanswered", ["yes"], True),
        ("dossiers", ["cloudwatt"], ("cloudwatt",)),
    ],
)
async def test_a_setting_takes_two_taps(admin, panel, storage, kept, case):
    """Which one, and what; the panel says that it is saved."""
    name, values, is_now = case
    await set_to(admin, panel, name, *values)
    assert (await storage.values(kept.guild.id))[name] == is_now
    assert "Saved." in panel.content


async def test_a_third_language_of_files_alone_is_spoken_to_staff(env, make_client, storage, tmp_path):
    """Title, help and choices of every setting in the panel, and the title that /unanswered names."""
    languages, phrases = third_language(tmp_path)
    await env.restart_bot(make_client(notebook=storage, languages=languages, phrases=phrases))
    stage = set_stage(env, languages, phrases, managers=True)
    admin = stage.members[THIRD]
    panel = (await admin.slash(stage.channel, "settings")).response
    for setting in SETTINGS.values():
        assert f"{MARK}{phrases.say(setting.title_key, 'en')}" in panel.content
        await admin.select(panel, [setting.name], custom_id=menu(panel, "pick"))
        shown = f"{panel.content} {panel.components}"
        for key in (setting.help_key, *map(setting.choice_key, setting.choices)):
            assert f"{MARK}{phrases.say(key, 'en')}" in shown
    off = (await admin.slash(stage.channel, "unanswered")).response.content
    assert f"{MARK}{phrases.say(SETTINGS['keep_unanswered'].title_key, 'en')}" in off


async def test_channels_are_opened_from_discords_own_list(admin, panel, storage, kept, channel):
    """And the operator's part in it is told, where it is not done."""
    await set_to(admin, panel, "opened_channels", channel)
    assert (await storage.values(kept.guild.id))["opened_channels"] == (channel.id,)
    assert "operator" in panel.content


async def test_channels_that_no_menu_has_room_for_stay_open(admin, kept, channel, storage):
    """As the terminal opens them; nobody took them away."""
    many = tuple(range(10**17, 10**17 + 30))
    await storage.set(kept.guild.id, "opened_channels", many)
    panel = (await admin.slash(channel, "settings")).response
    await set_to(admin, panel, "opened_channels", channel)
    assert (await storage.values(kept.guild.id))["opened_channels"] == (channel.id, *many[25:])


async def test_a_channel_may_have_dossiers_of_its_own(admin, panel, storage, kept, channel):
    """Which channel, then which dossiers; none chosen goes back to the server's."""
    await admin.select(panel, ["channel_dossiers"], custom_id=menu(panel, "pick"))
    await admin.select(panel, [channel], custom_id=menu(panel, "channel"))
    await admin.select(panel, ["cloudwatt"], custom_id=menu(panel, "apart"))
    assert (await storage.values(kept.guild.id))["channel_dossiers"] == {channel.id: ("cloudwatt",)}
    await admin.select(panel, [], custom_id=menu(panel, "apart"))
    assert (await storage.values(kept.guild.id))["channel_dossiers"] == {}


async def test_a_setting_goes_back_to_its_default(admin, panel, storage, kept):
    """One tap."""
    await set_to(admin, panel, "shyness", "shy")
    await admin.click(panel, label="Default")
    assert (await storage.values(kept.guild.id))["shyness"] == "normal"


async def test_the_panel_outlives_a_restart(admin, panel, storage, kept, make_client):
    """Another process, which never showed it, takes the tap."""
    await admin.select(panel, ["shyness"], custom_id=menu(panel, "pick"))
    await kept.restart_bot(make_client(notebook=storage))
    await admin.select(panel, ["shy"], custom_id=menu(panel, "set"))
    assert (await storage.values(kept.guild.id))["shyness"] == "shy"


async def test_a_setting_holds_at_the_next_question(admin, panel, alex, channel, kept):
    """The language of the server, for a question that does not tell its own."""
    await set_to(admin, panel, "language", "fr")
    await alex.send(channel, f"{kept.bot.user.mention} Orange?")
    assert OWNER["fr"] in channel.last_message.content


async def test_commands_for_staff_need_the_right_to_manage_the_server(kept, stage):
    """Discord hides them from everyone else, and they belong to servers alone."""
    del stage
    for name in ("settings", "unanswered", "stats"):
        command = kept.bot.tree.get_command(name)
        assert command.default_permissions == discord.Permissions(manage_guild=True)
        assert command.allowed_contexts.guild
        assert command.allowed_contexts.dm_channel is False


@pytest.mark.parametrize("name", ["settings", "unanswered", "stats"])
async def test_the_right_is_looked_at_again_when_a_command_is_used(kept, alex, channel, name):
    """A server may show them to others; they do nothing there."""
    payload = kept.bot.tree.get_command(name)
    payload.default_permissions = None
    await kept.bot.tree.sync()
    result = await alex.slash(channel, name)
    assert result.ephemeral
    assert "Manage Server permission" in result.response.content


async def test_a_part_of_the_panel_does_nothing_for_who_may_not_manage(kept, alex, channel, storage):
    """However they came by it."""
    view = discord.ui.View()
    view.add_item(discord.ui.Button(label="Default", custom_id="p1:reset:shyness"))
    await storage.set(kept.guild.id, "shyness", "shy")
    with kept._bot_scope():
        message = await kept.bot.get_channel(channel.id).send("panel", view=view)
    result = await alex.click(message, label="Default")
    assert "Manage Server permission" in result.response.content
    assert (await storage.values(kept.guild.id))["shyness"] == "shy"


async def test_a_setting_that_is_gone_says_so(kept, admin, channel):
    """A panel of an older bot."""
    view = discord.ui.View()
    view.add_item(discord.ui.Button(label="Old", custom_id="p1:reset:colour"))
    with kept._bot_scope():
        message = await kept.bot.get_channel(channel.id).send("panel", view=view)
    assert "is gone" in (await admin.click(message, label="Old")).response.content


async def test_unanswered_says_how_to_have_questions_kept(admin, channel):
    """Off until an admin wants it."""
    assert "does not keep" in (await admin.slash(channel, "unanswered")).response.content


async def test_staff_sees_what_was_asked_in_vain(kept, admin, alex, channel, storage):
    """Redacted, most asked first, with what came nearest; no mark-up of a member's comes alive."""
    await storage.set(kept.guild.id, "keep_unanswered", value=True)
    assert "No unanswered questions" in (await admin.slash(channel, "unanswered")).response.content
    for question in ("How is the **weather**?", "How is the **weather**?", "Who is @everyone?"):
        await alex.slash(channel, "ask", question=question)
    await storage.waiting.flush(5)
    result = await admin.slash(channel, "unanswered")
    assert result.ephemeral
    lines = result.response.content.splitlines()
    assert lines[1].startswith("- 2 × How is the \\*\\*weather")
    assert "\\[mention\\]" in lines[2]
    assert str(alex.id) not in result.response.content


async def test_staff_sees_how_questions_fare(kept, admin, alex, channel, storage):
    """Totals, languages, days, votes, and a picture that says the same in words."""
    await alex.slash(channel, "ask", question="How much does Orange own?")
    await alex.slash(channel, "ask", question="How is the weather?")
    await alex.slash(channel, "ask", question="hello")
    await storage.vote(alex.id, kept.guild.id, STAKE, right=False, reason=Reason.OLD)
    await storage.waiting.flush(5)
    result = await admin.slash(channel, "stats", days=7)
    assert result.ephemeral
    assert (
        "**Questions: 3** (1 answered, 0 offered a choice, 1 refused, 1 small talk)"
        in result.response.content
    )
    assert "stake-of" in result.response.content
    (picture,) = result.response.attachments
    assert "Answered 1, choice offered 0, refused 1, small talk 1" in picture.description
    assert "**Today's questions**" in (await admin.slash(channel, "stats", days=1)).response.content


async def test_a_long_list_fits_a_message(kept, admin, channel, storage):
    """What does not fit is left out whole."""
    await storage.set(kept.guild.id, "keep_unanswered", value=True)
    for number in range(40):
        await storage.note_vain(
            kept.guild.id, f"question {number} " + "*" * 380, dossier="cloudwatt", language="en",
            outcome=Vain.UNKNOWN, near=None, confidence=0.0,
        )  # fmt: skip
    await storage.waiting.flush(5)
    content = (await admin.slash(channel, "unanswered")).response.content
    assert limits.length(content) <= limits.CONTENT


async def test_without_a_storage_there_is_nothing_to_set(env, channel):
    """Said in a line."""
    role = env.guild.create_role("admins", permissions=discord.Permissions(manage_guild=True))
    admin = env.guild.add_member(env.create_user("admin"), roles=[role])
    for name in ("settings", "unanswered", "stats"):
        assert "without a database" in (await admin.slash(channel, name)).response.content


async def test_every_page_of_the_panel_fits_discord(kept, speech):
    """In both languages, for each setting, with as much set as can be."""
    panel = Panel(speech, kept.bot.services.desk.dossiers, reads_channels=False)
    many = tuple(range(10**17, 10**17 + 25))
    values = {name: setting.default for name, setting in SETTINGS.items()}
    values |= {"opened_channels": many, "channel_dossiers": dict.fromkeys(many, ("cloudwatt",))}
    for language in ("fr", "en"):
        for setting in SETTINGS.values():
            page = panel.page(values, language, editing=setting, channel=many[0], note="panel.waiting")
            assert limits.length(page.content) <= limits.CONTENT
            assert len(page.menus) < limits.ROWS
            for one in page.menus:
                assert limits.length(one.custom_id) <= limits.CUSTOM_ID
                assert len(one.options) <= limits.SELECT_OPTIONS
                assert all(0 < limits.length(option.label) <= limits.CHOICE for option in one.options)


async def test_who_manages_a_server_can_have_it_forgotten(kept, admin, alex, channel, storage):
    """With one tap in /privacy, and its questions are asked afresh; others do not even see the button."""
    await storage.set(kept.guild.id, "shyness", "shy")
    await storage.vote(alex.id, kept.guild.id, STAKE, right=True)
    assert "Forget this server" not in str((await alex.slash(channel, "privacy")).response.components)
    shown = await admin.slash(channel, "privacy")
    assert (await admin.click(shown.response, label="Forget this server")).response.content == "Forgotten."
    assert not any((await storage.look.all_of_guild(kept.guild.id)).values())
    assert (await storage.values(kept.guild.id))["shyness"] == "normal"


def test_a_thread_has_the_dossiers_of_its_channel():
    """Unless it has its own; where neither has, the server's hold."""
    settings = ServerSettings(dossiers=("all",), channel_dossiers={1: ("one",), 2: ("two",)})
    assert settings.dossiers_in(1) == ("one",)
    assert settings.dossiers_in(9, 2) == ("two",)
    assert settings.dossiers_in(1, 2) == ("one",)
    assert settings.dossiers_in(9, None) == ("all",)


async def test_where_the_chosen_dossiers_are_gone_no_other_one_answers(
    kept, storage, alex, channel, assistant
):
    """After a folder was renamed: who asks is told, and talk in an opened channel is left alone."""
    await storage.set(kept.guild.id, "opened_channels", (channel.id,))
    await storage.set(kept.guild.id, "dossiers", ("renamed",))
    for name, options in (
        ("ask", {"question": "How much does Orange own?"}),
        ("stakes", {}),
        ("timeline", {}),
    ):
        told = (await alex.slash(channel, name, **options)).response
        assert "The dossiers chosen here are gone" in told.content
    assert kept.errors  # as every failure that was told
    await alex.send(channel, f"{kept.bot.user.mention} How much does Orange own?")
    assert "are gone" in channel.last_message.content
    await alex.send(channel, "How much does Orange own?")
    assert channel.last_message.author.id == alex.id
    assert await kept.bot.services.desk.complete("", "en", 3, ("renamed",)) == ()
    assert assistant.asked == []
    await storage.set(kept.guild.id, "dossiers", ("renamed", "cloudwatt"))
    await alex.slash(channel, "ask", question="How much does Orange own?")
    assert len(assistant.asked) == 1
