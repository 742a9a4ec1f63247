"""Another bot's questions become a FAQ dossier with nothing lost but what is told."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.errors import KnowledgeError, Problem, UsageError
from bot.knowledge.importers import import_faq, importing
from bot.knowledge.loader import load_dossier
from bot.knowledge.phrasing import fill
from bot.knowledge.review import review
from bot.knowledge.templates import holes


def asked(dossier):
    return {name: next(iter(intent.phrasings.values())) for name, intent in dossier.intents.items()}


NASTY = [
    "no", "12:30", "012", "- x", "a: b", "{a}", "{a.of} x", "{{a}}", "a # b", "#a", '"quoted"', "it's", "👍 ok", "été œuf", "a\\nb",
    "[x](y)", "*star", "&and", "!bang", "@at", "%percent", "null", "~a", "=1", "? what", "| x", "> x", "100 %", "a\u00a0b", "l’été",
]  # fmt: skip


def test_phrasings_come_through_as_typed_however_nasty(bring):
    report, dossier = bring("train.json", json.dumps({f"q{row}": [text] for row, text in enumerate(NASTY)}))
    assert report.questions == len(dossier.intents)
    for name, phrasings in asked(dossier).items():
        written = NASTY[int(name[1:])]
        assert fill(phrasings[0], {}, {}, None) == " ".join(written.split())


def test_a_brace_of_a_foreign_phrasing_is_no_slot(bring):
    _, dossier = bring("train.json", '{"q": ["what is {name}?"]}')
    assert holes(dossier.intents["q"].phrasings["en"][0]) == []


NAMES = [
    "CALL_CENTER",
    "what's_up",
    "faq/ask_name",
    "no",
    "12:30",
    "Où ça ?",
    "a: b",
    "#1",
    "- x",
    '"x"',
    "null",
]


def test_names_stay_as_typed(bring):
    _, dossier = bring(
        "train.json", json.dumps({name: [f"question {row}"] for row, name in enumerate(NAMES)})
    )
    assert list(dossier.intents) == NAMES


def test_an_intent_without_answer_gets_a_placeholder_that_a_review_reports(bring):
    report, dossier = bring("train.json", '{"HELLO": ["hi there"]}')
    assert report.unanswered == ("HELLO",)
    assert any(
        "“HELLO”" in problem.message and "still to be written" in problem.message
        for problem in review(dossier)
    )


def test_a_phrasing_stays_with_the_first_question_that_claims_it(bring):
    report, dossier = bring("train.json", '{"a": ["Hello!", "hi"], "b": ["hello", "bye"], "c": ["HI"]}')
    assert asked(dossier) == {"a": ("Hello!", "hi"), "b": ("bye",)}
    assert report.duplicates == ("“hello” of b", "“HI” of c")
    assert report.dropped == ("c",)


def test_a_phrasing_without_words_is_left_out_and_counted(bring):
    report, dossier = bring("train.json", '{"a": ["?!", "hi"], "b": []}')
    assert asked(dossier) == {"a": ("hi",)}
    assert (report.wordless, report.dropped) == (1, ("b",))


@pytest.mark.parametrize("name", ["OPENING_HOURS", "openingHours", "faq/opening-hours", "hours opening"])
def test_a_name_in_words_is_one_more_way_of_asking(bring, name):
    report, dossier = bring("train.json", json.dumps({name: ["when are you open, at what hours?"]}))
    *_, last = asked(dossier)[name]
    assert sorted(last.split()) == ["hours", "opening"]
    assert (report.named, report.phrasings) == (1, 2)


@pytest.mark.parametrize(
    ("name", "phrasings"),
    [
        ("faq_12", ["when are you open?"]),  # a code
        ("heures_ouverture", ["when are you open?"]),  # another language
        ("when_are_you_open", ["When are you open?"]),  # what is asked already
        ("opening_hours", [f"opening hours of branch {row}" for row in range(20)]),  # enough to learn from
    ],
)
def test_a_name_that_teaches_nothing_is_left_alone(bring, name, phrasings):
    report, dossier = bring("train.json", json.dumps({name: phrasings}))
    assert asked(dossier)[name] == tuple(phrasings)
    assert report.named == 0


def test_many_phrasings_are_split_into_files_an_editor_can_open(bring, tmp_path, monkeypatch):
    """A file has a megabyte at most; so many phrasings take half a minute, so the limit is a smaller one here."""
    most = 10_000
    monkeypatch.setattr(importing, "FILE_SIZE", most)
    text = "word " * 100
    _, dossier = bring("train.json", json.dumps({f"q{row}": [f"{text} {row}"] for row in range(50)}))
    files = list((tmp_path / "out" / "questions").iterdir())
    assert len(files) > 1
    assert all(file.stat().st_size < 2 * most for file in files)
    assert len(dossier.intents) == 50


QNA = (
    "Question\tAnswer\tSource\tMetadata\tSuggestedQuestions\tIsContextOnly\tPrompts\tQnaId\n"
    "When are you open?\tNine to five.\\nMonday to Friday.\tfaq.docx\ttopic:hours\t[]\tFalse\t[]\t7\n"
    "opening hours\tNine to five.\\nMonday to Friday.\tfaq.docx\ttopic:hours\t[]\tFalse\t[]\t7\n"
    "Where are you?\tIn **Paris**: {here}\tfaq.docx\t\t[]\tFalse\t[]\t8\n"
    "And then?\tTurn left.\tfaq.docx\t\t[]\tTrue\t[]\t9\n"
)


def test_rows_with_the_same_short_answer_stay_questions_of_their_own(bring):
    """“No.” answers many questions; a sentence that stands twice answers one."""
    rules = "You may do so in the arena alone."
    table = f"Q,A\nmay I fight?,No.\nmay I swear?,No.\nmay I fly?,{rules}\nis flying allowed?,{rules}\n"
    _, dossier = bring("faq.csv", table)
    assert [len(phrasings) for phrasings in asked(dossier).values()] == [1, 1, 2]


@pytest.mark.parametrize("name", ["export.tsv", "export.csv", "export.txt"])
def test_an_export_of_qna_maker_becomes_one_question_for_each_id(bring, name):
    content = (
        QNA if name != "export.csv" else "\n".join(",".join(row.split("\t")) for row in QNA.splitlines())
    )
    report, dossier = bring(name, content)
    assert asked(dossier) == {
        "when-are-you-open": ("When are you open?", "opening hours"),
        "where-are-you": ("Where are you?",),
    }
    assert dossier.intents["when-are-you-open"].text["en"] == "Nine to five.\nMonday to Friday."
    assert fill(dossier.intents["where-are-you"].text["en"], {}, {}, None) == "In **Paris**: {here}"
    assert report.unanswered == ()


def test_a_number_of_ones_own_makes_no_two_questions_one(bring):
    """Only QnA Maker's column says which rows are one; a topic's number does not."""
    table = "ID;Question;Réponse\n1;Quand ?;À neuf heures du matin\n1;Où ?;À Paris, au nord\n"
    report, dossier = bring("faq.csv", table, language="fr")
    assert {name: one.text["fr"] for name, one in dossier.intents.items()} == {
        "quand": "À neuf heures du matin",
        "ou": "À Paris, au nord",
    }
    assert any("ID" in remark for remark in report.remarks)


def test_a_backslash_is_a_line_break_in_tables_of_qna_maker_alone(bring):
    """Elsewhere it may stand in a path."""
    _, dossier = bring("faq.csv", "question,answer\nWhere are they kept?,In C:\\new\\names on the server\n")
    (intent,) = dossier.intents.values()
    assert intent.text["en"] == "In C:\\new\\names on the server"


def test_rows_without_id_belong_together_when_their_answer_is_the_same(bring):
    table = 'question;answer\n"Où êtes-vous ?";"À Paris ; au nord"\n"votre adresse";"À Paris ; au nord"\nQuand ?;Le matin\n'
    _, dossier = bring("faq.csv", table, language="fr")
    assert asked(dossier) == {"ou-etes-vous": ("Où êtes-vous ?", "votre adresse"), "quand": ("Quand ?",)}


def test_a_table_without_titles_is_question_and_answer(bring):
    _, dossier = bring("faq.csv", "hi,hello\nbye,so long\n")
    assert {name: intent.text["en"] for name, intent in dossier.intents.items()} == {
        "hi": "hello",
        "bye": "so long",
    }


def test_two_questions_of_the_same_name_get_two_names(bring):
    _, dossier = bring("faq.csv", "Question,Answer\nwho?,Ann\nwho,Bob\nwho is?,Carl\n")
    assert list(dossier.intents) == ["who", "who-is"]


def test_a_spreadsheet_saved_as_unicode_is_read(bring):
    _, dossier = bring("faq.tsv", "Question\tAnswer\nété ?\toui\n".encode("utf-16"), language="fr")
    assert asked(dossier) == {"ete": ("été ?",)}


NLU = """\
version: "3.1"
nlu:
- intent: greet
  examples: |
    - hey
    - hello [Ann](name)
- intent: faq/ask_channels
  examples: |
    - what channels do you [support]{"entity": "verb", "role": "x"}?
- intent: book
  examples: |
    - a table in [Paris][{"entity": "city"}, {"entity": "place"}] at 12:30
- intent: silent
  examples: |
    - no
- synonym: Ann
  examples: |
    - Annie
- lookup: name
  examples: |
    - Bob
"""

DOMAIN = """\
version: "3.1"
intents: [greet, faq, book]
responses:
  utter_greet:
  - condition: [{type: slot, name: x, value: y}]
    text: "Hello again"
  - text: "Hello {name}!"
    image: "http://example.org/x.png"
  - text: "Hi"
  utter_faq/ask_channels:
  - text: "All of them"
  utter_booked:
  - text: |
      Done.

      See you!
"""

RULES = """\
rules:
- rule: book
  steps:
  - intent: book
  - action: utter_booked
"""


@pytest.mark.parametrize("layout", ["beside", "above", "folder"])
def test_a_rasa_project_gives_its_examples_without_annotations_and_its_responses(
    bring, tmp_path, languages, layout
):
    if layout == "beside":
        _, dossier = bring("nlu.yml", NLU, beside={"domain.yml": DOMAIN, "rules.yml": RULES})
    elif layout == "above":
        _, dossier = bring("data/nlu.yml", NLU, beside={"domain.yml": DOMAIN, "data/rules.yml": RULES})
    else:
        bring("data/nlu.yml", NLU, beside={"domain.yml": DOMAIN, "data/rules.yml": RULES})
        report = import_faq(
            tmp_path / "source", language="en", output=tmp_path / "whole", languages=languages
        )
        dossier = load_dossier(report.folder, languages)
    assert asked(dossier) == {
        "greet": ("hey", "hello Ann"),
        "faq/ask_channels": ("what channels do you support?", "ask channels"),
        "book": ("a table in Paris at 12:30",),
        "silent": ("no",),
    }
    answers = {name: fill(intent.text["en"], {}, {}, None) for name, intent in dossier.intents.items()}
    assert answers["greet"] == "Hello {name}!"
    assert answers["faq/ask_channels"] == "All of them"
    assert answers["book"] == "Done.\n\nSee you!"
    assert answers["silent"] == "The answer to “no” is yet to be written."


REFUSED = {
    "a file of no known kind": ("a.docx", "x", "known kind"),
    "broken JSON": ("a.json", '{"a": [', "a.json:1:8"),
    "JSON of another form": ("a.json", "[1]", "must look like"),
    "phrasings that are no texts": ("a.json", '{"a": [1]}', "no list of texts"),
    "an intent that stands twice": ("a.json", '{"a": ["x"], "a": ["y"]}', "twice"),
    "two intents that a space tells apart": ("a.json", '{"a": ["x y"], "a ": ["z"]}', "names two questions"),
    "no words at all": ("a.json", '{"a": ["?"]}', "no question with words"),
    "a name of several lines": ("a.json", '{"a\\nb": ["x"]}', "one line"),
    "a comma in a text without quotes": ("a.csv", "Question,Answer\nwho?,Ann\nwhen, then?,at 5\n", "line 3"),
    "a semicolon in a text without quotes": ("a.csv", "Question;Answer\nwho?;Ann;Bob\n", "a semicolon in it"),
    "a quote that nothing closes": (
        "a.csv",
        'Question,Answer\nwho?,Ann\nwhen?,"at 5\nwhere?,here\n',
        "line 3: a quote",
    ),
    "a quote that a later row closes": (
        "a.csv",
        'Question,Answer\nwhen?,"at 5\nwhere?,"here"\n',
        "line 2: a quote",
    ),
    "a table of other columns": ("a.csv", "x,y,z\n1,2,3\n", "name them in the first line"),
    "an empty table": ("a.csv", "\n", "a.csv is empty"),
    "a table that names its separator and nothing else": ("a.csv", "sep=;\n", "a.csv is empty"),
    "labels without titles": (
        "a.csv",
        "when?,hours\nopen?,hours\nwhere?,place\nhow?,place\n",
        "“text,intent”",
    ),
    "an object without a name": ("a.json", '[{"patterns": ["x"]}]', "object 1 of the list has no name"),
    "answers that are no texts": (
        "a.json",
        '[{"tag": "a", "patterns": ["x"], "responses": [1]}]',
        "“a.responses”",
    ),
    "a name with braces": ("a.json", '{"{a}": ["x"]}', "a.json: “{a}” cannot name a question: write a name"),
    "bytes that are no text": (
        "a.csv",
        b"\xff\xff",
        "UTF-8: save it with that encoding, which Excel calls “CSV UTF-8”",
    ),
    "a Rasa file without examples": ("a.yml", "version: 1\n", "nlu.yml"),
    "a file that is not there": ("../absent.json", None, "check its name"),
}


@pytest.mark.parametrize(("name", "content", "cure"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_imported_is_refused_in_one_line(tmp_path, languages, name, content, cure):
    source = tmp_path / name
    if content is not None:
        source.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(UsageError) as caught:
        import_faq(source, language="en", output=tmp_path / "out", languages=languages)
    assert cure in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_of_a_rasa_project_only_what_holds_questions_is_read(tmp_path, languages):
    """``rasa init`` leaves an ``endpoints.yml`` of comments, and what hides may be anything."""
    project = tmp_path / "project"
    (project / ".git").mkdir(parents=True)
    for name, content in {
        "nlu.yml": NLU,
        "domain.yml": DOMAIN,
        "endpoints.yml": "# tracker_store:\n",
        "config.yml": "pipeline:\n- name: &one x\n- name: *one\n",
        ".git/broken.yml": "nlu: [",
    }.items():
        (project / name).write_text(content, encoding="utf-8")
    import_faq(project, language="en", output=tmp_path / "out", languages=languages)
    assert load_dossier(tmp_path / "out", languages).intents


def test_a_broken_rasa_file_is_refused_with_its_place(tmp_path, languages):
    (tmp_path / "nlu.yml").write_text("nlu:\n\t- intent: x\n")
    with pytest.raises(KnowledgeError) as caught:
        import_faq(tmp_path / "nlu.yml", language="en", output=tmp_path / "out", languages=languages)
    assert [(it.line, it.column) for it in caught.value.problems] == [(2, 1)]


def test_what_turns_out_not_to_load_leaves_nothing_behind(bring, tmp_path, monkeypatch):
    """Else the folder, which is not empty then, would be in the way of the next try."""

    def refuse(folder, _):
        raise KnowledgeError([Problem(folder, 0, 0, "unforeseen")])

    monkeypatch.setattr(importing, "load_dossier", refuse)
    with pytest.raises(KnowledgeError):
        bring("a.json", '{"a": ["hi"]}')
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_said_in_one_line(bring, tmp_path):
    (tmp_path / "out").symlink_to("/proc/nowhere")
    with pytest.raises(UsageError, match="name another folder"):
        bring("a.json", '{"a": ["hi"]}')


def test_a_folder_with_anything_in_it_is_left_alone(bring, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "notes.txt").write_text("mine")
    with pytest.raises(UsageError, match="not empty"):
        bring("a.json", '{"a": ["hi"]}')
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["notes.txt"]


def test_a_folder_that_cannot_name_a_dossier_is_refused_as_for_a_new_one(tmp_path, languages):
    """Settings list the names of dossiers, and buttons remember them."""
    (tmp_path / "a.json").write_text('{"a": ["hi"]}')
    for name in ("two words", "a,b"):
        with pytest.raises(UsageError, match="cannot name a dossier"):
            import_faq(tmp_path / "a.json", language="en", output=tmp_path / name, languages=languages)
    report = import_faq(tmp_path / "a.json", language="en", output=tmp_path / "été", languages=languages)
    assert report.title == "été"


def test_a_language_that_the_bot_lacks_is_refused(bring):
    with pytest.raises(UsageError, match="en, fr"):
        bring("a.json", '{"a": ["hi"]}', language="tlh")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    intents=st.dictionaries(
        st.text(min_size=1, max_size=20).filter(
            lambda name: name.strip() == name and name.isprintable() and "{" not in name and "}" not in name
        ),
        st.lists(st.text(max_size=40), max_size=3),
        min_size=1,
        max_size=4,
    )
)
@example(intents={"0": ["㈀"]})  # a letter once it is folded, a symbol before
def test_whatever_is_imported_can_be_loaded_with_its_names(tmp_path_factory, languages, intents):
    folder = tmp_path_factory.mktemp("import")
    (folder / "a.json").write_text(json.dumps({**intents, "sure": ["surely this one"]}))
    report = import_faq(folder / "a.json", language="en", output=folder / "out", languages=languages)
    dossier = load_dossier(Path(folder / "out"), languages)
    assert set(dossier.intents) == {*intents, "sure"} - set(report.dropped)
