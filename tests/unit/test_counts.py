"""Counts by day: what falls under which figure, and the picture of them."""

from __future__ import annotations

import struct
from datetime import date

import pytest
from opened import languages, phrases

from bot.answering.answer import Status
from bot.charts import alt
from bot.charts.counts import CountsView, counts_view, draw_counts
from bot.storage.records import DayCount
from bot.storage.tally import FATES, Figures, by_day, by_day_and_language, figures

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
COUNTS = [
    DayCount(TUESDAY, "fr", "unknown", 2),
    DayCount(MONDAY, "fr", "answered", 5),
    DayCount(MONDAY, "en", "suggested", 1),
    DayCount(MONDAY, "fr", "not_covered", 3),
    DayCount(MONDAY, "en", "small_talk", 4),
]


def test_every_status_of_an_answer_has_a_fate():
    """A new status must be put somewhere on purpose."""
    assert set(FATES) == {status.value for status in Status}


def test_refusals_are_what_the_source_does_not_say_and_what_the_bot_is_not_sure_of():
    assert figures(COUNTS) == Figures(answered=5, offered=1, refused=5, talk=4)
    assert figures(COUNTS).questions == 15
    assert figures([]).questions == 0


def test_days_come_in_order_with_their_languages():
    rows = [(row.day, row.language, row.figures.questions) for row in by_day_and_language(COUNTS)]
    assert rows == [(MONDAY, "en", 5), (MONDAY, "fr", 8), (TUESDAY, "fr", 2)]
    assert list(by_day(COUNTS)) == [MONDAY, TUESDAY]


@pytest.mark.parametrize("days", [1, 2, 30, 365])
def test_the_picture_is_drawn_for_any_number_of_days(days):
    """1080 pixels wide, as all pictures are; days without any question too."""
    view = CountsView(
        "Questions", ("answered", "offered", "refused"), ("11/23",) * days, ((1, 0, 2), (0, 0, 0)) * days
    )
    png = draw_counts(CountsView(view.title, view.names, view.days, view.parts[:days]))
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">I", png[16:20]) == (1080,)


def test_days_without_a_question_keep_their_place_between_the_others():
    """Two weeks apart are no neighbours; in words they are left out."""

    def say(key, **values):
        return phrases().say(f"keeping.{key}", "en", **values)

    later = [*COUNTS, DayCount(date(2026, 11, 27), "fr", "answered", 1)]
    view = counts_view(later, 7, languages()["en"], say)
    assert view.parts == ((5, 1, 3, 4), (0, 0, 2, 0), (0,) * 4, (0,) * 4, (1, 0, 0, 0))
    assert alt.counts(view).count("(") == 3


def test_the_picture_in_words_says_the_same_numbers():
    view = CountsView("Questions", ("answered", "refused"), ("11/22", "11/23"), ((1, 2), (3, 4)))
    assert alt.counts(view) == "Questions. Answered 4, refused 6. 11/23 (3 / 4); 11/22 (1 / 2)"
