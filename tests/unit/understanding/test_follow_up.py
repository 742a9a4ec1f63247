"""What a follow-up leaves out, put back from the talk."""

from __future__ import annotations

from dataclasses import replace

import pytest
from assistants import mill_index
from opened import languages, mill

from bot.understanding.talk.completed import Way
from bot.understanding.talk.conversation import Turn
from bot.understanding.talk.follow_up import FollowUps
from bot.understanding.talk.pointing import Listed
from bot.understanding.talk.pronouns import Pronouns

PRONOUNS = Pronouns(mill_index().reader, mill().entities, mill().subject, languages())
FOLLOW_UPS = FollowUps(PRONOUNS, languages())


OWNERS_TOLD = Turn(
    "mill",
    "who owns the mill?",
    "owners",
    {},
    ("gue-mill", "epi", "brioche"),
    "en",
    listed=Listed(("epi", "brioche"), ordered=True),
)


def turn(question: str) -> Turn:
    return Turn("mill", question, "stake-of", {}, (), "fr")


def completed(text: str, before: str) -> list[str]:
    reading = mill_index().reader.read(text)
    return [one.text for one in FOLLOW_UPS.completions(reading, turn(before))]


def lean(text: str):
    return FOLLOW_UPS.lean(mill_index().reader.read(text))


@pytest.mark.parametrize(
    "text",
    [
        "et Panidor ?",
        "what about Panidor?",
        "pourquoi ?",
        "why?",
        "et en 2020 ?",
        "Panidor ?",
        "combien détient-elle ?",
    ],
)
def test_these_lean_on_the_question_before(text):
    assert lean(text).clearly


@pytest.mark.parametrize(
    "text", ["combien détient Panidor ?", "what is the price of the sale?", "chronologie"]
)
def test_nothing_in_these_leans_on_the_question_before(text):
    assert not lean(text).clearly


def test_what_is_short_and_names_nothing_may_go_on_with_the_talk():
    """« Remplacée par quoi ? » says so by nothing but its shortness; a name, or many words, are a subject of their own."""
    assert lean("remplacé par quoi ?").leans
    assert not lean("le prix de Panidor ?").leans
    assert not lean("chronologie").leans, "a subject of its own"
    assert not lean("what is the price that was paid for the whole of the sale?").leans


def test_another_question_word_asks_something_else_and_swaps_nothing():
    """« Et pourquoi Brioche ? » after how much does not ask how much Brioche holds."""
    ways = {
        one.way
        for one in FOLLOW_UPS.completions(
            mill_index().reader.read("et pourquoi Brioche ?"), turn("combien détient Épi d'Or ?")
        )
    }
    assert ways == {Way.JOINED}


def test_a_pronoun_stands_for_nothing_where_a_name_is_said():
    assert lean("combien de moutures fait-elle ?").pronoun
    assert not lean("combien de moutures fait-elle, Panidor ?").pronoun


def test_a_new_name_takes_the_place_of_the_old_one():
    assert "combien détient Maison Brioche ?" in completed("et Brioche ?", "combien détient Épi d'Or ?")


def test_a_new_year_takes_the_place_of_the_old_one():
    assert "combien de farine en 2020 ?" in completed("et en 2020 ?", "combien de farine en 2019 ?")


def test_a_year_joins_a_question_that_had_none():
    assert "combien de farine ? 2020" in completed("et en 2020 ?", "combien de farine ?")


def test_the_same_name_again_asks_the_same_again():
    assert completed("et Épi ?", "combien détient Épi d'Or ?")[0] == "combien détient Épi d'Or ?"


def test_one_of_those_that_were_taken_as_one_is_asked_of_alone():
    before = "combien ont Épi d'Or et Panidor ensemble ?"
    assert completed("et Panidor ?", before)[0] == "combien ont Panidor"


def test_one_of_two_that_are_no_sum_is_not():
    """« Et Panidor ? » after who sued whom may mean either."""
    assert "Panidor" not in completed("et Panidor ?", "Épi d'Or a plus que Panidor ?")[:1]


def test_a_bare_question_word_is_asked_of_what_was_spoken_of():
    (last,) = completed("pourquoi ?", "est-ce que la vente est conclue ?")
    assert last.startswith("pourquoi")
    assert "vente" in last
    assert "est-ce que" not in last


def test_the_year_before_is_counted_from_the_one_spoken_of():
    assert "combien de farine en 2018 ?" in completed("et l'année d'avant ?", "combien de farine en 2019 ?")
    assert "how much flour in 2020?" in completed("what about the year after?", "how much flour in 2019?")
    assert lean("et l'année d'avant ?").bare
    assert not [
        one for one in completed("et l'année d'avant ?", "combien de farine en 2019 ?") if "2019" in one
    ]


def test_a_comparison_is_held_against_what_was_spoken_of():
    """« Plus que Panidor ? » does not ask how much Panidor holds."""
    found = completed("plus que Panidor ?", "combien détient Fournil du Port ?")
    assert found[0] == "Fournil du Port plus que Panidor ?"
    assert "combien détient Panidor ?" not in found


@pytest.mark.parametrize(
    ("before", "held"),
    [
        ("Épi d'Or + Brioche, ça fait combien ?", "Épi d'Or + Brioche plus que Panidor ?"),
        ("combien ont Épi d'Or et Brioche ?", "Épi d'Or et Brioche plus que Panidor ?"),
        ("how much for Brioche plus Épi d'Or?", "Brioche plus Épi d'Or plus que Panidor ?"),
    ],
)
def test_what_was_added_up_is_held_against_another_as_one(before, held):
    assert completed("plus que Panidor ?", before)[0] == held


@pytest.mark.parametrize(
    "before",
    [
        "qui a le plus, Épi d'Or ou Brioche ?",
        "combien ont Épi d'Or et Brioche chacun ?",
        "que vend Épi d'Or à Brioche ?",
        "Épi d'Or, Brioche ?",
    ],
)
def test_those_who_were_compared_are_held_against_another_each(before):
    both = completed("plus que Panidor ?", before)[:2]
    assert both == ["Épi d'Or plus que Panidor ?", "Maison Brioche plus que Panidor ?"]


def test_words_of_its_own_are_not_given_up_for_a_name_alone():
    assert "combien détient Panidor ?" not in completed("et Panidor, il vend ?", "combien détient Brioche ?")


def test_a_pronoun_of_several_words_stands_for_a_name():
    assert lean("qui l'a fondé ?").pronoun
    named = Turn("mill", "c'est quoi Panidor ?", "stake-of", {}, ("panidor",), "fr")
    found = FOLLOW_UPS.completions(mill_index().reader.read("qui l'a fondé ?"), named)
    assert [one.text for one in found if one.way is Way.NAMED] == ["qui a fondé Panidor"]


def named(text: str, before: Turn) -> list[tuple[str, bool]]:
    completions = FOLLOW_UPS.completions(mill_index().reader.read(text), before)
    return [(one.text, one.told) for one in completions if one.way is Way.NAMED]


def test_who_was_asked_for_and_told_is_what_a_pronoun_goes_on_about():
    """After "who bought it?" the buyer; what a reply tells beside what was asked is told by the way."""
    told = Turn("mill", "who bought Maison Brioche?", "bought-by", {}, ("brioche", "epi"), "en")
    assert named("what does it do?", told)[0] == ("what does Épi d'Or do?", False)
    by_the_way = Turn("mill", "when was the sale?", "sale", {}, ("brioche", "epi"), "en")
    assert ("what does Épi d'Or do?", True) in named("what does it do?", by_the_way)


def test_it_is_the_one_whom_the_question_was_about_and_nobody_told_by_the_way():
    about_one = Turn("mill", "when was Maison Brioche sold?", "sale", {}, ("brioche", "epi"), "en")
    assert named("what does it do?", about_one) == [("what does Maison Brioche do?", False)]


def test_it_is_still_the_one_whom_a_pronoun_of_the_question_before_stood_for():
    """After "why does Panidor ignore it?" – Brioche – "what does it do?" is asked of Brioche, though Panidor stands first."""
    both = Turn(
        "mill", "why does Panidor ignore Maison Brioche?", "ignored", {}, ("panidor", "brioche"), "en"
    )
    again = replace(both, meant=("brioche",))
    assert named("what does it do?", both)[0][0] == "what does Panidor do?"
    assert named("what does it do?", again)[0][0] == "what does Maison Brioche do?"
    found = FOLLOW_UPS.completions(mill_index().reader.read("what does it do?"), again)
    assert [one.passed_over for one in found if one.way is Way.NAMED] == [False, True]


def test_they_are_those_whom_the_reply_listed_or_the_question_named():
    assert named("who bought them?", OWNERS_TOLD)[0] == ("who bought Épi d'Or and Maison Brioche?", False)
    both = Turn("mill", "Panidor et Brioche achètent ?", "buyers", {}, ("panidor", "brioche"), "fr")
    assert ("qui Panidor et Maison Brioche a rachetés ?", False) in named("qui les deux a rachetés ?", both)


def test_it_is_no_more_than_one():
    assert not any(" and " in text for text, _ in named("who bought it?", OWNERS_TOLD))


def test_a_comparison_may_open_with_words_of_grammar():
    assert lean("c'est plus que Panidor ?").starts
    assert completed("c'est plus que Panidor ?", "combien détient Fournil du Port ?")[0] == (
        "Fournil du Port plus que Panidor ?"
    )
    assert not lean("la vente vaut plus que Panidor").starts, "a claim of its own"


def test_years_are_compared_by_what_was_asked_of_the_first():
    assert completed("c'est mieux qu'en 2019 ?", "combien de farine en 2020 ?")[0] == (
        "farine en 2020 mieux qu'en 2019 ?"
    )


def test_the_other_way_round_both_names_change_places():
    before = "did Épi d'Or buy Panidor?"
    assert completed("the other way round?", before)[0] == "did Panidor buy Épi d'Or?"
    assert lean("oh, and the other way round?").clearly
    assert completed("et dans l'autre sens ?", "Brioche vend ?") == ["et dans l'autre sens Brioche vend"], (
        "one name has no other place"
    )


def test_a_name_takes_the_place_of_one_of_its_kind():
    """« Et le moulin ? » asks of the mill what was asked of the bakery, and not of the town hall."""
    found = completed("et Panidor ?", "la mairie contrôle-t-elle Brioche ?")
    assert "la mairie contrôle-t-elle Panidor ?" in found
    assert not any("Panidor contrôle" in whole for whole in found)


def test_what_the_dossier_is_about_gives_its_place_to_nobody_where_another_may():
    assert completed("et Panidor ?", "quelle part la mairie a-t-elle du moulin du Gué ?")[:2] == [
        "quelle part la Panidor a-t-elle du moulin du Gué ?",
        "quelle part la mairie a-t-elle de Panidor ?",
    ]


def test_the_pronoun_that_ends_a_question_is_another_than_whom_it_names():
    """Who does something does it to somebody else."""
    found = lean("does Panidor want it?")
    assert found.pronoun
    assert found.object
    assert not lean("does Panidor sell its bread?").pronoun


def test_who_was_it_then_goes_on_without_the_one_supposed():
    found = completed("par qui alors ?", "Brioche a été rachetée par Panidor ?")
    assert "par qui alors Brioche a été rachetée par" in found
    assert all("alors" in whole for whole in found), "nothing takes a name's place"


def test_a_percentage_takes_the_place_of_the_one_before():
    assert lean("et 25 % ?").bare
    assert "qui détient 25 % du moulin ?" in completed("et 25 % ?", "qui détient 33 % du moulin ?")


@pytest.mark.parametrize(
    ("text", "before", "whole"),
    [
        ("et 33 % ?", "qui détient 41,5 % du moulin ?", "qui détient 33 % du moulin ?"),
        ("et 33 % ?", "qui détient 44,0 % du moulin ?", "qui détient 33 % du moulin ?"),
        ("et 33 % ?", "a-t-il grandi de 1 312 % ?", "a-t-il grandi de 33 % ?"),
        ("et 33 % ?", "qui détient ４４ % du moulin ?", "qui détient 33 % du moulin ?"),
        ("non, 41,5", "qui détient 33 % du moulin ?", "qui détient 41.5 % du moulin ?"),
        ("et 200 millions ?", "vaut-il 150 millions ?", "vaut-il 200 millions ?"),
        ("et 2 milliards ?", "vaut-il 1,5 million ?", "vaut-il 2 milliards ?"),
        ("and 1.5 billion?", "is it worth 1,312 millions?", "is it worth 1.5 billion?"),
    ],
)
def test_a_figure_takes_the_place_of_a_whole_one_however_both_are_written(text, before, whole):
    assert [one for one in completed(text, before) if one.startswith(before[:7])] == [whole]


def test_what_several_are_said_to_make_is_one_figure():
    before = "combien ont Épi d'Or et Brioche ensemble ?"
    assert [one for one in completed("ça fait 66,5 ?", before) if one.endswith("% ?")] == [
        f"{before[:-2]} 66.5% ?"
    ]


def test_a_name_that_the_reply_told_is_told():
    before = Turn("mill", "qui vend le moulin ?", "owners", {}, ("gue-mill", "epi"), "fr")
    (swapped,) = [
        one
        for one in FOLLOW_UPS.completions(mill_index().reader.read("et Épi ?"), before)
        if one.way is Way.SWAPPED
    ]
    assert swapped.told


def carried(part: str, before: str) -> tuple[str, bool] | None:
    found = PRONOUNS.carried(part, before)
    return found and (found.text, found.told)


def test_a_part_of_a_message_takes_the_name_that_stands_before_it():
    assert carried("how much does it hold?", "I work at Panidor.") == ("how much does Panidor hold?", False)
    assert carried("who runs that company?", "I work at Panidor.") == ("who runs Panidor?", False)
    assert carried("quelle part ?", "Je bosse chez Panidor.") == ("quelle part Panidor", False)


def test_a_part_that_names_somebody_or_follows_nobody_takes_no_name():
    assert carried("how much does Brioche hold?", "I work at Panidor.") is None
    assert carried("how much does it hold?", "I am a baker.") is None
    assert carried("when was it built?", "I love the mill.") is None, (
        "what the dossier is about goes without saying"
    )


def test_a_pronoun_may_as_well_stand_for_what_the_dossier_is_about_where_that_was_named_last():
    assert carried("who runs it?", "Panidor is buying the mill.") == ("who runs Panidor?", True)


def test_a_pronoun_around_a_question_stands_for_nobody():
    """« S'il vous plaît » has an « il » that is not whom the talk was about."""
    assert not lean("à quel titre, s'il vous plaît ?").pronoun
    assert not any(
        "s'Épi" in text for text in completed("à quel titre, s'il vous plaît ?", "qui est Épi d'Or ?")
    )


def test_after_a_no_why_asks_why_not_and_who_did_asks_who():
    reading = mill_index().reader.read
    denied = Turn("mill", "did Panidor buy the mill?", "acquired", {}, ("panidor",), "en", denied=True)
    told = [one.text for one in FOLLOW_UPS.completions(reading("any reason?"), denied)]
    assert told[0].startswith("why not Panidor buy")
    told = [one.text for one in FOLLOW_UPS.completions(reading("who did then?"), denied)]
    assert "who buy the mill" in told
    assert all(text.startswith("who ") for text in told)


def test_two_names_at_once_take_the_place_of_one_together_and_each_by_itself():
    texts = completed("et Panidor et Maison Brioche ?", "combien détient Épi d'Or ?")
    assert texts[:3] == [
        "combien détient Panidor et Maison Brioche ?",
        "combien détient Panidor ?",
        "combien détient Maison Brioche ?",
    ]


@pytest.mark.parametrize(
    ("text", "before", "whole"),
    [
        ("et Brioche 30 % ?", "Épi d'Or a 41 % ?", "Maison Brioche a 30 % ?"),
        ("et Brioche en 2020 ?", "Épi d'Or a vendu en 2019 ?", "Maison Brioche a vendu en 2020 ?"),
        ("et Brioche ?", "Épi d'Or a 41 % ?", "Maison Brioche a 41 % ?"),
    ],
)
def test_a_name_and_a_figure_take_both_places(text, before, whole):
    texts = completed(text, before)
    assert whole in texts
    assert all("Brioche" in one for one in texts), "nothing is asked of the one before with another's figure"


def test_two_names_side_by_side_take_the_places_of_both():
    assert "did Brioche buy Panidor?" in completed("and Brioche Panidor?", "did Épi d'Or buy Gué mill?")


def test_whose_something_is_goes_on_with_a_question_that_said_it_of_nobody():
    """« D'Épi d'Or ? » after « Brioche est actionnaire ? » asks whether Brioche is one of Épi d'Or's, and not whether Épi d'Or is one."""
    assert completed("d'Épi d'Or ?", "Brioche est actionnaire ?")[0] == "Brioche est actionnaire d'Épi d'Or ?"
    assert completed("et d'Épi d'Or ?", "la part de Brioche ?")[0].startswith("la part d'Épi")


def test_to_whom_asks_of_nobody_in_the_place_of_whom_was_named():
    assert "à qui Épi d Or a vendu" in completed("à qui ?", "Épi d'Or a vendu ?")
    assert "à qui a vendu" not in completed("à qui ?", "Épi d'Or a vendu ?")
    assert "par qui a vendu" in completed("par qui ?", "Épi d'Or a vendu ?")


@pytest.mark.parametrize(
    ("text", "pointing"),
    [
        ("L'affaire est-elle conclue ?", False),
        ("Combien de parts détient-elle ?", True),
        ("Est-elle rentable ?", True),
        ("Quand a-t-elle été créée ?", True),
        ("En 2019, était-elle rentable ?", True),
    ],
)
def test_a_pronoun_that_says_its_own_subject_again_points_at_nobody(text, pointing):
    assert lean(text).pronoun is pointing


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("Brioche ?", True),
        ("et Brioche et Panidor ?", True),
        ("et avec Brioche ?", False),
        ("pourquoi ?", False),
    ],
)
def test_a_mere_name_leaves_who_was_named_before_alone(text, only):
    assert FOLLOW_UPS.only_names(mill_index().reader.read(text)) is only


@pytest.mark.parametrize(
    ("text", "whose"),
    [("d'Épi d'Or ?", True), ("et de Brioche ?", True), ("celle de Brioche ?", False), ("Brioche ?", False)],
)
def test_whose_something_is_stands_at_the_start(text, whose):
    assert FOLLOW_UPS.swapping.says_whose(mill_index().reader.read(text)) is whose


@pytest.mark.parametrize(
    ("text", "start"),
    [("de Brioche ?", 0), ("et de Brioche ?", 3), ("celle de Brioche ?", None), ("Brioche ?", None)],
)
def test_a_word_leads_a_name_where_one_stands_before_it(text, start):
    assert FOLLOW_UPS.swapping._led_from(mill_index().reader.read(text)) == start


def test_who_asks_how_much_of_somebody_asks_it_of_another_so():
    assert "combien détient Maison Brioche ?" in completed("de Brioche ?", "combien détient Épi d'Or ?")


@pytest.mark.parametrize("text", ["50 % ?", "50?"])
def test_a_share_put_forward_after_how_much_goes_on_with_it(text):
    assert "combien détient Épi d'Or ? 50%" in completed(text, "combien détient Épi d'Or ?")
    assert not any("who owns the mill? 50" in one for one in completed(text, "who owns the mill?"))


def test_a_name_takes_the_place_of_one_of_two_words_that_were_typed_as_one():
    """Who types "theyre" says "they are": the verb stays."""
    one = next(text for text in completed("theyre selling?", "what about Panidor?") if "selling" in text)
    assert one.startswith("Panidor are selling")


def test_a_name_may_be_added_to_those_before():
    assert completed("et avec Panidor ?", "combien ont Épi d'Or et Brioche ensemble ?")[0] == (
        "combien ont Épi d'Or et Brioche avec Panidor ensemble ?"
    )
    assert (
        completed("and with Panidor?", "will the mill merge with Brioche?")[0]
        == "will the mill merge with Panidor?"
    )


def test_who_was_held_against_another_is_held_against_the_next():
    """And not the other one: after "does A have less than B?", "and less than C?" asks of A."""
    text = "Épi d'Or moins que Panidor ?"
    assert completed("et moins que Panidor ?", "Épi d'Or a moins que Brioche ?")[0] == text


def test_what_says_something_of_one_named_before_is_no_mere_swap():
    assert not any(
        one.startswith("combien détient Panidor")
        for one in completed("et Panidor, c'est Brioche ?", "combien détient Brioche ?")
    )


def test_what_was_typed_as_one_word_goes_on_as_one():
    """Spelled out it is several words, all of them at its one place."""
    assert all(text.count("jsp") <= 1 for text in completed("et pourquoi ?", "jsp qui vend Panidor ?"))
