"""Follow-ups that the reply before them has answered by the way."""

from __future__ import annotations

import pytest
from assistants import mill_index
from opened import languages, mill

from bot.understanding.talk.conversation import Turn
from bot.understanding.talk.follow_up import FollowUps
from bot.understanding.talk.pronouns import Pronouns
from bot.understanding.talk.told_already import ToldAlready

READER = mill_index().reader
REPLY = "La mairie verse 15 000 euros par an à Épi d'Or pour les fours ; le contrat, signé à Lorient, court jusqu'en 2027."


def holds(text: str, reply: str = REPLY, facts: tuple[str, ...] = ()) -> bool:
    names = Pronouns(READER, mill().entities, mill().subject, languages(), frozenset())
    told = ToldAlready(READER, FollowUps(names, languages()), languages(), mill().facts)
    turn = Turn("mill", "la mairie aide-t-elle ?", "aid", {}, ("town-hall",), "fr", told=facts, reply=reply)
    return told.holds(READER.read(text), turn)


@pytest.mark.parametrize(
    "text",
    ["jusqu'à quand ?", "combien ?", "et pour les fours ?", "à qui ?", "signé c'était où ?", "lesquels ?"],
)
def test_what_stands_in_the_reply_was_told(text):
    assert holds(text)


@pytest.mark.parametrize(
    "text",
    [
        "pourquoi ?",
        "et pour les chevaux ?",
        "et Panidor ?",
        "ah bon ?",
        "les fours",
        "et pour les fours de la mairie qui sont signés par Épi d'Or ?",
    ],
)
def test_what_does_not_was_not(text):
    assert not holds(text)


@pytest.mark.parametrize("text", ["quand ?", "combien ?", "signé c'était où ?", "et avant ?"])
def test_a_reply_without_anything_of_that_kind_has_not_told_it(text):
    assert not holds(text, "La mairie aide Épi d'Or ; le contrat est signé.")


def test_what_was_before_is_told_where_there_are_two_figures():
    assert holds("et avant ?", "Le moulin a fait 1200 tonnes, contre 900 tonnes.")


def test_no_reply_told_nothing():
    assert not holds("combien ?", "")


def test_a_share_is_no_date_and_a_date_no_share():
    assert not holds("quand ?", "Épi d'Or détient 41,5 % du moulin.")
    assert not holds("combien ?", "Le moulin est né en 1998.")
    assert holds("quand ?", "Le moulin est né il y a longtemps.", facts=("birth",))


def test_a_yes_to_the_question_before_is_none_to_another():
    assert not holds("est-ce signé pour les fours ?", "Oui. Le contrat des fours est signé.")
