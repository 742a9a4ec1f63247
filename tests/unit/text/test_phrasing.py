"""An author's phrasing and the questions that it stands for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opened import languages, mill

from bot.knowledge.phrasing import VARIANTS, fill, utterances
from bot.knowledge.records import Slot
from bot.knowledge.templates import filled, hole_names, holes, split

FR = languages()["fr"]
BAKERIES = ("epi", "fournil", "brioche")


def spoken(phrasing: str, slots: dict[str, Slot], turn: int = 0) -> list[str]:
    return [one.text for one in utterances(phrasing, slots, mill().entities, FR, turn)]


def test_holes_are_named_in_order_and_once():
    assert hole_names("{b} ou {a.of}, {b.the} ?") == ("b", "a")
    assert hole_names("{{a}} rien") == ()


def test_every_reader_of_holes_sees_the_same_ones():
    """Doubled braces around a hole are braces; what is no hole stays as it is written."""
    template = "{{{a}}} {b.of} {{c}} {d e} }"
    assert hole_names(template) == ("a", "b")
    assert [hole.name for hole in holes(template)] == ["a", "b", "", ""]
    assert split(template) == (["{", "} ", " {c} {d e} }"], ["a", "b"])
    assert filled(template, lambda hole: f"<{hole.name}>") == "{<a>} <b> {c} {d e} }"


def test_a_hole_takes_the_form_that_it_asks_for():
    slots = {"a": "fournil", "b": "epi"}
    assert (
        fill("part {a.of} et {b.of} : {a}", slots, mill().entities, FR)
        == "part du Fournil du Port et d'Épi d'Or : Fournil du Port"
    )


def test_doubled_braces_stand_for_themselves():
    assert fill("{{a}}", {}, mill().entities, FR) == "{a}"


def test_a_hole_that_nothing_fills_is_refused():
    with pytest.raises(KeyError):
        fill("{a}", {}, mill().entities, FR)


@given(st.text(alphabet=st.characters(exclude_characters="{}"), max_size=60))
def test_text_without_holes_comes_through_unchanged(text):
    assert fill(text, {}, mill().entities, FR) == text


@given(
    st.lists(st.text(alphabet=st.characters(exclude_characters="{}"), max_size=12), min_size=1, max_size=5)
)
def test_what_stands_around_holes_comes_through_unchanged(pieces):
    assert fill("{a}".join(pieces), {"a": "epi"}, mill().entities, FR) == "Épi d'Or".join(pieces)


def test_a_phrasing_without_slots_is_one_question():
    assert spoken("à qui est le moulin ?", {}) == ["à qui est le moulin ?"]


def test_a_phrasing_with_a_slot_is_asked_of_several_entities_and_not_of_all():
    slot = Slot("who", tuple(mill().entities))
    questions = spoken("part {who.of} ?", {"who": slot})
    assert len(questions) == len(set(questions)) == VARIANTS < len(slot.fillers)


def test_phrasings_take_turns_so_that_every_filler_gets_its_share():
    slot = Slot("who", tuple(mill().entities))
    said = {text for turn in range(len(slot.fillers)) for text in spoken("{who}", {"who": slot}, turn)}
    assert len(said) == len(slot.fillers)


def test_two_slots_are_never_filled_with_the_same_entity():
    slots = {name: Slot(name, BAKERIES) for name in ("a", "b")}
    for turn in range(4):
        for one in utterances("{a} et {b}", slots, mill().entities, FR, turn):
            assert one.filled["a"] != one.filled["b"]
            assert one.order == ("a", "b")


def test_too_few_entities_for_the_slots_make_no_question():
    slots = {name: Slot(name, ("epi",)) for name in ("a", "b")}
    assert spoken("{a} et {b}", slots) == []


def test_a_slot_named_twice_gets_one_entity():
    assert spoken("{a}, oui, {a.the} !", {"a": Slot("a", ("brioche",))}) == [
        "Maison Brioche, oui, la Maison Brioche !"
    ]
