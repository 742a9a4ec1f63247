"""Shares spoken of by their figures: whose they are, and where digits are one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from assistants import mill_index
from opened import mill

from bot.understanding.by_figure import ByFigure, Summed, holders_by_figure


def by_figure() -> ByFigure:
    return ByFigure(mill(), mill_index().reader)


def test_a_figure_stands_for_who_alone_holds_as_much():
    own = {fact.subject: fact.value.number for fact in mill().share_facts if fact.value}
    assert holders_by_figure(mill()) == {digits: holder for holder, digits in own.items()}
    alike = replace(mill().facts["stake-epi"], id="again", subject="fournil")
    twice = replace(mill(), facts={**mill().facts, "again": alike})
    assert own["epi"] not in holders_by_figure(twice)


def test_several_figures_become_the_names_of_who_holds_as_much():
    epi, brioche = (mill().facts[name].value.number for name in ("stake-epi", "stake-brioche"))
    assert by_figure().summed(f"what do {epi}% and {brioche} % add up to?") == Summed(
        "what do Épi d'Or and Maison Brioche add up to?", frozenset({"epi", "brioche"})
    )
    assert by_figure().summed(f"{epi} + {brioche} = ?") is not None
    assert by_figure().summed(f"{epi}% and 3% ?") is None, "nobody holds as much as that"
    assert by_figure().summed(f"Brioche has {epi} and {brioche}?") is None, "it names somebody"
    assert by_figure().summed(f"{epi}% ?") is None


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        ("Brioche has {0}, right?", "Brioche has {0}%, right?"),
        ("Brioche a {0} non ?", "Brioche a {0}% non ?"),
        ("Brioche has {0}%, right?", None),
        ("{0} salariés ?", None),
        ("does it have 3?", None),
        ("has it more than {0}?", None),
    ],
)
def test_a_mere_figure_that_is_a_share_gets_a_sign(text, signed):
    digits = mill().facts["stake-epi"].value.number
    assert by_figure().signed(text.format(digits)) == (signed and signed.format(digits))


@pytest.mark.parametrize(
    "text",
    [
        "so Épi d'Or {epi} and Brioche {brioche}?",
        "Épi d'Or a {epi} %, Brioche {brioche} %, c'est ça ?",
        "{epi} for Épi d'Or and {brioche} for Brioche, right?",
    ],
)
def test_several_shares_put_forward_are_a_question_each(text):
    own = {name: mill().facts[f"stake-{name}"].value.number for name in ("epi", "brioche")}
    assert by_figure().each(text.format(**own)) == [
        f"Épi d'Or {own['epi']} % ?",
        f"Maison Brioche {own['brioche']} % ?",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Épi d'Or 44?",
        "Épi d'Or 44 and Brioche?",
        "Épi d'Or 44, 33 Brioche?",
        "Épi d'Or 44 and Panidor 3?",
        "are Épi d'Or 44 and Brioche 33 selling?",
        "who sells if Épi d'Or has 44 and Brioche 33?",
        "Épi d'Or has over 44 and Brioche 33?",
        "Épi d'Or 44 and Brioche 33.",
    ],
)
def test_what_is_no_list_of_holders_and_shares_is_no_question_for_each(text):
    assert not by_figure().each(text)


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        ("ça fait 99, non ?", "ça fait 99 %, non ?"),
        ("that makes 99%?", "that makes 99%?"),
        ("99 ?", None),
        ("Brioche, ça fait 25 ?", None),
        ("ça fait 150 millions ?", None),
        ("ça fait 41 + 25 ?", None),
    ],
)
def test_what_several_shares_are_said_to_make_gets_a_sign(text, signed):
    assert by_figure().total(text) == signed
