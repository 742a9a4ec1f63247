"""Words that an author asks for or rules out."""

from __future__ import annotations

import pytest

from bot.text.patterns import stands_in


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("gain", "le gain espere"),
        ("gagn*", "qui gagnerait"),
        ("pas encore", "ce n est pas encore signe"),
        ("celui-ci", "et celui ci"),
        ("n'a pas", "orange n a pas signe"),
        ("sign* hier", "c est signe hier"),
    ],
)
def test_words_stand_side_by_side_and_a_star_stands_for_any_ending(pattern, text):
    assert stands_in(pattern, text.split())


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("gain", "les gains"),
        ("gagn*", "il regagne"),
        ("pas encore", "encore une fois pas de chance"),
        ("encore signe tard", "encore signe"),
        ("gain", ""),
    ],
)
def test_other_words_other_places_and_too_few_words_are_not_it(pattern, text):
    assert not stands_in(pattern, text.split())
