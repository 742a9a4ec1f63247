"""Templates to sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opened import NARROW, languages, mill, phrases, writer

from bot.answering.arithmetic import Holders, Percent, Points, compute
from bot.answering.writing import Bindings, Writer, share_facts, shares_of
from bot.knowledge.records import Value, When

FACTS = mill().facts
WITHOUT_HOLES = st.text(alphabet=st.characters(exclude_characters="{}"), max_size=60)


def said(language: str, template: str, **bindings) -> str:
    return writer(language).fill(template, Bindings(**bindings))


def test_a_slot_reads_as_its_entity_in_the_form_asked_for():
    assert said("fr", "{who.The} et {who}", slots={"who": "brioche"}) == "La Maison Brioche et Maison Brioche"


def test_any_entity_of_the_dossier_may_be_named():
    assert said("en", "{gue-mill.the} {fournil.of}") == "the Gué mill of Fournil du Port"


@pytest.mark.parametrize(
    ("hole", "french", "english"),
    [
        ("aid", f"près de 15{NARROW}000 euros", "nearly 15,000 euros"),
        (
            "aid.text",
            f"la mairie a donné près de 15{NARROW}000 euros au moulin",
            "the town hall gave nearly 15,000 euros to the mill",
        ),
        (
            "aid.Text",
            f"La mairie a donné près de 15{NARROW}000 euros au moulin",
            "The town hall gave nearly 15,000 euros to the mill",
        ),
        ("stake-epi", f"41,5{NARROW}%", "41.5%"),
        ("stake-epi.value", f"41,5{NARROW}%", "41.5%"),
        ("birth", "1998", "1998"),
        ("birth.event", "ouverture du moulin du Gué", "opening of the Gué mill"),
        ("acquired-white.when", "mai 2016", "May 2016"),
        ("talks.when", "au moment de l'article", "when the article was written"),
        ("talks.date", "début 2021", "early 2021"),
        ("owners-few.why", "leur somme n'atteint pas le tout", "their sum falls short of the whole"),
        ("judgement.value", "", ""),
        ("judgement.when", "", ""),
        ("judgement.date", "", ""),
        ("repair.date", "à une date inconnue", "at an unknown date"),
    ],
)
def test_a_fact_gives_its_parts_in_either_language(hole, french, english):
    assert said("fr", f"{{{hole}}}") == french
    assert said("en", f"{{{hole}}}") == english


def test_the_name_that_an_intent_gives_a_fact_comes_before_all_others():
    assert said("en", "{epi}", facts={"epi": FACTS["stake-fournil"]}) == "33%"


def test_a_text_is_put_in_as_it_is():
    assert said("en", "about {about}", texts={"about": "{epi}"}) == "about {epi}"


def test_braces_may_be_written():
    assert said("en", "{{epi}} {epi}") == "{epi} Épi d'Or"


def test_a_hole_that_nothing_fills_is_a_mistake_and_not_an_empty_text():
    with pytest.raises(KeyError, match="nobody"):
        said("fr", "{nobody}")


@given(WITHOUT_HOLES)
def test_a_template_without_holes_loses_no_character(text):
    assert said("en", text) == text


@given(WITHOUT_HOLES)
def test_in_french_only_spaces_become_narrower(text):
    assert said("fr", text).split() == text.split()


def test_a_percentage_a_year_and_an_amount_each_read_their_way():
    form = {"fr": "{number}", "en": "{number}"}
    french = writer("fr")
    assert french.value(Value("2015", "year", form)) == "2015"
    assert french.value(Value("2015", None, form)) == f"2{NARROW}015"
    assert french.value(Value("20", "percent", form)) == f"20{NARROW}%"
    assert french.value(Value(None, None, {"fr": "quelques tonnes", "en": "a few"})) == "quelques tonnes"


@pytest.mark.parametrize(
    ("part", "french", "english"),
    [
        ("early", "début 2014", "early 2014"),
        ("mid", "mi-2014", "mid-2014"),
        ("late", "fin 2014", "late 2014"),
        (None, "2014", "2014"),
    ],
)
def test_part_of_a_year_is_said(part, french, english):
    when = When("2014", part, {}, inferred=False, why={})
    assert writer("fr").when(when) == french
    assert writer("en").when(when) == english


def test_computed_figures_read_as_shares_points_and_names():
    shares = shares_of(mill())
    computed = {
        "both": compute("sum", shares, ["epi", "brioche"]),
        "gap": compute("difference", shares, ["epi", "brioche"]),
        "first": compute("largest", shares, []),
        "ranking": compute("list", shares, []),
    }
    assert isinstance(computed["both"], Percent)
    assert isinstance(computed["gap"], Points)
    template = "{both}, {gap} ; {first.of} : {first.value}"
    assert (
        said("fr", template, computed=computed)
        == f"66,5{NARROW}%, 16,5{NARROW}; d'Épi d'Or\u00a0: 41,5{NARROW}%"
    )
    assert said("en", "{ranking.list}", computed=computed) == (
        "Épi d'Or (41.5%), Fournil du Port (33%) and Maison Brioche (25%)"
    )
    assert said("fr", "{ranking.List}", computed={"ranking": Holders(("brioche", "fournil"))}) == (
        f"La Maison Brioche (25{NARROW}%) et le Fournil du Port (33{NARROW}%)"
    )


def test_several_holders_of_one_share_are_told_in_the_form_asked_for():
    """As where two have the largest; their share is one figure."""
    facts = mill().facts
    even = replace(facts["stake-brioche"], value=facts["stake-fournil"].value)
    tied = replace(mill(), facts={**facts, "stake-brioche": even})
    computed = {"smallest": compute("smallest", shares_of(tied), [])}
    french = Writer(tied, languages()["fr"], phrases())
    assert french.fill("{smallest.Of} : {smallest.value}", Bindings(computed=computed)) == (
        f"Du Fournil du Port (33{NARROW}%) et de la Maison Brioche (33{NARROW}%)\u00a0: 33{NARROW}%"
    )


def test_the_list_of_one_holder_still_shows_the_share():
    assert said("en", "{one.list}", computed={"one": Holders(("epi",))}) == "Épi d'Or (41.5%)"


def test_the_shares_of_a_dossier_are_those_that_it_names():
    assert {holder: str(share) for holder, share in shares_of(mill()).items()} == {
        "epi": "41.5",
        "fournil": "33",
        "brioche": "25",
    }
    assert [fact.id for fact in share_facts(mill()).values()] == [
        "stake-epi",
        "stake-fournil",
        "stake-brioche",
    ]


def test_a_dossier_without_shares_has_none():
    plain = Writer(replace(mill(), shares=None), languages()["en"], phrases())
    assert share_facts(plain.dossier) == {}
    assert shares_of(plain.dossier) == {}
