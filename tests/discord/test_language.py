"""In which language a reply goes out."""

from __future__ import annotations

import pytest
from assistants import bakers

from bot.discord_app.desk import Desk

TEXTS = {
    "fr": "combien détient le Fournil ?",
    "en": "how much does Fournil own?",
    None: "Panidor",
}
"""The language that a text tells → such a text; None: it tells none."""
CASES = [
    # option, text, asker, setting, guild → language
    ("fr", "en", "en-US", "en", "en-US", "fr"),
    ("en", "fr", "fr", "fr", "fr", "en"),
    (None, "fr", "en-GB", "en", "en-US", "fr"),
    (None, "en", "fr", "fr", "fr", "en"),
    (None, None, "fr", "en", "en-US", "fr"),
    (None, None, "en-GB", "fr", "fr", "en"),
    (None, None, "de", "fr", "en-US", "fr"),
    (None, None, None, "fr", "en-US", "fr"),
    (None, None, None, None, "fr", "fr"),
    (None, None, "ja", None, "de", "en"),
    (None, None, None, None, None, "en"),
    ("de", None, "fr", None, None, "fr"),
    ("", "fr", None, None, None, "fr"),
    (None, None, None, "tlh", "fr", "fr"),
]


@pytest.fixture
def desk():
    desk = Desk(bakers())
    yield desk
    desk.close()


@pytest.mark.parametrize("case", CASES)
async def test_the_first_that_is_known_decides(speech, desk, case):
    """Option, then the text's own language, the asker's locale, the server's setting, its locale, the default."""
    option, text, asker, setting, guild, language = case
    preference = speech.preference(option=option, asker=asker, setting=setting, guild=guild)
    answer = await desk.answer(TEXTS[text], preference, conversation=None, dossiers=["mill"])
    assert answer.language == language


def test_hints_hold_each_language_once_and_end_with_the_default(speech):
    """The assistant gets the places' languages best first, and never an empty list."""
    assert speech.preference(asker="fr", setting="fr", guild="en-US").hints == ("fr", "en")
    assert speech.preference().hints == ("en",)


def test_phrases_are_spaced_as_readers_expect(speech):
    """French marks get their no-break spaces, English ones stay as they are."""
    french = speech.say("discord.error.busy", "fr")
    assert "fois\u202f!" in french
    assert "once!" in speech.say("discord.error.busy", "en")
