"""What the buttons under a reply do, for whom, and after a restart."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import discord
import pytest
from fake_assistant import (
    CHOICE,
    MORE,
    MORE_NOTE,
    NOTE,
    OWNER,
    TALKS,
    THALES,
    TITLE,
    TITLE_TALKS,
    UNKNOWN,
    FakeAssistant,
)

from bot.answering.answer import Status, Suggestion
from bot.discord_app.presenter import Audience, Presenter


@pytest.fixture
async def reply(alex, channel):
    """An answer to Alex, in English, for all to see."""
    return (await alex.slash(channel, "ask", question="How much does Orange own?")).response


@pytest.fixture
async def choice(alex, env, channel):
    """« Did you mean », for all to see, after a mention."""
    await alex.send(channel, f"{env.bot.user.mention} shares")
    message = channel.last_message
    assert CHOICE["en"] in message.content
    return message


def labels(message):
    """The labels of a message's buttons, row by row."""
    rows = message.components
    return [button["label"] for row in rows for button in row["components"]]


def test_the_labels_are_few_and_short(reply):
    """Each tool is there once, and a telephone cuts none of them."""
    assert labels(reply) == ["More", "Source", "Français", "Delete", TITLE_TALKS["en"]]
    assert all(len(label) <= 38 for label in labels(reply))


async def test_more_tells_the_detail_to_who_taps(reply, camille):
    """Anyone may tap, and only they read it, with the detail's own source."""
    result = await camille.click(reply, label="More")
    assert result.response.content == f"{MORE['en']}\n-# {MORE_NOTE['en']}"
    assert result.ephemeral


async def test_source_tells_paragraph_and_status(reply, camille):
    """Every source on a line of its own, and what is known of the article."""
    result = await camille.click(reply, label="Source")
    assert "§\u00a04" in result.response.content
    assert "Numerama" in result.response.content
    assert result.ephemeral


async def test_the_other_language_is_one_tap_away(reply, camille):
    """The same fact in French, for who taps."""
    result = await camille.click(reply, label="Français")
    assert OWNER["fr"] in result.response.content
    assert NOTE["fr"] in result.response.content
    assert result.ephemeral


async def test_the_asker_can_delete_the_reply(env, reply, alex, channel):
    """One tap and it is gone."""
    await alex.click(reply, label="Delete")
    with pytest.raises(discord.NotFound):
        await env.bot.get_channel(channel.id).fetch_message(reply.id)


async def test_nobody_else_can_delete_it_and_is_told_why(reply, camille):
    """In the language of who tapped."""
    result = await camille.click(reply, label="Delete")
    assert "modération" in result.response.content
    assert result.ephemeral


async def test_who_deletes_what_is_gone_already_hears_of_no_mistake(env, reply, alex, monkeypatch):
    """Two people tapped at the same moment."""

    async def too_late(_):
        raise discord.NotFound(SimpleNamespace(status=404, reason="Not Found"), "Unknown Message")

    monkeypatch.setattr(discord.Interaction, "delete_original_response", too_late)
    result = await alex.click(reply, label="Delete")
    assert not result.followups
    assert env.errors == []


async def test_a_moderator_can_delete_it(env, reply, channel):
    """Whoever may manage messages there."""
    role = env.guild.create_role("mods", permissions=discord.Permissions(manage_messages=True))
    moderator = env.guild.add_member(env.create_user("mod"), roles=[role])
    await moderator.click(reply, label="Delete")
    with pytest.raises(discord.NotFound):
        await env.bot.get_channel(channel.id).fetch_message(reply.id)


async def test_a_question_nearby_is_answered_in_a_message_of_its_own(reply, alex):
    """The first reply stays."""
    result = await alex.click(reply, label=TITLE_TALKS["en"])
    assert TALKS["en"] in result.response.content
    assert result.response.id != reply.id


async def test_buttons_outlive_a_restart(env, reply, camille, make_client):
    """Another process, which knows nothing of the message, does what its buttons say."""
    await env.restart_bot(make_client())
    assert MORE["en"] in (await camille.click(reply, label="More")).response.content
    assert OWNER["fr"] in (await camille.click(reply, label="Français")).response.content


async def test_an_entry_that_is_gone_is_told_politely(env, reply, camille, make_client, assistant):
    """After the dossier was rewritten."""
    assistant.intents.clear()
    await env.restart_bot(make_client())
    for label in ("More", "Source", "Français"):
        result = await camille.click(reply, label=label)
        assert "a changé" in result.response.content
        assert result.ephemeral


async def test_a_button_of_another_version_says_so(env, alex, channel):
    """Old messages stay on screen for years."""
    view = discord.ui.View()
    view.add_item(discord.ui.Button(label="Old", custom_id="d0:whatever"))
    with env._bot_scope():
        message = await env.bot.get_channel(channel.id).send("before", view=view)
    result = await alex.click(message, label="Old")
    assert "older version" in result.response.content
    assert result.ephemeral


async def test_did_you_mean_offers_questions_and_none_of_these(choice):
    """Up to three questions, and a way out."""
    assert [button.label for row in choice.components for button in row.children] == [
        TITLE["en"],
        TITLE_TALKS["en"],
        "None of these",
    ]


async def test_the_askers_choice_takes_the_place_of_the_question(env, choice, alex, channel):
    """One message, which becomes the answer."""
    await alex.click(choice, label=TITLE["en"])
    message = await env.bot.get_channel(channel.id).fetch_message(choice.id)
    assert OWNER["en"] in message.content
    assert "None of these" not in str([row.to_dict() for row in message.components])


async def test_anyone_elses_choice_is_answered_to_them_alone(env, choice, camille, channel):
    """The asker's choice stays open."""
    result = await camille.click(choice, label=TITLE["en"])
    assert OWNER["en"] in result.response.content
    assert result.ephemeral
    assert (await env.bot.get_channel(channel.id).fetch_message(choice.id)).content == choice.content


async def test_none_of_these_ends_the_choice_honestly(env, choice, alex, channel):
    """One round, and then no more buttons."""
    await alex.click(choice, label="None of these")
    message = await env.bot.get_channel(channel.id).fetch_message(choice.id)
    assert "other words" in message.content
    assert message.components == []


async def test_nobody_else_can_end_the_choice(choice, camille):
    """It is not theirs."""
    result = await camille.click(choice, label="None of these")
    assert result.ephemeral
    assert "posé la question" in result.response.content


async def test_a_choice_after_a_restart_still_works(env, choice, alex, channel, make_client):
    """The question stands on the button."""
    await env.restart_bot(make_client())
    await alex.click(choice, label=TITLE_TALKS["en"])
    assert TALKS["en"] in (await env.bot.get_channel(channel.id).fetch_message(choice.id)).content


async def test_did_you_mean_after_a_command_is_for_the_asker_alone(alex, channel):
    """A refusal of sorts."""
    result = await alex.slash(channel, "ask", question="shares")
    assert result.ephemeral
    await alex.click(result.response, label=TITLE["en"])
    assert OWNER["en"] in result.response.content


async def test_refusals_offer_no_tools_of_an_entry(alex, channel):
    """There is nothing to source, translate or tell more of."""
    result = await alex.slash(channel, "ask", question="How is the weather?")
    assert UNKNOWN["en"] in result.response.content
    assert labels(result.response) in ([], ["Delete"])


async def test_the_questions_beside_a_refusal_come_before_the_small_buttons(
    env, alex, channel, assistant, monkeypatch
):
    """The text ends with « you could ask me: », and they are that."""
    offers = (Suggestion("stake-of", TITLE["en"]), Suggestion("talks", TITLE_TALKS["en"]))
    answer = assistant.answer
    monkeypatch.setattr(
        assistant,
        "answer",
        lambda *given, **named: replace(
            answer(*given, **named), status=Status.NOT_COVERED, suggestions=offers
        ),
    )
    await alex.send(channel, f"{env.bot.user.mention} How is the weather?")
    rows = [[button.label for button in row.children] for row in channel.last_message.components]
    assert rows == [[TITLE["en"], TITLE_TALKS["en"]], ["Delete"]]


LONG = "How much of the capital of the company that all this is about does Thales, the third of them, own?"
"""Longer than a label."""


@pytest.fixture
def offering(assistant, monkeypatch):
    """Makes every reply to a question one that offers Thales's share, in a text of one's choosing, as ``status``."""
    answer = assistant.answer

    def offer(text, status=Status.SUGGESTED, **thales):
        offers = (Suggestion("stake-of", text, {"holder": "thales"}, **thales),)
        monkeypatch.setattr(
            assistant,
            "answer",
            lambda *given, **named: replace(answer(*given, **named), status=status, suggestions=offers),
        )

    return offer


@pytest.mark.parametrize("status", [Status.SUGGESTED, Status.NOT_COVERED])
async def test_a_question_that_is_cut_on_its_button_is_answered_about_whom_it_asks(
    alex, channel, offering, status
):
    """Never about somebody else whom the entry would do for; and its whole text can be read above."""
    offering(LONG, status)
    shown = (await alex.slash(channel, "ask", question="How is the weather?")).response
    assert LONG in shown.content
    label = next(label for label in labels(shown) if label.endswith("…"))
    tapped = await alex.click(shown, label=label)
    content = (tapped.response or shown).content
    assert THALES["en"] in content
    assert OWNER["en"] not in content


async def test_a_question_that_is_not_understood_when_tapped_is_answered_about_whom_it_asks(
    alex, channel, offering
):
    """Its entry is known, and whom it is about."""
    offering("How is Thales's weather?")
    shown = (await alex.slash(channel, "ask", question="How is the weather?")).response
    await alex.click(shown, label="How is Thales's weather?")
    assert THALES["en"] in shown.content


@pytest.mark.parametrize(("text", "buttons"), [(LONG, []), ("How much does Thales own?", ["c1"])])
def test_a_question_whose_entry_fits_no_button_is_asked_by_its_text_or_not_at_all(speech, text, buttons):
    """A button that forgot whom it is about would tell of somebody else."""
    answer = replace(
        FakeAssistant().answer("shares"),
        suggestions=(Suggestion("stake-of", text, {"holder": "h" * 100}),),
    )
    reply = Presenter(speech).answer(answer, Audience(1))
    assert [tap.custom_id for tap in reply.taps if tap.label != "None of these"] == [
        f"d1:{button}:en:1" for button in buttons
    ]


async def test_forgetting_a_talk_takes_one_tap(env, alex, channel):
    """/privacy does what it says, of the questions that were asked last, too."""
    await alex.slash(channel, "ask", question="How is the weather?")
    assert len(env.bot.services.lately) == 1
    result = await alex.slash(channel, "privacy")
    done = await alex.click(result.response, label="Forget our conversation")
    assert done.response.content == "Forgotten."
    assert len(env.bot.services.lately) == 0
