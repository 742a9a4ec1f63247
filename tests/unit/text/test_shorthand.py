"""Chat shorthand: what it stands for, and where it stands for nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opened import languages

from bot.text.normalise import tokenise
from bot.text.shorthand import Shorthand

ELISIONS = sorted({letters for language in languages().values() for letters in language.elisions})


def spelled_out(text: str, *kept: str) -> str:
    tokens = Shorthand(languages(), kept).spell_out(text, tokenise(text, ELISIONS))
    return " ".join(token.text for token in tokens)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("pk la vente", "pourquoi la vente"),
        ("c koi le moulin", "c est quoi le moulin"),
        ("y did they sell it", "why did they sell it"),
        ("u know abt the mill", "you know about the mill"),
        ("et le CA du moulin ?", "et le chiffre d affaires du moulin"),
    ],
)
def test_shorthand_is_spelled_out(typed, plain):
    assert spelled_out(typed) == plain


@pytest.mark.parametrize("text", ["c'est vendu", "c est vendu", "y a-t-il une vente", "n'est-ce pas vendu"])
def test_an_elision_and_a_word_of_the_other_language_stay(text):
    assert spelled_out(text) == " ".join(token.text for token in tokenise(text, ELISIONS))


def test_words_of_names_stay():
    assert spelled_out("who owns the ads") == "who owns the adverts"
    assert spelled_out("who owns the ads", "ads") == "who owns the ads"


@given(st.text())
def test_every_word_keeps_its_place_in_the_text(text):
    tokens = tokenise(text, ELISIONS)
    spelled = Shorthand(languages()).spell_out(text, tokens)
    assert {token.end for token in spelled} >= {token.end for token in tokens}
    assert all(0 <= token.start <= token.end <= len(text) for token in spelled)
    assert all(text[token.start : token.start + 1] for token in spelled)


@pytest.mark.parametrize(
    "typed", ["le wi-fi du moulin", "le wi\u2011fi du moulin", "un e-pub du moulin", "ca va se faire"]
)
def test_a_part_of_a_word_is_short_for_nothing_nor_is_ca_without_its_article(typed):
    assert spelled_out(typed) == typed.replace("-", " ").replace("\u2011", " ")
