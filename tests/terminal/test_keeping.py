"""What the operator sees of what is kept, and what they can do about it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from terminal.bookshop import GUILD, ask_in_vain, keep
from terminal.fakes import PHRASES, an_app
from third_language import MARK, THIRD, third_language

from bot.storage.records import AnswerKey, Reason
from bot.storage.settings import SETTINGS
from bot.terminal import verb_settings

ANNE = 204000000000000001


def live(config):
    async def work(storage):
        for status in ("answered", "answered", "suggested", "unknown", "not_covered", "small_talk"):
            storage.count(GUILD, "en", status)
        storage.count(None, "fr", "answered")
        await storage.vote(ANNE, GUILD, AnswerKey("shop", "opening"), right=False, reason=Reason.OLD)

    keep(config, work)


def test_unanswered_questions_are_listed_for_a_person(config, says):
    """Most asked first, with what came nearest."""
    ask_in_vain(config, ["espresso machine", "any parking", "any parking"], near="delivery")
    code, printed, _ = says("unanswered")
    assert code == 0
    assert [line.split()[0] for line in printed.splitlines()] == ["times", "2", "1"]
    assert "delivery 0.02" in printed


def test_unanswered_questions_are_listed_for_scripts(config, says):
    """JSON and CSV hold the same; a spreadsheet takes no question for a formula."""
    ask_in_vain(config, ["=HYPERLINK(1) any parking", 'a, "quoted" question'])
    (first, second) = json.loads(says("unanswered", "--json")[1])
    rows = list(csv.DictReader(io.StringIO(says("unanswered", "--csv")[1])))
    assert [first["times"], second["outcomes"]] == [1, "unknown:1"]
    assert {row["text"] for row in rows} == {"'=HYPERLINK(1) any parking", 'a, "quoted" question'}
    assert list(rows[0]) == list(first)
    assert says("unanswered", "--json", "--csv")[::2] == (2, "dossier: choose one of --json and --csv\n")


def test_nothing_kept_is_said_in_words(says):
    """With the reason that it most likely has."""
    assert "off by default" in says("unanswered")[1]
    assert says("stats")[1] == "no questions in this period\n"


def test_a_dossier_that_has_no_unanswered_questions_is_told_from_those_that_have(config, says):
    """It may be misspelt."""
    ask_in_vain(config, ["any parking"])
    assert says("unanswered", "--dossier", "nope")[1] == (
        "no unanswered questions of a dossier “nope”: there are some of shop\n"
    )
    assert "did you mean “shop”?" in says("unanswered", "--dossier", "shpo")[1]


def test_without_questions_no_picture_is_drawn(says, tmp_path):
    """Which is said once."""
    code, printed, complaint = says("stats", "--picture", str(tmp_path / "stats.png"))
    assert (code, printed) == (1, "no questions in this period\n")
    assert complaint == f"{tmp_path / 'stats.png'} was not drawn: it would be empty\n"


def test_who_left_nothing_behind_is_told_so(config, says):
    assert says("forget", "--user", "5")[1] == "nothing was kept of user 5\n"
    assert says("forget", "--server", "5")[1] == "nothing was kept of server 5\n"
    live(config)
    assert says("forget", "--user", str(ANNE))[1] == f"forgotten: user {ANNE}\n"


def test_stats_count_by_day_and_language(config, says, tmp_path):
    """As a table, as JSON and as a picture."""
    live(config)
    code, printed, _ = says("stats", "--picture", str(tmp_path / "stats.png"))
    assert code == 0
    lines = [line.split() for line in printed.splitlines()]
    assert lines[1][1:] == ["en", "6", "2", "1", "2", "1"]
    assert lines[2][1:] == ["fr", "1", "1", "0", "0", "0"]
    assert lines[3] == ["all", "7", "3", "1", "2", "1"]
    assert "shop opening (old 1)" in printed
    assert (tmp_path / "stats.png").read_bytes().startswith(b"\x89PNG")
    record = json.loads(says("stats", "--json", "--server", str(GUILD))[1])
    (day,) = record["days"]
    assert (
        day["questions"] == 6 == sum(day[part] for part in ("answered", "offered", "refused", "small_talk"))
    )
    assert record["votes"][0]["reasons"] == {"old": 1}


def test_a_person_can_have_what_is_kept_and_have_it_deleted(config, says):
    """The operator names them by their id, which is stored nowhere."""
    live(config)
    (vote,) = json.loads(says("export", "--user", str(ANNE))[1])["votes"]
    assert vote["reason"] == "old"
    assert says("forget", "--user", str(ANNE))[0] == 0
    assert json.loads(says("export", "--user", str(ANNE))[1])["votes"] == []


def test_a_server_can_have_what_is_kept_and_have_it_deleted(config, says):
    """All of its tables."""
    live(config)
    assert len(json.loads(says("export", "--server", str(GUILD))[1])["counts"]) == 5
    assert says("forget", "--server", str(GUILD))[0] == 0
    assert json.loads(says("export", "--server", str(GUILD))[1]) == {
        "server": GUILD, "settings": [], "vain": [], "votes": [], "counts": [],
    }  # fmt: skip


@pytest.mark.parametrize("arguments", [("export",), ("forget",), ("forget", "--user", "1", "--server", "2")])
def test_whose_things_are_meant_must_be_said(says, arguments):
    """One of them, never by default everything."""
    code, _, complaint = says(*arguments)
    assert code == 2
    assert "name one of them" in complaint


def test_settings_are_shown_and_changed(says):
    """What was set is there at the next look."""
    code, _, _ = says("settings", "--server", str(GUILD), "--set", "shyness=shy", "--set", "dossiers=shop")
    assert code == 0
    assert "shy" in says("settings", "--server", str(GUILD))[1]
    code, _, complaint = says("settings", "--server", str(GUILD), "--set", "dossiers=nothing")
    assert (code, "there are shop" in complaint) == (2, True)
    assert says("settings", "--set", "shyness=shy")[0] == 2
    assert says("settings", "--server", "1", "--set", "colour=red")[0] == 2


def test_a_setting_is_changed_without_hiding_the_others(says):
    """Each change is a process of its own, which knows of the others only what is stored."""
    for change in ("language=en", "pictures=no"):
        code, printed, _ = says("settings", "--server", str(GUILD), "--set", change)
        assert code == 0
    shown = {line.split()[0]: line.split()[1] for line in printed.splitlines()}
    assert (shown["language"], shown["pictures"]) == ("en", "no")


def test_settings_are_explained_in_the_command_lines_own_language(config, says):
    """Whatever the dossiers speak; another one has to be asked for."""
    with config.open("a", encoding="utf-8") as file:
        file.write("language: fr\n")
    helped = SETTINGS["shyness"].help_key
    assert PHRASES.say(helped, "en") in says("settings")[1]
    assert PHRASES.say(helped, "fr") in says("settings", "--language", "fr")[1]


def test_settings_are_explained_in_a_third_language_of_files_alone(tmp_path, capsys):
    """Its help is read like that of the others."""
    languages, phrases = third_language(tmp_path)
    app = an_app(languages=languages, phrases=phrases, language=THIRD)
    assert verb_settings.run(app, server=None, changes=[], markdown=False) == 0
    printed = capsys.readouterr().out
    for setting in SETTINGS.values():
        assert f"{MARK}{phrases.say(setting.help_key, 'en')}" in printed


def test_yes_and_no_are_understood_in_every_language(says):
    """Whatever language the rest is in."""
    for typed, shown in (("non", "no"), ("oui", "yes"), ("No", "no"), ("YES", "yes")):
        printed = says("settings", "--server", str(GUILD), "--set", f"pictures={typed}")[1]
        assert next(line for line in printed.splitlines() if line.startswith("pictures")).split()[1] == shown


def test_a_database_that_is_away_is_said_in_a_line(config, says):
    """No traceback, and no waiting for it."""
    config.write_text(
        "storage:\n  database: postgresql://bot@127.0.0.1:1/nothing\nstate: state\n", encoding="utf-8"
    )
    code, _, complaint = says("unanswered")
    assert code == 2
    assert complaint.count("\n") == 1
    assert "cannot be reached" in complaint
    assert "check that it is running" in complaint


@pytest.mark.slow
def test_a_database_that_is_away_is_said_in_one_line_of_a_real_terminal(tmp_path):
    """Nothing of what only a running bot does: go on answering."""
    config = tmp_path / "config.yaml"
    config.write_text(
        "storage:\n  database: postgresql://bot@127.0.0.1:1/nothing\nstate: state\n", encoding="utf-8"
    )
    done = subprocess.run(
        [sys.executable, "-m", "bot", "export", "--user", "1", "--config", str(config)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "cannot be reached" in done.stderr


def test_a_secret_that_can_be_nowhere_names_what_to_change(config, says):
    """There is no file to delete or restore."""
    config.write_text("storage:\n  database: kept.sqlite3\n  secret: /proc/nowhere/key\n", encoding="utf-8")
    _, _, complaint = says("unanswered")
    assert "storage.secret" in complaint
    assert "restore" not in complaint


@pytest.mark.parametrize("change", ["channel_dossiers=5=", "opened_channels=-5"])
def test_a_value_that_cannot_be_is_shown_as_it_was_typed(says, change):
    name, _, typed = change.partition("=")
    _, _, complaint = says("settings", "--server", "5", "--set", change)
    assert complaint.startswith(f"dossier: {name} cannot be “{typed}”: ")


def test_what_holds_without_a_servers_own_is_the_operators(config, says):
    """It is listed, and an empty value brings it back."""
    with config.open("a", encoding="utf-8") as file:
        file.write("discord:\n  pictures: no\n  cooldown_seconds: 7\n")

    def shown(*arguments):
        rows = says("settings", *arguments)[1].splitlines()
        return {row.split()[0]: row.split()[1] for row in rows}

    assert (shown()["pictures"], shown()["cooldown"]) == ("no", "7")
    server = ("--server", str(GUILD))
    assert shown(*server, "--set", "cooldown=30")["cooldown"] == "30"
    assert shown(*server, "--set", "cooldown=")["cooldown"] == "7"


def test_the_running_bot_is_given_an_open_storage(config, says, monkeypatch):
    """What the operator configured for Discord holds in each server until its admins decide otherwise."""
    seen = []

    async def run_bot(*, notebook, **_):
        seen.append(dict(await notebook.values(GUILD)))
        await notebook.set(GUILD, "shyness", "bold")

    monkeypatch.setattr("bot.terminal.verb_discord.run_bot", run_bot)
    monkeypatch.setenv("DISCORD_TOKEN", "none")
    with config.open("a", encoding="utf-8") as file:
        file.write("discord:\n  pictures: no\n  cooldown_seconds: 7\n")
    assert says("run")[0] == 0
    assert (seen[0]["pictures"], seen[0]["cooldown"]) == (False, 7)
    assert "bold" in says("settings", "--server", str(GUILD))[1]


@pytest.mark.parametrize("verb", ["run", "settings", "preview"])
def test_a_dossier_that_there_is_not_is_refused_where_the_config_names_it(config, says, monkeypatch, verb):
    """Else all of them would answer, or none."""
    for name in ("run_bot", "serve_preview"):
        monkeypatch.setattr(f"bot.terminal.verb_discord.{name}", None)
    monkeypatch.setenv("DISCORD_TOKEN", "none")
    with config.open("a", encoding="utf-8") as file:
        file.write("discord:\n  dossiers: [shpo]\n")
    code, _, complaint = says(verb)
    line = len(config.read_text(encoding="utf-8").splitlines())
    assert code == 2
    assert complaint == (
        f"dossier: {config}:{line}:14: “discord.dossiers” names no dossier “shpo”: did you mean “shop”?\n"
    )
