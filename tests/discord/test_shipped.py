"""The bot on the dossier that travels with it: what a member really reads."""

from __future__ import annotations

import pytest
from assistants import cloudwatt, plainly

from bot.discord_app import limits
from bot.discord_app.presenter import Audience

pytestmark = pytest.mark.slow


@pytest.fixture
def assistant():
    return cloudwatt()


async def test_a_question_and_its_follow_up(env, camille, channel):
    """« et Thales ? » leans on the question before, in the same channel."""
    await camille.send(channel, f"{env.bot.user.mention} Combien détient Orange ?")
    assert "44 %" in plainly(channel.last_message.content)
    assert "paragraphe 4" in plainly(channel.last_message.content)
    await camille.send(channel, f"{env.bot.user.mention} et Thales ?")
    assert "22 %" in plainly(channel.last_message.content)


async def test_what_the_article_does_not_say_is_said_so_without_a_figure(alex, channel):
    """The refusal is for the asker alone, and offers what the article does say."""
    result = await alex.slash(channel, "ask", question="What is the price of the deal?")
    assert result.ephemeral
    assert "article" in result.response.content
    assert not any(character.isdigit() for character in result.response.content)


async def test_a_table_question_comes_with_its_picture_and_all_numbers_as_text(alex, channel):
    """« Who owns Cloudwatt? » draws, and says it all in words, too."""
    result = await alex.slash(channel, "ask", question="Who owns Cloudwatt?")
    for share in ("44%", "33%", "22%"):
        assert share in result.response.content
    assert [picture.filename for picture in result.response.attachments] == ["stakes.png"]


async def test_a_table_in_a_reply_tells_its_own_sources_and_what_is_odd_about_it(alex, channel):
    """What holds after the deal stands in a paragraph of its own, and is not certain; the button tells it, too."""
    reply = (await alex.slash(channel, "ask", question="Who owns Cloudwatt?")).response
    said, _, table = plainly(reply.content).partition("After the deal")
    assert "paragraph 3" not in said
    assert "rounded" in table
    assert "⚠" in table
    assert "paragraph 3" in table
    told = (await alex.click(reply, label="Source")).response.content
    assert "⚠" in told
    assert "paragraph 3" in plainly(told)


@pytest.mark.parametrize("question", ["rachat", "prix", "argent", "cloud"])
async def test_every_offer_that_is_tapped_is_answered(camille, channel, question):
    """The bot never offers what it then cannot answer."""
    result = await camille.slash(channel, "ask", question=question)
    labels = [button["label"] for row in result.response.components for button in row["components"]]
    offers = [label for label in labels if label.endswith("?")]
    assert offers
    for label in offers:
        again = await camille.slash(channel, "ask", question=question)
        tapped = await camille.click(again.response, label=label)
        shown = (tapped.response or again.response).content
        assert "Source" in shown, label


async def test_offers_are_short_enough_for_buttons_and_choices(env):
    """No label or choice is cut: Discord takes 80 and 100 characters."""
    for language in env.bot.services.speech.languages:
        for typed in ("", "orange", "audit", "state", "état"):
            for offer in await env.bot.services.desk.complete(typed, language, limits.CHOICES, None):
                assert limits.fits(offer.text, limits.BUTTON_LABEL), offer.text


async def test_every_entry_fits_a_message_and_its_buttons(env):
    """Whatever the dossier can answer is short enough for Discord in both languages, buttons included."""
    services = env.bot.services
    audience = Audience(2**63, languages=("fr", "en"))
    for dossier in services.desk.dossiers:
        for intent in dossier.intents.values():
            slots = {
                slot.name: slot.fillers[place % len(slot.fillers)]
                for place, slot in enumerate(intent.slots.values())
            }
            for language in dossier.languages:
                answer = await services.desk.answer_intent(intent.id, language, slots, dossier.id)
                assert answer is not None, intent.id
                assert limits.fits(answer.lead, limits.CONTENT // 2), intent.id
                reply = services.presenter.answer(answer, audience)
                assert limits.fits(reply.content, limits.CONTENT)
                if answer.sources:
                    assert any(tap.label == "Source" for tap in reply.taps), intent.id


async def test_the_tables_say_what_the_dossier_says(camille, alex, channel):
    """Both commands in both languages."""
    assert "33 %" in plainly((await camille.slash(channel, "stakes", company="CDC")).response.content)
    assert "Not accounted for: 1%" in plainly((await alex.slash(channel, "stakes")).response.content)
    assert "début 2014" in plainly((await camille.slash(channel, "timeline")).response.content)
    assert "2012" in (await alex.slash(channel, "timeline", until=2012)).response.content
