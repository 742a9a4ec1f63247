"""Files of labelled questions are read whole or refused with file and line, and asked in talks of their own."""

from __future__ import annotations

import json

import pytest
from fake_assistant import FakeAssistant

from bot.errors import UsageError
from bot.terminal.evaluation import Kind, Outcome
from bot.terminal.figures import Bars, figures, figures_record, report
from bot.terminal.labelled import TOLD, evaluate, read_rows, tried

ROWS = [
    {
        "id": "en-1",
        "lang": "en",
        "q": "how much has orange",
        "kind": "answer",
        "style": "chat",
        "must": ["44"],
    },
    {
        "id": "en-2",
        "lang": "en",
        "q": "how much has thales",
        "kind": "answer",
        "style": "plain",
        "must": ["22"],
    },
    {"id": "fr-1", "lang": "fr", "q": "combien a orange", "kind": "answer", "style": "sms", "must": ["44"]},
    {
        "id": "fr-2",
        "lang": "fr",
        "q": "combien a orange ?",
        "kind": "answer",
        "style": "plain",
        "must": ["45"],
    },
    {"id": "rf-1", "lang": "en", "q": "the price?", "kind": "refuse", "style": "far", "must_not": ["[$€]"]},
    {
        "id": "rf-2",
        "lang": "en",
        "q": "who runs orange?",
        "kind": "refuse",
        "style": "trap",
        "must_not": ["Richard"],
    },
    {"id": "lg-1", "lang": "fr", "q": "bonjour", "kind": "language"},
    {"id": "fu-1", "lang": "en", "turns": ["hello", "and orange?"], "kind": "followup", "must": ["44"]},
]


@pytest.fixture
def folder(tmp_path):
    lines = [json.dumps(row) for row in ROWS]
    (tmp_path / "b.jsonl").write_text("\n".join(lines[4:]) + "\n\n", encoding="utf-8")
    (tmp_path / "a.jsonl").write_text("\n".join(lines[:4]), encoding="utf-8")
    (tmp_path / "README.md").write_text("not a question", encoding="utf-8")
    return tmp_path


def test_a_folder_gives_the_rows_of_its_files_by_name(folder):
    assert [row.id for row in read_rows([folder])] == [row["id"] for row in ROWS]


def test_a_file_gives_its_own_rows_alone(folder):
    assert [row.id for row in read_rows([folder / "a.jsonl"])] == ["en-1", "en-2", "fr-1", "fr-2"]


def test_patterns_ignore_case(folder):
    assert read_rows([folder])[5].must_not[0].search("richard")


BROKEN = {
    "no JSON": ("not json", ":1: this is not JSON: write {"),
    "a bracket that is not closed": ('{"kind": "answer"', ":18: this is not JSON"),
    "endless nesting": ("[" * 100_000, ": this is not JSON"),
    "no object": ("[]", ": this is JSON, but no object"),
    "no kind": ('{"q": "a"}', ": “kind”: this is missing: write one of answer, followup"),
    "an unknown kind": (
        '{"kind": "refuze", "q": "a"}',
        ": “kind”: “refuze” is not known here: did you mean “refuse”?",
    ),
    "a kind that is no text": ('{"kind": ["answer"], "q": "a"}', ": “kind”: this must be a text"),
    "no question": ('{"kind": "answer"}', ": “q”: nothing is asked: write a question"),
    "a question that is no text": (
        '{"kind": "answer", "q": 3}',
        ": “q”: this must be a text: write it in quotes",
    ),
    "no turns": ('{"kind": "followup", "turns": []}', ": “turns”: nothing is asked"),
    "turns that are no list": (
        '{"kind": "followup", "turns": "a"}',
        ": “turns”: this must be a list of texts",
    ),
    "a key of a batch": (
        '{"kind": "answer", "question": "a"}',
        ": “question”: is not known here: did you mean “q”?",
    ),
    "a mistyped key": (
        '{"kind": "answer", "q": "a", "langue": "fr"}',
        ": “langue”: is not known here: did you mean “lang”?",
    ),
    "no language to be in": ('{"kind": "language", "q": "a"}', ": “lang”: this is missing"),
    "an answer that may be any": (
        '{"kind": "answer", "q": "a", "intents": []}',
        ": “intents”: this is missing: name the questions that may answer, or write under “must” what an answer says",
    ),
    "a follow-up that any answer would please": (
        '{"kind": "followup", "turns": ["a", "b"]}',
        ": “intents”: this is missing",
    ),
    "a language that nobody speaks": (
        '{"kind": "answer", "q": "a", "intents": ["holders"], "lang": "de"}',
        ": “lang”: “de” is not known here: write one of en, fr",
    ),
    "a reply in a language that nobody speaks": (
        '{"kind": "language", "q": "a", "lang": "eng"}',
        ": “lang”: “eng” is not known here: did you mean “en”?",
    ),
    "a pattern that is none": (
        '{"kind": "answer", "q": "a", "must": ["("]}',
        ": “must”: “(” is no regular expression",
    ),
    "a pattern outside a list": (
        '{"kind": "answer", "q": "a", "must": "x"}',
        ": “must”: this must be a list",
    ),
    "intents that are no list": (
        '{"kind": "answer", "q": "a", "intents": "x"}',
        ": “intents”: this must be a list",
    ),
    "an intent that nobody has": (
        '{"kind": "answer", "q": "a", "intents": ["stake-off"]}',
        ": “intents”: “stake-off” is no question: did you mean “stake-of”?",
    ),
    "an intent like none": (
        '{"kind": "answer", "q": "a", "intents": ["zz"]}',
        ": “intents”: “zz” is no question: name a question of the dossier",
    ),
}


@pytest.mark.parametrize(("line", "message"), BROKEN.values(), ids=BROKEN)
def test_a_row_of_another_form_is_refused_with_its_place_and_its_cure(tmp_path, line, message):
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps(ROWS[0]) + "\n" + line, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read_rows([file], {"stake-of", "holders"}, ["fr", "en"])
    assert str(caught.value).startswith(f"{file}:2{message}")
    assert "\n" not in str(caught.value)
    assert "Error" not in str(caught.value), "names of Python's are nobody's business"


def test_the_language_of_what_is_refused_does_not_count(tmp_path):
    """Noise has none."""
    file = tmp_path / "rows.jsonl"
    file.write_text('{"kind": "refuse", "q": "azeaze", "lang": "any"}', encoding="utf-8")
    assert len(read_rows([file], (), ["fr", "en"])) == 1


def test_a_row_without_a_style_is_counted_under_its_kind_alone(tmp_path):
    """And the numbers stand below each other, however long the name."""
    file = tmp_path / "rows.jsonl"
    file.write_text(
        '{"kind": "refuse", "q": "x"}\n{"kind": "refuse_or_correct", "q": "y", "style": "false premise"}\n',
        encoding="utf-8",
    )
    verdicts = evaluate(read_rows([file]), FakeAssistant())
    assert list(figures(verdicts).refusal_styles) == ["refuse", "refuse_or_correct false premise"]
    printed = "\n".join(report(verdicts)).split("\n\n")
    (block,) = [block for block in printed if block.lstrip().startswith("to refuse")]
    assert len({len(line) for line in block.strip().splitlines()}) == 1


def test_every_row_of_another_form_is_told_at_once(tmp_path):
    """Up to a number that a person still reads."""
    for name, count in (("a", 2), ("b", TOLD)):
        (tmp_path / f"{name}.jsonl").write_text('{"kind": "anwser", "q": "a"}\n' * count, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read_rows([tmp_path])
    *told, rest = caught.value.lines
    first, second, third, *_ = told
    assert [line.partition(": ")[0] for line in (first, second, third)] == [
        f"{tmp_path / 'a.jsonl'}:1",
        f"{tmp_path / 'a.jsonl'}:2",
        f"{tmp_path / 'b.jsonl'}:1",
    ]
    assert (len(told), rest) == (TOLD, "and 2 more rows of another form")


def test_bytes_that_are_no_text_are_refused_with_their_cure(tmp_path):
    (tmp_path / "rows.jsonl").write_bytes(b"\xff")
    with pytest.raises(UsageError, match="save it with that encoding"):
        read_rows([tmp_path])


def test_labels_may_name_anything_where_no_dossier_is_there_to_ask(tmp_path):
    file = tmp_path / "rows.jsonl"
    file.write_text('{"kind": "answer", "q": "a", "intents": ["x", "y"]}', encoding="utf-8")
    assert read_rows([file])[0].intents == {"x", "y"}


def test_a_path_that_is_not_there_or_holds_nothing_is_refused(tmp_path):
    with pytest.raises(UsageError, match="no such file"):
        read_rows([tmp_path / "absent.jsonl"])
    with pytest.raises(UsageError, match="no labelled question"):
        read_rows([tmp_path])


def test_a_row_that_is_no_talk_is_asked_outside_of_any(folder):
    assistant = FakeAssistant()
    evaluate(read_rows([folder]), assistant)
    talks = [conversation for *_, conversation in assistant.asked]
    assert talks[:-2] == [None] * 7
    assert talks[-1] == talks[-2] is not None


def test_of_single_questions_only_those_without_an_answer_are_asked_again_whatever_the_bar(folder):
    assistant = FakeAssistant()
    verdicts = evaluate(read_rows([folder]), assistant)
    asked = len(assistant.asked)
    found = tried(verdicts, assistant)
    again = [question for question, *_ in assistant.asked[asked:]]
    assert [one.row.id for one in found] == [row["id"] for row in ROWS if "q" in row]
    assert again == ["how much has thales", "the price?", "bonjour"]


def test_the_figures_are_those_of_the_rows(folder):
    counted = figures(evaluate(read_rows([folder]), FakeAssistant()))
    assert (counted.answers["en"].right, counted.answers["en"].refused) == (1, 1)
    assert (counted.answers["fr"].right, counted.answers["fr"].wrong) == (1, 1)
    assert list(counted.answer_styles) == ["en chat", "en plain", "fr sms", "fr plain"]
    assert (counted.refusals.right, counted.refusals.wrong) == (1, 1)
    assert counted.language.right == counted.follow_ups.right == 1


def test_the_report_lists_every_failure_with_what_a_person_needs(folder):
    text = "\n".join(report(evaluate(read_rows([folder]), FakeAssistant())))
    for expected in (
        "3 of 8 not right",
        "en-2",
        "fr-2",
        "rf-2",
        "not answered (unknown)",
        "stake-of 0.97",
        "not found",
    ):
        assert expected in text
    assert "en-1" not in text


def test_a_script_gets_the_same_as_json(folder):
    record = json.loads(json.dumps(figures_record(evaluate(read_rows([folder]), FakeAssistant()))))
    assert record["answers"]["fr"] == {"n": 2, "right": 0.5, "wrong": 0.5, "refused": 0.0}
    assert [failure["id"] for failure in record["failures"]] == ["en-2", "fr-2", "rf-2"]


@pytest.mark.parametrize(
    ("bars", "missed"),
    [
        (Bars(), []),
        (Bars(right=0.5, wrong=0.5, false_answers=0.5, language=1, follow_ups=1), []),
        (Bars(right=0.51), ["right in en", "right in fr"]),
        (Bars(wrong=0.49), ["wrong in fr"]),
        (Bars(false_answers=0.49), ["false answers"]),
    ],
)
def test_each_missed_bar_is_named(folder, bars, missed):
    shortfalls = list(figures(evaluate(read_rows([folder]), FakeAssistant())).shortfalls(bars))
    assert [shortfall.partition(":")[0] for shortfall in shortfalls] == missed


def test_a_kind_without_rows_misses_no_bar(folder):
    rows = [row for row in read_rows([folder]) if row.kind is Kind.LANGUAGE]
    verdicts = evaluate(rows, FakeAssistant())
    assert [verdict.outcome for verdict in verdicts] == [Outcome.RIGHT]
    assert not list(figures(verdicts).shortfalls(Bars(1, 0, 0, 1, 1)))


def test_what_has_no_answer_may_be_asked_at_the_end_of_a_talk(tmp_path):
    file = tmp_path / "talks.jsonl"
    file.write_text('{"kind": "refuse", "turns": ["who owns it?", "and the moon?"]}', encoding="utf-8")
    (row,) = read_rows([file])
    assert (row.kind, row.turns) == (Kind.REFUSE, ("who owns it?", "and the moon?"))
