"""``dossier fit``: bars worked out from a dossier or from labelled questions, shown, and kept when that is asked for."""

from __future__ import annotations

import json
import shutil

import pytest
from opened import DOSSIERS, languages

from bot.knowledge.loader import load_dossier
from bot.knowledge.records import IntentKind
from bot.terminal.cli import execute
from bot.terminal.verb_fit import ENOUGH_LABELLED, PLENTY_LABELLED
from bot.understanding.decision import FEATURES
from bot.understanding.fitting.fit import SPARSE_BAR, fit_labelled

STRANGE = (
    "where do the bakers sleep?",
    "is the flour sold abroad?",
    "who drives the lorry?",
    "does the mill smell?",
)


@pytest.fixture
def mill(tmp_path):
    """The mill's dossier where a test may write beside it."""
    return shutil.copytree(DOSSIERS / "mill", tmp_path / "knowledge" / "mill")


@pytest.fixture
def says(mill, capsys):
    def says(*arguments):
        code = execute(["fit", "--knowledge", str(mill), *map(str, arguments)])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return says


@pytest.fixture
def questions(mill, tmp_path):
    """Writes so many labelled questions: the dossier's own ones without holes, shortened, and some that it lacks."""

    def write(least: int):
        dossier = load_dossier(mill, languages())
        asked = [
            (intent.id, phrasing)
            for intent in dossier.intents.values()
            if intent.kind is IntentKind.ANSWER and not intent.slots
            for phrasing in intent.phrasings["en"]
        ]
        rows = [
            {"kind": "answer", "lang": "en", "q": f"tell me, {one}", "intents": [name]} for name, one in asked
        ]
        rows += [{"kind": "refuse", "lang": "en", "q": one, "must_not": ["."]} for one in STRANGE]
        rows = (rows * (least // len(rows) + 1))[:least]
        rows.append({"kind": "language", "lang": "fr", "q": "qui possède le moulin ?"})
        file = tmp_path / "rows.jsonl"
        file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        return file

    return write


def test_the_bar_is_shown_in_the_curve_it_was_chosen_from(says, mill):
    """And nothing is written without being asked for, which the last line tells."""
    code, out, err = says()
    assert (code, err) == (0, "")
    first, *rest = out.splitlines()
    assert first.startswith("mill: answers from 0.")
    bar = first.split()[3].rstrip(",")
    (chosen,) = (line for line in rest if "→" in line)
    assert float(chosen.split()[1]) == pytest.approx(float(bar), abs=0.01)
    assert not (mill / "decision.yaml").exists()
    assert rest[-1] == f"nothing was written: --write keeps this in {mill / 'decision.yaml'}"


def test_labelled_questions_fit_it_instead(says, questions):
    """A row about the language alone has no right answer to learn from."""
    code, out, _ = says(questions(ENOUGH_LABELLED + 20))
    assert code == 0
    assert f"of {ENOUGH_LABELLED + 20} labelled questions" in out


@pytest.mark.parametrize("least", [ENOUGH_LABELLED, PLENTY_LABELLED])
def test_bars_of_few_questions_come_with_a_doubt(says, questions, least):
    """They suit whoever wrote those; with plenty of them nothing is said, and to a script neither."""
    assert ("ask the questions of others" in says(questions(least))[1]) == (least < PLENTY_LABELLED)
    assert len(says(questions(least), "--json")[1].splitlines()) == 1


def test_what_is_kept_is_what_the_bot_then_answers_from(says, questions, mill):
    """The file loads, carries every feature and its curve, and the figures are those that were shown."""
    code, out, _ = says(questions(ENOUGH_LABELLED), "--write", "--json")
    assert code == 0
    told = json.loads(out.splitlines()[0])
    bars = load_dossier(mill, languages()).bars
    assert bars is not None
    assert bars.fitted_on == f"{ENOUGH_LABELLED} labelled questions"
    assert (bars.answer, bars.offer) == pytest.approx((told["answer"], told["offer"]), abs=0.005)
    assert set(bars.coefficients) == set(FEATURES)
    assert {point.bar for point in bars.curve} <= {round(point["bar"], 3) for point in told["curve"]}
    assert len(bars.curve) > 10


def test_too_few_labelled_questions_are_refused_in_a_line(says, questions, mill):
    code, out, err = says(questions(ENOUGH_LABELLED - 1), "--write")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert f"{ENOUGH_LABELLED} at least, rows of the kinds answer, refuse, refuse_or_correct alone" in err
    assert not (mill / "decision.yaml").exists()


def test_labelled_questions_are_refused_for_several_dossiers_at_once(mill, questions, capsys):
    """Nobody could tell which one they are of."""
    shutil.copytree(DOSSIERS / "hours", mill.parent / "hours")
    code = execute(["fit", "--knowledge", str(mill.parent), str(questions(ENOUGH_LABELLED))])
    err = capsys.readouterr().err
    assert (code, err.count("\n")) == (2, 1)
    assert "--knowledge" in err


def test_a_dossier_too_small_to_fit_keeps_the_usual_bars(tmp_path, capsys):
    """It says so, and writes no file that would hold them when the bot comes with better ones."""
    folder = shutil.copytree(DOSSIERS / "hours", tmp_path / "hours")
    assert execute(["fit", "--knowledge", str(folder), "--write"]) == 0
    out = capsys.readouterr().out
    assert f"answers from {SPARSE_BAR:.2f}" in out
    assert "the usual bars hold" in out
    assert f"nothing was written: {folder / 'decision.yaml'} is not needed" in out
    assert not (folder / "decision.yaml").exists()


def test_what_was_kept_before_is_left_alone_where_phrasings_are_too_few(mill, says, tmp_path, capsys):
    """The line tells that the file is there: it is what the bot answers from."""
    says("--write")
    folder = shutil.copytree(DOSSIERS / "hours", tmp_path / "hours")
    kept = (mill / "decision.yaml").read_bytes()
    (folder / "decision.yaml").write_bytes(kept)
    assert execute(["fit", "--knowledge", str(folder), "--write"]) == 0
    assert "decision.yaml stays as it is" in capsys.readouterr().out
    assert (folder / "decision.yaml").read_bytes() == kept


def test_a_script_gets_a_line_of_json_for_each_dossier(mill, capsys):
    shutil.copytree(DOSSIERS / "hours", mill.parent / "hours")
    assert execute(["fit", "--knowledge", str(mill.parent), "--json"]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["dossier"] for one in records] == ["hours", "mill"]
    assert records[0]["curve"] == []
    assert set(records[1]["curve"][0]) == {"bar", "right", "wrong", "false"}


def test_labelled_questions_that_all_go_one_way_teach_nothing(says, tmp_path):
    """The line says so, instead of asking for more of the same."""
    row = {"kind": "answer", "lang": "en", "q": "who owns the mill?", "must": ["no such word"]}
    for must, which in ((["no such word"], "wrong"), (["."], "right")):
        file = tmp_path / "rows.jsonl"
        file.write_text("\n".join([json.dumps(row | {"must": must})] * ENOUGH_LABELLED), encoding="utf-8")
        code, _, err = says(file)
        assert (code, err.count("\n")) == (2, 1)
        assert f"is {which}" in err


def test_what_is_off_topic_teaches_no_reply(says, tmp_path, monkeypatch):
    """To call the source silent on it is harmless, and not what was meant: the best candidate was wrong all the same."""
    taught = []
    monkeypatch.setattr(
        "bot.terminal.verb_fit.fit_labelled",
        lambda samples, _: taught.extend(samples) or fit_labelled(samples),
    )
    silent = {"kind": "refuse", "lang": "en", "q": "what is the price of the sale?"}
    answered = {"kind": "answer", "lang": "en", "q": "who owns the mill?", "must": ["."]}
    rows = [silent | {"style": "nearmiss"}, silent | {"style": "far"}, answered]
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join(map(json.dumps, rows * ENOUGH_LABELLED)), encoding="utf-8")
    assert says(file)[0] == 0
    assert [sample.right for sample in taught[:3]] == [True, False, True]


def test_a_dossier_that_cannot_be_written_beside_is_told_of(says, monkeypatch):
    """In a line, after the curve."""

    def write_bars(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("bot.terminal.verb_fit.write_bars", write_bars)
    code, out, err = says("--write")
    assert (code, err.count("\n")) == (2, 1)
    assert "decision.yaml cannot be written (Permission denied)" in err
    assert "answers from" in out
