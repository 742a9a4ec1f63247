"""Spelling repair: which of the dossier's words a strange one stands for."""

from __future__ import annotations

import pytest
from opened import languages

from bot.knowledge.languages import everyday_words
from bot.text.normalise import fold
from bot.understanding.ranking.habits import Habits
from bot.understanding.ranking.ranker import Example, Ranker

HABITS = Habits(
    function_words=frozenset({"la", "pas", "house"}),
    shorthand={"fr": {"pk": "pourquoi", "cb": "combien"}, "en": {"u": "you"}},
    elisions={"fr": ("l", "d", "c")},
    negative_prefixes=("un", "in"),
    sound_rules={"fr": (("qu|k", "k"), ("oi", "wa")), "en": (("ght", "t"),)},
)
PHRASINGS = [
    ("fr", "qui a demande l audit"),
    ("fr", "c est quoi cloudwatt"),
    ("fr", "l etat a mis combien dans cloudwatt"),
    ("en", "how much does orange own"),
    ("en", "who bought the mouse"),
    ("en", "is it profitable"),
]


@pytest.fixture(scope="module")
def speller():
    examples = [Example(0, tuple(text.split()), language) for language, text in PHRASINGS]
    return Ranker.build(examples, labels=1, habits=HABITS).speller


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("qui a demnade l audit", "qui a demande l audit"),
        ("how much does ornge own", "how much does orange own"),
        ("c est koi cloudwattt", "c est quoi cloudwatt"),
        ("c koi cloud watt", "c quoi cloudwatt"),
        ("cestquoi cloudwatt", "c est quoi cloudwatt"),
        ("letat a mis cb", "l etat a mis combien"),
        ("quiii a demande l audit", "qui a demande l audit"),
        ("howmuch does orange own", "how much does orange own"),
    ],
)
def test_a_mistyped_word_is_read_as_the_one_meant(speller, typed, read):
    """Typos, sound spelling, shorthand, stuck and split words, letters repeated for effect."""
    assert " ".join(speller.correct(typed.split()).tokens) == read


def test_letters_left_out_go_before_a_letter_mistaken():
    """Of "who" and "when", both one letter off, "whn" is the one without its vowel: people leave letters out in a hurry."""
    texts = ("who was it", "who was she", "who was asked", "when was it founded")
    examples = [Example(0, tuple(text.split()), "en") for text in texts]
    speller = Ranker.build(examples, labels=1, habits=HABITS).speller
    assert speller.correct(["whn", "was", "it", "founded"]).tokens == ("when", "was", "it", "founded")


def test_what_is_right_is_left_alone(speller):
    """Known words, function words of either language, marks and numbers are never repaired."""
    typed = ("la", "house", "pas", "§cloudwat", "2014", "audit")
    found = speller.correct(typed)
    assert found.tokens == typed
    assert found.repairs == ()
    assert found.unknown == ("2014",)


def test_a_word_with_a_prefix_that_says_no_is_no_slip_of_the_rest(speller):
    """Its contrary is not what was meant; a real slip of the word still is."""
    assert speller.repair("unprofitable") is None
    assert speller.repair("profitabel") == "profitable"


def test_a_stranger_stays_one(speller):
    """A word like none of the dossier's is named unknown and kept as typed."""
    found = speller.correct(("zanzibar",))
    assert found.unknown == found.tokens == ("zanzibar",)


def test_another_beginning_makes_another_word(speller):
    """One letter apart is not enough where neighbours and sound say nothing."""
    assert speller.repair("fought") is None


def test_endless_words_cost_nothing(speller):
    """Noise is passed over, however long."""
    found = speller.correct(("x" * 50_000, *("ab" * 40 for _ in range(100))))
    assert found.repairs == ()


def test_a_word_of_a_clearly_french_question_is_no_mistyped_english_one(speller):
    """« mousse » is one edit from "mouse", which only the English phrasings have."""
    assert "mouse" in speller.correct(("who", "bought", "the", "mousse")).tokens
    assert "mousse" in speller.correct(("c", "est", "quoi", "l", "audit", "mousse")).tokens


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("did they fire him", "did they fire him"),
        ("how many people did they hires", "how many people did they hire"),
        ("how many people did they hide", "how many people did they hire"),
    ],
)
def test_an_everyday_word_is_what_it_says(typed, read):
    """It is no slip of a known one, unless it is a form of that, or stands between its very neighbours."""
    habits = Habits(everyday=lambda _: frozenset({"fire", "hide", "hires", "him"}))
    texts = ("how many people did they hire", "when did they hire them")
    examples = [Example(0, tuple(text.split()), "en") for text in texts]
    speller = Ranker.build(examples, labels=1, habits=habits).speller
    assert " ".join(speller.correct(typed.split()).tokens) == read


def test_every_language_has_its_everyday_words_folded_and_sorted():
    for language in languages():
        words = everyday_words(language)
        assert len(words) > 5000
        assert all(fold(word) == word for word in words)
    assert everyday_words("xx") == frozenset()


def test_chat_spelling_is_spelled_out_though_it_is_an_everyday_word():
    habits = Habits(shorthand={"en": {"dough": "money"}}, everyday=lambda _: frozenset({"dough", "card"}))
    examples = [Example(0, tuple(text.split()), "en") for text in ("how much money", "whose car is it")]
    speller = Ranker.build(examples, labels=1, habits=habits).speller
    assert speller.correct(["how", "much", "dough"]).tokens == ("how", "much", "money")
    assert speller.correct(["whose", "card"]).tokens == ("whose", "card")
