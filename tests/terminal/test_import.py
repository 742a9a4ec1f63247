"""``dossier import`` tells what it took, what it left out, and what is left to do; readers are told no mark of ours."""

from __future__ import annotations

import json

import pytest

from bot.terminal.cli import execute

NLU = "nlu:\n- intent: greet\n  examples: |\n    - hey\n    - hello\n"
DOMAIN = 'responses:\n  utter_greet:\n  - text: "Hi"\n  - text: "Hello"\n'


@pytest.fixture
def says(capsys):
    def says(*arguments):
        code = execute([*map(str, arguments)])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return says


@pytest.fixture
def bring(says, tmp_path):
    """Import ``content`` into ``tmp_path/j``: exit code, what it printed, what it complained of."""

    def bring(name, content, language="en"):
        source = tmp_path / name
        source.write_text(content, encoding="utf-8")
        return says("import", source, "--language", language, "--output", tmp_path / "j")

    return bring


@pytest.mark.parametrize("name", ["absent.json", "absent.yml", "absent.docx", "absent"])
def test_a_source_that_is_not_there_is_said_not_to_be_there(says, tmp_path, name):
    code, _, err = says("import", tmp_path / name, "--language", "en", "--output", tmp_path / "j")
    assert (code, err.count("\n")) == (2, 1)
    assert f"{name} does not exist" in err


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "The answer to “a late fee” is yet"), ("fr", "La réponse à «\u202fa late fee\u202f» reste")],
)
def test_a_reader_is_told_that_an_answer_is_yet_to_be_written(bring, says, tmp_path, language, told):
    """And a script is told the intent all the same, with its confidence and the candidates."""
    bring("a.json", json.dumps({"late_fee": ["a late fee", "charged for a late return"]}), language)
    code, out, _ = says("ask", "--json", "a late fee", "--knowledge", tmp_path / "j")
    reply = json.loads(out)
    assert (code, reply["status"], reply["intent"]) == (0, "answered", "late_fee")
    assert told.replace("\u202f", " ") in reply["text"].replace("\u202f", " ").replace("\u00a0", " ")
    assert "TODO" not in reply["text"]
    assert reply["confidence"] > 0.5
    assert reply["candidates"][0]["intent"] == "late_fee"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_check_names_the_line_of_each_answer_to_write(bring, says, tmp_path, language):
    bring("a.json", json.dumps({"late_fee": ["a late fee"], "hours": ["when is it?"]}), language)
    code, out, _ = says("check", "--knowledge", tmp_path / "j")
    assert code == 1
    questions = tmp_path / "j" / "questions.yaml"
    lines = questions.read_text(encoding="utf-8").splitlines()
    rows = [number for number, line in enumerate(lines, 1) if line.startswith("  answer:")]
    assert [line.partition(": ")[0] for line in out.splitlines()[:-1]] == [
        f"{questions}:{row}:11" for row in rows
    ]
    assert out.count("under “answer:”") == 2


def test_the_rest_of_a_long_list_is_to_be_had_from_check(bring):
    """Which the line says that counts it."""
    intents = {f"q{number}": [f"question {number}"] for number in range(12)}
    out = bring("a.json", json.dumps(intents))[1]
    assert (
        "q9 and 2 more; until then readers are told so, and “dossier check” names the line of each\n" in out
    )


def test_a_question_with_nothing_of_its_own_is_said_to_be_left_out(bring):
    """Whether it has no phrasing at all, or only one that was given above."""
    out = bring("a.json", json.dumps({"a": ["hi there"], "b": ["Hi there!"], "c": []}))[1]
    assert "left out, with no phrasing of their own: b, c\n" in out


def test_a_second_answer_is_said_to_be_left_out(bring, tmp_path):
    (tmp_path / "domain.yml").write_text(DOMAIN, encoding="utf-8")
    assert "only the first answer was taken, and the others left out, of: greet" in bring("nlu.yml", NLU)[1]


def test_nothing_is_said_of_second_answers_where_there_are_none(bring, tmp_path):
    (tmp_path / "domain.yml").write_text(DOMAIN.replace('  - text: "Hello"\n', ""), encoding="utf-8")
    assert "only the first" not in bring("nlu.yml", NLU)[1]


def test_rows_with_one_id_and_two_answers_are_told_of(bring):
    assert "left out, of: hi" in bring("a.csv", "Question,Answer,QnaId\nhi,hello,1\nhey,hallo,1\n")[1]


def test_the_title_that_readers_will_see_is_told_with_its_line(bring, tmp_path):
    """The folder's name is seldom what anybody wants to read."""
    _, out, _ = bring("a.json", '{"a": ["hi there"]}')
    main = tmp_path / "j" / "dossier.yaml"
    assert f"the title “j”: write a better one under “title:” in {main}, line 2" in out
    assert main.read_text(encoding="utf-8").splitlines()[1] == 'title: "j"'


def test_one_is_counted_as_one(bring):
    assert "j: 1 question, 1 phrasing\n" in bring("a.json", '{"x": ["hi there"]}')[1]


EXPORT = (
    "Question,Answer,Source,Metadata,IsContextOnly,Prompts,QnaId\n"
    "When are you open?,Nine to five.,,topic:hours,False,[],7\n"
    "And then?,Turn left.,,,True,[],9\n"
)


def test_what_an_export_has_and_a_dossier_has_no_place_for_is_said_to_be_left_out(bring):
    """Rows that are asked after another one, by name, and columns that hold something."""
    out = bring("ctx.csv", EXPORT)[1]
    assert "left out, asked only after another question (IsContextOnly): “And then?” (line 3)\n" in out
    assert "left out, the columns that a dossier has no place for: “Metadata”\n" in out


def test_nothing_is_said_of_a_table_with_nothing_else_in_it(bring):
    assert "left out" not in bring("faq.csv", "Question,Answer,Prompts\nhi?,hello,[]\n")[1]


def test_a_first_line_that_may_have_been_titles_is_said_to_be_a_question(bring):
    out = bring("faq.csv", "Intitulé;Contenu\nQuand ?;À midi\n", "fr")[1]
    told = (
        "no titles “Question” and “Answer” seen: the first line (Intitulé;Contenu) was taken for a question\n"
    )
    assert told in out


def test_an_intent_without_examples_is_said_to_be_left_out(bring, tmp_path):
    """A domain names it, plainly or with keys; one that is retrieved has its examples under longer names."""
    intents = "intents:\n- greet\n- faq\n- price:\n    use_entities: []\n- hours\n"
    (tmp_path / "domain.yml").write_text(intents + DOMAIN, encoding="utf-8")
    out = bring("nlu.yml", NLU + "- intent: faq/where\n  examples: |\n    - where is it?\n")[1]
    assert "left out, without an example under “nlu:”: price, hours\n" in out


def test_an_answer_that_rasa_fills_in_is_told_of(bring, tmp_path):
    """Readers see its braces until somebody writes what stands for them."""
    domain = 'responses:\n  utter_greet:\n  - text: "It costs {price} euros."\n'
    (tmp_path / "domain.yml").write_text(domain, encoding="utf-8")
    out = bring("nlu.yml", NLU)[1]
    assert "readers will see the braces, for nothing fills them here: “{price}” in greet: mend these" in out


def test_phrasings_that_stand_twice_are_named(bring):
    out = bring("a.json", json.dumps({"a": ["Hi there"], "b": ["hi there!", "bye"]}))[1]
    assert "left out, already given above: “hi there!” of b\n" in out
