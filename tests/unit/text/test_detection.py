"""Which language a text is in, told from its own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opened import languages

from bot.text.detection import Detection, LanguageDetector
from bot.text.normalise import tokenise

ELISIONS = sorted({letters for language in languages().values() for letters in language.elisions})
DETECTOR = LanguageDetector(languages(), {"fr": ("levain", "zorblu"), "en": ("sourdough", "zorblu")})


def detect(text: str, detector: LanguageDetector = DETECTOR) -> Detection:
    return detector.detect(text, tokenise(text, ELISIONS))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Combien détient la boulangerie ?", "fr"),
        ("c koi le moulin", "fr"),
        ("l'aide de la mairie", "fr"),
        ("bonjour", "fr"),
        ("pk", "fr"),
        ("How much does the bakery own?", "en"),
        ("who owns it", "en"),
        ("hello", "en"),
        ("isn't the sale closed yet", "en"),
        ("so what about the rest?", "en"),
    ],
)
def test_a_few_everyday_words_are_enough(text, language):
    assert detect(text).best == language


@pytest.mark.parametrize("text", ["", "42", "???", "12:30 %", "\U0001f956\U0001f956"])
def test_a_text_without_words_is_in_no_language(text):
    assert detect(text).best is None


def test_tokens_left_out_by_the_caller_say_nothing():
    assert DETECTOR.detect("la la la", ()).best is None


def test_a_name_that_one_language_alone_has_tells_it():
    """« le moulin du Gué » is called so in French, Panidor in both."""
    assert DETECTOR.detect("moulin du Gué", (), ["fr"]).best == "fr"
    assert DETECTOR.detect("Panidor", (), []).best is None
    assert DETECTOR.detect("who sold l'opérateur", tokenise("who sold", ELISIONS), ["fr"]).best == "en", (
        "grammar goes first"
    )


def test_a_word_that_one_dossier_language_uses_is_evidence_of_it():
    without = LanguageDetector(languages(), {})
    for word, language in (("levain", "fr"), ("sourdough", "en")):
        assert detect(word).best == language
        assert detect(word).evidence[language] > detect(word, without).evidence[language]


def test_a_word_that_both_languages_use_is_evidence_of_neither():
    assert detect("zorblu").best is None


def test_letters_with_marks_speak_for_the_language_that_writes_them():
    assert detect("éàç").best == "fr"


def test_an_elided_letter_witnesses_french_by_its_apostrophe():
    """Bare, it may be a chat's "and" or a typo."""
    assert detect("l'orange").evidence["fr"] > detect("l orange").evidence["fr"]
    assert detect("n orange?").best == "en"
    assert detect("what's the chiffre d'affaires").best == "en"


def test_of_two_languages_the_one_with_more_words_wins():
    assert detect("combien le la les the").best == "fr"
    assert detect("how much the of le").best == "en"


def test_a_tie_names_no_language():
    assert Detection({"fr": 1.0, "en": 1.0}).best is None
    assert Detection({}).best is None


def test_of_a_strangers_language_hardly_a_word_is_known():
    assert detect("Wem gehört diese Firma eigentlich").known == 0
    assert detect("combien zzyx").known == 0.5
    assert detect("who owns the mill").known > 0.5
    assert detect("42 ???").known == 1


def test_a_bot_of_one_language_still_detects_it():
    alone = LanguageDetector({"fr": languages()["fr"]}, {})
    assert detect("combien", alone).best == "fr"


@given(st.text(max_size=80))
def test_any_text_at_all_has_evidence_that_is_never_negative(text):
    detection = detect(text)
    assert set(detection.evidence) == set(languages())
    assert min(detection.evidence.values()) >= 0
    assert detection == detect(text)


def test_figures_are_of_no_language():
    """The French phrasings alone have the year: it is none the more French for that."""
    own = LanguageDetector(languages(), {"fr": ["2010", "moulin"], "en": ["mill"]})
    assert own.detect("2010", tokenise("2010", [])).best is None
