"""The command line as a whole: exit codes, one readable line for what is wrong, pipes that close, Ctrl-C."""

from __future__ import annotations

import itertools
import json
import shlex
import signal
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from fake_assistant import FakeAssistant
from opened import DOSSIERS
from terminal.fakes import an_app, piped

from bot.errors import UsageError
from bot.terminal import cli, streams, verbs
from bot.terminal.asking import BatchRow
from bot.terminal.cli import execute

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def faq(tmp_path) -> Path:
    """A folder that holds a small FAQ dossier."""
    folder = tmp_path / "knowledge" / "hours"
    folder.mkdir(parents=True)
    (folder / "dossier.yaml").write_text("languages: [en]\ntitle: Opening hours\n")
    (folder / "questions.yaml").write_text(
        'when-open:\n  ask: ["when are you open?", "opening hours"]\n  answer: "From nine to five."\n'
        'where:\n  ask: ["where is the shop?", "what is your address?"]\n  answer: "In Mill Lane."\n'
    )
    return folder.parent


@pytest.fixture
def fake(monkeypatch):
    """The verbs run on a fake assistant, which is given."""
    assistant = FakeAssistant()

    def open_app(options: verbs.Options, *, lasting_talks: bool = False):
        del lasting_talks
        return an_app(assistant, language=options.language)

    monkeypatch.setattr(verbs.Options, "open_app", open_app)
    return assistant


@pytest.fixture
def says(capsys):
    """Runs a command line: exit code, lines of standard output, lines of standard error."""

    def says(*arguments: str | Path) -> tuple[int, list[str], list[str]]:
        code = execute([str(argument) for argument in arguments])
        shown = capsys.readouterr()
        return code, shown.out.splitlines(), shown.err.splitlines()

    return says


def start(*arguments: str | Path, **how) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "bot", *map(str, arguments)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, cwd=ROOT, **(pipes | how))


# ── ask ──


@pytest.mark.usefixtures("fake")
def test_a_reply_is_the_text_of_the_answer(says):
    code, out, err = says("ask", "how much does Orange own?")
    assert code == 0
    assert out[0] == "Orange holds **44%** of the capital."
    assert out[-1] == "Source: stated by the article, paragraph 4."
    assert err == []


def test_on_a_screen_a_reply_with_a_table_shows_the_table(says, monkeypatch):
    """As the chat and Discord do; what goes to a script is the reply's text alone."""
    asked = ("ask", "--knowledge", ROOT / "tests" / "dossiers", "--dossier", "mill", "who owns the mill?")
    _, piped, _ = says(*asked)
    assert not any("█" in line for line in piped)
    monkeypatch.setattr("bot.terminal.streams.is_terminal", lambda _: True)
    _, shown, _ = says(*asked)
    assert any("█" in line and "41.5%" in line for line in shown)


def test_words_without_quotes_are_one_question(fake, says):
    says("ask", "how", "much", "does", "Orange", "own?")
    assert fake.asked[-1][0] == "how much does Orange own?"


def test_a_question_that_begins_with_a_dash_follows_two(fake, says):
    says("ask", "--", "--language ?")
    assert fake.asked[-1][0] == "--language ?"


@pytest.mark.usefixtures("fake")
def test_a_refusal_is_a_reply_like_any_other(says):
    code, out, _ = says("ask", "what time is it?")
    assert (code, out) == (0, ["I have no sure answer."])


@pytest.mark.usefixtures("fake")
def test_json_is_one_line(says):
    _, out, _ = says("ask", "--json", "how much does Orange own?")
    assert len(out) == 1
    assert json.loads(out[0])["intent"] == "stake-of"


@pytest.mark.parametrize(
    ("before", "after"), [(("--language", "fr"), ()), ((), ("--language", "fr")), ((), ("--language=fr",))]
)
def test_the_shared_options_stand_before_the_verb_or_after_it(fake, says, before, after):
    _, out, _ = says(*before, "ask", "orange?", *after)
    assert fake.asked[-1][1] == "fr"
    assert out[0].startswith("Orange détient")


def test_without_a_question_standard_input_is_the_question(fake, says, monkeypatch):
    monkeypatch.setattr(sys, "stdin", piped("how much does\nOrange own?\n"))
    says("ask")
    assert fake.asked[-1][0] == "how much does\nOrange own?"


@pytest.mark.usefixtures("fake")
def test_without_a_question_on_a_terminal_the_line_says_what_to_type(says, monkeypatch):
    class Terminal:
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal())
    code, out, err = says("ask")
    assert (code, out, len(err)) == (2, [], 1)
    assert 'dossier ask "' in err[0]


@pytest.mark.parametrize(
    "question", ["", "a" * 100_000, "\x00\x1b[2J\x07 orange", "\ud83d orange", "\u061c\u202eorange"]
)
def test_any_text_gets_a_reply_and_none_steers_the_terminal(fake, says, question):
    code, out, err = says("ask", question)
    assert (code, err) == (0, [])
    assert fake.asked[-1][0] == question
    assert not {"\x1b", "\x00", "\x07"} & set("".join(out))


def test_batch_reads_rows_and_writes_rows(faq):
    rows = b'{"id": 1, "question": "when are you open?"}\nnonsense\n{"id": 3, "question": "where is the shop?"}\n'
    done = subprocess.run(
        [sys.executable, "-m", "bot", "ask", "--batch", "--knowledge", str(faq)],
        input=rows,
        capture_output=True,
        cwd=ROOT,
        check=False,
    )
    out = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, done.stderr
    assert [row["id"] for row in out] == [1, None, 3]
    assert out[0]["intent"] == "when-open"
    assert out[2]["dossier"] == "hours"
    assert out[1].keys() == {"id", "error"}


def test_batch_replies_to_a_row_before_the_next_one_is_there(faq):
    with start("ask", "--batch", "--knowledge", faq) as process:
        for number in range(2):
            process.stdin.write(json.dumps({"id": number, "question": "opening hours"}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
        assert process.wait(30) == 0


def test_rows_of_one_talk_are_its_turns_however_late_they_come(capsysbinary, monkeypatch):
    """Ten minutes and two thousand talks end a talk among people, not one in a file."""
    hours = itertools.count(step=3600.0)
    for module in ("bot.app", "bot.assistant"):
        monkeypatch.setattr(f"{module}.monotonic", lambda: next(hours))
    turns = ("How much does Brioche own?", "and Fournil?")
    rows = (json.dumps({"question": question, "conversation": "c"}) for question in turns)
    monkeypatch.setattr(sys, "stdin", piped("\n".join(rows)))
    assert execute(["ask", "--batch", "--knowledge", str(DOSSIERS)]) == 0
    first, second = map(json.loads, capsysbinary.readouterr().out.splitlines())
    assert first["intent"] == second["intent"] == "stake-of"
    assert "33%" in second["text"]


@pytest.mark.usefixtures("fake")
def test_batch_takes_no_question(says):
    assert says("ask", "--batch", "orange?")[0] == 2


def test_explain_tells_what_a_follow_up_owes_to_the_question_before_it(says):
    follow_up = ("explain", "et Brioche ?", "--knowledge", DOSSIERS)
    code, lines, _ = says(*follow_up, "--after", "Combien détient Épi d'Or ?")
    assert code == 0
    assert any(line.startswith("completed") for line in lines)
    assert any(line.startswith("the talk") for line in lines)
    assert not any(line.startswith(("completed", "the talk")) for line in says(*follow_up)[1])


@pytest.mark.parametrize("language", ["fr", "en"])
def test_explain_is_of_the_reply_that_ask_gives(says, tmp_path, language):
    """In the config's language where the question's own is not clear."""
    config = tmp_path / "config.yaml"
    config.write_text(f"language: {language}\n")
    shared = ("Panidor", "--knowledge", DOSSIERS / "mill", "--config", config)
    reply = json.loads(says("ask", "--json", *shared)[1][0])
    (line,) = [line for line in says("explain", *shared)[1] if line.startswith("language")]
    assert reply["language"] == line.split()[1] == language


# ── what is wrong is told in lines, never with a traceback ──


@pytest.mark.parametrize(
    ("arguments", "says_so"),
    [
        ([], "say what to do"),
        (["dance"], "dance"),
        (["ask", "--loud", "x"], "--loud"),
        (["ask", "x", "--knowledge"], "--knowledge wants a value"),
        (
            ["ask", "x", "--knowledge", "a", "--knowledge=b"],
            "to load several dossiers, put their folders into one",
        ),
        (["--language", "fr", "ask", "x", "--language", "en"], "--language is given twice"),
        (["check", "--config", "a", "--config", "b"], "--config is given twice"),
        (["ask", "x", "--language", "tlh"], "does not speak “tlh”"),
        (["ask", "x", "--config", "absent.yaml"], "absent.yaml"),
        (["ask", "x", "--knowledge", "nowhere"], "nowhere"),
        (["ask", "x", "--dossier", "other"], "no dossier “other”"),
        (["eval", "absent.jsonl"], "absent.jsonl"),
        (["eval"], "PATHS"),
        (["eval", "x", "--min", "92"], "--min"),
        (["explain", "x", "--knowledge", "nowhere"], "nowhere"),
        (["check", "--knowledge", "nowhere"], "nowhere"),
        (["import", "absent.json", "--output", "new"], "--language"),
        (["import", "absent.json", "--output", "new", "--language", "en"], "absent.json"),
        (["run"], "DISCORD_TOKEN"),
        (["sync"], "DISCORD_TOKEN"),
        (["invite"], "DISCORD_TOKEN"),
        (["preview", "--port", "99999999"], "--port"),
        (["stats", "--server", "99999999999999999999"], "--server"),
        (["export", "--user", "-5"], "--user"),
    ],
)
def test_wrong_use_is_one_line_and_code_two(faq, says, monkeypatch, arguments, says_so):
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    monkeypatch.chdir(faq.parent)
    if "--knowledge" not in arguments and arguments[:1] in (["ask"], ["eval"]):
        arguments = [*arguments, "--knowledge", str(faq)]
    code, _, err = says(*arguments)
    assert code == 2
    assert len(err) == 1
    assert says_so.casefold() in err[0].casefold()


def test_each_problem_of_a_broken_dossier_has_its_line(faq, says):
    (faq / "hours" / "questions.yaml").write_text("when:\n  ask: [a]\n  anser: b\n  colour: c\n")
    code, out, err = says("ask", "x", "--knowledge", faq)
    assert (code, out) == (2, [])
    assert len(err) >= 2
    assert all(line.startswith(str(faq / "hours")) for line in err), (
        "editors turn file:line:column into a link"
    )


def test_a_config_with_an_unknown_key_is_one_line(faq, says):
    config = faq / "config.yaml"
    config.write_text("langage: fr\n")
    code, _, err = says("--config", config, "ask", "x")
    assert (code, len(err)) == (2, 1)
    assert f"{config}:1:1: unknown key “langage”" in err[0]


# ── a start that takes long ──


class Clock:
    """A timer that has run out as it starts, or never does."""

    def __init__(self, *, is_over: bool) -> None:
        self.is_over = is_over
        self.running = False

    def __call__(self, seconds, then):
        self.seconds, self.then = seconds, then
        return self

    def start(self):
        self.running = True
        if self.is_over:
            self.then()

    def cancel(self):
        self.running = False


def watch(monkeypatch, *, terminal="xterm", watched=True):
    monkeypatch.setenv("TERM", terminal)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: watched)


def test_whoever_watches_what_takes_long_is_told_what_goes_on(capsys, monkeypatch):
    watch(monkeypatch)
    clock = Clock(is_over=True)
    with streams.told_when_slow("baking", clock):
        assert clock.running
    assert (clock.seconds, clock.running) == (streams.PATIENCE, False)
    assert capsys.readouterr().err == "dossier: baking\n"


def test_nothing_is_told_of_what_is_soon_over(capsys, monkeypatch):
    watch(monkeypatch)
    clock = Clock(is_over=False)
    with pytest.raises(KeyError), streams.told_when_slow("baking", clock):
        raise KeyError
    assert not clock.running
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("terminal", "watched"), [("xterm", False), ("dumb", True)])
def test_nothing_is_told_where_nobody_watches(capsys, monkeypatch, terminal, watched):
    watch(monkeypatch, terminal=terminal, watched=watched)
    with streams.told_when_slow("baking", Clock(is_over=True)):
        pass
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("fault", [BrokenPipeError, ValueError("I/O operation on closed file")])
def test_a_screen_that_has_gone_is_no_fault(monkeypatch, fault):
    watch(monkeypatch)

    def gone(_):
        raise fault

    monkeypatch.setattr(sys.stderr, "write", gone)
    with streams.told_when_slow("baking", Clock(is_over=True)):
        pass


@pytest.mark.parametrize("verb", [["ask", "x"], ["fit"]])
def test_every_verb_that_opens_the_bot_tells_of_a_long_start(says, monkeypatch, verb):
    told = []

    def stop(what):
        told.append(what)
        raise UsageError("enough")

    monkeypatch.setattr("bot.terminal.verbs.told_when_slow", stop)
    assert says(*verb)[0] == 2
    assert told == ["working out what the dossiers can be asked"]


# ── check, eval, new, schema ──


def test_check_says_what_is_there_when_nothing_is_wrong(faq, says):
    code, out, err = says("check", "--knowledge", faq)
    assert (code, err) == (0, [])
    assert out == ["hours: nothing to mend (2 questions, 0 facts, 0 entities; en)"]


def test_check_counts_one_as_one(faq, says):
    (faq / "hours" / "questions.yaml").write_text("when:\n  ask: [when is it?]\n  answer: b\n")
    assert says("check", "--knowledge", faq)[1] == [
        "hours: nothing to mend (1 question, 0 facts, 0 entities; en)"
    ]


def test_check_lists_problems_on_standard_output_and_says_no(faq, says):
    (faq / "hours" / "questions.yaml").write_text("when:\n  ask: [a]\n  anser: b\n")
    code, out, err = says("check", "--knowledge", faq)
    assert (code, err) == (1, [])
    assert f"{faq / 'hours' / 'questions.yaml'}:3:3:" in "\n".join(out)
    assert out[-1].endswith("to mend")


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize(("bar", "code"), [("0.5", 0), ("0.6", 1)])
def test_eval_says_no_below_the_bar(says, tmp_path, bar, code):
    rows = tmp_path / "rows.jsonl"
    row = {"kind": "answer", "lang": "en", "q": "how much has orange?"}
    rows.write_text("\n".join(json.dumps(row | {"id": must, "must": [must]}) for must in ("44", "45")))
    found, out, err = says("eval", rows, "--min", bar)
    assert found == code
    assert "1 of 2 not right" in out
    assert err == ([] if code == 0 else ["falls short: right in en: 50.0%, below 60.0%"])


@pytest.mark.usefixtures("fake")
def test_eval_gives_figures_to_scripts(says, tmp_path):
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"id": "a", "kind": "language", "lang": "fr", "q": "bonjour"}')
    _, out, _ = says("eval", rows, "--json")
    assert json.loads("\n".join(out))["language"] == {"n": 1, "right": 1.0, "wrong": 0.0, "refused": 0.0}


def test_a_new_dossier_is_in_order_and_answers(says, tmp_path):
    code, _, err = says("new", tmp_path / "first")
    assert (code, err) == (0, [])
    assert says("check", "--knowledge", tmp_path / "first")[0] == 0
    assert says("new", tmp_path / "first")[0] == 2, "what is there is never overwritten"


def test_the_command_that_new_prints_can_be_pasted(says, tmp_path):
    """Also where a folder above has a space or a quote in its name."""
    folder = tmp_path / "l'été 2012" / "first"
    _, (line,), _ = says("new", folder)
    assert shlex.split(line.partition("with: ")[2])[3] == str(folder)


def test_imported_questions_are_answered_under_their_own_names(says, tmp_path):
    source = tmp_path / "intents.json"
    source.write_text(
        json.dumps({"Opening Hours": ["when are you open?"], "address": ["where is the shop?"]})
    )
    code, out, _ = says("import", source, "--language", "en", "--output", tmp_path / "shop")
    assert code == 0
    assert "2 questions, 2 phrasings" in out[0]
    assert says("check", "--knowledge", tmp_path / "shop")[0] == 1, "answers are still to be written"


def test_the_schema_is_json(says):
    assert "$defs" in json.loads("\n".join(says("schema")[1]))


def test_help_shows_what_a_row_of_a_batch_holds(says):
    shown = "\n".join(says("ask", "--help")[1])
    assert '{"id":' in shown
    assert all(f'"{field.name}"' in shown for field in fields(BatchRow))


def test_version_and_help_are_no_mistake(says):
    assert says("--version")[0] == 0
    code, out, _ = says("--help")
    assert code == 0
    shown = "\n".join(out)
    for verb in [
        "run",
        "preview",
        "chat",
        "ask",
        "explain",
        "check",
        "eval",
        "new",
        "import",
        "schema",
        "fit",
        "sync",
        "invite",
    ]:
        assert f"  {verb} " in shown


# ── pipes and signals ──


def test_the_script_and_the_module_are_the_same():
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert 'dossier = "bot.terminal.cli:main"' in pyproject
    assert "from bot.terminal.cli import main" in (ROOT / "bot" / "__main__.py").read_text(encoding="utf-8")


def test_a_closed_pipe_ends_quietly(faq):
    with start("ask", "--batch", "--knowledge", faq) as process:
        process.stdout.close()
        process.stdin.write(b'{"question": "opening hours"}\n' * 2000)
        process.stdin.close()
        assert process.wait(30) == 0
        assert process.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
@pytest.mark.parametrize("verb", [("ask", "opening hours"), ("schema",), ("--help",)])
def test_a_full_disk_is_one_line_and_no_traceback(faq, verb):
    with Path("/dev/full").open("w") as full, start(*verb, "--knowledge", faq, stdout=full) as process:
        assert process.wait(30) == cli.BROKEN
        (line,) = process.stderr.read().decode().splitlines()
        assert line.startswith("dossier: the output cannot be written")


@pytest.mark.skipif(sys.platform == "win32", reason="the shell closes streams in another way there")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
@pytest.mark.parametrize("verb", ["ask --batch", "chat", "check"])
def test_a_stream_that_is_closed_from_the_start_is_an_empty_one(faq, closed, verb):
    line = f'exec "{sys.executable}" -m bot {verb} --knowledge "{faq}" {closed}'
    done = subprocess.run(["/bin/sh", "-c", line], cwd=ROOT, input=b"", capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent in another way there")
@pytest.mark.parametrize("verb", [("ask", "--batch"), ("chat",)])
def test_ctrl_c_ends_quietly(faq, verb):
    with start(*verb, "--knowledge", faq) as process:
        question = b'{"question": "opening hours"}\n' if "--batch" in verb else b"opening hours\n"
        process.stdin.write(question)
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == cli.INTERRUPTED
        assert process.stderr.read() == b""


def test_an_encoding_that_lacks_a_character_costs_no_reply(faq):
    process = start(
        "ask", "--knowledge", faq, "opening hours ☃", env={"PYTHONIOENCODING": "ascii", "PATH": "/usr/bin"}
    )
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, b"")
