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


def told_already() -> ToldAlready:
    names = Pronouns(READER, mill().entities, mill().subject, languages(), frozenset())
    return ToldAlready(READER, FollowUps(names, languages()), languages(), mill().facts)


def holds(text: str, reply: str = REPLY, facts: tuple[str, ...] = ()) -> bool:
    turn = Turn("mill", "la mairie aide-t-elle ?", "aid", {}, ("town-hall",), "fr", told=facts, reply=reply)
    return told_already().holds(READER.read(text), turn)


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


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("millions ou milliers ?", True),
        ("en 2027 ou 2028 ?", True),
        ("fours ou chevaux ?", True),
        ("public ou privé ?", False),
        ("Panidor ou la mairie ?", False),
    ],
)
def test_a_choice_is_told_by_one_of_what_it_leaves(text, is_told):
    assert holds(text, f"{REPLY} Il coûte 2 millions.") is is_told


@pytest.mark.parametrize(
    ("text", "question", "is_told"),
    [
        ("Panidor ou Brioche ?", "qui achète le moulin ?", True),
        ("c'est Brioche ou Panidor ?", "qui achète le moulin ?", True),
        ("Brioche ou la mairie ?", "qui achète le moulin ?", False),
        ("Panidor et Brioche ?", "qui achète le moulin ?", False),
        ("Panidor ou Brioche ?", "Panidor achète le moulin ?", False),
        ("Panidor ou Brioche vend ?", "qui achète le moulin ?", False),
    ],
)
def test_who_asked_for_somebody_is_told_which_of_two_it_is(text, question, is_told):
    turn = Turn("mill", question, "buyer", {}, (), "fr", reply="C'est Panidor qui achète le moulin.")
    assert told_already().tells_which(READER.read(text), turn) is is_told
