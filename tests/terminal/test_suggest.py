"""The loop that makes a dossier better: asked in vain, proposed, tried, accepted, answered."""

from __future__ import annotations

import re

import pytest
from terminal.bookshop import IN_VAIN, QUESTIONS, ask_in_vain

from bot.answering.answer import Status
from bot.app import open_app
from bot.knowledge.library import Library
from bot.storage.records import Vain

pytestmark = pytest.mark.slow


def questions_file(config):
    return config.parent / "knowledge" / "shop" / "questions.yaml"


def found(config, *questions):
    """The intents that answer each of ``questions`` now; ``silence`` where the dossier says that it does not say."""
    app = open_app(config_file=config)
    answers = [app.answer(question, hints=("en",)) for question in questions]
    return ["silence" if one.status is Status.NOT_COVERED else one.intent for one in answers]


def given(printed):
    """What a person who knows the shop types after reading the proposals: ``--to`` for each that has an answer."""
    places = {
        match[2]: match[1] for match in re.finditer(r"^ +(\d+\.\d+) +\d+ × en  (.*)$", printed, re.MULTILINE)
    }
    return [
        part
        for question, intent in IN_VAIN.items()
        if intent is not None
        for part in ("--to", f"{places[question]}={intent}")
    ]


def test_ten_questions_asked_in_vain_become_ten_right_answers(config, says):
    """One look, one patch accepted by a person who knows, and every one of them gets its reply."""
    assert found(config, *IN_VAIN) == [None] * 10
    ask_in_vain(config, IN_VAIN)
    _, printed, _ = says("suggest")
    assert questions_file(config).read_text(encoding="utf-8") == QUESTIONS
    code, printed, _ = says("suggest", *given(printed), "--accept", "all")
    assert code == 0
    assert re.search(r"unanswered, now found +0/10 +10/10", printed)
    assert found(config, *IN_VAIN) == [intent or "silence" for intent in IN_VAIN.values()]
    assert says("suggest")[1].startswith("nothing to propose")


def test_the_patch_keeps_comments_and_order(config, says):
    """Only lines that are new appear in the file."""
    ask_in_vain(config, ["lunch break schedule"])
    assert says("suggest", "--to", "1=opening", "--accept", "1")[0] == 0
    expected = QUESTIONS.replace(
        "    - what are your hours?\n", '    - what are your hours?\n    - "lunch break schedule"\n'
    )
    assert questions_file(config).read_text(encoding="utf-8") == expected


def test_a_proposal_keeps_the_number_under_which_it_was_shown(config, says):
    """Who gives the first one to another entry and accepts the second one gets the second one."""
    ask_in_vain(config, ["lunch break schedule", "espresso machine"])
    _, shown, _ = says("suggest")
    second = re.search(r"^   2\.1 .* en  (.*)$", shown, re.MULTILINE)[1]
    code, _, _ = says("suggest", "--to", "1=opening", "--accept", "2")
    assert code == 0
    assert found(config, second) == ["silence"]
    assert questions_file(config).read_text(encoding="utf-8") == QUESTIONS, "the first one is not accepted"


def test_questions_alike_are_one_matter(config, says):
    """Two about parking make one entry, which says that the source does not say."""
    ask_in_vain(config, ["is there parking nearby", "parking for bicycles", "espresso machine"])
    code, printed, _ = says("suggest", "--accept", "1")
    assert code == 0
    assert "1. asked 2 times → a new entry “" in printed
    asked = ("is there parking nearby", "parking for bicycles", "espresso machine")
    assert found(config, *asked) == ["silence", "silence", None]


def test_an_answer_called_wrong_is_not_proposed_again(config, says):
    """The question goes to the runner-up or to a new entry, never back to what was wrong."""
    ask_in_vain(config, ["are you open on Sunday?"], Vain.THUMBS_DOWN, near="opening")
    _, printed, _ = says("suggest")
    assert "are you open on Sunday" in printed
    assert "→ opening" not in printed


def test_what_the_dossier_answers_by_now_is_left_out(config, says):
    """And so is what the article is known not to say."""
    ask_in_vain(config, ["when are you open?"])
    ask_in_vain(config, ["do you sell bread?"], Vain.NOT_COVERED)
    code, printed, _ = says("suggest")
    assert (code, printed.count("\n")) == (0, 1)


def test_the_figures_say_what_a_patch_does_to_labelled_questions(config, says):
    """Before and after, side by side."""
    labelled = config.parent / "labelled.jsonl"
    labelled.write_text(
        '{"id": "a", "lang": "en", "kind": "answer", "q": "lunch break schedule", "must": ["nine"]}\n'
        '{"id": "b", "lang": "en", "kind": "answer", "q": "do you deliver?", "must": ["Two days"]}\n',
        encoding="utf-8",
    )
    ask_in_vain(config, ["lunch break schedule"])
    _, printed, _ = says("suggest", "--to", "1=opening", "--questions", str(labelled))
    assert re.search(r"right in en +50\.0% +100\.0%", printed)
    assert re.search(r"phrasings understood +(\d+/\d+) +\1", printed)


def test_a_patch_that_would_break_the_dossier_is_not_written(config, says):
    """Two entries that claim one phrasing are a problem that check finds."""
    ask_in_vain(config, ["do you deliver"], Vain.THUMBS_DOWN, near="delivery")
    code, printed, _ = says("suggest", "--to", "1=opening", "--accept", "all")
    assert code == 1
    assert "claimed by" in printed
    assert questions_file(config).read_text(encoding="utf-8") == QUESTIONS


@pytest.mark.parametrize(
    ("arguments", "says_why"),
    [
        (("--accept", "7"), "there is but 1"),
        (("--accept", "some"), "is no proposal"),
        (("--to", "1=nothing"), "write N=INTENT"),
        (("--to", "1.9=opening"), "there is but 1"),
        (("--dossier", "shpo"), "“shpo” is no dossier: did you mean “shop”?"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_line(config, says, arguments, says_why):
    """Nothing is written then."""
    ask_in_vain(config, ["lunch break schedule"])
    code, _, complaint = says("suggest", *arguments)
    assert code == 2
    assert says_why in complaint
    assert questions_file(config).read_text(encoding="utf-8") == QUESTIONS


@pytest.mark.parametrize("option", ["--to", "--accept"])
def test_where_nothing_is_proposed_no_proposal_can_be_meant(says, option):
    """And « all » of nothing is nothing."""
    code, _, complaint = says("suggest", option, "foo")
    assert (code, complaint) == (2, "dossier: “foo” is no proposal: there is none\n")
    assert says("suggest", "--accept", "all")[0] == 0


def test_the_dossier_in_the_proposal_is_read_by_the_library(config, says):
    """A new entry alone makes a file that the loader takes."""
    ask_in_vain(config, ["parking for 24 bicycles"])
    assert says("suggest", "--accept", "all")[0] == 0
    app = open_app(config_file=config)
    again = Library.open(config.parent / "knowledge", app.languages).dossiers["shop"]
    (entry,) = [intent for intent in again.intents.values() if intent.kind == "not_covered"]
    assert not any(map(str.isdigit, entry.topic["en"]))
