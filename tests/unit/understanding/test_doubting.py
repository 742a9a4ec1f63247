"""Asking whether somebody stands by the reply before."""

from __future__ import annotations

import pytest
from assistants import mill_index

from bot.understanding.talk.doubting import is_doubt


@pytest.mark.parametrize(
    "text",
    [
        "did Panidor confirm it?",
        "did Panidor say so?",
        "has Brioche announced that?",
        "Panidor l'a confirmé ?",
        "est-ce que Brioche l'a annoncé ?",
        "who confirmed it?",
        "qui a confirmé ça ?",
    ],
)
def test_a_doubt_asks_for_nothing_but_whether_somebody_said_it_or_who_did(text):
    reader = mill_index().reader
    assert is_doubt(reader.read(text), reader)


@pytest.mark.parametrize(
    "text",
    [
        "did Panidor confirm the sale?",
        "who confirmed the sale?",
        "when did they confirm it?",
        "what did Panidor say?",
        "does Panidor own it?",
        "Panidor a confirmé la vente ?",
        "",
    ],
)
def test_who_names_what_was_said_or_asks_when_asks_something_else(text):
    reader = mill_index().reader
    assert not is_doubt(reader.read(text), reader)
