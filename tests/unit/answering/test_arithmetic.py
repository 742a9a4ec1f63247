"""Arithmetic on shares, against the sums that a reader would do on paper."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.answering.arithmetic import OPERATIONS, Holders, Percent, Points, compute, ranked
from bot.knowledge import schema

SHARES = {"epi": Decimal("41.5"), "fournil": Decimal(33), "brioche": Decimal(25)}
TABLES = st.dictionaries(
    st.sampled_from("abcdefg"), st.decimals(min_value=0, max_value=100, places=2), min_size=1, max_size=7
)
CHOICES = st.lists(st.sampled_from("abcdefg"), max_size=4, unique=True)


def exact(shares, holders) -> Fraction:
    return sum((Fraction(shares[holder]) for holder in holders), Fraction(0))


def amount(result) -> Fraction:
    assert isinstance(result, Percent | Points)
    return Fraction(result.amount)


@pytest.mark.parametrize(
    ("operation", "operands", "expected"),
    [
        ("sum", ["epi", "brioche"], "66.5"),
        ("total", [], "99.5"),
        ("missing", [], "0.5"),
        ("rest", ["epi"], "58.5"),
        ("others", ["epi"], "58"),
        ("half", [], "50"),
        ("whole", [], "100"),
    ],
)
def test_a_share_of_the_mill(operation, operands, expected):
    assert compute(operation, SHARES, operands) == Percent(Decimal(expected))


def test_a_difference_is_in_points_and_never_negative():
    assert compute("difference", SHARES, ["brioche", "epi"]) == Points(Decimal("16.5"))
    assert compute("difference", SHARES, ["epi", "brioche"]) == Points(Decimal("16.5"))


def test_holders_come_in_the_order_asked_for():
    assert compute("largest", SHARES, []) == Holders(("epi",))
    assert compute("smallest", SHARES, ["epi", "fournil"]) == Holders(("fournil",))
    assert compute("list", SHARES, []) == Holders(("epi", "fournil", "brioche"))
    assert compute("list", SHARES, ["brioche", "fournil"]) == Holders(("fournil", "brioche"))


def test_of_equal_shares_none_is_the_largest_or_the_smallest_alone():
    shares = {"c": Decimal(20), "a": Decimal(40), "d": Decimal("20.0"), "b": Decimal(40)}
    assert compute("largest", shares, []) == Holders(("a", "b"))
    assert compute("smallest", shares, []) == Holders(("c", "d"))
    assert compute("largest", shares, ["b", "c"]) == Holders(("b",))


def test_equal_shares_stay_in_the_order_of_the_dossier():
    assert ranked({"b": Decimal(1), "a": Decimal(1), "c": Decimal(2)}) == ["c", "b", "a"]


@pytest.mark.parametrize(
    ("operation", "shares", "operands"),
    [
        ("sum", SHARES, ["epi", "panidor"]),
        ("total", {}, []),
        ("difference", SHARES, ["epi"]),
        ("difference", SHARES, ["epi", "epi"]),
        ("difference", SHARES, ["epi", "fournil", "brioche"]),
    ],
)
def test_what_cannot_be_worked_out_has_no_result(operation, shares, operands):
    assert compute(operation, shares, operands) is None


@given(TABLES, CHOICES)
def test_sums_agree_with_exact_fractions(shares, operands):
    assume(set(operands) <= set(shares))
    chosen = operands or list(shares)
    assert amount(compute("sum", shares, operands)) == exact(shares, chosen)
    assert amount(compute("total", shares, operands)) == exact(shares, shares)
    assert amount(compute("missing", shares, operands)) == 100 - exact(shares, shares)
    assert amount(compute("rest", shares, operands)) == 100 - exact(shares, chosen)
    assert amount(compute("others", shares, operands)) == exact(shares, set(shares) - set(operands))


@given(TABLES, CHOICES)
def test_rankings_agree_with_a_look_at_every_pair(shares, operands):
    assume(set(operands) <= set(shares))
    chosen = operands or list(shares)
    largest = compute("largest", shares, operands).ids
    smallest = compute("smallest", shares, operands).ids
    order = compute("list", shares, operands).ids
    assert {one for one in chosen if all(shares[one] >= shares[other] for other in chosen)} == set(largest)
    assert {one for one in chosen if all(shares[one] <= shares[other] for other in chosen)} == set(smallest)
    assert sorted(order) == sorted(chosen)
    assert all(shares[one] >= shares[other] for place, one in enumerate(order) for other in order[place:])


@given(TABLES, st.tuples(*[st.sampled_from("abcdefg")] * 2))
def test_a_difference_agrees_with_exact_fractions(shares, pair):
    assume(set(pair) <= set(shares) and pair[0] != pair[1])
    apart = Fraction(shares[pair[0]]) - Fraction(shares[pair[1]])
    assert amount(compute("difference", shares, list(pair))) == max(apart, -apart)


def test_every_operation_that_an_author_may_write_can_be_done():
    assert set(schema.OPERATIONS) == set(OPERATIONS)
