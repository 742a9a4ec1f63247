"""/stakes, /timeline and what comes with them."""

from __future__ import annotations

from dataclasses import replace

import discord
import pytest
from assistants import bakers
from fake_assistant import NOTE, OWNER
from fake_notebook import FakeNotebook

from bot.charts.studio import Studio
from bot.discord_app.options import DiscordOptions
from bot.errors import DrawingError


class BrokenStudio(Studio):
    """Cannot draw."""

    async def _once(self, key, draw):
        raise DrawingError(f"no pencils for {key} and {draw}")


async def test_stakes_tell_every_share_and_what_is_missing(camille, channel):
    """As text, with the paragraph; today, the missing percent, and after the deal."""
    content = (await camille.slash(channel, "stakes")).response.content
    for part in (
        "Orange",
        "44\u202f%",
        "Caisse des Dépôts",
        "33\u202f%",
        "Thales",
        "22\u202f%",
        "1\u202f%",
        "100\u202f%",
    ):
        assert part in content
    assert "§\u00a04" in content


async def test_stakes_come_with_a_picture_that_says_the_same_in_words(camille, channel):
    """A PNG whose alt text holds the same numbers."""
    (picture,) = (await camille.slash(channel, "stakes")).response.attachments
    assert picture.filename == "stakes.png"
    for part in (
        "Orange 44\u202f%",
        "Caisse des Dépôts 33\u202f%",
        "Thales 22\u202f%",
        "1\u202f%",
        "Orange 100\u202f%",
    ):
        assert part in picture.description
    assert (await picture.read()).startswith(b"\x89PNG")


async def test_stakes_of_one_company(alex, channel):
    """Its row alone, whatever accents and capitals were typed."""
    content = (await alex.slash(channel, "stakes", company="caisse des depots")).response.content
    assert "33" in content
    assert "44" not in content


async def test_stakes_of_a_company_that_holds_none_quote_it_dead(alex, channel):
    """Nothing that was typed pings or breaks the layout."""
    result = await alex.slash(channel, "stakes", company="@everyone `x` **y**")
    assert "no stake" in result.response.content
    assert "@everyone" not in result.response.content
    assert result.ephemeral


async def test_a_name_that_nobody_knows_holds_none_either(camille, channel, assistant, monkeypatch):
    """There are shares, and it is the name that has none."""
    monkeypatch.setattr(assistant, "stakes", lambda **_: None)
    result = await camille.slash(channel, "stakes", company="Zorglub")
    assert result.response.content == "L'article n'attribue aucune part à «\u00a0Zorglub\u00a0»."
    assert "répartition" in (await camille.slash(channel, "stakes")).response.content


async def test_companies_are_completed_whatever_accents_were_typed(alex, channel):
    """« depots » finds the Caisse des Dépôts; nothing typed offers all."""
    assert [choice["name"] for choice in await alex.autocomplete(channel, "stakes", "company", "DEPOTS")] == [
        "Caisse des Dépôts"
    ]
    assert len(await alex.autocomplete(channel, "stakes", "company", "")) == 3


async def test_the_timeline_says_which_dates_are_inferred(camille, channel):
    """In words, not by a mark alone, and in the picture's words too."""
    result = await camille.slash(channel, "timeline")
    lines = result.response.content.splitlines()
    assert any("2012" in line and "déduite" not in line for line in lines)
    assert any("début 2014" in line and "date déduite" in line for line in lines)
    (picture,) = result.response.attachments
    assert "Début 2014 (date déduite)" in picture.description


async def test_the_timeline_keeps_to_the_years_asked_for_in_any_order(alex, channel):
    """From and until may be exchanged."""
    content = (await alex.slash(channel, "timeline", **{"from": 2013, "until": 2011})).response.content
    assert "2012" in content
    assert "2014" not in content


async def test_years_without_events_say_so_to_the_asker(alex, channel):
    """There is nothing to draw."""
    result = await alex.slash(channel, "timeline", **{"from": 1990, "until": 1991})
    assert "No dated event" in result.response.content
    assert result.ephemeral
    assert result.response.attachments == []


async def test_the_text_goes_out_when_drawing_fails(env, camille, channel, make_client, speech):
    """No matplotlib, no picture, the same numbers."""
    await env.restart_bot(make_client(studio=BrokenStudio(speech.say)))
    result = await camille.slash(channel, "stakes")
    assert "44\u202f%" in result.response.content
    assert result.response.attachments == []


async def test_without_the_right_to_attach_files_the_text_goes_out_and_says_why(env, alex):
    """One line, for the asker alone."""
    everyone = env.guild.default_role
    channel = env.guild.create_text_channel(
        "bare", overwrites={everyone: discord.PermissionOverwrite(attach_files=False)}
    )
    result = await alex.slash(channel, "stakes")
    assert "44" in result.response.content
    assert result.response.attachments == []
    (line,) = result.followups
    assert "may not attach files" in line.content
    assert line.ephemeral


@pytest.mark.parametrize("name", ["stakes", "timeline"])
async def test_a_table_is_drawn_once_for_all_who_ask(env, alex, channel, name):
    """The second picture comes from memory, byte for byte."""
    pictures = []
    for _ in range(2):
        (picture,) = (await alex.slash(channel, name)).response.attachments
        pictures.append(await picture.read())
    assert pictures[0] == pictures[1]
    assert len(env.bot.services.pictures._studio._pictures) == 1


@pytest.mark.parametrize("channel_alone", [False, True])
async def test_nothing_shows_what_a_server_is_not_told_of(env, alex, channel, make_client, channel_alone):
    """Neither the tables and what is offered while typing, nor help, about and the hint; a channel may differ."""
    chosen = {"channel_dossiers": {channel.id: ("hours",)}} if channel_alone else {"dossiers": ("hours",)}
    await env.restart_bot(make_client(assistant=bakers(), notebook=FakeNotebook(**chosen)))
    for name in ("stakes", "timeline", "help", "about"):
        content = (await alex.slash(channel, name)).response.content
        assert "mill" not in content.lower()
        assert "own?" not in content
        assert "library" in content or name in {"stakes", "timeline"}
    assert await alex.autocomplete(channel, "stakes", "company", "") == []
    offered = [choice["name"] for choice in await alex.autocomplete(channel, "ask", "question", "")]
    assert offered == ["when is the library open?", "how many books can I borrow?"]


async def test_the_hint_shows_a_question_of_the_servers_own_dossiers(env, alex, channel, make_client):
    """The library's would come first."""
    await env.restart_bot(make_client(assistant=bakers(), notebook=FakeNotebook(dossiers=("mill",))))
    await alex.send(channel, env.bot.user.mention)
    assert "Épi d'Or" in channel.last_message.content


async def test_where_all_dossiers_are_told_of_the_tables_find_theirs(env, alex, channel, make_client):
    """The library comes first and has no shares."""
    await env.restart_bot(make_client(assistant=bakers()))
    assert "41.5%" in (await alex.slash(channel, "stakes")).response.content
    assert "25%" in (await alex.slash(channel, "stakes", company="brioche")).response.content
    assert len(await alex.autocomplete(channel, "stakes", "company", "")) == 3


QUESTION = "how much does Orange own?"


@pytest.fixture(params=["stakes", "timeline"])
def view(request, assistant, monkeypatch):
    """Makes a table go with every answer."""
    answer = assistant.answer
    monkeypatch.setattr(
        assistant, "answer", lambda *given, **named: replace(answer(*given, **named), view=request.param)
    )
    return request.param


def attached(message):
    """The names of a message's files."""
    return [picture.filename for picture in message.attachments]


async def test_a_question_in_an_opened_channel_gets_table_and_picture(env, alex, channel, make_client, view):
    """As after a mention: what the picture shows and the sentence leaves out stands in the text, too."""
    opened = DiscordOptions(shard_count=1, opened_channels=frozenset({channel.id}))
    await env.restart_bot(make_client(options=opened))
    await alex.send(channel, QUESTION)
    reply = channel.last_message
    assert attached(reply) == [f"{view}.png"]
    assert reply.attachments[0].description
    assert OWNER["en"] in reply.content
    assert NOTE["en"] in reply.content
    told = {"stakes": ("33", "22", "Non attribué", "Après l'opération", "100"), "timeline": ("2012", "2014")}
    assert all(part in reply.content for part in told[view])
    await alex.send(channel, f"{env.bot.user.mention} {QUESTION}")
    assert (channel.last_message.content, attached(channel.last_message)) == (
        reply.content,
        [f"{view}.png"],
    )


@pytest.mark.parametrize("said", ["{}", "{mention} {}"])
async def test_where_files_may_not_be_attached_a_message_gets_the_table_alone(
    env, alex, make_client, view, said
):
    """Discord would refuse the whole reply."""
    bare = discord.PermissionOverwrite(attach_files=False)
    channel = env.guild.create_text_channel("bare", overwrites={env.guild.default_role: bare})
    opened = DiscordOptions(shard_count=1, opened_channels=frozenset({channel.id}))
    await env.restart_bot(make_client(options=opened))
    await alex.send(channel, said.format(QUESTION, mention=env.bot.user.mention))
    assert OWNER["en"] in channel.last_message.content
    assert "2012" in channel.last_message.content or view == "stakes"
    assert attached(channel.last_message) == []


async def test_where_pictures_are_switched_off_no_question_gets_one(env, alex, channel, make_client, view):
    """Neither a message nor /ask; the table says it all."""
    plain = DiscordOptions(shard_count=1, pictures=False, opened_channels=frozenset({channel.id}))
    await env.restart_bot(make_client(options=plain))
    for said in (QUESTION, f"{env.bot.user.mention} {QUESTION}"):
        await alex.send(channel, said)
        assert attached(channel.last_message) == []
    result = await alex.slash(channel, "ask", question=QUESTION)
    assert attached(result.response) == []
    assert "33" in result.response.content or view == "timeline"
