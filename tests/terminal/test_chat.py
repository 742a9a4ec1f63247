"""Scripted talks in the terminal: every command, follow-ups, offers picked by number, and colour only where it belongs."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

import pytest
from fake_assistant import FakeAssistant
from terminal.fakes import LANGUAGES, PHRASES, an_app, piped

from bot import __version__
from bot.terminal import verb_chat
from bot.terminal.chat import COMMANDS, CONVERSATION, WITH_ARGUMENTS, Chat
from bot.terminal.screen import Screen


@pytest.fixture
def talk():
    """Lines in, what the screen shows out; the assistant stands in ``talk.assistant``."""
    return Talk("en")


class Talk:
    def __init__(self, language: str, **app) -> None:
        self.assistant = FakeAssistant()
        self.shown = io.StringIO()
        screen = Screen(PHRASES, stream=self.shown, colour=False)
        self.chat = Chat(an_app(self.assistant, **app), screen, language)

    def __call__(self, *lines: str) -> str:
        """What the last of ``lines`` brings to the screen."""
        for line in lines:
            self.shown.seek(0)
            self.shown.truncate()
            self.chat.take(line)
        return self.shown.getvalue()


def test_a_line_is_a_question_and_its_reply_is_shown_with_source_and_what_else_there_is(talk):
    shown = talk("how much does Orange own?")
    assert "Orange holds" in shown
    assert "Source: stated by the article, paragraph 4." in shown
    assert "1. Is the deal done?" in shown
    assert "/more" in shown


def test_all_turns_are_one_talk_so_that_follow_ups_work(talk):
    talk("hello", "and Orange?")
    assert [conversation for *_, conversation in talk.assistant.asked] == [CONVERSATION] * 2


def test_the_talk_goes_on_in_the_language_of_the_last_reply(talk):
    talk("bonjour", "orange")
    assert talk.assistant.asked[-1][2] == ("fr",)
    assert "Commandes" in talk("/help")


def test_a_number_asks_the_question_offered_under_it(talk):
    assert "they are only talking" in talk("shares", "2")
    assert talk.assistant.asked[-1][0] == "Is the deal done?"


@pytest.mark.parametrize("number", ["0", "9", "99"])
def test_a_number_without_an_offer_says_so(talk, number):
    assert f"no choice {number}" in talk("shares", number)


def test_a_number_before_any_question_picks_one_of_the_greeting(talk):
    assert "Orange holds" in talk("1")


def test_more_and_source_speak_of_the_last_reply(talk):
    assert "The Caisse des Dépôts and Thales own the rest." in talk("orange?", "/more")
    assert "§\u00a04 · stated · the article" in talk("/source")
    assert "I have no more detail." in talk("is the deal done?", "/more")
    assert "§\u00a02 · confirmed · Orange" in talk("/source")


def test_the_detail_says_its_own_paragraph_and_source_tells_it_from_then_on(talk):
    assert "§\u00a05" not in talk("orange?", "/source")
    assert "Source: stated by the article, paragraph 5." in talk("/more")
    assert talk("/source").splitlines() == [f"§\u00a0{number} · stated · the article" for number in (4, 5)]
    assert "§\u00a05" not in talk("is the deal done?", "/source")


@pytest.mark.parametrize("command", ["/more", "/source"])
def test_more_and_source_before_any_reply_say_that_there_is_none(talk, command):
    assert "no " in talk(command)


def test_stakes_are_bars_as_long_as_the_shares(talk):
    shown = talk("/stakes")
    lengths = [line.count("█") + line.count("░") for line in shown.splitlines()]
    bars = [length for length in lengths if length]
    assert bars == [18, 13, 9, 1, 40], "44, 33, 22, 1 and 100 percent of 40 columns"
    assert "Non attribué : 1\u202f%" in shown


def test_stakes_of_one_company_are_its_own_alone(talk):
    shown = talk("/stakes thales")
    assert "Thales" in shown
    assert "Orange" not in shown.replace("Source", "")


@pytest.mark.parametrize(
    ("language", "told"),
    [("fr", "n'attribue aucune part à «\u00a0Microsoft"), ("en", "no stake for “Microsoft”")],
)
def test_a_company_without_a_share_is_told_so(language, told):
    talk = Talk(language)
    assert told in talk("/stakes Microsoft")
    assert "Cloudwatt" not in talk("/stakes Microsoft")


def test_a_name_that_nobody_knows_is_no_dossier_without_shares(talk, monkeypatch):
    stakes = talk.assistant.stakes
    monkeypatch.setattr(
        talk.assistant, "stakes", lambda **asked: None if asked["company"] else stakes(**asked)
    )
    assert "no stake for “Zorglub”" in talk("/stakes Zorglub")
    assert "Orange" in talk("/stakes")


def test_the_timeline_is_a_table_with_inferred_dates_marked_in_words(talk):
    shown = talk("/timeline")
    assert "2012" in shown
    assert "≈ début 2014" in shown
    assert "≈ : date déduite." in shown


def test_the_timeline_takes_one_year_or_two(talk):
    assert "début 2014" not in talk("/timeline 2010 2013")
    assert "naissance" not in talk("/timeline 2013")


def test_years_in_the_wrong_order_are_taken_the_right_way_round(talk):
    assert talk("/timeline 2013 2011") == talk("/timeline 2011 2013")
    assert "naissance" in talk("/timeline 2013 2011")


@pytest.mark.parametrize("years", ["soon", "2012 2013 2014", "-1", "20122"])
def test_what_is_no_year_is_refused_with_an_example(talk, years):
    assert "/timeline 2012 2014" in talk(f"/timeline {years}")


def test_a_language_chosen_holds_until_auto(talk):
    assert "français" in talk("/language fr")
    talk("how much does orange own?")
    assert talk.assistant.asked[-1][1] == "fr"
    talk("/language auto", "how much does orange own?")
    assert talk.assistant.asked[-1][1] is None


def test_a_language_that_the_bot_does_not_speak_is_refused(talk):
    assert "en, fr" in talk("/language tlh")


def test_ask_with_slash_is_the_same_as_without(talk):
    assert talk("/ask how much does Orange own?") == talk("how much does Orange own?")
    assert "after /ask" in talk("/ask")


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_tells_every_command(language):
    shown = Talk(language)("/help")
    assert all(f"/{name}" in shown for name in COMMANDS)


def test_an_unknown_command_is_named_and_steers_nothing(talk):
    shown = talk("/\x1b[2Jfoo")
    assert "There is no command" in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize("line", ["", "   ", "\t"])
def test_an_empty_line_says_nothing(talk, line):
    assert talk(line) == ""


@pytest.mark.parametrize("line", ["/quit", "/exit", "/q", " /quit ", "/QUIT"])
def test_quit_ends_the_talk(talk, line):
    assert talk.chat.take(line) is False


@pytest.mark.parametrize("line", ["quit", "exit", "Quitter", " QUIT "])
def test_the_bare_word_ends_it_too_in_any_language_and_alone(talk, line):
    assert talk.chat.take(line) is False
    assert talk.assistant.asked == []
    assert talk.chat.take(f"who may {line} the deal?") is True


@pytest.mark.parametrize(
    ("language", "told"), [("fr", "Je réponds d'après\u00a0:"), ("en", "I answer from:")]
)
def test_about_tells_version_dossiers_and_sources_as_in_discord(language, told):
    shown = Talk(language)("/about")
    assert __version__ in shown
    assert told in shown
    assert "Numerama" in shown
    assert "v1" in shown


def test_nothing_is_coloured_where_it_was_not_asked_for(talk):
    assert "\x1b" not in talk("/stakes") + talk("/timeline") + talk("orange") + talk("/help")


def test_a_terminal_gets_colour_and_the_same_words(talk):
    coloured = io.StringIO()
    Screen(PHRASES, stream=coloured, colour=True).stakes(talk.assistant.stakes(language="en"))
    assert "\x1b[" in coloured.getvalue()
    assert "Orange" in coloured.getvalue()


def test_completion_offers_questions_and_commands(talk):
    assert list(talk.chat.completions("/ti")) == ["/timeline"]
    assert list(talk.chat.completions("how much")) == ["How much does Orange own?"]


def test_the_greeting_tells_the_subject_and_a_few_questions():
    talk = Talk("fr")
    talk.chat.greet()
    assert "le rachat" in talk.shown.getvalue()
    assert "1. Combien détient Orange" in talk.shown.getvalue()


def test_lines_that_are_piped_in_read_as_a_dialogue(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", piped("how much does Orange own?\n/quit\nnever asked\n"))
    assert verb_chat.run(an_app()) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("> how much does Orange own?\nOrange holds")
    assert "never asked" not in shown


def test_bytes_that_are_no_text_are_a_question_like_any_other(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", piped(b"\xff\xfe\x1b[31m\n"))
    assert verb_chat.run(an_app()) == 0
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("chosen", "system", "greeted"),
    [
        ("en", "fr_FR.UTF-8", "en"),
        (None, "en_GB.UTF-8", "en"),
        (None, "de_DE.UTF-8", "fr"),
        (None, "C", "fr"),
    ],
)
def test_the_chat_greets_in_the_language_asked_for_then_the_systems_then_the_dossiers(
    monkeypatch, chosen, system, greeted
):
    for name in ("LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", system)
    assert verb_chat.greeting_language(an_app(language=chosen)) == greeted


def test_every_phrase_of_the_terminal_is_said_somewhere():
    source = "".join(
        file.read_text(encoding="utf-8") for file in Path(verb_chat.__file__).parent.glob("*.py")
    )
    keys = {key.removeprefix("terminal.") for key in PHRASES.keys() if key.startswith("terminal.")}  # noqa: SIM118
    made = {f"help_{name}" for name in COMMANDS} | {f"args_{name}" for name in WITH_ARGUMENTS}
    assert made <= keys
    assert not {key for key in keys - made if not re.search(rf"['\"](?:terminal\.)?{key}['\"]", source)}
