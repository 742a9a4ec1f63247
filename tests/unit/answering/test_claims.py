"""What a question puts forward, checked against the facts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from assistants import mill_index
from opened import mill

from bot.answering.asked import Asked
from bot.answering.claims import agreement, check_claim, order
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


def test_the_fact_the_other_way_round_contradicts_it_and_is_shown():
    """Nobody says who bought the Fournil, but that it bought the mill says that the mill did not buy it."""
    found = checked(BOUGHT, buyer="white-mill", target="fournil")
    assert found.holds is False
    assert [fact.id for fact in found.facts] == ["acquired-white"]


@pytest.mark.parametrize(
    ("text", "percents", "told", "verdict"),
    [
        ("33 % ?", ("33",), {"33"}, "yes"),
        ("33 % ?", ("33",), {"41.5"}, "no"),
        ("33 % ?", ("33",), {"33", "25"}, None),
        ("", (), {"33"}, None),
        ("plus de 30 % ?", ("30",), {"33"}, "yes"),
        ("more than 33%?", ("33",), {"33"}, "no"),
        ("au moins 33 % ?", ("33",), {"33"}, "yes"),
        ("moins de 30 % ?", ("30",), {"33"}, "no"),
        ("at most 33%?", ("33",), {"33"}, "yes"),
        ("plus de 30 % ?", ("30",), {"33", "25"}, None),
        ("between more than 20% and less than 30%?", ("20", "30"), {"25"}, None),
    ],
)
def test_shares_that_are_told_are_those_asked_for_or_on_their_side(text, percents, told, verdict):
    asked = Asked(text, percents=percents, beyond=mill_index().reader.read(text).beyond)
    assert agreement(asked, told) == verdict


def test_a_claim_that_several_may_share_is_not_contradicted():
    many = Claim("buyer", "acquired", "target", exclusive=False)
    assert checked(many, buyer="epi", target="white-mill").holds is None


def test_what_several_are_known_to_do_others_may_do_too_unless_the_author_says_otherwise():
    """That two pay for it does not say that nobody else does; that two founded it may be all there is to say."""
    acquired = mill().facts["acquired-white"]
    facts = {**mill().facts, "acquired-too": replace(acquired, id="acquired-too", subject="panidor")}
    dossier = replace(mill(), facts=facts)
    slots = {"buyer": "epi", "target": "white-mill"}
    assert check_claim(dossier, BOUGHT, slots).holds is None
    assert check_claim(dossier, replace(BOUGHT, exclusive=True), slots).holds is False
    assert check_claim(dossier, BOUGHT, {**slots, "buyer": "panidor"}).holds is True


def test_whoever_holds_no_share_is_not_among_those_who_do():
    """Shares are no more than the whole, however many hold one."""
    found = checked(Claim("who", "holds", "gue-mill"), who="town-hall")
    assert found.holds is False


@pytest.mark.parametrize("status", [FactStatus.CONDITIONAL, FactStatus.OPINION])
def test_what_is_not_settled_contradicts_nobody(status):
    facts = {**mill().facts, "acquired-white": replace(mill().facts["acquired-white"], status=status)}
    dossier = replace(mill(), facts=facts)
    assert check_claim(dossier, BOUGHT, {"buyer": "epi", "target": "white-mill"}).holds is None


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
