"""The parts of a long text that are read beside the whole."""

from __future__ import annotations

import pytest
from assistants import mill_index
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.reading.parts import MOST_PARTS, halves, last_sentence, segments


def parts(text: str) -> list[str]:
    return list(segments(text, mill_index().reader))


def test_a_short_question_is_read_whole():
    assert parts("combien détient Panidor ?") == ["combien détient Panidor ?"]


def test_what_is_asked_before_the_thanks_is_read():
    text = "Who owns the mill? I ask for my daughter. She bakes. Thank you very much."
    assert parts(text) == [text, "Who owns the mill?"]


def test_where_nothing_ends_with_a_question_mark_the_last_sentences_are_read():
    text = "Bonjour à tous. Je suis boulanger. Dites-moi qui possède le moulin."
    assert parts(text)[-1] == "Dites-moi qui possède le moulin."


def test_a_long_sentence_is_read_from_its_pause_on():
    text = "I have been baking bread for twenty years and more in this town, who owns the mill today?"
    assert "who owns the mill today?" in parts(text)


def test_of_many_pauses_no_more_are_read_from_than_are_kept(monkeypatch):
    """Each of them costs a reading of all that follows."""
    reader, read = mill_index().reader, list[str]()
    goes_on = reader.goes_on
    monkeypatch.setattr(reader, "goes_on", lambda text: read.append(text) or goes_on(text))
    text = f"{'non, ' * 100}qui possède le moulin ?"
    assert parts(text)[1:] == ["non, qui possède le moulin ?", "qui possède le moulin ?"]
    assert len(read) == MOST_PARTS


def test_names_that_are_listed_are_not_parted():
    """« Panidor and Brioche, … » would leave out the first of them."""
    text = (
        "if one adds up the shares of Épi d'Or, Fournil du Port and Brioche as printed, what total is there?"
    )
    assert parts(text) == [text, "what total is there?"]


def test_two_questions_in_one_are_told_apart_at_the_word_that_joins_them():
    """Each half holds a question word, the second one at its start or after one word of grammar."""
    reader = mill_index().reader
    assert list(halves("Who owns the mill, and how much flour does it make?", reader)) == [
        ("Who owns the mill", "how much flour does it make?")
    ]
    assert list(halves("qui l'a acheté et pour combien ?", reader)) == [("qui l'a acheté", "pour combien ?")]
    assert list(halves("is it signed, and when?", reader)) == [("is it signed", "when?")]
    assert list(halves("who owns the mill, and does it make flour?", reader)) == [
        ("who owns the mill", "does it make flour?")
    ]
    assert list(halves("who owns bread and butter?", reader)) == []
    assert list(halves("and who owns the mill?", reader)) == []


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Interesting! And what about Brioche?", "And what about Brioche?"),
        ("D'accord, 33 %. Et elle reste ?", "Et elle reste ?"),
        ("Who owns it? And since when?", "Who owns it? And since when?"),
        ("Panidor is back. Since when?", "Panidor is back. Since when?"),
        ("since when?", "since when?"),
        ("", ""),
    ],
)
def test_what_neither_asks_nor_names_anybody_only_reacts(text, last):
    assert last_sentence(text, mill_index().reader) == last


@given(st.text(max_size=200))
def test_any_text_has_itself_first_and_few_parts(text):
    found = parts(text)
    assert found[0] == text
    assert len(found) <= 1 + MOST_PARTS


def test_each_of_two_question_words_side_by_side_asks_the_rest():
    reader = mill_index().reader
    assert list(halves("quand et pourquoi la vente ?", reader)) == [
        ("quand la vente ?", "pourquoi la vente ?")
    ]
    assert list(halves("when and by whom was it built?", reader)) == [
        ("when was it built?", "by whom was it built?")
    ]
