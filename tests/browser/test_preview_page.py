"""The preview page, driven as a newcomer would: no token, no network, the real bot on the shipped dossier."""

from __future__ import annotations

import re

import pytest
from assistants import cloudwatt
from opened import languages, phrases

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WAIT = 60_000
"""Milliseconds; a busy machine draws slowly."""
ATTEMPTS = 10
"""The page takes nothing while it completes what was typed."""
CAMILLE, ALEX = "Camille (français)", "Alex (English)"
SPACES = re.compile("[\u00a0\u202f]")


class Page:
    """The page as a member uses it."""

    def __init__(self, page, artifacts):
        self.page = page
        self.artifacts = artifacts
        self.messages = page.locator("#channel-message-list .channel-message")

    async def speak_as(self, name):
        await self.page.locator("#viewer-picker").select_option(label=name)
        await self.page.wait_for_timeout(300)

    async def say(self, text):
        """Type a message and send it; a page that is busy with its own drawing takes it on another try."""
        box = self.page.locator("#channel-composer-input")
        before = await self.messages.count()
        for _ in range(ATTEMPTS):
            if await self.messages.count() > before:
                return
            await box.fill(text)
            await box.press("Enter")
            await self.page.wait_for_timeout(1200)

    async def command(self, name, typed=""):
        """Choose a slash command from the list, fill its first option, send it."""
        box = self.page.locator("#channel-composer-input")
        await box.click()
        await self.page.keyboard.type(f"/{name}", delay=20)
        await self.page.locator(".command-entry.is-active").wait_for(timeout=WAIT)
        await self.page.keyboard.press("Enter")
        await self.page.locator(".command-popup.is-browsing").wait_for(state="hidden", timeout=WAIT)
        if typed:
            await self.page.locator(".command-option-input").first.fill(typed)
        for _ in range(ATTEMPTS):
            await self.page.wait_for_timeout(1200)
            if not await self.page.locator(".command-row").is_visible():
                return
            await self.page.locator("#send-message").click()

    async def sees(self, text):
        """Wait until the last message holds ``text``, and give that whole message with ordinary spaces."""
        wanted = re.compile(re.escape(text).replace("\\ ", r"\s"))
        message = self.page.locator("#channel-message-list").get_by_text(wanted).last
        await message.wait_for(timeout=WAIT)
        return SPACES.sub(" ", await self.page.locator("#channel-message-list").inner_text())

    async def from_end(self):
        """How many pixels of the talk are below what is seen."""
        return await self.page.locator("#channel-timeline").evaluate(
            "it => it.scrollHeight - it.scrollTop - it.clientHeight"
        )

    async def keep(self, name):
        """Keep what is on the page for people to look at."""
        await self.page.wait_for_timeout(700)
        await self.page.screenshot(path=self.artifacts / f"{name}.png")


@pytest.fixture
async def page(serve, browser, artifacts):
    """The preview of the shipped dossier."""
    url = await serve(assistant=cloudwatt(), phrases=phrases(), languages=languages())
    page = await browser.new_page(viewport={"width": 1100, "height": 1500})
    await page.goto(url)
    opened = Page(page, artifacts)
    await opened.messages.first.wait_for(timeout=WAIT)
    return opened


async def test_the_page_opens_with_what_can_be_asked_in_each_language(page):
    """A visitor who never saw the bot knows what to type."""
    told = await page.sees("Par exemple")
    assert "Ask a question about" in told
    assert "Posez une question sur" in told
    await page.keep("preview-first")


@pytest.mark.parametrize(
    ("said", "reply"),
    [
        ("bonjour", "Bonjour ! Posez-moi"),
        ("hello", "Hello! Ask me"),
        ("aide", "Je réponds à des questions sur"),
        ("@Dossier bonjour", "Bonjour ! Posez-moi"),
    ],
)
async def test_a_visitors_first_word_is_answered(page, said, reply):
    """A greeting that got no reply would look like a dead bot."""
    await page.say(said)
    assert reply in await page.sees(reply)


async def test_a_newcomer_asks_in_both_languages_and_reads_sourced_answers(page):
    """Each member types a question and gets the fact and its source in the question's language."""
    await page.speak_as(ALEX)
    await page.say("How much does Orange own?")
    assert "paragraph 4" in await page.sees("44%")
    await page.speak_as(CAMILLE)
    await page.say("Combien détient Orange ?")
    assert "paragraphe 4" in await page.sees("44 %")
    await page.keep("preview-questions")


def ambiguous(language):
    """A question that the bot answers with a choice, whatever the dossier's authors change."""
    for question in ("rachat", "actionnaire", "combien", "État", "audit Bercy Numergy", "fusion OVH"):
        if cloudwatt().answer(question, language=language).status == "suggested":
            return question
    pytest.fail("no question of these is ambiguous any more: add one that is")


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
async def test_the_page_follows_after_a_picture(page, width, height):
    """Whoever reads at the end goes on reading there, and who scrolled up is left alone."""
    await page.page.set_viewport_size({"width": width, "height": height})
    await page.speak_as(ALEX)
    for question, seen in (("Who owns Cloudwatt?", "After the deal"), ("hello", "Hello! Ask me")):
        await page.say(question)
        await page.sees(seen)
        await page.page.wait_for_timeout(2500)
        assert await page.from_end() <= 1
        assert not await page.page.locator("#new-messages").is_visible()
    await page.page.locator("#channel-timeline").hover()
    await page.page.mouse.wheel(0, -600)
    await page.page.wait_for_timeout(500)
    left = await page.from_end()
    await page.say("How much does Thales own?")
    await page.page.wait_for_timeout(2500)
    assert await page.from_end() >= left > 1


async def test_enter_sends_a_command_whose_options_may_be_left_out(page):
    """« /stakes » is chosen with one Enter and sent with the next, as « /help » is."""
    await page.speak_as(ALEX)
    await page.page.locator("#channel-composer-input").click()
    await page.page.keyboard.type("/stakes", delay=20)
    await page.page.locator(".command-entry.is-active").wait_for(timeout=WAIT)
    await page.page.keyboard.press("Enter")
    await page.page.locator(".command-popup.is-browsing").wait_for(state="hidden", timeout=WAIT)
    await page.page.wait_for_timeout(500)
    await page.page.keyboard.press("Enter")
    assert "44%" in await page.sees("Who owns Cloudwatt")


async def test_commands_speak_the_members_language(page):
    """/ask and « did you mean », in French for one and in English for the other."""
    await page.speak_as(CAMILLE)
    await page.command("ask", "Combien détient Thales ?")
    assert "paragraphe 4" in await page.sees("Question posée : Combien détient Thales")
    await page.command("ask", ambiguous("fr"))
    await page.sees("Rien de tout cela")
    await page.keep("preview-ask-fr")
    await page.speak_as(ALEX)
    await page.command("ask", "How much does Thales own?")
    assert "paragraph 4" in await page.sees("Asked: How much does Thales own?")
    await page.keep("preview-ask-en")


@pytest.mark.parametrize(
    ("member", "name", "expected"),
    [
        (CAMILLE, "stakes", "Qui détient Cloudwatt"),
        (ALEX, "stakes", "Who owns Cloudwatt"),
        (CAMILLE, "timeline", "Les dates à retenir"),
        (ALEX, "timeline", "What happened when"),
    ],
)
async def test_tables_come_with_a_picture(page, member, name, expected):
    """The text and below it the picture, which the page really shows."""
    await page.speak_as(member)
    await page.command(name)
    await page.sees(expected)
    picture = page.page.locator("#channel-message-list img[alt]").last
    await picture.wait_for(timeout=WAIT)
    await page.page.wait_for_function("image => image.naturalWidth > 900", arg=await picture.element_handle())
    assert len(await picture.get_attribute("alt")) > 40
    await page.keep(f"preview-{name}-{'fr' if member == CAMILLE else 'en'}")
