"""The tables of shares and dates."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from opened import NARROW, languages, mill, phrases, writer

from bot.answering.tables import stakes_view, timeline_view
from bot.answering.writing import Writer


def test_shares_come_largest_first_as_printed():
    view = stakes_view(writer("fr"))
    assert [(row.name, row.share, row.text, row.paragraph) for row in view.rows] == [
        ("Épi d'Or", Decimal("41.5"), f"41,5{NARROW}%", 2),
        ("Fournil du Port", Decimal(33), f"33{NARROW}%", 2),
        ("Maison Brioche", Decimal(25), f"25{NARROW}%", 2),
    ]
    assert view.company == "moulin du Gué"
    assert "le moulin du Gué" in view.title
    assert view.source_note


def test_what_is_missing_from_the_whole_is_said_and_explained():
    view = stakes_view(writer("en"))
    assert view.missing == Decimal("0.5")
    assert "0.5%" in view.missing_text
    assert view.missing_note


def test_nothing_is_missing_when_the_shares_add_up():
    epi = mill().facts["stake-epi"]
    full = replace(epi, value=replace(epi.value, number="42"))
    view = stakes_view(of(facts={**mill().facts, "stake-epi": full}))
    assert view.missing == 0
    assert view.missing_text == ""
    assert view.missing_note == ""


def test_after_the_deal_the_buyer_holds_everything():
    (row,) = stakes_view(writer("en")).after
    assert (row.entity, row.share, row.text) == ("epi", Decimal(100), "100%")
    assert stakes_view(writer("en")).after_title


def test_after_the_deal_the_buyer_holds_what_a_fact_says():
    """A buyer of one more block does not hold everything, and what says so is a source of the table."""
    epi = mill().facts["stake-epi"]
    share = replace(
        epi, id="after", relation="would_hold", value=replace(epi.value, number="81"), paragraph=3
    )
    view = stakes_view(of(facts={**mill().facts, "after": share}))
    assert [(row.entity, row.share, row.paragraph) for row in view.after] == [("epi", Decimal(81), 3)]
    assert "3" in view.source_note


def test_without_a_deal_there_is_no_after():
    assert stakes_view(of(buyer=None)).after == ()


def test_shares_that_are_no_property_have_the_authors_title():
    """Nobody owns an election."""
    title = {"fr": "Qui a gagné les élections ?", "en": "Who won the election?"}
    assert stakes_view(of(shares_title=title)).title in title.values()


def test_one_holder_has_one_row_and_nothing_missing():
    view = stakes_view(writer("en"), "fournil")
    assert [row.entity for row in view.rows] == ["fournil"]
    assert view.missing == 0
    assert view.after == ()


def test_a_dossier_without_shares_has_no_such_table():
    assert stakes_view(of(shares=None)) is None
    assert stakes_view(of(facts={})) is None


def test_dates_come_oldest_first_and_the_undated_last():
    view = timeline_view(writer("fr"))
    assert [(row.date, row.when) for row in view.rows] == [
        ("1998", "1998"),
        ("2016-05", "mai 2016"),
        ("2021", "≈ début 2021"),
        (None, "à une date inconnue"),
    ]


def test_a_dated_fact_that_is_no_event_has_no_line():
    assert "flour-2019" in mill().facts
    assert all(row.event for row in timeline_view(writer("en")).rows)


def test_an_inferred_date_is_marked_with_its_reason():
    row = timeline_view(writer("en")).rows[2]
    assert row.inferred
    assert row.part == "early"
    assert row.why == "the article awaits the figures of 2020"
    assert row.status == "confirmed"
    assert timeline_view(writer("en")).inferred_note


def test_no_mark_no_note():
    assert timeline_view(writer("en"), last=2000).inferred_note == ""


def test_an_event_opens_with_a_capital():
    assert timeline_view(writer("fr")).rows[0].event == "Ouverture du moulin du Gué"


def test_years_bound_the_table_on_both_sides_and_leave_the_undated_out():
    assert [row.date for row in timeline_view(writer("en"), 1998, 2016).rows] == ["1998", "2016-05"]
    assert [row.date for row in timeline_view(writer("en"), first=2017).rows] == ["2021"]
    assert timeline_view(writer("en"), 1900, 1901).rows == ()


def test_the_parts_of_a_year_come_in_their_order():
    birth = mill().facts["birth"]
    parts = [None, "late", "early", "mid"]
    facts = {str(part): replace(birth, id=str(part), when=replace(birth.when, part=part)) for part in parts}
    assert [row.part for row in timeline_view(of(facts=facts)).rows] == ["early", "mid", None, "late"]


def test_a_dossier_that_dates_nothing_has_no_timeline():
    assert timeline_view(of(facts={"aid": mill().facts["aid"]})) is None


def of(**changes) -> Writer:
    return Writer(replace(mill(), **changes), languages()["en"], phrases())
