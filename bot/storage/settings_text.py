"""Settings as people type and read them in a terminal and in documents."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from bot.errors import UsageError
from bot.storage.settings import SETTINGS, Kind, Setting, Value, checked, wanted
from bot.text.formats import typeset
from bot.text.language import Language

_YES = frozenset({"yes", "oui", "on", "true", "1"})
_NO = frozenset({"no", "non", "off", "false", "0"})


def parse(setting: Setting, typed: str) -> Value:
    """The value that was typed; nothing typed is the setting's default.

    Raises:
        UsageError: one line that says what may be typed.
    """
    text = typed.strip()
    if not text:
        return setting.default
    try:
        return checked(setting, _PARSERS[setting.kind](text))
    except ValueError:
        raise UsageError(f"{setting.name} cannot be “{text[:60]}”: {wanted(setting)}") from None


def shown(value: Value) -> str:
    """``value`` as ``parse`` would take it back; empty text for None and for nothing at all."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(f"{channel}={'+'.join(names)}" for channel, names in value.items())
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def markdown(languages: Collection[Language]) -> Iterator[str]:
    """The declared settings as a table for documents, the help in each of ``languages``."""
    yield f"| setting | may be | default | {' | '.join(language.id for language in languages)} |"
    yield f"|---|---|---|{'---|' * len(languages)}"
    for setting in SETTINGS.values():
        helped = " | ".join(typeset(setting.help[language.id], language) for language in languages)
        yield f"| `{setting.name}` | {wanted(setting)} | {shown(setting.default) or '–'} | {helped} |"


def _flag(text: str) -> Value:
    if text.lower() not in _YES | _NO:
        raise ValueError(text)
    return text.lower() in _YES


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _channel_dossiers(text: str) -> Value:
    found: dict[int, tuple[str, ...]] = {}
    for pair in _parts(text):
        channel, equals, names = pair.partition("=")
        if not equals:
            raise ValueError(pair)
        found[int(channel)] = tuple(name.strip() for name in names.split("+"))
    return found


_PARSERS: Mapping[Kind, Callable[[str], Value]] = {
    Kind.FLAG: _flag,
    Kind.NUMBER: int,
    Kind.CHOICE: str,
    Kind.LANGUAGE: str,
    Kind.CHANNELS: lambda text: tuple(map(int, _parts(text))),
    Kind.DOSSIERS: _parts,
    Kind.CHANNEL_DOSSIERS: _channel_dossiers,
}
