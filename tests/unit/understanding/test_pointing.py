"""« Le deuxième », "the other one": which of several a talk points at."""

from __future__ import annotations

from dataclasses import replace

import pytest
from assistants import mill_index
from opened import languages, mill

from bot.understanding.talk.pointing import Listed, Pointers, going_on, listed

NAMES = {"epi": "Épi d'Or", "brioche": "Maison Brioche", "panidor": "Panidor"}
TOLD = Listed(tuple(NAMES), ordered=True)
ASKED = Listed(tuple(NAMES), ordered=False, seen=frozenset({"brioche"}))


def resolved(text: str, talk: Listed = TOLD, *, boldly: bool = False) -> str | None:
    reader = mill_index().reader
    pointers = Pointers(languages(), reader)
    return pointers.resolved(reader.read(text), talk, NAMES, boldly=boldly)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("et le premier ?", "et Épi d'Or ?"),
        ("and the second one?", "and Maison Brioche?"),
        ("combien détient la troisième ?", "combien détient Panidor ?"),
        ("what does the last one own?", "what does Panidor own?"),
        ("is the second one profitable?", "is Maison Brioche profitable?"),
        ("la deuxième entreprise gagne combien ?", "Maison Brioche gagne combien ?"),
        ("second?", "Maison Brioche?"),
        ("et troisième ?", "et Panidor ?"),
    ],
)
def test_a_place_in_what_the_reply_told_becomes_a_name(text, meant):
    assert resolved(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "le premier actionnaire ?",
        "when was the first sale?",
        "first sale?",
        "et Brioche ?",
        "et après ?",
        "will the third sell?",
    ],
)
def test_what_says_more_or_nothing_of_a_place_points_at_nothing(text):
    assert resolved(text) is None


def test_boldly_a_place_may_have_any_word_behind_it():
    assert resolved("will the third sell?", boldly=True) == "will Panidor sell?"


def test_the_other_one_is_clear_when_one_alone_is_left():
    assert resolved("et l'autre ?") is None
    assert resolved("et l'autre ?", TOLD.beside(["epi", "panidor"])) == "et Maison Brioche ?"


def test_the_others_are_all_that_are_left_once_one_was_spoken_of():
    assert resolved("et les deux autres ?", ASKED) == "et Épi d'Or et Panidor ?"
    assert resolved("and the others?", ASKED.beside(["epi"])) == "and Panidor?"
    assert resolved("et les autres ?") is None, "nobody was named yet"


def test_both_are_the_two_that_were_spoken_of_or_the_two_that_were_told():
    spoken = ASKED.beside(["epi"])
    assert resolved("à eux deux ?", spoken) == "Épi d'Or et Maison Brioche à eux deux ?"
    assert resolved("together?", spoken) == "Épi d'Or and Maison Brioche together?"
    assert resolved("together?", Listed(("epi", "panidor"), ordered=True)) == "Épi d'Or and Panidor together?"
    assert resolved("together?") is None, "three were told"
    assert resolved("together?", ASKED) is None, "one was spoken of"
    assert resolved("Panidor together?", spoken) is None, "it says whom it means"


def test_names_that_were_told_in_no_order_have_no_first_one():
    """Only the one not spoken of yet can be meant, by the place that is left for it."""
    assert resolved("and the first one?", ASKED) is None
    assert resolved("and the third one?", ASKED) is None, "two are left"
    assert resolved("and the third one?", ASKED.beside(["epi"])) == "and Panidor?"


def test_holders_can_be_pointed_at_once_one_of_them_was_asked_about():
    intent = mill().intents["stake-of"]
    found = listed(mill(), intent, [mill().facts["stake-epi"]], ["epi"])
    assert found is not None
    assert not found.ordered
    assert found.seen == {"epi"}
    assert set(found.names) == set(intent.slots["holder"].fillers)


def test_what_most_facts_tell_alike_is_listed_and_not_what_they_share():
    """A reply that opens with something else still lists the holders, and what all of them hold is none of them."""
    facts = mill().facts
    first = replace(facts["stake-epi"], id="talks", relation="negotiates")
    told = [first, facts["stake-epi"], facts["stake-brioche"]]
    found = listed(mill(), mill().intents["owners"], told, [])
    assert found == Listed(("epi", "brioche"), ordered=True)


def test_the_first_one_is_whom_the_reply_names_first():
    facts = [mill().facts[name] for name in ("stake-epi", "stake-brioche")]
    found = listed(mill(), mill().intents["owners"], facts, [], read=["mill", "brioche", "epi"])
    assert found == Listed(("brioche", "epi"), ordered=True)


def test_of_whom_different_things_are_told_are_several_where_somebody_was_asked_for():
    facts = [replace(mill().facts["stake-epi"], relation="bakes"), mill().facts["stake-brioche"]]
    intent, read = replace(mill().intents["owners"], slots={}), ["brioche", "epi"]
    found = listed(mill(), intent, facts, [], read=read, for_somebody=True)
    assert found == Listed(("brioche", "epi"), ordered=True, apart=True)
    assert listed(mill(), intent, facts, [], read=["epi"], for_somebody=True) != found, (
        "it does not name both"
    )
    assert listed(mill(), intent, facts, [], read=read) != found


def test_some_of_those_told_before_have_a_first_one_of_their_own_once_they_are_told_anew():
    anew = Listed(("panidor", "epi"), ordered=True)
    assert going_on(TOLD, anew, []) == anew
    assert going_on(TOLD.beside(["epi"]), anew, []) == anew.beside(["epi"])
    assert going_on(TOLD, anew, ["epi", "panidor"]) == TOLD.beside(["epi", "panidor"]), (
        "the question named them"
    )


def test_a_reply_about_what_was_named_lists_nothing_new():
    assert going_on(TOLD, None, ["epi"]) == TOLD.beside(["epi"])
    assert going_on(TOLD, ASKED, ["brioche"]) == TOLD.beside(["brioche"]), "the order is known already"
    assert going_on(ASKED, TOLD, []) == TOLD, "now there is one"
    assert going_on(None, None, ["epi"]) is None


def test_a_pronoun_points_whatever_follows_it():
    assert resolved("how much does the latter hold?") == "how much does Panidor hold?"
    assert resolved("ce dernier détient combien ?") == "Panidor détient combien ?"


def test_the_other_three_are_those_whose_share_was_not_told():
    facts = [mill().facts["stake-epi"]]
    told = listed(mill(), replace(mill().intents["largest-owner"], slots={}), facts, ())
    assert told == Listed(("epi", "fournil", "brioche"), ordered=False, seen=frozenset({"epi"}))
    assert resolved("and the other two?", told) is not None


def test_facts_without_a_relation_are_not_of_one_kind():
    facts = [replace(mill().facts[name], relation="") for name in ("stake-epi", "stake-brioche")]
    assert listed(mill(), replace(mill().intents["dates"], slots={}), facts, ()) is None
