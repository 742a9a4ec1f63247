"""Figures are compared between languages by what they say, not by how a language writes them."""

from __future__ import annotations

import pytest

from bot.knowledge.figures import differing, figures

SAME = {
    "full hours": ("de 9 h à 16 h", "from 9 am to 4 pm"),
    "hours and minutes": ("à 14 h 30", "at 2:30 p.m."),
    "the British point": ("à 14h30", "at 2.30pm"),
    "twenty-four hours": ("à 18 h 30, à 16 h, à 8h00", "at 18:30, at 16:00, at 8:00"),
    "noon and midnight": ("de 12 h à 0 h", "from 12 pm to 12 am"),
    "half a day named once": ("de 9 h à 17 h", "9 to 5 pm"),
    "half a day named once for two late hours": ("de 14 h à 17 h", "from 2 to 5 pm"),
    "half a day named once, with a dash": ("14h-17h30", "2-5:30pm"),
    "half a day named once, from noon": ("de 12 h à 17 h", "12 to 5 pm"),
    "half a day named once, over midnight": ("entre 23 h et 1 h", "between 11 and 1 am"),
    "an hour with its zero": ("à 08 h 30, à 08:00", "at 8:30 am, at 8 am"),
    "half past midnight": ("à 00 h 30", "at 12:30 am"),
    "a span of time": ("en 1 h 30", "in 1 hour 30"),
    "a telephone abroad": ("02 99 12 34 56", "+33 2 99 12 34 56"),
    "a telephone with its zero": ("01.23.45.67.89", "+33 (0)1 23 45 67 89"),
    "a telephone in other groups": ("+44 20 7946 0958", "020 7946 0958"),
    "an American telephone": ("+1 212 555 0100", "(212) 555-0100"),
    "a telephone before an hour": ("02 99 12 34 56 (9 h)", "+33 2 99 12 34 56 (9 am)"),
    "a date before an hour": ("le 01.02.2014 10 h", "01.02.2014 10 am"),
    "nine decimals": ("0,333333333", "0.333333333"),
    "thousands": ("12 500 livres", "12,500 books"),
    "decimals": ("0,25 € la page", "€0.25 a page"),
}


@pytest.mark.parametrize(("french", "english"), SAME.values(), ids=SAME)
def test_what_says_the_same_is_the_same(french, english):
    assert figures(french) == figures(english) != []
    assert differing({"fr": french, "en": english}) == []


DIFFERENT = {
    "another hour": ("à 16 h", "at 5 pm"),
    "the morning": ("à 16 h", "at 4 am"),
    "other minutes": ("à 14 h 30", "at 2:15 pm"),
    "another telephone": ("02 99 12 34 56", "+33 2 99 12 34 57"),
    "another late hour": ("de 14 h à 17 h", "from 3 to 5 pm"),
    "an hour that no half of a day has": ("à 20 h", "44 PM"),
    "thousands with a sign": ("+1 000 000 000 €", "+2 000 000 000 €"),
    "a span of dates": ("01/02/2014-05/02/2014", "03/02/2014-05/02/2014"),
    "ten decimals": ("0.1234567891", "0.9934567891"),
    "the number of a book": ("0-306-40615-2", "0-406-40615-2"),
    "a telephone of another country": ("+33 2 99 12 34 56", "+49 9 99 12 34 56"),
    "a figure in words": ("1er étage, deux salles", "first floor, 2 rooms"),
}


@pytest.mark.parametrize(("french", "english"), DIFFERENT.values(), ids=DIFFERENT)
def test_what_says_something_else_is_not(french, english):
    (found,) = differing({"fr": french, "en": english})
    assert found.language == "en"
    assert ", ".join(figures(english)) in found.message


def test_a_text_in_no_language_differs_from_nothing():
    assert differing({}) == []
