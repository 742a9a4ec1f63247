"""Taking up one of the questions that the bot offered."""

from __future__ import annotations

import pytest

from bot.knowledge.languages import load_languages
from bot.understanding.talk.choosing import Choosing

OFFERS = ("Is it signed?", "Is it certain?", "Who buys it?")


@pytest.fixture(scope="module")
def choosing():
    return Choosing(load_languages())


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("1", 0),
        ("2.", 1),
        ("3 svp", 2),
        ("le 2", 1),
        ("option 3", 2),
        ("number 1 please", 0),
        ("n° 2", 1),
        ("la première", 0),
        ("La deuxième question", 1),
        ("the second one", 1),
        ("the last", 2),
        ("la dernière", 2),
    ],
)
def test_an_offer_is_taken_by_its_place(choosing, text, place):
    assert choosing.taken(text, OFFERS) == OFFERS[place]


@pytest.mark.parametrize(
    "text", ["0", "4", "12", "le premier actionnaire", "Orange", "oui", "yes", "", "?", "2013"]
)
def test_anything_else_takes_none_of_several(choosing, text):
    assert choosing.taken(text, OFFERS) is None


@pytest.mark.parametrize("text", ["oui", "Oui, c'est ça", "yes please", "that one", "1", "the first"])
def test_a_yes_takes_the_only_one(choosing, text):
    assert choosing.taken(text, OFFERS[:1]) == OFFERS[0]


def test_nothing_is_taken_where_nothing_was_offered(choosing):
    assert choosing.taken("1", ()) is None


@pytest.mark.parametrize("text", ["both", "les deux", "Both please!", "oui les deux", "tous les deux"])
def test_two_offers_are_taken_together(choosing, text):
    assert choosing.takes_both(text)


@pytest.mark.parametrize("text", ["oui", "les deux actionnaires", "both of the holders", "2", ""])
def test_what_says_more_or_less_than_both_takes_no_two(choosing, text):
    assert not choosing.takes_both(text)


@pytest.mark.parametrize(
    ("text", "place"), [("ok la première", 0), ("yes the second one", 1), ("oui, la 2e", 1)]
)
def test_an_offer_may_be_taken_with_a_yes_before_its_place(choosing, text, place):
    assert choosing.taken(text, OFFERS) == OFFERS[place]
