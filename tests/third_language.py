"""The bot in a third language, by files alone: every phrase of it is the English one behind a mark."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from bot.knowledge.languages import RESOURCES, load_languages, load_phrases

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.text.language import Language
    from bot.text.phrases import Phrases

THIRD = "de"
MARK = "‡"
"""Begins every text of the third language, and none of another."""
ITS_OWN = {
    "id: en": f"id: {THIRD}",
    "locale: en_GB": "locale: de_DE",
    "name: English": "name: Deutsch",
    "discord_locales: [en-GB, en-US]": "discord_locales: [de]",
}
"""Lines of the English file → those of the third language."""


def third_language(folder: Path) -> tuple[Mapping[str, Language], Phrases]:
    """All languages and phrases, the third among them, read from copies of the bot's own files in ``folder``."""
    languages, phrases = folder / "languages", folder / "phrases"
    shutil.copytree(RESOURCES / "languages", languages)
    lines = (languages / "en.yaml").read_text(encoding="utf-8").splitlines()
    third = "\n".join(ITS_OWN.get(line, line) for line in lines)
    (languages / f"{THIRD}.yaml").write_text(third, encoding="utf-8")
    phrases.mkdir()
    for file in (RESOURCES / "phrases").glob("*.yaml"):
        texts = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - it is safe
        if file.stem == "discord":
            texts[f"language.{THIRD}"] = {"fr": "allemand", "en": "German"}
        told = {key: _with_third(key, text) for key, text in texts.items()}
        written = yaml.safe_dump(told, allow_unicode=True)
        (phrases / file.name).write_text(written, encoding="utf-8")
    known = load_languages(languages)
    return known, load_phrases(phrases, tuple(known))


def _with_third(key: str, text: str | dict[str, str]) -> str | dict[str, str]:
    if isinstance(text, str):
        return text
    is_name = key.startswith("command.") and key.endswith(".name")  # Discord takes no marks there
    return {**text, THIRD: text["en"] if is_name else f"{MARK}{text['en']}"}
