"""An import of JSON reads every usual form of it, and names what it leaves out or cannot read."""

from __future__ import annotations

import json

import pytest

from bot.errors import UsageError


def asked(dossier):
    return {name: intent.phrasings["en"] for name, intent in dossier.intents.items()}


def answered(dossier):
    return {name: intent.text["en"] for name, intent in dossier.intents.items()}


TAGGED = [
    {"tag": "greet", "patterns": ["hi", "hello"], "responses": ["Hey!"], "context_set": "greeted"},
    {"tag": "hours", "patterns": ["when?"], "responses": ["At nine.", "Nine."]},
    {"tag": "place", "patterns": ["where?"], "responses": []},
]


@pytest.mark.parametrize("content", [{"intents": TAGGED}, TAGGED], ids=["under intents", "a list"])
def test_tags_patterns_and_responses_are_read(bring, content):
    report, dossier = bring("intents.json", json.dumps(content))
    assert asked(dossier) == {"greet": ("hi", "hello"), "hours": ("when?",), "place": ("where?",)}
    assert answered(dossier) | {"place": ""} == {"greet": "Hey!", "hours": "At nine.", "place": ""}
    assert (report.unanswered, report.several) == (("place",), ("hours",))
    assert "“context_set”" in report.remarks[-1]


@pytest.mark.parametrize(
    "content",
    [
        {
            "faqs": [
                {"question": "When?", "answer": "At nine."},
                {"question": "Where?", "answer": "In Paris."},
            ]
        },
        {"When?": "At nine.", "Where?": "In Paris."},
    ],
    ids=["under another name", "question to answer"],
)
def test_the_plainest_lists_of_questions_are_read(bring, content):
    _, dossier = bring("faq.json", json.dumps(content))
    assert asked(dossier) == {"when": ("When?",), "where": ("Where?",)}
    assert answered(dossier) == {"when": "At nine.", "where": "In Paris."}


def test_questions_beside_answers_are_no_two_intents(bring):
    with pytest.raises(UsageError, match="put each question beside its answer"):
        bring("faq.json", json.dumps({"questions": ["When?"], "answers": ["At nine."]}))


def test_a_key_without_a_name_is_none_of_those_that_are_missing(bring):
    report, dossier = bring("a.json", '[{"": "x", "tag": "a", "patterns": ["hi"]}]')
    assert list(dossier.intents) == ["a"]
    assert report.unanswered == ("a",)


def test_of_keys_for_the_same_the_first_with_something_in_it_counts(bring):
    one = {
        "tag": None,
        "intent": "a",
        "patterns": [""],
        "examples": ["when?"],
        "responses": [],
        "answer": "At nine.",
    }
    report, dossier = bring("a.json", json.dumps([one]))
    assert asked(dossier) == {"a": ("when?",)}
    assert answered(dossier) == {"a": "At nine."}
    assert (report.unanswered, report.remarks) == ((), ())


def test_a_second_key_for_the_same_is_told(bring):
    one = {"tag": "a", "patterns": ["when?"], "responses": ["At nine."], "answer": "Never."}
    report, _ = bring("a.json", json.dumps([one]))
    assert report.remarks == ("left out, the keys beside another one for the same: “answer”",)


def test_an_answer_that_stands_twice_is_one(bring):
    one = {"tag": "a", "patterns": ["when?"], "responses": ["At nine.", "At nine."]}
    report, _ = bring("a.json", json.dumps([one]))
    assert report.several == ()


def test_what_is_empty_is_not_lost(bring):
    one = {"tag": "a", "patterns": ["when?"], "context": [""], "context_set": "", "context_filter": None}
    report, _ = bring("a.json", json.dumps({"version": "", "intents": [one]}))
    assert report.remarks == ()


def test_questions_with_their_answers_need_no_names(bring):
    plain = [
        {"question": "When open?", "answer": "At nine."},
        {"questions": ["Where?", "which street?"], "answer": "Here."},
        {"question": "When – open?!", "answer": "Never."},
    ]
    report, dossier = bring("faq.json", json.dumps(plain))
    assert asked(dossier) == {"when-open": ("When open?",), "where": ("Where?", "which street?")}
    assert answered(dossier) == {"when-open": "At nine.", "where": "Here."}
    assert report.dropped == ("when-open-2",)


@pytest.mark.parametrize(
    ("one", "cure"),
    [
        ({"": "x", "patterns": ["hi"]}, "object 1 of the list has no name: write one under “tag”"),
        ({"tag": 5, "patterns": ["hi"]}, "object 1 of the list: its “tag” is no text: put it in quotes"),
        (
            {"tag": "a", "responses": ["hi"]},
            "object 1 of the list, “a”, has no phrasings: write a list of them under “patterns”",
        ),
        ({"answer": "hi"}, "object 1 of the list has no name"),
    ],
)
def test_each_fault_of_an_object_has_a_message_of_its_own(bring, one, cure):
    with pytest.raises(UsageError) as caught:
        bring("a.json", json.dumps([one]))
    assert f"a.json: {cure}" in str(caught.value)
    assert '[{"question": "phrasing", "answer": "text"}]' in str(caught.value) or "quotes" in cure


def test_a_single_answer_may_stand_outside_a_list(bring):
    _, dossier = bring("faq.json", '[{"intent": "a", "examples": ["when?"], "answer": "At nine."}]')
    assert answered(dossier) == {"a": "At nine."}


def test_what_stands_beside_the_intents_is_told(bring):
    report, _ = bring("intents.json", json.dumps({"language": "en", "intents": TAGGED}))
    assert "beside “intents” that a dossier has no place for: “language”" in report.remarks[0]


def test_an_intent_that_is_called_intents_is_one(bring):
    _, dossier = bring("a.json", '{"intents": ["what are intents?"]}')
    assert list(dossier.intents) == ["intents"]


def test_two_objects_of_one_name_are_refused_with_the_file(bring):
    with pytest.raises(UsageError, match=r"a\.json: “x” names two questions"):
        bring("a.json", '[{"tag": "x", "patterns": ["a"]}, {"tag": "x", "patterns": ["b"]}]')
