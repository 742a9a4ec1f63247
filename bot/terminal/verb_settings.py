"""``dossier settings``: what a server may set, what it has set, and setting it from the terminal."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial

from bot.app import App
from bot.errors import UsageError
from bot.storage.settings import SETTINGS, Kind, Setting, Value
from bot.storage.settings_text import markdown as as_markdown
from bot.storage.settings_text import parse, shown
from bot.storage.storage import Storage
from bot.terminal.keeping import defaults, saved, with_storage
from bot.terminal.streams import printable
from bot.text.formats import typeset
from bot.text.language import Language
from bot.text.phrases import Phrases

OWN_LANGUAGE = "en"
"""What the command line itself speaks, whatever the dossiers do."""


def run(app: App, *, server: int | None, changes: Sequence[str], markdown: bool) -> int:
    """Print the settings: as they are without a server's own, or as one server has them, after ``changes``.

    A change is ``name=value``; with no value what holds without the server's own holds again.
    """
    if markdown:
        print("\n".join(as_markdown(app.languages.values(), app.phrases)))
        return 0
    if changes and server is None:
        raise UsageError("say whose setting it is: --server ID")
    app.check_dossiers()
    wanted = [_change(app, text) for text in changes]

    async def work(storage: Storage) -> Mapping[str, Value]:
        for setting, value in wanted:
            changed = storage.reset if value is None else partial(storage.set, value=value)
            saved(await changed(server or 0, setting.name))
        return await storage.values(server)

    values = with_storage(app.config, work) if server is not None else defaults(app.config)
    for line in _lines(values, app.languages[app.language or OWN_LANGUAGE], app.phrases):
        print(printable(line))
    return 0


def _lines(values: Mapping[str, Value], language: Language, phrases: Phrases) -> Iterator[str]:
    for setting in SETTINGS.values():
        told = typeset(phrases.say(setting.help_key, language.id), language)
        yield f"{setting.name:<18}{shown(values[setting.name]) or '–':<24}{told}"


def _change(app: App, text: str) -> tuple[Setting, Value]:
    """The setting that ``text`` changes and its new value; None: the server's own is to go."""
    name, equals, typed = text.partition("=")
    if not equals or name not in SETTINGS:
        raise UsageError(f"“{text[:60]}” is no change: write NAME=VALUE, the names are {', '.join(SETTINGS)}")
    setting = SETTINGS[name]
    if not typed.strip():
        return setting, None
    value = parse(
        setting, typed, yes=_in_each(app, "keeping.panel.yes"), no=_in_each(app, "keeping.panel.no")
    )
    _check_known(setting, value, app)
    return setting, value


def _in_each(app: App, key: str) -> frozenset[str]:
    """The phrase ``key`` in every language, lower-case."""
    return frozenset(app.phrases.say(key, language).lower() for language in app.languages)


def _check_known(setting: Setting, value: Value, app: App) -> None:
    """Raise ``UsageError`` for a language or dossier that there is not."""
    if setting.kind is Kind.LANGUAGE and isinstance(value, str):
        _one_of(value, app.languages, "language")
    if setting.kind is Kind.DOSSIERS and isinstance(value, tuple):
        for name in value:
            _one_of(str(name), app.dossiers, "dossier")
    if setting.kind is Kind.CHANNEL_DOSSIERS and isinstance(value, Mapping):
        for names in value.values():
            for name in names:
                _one_of(name, app.dossiers, "dossier")


def _one_of(name: str, known: Collection[str], what: str) -> None:
    if name not in known:
        raise UsageError(f"there is no {what} “{name[:60]}”: there are {', '.join(sorted(known))}")
