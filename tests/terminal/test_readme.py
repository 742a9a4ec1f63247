"""The README says what is so. ``python tests/terminal/test_readme.py`` writes its dialogue anew."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.discord_app.client import PERMISSIONS
from bot.terminal.verbs import verbs

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
DIALOGUE = re.compile(r"(?<=<!-- dialogue -->\n```text\n).*?(?=```\n<!-- /dialogue -->)", re.DOTALL)

QUESTIONS = (
    "Qui détient Cloudwatt ?",
    "et Thales ?",
    "non, je voulais dire la Caisse",
    "L'affaire est-elle conclue ?",
    "Combien Orange va-t-il payer ?",
    "Why was the merger with Numergy ruled out?",
    "What was Cloudwatt's revenue in 2013?",
    "where does that come from?",
    "and in 2014?",
    "and in French?",
    "Did Microsoft buy Cloudwatt?",
)


def talk() -> str:
    """What the chat prints when the README's questions are piped in."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", "chat"],
        input="\n".join(QUESTIONS).encode(),
        capture_output=True,
        cwd=ROOT,
        env=os.environ | {"LC_ALL": "C.UTF-8"},
        check=True,
    )
    return done.stdout.decode().rstrip() + "\n"


@pytest.mark.slow
def test_the_dialogue_is_what_the_chat_prints():
    told = DIALOGUE.search(README.read_text(encoding="utf-8"))
    assert told, "the dialogue stands between its two marks"
    assert told[0] == talk()


def test_every_verb_is_told():
    told = README.read_text(encoding="utf-8")
    names = [
        command.name or command.callback.__name__ for command in verbs.registered_commands if command.callback
    ]
    assert not [name for name in names if f"`{name}`" not in told and f"`{name} " not in told]


def test_every_permission_is_told_with_its_reason():
    told = README.read_text(encoding="utf-8")
    names = {"read_messages": "view channel"}  # discord.py's older name for it
    wanted = [names.get(name, name.replace("_", " ")) for name, granted in PERMISSIONS if granted]
    assert wanted
    assert not [name for name in wanted if not re.search(rf"\| {name}s? \| \w+", told, re.IGNORECASE)]


def test_every_file_and_folder_that_is_named_is_there():
    told = README.read_text(encoding="utf-8")
    named = re.findall(r"`((?:bot|knowledge)/[\w/.]*)`", told) + re.findall(r"\]\(([\w./]+)\)", told)
    assert len(named) > 5
    assert not [name for name in named if not (ROOT / name).exists()]


def test_every_make_target_that_is_told_is_there():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    told = set(re.findall(r"[`$] ?make (\w+)", README.read_text(encoding="utf-8")))
    assert told >= {"preview", "chat", "test", "ask"}
    assert not [name for name in told if not re.search(rf"^{name}:", makefile, re.MULTILINE)]


if __name__ == "__main__":
    README.write_text(DIALOGUE.sub(lambda _: talk(), README.read_text(encoding="utf-8")), encoding="utf-8")
