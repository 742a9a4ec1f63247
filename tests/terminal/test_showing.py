"""What reaches a terminal: Markdown turned into marks, nothing that steers it, explanations on one screen."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from terminal.fakes import PHRASES, an_app

from bot.terminal import prompt, streams
from bot.terminal.chat import Chat
from bot.terminal.markup import BOLD, DIM, ITALIC, RESET, rendered
from bot.terminal.otherwise import rows
from bot.terminal.screen import Screen
from bot.terminal.verb_explain import SCREEN, lines
from bot.understanding.explaining.explanation import (
    CandidateExplanation,
    Change,
    Counterfactual,
    Explanation,
    Reply,
)

EXPLANATION = Explanation(
    question="et Thales ?",
    resolved="combien détient Thales ?",
    halves=("who owns it", "since when"),
    considered="combien détient Thales ?",
    language="fr",
    language_evidence={"fr": 2.0, "en": 0.5},
    tokens=("combien", "detient", "thales", "§~owner"),
    repairs=(("tales", "thales"),),
    unknown=("zork",),
    entities=(("thales", "thales"),),
    candidates=tuple(
        CandidateExplanation(
            "cloudwatt", name, 0.9, 1.2, {"ridge": 0.8, "nearest": 0.4}, {"names ovh": 0.5}, "x"
        )
        for name in ("stake-of", "holders", "largest", "fourth")
    ),
    bars={"answer": 0.5, "offer": 0.3},
    reply=Reply("answered", "cloudwatt", "stake-of", 0.9),
    reason="It clears the bar and leads.",
    unsaid=("encore",),
    otherwise=(
        Counterfactual(Change.BAR, "0.91", Reply("suggested", "cloudwatt", "stake-of", 0.9)),
        Counterfactual(Change.WORD, "Thales", Reply("unknown", "", None, 0.2)),
        Counterfactual(Change.RULE, "names ovh", Reply("answered", "cloudwatt", "holders", 0.8)),
        Counterfactual(Change.SPELLING, "tales", Reply("answered", "cloudwatt", "stake-of", 0.6)),
        Counterfactual(Change.TALK, "et Thales ?", Reply("small_talk", "", "thanks", 0.7)),
        Counterfactual(Change.DOSSIER, "mill", Reply("not_covered", "mill", "price", 0.5)),
        Counterfactual(Change.PHRASING, "stakes.yaml", Reply("answered", "cloudwatt", "stake-of", 1.0)),
    ),
)


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("**44 %**", f"{BOLD}44 %{RESET}"),
        ("*peut-être*", f"{ITALIC}peut-être{RESET}"),
        ("_peut-être_", f"{ITALIC}peut-être{RESET}"),
        ("-# petit", f"{DIM}petit{RESET}"),
        ("- un\n- deux", "• un\n• deux"),
        ("2 * 3 * 4, snake_case_name", "2 * 3 * 4, snake_case_name"),
        (r"\*pas gras\*", "*pas gras*"),
    ],
)
def test_markdown_becomes_marks_of_the_terminal(markdown, shown):
    assert rendered(markdown, colour=True) == shown


def test_markdown_stays_as_it_is_where_there_is_no_colour():
    assert rendered("**44 %**\n- un", colour=False) == "**44 %**\n- un"


@given(st.text())
def test_nothing_that_is_printed_steers_the_terminal(text):
    shown = streams.printable(text)
    assert not {"\x1b", "\x07", "\x08", "\r", "\x9b", "\u202e"} & set(shown)
    shown.encode("utf-8")


@given(st.text(alphabet=st.characters(categories=("L", "N", "P", "S", "Zs"))))
def test_ordinary_text_is_printed_as_it_is(text):
    assert streams.printable(text) == text


@pytest.mark.parametrize(
    ("terminal", "environ", "coloured"),
    [(True, {}, True), (True, {"NO_COLOR": "1"}, False), (True, {"TERM": "dumb"}, False), (False, {}, False)],
)
def test_colour_is_for_terminals_that_want_it(monkeypatch, terminal, environ, coloured):
    class Stream(io.StringIO):
        def isatty(self) -> bool:
            return terminal

    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert streams.wants_colour(Stream()) is coloured


def test_an_explanation_tells_every_step():
    shown = "\n".join(lines(EXPLANATION))
    for part in (
        "et Thales ?",
        "combien détient Thales ?",
        "who owns it · since when",
        "fr 2.00",
        "tales → thales",
        "zork",
        "thales = thales",
        "means       owner",
        "stake-of",
        "all nearest",
        "names ovh × 0.50",
        "**answered stake-of**: It clears the bar and leads.",
    ):
        assert part in shown


def test_it_shows_three_candidates_and_fewer_where_all_would_not_fit_a_screen():
    short = list(lines(replace(EXPLANATION, otherwise=())))
    assert [any(f"{place}. " in line for line in short) for place in (1, 2, 3, 4)] == [
        True,
        True,
        True,
        False,
    ]
    full = list(lines(EXPLANATION))
    assert len(full) <= SCREEN
    assert any("1. " in line for line in full)


def test_an_explanation_says_what_would_have_changed_the_reply():
    found = dict(rows(EXPLANATION))
    assert found == {
        "yes or no": "Neither is said: no phrasing of stake-of has “encore”.",
        "the bar": "It answers from 0.50, offers a choice from 0.30; this is 0.90 sure. "
        "With answer_from: 0.91 in dossier.yaml it would offer a choice, stake-of first.",
        "penalties": "holders is held back: names ovh. Without that it would answer holders (0.80).",
        "words": "Without “Thales” it would say that it does not know.",
        "spelling": "With “tales” left as typed it would still answer stake-of (0.60).",
        "the talk": "Without the talk before it would chat: thanks (0.70).",
        "dossiers": "Asked of “mill” alone it would call the source silent on mill/price (0.50).",
        "the author": "If stake-of was meant: with the deciding part added to it in stakes.yaml "
        "it would still answer stake-of (1.00).",
    }


def test_of_a_question_without_words_nothing_is_said_that_would_have_changed_the_reply():
    assert list(rows(replace(EXPLANATION, tokens=(), otherwise=()))) == []


def test_a_runner_up_that_nothing_holds_back_is_told_what_it_lacks():
    best, rival = (replace(one, penalties={}) for one in EXPLANATION.candidates[:2])
    weaker = replace(rival, parts={"ridge": 0.8, "nearest": 0.3})
    assert dict(rows(replace(EXPLANATION, candidates=(best, weaker))))["runner-up"] == (
        "holders: its nearest phrasing is less like the question (0.30 against 0.40)."
    )
    assert dict(rows(replace(EXPLANATION, candidates=(best, rival))))["runner-up"] == "holders: nearly level."
    unlooked = replace(rival, parts={**rival.parts, "closer": 0.0})
    first = replace(best, parts={**best.parts, "closer": 0.7})
    assert (
        dict(rows(replace(EXPLANATION, candidates=(first, unlooked))))["runner-up"]
        == "holders: nearly level."
    )
    looked = [
        replace(one, parts={**one.parts, "closer": closer, "fuzzy": closer})
        for one, closer in ((best, 0.7), (rival, 0.4))
    ]
    assert dict(rows(replace(EXPLANATION, candidates=tuple(looked))))["runner-up"] == (
        "holders: among the best few, its phrasings taken together are less like the question (0.40 against 0.70)."
    )


def test_a_word_that_decides_nothing_and_small_talk_are_told_as_such():
    chat = Reply("small_talk", "", "hello", 0.9)
    tried = (
        Counterfactual(Change.WORD, "bonjour", chat),
        Counterfactual(Change.SMALL_TALK, "", Reply("unknown", "", None, 0.1)),
    )
    assert dict(rows(replace(EXPLANATION, reply=chat, unsaid=(), otherwise=tried))) == {
        "words": "No one word decides it: without “bonjour” it would still chat: hello (0.90).",
        "small talk": "Were it no small talk it would say that it does not know.",
    }


def test_an_explanation_stays_short_and_narrow_even_of_a_long_question():
    """Even where all is said at once, which no real question makes it say."""
    long = replace(EXPLANATION, question="a " * 50_000, tokens=("a",) * 50_000)
    for width in (80, 100):
        shown = list(lines(long, width))
        assert len(shown) <= SCREEN
        assert max(map(len, shown)) <= width


def test_the_columns_of_figures_leave_of_a_name_what_fits():
    """Its dossier goes first: that is the same for all."""
    parts = dict.fromkeys(("ridge", "nearest", "closer", "fuzzy"), 0.5)
    long = CandidateExplanation("cloudwatt", "orange-other-target-now", 0.9, 1.2, parts, {}, "x")
    for width, name in (
        (60, "orange-…"),
        (80, "orange-other-target-now"),
        (100, "cloudwatt/orange-other-target-now"),
    ):
        shown = list(lines(replace(EXPLANATION, candidates=(long,)), width))
        (head,) = [line for line in shown if "candidate" in line]
        (row,) = [line for line in shown if line.startswith("1. ")]
        assert head.split() == ["candidate", "sure", "score", "all", "nearest", "among", "letters"]
        assert row.split()[1] == name
        assert len(head) == len(row) <= width


def test_what_there_is_nothing_to_say_of_has_no_line():
    plain = replace(
        EXPLANATION,
        question="q",
        resolved="q",
        halves=(),
        considered="q",
        tokens=("q",),
        repairs=(),
        unknown=(),
        entities=(),
        candidates=(),
        unsaid=(),
        otherwise=(),
    )
    labels = [line.split()[0] for line in lines(plain) if line]
    assert labels == ["question", "decision", "language", "tokens", "candidates"]


@pytest.fixture
def chat():
    return Chat(an_app(), Screen(PHRASES, stream=io.StringIO(), colour=False), "en")


def test_the_completer_replaces_what_was_typed_by_a_whole_question(chat):
    completer = prompt.QuestionCompleter(chat)
    (found,) = completer.get_completions(Document("how much"), CompleteEvent())
    assert (found.text, found.start_position) == ("How much does Orange own?", -len("how much"))
    assert not list(completer.get_completions(Document("  "), CompleteEvent()))


@pytest.mark.parametrize("ending", ["\x03", "\x04"])
def test_typed_lines_end_with_ctrl_c_or_ctrl_d_and_are_kept_in_the_history(chat, tmp_path, ending):
    history = tmp_path / "state" / "chat-history"
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        keys.send_text(f"how much?\r{ending}")
        assert list(prompt.typed_lines(chat, history)) == ["how much?"]
    assert "+how much?" in history.read_text(encoding="utf-8")


def test_the_chat_works_where_no_history_can_be_kept(chat, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        keys.send_text("hello\r\x04")
        assert list(prompt.typed_lines(chat, tmp_path / "file" / "chat-history")) == ["hello"]
