"""What is held for a while, and no longer."""

from __future__ import annotations

from math import inf

import pytest

from bot.recent import Recent


@pytest.fixture
def recent(clock):
    return Recent[str, int](10.0, 3, clock)


def test_what_was_put_in_is_there_for_its_time(recent, clock):
    recent.put("a", 1)
    clock.now = 10.0
    assert recent.get("a") == 1
    clock.now = 10.1
    assert recent.get("a") is None


@pytest.mark.parametrize("later", [lambda recent: recent.get("b"), lambda recent: recent.put("b", 2)])
def test_whatever_is_done_next_lets_go_of_what_is_over(recent, clock, later):
    """Nobody has to ask for it again for it to leave memory."""
    recent.put("a", 1)
    clock.now = 11.0
    later(recent)
    assert "a" not in recent._held


def test_putting_in_anew_gives_new_life(recent, clock):
    recent.put("a", 1)
    clock.now = 5.0
    recent.put("b", 2)
    recent.put("a", 3)
    clock.now = 14.0
    assert (recent.get("a"), recent.get("b")) == (3, 2)
    clock.now = 16.0
    assert (recent.get("a"), recent.get("b"), len(recent)) == (None, None, 0)


def test_of_too_much_the_oldest_goes(recent):
    for number, key in enumerate("abcd"):
        recent.put(key, number)
    assert [recent.get(key) for key in "abcd"] == [None, 1, 2, 3]


def test_one_can_be_let_go_at_once(recent):
    recent.put("a", 1)
    recent.forget("a")
    recent.forget("never was")
    recent.put("b", 2)
    recent.put("c", 3)
    recent.forget_if(lambda key: key == "b")
    assert (recent.get("b"), recent.get("c")) == (None, 3)
    assert recent.get("a") is None


def test_without_limits_all_stays(clock):
    recent = Recent[int, int](inf, inf, clock)
    for number in range(5000):
        recent.put(number, number)
    clock.now = 1e12
    assert recent.get(0) == 0
    assert len(recent) == 5000
