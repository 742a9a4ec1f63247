"""Numbers, dates, lists and spaces as readers of a language expect them."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opened import NARROW, NO_BREAK, languages

from bot.text.formats import day, enumeration, number, percent, typeset

FR, EN = languages()["fr"], languages()["en"]
BOTH = st.sampled_from([FR, EN])
DIGITS = st.from_regex(r"(0|[1-9][0-9]{0,17})(\.[0-9]{1,9})?", fullmatch=True)


def only_digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def test_french_sets_a_narrow_no_break_space_before_the_percent_sign_and_english_none():
    assert percent("44", FR) == f"44{NARROW}%"
    assert percent("44", EN) == "44%"


def test_each_language_points_and_groups_its_own_way():
    assert number("1200.5", FR) == f"1{NARROW}200,5"
    assert number("1200.5", EN) == "1,200.5"
    assert percent("2.5", FR) == f"2,5{NARROW}%"


def test_a_zero_that_the_source_printed_stays():
    assert number("12.50", EN) == "12.50"
    assert percent("12.50", FR) == f"12,50{NARROW}%"


@given(DIGITS, BOTH)
def test_no_digit_is_lost_rounded_or_added(digits, language):
    assert only_digits(number(digits, language)) == only_digits(digits)
    assert only_digits(percent(digits, language)) == only_digits(digits)


@given(DIGITS, st.sampled_from([number, percent]))
def test_both_languages_write_the_same_amount(digits, form):
    french = re.sub(r"[\s%]", "", form(digits, FR)).replace(",", ".")
    english = re.sub(r"[,%]", "", form(digits, EN))
    assert Decimal(french) == Decimal(english) == Decimal(digits)


def test_lists_end_with_and():
    assert enumeration([], FR) == ""
    assert enumeration(["a"], FR) == "a"
    assert enumeration(["a", "b"], FR) == "a et b"
    assert enumeration(["a", "b", "c"], FR) == "a, b et c"
    assert enumeration(["a", "b", "c"], EN) == "a, b and c"


@given(st.lists(st.text(max_size=9), max_size=6), BOTH)
def test_lists_keep_every_item_in_order(items, language):
    written = enumeration(items, language)
    for item in items:
        place = written.index(item)
        written = written[place + len(item) :]


@pytest.mark.parametrize(
    ("iso", "french", "english"),
    [
        ("2012", "2012", "2012"),
        ("2014-03", "mars 2014", "March 2014"),
        ("2014-03-21", "21 mars 2014", "21 March 2014"),
        ("2014-03-01", "1er mars 2014", "1 March 2014"),
        ("2014-03-11", "11 mars 2014", "11 March 2014"),
    ],
)
def test_a_date_is_as_precise_as_the_source_and_no_more(iso, french, english):
    assert day(iso, FR) == french
    assert day(iso, EN) == english


@pytest.mark.parametrize("shape", ["", "soon", "2014-13", "2014-02-30", "2014-01-01-01"])
def test_what_is_no_date_is_refused(shape):
    with pytest.raises(ValueError):  # noqa: PT011 - each shape has Python's own message
        day(shape, FR)


def test_french_punctuation_gets_its_no_break_spaces():
    assert typeset("« Oui » !", FR) == f"«{NO_BREAK}Oui{NO_BREAK}»{NARROW}!"
    assert typeset("Non : 5 % ; et alors ?", FR) == f"Non{NO_BREAK}: 5{NARROW}%{NARROW}; et alors{NARROW}?"


@pytest.mark.parametrize("text", ["https://example.org/?a=b", "12:30", "fin.", "quoi?"])
def test_a_link_or_a_clock_time_keeps_its_shape(text):
    assert typeset(text, FR) == text


def test_a_language_without_such_spaces_keeps_the_text():
    assert typeset("“Yes” !", EN) == "“Yes” !"


@given(
    st.text(alphabet=st.one_of(st.sampled_from(" ?!;:%»«\u00a0\u202fa1"), st.characters()), max_size=60), BOTH
)
def test_setting_type_only_changes_spaces_and_settles_at_once(text, language):
    done = typeset(text, language)
    spaces = re.compile("[ \u00a0\u202f]")
    assert spaces.sub("_", done) == spaces.sub("_", text)
    assert typeset(done, language) == done
