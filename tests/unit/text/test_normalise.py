"""Folding and tokens: what two spellings must have in common to count as the same."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.normalise import fold, tokenise, words

FRENCH = ("l", "d", "qu", "c", "j")


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("L’État", "l'etat"),
        ("ŒUVRE", "oeuvre"),
        ("e\u0301te\u0301", "ete"),
        ("a\u200bb\x00c", "abc"),
        ("  a \t\n b ", "a b"),
        ("ﬁn ①", "fin 1"),
        ("Straße", "strasse"),
        ("❶ ፩ m²", "1 1 m2"),
    ],
)
def test_fold_loses_only_what_people_leave_out(written, folded):
    """Case, accents, ligatures, kinds of apostrophe, invisible characters and extra space make no difference."""
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text):
    """A folded text is its own folded form."""
    assert fold(fold(text)) == fold(text)


@given(st.characters())
def test_what_counts_as_a_digit_can_be_reckoned_with(character):
    """``str.isdigit`` holds for ❶, which ``int`` does not read: folded, both agree."""
    assert all(int(one) in range(10) for one in fold(character) if one.isdigit())


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("l'audit", ["l", "audit"]),
        ("d’Orange", ["d", "orange"]),
        ("Thales's", ["thales", "s"]),
        ("doesn't", ["doesnt"]),
        ("aujourd'hui", ["aujourdhui"]),
        ("44%", ["44", "%"]),
        ("grand-emprunt", ["grand", "emprunt"]),
        ("qu'est-ce", ["qu", "est", "ce"]),
        ("", []),
        ("?!…", []),
    ],
)
def test_words_are_cut_where_a_reader_would_cut_them(written, expected):
    """Elisions and the English possessive stand alone; other apostrophes vanish; hyphens separate."""
    assert [token.text for token in tokenise(written, FRENCH)] == expected


@given(st.text())
def test_every_token_names_the_place_it_comes_from(text):
    """What stands at a token's place in the original folds to the token, apostrophes aside, or holds it (« ¼ »)."""
    start = 0
    for token in tokenise(text, FRENCH):
        assert start <= token.start < token.end <= len(text)
        assert token.text in fold(text[token.start : token.end]).replace("'", "")
        start = token.start


@given(st.text())
def test_phrasings_and_questions_are_cut_alike(text):
    """The quick way without places gives the same words."""
    assert words(text, FRENCH) == tuple(token.text for token in tokenise(text, FRENCH))


@pytest.mark.parametrize("text", ["é " * 50_000, "a'" * 50_000, "l'é" * 33_000, "\u0301" * 100_000])
def test_a_hundred_thousand_characters_take_no_second(text):
    """Reading is linear: no text can keep the bot busy."""
    start = time.perf_counter()
    tokenise(text, FRENCH)
    fold(text)
    assert time.perf_counter() - start < 2
