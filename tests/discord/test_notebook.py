"""What the bot has noted when it is given something to note in."""

from __future__ import annotations

from types import SimpleNamespace

import discord
import pytest
from assistants import bakers
from fake_assistant import CHOICE, OWNER, TITLE
from fake_notebook import FakeNotebook

from bot.discord_app.desk import talk
from bot.discord_app.options import DiscordOptions
from bot.errors import StorageError
from bot.storage.records import AnswerKey, Kept, Reason, Retention


@pytest.fixture
def notebook():
    return FakeNotebook()


@pytest.fixture
async def noted(env, make_client, notebook):
    """The bot with a notebook."""
    await env.restart_bot(make_client(notebook=notebook))
    return env


async def test_questions_are_counted_and_those_in_vain_are_kept(noted, alex, channel, notebook):
    """Which server, language and outcome; the text only of what got no answer."""
    await alex.slash(channel, "ask", question="How much does Orange own?")
    await alex.slash(channel, "ask", question="How is the weather?")
    guild = noted.guild.id
    assert notebook.counted == [(guild, "en", "answered"), (guild, "en", "unknown")]
    assert notebook.vain == [(guild, "How is the weather?", "unknown", "stake-of")]


async def test_none_of_these_keeps_the_question(noted, alex, channel, notebook):
    """The best sign there is that something is missing."""
    await alex.send(channel, f"{noted.bot.user.mention} shares")
    message = channel.last_message
    assert CHOICE["en"] in message.content
    await alex.click(message, label="None of these")
    assert notebook.vain == [(noted.guild.id, "shares", "none_of_these", "stake-of")]


async def test_none_of_these_is_about_its_own_message(noted, alex, channel, notebook):
    """Whatever was asked since."""
    choices = []
    for question in ("shares", "and whose shares"):
        await alex.send(channel, f"{noted.bot.user.mention} {question}")
        choices.append(channel.last_message)
    first, second = choices
    await alex.click(first, label="None of these")
    await alex.slash(channel, "ask", question="How much does Orange own?")
    await alex.click(second, label="None of these")
    assert [row[1] for row in notebook.vain] == ["shares", "and whose shares"]


@pytest.mark.usefixtures("noted")
async def test_a_vote_is_about_its_own_message(alex, channel, notebook):
    """However alike the questions asked since are."""
    first = (await alex.slash(channel, "ask", question="How much does Orange own?")).response
    await alex.slash(channel, "ask", question="And how much is Orange's share?")
    await alex.slash(channel, "ask", question="Is the deal done?")
    asked = await alex.click(first, label="Was this right?")
    shown = await alex.click(asked.response, label="No")
    (field,) = shown.modal["components"]
    await alex.submit_modal(shown, {field["component"]["custom_id"]: ["wrong"]})
    assert [row[1:3] for row in notebook.vain] == [("How much does Orange own?", "thumbs_down")]


async def test_a_tap_is_a_question_like_any_other(noted, alex, channel, notebook):
    """It is counted by what it led to, and a vote on that is about the question that was tapped."""
    await alex.send(channel, f"{noted.bot.user.mention} shares")
    choice = channel.last_message
    await alex.click(choice, label=TITLE["en"])
    guild = noted.guild.id
    assert notebook.counted == [(guild, "en", "suggested"), (guild, "en", "answered")]
    message = await noted.bot.get_channel(channel.id).fetch_message(choice.id)
    asked = await alex.click(message, label="Was this right?")
    shown = await alex.click(asked.response, label="No")
    (field,) = shown.modal["components"]
    await alex.submit_modal(shown, {field["component"]["custom_id"]: ["wrong"]})
    assert [row[1:3] for row in notebook.vain] == [(TITLE["en"], "thumbs_down")]


async def test_a_right_answer_takes_two_taps(noted, alex, channel, notebook):
    """« Was this right? », « Yes »."""
    reply = (await alex.slash(channel, "ask", question="How much does Orange own?")).response
    asked = await alex.click(reply, label="Was this right?")
    assert asked.ephemeral
    await alex.click(asked.response, label="Yes")
    key = AnswerKey("cloudwatt", "stake-of", "holder=orange")
    assert notebook.votes == [(alex.id, noted.guild.id, key, True, None)]
    assert "noted" in asked.response.content


@pytest.mark.usefixtures("noted")
async def test_a_wrong_answer_says_why(camille, channel, notebook):
    """A form with four reasons; the question counts as asked in vain."""
    reply = (await camille.slash(channel, "ask", question="Combien détient Orange ?")).response
    asked = await camille.click(reply, label="Réponse juste\u202f?")
    shown = await camille.click(asked.response, label="Non")
    (field,) = shown.modal["components"]
    await camille.submit_modal(shown, {field["component"]["custom_id"]: ["old"]})
    assert [(vote[3], vote[4]) for vote in notebook.votes] == [(False, Reason.OLD)]
    assert [row[2] for row in notebook.vain] == ["thumbs_down"]
    assert "noté" in asked.response.content


@pytest.mark.usefixtures("noted")
async def test_a_vote_that_could_not_be_noted_says_so(alex, channel, notebook):
    """No thanks for what is lost."""
    notebook.kept = Kept.DROPPED
    reply = (await alex.slash(channel, "ask", question="How much does Orange own?")).response
    asked = await alex.click(reply, label="Was this right?")
    await alex.click(asked.response, label="Yes")
    assert "could not note" in asked.response.content


async def test_without_a_notebook_nobody_is_asked(env, alex, channel):
    """A thumb that goes nowhere is worse than none."""
    reply = (await alex.slash(channel, "ask", question="How much does Orange own?")).response
    assert "Was this right?" not in str(reply.components)
    assert env.bot.services.notebook is None


@pytest.mark.usefixtures("noted")
async def test_forget_me_forgets_votes_and_talk(alex, channel, notebook):
    """At once."""
    result = await alex.slash(channel, "privacy")
    done = await alex.click(result.response, label="Forget me")
    assert done.response.content == "Forgotten."
    assert notebook.forgotten == [("user", alex.id)]


async def test_forget_me_forgets_what_was_said_elsewhere_too(env, make_client, camille, alex, stage):
    """In every channel; what others said stays."""
    await env.restart_bot(make_client(assistant=bakers(), notebook=FakeNotebook()))
    channel = stage.channel
    other = stage.channel.guild.create_text_channel("other")
    for place in (channel, other):
        await alex.slash(place, "ask", question="How much does Brioche own?")
    await camille.slash(other, "ask", question="How much does Brioche own?")
    result = await alex.slash(channel, "privacy")
    await alex.click(result.response, label="Forget me")
    held = bakers()._talks
    assert [held.last(talk(place.id, alex.id)) for place in (channel, other)] == [None, None]
    assert held.last(talk(other.id, camille.id)) is not None
    assert [who for who, _ in env.bot.services.lately._held] == [camille.id]
    bakers().forget(talk(other.id, camille.id))


@pytest.mark.usefixtures("noted")
async def test_privacy_tells_how_long_the_operator_keeps_what(camille, channel, notebook):
    """As configured, not as usual; and that a question answered wrongly is kept, too."""
    notebook.retention = Retention(vain_days=1, votes_days=3650, counts_days=44)
    told = (await camille.slash(channel, "privacy")).response.content
    assert "jugée fausse, sans leur auteur\u00a0: 1\u00a0jour au plus" in told
    assert "rapprocher de vous\u00a0: 3650\u00a0jours au plus" in told
    assert "ne désignent personne\u00a0: 44\u00a0jours au plus" in told


async def test_a_server_may_want_pictures_where_the_operator_wants_none(env, make_client, alex, channel):
    """What its admins saved is what holds."""
    options = DiscordOptions(shard_count=1, pictures=False)
    await env.restart_bot(make_client(notebook=FakeNotebook(pictures=True), options=options))
    assert (await alex.slash(channel, "stakes")).response.attachments


async def test_settings_of_a_server_hold(noted, alex, channel, notebook):
    """Its language for who has none of ours, its opened channels, its pictures."""
    notebook.settings |= {"opened_channels": (channel.id,), "pictures": False, "shyness": "shy"}
    assert (await alex.slash(channel, "stakes")).response.attachments == []
    settings = await noted.bot.services.settings.of(noted.guild.id)
    assert settings.opened_channels == {channel.id}
    assert settings.shyness == "shy"
    notebook.settings |= {"language": "fr"}
    await alex.send(channel, f"{noted.bot.user.mention} Orange?")
    assert OWNER["fr"] in channel.last_message.content


async def test_a_server_can_switch_the_cooldown_off(env, make_client, alex, channel):
    """Zero seconds are no limit."""
    options = DiscordOptions(shard_count=1, cooldown_questions=1)
    await env.restart_bot(make_client(notebook=FakeNotebook(cooldown=0), options=options))
    for _ in range(3):
        result = await alex.slash(channel, "ask", question="How much does Orange own?")
        assert OWNER["en"] in result.response.content


async def test_a_server_that_removes_the_bot_is_forgotten(noted, notebook, stage):
    """Nothing of it stays."""
    guild = noted.bot.get_guild(stage.channel.guild.id)
    noted.bot.dispatch("guild_remove", guild)
    await noted.settle()
    assert notebook.forgotten == [("guild", guild.id)]


GONE = 5 << 22
"""A server that the bot is in no more; of shard 1 where there are two."""


async def test_a_server_that_removed_the_bot_meanwhile_is_forgotten_at_the_next_start(
    env, make_client, notebook, stage
):
    """Discord never tells of it; those that it is still in stay."""
    notebook.known = [GONE, stage.channel.guild.id]
    await env.restart_bot(make_client(notebook=notebook))
    await env.settle()
    assert notebook.forgotten == [("guild", GONE)]


async def test_a_server_that_is_only_away_is_not_forgotten(noted, stage, notebook, monkeypatch):
    """Neither one that Discord cannot tell of, nor one of another process's shards, nor one that is unavailable."""
    bot, here = noted.bot, stage.channel.guild.id
    away = discord.DiscordServerError(SimpleNamespace(status=503, reason="Service Unavailable"), "")
    banned = discord.Forbidden(SimpleNamespace(status=403, reason="Forbidden"), "")
    problems = [away, banned, OSError("no route")]

    async def fetch(guild_id, **_):
        assert guild_id == GONE
        raise problems.pop()

    monkeypatch.setattr(bot, "fetch_guild", fetch)
    notebook.known = [GONE, here]
    bot.get_guild(here).unavailable = True
    for _ in range(3):
        bot.dispatch("ready")
        await noted.settle()
    assert problems == []
    monkeypatch.setattr(bot, "shard_count", 2)
    monkeypatch.setattr(bot, "shard_ids", [0])
    bot.dispatch("ready")
    await noted.settle()
    assert notebook.forgotten == []


async def test_a_database_that_is_away_at_the_start_ends_nothing(noted, notebook, monkeypatch):
    """It is looked into at the next start."""

    async def away():
        raise StorageError("away")

    monkeypatch.setattr(notebook, "guilds", away)
    noted.bot.dispatch("ready")
    await noted.settle()
    assert notebook.forgotten == []
