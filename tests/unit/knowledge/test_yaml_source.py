"""Reading YAML: everything stays as typed, and whatever cannot be read is one problem with its place and cure."""

from pathlib import Path

import pytest
import yaml

from bot.knowledge import yaml_source
from bot.knowledge.nodes import Items, Scalar, Table
from bot.knowledge.yaml_source import DEPTH_LIMIT, SIZE_LIMIT, parse, read_yaml

FILE = Path("facts.yaml")
MARK = "¶"


pytestmark = pytest.mark.usefixtures("loader")


@pytest.fixture(params=["as installed", "pure Python"])
def loader(request, monkeypatch):
    """Both parsers that PyYAML may have."""
    if request.param == "pure Python":
        monkeypatch.setattr(yaml_source, "LOADER", yaml.SafeLoader)


def plain(node):
    """A node as dictionaries, lists and strings."""
    if isinstance(node, Table):
        return {key: plain(entry.value) for key, entry in node.entries.items()}
    return [plain(item) for item in node.items] if isinstance(node, Items) else node.text


@pytest.mark.parametrize(
    "typed",
    ["no", "yes", "012", "12:30", "2014-01-01", "1e3", "0x1F", "null", "~", "3.10", "1_000", "on", ".5", "="],
)
def test_a_scalar_stays_what_was_typed(typed):
    root, problems = parse(f"a: {typed}\nb: [{typed}]\n{typed}: c\n".encode(), FILE)
    assert problems == []
    assert plain(root) == {"a": typed, "b": [typed], typed: "c"}


def test_nodes_know_their_line_and_column_counted_from_one_in_characters():
    root, _ = parse('é: 1\nfr: {clé: "été", b: [x, y]}\n'.encode(), FILE)
    entry = root.entries["fr"]
    assert (entry.line, entry.column) == (2, 1)
    assert (entry.value.entries["clé"].line, entry.value.entries["clé"].column) == (2, 6)
    assert entry.value.entries["clé"].value == Scalar("été", 2, 11, plain=False)
    assert entry.value.entries["b"].value.items[1] == Scalar("y", 2, 25, plain=True)


def test_a_byte_order_mark_is_no_part_of_the_text():
    root, problems = parse(b"\xef\xbb\xbfa: b\n", FILE)
    assert (plain(root), problems) == ({"a": "b"}, [])


BROKEN = {
    "a duplicate key": ("a: 1\nb: 2\n¶a: 3\n", "keep one of them"),
    "a duplicate key within braces": ("x: {a: 1, ¶a: 2}\n", "keep one of them"),
    "an anchor": ("a: ¶&x [b]\n", "write the value out"),
    "an alias": ("a: ¶*x\n", "write the value out"),
    "a file that holds itself": ("¶&x [*x]\n", "write the value out"),
    "laughs by the billion": ("a: ¶&a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", "write the value out"),
    "a tag": ("a: ¶!!python/object/apply:os.system [ls]\n", "write the value out"),
    "a tab that indents": ("a:\n¶\tb: 1\n", "use spaces"),
    "a quote that never closes": ('a: ¶"x\nb: 1\n', "close it"),
    "a second document": ("a: 1\n¶---\nb: 2\n", "file of its own"),
    "a list as a key": ("? ¶[a]\n: 1\n", "in quotes"),
    "a control character": ("a: x¶\x07\n", "delete it"),
}


@pytest.mark.parametrize(("content", "cure"), BROKEN.values(), ids=BROKEN)
def test_what_cannot_be_read_is_one_problem_with_its_place_and_cure(content, cure):
    before = content.partition(MARK)[0]
    _, problems = parse(content.replace(MARK, "").encode(), FILE)
    assert len(problems) == 1
    assert (problems[0].line, problems[0].column) == (
        before.count("\n") + 1,
        len(before) - before.rfind("\n"),
    )
    assert cure in problems[0].message


LINES = {
    "a colon in a text without quotes": ("a: b\nc: when: now\n", 2, "must stand in quotes"),
    "a text that starts with a hole": ("a: b\nc: {stake} du capital\n", 2, "must stand in quotes"),
    "text after the closing quote": ("a: 'l'avis'\n", 1, "double a '"),
    "text after a closing quote in a list": ('a: [x, "le "grand" jour"]\n', 1, "around one that holds a"),
    "a colon in braces without quotes": (
        'a: {fr: Le club : à qui ?, en: "who?"}\n',
        1,
        "must stand in quotes",
    ),
    "curly quotes in braces": ('a: {fr: “Le club : à qui ?”, en: "who?"}\n', 1, "put straight ones"),
    "a bracket that never closes": ("a: [1, 2\nb: 3\n", 1, "write ] where it ends"),
    "a comma that is missing in a list of lines": ('a:\n  ask: ["x"\n    "y"\n  ]\n', 3, "a comma"),
    "a text that starts with an at sign": ("a: @x\n", 1, "must stand in quotes"),
    "a dash that is out of line": ("a:\n  - b\n c: d\n", 3, "indentation"),
    "an unknown escape": ('a: "\\z"\n', 1, "double it"),
}


@pytest.mark.parametrize(("content", "line", "cure"), LINES.values(), ids=LINES)
def test_a_syntax_error_names_its_line_and_its_most_likely_cure(content, line, cure):
    root, problems = parse(content.encode(), FILE)
    assert root is None
    assert len(problems) == 1
    assert problems[0].line == line
    assert problems[0].column > 0
    assert cure in problems[0].message


ELSEWHERE = {
    "a quote that another text closes": (
        'q:\n  title: ¶"one\n  ask:\n    - x\n  near: [b]\n  answer: "two"\n',
        "the quote that opens here is never closed",
    ),
    "a single quote": ("q:\n  title: ¶'one\n  answer: 'two'\n", "the quote that opens here"),
    "a quote of a list item": ('q:\n  ask:\n    - ¶"one\n    - "two"\n', "the quote that opens here"),
    "a quote of a list of lines": ('q:\n  ask: [\n    ¶"one,\n    "two"]\n', "the quote that opens here"),
    "a quote of a text in two languages": (
        'q:\n  title: {fr: ¶"un,\n          en: "one"}\n',
        "the quote that opens here",
    ),
    "a quote among the last": ('q:\n  a: "x"\n  b: ¶"y\n', "the quote that opens here"),
    "a brace": ('q:\n  title: ¶{fr: "un", en: "one"\n  ask: [x]\n', "write } where it ends"),
    "a brace at the end": ("q:\n  title: ¶{fr: un, en: one\n", "write } where it ends"),
    "a bracket": ("q:\n  ask:\n    fr: ¶[un, deux\n    en: [one]\n", "write ] where it ends"),
    "a bracket that a brace closes": ('q:\n  ask: {fr: ¶["un"}\n  near: [b]\n', "write ] where it ends"),
    "a comment in a list": ("q:\n  ask: ¶[one, #1 in sales]\n  answer: b\n", "“ #” starts a comment"),
    "a colon without its space": ("q:\n  verdict¶:yes\n  near: [b]\n", "write “verdict: yes”"),
    "a colon without its space at the end": ("q:\n  ask: [x]\n  verdict¶:yes\n", "write “verdict: yes”"),
    "a key without its colon": ("q:\n  verdict¶ yes\n  near: [b]\n", "write “verdict: yes”"),
    "a dash without its space": ("q:\n  ask:\n    - un\n    ¶-deux\n  near: [b]\n", "write “- deux”"),
    "a quoted dash without its space": (
        'q:\n  ask:\n    - "un"\n    ¶-"d\'eux"\n    - "trois"\n',
        'write “- "d\'eux"”',
    ),
    "a key below one that has its value": (
        "q:\n  ask:\n    - un\n  facts: [a] # b\n    ¶answer: x\n",
        "“answer” is indented too far: move it left, to where “facts” stands",
    ),
    "a key below a plain text": ("q:\n  title: un\n    ¶answer: x\n", "is indented too far"),
    "a key beside items": ("q:\n  ask:\n    - un\n    ¶answer: x\n", "move it left, out of the list above"),
    "non-breaking spaces before a key": ("q:\n¶\u00a0\u00a0ask: [x]\n", "non-breaking spaces"),
    "non-breaking spaces before an item": (
        "q:\n  ask:\n  ¶\u202f\u202f- x\n  near: [b]\n  c: d\n   e: f\n",
        "non-breaking spaces",
    ),
}


@pytest.mark.parametrize(("content", "cure"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_the_line_that_is_to_blame_is_named_and_not_the_one_where_yaml_stops(content, cure):
    before = content.partition(MARK)[0]
    root, problems = parse(content.replace(MARK, "").encode(), FILE)
    assert root is None
    assert len(problems) == 1
    assert (problems[0].line, problems[0].column) == (
        before.count("\n") + 1,
        len(before) - before.rfind("\n"),
    )
    assert cure in problems[0].message


INNOCENT = {
    "a text of several lines in quotes": 'q:\n  title: "one\n    two"\n',
    "quotes and brackets in a block": "q:\n  title: |\n    it's [x\n    \"y\n",
    "an apostrophe and a bracket in a plain text": "q:\n  title: l'avis [1\n  more: aujourd'hui \"x\n",
    "a comment": "q: # it's [\n  title: x  # \"a\n",
    "a list of several lines": 'q:\n  ask: [\n    "a", # b\n    c: d\n  ]\n',
    "a text in two languages on two lines": 'q:\n  title: {fr: "un",\n          en: "one"}\n',
}


@pytest.mark.parametrize("content", INNOCENT.values(), ids=INNOCENT)
def test_what_stands_before_a_mistake_is_not_blamed_for_it(content):
    _, problems = parse(f"{content}  when: now: then\n".encode(), FILE)
    assert [problem.line for problem in problems] == [content.count("\n") + 1]


def test_invalid_utf8_is_placed_at_its_byte():
    _, problems = parse(b"a: b\nc: d\xff\n", FILE)
    assert [(it.line, it.column) for it in problems] == [(2, 5)]
    assert "UTF-8" in problems[0].message


@pytest.mark.parametrize("content", [b"", b"\n\n", b"# only a comment\n", b"---\n...\n"])
def test_an_empty_file_has_a_message_of_its_own(content):
    root, problems = parse(content, FILE)
    if root is None:
        assert "empty" in problems[0].message
    else:
        assert plain(root) == ""


def test_nesting_is_bounded():
    deep = b"[" * DEPTH_LIMIT + b"]" * DEPTH_LIMIT
    assert parse(deep, FILE)[1] == []
    _, problems = parse(b"[" + deep + b"]", FILE)
    assert [(it.line, it.column) for it in problems] == [(1, DEPTH_LIMIT + 1)]


def test_a_huge_file_is_refused_unread(tmp_path):
    file = tmp_path / "huge.yaml"
    with file.open("wb") as stream:
        stream.truncate(SIZE_LIMIT + 1)
    parsed = read_yaml(file)
    assert parsed.root is None
    assert "split it" in parsed.problems[0].message


def test_what_is_no_file_is_a_problem_and_no_exception(tmp_path):
    for place in (tmp_path, tmp_path / "absent.yaml"):
        parsed = read_yaml(place)
        assert parsed.root is None
        assert len(parsed.problems) == 1
