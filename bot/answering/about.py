"""What the bot says of itself and of where its dossiers come from: what is concluded says why, what is unknown is absent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from bot import __version__
from bot.knowledge.records import Dossier, When
from bot.text.formats import day, enumeration, language_name
from bot.text.language import Language, Localised

EDITION = 8
"""Characters of a dossier's digest that tell its editions apart."""

Say = Callable[..., str]
"""Takes the key of a phrase, the id of a language and what fills the phrase's holes by name."""


def about(
    dossiers: Iterable[Dossier], language: str, languages: Mapping[str, Language], say: Say
) -> Iterator[str]:
    """Lines of Markdown: version, licence and method, then for each dossier its languages, source and edition."""
    yield say("answering.about.title", language, version=__version__)
    yield say("answering.about.method", language)
    yield ""
    yield say("answering.about.dossiers", language)
    for dossier in dossiers:
        names = [language_name(languages[one], languages[language]) for one in dossier.languages]
        title = dossier.title.get(language) or next(iter(dossier.title.values()))
        spoken = enumeration(names, languages[language])
        yield say("answering.about.dossier", language, title=title, languages=spoken)
        told_in = language if language in dossier.languages else dossier.languages[0]
        source = article(dossier, languages[told_in], say)
        if source:
            yield say("answering.about.source", language, source=source)
        yield say("answering.about.edition", language, edition=dossier.version[:EDITION])


def article(dossier: Dossier, language: Language, say: Say) -> str:
    """Title, author, publisher, date and link on one line; empty text when none of them is known."""
    source = dossier.source
    parts = (
        source.title,
        source.author,
        _concluded(source.publisher, source.publisher_why, language.id, say),
        _date(source.date, language, say),
        f"<{source.url}>" if source.url else None,
    )
    return ", ".join(part for part in parts if part)


def _date(date: When | None, language: Language, say: Say) -> str | None:
    if date is None:
        return None
    written = date.text.get(language.id) or (day(date.date, language) if date.date else None)
    return _concluded(written, date.why if date.inferred else {}, language.id, say)


def _concluded(text: str | None, why: Localised, language: str, say: Say) -> str | None:
    """``text`` with the reason it was concluded by, where it is not printed in the article."""
    reason = why.get(language)
    return say("answering.about.inferred", language, text=text, why=reason) if text and reason else text
