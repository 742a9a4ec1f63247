"""Whatever is typed, an answer comes out, and nothing in it pings."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from assistants import bakers
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answering.answer import Answer, Status
from bot.terminal import streams
from bot.terminal.verb_explain import lines
from bot.understanding.index import DossierIndex

MOST = 2000
"""Characters of any reply: Discord takes no longer message."""
SCREEN, COLUMNS = 30, 80
"""Lines and columns that an explanation takes at most; one of an ordinary question takes some two dozen lines."""
PING = re.compile(r"@(?:everyone|here)|<@[!&]?\d*>|<#\d*>")

WORDS = st.sampled_from(
    [
        "combien",
        "détient",
        "épi",
        "d'or",
        "et",
        "the",
        "mill",
        "who",
        "2019",
        "41 %",
        "elle",
        "it",
        "l'a",
        "qui",
        "l'année d'avant",
        "le second",
        "merci !",
        "pas",
        "@everyone",
        "<@&123>",
        "{holder}",
        "%s",
        "¿",
        "❶ millions",
        "non, je voulais dire",
        "Épi d'Or et la Maison Brioche",
        "\x00",
    ]
)
QUESTIONS = st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=9).map(" ".join))


def check(answer: Answer, question: str) -> None:
    assert isinstance(answer, Answer)
    assert answer.question == question
    assert 0 < len(answer.text) <= MOST
    assert not PING.search(answer.text)
    assert 0 <= answer.confidence <= 1
    assert answer.language in {"fr", "en"}
    if answer.status in {Status.UNKNOWN, Status.NOT_COVERED, Status.SUGGESTED}:
        assert answer.intent is None
        assert answer.sources == ()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(QUESTIONS)
def test_any_text_gets_an_answer_and_the_same_one_twice(question):
    answer = bakers().answer(question)
    check(answer, question)
    assert repr(bakers().answer(question)) == repr(answer)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(QUESTIONS, min_size=2, max_size=4))
def test_any_talk_gets_answers(turns):
    bakers().forget("anything")
    for turn in turns:
        check(bakers().answer(turn, conversation="anything"), turn)


def check_explanation(question: str) -> None:
    why = bakers().explain(question)
    assert why.question == question
    assert repr(bakers().explain(question)) == repr(why)
    assert why.reply.status == bakers().answer(question).status.value
    shown = [streams.printable(line) for line in lines(why, COLUMNS)]
    assert len(shown) <= SCREEN
    assert max(map(len, shown)) <= COLUMNS


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(QUESTIONS)
def test_any_text_can_be_explained_on_one_screen_and_the_same_way_twice(question):
    check_explanation(question)


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_completed(text):
    assert len(bakers().complete(text, language="fr", limit=25)) <= 25


@pytest.mark.parametrize(
    "question",
    [
        "",
        "\U0001f956\u200d\U0001f525",
        "combien détient Épi d'Or en 2019 et la mairie a donné quelle aide au moulin ? " * 50,
        "a" * 100_000,
        "combien " * 12_500,
        "'" * 100_000,
        "\n" * 100_000,
        "é\u0301" * 50_000,
        "\x00\x1b[31m\x07" * 10,
        "\ud800",
        "\u202e neit\u00e9d neibmoc",
        "{holder} {0} {{}} %s $HOME `rm` </b> [x](y) ||z||",
        "@everyone @here <@1> <@&1> <#1> combien détient Épi d'Or ?",
    ],
)
def test_hostile_text_is_text(question):
    check(bakers().answer(question), question)
    check_explanation(question)


@pytest.mark.parametrize(
    "talk",
    [
        (
            f"combien de farine en {' '.join(map(str, range(1900, 2000)))} ?",
            f"et en {' '.join(map(str, range(2000, 2100)))} ?",
        ),
        ("qui possède le moulin ?", "combien détient Épi d'Or et quand et pourquoi " + "et quand " * 200),
    ],
    ids=["a hundred years after a hundred", "two hundred halves"],
)
def test_what_a_talk_may_mean_is_not_gone_through_without_end(talk, monkeypatch):
    """Each reading of a follow-up takes milliseconds, and one text must not keep all others waiting."""
    looked = Counter[str]()
    consider = DossierIndex.consider
    monkeypatch.setattr(
        DossierIndex,
        "consider",
        lambda index, text, *rest, **options: (
            looked.update([talk[-1]]) or consider(index, text, *rest, **options)
        ),
    )
    for turn in talk:
        bakers().answer(turn, conversation=talk[-1])
    bakers().forget(talk[-1])
    assert looked.total() < 200
