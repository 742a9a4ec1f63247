"""A question without one of its words, for each word in turn."""

from __future__ import annotations

import pytest
from assistants import mill_index

from bot.understanding.explaining.leaving_out import MOST_WORDS, left_out


def tried(text: str) -> dict[str, str]:
    return dict(left_out(text, mill_index().reader))


def test_each_word_is_left_out_in_turn():
    assert tried("quel prix ?") == {"quel": "prix ?", "prix": "quel ?"}


@pytest.mark.parametrize(
    ("text", "word", "left"),
    [
        ("la Maison Brioche vend ?", "Maison Brioche", "la vend ?"),
        ("l'affaire est faite", "l'affaire", "est faite"),
        ("Brioche's price", "price", "Brioche's"),
        ("Prix du pain, prix du blé", "Prix", "du pain, du blé"),
        ("41 % ou 25 % ?", "41", "% ou 25 % ?"),
    ],
)
def test_a_name_an_elided_word_and_a_word_said_twice_are_one_each(text, word, left):
    assert tried(text)[word] == left


def test_of_a_long_question_names_figures_and_telling_words_are_left_out_before_grammar():
    text = "et que je me le dis si tu me dis ce que tu es et ne pas Brioche 2019 pain blé four sel eau lait miel thé"
    words = tried(text)
    assert len(words) == MOST_WORDS
    assert {"Brioche", "2019", "pain", "miel"} <= set(words)


@pytest.mark.parametrize("text", ["", " ?! ", "\U0001f956", "%"])
def test_a_text_without_words_has_nothing_to_leave_out(text):
    assert tried(text) == {}
