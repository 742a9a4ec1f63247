"""What a question takes for granted, found behind its question word."""

from __future__ import annotations

import pytest
from assistants import mill_index

from bot.understanding.decision import Outcome, Policy
from bot.understanding.fitting.fit import PRIOR
from bot.understanding.premise import premise_of
from bot.understanding.understood import understand_part

POLICY = Policy(PRIOR, answer=0.3, offer=0.1)


def premise(text: str) -> str | None:
    index = mill_index()
    found = premise_of(index, POLICY, understand_part(index, POLICY, text), text)
    return found.segment if found else None


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("pourquoi Panidor a-t-il racheté Maison Brioche ?", "Panidor a-t-il racheté Maison Brioche ?"),
        ("why did Panidor buy Maison Brioche?", "did Panidor buy Maison Brioche ?"),
    ],
)
def test_what_follows_the_question_word_is_taken_for_granted(text, taken):
    assert premise(text) == taken


@pytest.mark.parametrize(
    "text",
    [
        "why did it happen?",
        "who did Panidor buy?",
        "combien Panidor a-t-il payé Maison Brioche ?",
        "why didn't Panidor buy Maison Brioche?",
        "pourquoi Panidor n'a pas racheté Maison Brioche ?",
        "did Panidor buy Maison Brioche?",
        "why?",
        "",
    ],
)
def test_who_names_nobody_asks_whom_or_denies_takes_nothing_for_granted_that_can_be_held_against_the_facts(
    text,
):
    assert premise(text) is None


def test_a_premise_is_surely_understood():
    index = mill_index()
    text = "why did Panidor buy Maison Brioche?"
    found = premise_of(index, POLICY, understand_part(index, POLICY, text), text)
    assert found is not None
    assert found.decision.outcome is Outcome.ANSWER
    assert premise("why does the moon love Panidor?") is None
    shy = POLICY.from_bar(1.0)
    assert premise_of(index, shy, understand_part(index, shy, text), text) is None
