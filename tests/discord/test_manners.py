"""How the bot behaves among people: whom it answers, where, how often, and what it never does."""

from __future__ import annotations

import discord
import pytest
from assistants import bakers
from fake_assistant import CHOICE, OWNER, TITLE, UNKNOWN, FakeAssistant
from fake_notebook import FakeNotebook
from simcord.backend import errors
from simcord.http import router

from bot.answering.answer import Status
from bot.discord_app import delivery
from bot.discord_app.desk import talk
from bot.discord_app.options import DiscordOptions
from bot.discord_app.throttle import Cooldown, JustSaid

QUESTION = "how much does Orange own?"


def calls(env):
    """What the bot asked of Discord, without what it does at start."""
    return [name for kind, name, _ in env.backend.transcript if kind == "HTTP" and "applications" not in name]


async def test_bots_and_webhooks_are_never_answered(env, channel, assistant):
    """Two bots would talk for ever."""
    robot = env.guild.add_member(env.create_user("robot", bot=True))
    await robot.send(channel, f"{env.bot.user.mention} {QUESTION}")
    webhook = env.guild.create_webhook(channel, "hook")
    await webhook.send(f"{env.bot.user.mention} {QUESTION}")
    assert assistant.asked == []
    assert calls(env) == []


async def test_everyone_is_no_mention_of_the_bot(alex, channel, assistant):
    """Only its own name calls it."""
    await alex.send(channel, f"@everyone {QUESTION}")
    assert assistant.asked == []


async def test_a_reply_to_the_bot_is_answered(env, alex, channel, assistant):
    """A reply pings who it replies to, and so reaches the bot with its text."""
    await alex.send(channel, f"{env.bot.user.mention} {QUESTION}")
    await alex.send(channel, f"{env.bot.user.mention} hello", reply_to=channel.last_message)
    assert assistant.asked[-1][0] == "hello"
    assert "Hello" in channel.last_message.content


async def test_threads_forums_and_voice_chats_are_answered_too(env, camille, alex, channel):
    """Wherever one can write."""
    mention = f"{env.bot.user.mention} {QUESTION}"
    voice = env.guild.create_voice_channel("voice")
    forum = env.guild.create_forum_channel("forum")
    with env._bot_scope():
        await env.bot.get_channel(channel.id).create_thread(name="t", type=discord.ChannelType.public_thread)
        await env.bot.get_channel(forum.id).create_thread(name="post", content="post")
    for place in (voice, *channel.threads, *forum.threads):
        await alex.send(place, mention)
        assert OWNER["en"] in place.last_message.content
        assert not (await camille.slash(place, "ask", question="Combien détient Orange ?")).ephemeral
    assert len(channel.threads) == len(forum.threads) == 1


@pytest.mark.parametrize(
    "question", ["@everyone {q}", "<@&1> `x` {q}", "```{q}```", "[a](https://x.example) {q} ||z||"]
)
async def test_nothing_in_a_question_pings_or_breaks_out(env, alex, channel, question):
    """Mentions, code fences and links in a question leave no trace in the reply."""
    await alex.send(channel, f"{env.bot.user.mention} " + question.format(q=QUESTION))
    (request,) = [
        entry for entry in env.http_requests if entry.path.endswith("/messages") and entry.method == "POST"
    ]
    assert request.json["allowed_mentions"]["parse"] == []
    assert not request.json["allowed_mentions"].get("replied_user", False)
    for mark in ("@everyone", "<@&", "```", "https://"):
        assert mark not in request.json["content"]


async def test_who_asks_too_fast_gets_one_friendly_line(env, alex, channel, make_client, assistant):
    """A command is told each time, for its asker alone; messages are told once."""
    await env.restart_bot(make_client(options=DiscordOptions(shard_count=1, cooldown_questions=1)))
    await alex.slash(channel, "ask", question=QUESTION)
    result = await alex.slash(channel, "ask", question=QUESTION)
    assert "Easy now" in result.response.content
    assert result.ephemeral
    mention = f"{env.bot.user.mention} {QUESTION}"
    before = len(calls(env))
    await alex.send(channel, mention)
    await alex.send(channel, mention)
    assert len(calls(env)) == before + 1
    assert len(assistant.asked) == 1


async def test_what_everyone_just_read_is_repeated_to_the_asker_alone(camille, alex, channel):
    """The same entry twice within seconds is noise for everyone else."""
    assert not (await alex.slash(channel, "ask", question=QUESTION)).ephemeral
    assert (await alex.slash(channel, "ask", question=QUESTION)).ephemeral
    assert not (await camille.slash(channel, "ask", question="Combien détient Orange ?")).ephemeral


def test_the_cooldown_slides():
    """So many within so long; waiting helps."""
    now = [0.0]
    cooldown = Cooldown(2, clock=lambda: now[0])
    alex, camille = (1, 1), (1, 2)
    assert cooldown.ask(alex, 10.0) == 0
    now[0] = 4.0
    assert cooldown.ask(alex, 10.0) == 0
    assert cooldown.ask(alex, 10.0) == 6.0
    assert cooldown.ask(camille, 10.0) == 0
    now[0] = 10.0
    assert cooldown.ask(alex, 10.0) == 0


def test_each_server_counts_for_itself_and_by_its_own_window():
    """What somebody asks in one server, or in one without a limit, says nothing of another."""
    now = [0.0]
    cooldown = Cooldown(1, clock=lambda: now[0])
    strict, quick, free = (1, 9), (2, 9), (3, 9)
    assert cooldown.ask(strict, 3600.0) == 0
    assert cooldown.ask(quick, 5.0) == 0
    assert [cooldown.ask(free, 0) for _ in range(3)] == [0, 0, 0]
    assert cooldown.first_warning(strict, 3600.0)
    assert cooldown.first_warning(quick, 5.0)
    now[0] = 10.0
    assert cooldown.ask(quick, 5.0) == 0
    assert cooldown.ask(strict, 3600.0) == 3590.0
    assert cooldown.first_warning(quick, 5.0)
    assert not cooldown.first_warning(strict, 3600.0)


def test_looking_how_long_to_wait_counts_nothing():
    """However often."""
    cooldown = Cooldown(1, clock=lambda: 0.0)
    assert [cooldown.wait((None, 1), 10.0) for _ in range(3)] == [0, 0, 0]
    cooldown.ask((None, 1), 10.0)
    assert cooldown.wait((None, 1), 10.0) == 10.0


def test_just_said_forgets():
    """After half a minute, saying it again is no repetition."""
    now = [0.0]
    said = JustSaid(30.0, clock=lambda: now[0])
    assert not said.repeats(1, "a")
    assert said.repeats(1, "a")
    assert not said.repeats(2, "a")
    now[0] = 31.0
    assert not said.repeats(1, "a")


async def test_where_it_may_not_write_a_mention_costs_no_request(env, alex, assistant):
    """Asking for what is refused counts against a bot."""
    silent = discord.PermissionOverwrite(send_messages=False)
    channel = env.guild.create_text_channel("quiet", overwrites={env.bot.user: silent})
    await alex.send(channel, f"{env.bot.user.mention} {QUESTION}")
    assert calls(env) == []
    assert assistant.asked == []


async def test_where_it_may_not_write_a_command_is_answered_privately_and_says_why(env, alex):
    """One clear line."""
    silent = discord.PermissionOverwrite(send_messages=False)
    channel = env.guild.create_text_channel("quiet", overwrites={env.bot.user: silent})
    result = await alex.slash(channel, "ask", question=QUESTION)
    assert OWNER["en"] in result.response.content
    assert result.ephemeral
    (line,) = result.followups
    assert "may not write" in line.content
    assert line.ephemeral


async def test_a_mistake_of_ours_is_told_with_an_id_that_the_log_has(
    env, camille, channel, assistant, caplog
):
    """In the asker's language, for them alone, with no trace of the code."""
    assistant.failure = ZeroDivisionError("secret detail")
    result = await camille.slash(channel, "ask", question="Orange ?")
    content = result.response.content
    assert "signalez l'erreur" in content
    assert "secret" not in content
    assert result.ephemeral
    number = content.rstrip(".").rsplit(" ", 1)[-1]
    assert any(number in record.message for record in caplog.records)
    assert env.errors


async def test_a_mistake_after_a_mention_is_told_in_the_channel(env, alex, channel, assistant):
    """Where it was asked."""
    assistant.failure = ZeroDivisionError()
    await alex.send(channel, f"{env.bot.user.mention} {QUESTION}")
    assert "report error" in channel.last_message.content


async def test_a_mistake_behind_a_button_is_told_to_who_tapped(alex, channel, assistant):
    """A dead button would say nothing at all."""
    reply = (await alex.slash(channel, "ask", question=QUESTION)).response
    assistant.failure = ZeroDivisionError()
    result = await alex.click(reply, label="More")
    assert "report error" in result.response.content
    assert result.ephemeral


async def test_an_interaction_that_discord_forgot_is_only_logged(env, alex, channel, caplog):
    """Nobody can be told any more, and trying again is of no use."""
    env.inject_error("POST", "/interactions/*/callback", status=404, code=10062, times=None)
    await alex.slash(channel, "ask", question=QUESTION)
    assert sum("/callback" in name for name in calls(env)) == 1
    assert "forgotten" in caplog.text
    assert env.errors


@pytest.fixture
def said_twice(monkeypatch):
    """Discord takes the first response to an interaction and says that it was there already, as to a call tried again."""
    dispatch = router.dispatch

    def twice(backend, method, path, **given):
        taken = dispatch(backend, method, path, **given)
        if path.endswith("/callback"):
            raise errors.already_acknowledged()
        return taken

    monkeypatch.setattr(router, "dispatch", twice)


@pytest.fixture
def dawdling(monkeypatch):
    """Nothing comes before Discord was told to wait."""

    async def first(_):
        return False

    monkeypatch.setattr(delivery, "first", first)


@pytest.mark.usefixtures("said_twice")
async def test_already_acknowledged_counts_as_done(env, alex, channel):
    """A call that was tried again after it had worked is no mistake, and what it said stands."""
    result = await alex.slash(channel, "ask", question=QUESTION)
    assert OWNER["en"] in result.response.content
    assert result.followups == []
    assert env.errors == []


@pytest.mark.usefixtures("said_twice", "dawdling")
async def test_a_promise_that_was_already_acknowledged_is_kept(env, alex, channel):
    """The reply takes the place of the promise, whatever discord.py made of it."""
    result = await alex.slash(channel, "ask", question=QUESTION)
    assert OWNER["en"] in result.response.content
    assert [name.split()[0] for name in calls(env)] == ["POST", "PATCH"]
    assert env.errors == []


@pytest.mark.usefixtures("said_twice", "dawdling")
async def test_a_mistake_after_such_a_promise_is_told_all_the_same(env, alex, channel, assistant):
    """Nobody is left with a bot that thinks for ever."""
    assistant.failure = ZeroDivisionError()
    result = await alex.slash(channel, "ask", question=QUESTION)
    told = [result.response.content, *(line.content for line in result.followups)]
    assert any("report error" in content for content in told)
    assert env.errors


async def test_ask_about_this_answers_the_message(alex, camille, channel):
    """The message command takes someone's message for the question."""
    message = await camille.send(channel, "Combien détient Orange ?")
    result = await alex.context_menu(channel, "Ask about this", message)
    assert OWNER["fr"] in result.response.content


async def test_ask_about_a_message_without_text_says_so(alex, camille, channel):
    """A picture asks nothing."""
    message = await camille.send(channel, "", attachments=[("cat.png", b"x")])
    result = await alex.context_menu(channel, "Ask about this", message)
    assert "no text" in result.response.content


async def test_an_opened_channel_needs_no_mention(env, alex, make_client, channel):
    """Questions are answered there; talk that is none of the bot's business is left alone."""
    opened = DiscordOptions(shard_count=1, opened_channels=frozenset({channel.id}))
    await env.restart_bot(make_client(options=opened))
    await alex.send(channel, QUESTION)
    assert OWNER["en"] in channel.last_message.content
    await alex.send(channel, "is it raining?")
    assert UNKNOWN["en"] in channel.last_message.content
    await alex.send(channel, "nice weather today")
    assert channel.last_message.author.id == alex.id


async def test_what_is_said_there_and_gets_no_reply_is_nowhere_kept(env, alex, make_client, channel):
    """A follow-up cannot lean on what nobody was told, and the question is in no memory."""
    shy = FakeNotebook(opened_channels=(channel.id,), shyness="shy")
    reading = DiscordOptions(shard_count=1, message_content=True)
    await env.restart_bot(make_client(assistant=bakers(), notebook=shy, options=reading))
    chatter, answered = "what is the price of the mill?", "how much does Brioche own?"
    assert bakers().answer(chatter).status is Status.NOT_COVERED
    said = await alex.send(channel, chatter)
    assert channel.last_message.id == said.id
    talking = talk(channel.id, alex.id)
    assert bakers()._talks.last(talking) is None
    assert len(env.bot.services.lately) == 0
    assert (shy.counted, shy.vain) == ([], [])
    await alex.send(channel, answered)
    assert "25%" in channel.last_message.content
    assert bakers()._talks.last(talking).question
    bakers().forget(talking)


async def test_talk_that_gets_no_reply_uses_nothing_up(env, alex, make_client, channel):
    """Whoever chats in an opened channel may still ask; what was answered unasked counts."""
    one = DiscordOptions(shard_count=1, cooldown_questions=1, opened_channels=frozenset({channel.id}))
    await env.restart_bot(make_client(options=one))
    for _ in range(3):
        await alex.send(channel, "nice weather today")
    await alex.send(channel, QUESTION)
    assert OWNER["en"] in channel.last_message.content
    assert "Easy now" in (await alex.slash(channel, "ask", question=QUESTION)).response.content
    said = await alex.send(channel, QUESTION)
    assert channel.last_message.id == said.id


async def test_a_question_that_is_tapped_counts_like_one_that_is_typed(
    env, alex, channel, make_client, assistant
):
    """The choice stays, and the line is for who tapped alone."""
    await env.restart_bot(make_client(options=DiscordOptions(shard_count=1, cooldown_questions=1)))
    await alex.send(channel, f"{env.bot.user.mention} shares")
    choice = channel.last_message
    result = await alex.click(choice, label=TITLE["en"])
    assert "Easy now" in result.response.content
    assert result.ephemeral
    assert CHOICE["en"] in (await env.bot.get_channel(channel.id).fetch_message(choice.id)).content
    assert len(assistant.asked) == 1


async def test_the_role_of_its_own_name_is_heard_like_the_bot(env, make_client, alex, channel, monkeypatch):
    """Discord offers both when a mention is typed; where it hides the text with the role, the bot says how to ask."""
    role = env.guild.create_role("Dossier")
    monkeypatch.setattr(discord.Guild, "self_role", property(lambda guild: guild.get_role(role.id)))
    await alex.send(channel, f"<@&{role.id}> How much does Orange own?")
    assert "after mentioning me" in channel.last_message.content
    assistant = FakeAssistant()
    reading = DiscordOptions(shard_count=1, message_content=True)
    await env.restart_bot(make_client(assistant=assistant, options=reading))
    await alex.send(channel, f"<@&{role.id}> How much does Orange own?")
    assert OWNER["en"] in channel.last_message.content
    assert assistant.asked[-1][0] == "How much does Orange own?"


@pytest.mark.parametrize("call", ["@Dossier", " @dossier:"])
async def test_a_mention_typed_out_is_one(env, alex, make_client, channel, call):
    """Where Discord, or a page like it, made none of it; other names stay other people's."""
    await env.restart_bot(make_client(options=DiscordOptions(shard_count=1, message_content=True)))
    await alex.send(channel, f"{call} hello")
    assert channel.last_message.content == "Hello!"
    await alex.send(channel, "@Dossiers hello")
    assert channel.last_message.author.id == alex.id


async def test_autocomplete_offers_questions_in_the_askers_language(camille, alex, channel):
    """Accents and case do not matter; every choice can be sent as it is."""
    french = await camille.autocomplete(channel, "ask", "question", "DETIENT")
    assert [choice["name"] for choice in french] == ["Combien détient Orange\u202f?"]
    english = await alex.autocomplete(channel, "ask", "question", "")
    assert len(english) == 2
    chosen = await alex.autocomplete(channel, "ask", "question", "", language="fr")
    assert chosen[0]["name"] == french[0]["name"]


@pytest.mark.parametrize("name", ["help", "about", "privacy"])
async def test_the_bot_speaks_of_itself_in_both_languages(camille, alex, channel, name):
    """To who asks alone, and not in the other's words."""
    french = await camille.slash(channel, name)
    english = await alex.slash(channel, name)
    assert french.ephemeral
    assert english.ephemeral
    assert french.response.content != english.response.content
    assert 100 < len(french.response.content) <= 2000


async def test_help_names_commands_that_can_be_tapped(env, alex, channel):
    """By the ids that Discord gave them."""
    content = (await alex.slash(channel, "help")).response.content
    assert f"</ask:{env.bot.command_ids['ask']}>" in content


async def test_commands_work_in_direct_messages(alex):
    """Where there is no server at all."""
    assert OWNER["en"] in (await alex.user.slash("ask", question=QUESTION)).response.content
    assert "44" in (await alex.user.slash("stakes")).response.content
    assert "2012" in (await alex.user.slash("timeline")).response.content


@pytest.mark.parametrize(("status", "code"), [(500, 0), (429, 0), (403, 50013), (400, 50035)])
async def test_a_call_that_discord_refuses_harms_no_later_one(env, alex, channel, status, code):
    """Whatever becomes of one reply, the next question is answered."""
    mention = f"{env.bot.user.mention} {QUESTION}"
    env.inject_error(
        "POST", "/channels/*/messages", status=status, code=code, times=1 if status == 403 else 2
    )
    await alex.send(channel, mention)
    await alex.send(channel, mention)
    assert OWNER["en"] in channel.last_message.content
    env.inject_error("POST", "/interactions/*/callback", status=status, code=code, times=1)
    await alex.slash(channel, "ask", question=QUESTION)
    assert (await alex.slash(channel, "stakes")).response is not None
    assert env.errors is not None
