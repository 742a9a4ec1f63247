"""What an answer rests on, and which dates it gives."""

from __future__ import annotations

from dataclasses import replace

import pytest
from opened import languages, mill

from bot.knowledge.citing import cited, dated, facts_of, told_words

FACTS = mill().facts


def test_the_facts_of_a_question_are_those_of_whom_it_is_asked_about():
    """One that hangs on a slot is there only where the slot is filled, by somebody of whom there is such a fact."""
    asked = mill().intents["stake-of"]
    (name,) = asked.facts
    assert facts_of(mill(), asked, {"holder": "epi"}) == {name: FACTS["stake-epi"]}
    assert facts_of(mill(), asked, {"holder": "panidor"}) == {}
    assert facts_of(mill(), asked, {}) == {}


def test_facts_are_cited_that_are_listed_and_that_the_short_answer_reads():
    told = replace(
        mill().intents["deal-done"], text={"en": "{talks.Text}, since {birth.when}, says {courrier}."}
    )
    assert set(cited(mill(), told)) == {"talks", "birth"}


@pytest.mark.parametrize(
    ("template", "names"),
    [
        ("In {birth.when}.", {"birth"}),
        ("In {birth.date}.", {"birth"}),
        ("{flour-2019.Text}.", {"flour-2019"}),
        ("{aid.text}, {flour-2019}", set()),
        ("nothing", set()),
    ],
)
def test_a_date_is_given_by_its_hole_or_by_the_clause_that_holds_it(template, names):
    assert dated(template, FACTS, "en") == names


def told(intent: str) -> frozenset[str]:
    return told_words(mill(), mill().intents[intent], languages(), ("l", "d"))


def test_what_a_reply_may_tell_are_its_texts_and_its_facts_with_their_values_and_dates():
    assert {"ensemble", "together"} - told("flour-in-2019") == {"ensemble", "together"}
    assert {"2019", "1200", "tonnes", "ground"} <= told("flour-in-2019")
    assert {"courrier"}.isdisjoint(told("deal-done")), "a name that stands in a hole"
    assert "racheté" not in told("bought-claim")
    assert {"rachete", "bought"} <= told("bought-claim"), "the facts that a claim is held against"
