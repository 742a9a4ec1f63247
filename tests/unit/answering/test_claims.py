"""What a question puts forward, checked against the facts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from opened import mill

from bot.answering.claims import check_claim, order
from bot.knowledge.records import Claim, FactStatus

BOUGHT = Claim("buyer", "acquired", "target")
WHITE_MILL = {"buyer": "fournil", "target": "white-mill"}


def checked(claim: Claim, **slots: str):
    return check_claim(mill(), claim, slots)


def test_a_fact_with_the_same_parts_makes_it_true():
    found = checked(BOUGHT, **WHITE_MILL)
    assert found.holds is True
    assert [fact.id for fact in found.facts] == ["acquired-white"]


def test_a_fact_with_another_subject_contradicts_it_and_is_shown():
    found = checked(BOUGHT, buyer="epi", target="white-mill")
    assert found.holds is False
    assert [fact.id for fact in found.facts] == ["acquired-white"]


def test_a_claim_that_several_may_share_is_not_contradicted():
    many = Claim("buyer", "acquired", "target", exclusive=False)
    assert checked(many, buyer="epi", target="white-mill").holds is None


@pytest.mark.parametrize(
    "slots", [{"buyer": "epi", "target": "panidor"}, {"buyer": "fournil", "target": "epi"}]
)
def test_what_no_fact_speaks_of_is_neither_true_nor_false(slots):
    found = checked(BOUGHT, **slots)
    assert found.holds is None
    assert found.facts == ()


def test_parts_may_name_entities_outright():
    assert checked(Claim("ana-leroy", "founded", "gue-mill")).holds is True
    assert checked(Claim("who", "founded", "gue-mill"), who="town-hall").holds is False


@pytest.mark.parametrize(
    ("asked", "told", "year", "verdict"),
    [
        ("before", {"2012"}, "2013", "yes"),
        ("before", {"2012"}, "2012", "no"),
        ("after", {"2012"}, "2010", "yes"),
        ("after", {"2012"}, "2012", "no"),
        ("after", {"2012", "2014"}, "2013", None),
    ],
)
def test_whether_a_date_is_before_or_after_a_year(asked, told, year, verdict):
    assert order(asked, told, year) == verdict


def test_what_may_yet_be_contradicts_nobody():
    """That the Fournil would buy the mill does not keep the town hall from it."""
    facts = {
        name: replace(fact, status=FactStatus.CONDITIONAL) if fact.relation == "acquired" else fact
        for name, fact in mill().facts.items()
    }
    dossier = replace(mill(), facts=facts)
    slots = {"buyer": "epi", "target": "white-mill"}
    assert check_claim(dossier, BOUGHT, slots).holds is None
    assert check_claim(dossier, BOUGHT, WHITE_MILL).holds is True
