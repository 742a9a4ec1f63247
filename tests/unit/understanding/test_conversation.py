"""What a talk was about: short, in memory, and soon forgotten."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import pytest

from bot.understanding.talk.conversation import LIFETIME, MOST, Conversations, Turn

FIRST = Turn("mill", "combien détient Épi d'Or ?", "stake-of", {"holder": "epi"}, ("epi",), "fr")
SECOND = Turn("mill", "c'est signé ?", "deal-done", {}, (), "fr")


@pytest.fixture
def talks(clock):
    return Conversations(clock)


def test_the_last_turn_is_remembered(talks):
    talks.remember("here", FIRST)
    talks.remember("here", SECOND)
    assert talks.last("here") == SECOND


def test_talks_do_not_hear_each_other(talks):
    talks.remember("here", FIRST)
    assert talks.last("there") is None


def test_without_a_key_nothing_is_remembered(talks):
    talks.remember(None, FIRST)
    assert talks.last(None) is None


def test_a_choice_that_nobody_took_leaves_the_talk_with_what_was_told_before_it():
    unsure = replace(SECOND, unsure=True, earlier=FIRST)
    assert (FIRST.surely, unsure.surely, replace(SECOND, unsure=True).surely) == (FIRST, FIRST, None)


def test_after_a_while_a_talk_is_over(talks, clock):
    talks.remember("here", FIRST)
    clock.now = LIFETIME
    assert talks.last("here") == FIRST
    clock.now = LIFETIME + 1
    assert talks.last("here") is None
    clock.now = 0
    assert talks.last("here") is None, "what is forgotten does not come back"


def test_a_talk_that_is_over_leaves_memory_whoever_speaks_next(talks, clock):
    talks.remember("here", FIRST)
    clock.now = LIFETIME + 1
    assert talks.last("there") is None
    assert len(talks._turns) == 0


def test_without_limits_no_talk_is_forgotten(clock):
    talks = Conversations(clock, lifetime=inf, most=inf)
    for number in range(2 * MOST):
        talks.remember(f"talk {number}", FIRST)
    clock.now = 1e9
    assert talks.last("talk 0") == FIRST


def test_each_turn_gives_the_talk_a_new_life(talks, clock):
    talks.remember("here", FIRST)
    clock.now = LIFETIME
    talks.remember("here", SECOND)
    clock.now = 2 * LIFETIME
    assert talks.last("here") == SECOND


def test_a_talk_can_be_forgotten_at_once(talks):
    talks.remember("here", FIRST)
    talks.forget("here")
    talks.forget("never was")
    assert talks.last("here") is None


def test_of_too_many_talks_the_one_silent_for_longest_goes(talks):
    for number in range(MOST):
        talks.remember(f"talk {number}", FIRST)
    talks.remember("talk 0", SECOND)
    talks.remember("one more", FIRST)
    assert talks.last("talk 1") is None
    assert talks.last("talk 0") == SECOND
    assert talks.last("one more") == FIRST
