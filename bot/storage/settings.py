"""The settings of a server, each declared once: the panel, the terminal, the checks and the documentation read this table."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from bot.errors import UsageError

Value = bool | int | str | tuple[int, ...] | tuple[str, ...] | Mapping[int, tuple[str, ...]] | None
"""What a setting may be. Channels are ids; per-channel settings map a channel's id to a value."""

LARGEST_ID = 2**63 - 1
"""Of a server, a channel or a person: what the database can hold, and more than Discord gives out."""


class Kind(StrEnum):
    """What a setting holds."""

    FLAG = "flag"
    """yes or no."""
    NUMBER = "number"
    """A whole number between ``least`` and ``most``."""
    CHOICE = "choice"
    """One of ``choices``."""
    LANGUAGE = "language"
    """A language that the bot speaks; None: each asker's own."""
    CHANNELS = "channels"
    """Ids of channels."""
    DOSSIERS = "dossiers"
    """Ids of dossiers; None: all."""
    CHANNEL_DOSSIERS = "channel_dossiers"
    """Channel id → ids of dossiers, where a channel differs from its server."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. What people read of it stands among the bot's phrases, in ``settings.yaml``."""

    name: str
    kind: Kind
    default: Value
    choices: tuple[str, ...] = ()
    """What a ``CHOICE`` may be; empty for every other kind."""
    least: int = 0
    most: int = 0

    @property
    def title_key(self) -> str:
        """The phrase that names it: a few words, for a label."""
        return f"settings.{self.name}.title"

    @property
    def help_key(self) -> str:
        """The phrase that explains it: one sentence, at most 100 characters."""
        return f"settings.{self.name}.help"

    def choice_key(self, choice: str) -> str:
        """The phrase that says what ``choice``, one of ``choices``, means: at most 100 characters."""
        return f"settings.{self.name}.choice.{choice}"


_ROWS = (
    Setting("language", Kind.LANGUAGE, None),
    Setting("opened_channels", Kind.CHANNELS, ()),
    Setting("dossiers", Kind.DOSSIERS, None),
    Setting("channel_dossiers", Kind.CHANNEL_DOSSIERS, MappingProxyType({})),
    Setting("shyness", Kind.CHOICE, "normal", choices=("bold", "normal", "shy")),
    Setting("pictures", Kind.FLAG, default=True),
    Setting("cooldown", Kind.NUMBER, 20, least=0, most=3600),
    Setting("keep_unanswered", Kind.FLAG, default=False),
)

SETTINGS: Mapping[str, Setting] = MappingProxyType({row.name: row for row in _ROWS})
"""Name → setting, in the order in which people see them."""

DEFAULTS: Mapping[str, Value] = MappingProxyType({row.name: row.default for row in _ROWS})


def encode(value: Value) -> str:
    """``value`` as JSON text, as it is stored."""
    return json.dumps(dict(value) if isinstance(value, Mapping) else value, ensure_ascii=False)


def decode(setting: Setting, text: str) -> Value:
    """The value that ``encode`` wrote, or the setting's default where it holds no longer: after a change of its kind."""
    try:
        raw = json.loads(text)
        return checked(setting, _from_json(raw))
    except (ValueError, TypeError, AttributeError, UsageError):
        return setting.default


def _from_json(raw: object) -> Value:
    if isinstance(raw, dict):
        return {int(channel): tuple(map(str, dossiers)) for channel, dossiers in raw.items()}
    if isinstance(raw, list):
        return tuple(raw)
    if raw is None or isinstance(raw, bool | int | str):
        return raw
    raise TypeError(type(raw).__name__)


def checked(setting: Setting, value: Value) -> Value:
    """``value`` if the setting may hold it.

    Raises:
        UsageError: one line that says what it may hold.
    """
    if not _FITS[setting.kind](setting, value):
        raise UsageError(f"{setting.name} cannot be {value!r}: {wanted(setting)}")
    return value


def wanted(setting: Setting) -> str:
    """What a setting may hold, for messages and documentation."""
    if setting.kind is Kind.NUMBER:
        return f"a whole number, {setting.least} to {setting.most}"
    if setting.kind is Kind.CHOICE:
        return f"one of {', '.join(setting.choices)}"
    return _WANTED[setting.kind]


_WANTED: Mapping[Kind, str] = {
    Kind.FLAG: "yes or no",
    Kind.LANGUAGE: "the code of a language (fr), or nothing",
    Kind.CHANNELS: "ids of channels, with commas between them",
    Kind.DOSSIERS: "ids of dossiers, with commas between them, or nothing for all",
    Kind.CHANNEL_DOSSIERS: "channel=dossier pairs: 123=cloudwatt+other, 456=cloudwatt",
}


def _is_number(setting: Setting, value: Value) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and setting.least <= value <= setting.most


def _is_ids(_: Setting, value: Value) -> bool:
    return isinstance(value, tuple) and all(type(one) is int and 0 < one <= LARGEST_ID for one in value)


def _is_names(_: Setting, value: Value) -> bool:
    if value is None:
        return True
    return isinstance(value, tuple) and bool(value) and all(isinstance(one, str) and one for one in value)


def _is_map(setting: Setting, value: Value) -> bool:
    return (
        isinstance(value, Mapping)
        and _is_ids(setting, tuple(value))
        and all(_is_names(setting, names) for names in value.values())
    )


_FITS: Mapping[Kind, Callable[[Setting, Value], bool]] = {
    Kind.FLAG: lambda _, value: isinstance(value, bool),
    Kind.NUMBER: _is_number,
    Kind.CHOICE: lambda setting, value: isinstance(value, str) and value in setting.choices,
    Kind.LANGUAGE: lambda _, value: value is None or (isinstance(value, str) and bool(value)),
    Kind.CHANNELS: _is_ids,
    Kind.DOSSIERS: _is_names,
    Kind.CHANNEL_DOSSIERS: _is_map,
}
