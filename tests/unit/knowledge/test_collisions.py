"""One phrasing belongs to one question: what counts as the same, and what does not."""

import pytest

from bot.errors import KnowledgeError

QUESTION = "{{ask: {{fr: [{fr}], en: [{en}]}}, {slots}topic: {{fr: le prix, en: the price}}}}\n"


@pytest.fixture
def claimed(load):
    """The messages about two questions with one English phrasing each; empty when they may stand side by side."""

    def look(first, second, *, first_slots="", second_slots=""):
        content = "one: " + QUESTION.format(fr="un", en=f'"{first}"', slots=first_slots)
        content += "two: " + QUESTION.format(fr="deux", en=f'"{second}"', slots=second_slots)
        try:
            load({"not_covered.yaml": content})
        except KnowledgeError as refusal:
            return [problem.message for problem in refusal.problems]
        return []

    return look


SAME = [
    ("What price?", "what price"),
    ("Été chaud", "ete  chaud !"),
    ("c’est ça", "C'est ca"),
    ("a-b", "a b"),
]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_folding_makes_phrasings_the_same(claimed, first, second):
    found = claimed(first, second)
    assert len(found) == 1
    assert "claimed by “one”" in found[0]


DIFFERENT = [("a part", "apart"), ("in 2013", "in 2014"), ("is it", "it is")]


@pytest.mark.parametrize(("first", "second"), DIFFERENT)
def test_other_words_make_other_phrasings(claimed, first, second):
    assert claimed(first, second) == []


def test_a_slot_claims_the_phrasings_with_its_entities_names(claimed):
    found = claimed("price of {who}", "Price of the Mill?", first_slots="slots: {who: [ann, mill]}, ")
    assert found == []
    found = claimed("price of the {who}", "Price of the Mill?", first_slots="slots: {who: [ann, mill]}, ")
    assert len(found) == 1
    assert "“Price of the Mill?” is claimed by “one”" in found[0]


def test_braces_around_a_slot_hide_nothing(claimed):
    found = claimed("price of the {{{who}}}", "Price of the Mill?", first_slots="slots: {who: [ann, mill]}, ")
    assert len(found) == 1


def test_two_slots_that_share_an_entity_claim_the_same(claimed):
    slots = {"first_slots": "slots: {a: [ann, mill]}, ", "second_slots": "slots: {b: [bob, mill]}, "}
    found = claimed("price of {a}", "price of {b}", **slots)
    assert len(found) == 1
    assert "“price of Mill”" in found[0]


def test_a_special_case_is_made_by_keeping_its_entity_out_of_the_slot(claimed):
    slots = "slots: {who: {kind: [person, company], except: mill}}, "
    assert claimed("price of {who}", "price of mill", first_slots=slots) == []


def test_several_slots_are_filled_together(claimed):
    found = claimed("{a} or {b}", "Ann or Bob", first_slots="slots: {a: [ann, bob], b: [ann, bob]}, ")
    assert len(found) == 1


def test_the_same_words_in_two_languages_are_no_collision(load):
    content = "one: {ask: {fr: [cloud], en: [x]}, topic: y}\ntwo: {ask: {fr: [z], en: [cloud]}, topic: y}\n"
    assert load({"not_covered.yaml": content})
