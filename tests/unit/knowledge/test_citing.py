"""What an answer rests on, and which dates it gives."""

from __future__ import annotations

from dataclasses import replace

import pytest
from opened import mill

from bot.knowledge.citing import cited, dated, written_words

FACTS = mill().facts


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


def test_all_that_is_told_is_written_and_names_in_holes_are_not():
    words = set(written_words(mill(), ("l", "d")))
    assert {"sauvetage", "rescue", "bakeries"} <= words
    assert "brioche" not in words
