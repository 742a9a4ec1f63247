"""The panel of /settings as text and parts, made from the declared settings alone: one more row there is one more here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.discord_app import limits
from bot.discord_app.speech import Speech
from bot.knowledge.records import Dossier
from bot.storage.settings import SETTINGS, Kind, Setting, Value

PREFIX = "p1"
"""Begins every custom id of the panel; a later shape gets another number."""
NOTHING = "-"
"""A select's value for None."""
SECONDS = (0, 5, 10, 20, 30, 60, 120, 300, 600, 3600)
"""What a number may be set to with a tap; the terminal takes any."""


_EMPTY: Mapping[Kind, str] = {
    Kind.LANGUAGE: "auto",
    Kind.DOSSIERS: "all",
    Kind.CHANNELS: "none",
    Kind.CHANNEL_DOSSIERS: "none",
}
"""Kind → the phrase for a setting that holds nothing."""


@dataclass(frozen=True, slots=True)
class Option:
    """One line of a select."""

    label: str
    value: str
    description: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """A select."""

    custom_id: str
    prompt: str
    options: tuple[Option, ...] = ()
    """Empty where Discord fills it with the server's channels."""
    channels: tuple[int, ...] | None = None
    """Ids of the channels chosen so far; None: no select of channels."""
    least: int = 1
    most: int = 1


@dataclass(frozen=True, slots=True)
class Page:
    """The panel as it stands."""

    content: str
    menus: tuple[Menu, ...]
    reset: tuple[str, str] | None
    """Custom id and label of the button back to the default; None where nothing is being set."""


class Panel:
    """Writes pages in the languages that the bot speaks."""

    def __init__(self, speech: Speech, dossiers: Sequence[Dossier], *, reads_channels: bool) -> None:
        self._speech = speech
        self._dossiers = dossiers
        self._reads_channels = reads_channels

    def page(
        self,
        values: Mapping[str, Value],
        language: str,
        *,
        editing: Setting | None = None,
        channel: int | None = None,
        note: str = "",
    ) -> Page:
        """All settings, and the menus to change ``editing`` (of ``channel``, where it differs by channel)."""
        lines = [self._say("panel.title", language)]
        lines += [
            self._say(
                "panel.row",
                language,
                title=self._speech.say(one.title_key, language),
                value=self._shown(one, values[one.name], language),
            )
            for one in SETTINGS.values()
        ]
        if editing is not None:
            lines += ["", f"-# {self._help(editing, channel, language)}"]
        if values["opened_channels"] and not self._reads_channels:
            lines.append(f"-# {self._say('panel.intent', language)}")
        if note:
            lines.append(f"-# {self._say(note, language)}")
        menus = [self._picker(language, editing)]
        if editing is not None:
            menus += self._editors(editing, values[editing.name], channel, language)
        back = (f"{PREFIX}:reset:{editing.name}", self._say("panel.reset", language)) if editing else None
        return Page(limits.join_lines(lines, limits.CONTENT), tuple(menus), back)

    def _help(self, setting: Setting, channel: int | None, language: str) -> str:
        told = self._speech.say(setting.help_key, language)
        if channel is None:
            return told
        return self._say("panel.of_channel", language, help=told, channel=f"<#{channel}>")

    def _picker(self, language: str, editing: Setting | None) -> Menu:
        options = tuple(
            Option(
                self._speech.say(one.title_key, language),
                one.name,
                limits.clip(self._speech.say(one.help_key, language), limits.CHOICE),
                chosen=one is editing,
            )
            for one in SETTINGS.values()
        )
        return Menu(f"{PREFIX}:pick", self._say("panel.pick", language), options)

    def _editors(self, setting: Setting, value: Value, channel: int | None, language: str) -> Sequence[Menu]:
        custom_id, prompt = f"{PREFIX}:set:{setting.name}", self._say("panel.choose", language)
        if setting.kind is Kind.CHANNELS:
            chosen = tuple(one for one in value if isinstance(one, int)) if isinstance(value, tuple) else ()
            return [Menu(custom_id, prompt, channels=chosen, least=0, most=limits.SELECT_OPTIONS)]
        if setting.kind is Kind.CHANNEL_DOSSIERS:
            which = Menu(
                f"{PREFIX}:channel:{setting.name}",
                self._say("panel.channel", language),
                channels=() if channel is None else (channel,),
            )
            if channel is None:
                return [which]
            mine = value.get(channel) if isinstance(value, Mapping) else None
            options = self._dossier_options(mine, language)
            return [which, Menu(f"{PREFIX}:apart:{channel}", prompt, options, least=0, most=len(options))]
        if setting.kind is Kind.DOSSIERS:
            options = self._dossier_options(value, language)
            return [Menu(custom_id, prompt, options, least=0, most=len(options))]
        return [Menu(custom_id, prompt, self._options(setting, value, language))]

    def _options(self, setting: Setting, value: Value, language: str) -> tuple[Option, ...]:
        """What a setting with one value may be set to."""
        possible: Sequence[Value]
        match setting.kind:
            case Kind.FLAG:
                possible = (True, False)
            case Kind.NUMBER:
                possible = [one for one in SECONDS if setting.least <= one <= setting.most]
            case Kind.LANGUAGE:
                possible = (None, *self._speech.languages)
            case _:
                possible = setting.choices
        return tuple(
            Option(
                limits.clip(self._shown(setting, one, language), limits.CHOICE),
                typed(one),
                chosen=one == value,
            )
            for one in possible
        )

    def _dossier_options(self, value: object, language: str) -> tuple[Option, ...]:
        chosen = value if isinstance(value, tuple) else ()
        return tuple(
            Option(limits.clip(self._title(one, language), limits.CHOICE), one.id, chosen=one.id in chosen)
            for one in self._dossiers[: limits.SELECT_OPTIONS]
        )

    def _shown(self, setting: Setting, value: Value, language: str) -> str:
        """``value`` as a person reads it."""
        if isinstance(value, bool):
            return self._say("panel.yes" if value else "panel.no", language)
        if isinstance(value, int):
            return self._say("panel.seconds" if value else "panel.no_limit", language, number=value)
        if isinstance(value, str):
            return self._word(setting, value, language)
        parts: Sequence[str] = ()
        if isinstance(value, Mapping):
            parts = [f"<#{channel}> → {self._names(names, language)}" for channel, names in value.items()]
        elif setting.kind is Kind.CHANNELS and value is not None:
            parts = [f"<#{channel}>" for channel in value]
        elif value is not None:
            parts = [self._names(value, language)]
        return ", ".join(parts) or self._say(f"panel.{_EMPTY[setting.kind]}", language)

    def _word(self, setting: Setting, value: str, language: str) -> str:
        if setting.kind is Kind.CHOICE:
            return self._speech.say(setting.choice_key(value), language)
        known = self._speech.languages.get(value)
        return known.name if known is not None else self._say("panel.auto", language)

    def _names(self, ids: Sequence[object], language: str) -> str:
        titles = {one.id: self._title(one, language) for one in self._dossiers}
        return ", ".join(titles.get(str(one), str(one)) for one in ids)

    def _title(self, dossier: Dossier, language: str) -> str:
        return dossier.title.get(language) or next(iter(dossier.title.values()))

    def _say(self, key: str, language: str, /, **values: object) -> str:
        return self._speech.say(f"keeping.{key}", language, **values)


def typed(value: Value) -> str:
    """``value`` as a select holds it and ``settings_text.parse`` reads it."""
    if value is None:
        return NOTHING
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
