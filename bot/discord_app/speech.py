"""What is known of the language that a reply should be in, and the bot's own words in each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.text.formats import typeset
from bot.text.language import Language
from bot.text.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Preference:
    """What is known about the language of a reply before the text itself is read."""

    explicit: str | None
    """Chosen for this one question; decides."""
    hints: tuple[str, ...]
    """What to fall back to where the text does not tell, best first. Never empty."""


class Speech:
    """The languages that the bot speaks, as Discord names them, and its phrases in them."""

    def __init__(self, languages: Mapping[str, Language], phrases: Phrases, default: str) -> None:
        self.languages = languages
        self.default = default if default in languages else next(iter(languages))
        self._phrases = phrases
        self._by_locale = {
            locale: language.id for language in languages.values() for locale in language.discord_locales
        }

    def say(self, key: str, language: str, /, **values: object) -> str:
        """The phrase ``key`` (``file.name``) in ``language``, its holes filled, its punctuation spaced as readers expect."""
        return typeset(self._phrases.say(key, language, **values), self.languages[language])

    def of_locale(self, locale: str | None) -> str | None:
        """The language of a Discord locale (``en-GB``), or None for one that the bot does not speak."""
        return self._by_locale.get(locale) if locale is not None else None

    def preference(
        self,
        *,
        option: str | None = None,
        asker: str | None = None,
        setting: str | None = None,
        guild: str | None = None,
    ) -> Preference:
        """Weigh what was chosen and what the places say.

        Args:
            option: language id given with the question.
            asker: Discord locale of who asks; Discord tells it for commands and buttons only.
            setting: language id that an admin set for the server.
            guild: Discord locale of the server; last before the default, for most servers never set it.
        """
        hints = (self.of_locale(asker), self._known(setting), self.of_locale(guild), self.default)
        return Preference(
            self._known(option), tuple(dict.fromkeys(hint for hint in hints if hint is not None))
        )

    def _known(self, language: str | None) -> str | None:
        return language if language in self.languages else None
