"""What counts as right: the rules of the labelled questions, one by one."""

from __future__ import annotations

import re

import pytest
from terminal.fakes import a_refusal, an_answer

from bot.answering.answer import Answer, Status
from bot.terminal.evaluation import Kind, Outcome, Row, Tally, judge, plain, tallies, tally


def a_row(kind: Kind = Kind.ANSWER, **fields) -> Row:
    patterns = {
        name: tuple(re.compile(one, re.IGNORECASE) for one in fields.pop(name, ()))
        for name in ("must", "must_not", "correct")
    }
    return Row(
        **({"id": "r", "kind": kind, "turns": ("q",), "language": "en", "style": "plain"} | patterns | fields)
    )


def says(lead: str, **fields) -> Answer:
    return an_answer(lead=lead, source_note="", **fields)


@pytest.mark.parametrize(
    ("markdown", "seen"),
    [
        ("**44\u202f%** du capital", "44 % du capital"),
        ("l’État", "l'État"),
        ("# Titre\n> cité\n- un\n-# petit", "Titre\ncité\nun\npetit"),
        ("`code` ~~non~~ ||caché|| __sous__", "code non caché sous"),
        ("[le lien](https://example.org)", "le lien"),
        ("\ufb01n", "fin"),
        ("2 - 1, a-b", "2 - 1, a-b"),
    ],
)
def test_patterns_see_the_text_without_its_typography_and_marks(markdown, seen):
    assert plain(markdown) == seen


def test_an_answer_is_right_when_every_pattern_is_found_whatever_the_case():
    row = a_row(must=["ORANGE", r"44\s*%"])
    assert judge(row, says("orange: **44\u202f%**")).outcome is Outcome.RIGHT


def test_one_missing_pattern_makes_it_wrong_and_is_named():
    verdict = judge(a_row(must=["orange", "thales"]), says("Orange alone"))
    assert verdict.outcome is Outcome.WRONG
    assert "thales" in verdict.reason


def test_a_row_may_name_the_intents_that_answer_it_instead_of_words():
    """Whoever labels questions need not write patterns."""
    row = a_row(intents=frozenset({"stake-of", "all-stakes"}))
    assert judge(row, says("44%", intent="stake-of")).outcome is Outcome.RIGHT
    other = judge(row, says("44%", intent="born-when"))
    assert other.outcome is Outcome.WRONG
    assert "born-when, not by all-stakes or stake-of" in other.reason


def test_an_answer_in_another_language_is_wrong():
    assert judge(a_row(must=["orange"]), says("Orange", language="fr")).outcome is Outcome.WRONG


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.ANSWERED])
def test_any_other_status_is_a_refusal_of_what_has_an_answer(status):
    assert judge(a_row(must=["orange"]), a_refusal(lead="Orange", status=status)).outcome is Outcome.REFUSED


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.ANSWERED])
def test_what_has_no_answer_is_rightly_refused_in_four_ways(status):
    assert judge(a_row(Kind.REFUSE, must_not=["44"]), a_refusal(status=status)).outcome is Outcome.RIGHT


def test_a_refusal_that_says_what_it_must_not_is_a_false_answer():
    assert (
        judge(a_row(Kind.REFUSE, must_not=["44"]), a_refusal(lead="Not said. Orange has 44.")).outcome
        is Outcome.WRONG
    )


def test_an_offered_question_counts_as_part_of_the_refusal_text():
    verdict = judge(a_row(Kind.REFUSE, must_not=["who owns"]), a_refusal())
    assert verdict.outcome is Outcome.WRONG


def test_answering_what_has_no_answer_is_a_false_answer_whatever_it_says():
    assert judge(a_row(Kind.REFUSE, must_not=["44"]), says("Something")).outcome is Outcome.WRONG


@pytest.mark.parametrize(
    ("lead", "outcome"),
    [("No: Orange, Thales", Outcome.RIGHT), ("No: Orange", Outcome.WRONG)],
)
def test_a_false_premise_may_be_corrected_with_all_that_corrects_it(lead, outcome):
    row = a_row(Kind.REFUSE_OR_CORRECT, must_not=["x{9}"], correct=["orange", "thales"])
    assert judge(row, says(lead)).outcome is outcome


def test_a_false_premise_may_be_refused_too():
    assert judge(a_row(Kind.REFUSE_OR_CORRECT, correct=["orange"]), a_refusal()).outcome is Outcome.RIGHT


def test_correcting_is_no_way_out_for_a_plain_refusal():
    row = a_row(Kind.REFUSE, correct=["orange"])
    assert judge(row, says("No: Orange")).outcome is Outcome.WRONG


@pytest.mark.parametrize(("language", "outcome"), [("en", Outcome.RIGHT), ("fr", Outcome.WRONG)])
def test_a_language_row_looks_at_the_language_alone(language, outcome):
    assert judge(a_row(Kind.LANGUAGE), a_refusal(language=language)).outcome is outcome


def test_a_follow_up_is_judged_as_an_answer():
    row = a_row(Kind.FOLLOW_UP, turns=("a", "b"), must=["44"])
    assert [judge(row, reply).outcome for reply in (says("44"), says("33"), a_refusal())] == [
        Outcome.RIGHT,
        Outcome.WRONG,
        Outcome.REFUSED,
    ]


def test_rates_are_shares_of_the_group():
    row = a_row(must=["44"])
    counted = tally(judge(row, reply) for reply in (says("44"), says("44"), says("33"), a_refusal()))
    assert counted == Tally(right=2, wrong=1, refused=1)
    assert [counted.rate(outcome) for outcome in Outcome] == [0.5, 0.25, 0.25]


def test_an_empty_group_has_no_rate_to_divide_by():
    assert Tally().rate(Outcome.RIGHT) == 0.0


def test_groups_come_in_the_order_of_their_first_row():
    verdicts = [judge(a_row(style=style, must=["44"]), says("44")) for style in ("typo", "plain", "typo")]
    groups = tallies(verdicts, lambda row: row.style)
    assert list(groups) == ["typo", "plain"]
    assert groups["typo"].total == 2
