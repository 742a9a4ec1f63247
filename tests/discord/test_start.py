"""Starting, syncing, stopping, and what the bot asks of Discord for that."""

from __future__ import annotations

import asyncio
import base64
import logging
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import discord
import pytest

from bot.discord_app import living, logs, refusals, running, sync
from bot.discord_app.client import PERMISSIONS, intents
from bot.discord_app.options import DiscordOptions, read_token
from bot.errors import ConfigError, TokenError
from bot.understanding.talk.conversation import LIFETIME

TOKEN = base64.b64encode(b"123456789012345678").decode() + ".x.y"


def puts(env):
    """How often commands were sent."""
    return sum(entry.method == "PUT" for entry in env.http_requests)


async def test_commands_are_sent_only_when_they_changed(env, make_client, tmp_path):
    """A second start with the same commands sends nothing; another command does."""
    memory = sync.OnDisk(tmp_path)
    await env.restart_bot(make_client(memory=memory))
    before = puts(env)
    again = make_client(memory=memory)
    await env.restart_bot(again)
    assert puts(env) == before
    assert again.command_ids["ask"]
    changed = make_client(memory=memory)
    changed.tree.remove_command("about")
    await env.restart_bot(changed)
    assert puts(env) == before + 1


async def test_without_auto_sync_nothing_is_sent(env, make_client):
    """Where several processes share a bot, one of them syncs."""
    before = puts(env)
    await env.restart_bot(make_client(options=DiscordOptions(shard_count=1, auto_sync=False)))
    assert puts(env) == before


def test_a_memory_that_cannot_be_read_only_costs_a_sync(tmp_path):
    """Broken or missing files are no reason not to start."""
    memory = sync.OnDisk(tmp_path)
    assert memory.load(1) is None
    (tmp_path / "commands-1.json").write_text("{broken", encoding="utf-8")
    assert memory.load(1) is None
    memory.save(1, sync.Sent("d", {"ask": 5}))
    assert memory.load(1) == sync.Sent("d", {"ask": 5})


def test_no_privileged_intent_is_asked_for():
    """Neither members nor presences nor message content."""
    plain = intents(DiscordOptions())
    assert {name for name, wanted in plain if wanted} == {"guilds", "guild_messages", "dm_messages"}


def test_message_content_is_asked_for_only_where_a_channel_is_opened():
    """That alone needs it."""
    opened = intents(DiscordOptions(opened_channels=frozenset({1})))
    assert {name for name, wanted in opened if wanted} == {
        "guilds",
        "guild_messages",
        "dm_messages",
        "message_content",
    }


async def test_ready_twice_is_ready_once(env):
    """A replaced session tells it again; nothing is sent or added for that."""
    before = len(env.http_requests)
    env.bot.dispatch("ready")
    await env.settle()
    assert len(env.http_requests) == before


async def test_the_invite_link_asks_for_the_least_rights():
    """No administrator, no managing of anything; for a server and for one's own account."""
    server, own = await running.invite_links(TOKEN)
    assert "client_id=123456789012345678" in server
    assert f"permissions={PERMISSIONS.value}" in server
    assert {name for name, asked in PERMISSIONS if asked} == {
        "read_messages",
        "send_messages",
        "send_messages_in_threads",
        "attach_files",
        "read_message_history",
    }
    assert "scope=bot+applications.commands" in server
    assert "permissions" not in own
    assert "integration_type=1" in own


def test_a_missing_token_is_one_line_that_says_what_to_do():
    """And names the variable."""
    with pytest.raises(TokenError, match="DISCORD_TOKEN") as caught:
        read_token({"DISCORD_TOKEN": " "})
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("token", ["abc\ndef", "a\x00b", "Bot abc", "abc def"])
def test_a_token_with_something_beside_it_is_one_line_that_does_not_show_it(token):
    """No request can carry it, and the client would end in a traceback."""
    with pytest.raises(TokenError, match="copy the token again") as caught:
        read_token({"DISCORD_TOKEN": token})
    assert token not in str(caught.value)


@pytest.mark.parametrize(
    ("raised", "told", "about"),
    [
        (discord.LoginFailure("Improper token"), TokenError, "DISCORD_TOKEN"),
        (discord.PrivilegedIntentsRequired(None), ConfigError, "Message Content Intent"),
        (discord.GatewayNotFound(), ConfigError, "cannot be reached"),
        (OSError("no route"), ConfigError, "cannot be reached"),
    ],
)
def test_what_discord_refuses_at_start_is_one_line(raised, told, about):
    """A wrong token, an intent not granted, no network."""
    with pytest.raises(told, match=about), refusals.readable():
        raise raised


def test_the_log_never_holds_the_token():
    """Neither in a message nor in a traceback."""
    record = logging.LogRecord("x", logging.INFO, "f", 1, "token %s", (TOKEN,), None)
    assert TOKEN not in logs.Redacted(TOKEN).format(record)
    error = ValueError(TOKEN)
    record.exc_info = (ValueError, error, None)
    assert TOKEN not in logs.Redacted(TOKEN).format(record)


def test_privacy_tells_how_long_talks_are_really_held():
    """The minutes it names are those of the conversation's memory."""
    assert DiscordOptions().talk_minutes * 60 == LIFETIME


async def test_closing_ends_the_helpers(make_client):
    """No thread or process is left behind."""
    client = make_client()
    async with client:
        assert await client.services.desk.complete("", "en", 1, None)
    with pytest.raises(RuntimeError):
        await client.services.desk.complete("", "en", 1, None)


STARTING = """
import asyncio, sys
sys.path.insert(0, {tests!r})
from fake_assistant import FakeAssistant
from bot.knowledge.languages import load_languages, load_phrases
from bot.terminal.preview import serve_preview

asyncio.run(
    serve_preview(
        assistant=FakeAssistant(), phrases=load_phrases(), languages=load_languages(), open_browser=False,
        say=lambda url: print(url, flush=True),
    )
)
"""


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_preview_ends_quietly_when_asked_to(number):
    """Ctrl-C and SIGTERM: exit 0, nothing on standard error."""
    tests = Path(__file__).parents[1]
    process = subprocess.Popen(
        [sys.executable, "-c", STARTING.format(tests=str(tests))],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tests.parent,
    )
    assert process.stdout.readline().startswith("http://127.0.0.1:")
    process.send_signal(number)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 0
    assert errors == ""


@pytest.mark.slow
def test_a_port_that_is_taken_is_one_line_and_no_traceback():
    """Wrong use, which a reader of one line can mend."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "bot", "preview", "--no-browser", "--port", port],
            capture_output=True,
            text=True,
            cwd=Path(__file__).parents[2],
            timeout=120,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == f"dossier: port {port} is taken: name another, or leave --port out\n"


@pytest.mark.slow
async def test_a_bot_that_is_asked_to_stop_stops(make_client, monkeypatch):
    """SIGTERM ends ``run`` without an error, whatever the connection is doing."""
    client = make_client()

    async def connect(_token):
        await asyncio.sleep(60)

    monkeypatch.setattr(client, "start", connect)
    asyncio.get_running_loop().call_later(0.2, os.kill, os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(living.until_stopped(lambda: client, TOKEN), 10)
    assert client.is_closed()


async def test_a_connection_that_breaks_is_made_anew(make_client, monkeypatch):
    """An event that the library cannot read ends one client; the next one takes over, and SIGTERM ends it."""
    monkeypatch.setattr(living, "FIRST_PAUSE", 0.01)
    lives = []

    def make():
        client = make_client()

        async def connect(_token):
            lives.append(client)
            if len(lives) < 3:
                raise KeyError("member")
            os.kill(os.getpid(), signal.SIGTERM)
            await asyncio.sleep(60)

        monkeypatch.setattr(client, "start", connect)
        return client

    await asyncio.wait_for(living.until_stopped(make, TOKEN), 10)
    assert len(lives) == 3
    assert all(client.is_closed() for client in lives)


async def test_a_network_that_is_gone_after_a_life_ends_no_bot(make_client, monkeypatch):
    """The configuration was good enough to connect with once in this run; whichever client that was."""
    monkeypatch.setattr(living, "FIRST_PAUSE", 0.01)
    lives = []

    def make():
        client = make_client()

        async def connect(_token):
            lives.append(client)
            if len(lives) == 1:
                client.was_ready = True
                raise KeyError("member")
            if len(lives) == 2:
                raise OSError("no route")
            os.kill(os.getpid(), signal.SIGTERM)
            await asyncio.sleep(60)

        monkeypatch.setattr(client, "start", connect)
        return client

    await asyncio.wait_for(living.until_stopped(make, TOKEN), 10)
    assert len(lives) == 3


async def test_a_network_that_is_not_there_at_the_start_ends_the_bot(make_client, monkeypatch):
    """With a line that says so, instead of trying for ever what may never have worked."""
    client = make_client()

    async def connect(_token):
        raise OSError("no route")

    monkeypatch.setattr(client, "start", connect)
    with pytest.raises(ConfigError, match="cannot be reached"):
        await living.until_stopped(lambda: client, TOKEN)


async def test_a_loop_that_hears_no_signals_runs_the_bot_all_the_same(make_client, monkeypatch):
    """As on Windows, where Ctrl-C cancels it."""
    loop = asyncio.get_running_loop()

    def refuse(*_):
        raise NotImplementedError

    monkeypatch.setattr(loop, "add_signal_handler", refuse)
    monkeypatch.setattr(loop, "remove_signal_handler", refuse)
    client = make_client()
    living_on = asyncio.Event()

    async def connect(_token):
        living_on.set()
        await asyncio.sleep(60)

    monkeypatch.setattr(client, "start", connect)
    running = asyncio.ensure_future(living.until_stopped(lambda: client, TOKEN))
    await living_on.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert client.is_closed()


async def test_a_token_that_discord_refuses_is_not_tried_again(make_client, monkeypatch):
    """Trying again would only get the bot banned."""
    client = make_client()

    async def connect(_token):
        raise discord.LoginFailure("Improper token")

    monkeypatch.setattr(client, "start", connect)
    with pytest.raises(TokenError):
        await living.until_stopped(lambda: client, TOKEN)


def test_shards_without_their_number_are_one_line(make_client):
    """Discord needs to know how many there are."""
    with pytest.raises(ConfigError, match="shard_count"):
        make_client(options=DiscordOptions(shard_ids=(0,)))


async def test_a_question_at_work_is_answered_before_the_bot_stops(make_client, monkeypatch, assistant):
    """SIGTERM does not swallow a reply that is nearly there."""
    assistant.delay = 0.5
    client = make_client()
    answered = []

    async def connect(_token):
        preference = client.services.speech.preference()
        asked = asyncio.ensure_future(client.services.desk.answer("Orange?", preference, conversation=None))
        asked.add_done_callback(lambda done: answered.append(done.result().status))
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.sleep(60)

    monkeypatch.setattr(client, "start", connect)
    await asyncio.wait_for(living.until_stopped(lambda: client, TOKEN), 10)
    assert answered == ["answered"]
