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
    "a span of time": ("en 1 h 30", "in 1 hour 30"),
    "a telephone abroad": ("02 99 12 34 56", "+33 2 99 12 34 56"),
    "a telephone with its zero": ("01.23.45.67.89", "+33 (0)1 23 45 67 89"),
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
    "a figure in words": ("1er étage, deux salles", "first floor, 2 rooms"),
}


@pytest.mark.parametrize(("french", "english"), DIFFERENT.values(), ids=DIFFERENT)
def test_what_says_something_else_is_not(french, english):
    (found,) = differing({"fr": french, "en": english})
    assert found.language == "en"
    assert ", ".join(figures(english)) in found.message
