"""Everything that is shipped is sound: dossiers, their schema, languages, phrases and small talk."""

import json
import re
from string import Formatter

import jsonschema
import pytest
import yaml

from bot.knowledge.collisions import same_words
from bot.knowledge.json_schema import export_schema, schema_text
from bot.knowledge.languages import load_languages, load_phrases, load_small_talk, spoken
from bot.knowledge.library import Library, shipped_folder
from bot.knowledge.records import IntentKind
from bot.knowledge.review import review
from bot.knowledge.templates import holes

KNOWLEDGE = shipped_folder()
DOSSIER_FILES = sorted(KNOWLEDGE.glob("*/**/*.yaml"))


@pytest.fixture(scope="module")
def library():
    return Library.open(KNOWLEDGE, load_languages())


def test_every_shipped_dossier_loads_and_a_review_finds_nothing(library):
    assert [str(problem) for dossier in library.dossiers.values() for problem in review(dossier)] == []


@pytest.mark.parametrize("file", DOSSIER_FILES, ids=lambda file: str(file.relative_to(KNOWLEDGE)))
def test_every_shipped_file_fits_the_schema_that_editors_use(file):
    """As an editor reads it, with YAML's guesses, and as the bot does, without."""
    text = file.read_text(encoding="utf-8")
    for loader in (yaml.SafeLoader, yaml.BaseLoader):
        jsonschema.validate(yaml.load(text, Loader=loader), export_schema())  # noqa: S506 - both are safe


def test_the_schema_in_the_folder_is_the_one_that_the_bot_exports():
    """Mend with: python -m bot schema > knowledge/schema.json."""
    assert (KNOWLEDGE / "schema.json").read_text(encoding="utf-8") == schema_text()


def test_the_schema_is_a_schema_and_refuses_what_loading_refuses():
    schema = json.loads(schema_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"a": {"subject": "b", "relatoin": "c"}}, schema)


def test_the_languages_are_named_like_their_files():
    assert tuple(sorted(load_languages())) == spoken()


def test_no_two_languages_claim_a_locale_of_discord():
    claimed = [locale for language in load_languages().values() for locale in language.discord_locales]
    assert len(claimed) == len(set(claimed))


def test_the_sound_rules_of_every_language_are_regular_expressions():
    for language in load_languages().values():
        for pattern, replacement in language.sound_rules:
            assert isinstance(re.sub(pattern, replacement, "question"), str)


def test_every_phrase_has_the_same_holes_in_every_language():
    phrases = load_phrases()
    assert phrases.keys()
    for key in sorted(phrases.keys()):
        fields = {
            language: sorted(field for _, field, _, _ in Formatter().parse(text) if field is not None)
            for language, text in phrases._texts[key].items()
        }
        assert len({tuple(names) for names in fields.values()}) == 1, (key, fields)


def test_small_talk_has_only_the_holes_that_the_bot_fills():
    for intent in load_small_talk().intents.values():
        assert intent.kind is IntentKind.SMALL_TALK
        for text in (*intent.text.values(), *intent.more.values()):
            assert {hole.written for hole in holes(text)} <= {"{about}", "{languages}", "{source}"}, intent.id


@pytest.mark.parametrize("language", spoken())
def test_no_phrasing_of_small_talk_is_claimed_twice(language):
    owners = {}
    for intent in load_small_talk().intents.values():
        for phrasing in intent.phrasings[language]:
            assert owners.setdefault(same_words(phrasing), intent.id) == intent.id, phrasing
