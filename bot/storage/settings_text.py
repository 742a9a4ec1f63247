"""Settings as people type and read them in a terminal and in documents."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from bot.errors import UsageError
from bot.storage.settings import SETTINGS, Kind, Setting, Value, checked, wanted
from bot.text.formats import typeset
from bot.text.language import Language
from bot.text.phrases import Phrases

_YES = frozenset({"yes", "on", "true", "1"})
_NO = frozenset({"no", "off", "false", "0"})


def parse(setting: Setting, typed: str, *, yes: Collection[str] = (), no: Collection[str] = ()) -> Value:
    """The value that was typed; nothing typed is the setting's default.

    Args:
        setting: that it is for.
        typed: as a person wrote it, or as ``shown`` did.
        yes: lower-case words that mean yes, beside the usual ones.
        no: likewise for no.

    Raises:
        UsageError: one line that says what may be typed.
    """
    text = typed.strip()
    if not text:
        return setting.default
    try:
        if setting.kind is Kind.FLAG:
            return _flag(text.lower(), _YES.union(yes), _NO.union(no))
        return checked(setting, _PARSERS[setting.kind](text))
    except (ValueError, UsageError):
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


def markdown(languages: Collection[Language], phrases: Phrases) -> Iterator[str]:
    """The declared settings as a table for documents, the help in each of ``languages``."""
    yield f"| setting | may be | default | {' | '.join(language.id for language in languages)} |"
    yield f"|---|---|---|{'---|' * len(languages)}"
    for setting in SETTINGS.values():
        helped = " | ".join(
            typeset(phrases.say(setting.help_key, language.id), language) for language in languages
        )
        yield f"| `{setting.name}` | {wanted(setting)} | {shown(setting.default) or '–'} | {helped} |"


def _flag(text: str, yes: Collection[str], no: Collection[str]) -> bool:
    if text not in yes and text not in no:
        raise ValueError(text)
    return text in yes


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
    Kind.NUMBER: int,
    Kind.CHOICE: str,
    Kind.LANGUAGE: str,
    Kind.CHANNELS: lambda text: tuple(map(int, _parts(text))),
    Kind.DOSSIERS: _parts,
    Kind.CHANNEL_DOSSIERS: _channel_dossiers,
}
"""For every kind but flags, which people say in their own language."""
