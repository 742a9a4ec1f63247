"""Names in a question, however people spell them."""

from __future__ import annotations

from pathlib import Path

import pytest
from assistants import mill_index
from hypothesis import given
from hypothesis import strategies as st
from opened import languages, mill

from bot.knowledge.records import Entity, Place
from bot.text.normalise import tokenise
from bot.understanding.reading.entities import EntityFinder, allowed_edits, outside

ELISIONS = sorted({letters for language in languages().values() for letters in language.elisions})


def named(id_: str, *names: str) -> Entity:
    return Entity(
        id=id_,
        kind="company",
        name={"en": names[0]},
        article={},
        aliases={"en": names[1:]},
        outsider=False,
        place=Place(Path("entities.yaml"), 1, 1),
    )


def finder(*entities: Entity, common: frozenset[str] = frozenset()) -> EntityFinder:
    return EntityFinder({one.id: one for one in entities}, languages(), common)


MILL = EntityFinder(mill().entities, languages(), frozenset({"moulin", "brique"}))


def found(text: str, finder: EntityFinder = MILL, *, exact: bool = False) -> list[str]:
    tokens = tokenise(text, ELISIONS)
    if not exact:
        tokens = finder.unstick(tokens)
    return [mention.entity for mention in finder.find(text, tokens, exact=exact)]


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("combien détient Épi d'Or ?", ["epi"]),
        ("EPI D’OR et la Maison Brioche", ["epi", "brioche"]),
        ("what does FDP hold?", ["fournil"]),
        ("la minoterie du Gué", ["gue-mill"]),
        ("Ana Leroy, la meunière", ["ana-leroy", "ana-leroy"]),
        ("who else?", []),
        ("", []),
    ],
)
def test_a_name_or_alias_is_found_in_any_case_and_with_any_apostrophe(text, entities):
    assert found(text) == entities


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Fournill du Prot", "fournil"),
        ("la maison briochhe", "brioche"),
        ("panidro", "panidor"),
        ("Courier du Ble", "courrier"),
    ],
)
def test_a_mistyped_name_is_still_found(text, entity):
    assert entity in found(text)


def test_a_name_of_several_words_is_mistyped_word_for_word():
    """Everyday words in a name make other everyday words no slip of it, however few letters they are apart."""
    host = finder(named("host", "host from Roubaix", "the other cloud"))
    assert found("teh host form Roubaix", host) == ["host"]
    assert found("the hostfrom roubaix", host) == ["host"]
    assert found("OVH's cloud, the outer clove", host) == []
    assert found("the oven cloud", host) == []


def test_what_one_language_alone_calls_somebody_has_its_language():
    """The town hall is « mairie » in French alone; Panidor is called so in both, and a guess tells nothing."""

    def called(text: str) -> list[str | None]:
        return [mention.language for mention in MILL.find(text, tokenise(text, ELISIONS))]

    assert called("la mairie") == ["fr"]
    assert called("the town hall") == ["en"]
    assert called("Panidor") == [None]
    assert called("panidro") == [None]


def test_a_guess_is_marked_as_one():
    tokens = tokenise("panidor panidro", ELISIONS)
    assert [mention.exact for mention in MILL.find("panidor panidro", tokens)] == [True, False]


def test_where_only_exact_names_count_a_mistyped_one_is_none():
    assert found("panidro", exact=True) == []
    assert found("panidor", exact=True) == ["panidor"]


def test_the_longest_name_wins():
    mills = finder(named("mill", "Gué"), named("bank", "Gué Savings Bank"))
    assert found("gué savings bank or gué", mills) == ["bank", "mill"]


def test_a_longer_name_that_begins_inside_a_shorter_one_wins():
    bank = finder(named("bank", "Caisse des Dépôts", "la Caisse"))
    tokens = tokenise("la Caisse des Dépôts", ELISIONS)
    (mention,) = bank.find("la Caisse des Dépôts", tokens)
    assert (mention.first, mention.last) == (1, 4)
    assert found("le Moulin Blanc") == ["white-mill"]


def test_a_forgotten_apostrophe_is_seen_before_a_name():
    assert found("part dPanidor") == ["panidor"]


def test_a_name_stuck_to_its_article_is_seen_though_a_phrasing_has_it_so():
    """Who files « letat a mis combien » makes no word of it that hides the name; "les", with which a name begins, is one of grammar."""
    names = finder(
        named("state", "État", "l'État"), named("echos", "Les Échos"), common=frozenset({"letat", "cles"})
    )
    assert found("letat a mis combien", names) == ["state"]
    assert found("les hommes cles echos", names) == []


def test_a_possessive_without_its_apostrophe_is_seen_after_a_name():
    assert found("whats FDPs stake") == ["fournil"]
    assert found("les moulins") == [], "« le Moulin Blanc » begins with it, and is no more than that"


def test_an_everyday_word_is_a_name_only_with_its_capital():
    phone = finder(named("free", "Free", "Pour"))
    assert found("c'est pour qui", phone) == []
    assert found("Pour, c'est qui", phone) == ["free"]


def test_words_of_the_phrasings_are_never_mistyped_names():
    brick = named("brick", "Briques")
    assert found("brique", finder(brick)) == ["brick"]
    assert found("brique", finder(brick, common=frozenset({"brique"}))) == []


def test_a_spelling_as_near_to_two_names_is_neither():
    twins = finder(named("one", "Martine"), named("two", "Martina"))
    assert found("martino", twins) == []
    assert found("martine", twins) == ["one"]


def test_a_word_of_grammar_that_is_nearer_than_a_name_is_no_slip_of_it():
    """« étét » has a letter too many for « été », and a wrong one for « État »; « bul » lacks one of "Bull", as "but" has another."""
    names = finder(named("state", "État"), named("bull", "Bull"))
    assert found("quand a étét fondé le moulin", names) == []
    assert found("l'étatt et bul", names) == ["state", "bull"]


def test_the_first_letter_of_a_short_name_must_be_right():
    assert found("rtos", finder(named("atos", "Atos"))) == []
    assert found("atoss", finder(named("atos", "Atos"))) == ["atos"]


def test_longer_names_may_be_spelled_worse():
    assert [allowed_edits(letters) for letters in (3, 4, 6, 7, 20)] == [0, 1, 1, 2, 3]
    assert [allowed_edits(n) for n in range(30)] == sorted(allowed_edits(n) for n in range(30))


def test_names_of_three_letters_are_guessed_only_where_two_neighbours_are_swapped():
    assert found("fpd", MILL) == ["fournil"]
    assert found("fdb", MILL) == []
    assert found("pdf", MILL) == []


def test_a_word_that_is_used_is_part_of_a_mistyped_name_where_the_name_begins_with_it():
    bank = finder(named("bank", "Caisse des Dépôts", "la Caisse"), common=frozenset({"depot"}))
    assert found("la caisse des dépot", bank) == ["bank"]
    assert found("la caise vend", bank) == ["bank"]
    assert found("la baisse", bank) == []
    assert found("banque des dépot", bank) == []
    cloud = finder(named("cloud", "autre cloud souverain"))
    assert found("autre cloud souverin", cloud) == ["cloud"]
    assert found("autres cloude souverin", cloud) == []


def test_a_longer_mistyped_name_that_begins_inside_a_shorter_one_wins():
    bank = finder(named("bank", "Caisse des Dépôts", "la Caisse"))
    for text in ("la Caisse des dépos", "la caise des dépots"):
        (mention,) = bank.find(text, tokenise(text, ELISIONS))
        assert (mention.first, mention.last) == (1, 4)


def test_what_no_name_covers_is_left_outside():
    tokens = tokenise("combien détient Panidor", ELISIONS)
    mentions = MILL.find("combien détient Panidor", tokens)
    assert [token.text for token in outside(mentions, tokens)] == ["combien", "detient"]


def test_without_entities_nothing_is_found():
    assert found("Orange et Thales", finder()) == []


@given(st.text(max_size=60))
def test_in_any_text_mentions_stand_in_order_and_never_overlap(text):
    tokens = MILL.unstick(tokenise(text, ELISIONS))
    mentions = MILL.find(text, tokens)
    edges = [edge for mention in mentions for edge in (mention.first, mention.last)]
    assert edges == sorted(edges)
    assert all(0 <= mention.first < mention.last <= len(tokens) for mention in mentions)
    assert len(outside(mentions, tokens)) == len(tokens) - sum(
        mention.last - mention.first for mention in mentions
    )


def test_a_figure_beside_a_name_is_no_slip_of_it():
    """« Brioche 30 % » names Maison Brioche and a share, and « Brioche30 » may be a slip."""
    (mention,) = mill_index().reader.read("et Brioche 30 % ?").mentions
    assert (mention.entity, mention.exact) == ("brioche", True)
