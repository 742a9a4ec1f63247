"""An import reads what can be read, and names what it leaves out, with its line where the source has lines."""

from __future__ import annotations

import pytest


def asked(dossier):
    return {name: intent.phrasings["en"] for name, intent in dossier.intents.items()}


def answered(dossier):
    return {name: intent.text["en"] for name, intent in dossier.intents.items()}


# ── tables ──

INTENTS = ["when are you open?,hours", "opening times,hours", "where are you?,place"]


@pytest.mark.parametrize("titles", ["text,intent", "Utterance,Label", "sentence,category", "Question,Intent"])
def test_labelled_utterances_are_ways_of_asking_by_intent(bring, titles):
    """As answers their labels would be nonsense: “When are you open?” – “hours”."""
    report, dossier = bring("set.csv", "\n".join([titles, *INTENTS]))
    assert asked(dossier) == {"hours": ("when are you open?", "opening times"), "place": ("where are you?",)}
    assert report.unanswered == ("hours", "place")
    text, intent = titles.split(",")
    assert any(f"“{text}”" in line and f"“{intent}” as the name" in line for line in report.remarks)


def test_the_label_may_stand_first(bring):
    _, dossier = bring("set.tsv", "intent\ttext\nhours\twhen are you open?\n")
    assert asked(dossier) == {"hours": ("when are you open?",)}


def test_a_category_beside_answers_is_no_name(bring):
    """It tells what a question is about, and many have the same."""
    report, dossier = bring(
        "faq.csv", "Question,Answer,Category\nwhen?,At nine.,hours\nuntil?,To five.,hours\n"
    )
    assert answered(dossier) == {"when": "At nine.", "until": "To five."}
    assert any("“Category”" in line for line in report.remarks)


def test_an_utterance_without_its_label_is_told_with_its_line(bring):
    report, _ = bring("set.csv", "text,intent\nwhen?,hours\nwhere are you?,\n")
    assert "“where are you?” (line 3)" in report.remarks[-1]


def test_a_column_titled_question_is_asked_whatever_else_looks_like_one(bring):
    _, dossier = bring("faq.csv", "Text,Question,Answer\nnote,when?,At nine.\n")
    assert asked(dossier) == {"when": ("when?",)}


def test_short_answers_without_titles_stay_answers_where_they_do_not_repeat(bring):
    _, dossier = bring("faq.csv", "when?,at nine\nwhere?,here\nmay I?,no\nmust I?,no\nwho?,Ann\n")
    assert len(dossier.intents) == 5


@pytest.mark.parametrize("question", ["", "?!"])
def test_a_row_without_a_question_is_left_out_and_told(bring, question):
    report, dossier = bring("faq.csv", f"Question,Answer\nwho?,Ann\n{question},at five\nwhere?,here\n")
    assert list(dossier.intents) == ["who", "where"]
    (told,) = report.remarks
    assert "without a question" in told
    assert f"“{question or 'at five'}” (line 3)" in told


def test_another_answer_to_the_same_question_is_named_with_its_line(bring):
    """Under its own name, which the reader wrote, and none that the import made up."""
    report, dossier = bring("faq.csv", "Question,Answer\nWhen open?,At nine.\nWHEN OPEN,Never.\n")
    assert answered(dossier) == {"when-open": "At nine."}
    assert "“Never.” to “WHEN OPEN” (line 3)" in report.remarks[-1]
    assert report.dropped == ()


def test_the_same_question_gets_the_answer_that_only_its_second_row_has(bring):
    long = "We open at nine o'clock on all days."
    report, dossier = bring("faq.csv", f"Question,Answer,QnaId\nwhen open?,,1\nWhen open,{long},2\n")
    assert answered(dossier) == {"when-open": long}
    assert report.unanswered == ()


def test_the_same_question_shares_an_answer_that_only_its_second_row_has(bring):
    long = "We open at nine o'clock on all days."
    table = f"Question,Answer\nwhen open?,\nWhen open,{long}\nopening hours?,{long}\n"
    report, dossier = bring("faq.csv", table)
    assert asked(dossier) == {"when-open": ("when open?", "opening hours?")}
    assert (answered(dossier), report.several) == ({"when-open": long}, ())


def test_a_group_is_no_question_of_the_same_name(bring):
    _, dossier = bring("faq.csv", "Question,Answer,QnaId\nwhen?,At nine.,5\n5,A number.,\n")
    assert answered(dossier) == {"when": "At nine.", "5": "A number."}


def test_of_a_table_of_labels_too_a_row_that_needs_another_one_is_left_out(bring):
    table = "text,intent,IsContextOnly,id\nwhen are you open?,hours,False,7\nand then?,hours,True,7\n"
    report, dossier = bring("set.csv", table)
    assert asked(dossier) == {"hours": ("when are you open?",)}
    assert any("IsContextOnly): “and then?” (line 3)" in line for line in report.remarks)
    assert any("no place for: “id”" in line for line in report.remarks)


def test_a_table_may_begin_with_an_empty_line(bring):
    report, dossier = bring("faq.csv", "\nQuestion,Answer\nwhen?,At nine.\n,lost\n")
    assert answered(dossier) == {"when": "At nine."}
    assert "“lost” (line 4)" in report.remarks[-1]


@pytest.mark.parametrize("first", ["SEP=;", '"sep=;"', "sep=; "])
def test_excel_s_line_is_known_however_it_is_written(bring, first):
    _, dossier = bring("faq.csv", f"{first}\nQuestion;Answer\nwhen, then?;At nine.\n")
    assert answered(dossier) == {"when-then": "At nine."}


def test_excel_s_line_about_the_separator_is_no_question(bring):
    """And lines are counted with it."""
    report, dossier = bring("faq.csv", "sep=;\r\nQuestion;Answer\r\nwhen, then?;At nine.\r\n;lost\r\n")
    assert answered(dossier) == {"when-then": "At nine."}
    assert "“lost” (line 4)" in report.remarks[-1]


def test_a_column_without_a_title_is_told_by_its_place(bring):
    report, _ = bring("faq.csv", "Question,Answer,\nwhen?,At nine.,note\n")
    assert "column 3, which has no title" in report.remarks[-1]


# ── Rasa ──

NLU = """\
nlu:
- intent: q1
  examples:
  - when are you open?
  - at what [hours](time)?
- synonym: New York
  examples: |
    - the big apple
- lookup: city
  examples: |
    - Paris
- regex: order
  examples: |
    - [0-9]+
responses:
  utter_q1:
  - text: At nine.
    buttons: [{title: Thanks, payload: /thanks}]
  - custom: {type: card}
  utter_lost:
  - text: Nobody gives this answer.
"""


def test_examples_may_be_a_list_of_texts(bring):
    """Without the bar that makes them one text."""
    _, dossier = bring("nlu.yml", NLU)
    assert asked(dossier) == {"q1": ("when are you open?", "at what hours?")}
    assert answered(dossier) == {"q1": "At nine."}


@pytest.mark.parametrize(
    "told",
    [
        "utter_lost (nlu.yml, line 20)",
        "buttons and custom of utter_q1 (nlu.yml, line 16)",
        "synonym “New York” (nlu.yml, line 6)",
        "lookup “city” (nlu.yml, line 9)",
        "regex “order” (nlu.yml, line 12)",
    ],
)
def test_what_rasa_has_and_a_dossier_has_no_place_for_is_told_with_its_line(bring, told):
    report, _ = bring("nlu.yml", NLU)
    (line,) = (line for line in report.remarks if told in line)
    assert line.startswith("left out, ")


def test_a_response_without_words_leaves_the_answer_to_the_rule(bring):
    """And is told of: a card is no answer that readers could see."""
    project = """\
nlu:
- intent: a
  examples: |
    - when?
responses:
  utter_a:
  - custom: {type: card}
  utter_told:
  - text: At nine.
rules:
- rule: a
  steps:
  - intent: a
  - action: utter_told
"""
    report, dossier = bring("nlu.yml", project)
    assert answered(dossier) == {"a": "At nine."}
    assert report.remarks == ("left out, responses that became no answer: utter_a (nlu.yml, line 6)",)


def test_nothing_is_told_of_a_project_that_comes_in_whole(bring):
    whole = "nlu:\n- intent: a\n  examples: |\n    - when?\nresponses:\n  utter_a:\n  - text: At nine.\n"
    report, _ = bring("nlu.yml", whole)
    assert report.remarks == ()


ASKED = "nlu:\n- intent: a\n  examples: |\n    - when?\n"


def test_a_response_that_stands_in_two_files_is_told(bring):
    """The first one is the answer."""
    own = f"{ASKED}responses:\n  utter_a:\n  - text: At nine.\n"
    report, dossier = bring(
        "nlu.yml", own, beside={"domain.yml": "responses:\n  utter_a:\n  - text: At ten.\n"}
    )
    assert answered(dossier) == {"a": "At nine."}
    assert report.remarks == (
        "left out, responses that stand in another file already: utter_a (domain.yml, line 2)",
    )


def test_of_two_rules_for_a_question_the_first_counts_and_the_other_is_told(bring):
    steps = "  - rule: {0}\n    steps:\n    - intent: a\n    - action: utter_{0}\n"
    project = (
        f"{ASKED}responses:\n  utter_x:\n  - text: At nine.\n  utter_y:\n  - text: At ten.\n"
        f"rules:\n{steps.format('x')}{steps.format('y')}"
    )
    report, dossier = bring("nlu.yml", project)
    assert answered(dossier) == {"a": "At nine."}
    assert report.remarks == (
        "left out, responses to what another one answers: utter_y to a (nlu.yml, line 8)",
    )


@pytest.mark.parametrize(
    ("variants", "answer", "remarks"),
    [
        ("  - text: Slack!\n    channel: slack\n  - text: At nine.\n", "At nine.", ()),
        (
            "  - text: Slack!\n    channel: slack\n",
            "Slack!",
            ("left out, what an answer has beside its text: channel of utter_a (nlu.yml, line 6)",),
        ),
    ],
)
def test_the_text_of_one_channel_is_everybody_s_only_where_there_is_no_other(
    bring, variants, answer, remarks
):
    report, dossier = bring("nlu.yml", f"{ASKED}responses:\n  utter_a:\n{variants}")
    assert answered(dossier) == {"a": answer}
    assert report.remarks == remarks


def test_a_synonym_is_told_by_its_name_wherever_that_stands(bring):
    report, _ = bring("nlu.yml", f"{ASKED}- examples: |\n    - big apple\n  synonym: New York\n")
    assert "synonym “New York” (nlu.yml, line 7)" in report.remarks[0]
