"""The declared settings: what each may hold, in words and in JSON, from one table."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest
from opened import languages, phrases
from third_language import MARK, THIRD, third_language

from bot.errors import UsageError
from bot.storage.settings import SETTINGS, Kind, checked, decode, encode
from bot.storage.settings_text import markdown, parse, shown
from bot.terminal.verb_settings import OWN_LANGUAGE

ROOT = Path(__file__).resolve().parents[2]
KEYS = phrases().keys()

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
    choices = {setting.choice_key(one): 100 for one in setting.choices}
    for key, most in {setting.title_key: 45, setting.help_key: 100, **choices}.items():
        assert phrases().languages(key) == set(languages())
        assert all(0 < len(phrases().say(key, language)) <= most for language in languages())


def test_nothing_is_explained_that_cannot_be_set():
    """A setting that goes takes its phrases with it."""
    declared = {
        key
        for one in SETTINGS.values()
        for key in (one.title_key, one.help_key, *map(one.choice_key, one.choices))
    }
    assert {key for key in KEYS if key.startswith("settings.")} == declared


def test_words_for_yes_and_no_can_be_added():
    """In whatever language they are; without them they mean nothing."""
    flag = SETTINGS["pictures"]
    assert parse(flag, "Oui", yes={"oui"}, no={"non"}) is True
    assert parse(flag, "non", yes={"oui"}, no={"non"}) is False
    with pytest.raises(UsageError, match="yes or no"):
        parse(flag, "oui")


def test_the_document_lists_the_settings_as_they_are_declared():
    """``dossier settings --markdown`` prints the table; SETTINGS.md holds it."""
    document = (ROOT / "SETTINGS.md").read_text(encoding="utf-8")
    assert "\n".join(markdown(languages().values(), phrases())) in document


def test_the_document_has_a_column_for_a_third_language(tmp_path):
    """Whose help is read from files like that of the others."""
    spoken, said = third_language(tmp_path)
    heading, _, *rows = markdown(spoken.values(), said)
    place = heading.split(" | ").index(THIRD)
    for setting, row in zip(SETTINGS.values(), rows, strict=True):
        assert row.split(" | ")[place] == f"{MARK}{said.say(setting.help_key, 'en')}"


@pytest.mark.parametrize("file", sorted((ROOT / "bot" / "storage").glob("*.py")), ids=lambda file: file.name)
def test_no_code_that_keeps_things_holds_a_text_in_another_language(file):
    """The code speaks English; what the bot says in one language or another stands in its phrases alone."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    documenting = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in documenting
    ]
    others = {one for one in languages() if one != OWN_LANGUAGE}
    said = {phrases()._texts[key].get(one) for key in KEYS for one in others}
    said -= {phrases()._texts[key].get(OWN_LANGUAGE) for key in KEYS}
    marked = {letter for one in others for letter in languages()[one].letters}
    offenders = [
        (node.lineno, node.value)
        for node in constants
        if node.value in said or marked & set(node.value.lower())
    ]
    keyed = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Dict)
        and any(isinstance(key, ast.Constant) and key.value in languages() for key in node.keys)
    ]
    assert (offenders, keyed) == ([], [])
