"""The declared settings: what each may hold, in words and in JSON, from one table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.errors import UsageError
from bot.knowledge.languages import load_languages
from bot.storage.settings import SETTINGS, Kind, checked, decode, encode
from bot.storage.settings_text import markdown, parse, shown

SAMPLES = {
    Kind.FLAG: (True, "no", "perhaps"),
    Kind.NUMBER: (30, "12", "-1"),
    Kind.CHOICE: ("shy", "bold", "timid"),
    Kind.LANGUAGE: ("fr", "en", None),
    Kind.CHANNELS: ((1, 2), "3, 4", "here"),
    Kind.DOSSIERS: (("cloudwatt",), "a, b", None),
    Kind.CHANNEL_DOSSIERS: ({5: ("a", "b")}, "6=a+b, 7=c", "a+b"),
}
"""Kind → a value it holds, a text that gives one, a text that is refused (None: any text is a name)."""


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS)
def test_a_value_survives_storing_and_typing(setting):
    """What is written is read again, by the machine and by a person."""
    value, typed, _ = SAMPLES[setting.kind]
    for one in (setting.default, value, parse(setting, typed)):
        assert decode(setting, encode(one)) == one
        assert parse(setting, shown(one)) == (one if shown(one) else setting.default)


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS)
def test_what_does_not_fit_is_refused_with_what_would(setting):
    """In one line, for a terminal and for Discord alike."""
    refused = SAMPLES[setting.kind][2]
    with pytest.raises(UsageError, match=setting.name):
        checked(setting, 3.5)
    if refused is not None:
        with pytest.raises(UsageError, match=setting.name):
            parse(setting, refused)


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS)
@pytest.mark.parametrize("stored", ["", "{", "3.5", '"nonsense"', '{"a": ["b"]}', "[[1]]", "[null]"])
def test_what_an_older_bot_stored_and_no_longer_fits_is_the_default(setting, stored):
    """A changed declaration never keeps the bot from answering."""
    names = {Kind.LANGUAGE: '"nonsense"'}
    assert decode(setting, stored) == (
        json.loads(stored) if names.get(setting.kind) == stored else setting.default
    )


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS)
def test_each_setting_is_explained_in_every_language(setting):
    """Within what Discord's panel can show."""
    for text, most in (
        (setting.title, 45),
        (setting.help, 100),
        *((name, 100) for name in setting.choices.values()),
    ):
        assert set(text) == set(load_languages())
        assert all(0 < len(one) <= most for one in text.values())


def test_the_document_lists_the_settings_as_they_are_declared():
    """``dossier settings --markdown`` prints the table; SETTINGS.md holds it."""
    document = (Path(__file__).resolve().parents[2] / "SETTINGS.md").read_text(encoding="utf-8")
    assert "\n".join(markdown(load_languages().values())) in document
