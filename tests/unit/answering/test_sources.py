"""Where an answer comes from, as rows and as one line."""

from __future__ import annotations

import re

import pytest
from opened import NARROW, NO_BREAK, mill, writer

from bot.answering.answer import SourceLine
from bot.answering.sources import source_lines, source_note
from bot.knowledge.records import FactStatus

FACTS = mill().facts


def note(language: str, *facts: str, computed: bool = False) -> str:
    lines = source_lines([FACTS[fact] for fact in facts], writer(language))
    return source_note(lines, writer(language), computed=computed)


def test_each_fact_is_one_row_whatever_how_often_it_serves():
    lines = source_lines([FACTS["talks"], FACTS["stake-epi"], FACTS["talks"]], writer("en"))
    assert lines == (
        SourceLine(1, "confirmed", ("Épi d'Or",), "talks"),
        SourceLine(2, "stated", (), "stake-epi"),
    )


def test_without_rows_there_is_no_note():
    assert source_note((), writer("fr")) == ""


def test_the_note_says_how_sure_who_and_where():
    assert note("fr", "talks") == f"Source{NO_BREAK}: confirmé par Épi d'Or, paragraphe{NO_BREAK}1."
    assert note("en", "talks") == f"Source: confirmed by Épi d'Or, paragraph{NO_BREAK}1."


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_line_ends_between_the_word_and_its_paragraph(language):
    told = note(language, "talks", "founded", "stake-epi")
    assert told.count(NO_BREAK) >= 2
    assert not re.search(r"paragraph\w* \d", told)


def test_facts_alike_in_status_and_speaker_share_a_part():
    assert (
        note("en", "founded", "stake-epi", "stake-fournil")
        == f"Source: stated by the article, paragraphs{NO_BREAK}2 and 3."
    )


def test_facts_that_differ_stand_side_by_side():
    text = note("fr", "birth", "acquired-white")
    place = f"paragraphe{NO_BREAK}3"
    assert f"affirmé par l'article, {place}{NARROW}; rapporté par le Courrier du Blé, {place}" in text


def test_a_computed_figure_says_so_first():
    assert note("en", "stake-epi", computed=True).startswith("Source: worked out from the article's figures")


def test_what_stands_in_no_paragraph_names_none():
    line = SourceLine(0, "inferred", (), "x")
    assert "0" not in source_note([line], writer("en"))


def test_what_is_inferred_from_outside_the_text_is_not_said_to_be_inferred_from_it():
    outside, within = (source_note([SourceLine(n, "inferred", (), "x")], writer("en")) for n in (0, 4))
    assert outside == "Source: inferred (the article's text does not say so)."
    assert within.startswith("Source: inferred from the article")


@pytest.mark.parametrize("status", sorted(FactStatus))
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_status_can_be_said_with_a_speaker_and_without(status, language):
    alone = source_note([SourceLine(1, status.value, (), "x")], writer(language))
    attributed = source_note([SourceLine(1, status.value, ("Ana Leroy",), "x")], writer(language))
    assert "1" in alone
    assert "Ana Leroy" in attributed
    assert "Ana Leroy" not in alone
