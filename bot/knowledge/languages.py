"""What travels with the bot: the languages it speaks, its own phrases and its small talk, read from ``bot/resources``."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from bot.errors import Problem
from bot.knowledge.intents_reader import IntentReader
from bot.knowledge.localised_shape import PerLanguage
from bot.knowledge.nodes import Entry, Items, Node, Scalar, Table
from bot.knowledge.reading import Part, child, localised, table_of, text
from bot.knowledge.records import Dossier, IntentKind, Source
from bot.knowledge.refusal import refusal
from bot.knowledge.schema import SMALL_TALK
from bot.knowledge.shapes import Checking, Field, ListOf, MapOf, Record, Shape, Text
from bot.knowledge.yaml_source import read_yaml
from bot.text.language import Language
from bot.text.phrases import Phrases

RESOURCES: Final = Path(__file__).resolve().parent.parent / "resources"
"""The folder of files that every installation has."""
SMALL_TALK_ID: Final = "small-talk"
"""Id of the bot's own intents where a dossier's is asked for."""

_text = Text()
_may_be_empty = Text(may_be_empty=True)
_words = ListOf(_text, least=0)
_key = re.compile(r"(?s).{0,80}")


def _map(value: Shape) -> MapOf:
    return MapOf(_key, "use at most 80 characters", value)


LANGUAGE: Final = Record(
    {
        "id": Field(
            Text(re.compile("[a-z]{2,3}"), "the code of the language: fr"),
            "the code of the language",
            needed=True,
        ),
        "locale": Field(_text, "the CLDR locale: fr_FR", needed=True),
        "name": Field(_text, "its own name for itself", needed=True),
        "discord_locales": Field(ListOf(_text), "Discord's locales that are this language", needed=True),
        "function_words": Field(_words, "words that carry grammar", needed=True),
        "witnesses": Field(_words, "everyday words of this language only", needed=True),
        "question_words": Field(_map(_words), "kind of question → words that ask it", needed=True),
        "polar_starts": Field(_words, "beginnings of yes-or-no questions", needed=True),
        "negations": Field(_words, "words that negate", needed=True),
        "follow_up_starts": Field(_words, "beginnings that lean on the question before", needed=True),
        "frames": Field(_words, "phrases around a question that tell nothing of it"),
        "correcting": Field(_words, "phrases of who corrects what was asked"),
        "pronouns": Field(_words, "words for something said before", needed=True),
        "possessives": Field(_words, "those of the pronouns that say whose something is"),
        "clitics": Field(_words, "those of the pronouns that stand before their verb, with that verb"),
        "plurals": Field(_words, "those of the pronouns that may stand for several"),
        "deciding": Field(_words, "words of grammar on which a yes or a no may hang"),
        "things": Field(_words, "those of the pronouns that stand for no person"),
        "converse": Field(_words, "phrases that ask the question before the other way round"),
        "subject_pronouns": Field(_words, "those of the pronouns that may say once more who was just named"),
        "adding": Field(_words, "words between names that are taken as one"),
        "summing": Field(_words, "phrases that say what several figures make together"),
        "percent_words": Field(_words, "what stands behind digits for a percent sign"),
        "each": Field(_words, "words that take several names one by one"),
        "jointly": Field(_words, "words that take several names as one"),
        "why_not": Field(_text, "what a mere “why?” means after a no"),
        "pointers": Field(
            _map(_words),
            "first, second, third, last, other, other_two, others, both → phrases that point there",
        ),
        "choosing": Field(_words, "words beside the place of what is chosen"),
        "both": Field(_words, "phrases that take two as one"),
        "assents": Field(_words, "texts that take the one question offered"),
        "comparing": Field(_words, "beginnings that hold what was spoken of against another"),
        "than": Field(_words, "words before what something is held against"),
        "years_off": Field(_map(_words), "years to add, as -1 → phrases that say so"),
        "around_years": Field(_words, "words before a year that mean another time, or a part of it"),
        "before_years": Field(_words, "those of them that mean an earlier time"),
        "after_years": Field(_words, "those of them that mean a later time"),
        "opposites": Field(
            ListOf(ListOf(_text, least=2, most=2)), "both sides of a pair of opposite meanings"
        ),
        "meanings": Field(_map(_text), "meaning → words and phrases that have it, parted by commas"),
        "limits": Field(_words, "phrases that narrow what is asked"),
        "limits_around": Field(
            ListOf(ListOf(_text, least=2, most=2)), "two words that narrow together what is asked"
        ),
        "refusals": Field(_words, "words that say no by themselves"),
        "either_or": Field(_words, "words that join what is to be chosen from"),
        "supposing": Field(_words, "beginnings of what is but supposed"),
        "months": Field(_words, "the names of the months"),
        "modals": Field(
            _words, "words that ask alike of what can, should, will or is meant to be, in groups"
        ),
        "polar_ends": Field(_words, "ends that make a statement a yes-or-no question"),
        "confirming": Field(_words, "ends and beginnings that ask whether what is said is so"),
        "denying_starts": Field(
            _words, "beginnings of a question that expects a yes to the same without their last word"
        ),
        "belying": Field(_words, "phrases that ask whether what follows is false"),
        "clefts": Field(_words, "beginnings behind which a name and « qui » ask for nobody"),
        "asks_at_start": Field(_words, "words that ask for something at the start of a question alone"),
        "in_places": Field(_words, "words before the name of a place"),
        "antecedents": Field(_words, "words that a clause with « qui » or “who” is about"),
        "agent_words": Field(_words, "words before the one who acts"),
        "owner_words": Field(_words, "words before whose something is"),
        "inverse_words": Field(_words, "words that name first whom it is done to"),
        "mutual_words": Field(_words, "words before the other of two who do it together"),
        "counts": Field(_words, "words that say how many"),
        "numerals": Field(_map(_words), "power of ten → words for it"),
        "beyond": Field(_map(_words), "more, at_least, less, at_most → phrases before a figure that mean it"),
        "negative_prefixes": Field(_words, "beginnings that make a word its contrary"),
        "asked_for": Field(_words, "phrases that ask for a reply in this language"),
        "saying": Field(_words, "words that ask for nothing but that something be said"),
        "elisions": Field(_words, "letters that lean on the next word", needed=True),
        "shorthand": Field(_map(_text), "chat spelling → plain words", needed=True),
        "letters": Field(_may_be_empty, "letters that only this language writes", needed=True),
        "endings": Field(_words, "endings typical of it", needed=True),
        "sound_rules": Field(
            ListOf(ListOf(_may_be_empty, least=2, most=2), least=0),
            "regular expression, replacement",
            needed=True,
        ),
        "articles": Field(
            _map(_map(_may_be_empty)), "form → article → what stands before the name", needed=True
        ),
        "elided_before": Field(_may_be_empty, "letters before which an article elides", needed=True),
        "elided": Field(_map(_text), "full form → elided form"),
        "first_of_month": Field(_text, "what stands for the 1 of a date, where it is no bare number"),
        "tight_before": Field(_map(Text(may_be_empty=True)), "mark → the space before it"),
    }
)
"""The shape of ``bot/resources/languages/ID.yaml``."""


def load_languages(folder: Path = RESOURCES / "languages") -> Mapping[str, Language]:
    """Language id → language, for every file in ``folder``.

    Raises:
        KnowledgeError: when a file does not have the shape of a language.
    """
    found = [_language(_table(file, LANGUAGE)) for file in sorted(folder.glob("*.yaml"))]
    return {language.id: language for language in found}


@cache
def everyday_words(language: str) -> frozenset[str]:
    """The commonest words of ``language``, folded, each form by itself; empty where nobody wrote any down. Read when first asked for."""
    file = RESOURCES / "words" / f"{language}.txt"
    return frozenset(file.read_text(encoding="utf-8").split()) if file.is_file() else frozenset()


def spoken(folder: Path = RESOURCES / "languages") -> tuple[str, ...]:
    """The ids of the languages that the bot speaks, by the names of their files."""
    return tuple(sorted(file.stem for file in folder.glob("*.yaml")))


def load_phrases(folder: Path = RESOURCES / "phrases", languages: tuple[str, ...] | None = None) -> Phrases:
    """The bot's own sentences; ``opening`` in ``answering.yaml`` has the key ``answering.opening``.

    Args:
        folder: holds the files.
        languages: what every phrase must exist in; None: all that the bot speaks.

    Raises:
        KnowledgeError: when a file is broken or a phrase lacks a language.
    """
    languages = spoken() if languages is None else languages
    shape = _map(PerLanguage(_text))
    return Phrases(
        {
            f"{file.stem}.{name}": _as_typed(entry.value, languages)
            for file in sorted(folder.glob("*.yaml"))
            for name, entry in _table(file, shape, languages).entries.items()
        }
    )


def load_small_talk(
    file: Path = RESOURCES / "small_talk.yaml", languages: tuple[str, ...] | None = None
) -> Dossier:
    """What the bot answers about itself, whatever the dossiers, as a dossier of intents of the kind ``small_talk``.

    Args:
        file: of the shape of a dossier's ``small_talk.yaml``.
        languages: what every text must exist in; None: all that the bot speaks.

    Raises:
        KnowledgeError: when the file is broken or a text lacks a language.
    """
    languages = spoken() if languages is None else languages
    reader = IntentReader(languages, {}, {})
    intents = {
        name: reader.read(name, Part(file, entry), IntentKind.SMALL_TALK)
        for name, entry in _table(file, SMALL_TALK, languages).entries.items()
    }
    name = dict.fromkeys(languages, "Dossier")
    return Dossier(
        id=SMALL_TALK_ID,
        folder=file.parent,
        version=hashlib.sha256(file.read_bytes()).hexdigest()[:16],
        languages=languages,
        title=name,
        about=name,
        source=Source(language=None, paragraphs=0),
        subject=None,
        shares=None,
        buyer=None,
        shares_title={},
        entities={},
        facts={},
        intents=intents,
        notes=(),
    )


def _table(file: Path, shape: Shape, languages: tuple[str, ...] = ()) -> Table:
    """The root of ``file``, of the shape asked for."""
    parsed = read_yaml(file)
    problems: list[Problem] = list(parsed.problems)
    if parsed.root is not None:
        shape.check(parsed.root, Checking(file, languages, problems))
    root = table_of(parsed.root)
    if problems or root is None:
        raise refusal(problems)
    return root


def _as_typed(node: Node, languages: tuple[str, ...]) -> Mapping[str, str]:
    """A text per language, spaces at its ends kept: phrases are put together."""
    if isinstance(node, Table):
        return {language: _typed(child(node, language)) for language in languages}
    return localised(node, languages)


def _typed(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""


def _language(table: Table) -> Language:
    def words(key: str) -> tuple[str, ...]:
        return tuple(_rows(child(table, key)))

    def mapping(key: str) -> Mapping[str, str]:
        return {name: _typed(entry.value) for name, entry in _entries(child(table, key))}

    return Language(
        id=text(child(table, "id")) or "",
        locale=text(child(table, "locale")) or "",
        name=text(child(table, "name")) or "",
        discord_locales=words("discord_locales"),
        function_words=frozenset(words("function_words")),
        witnesses=frozenset(words("witnesses")),
        question_words={
            kind: tuple(_rows(entry.value)) for kind, entry in _entries(child(table, "question_words"))
        },
        polar_starts=words("polar_starts"),
        negations=frozenset(words("negations")),
        follow_up_starts=words("follow_up_starts"),
        pronouns=frozenset(words("pronouns")),
        possessives=frozenset(words("possessives")),
        clitics=frozenset(words("clitics")),
        plurals=frozenset(words("plurals")),
        deciding=frozenset(words("deciding")),
        things=frozenset(words("things")),
        converse=words("converse"),
        subject_pronouns=frozenset(words("subject_pronouns")),
        adding=frozenset(words("adding")),
        summing=words("summing"),
        percent_words=words("percent_words"),
        each=frozenset(words("each")),
        jointly=frozenset(words("jointly")),
        why_not=text(child(table, "why_not")) or "",
        pointers={name: tuple(_rows(entry.value)) for name, entry in _entries(child(table, "pointers"))},
        choosing=frozenset(words("choosing")),
        both=words("both"),
        assents=words("assents"),
        comparing=words("comparing"),
        than=frozenset(words("than")),
        years_off={off: tuple(_rows(entry.value)) for off, entry in _entries(child(table, "years_off"))},
        around_years=frozenset(words("around_years")),
        before_years=frozenset(words("before_years")),
        after_years=frozenset(words("after_years")),
        opposites=tuple(_pairs(child(table, "opposites"))),
        meanings=mapping("meanings"),
        limits=frozenset(words("limits")),
        limits_around=tuple(_pairs(child(table, "limits_around"))),
        refusals=frozenset(words("refusals")),
        either_or=frozenset(words("either_or")),
        supposing=words("supposing"),
        antecedents=frozenset(words("antecedents")),
        in_places=frozenset(words("in_places")),
        modals=words("modals"),
        polar_ends=words("polar_ends"),
        confirming=words("confirming"),
        denying_starts=words("denying_starts"),
        belying=words("belying"),
        clefts=words("clefts"),
        asks_at_start=frozenset(words("asks_at_start")),
        months=frozenset(words("months")),
        agent_words=frozenset(words("agent_words")),
        owner_words=frozenset(words("owner_words")),
        inverse_words=frozenset(words("inverse_words")),
        mutual_words=frozenset(words("mutual_words")),
        counts=frozenset(words("counts")),
        numerals={
            word: int(power)
            for power, entry in _entries(child(table, "numerals"))
            for word in _rows(entry.value)
        },
        beyond={side: tuple(_rows(entry.value)) for side, entry in _entries(child(table, "beyond"))},
        negative_prefixes=words("negative_prefixes"),
        asked_for=words("asked_for"),
        saying=frozenset(words("saying")),
        frames=words("frames") + words("correcting"),
        correcting=words("correcting"),
        elisions=words("elisions"),
        shorthand=mapping("shorthand"),
        letters=_typed(child(table, "letters")),
        endings=words("endings"),
        sound_rules=tuple(_pairs(child(table, "sound_rules"))),
        articles={
            form: {article: _typed(before.value) for article, before in _entries(entry.value)}
            for form, entry in _entries(child(table, "articles"))
        },
        elided_before=_typed(child(table, "elided_before")),
        elided=mapping("elided"),
        first_of_month=text(child(table, "first_of_month")) or "",
        tight_before=mapping("tight_before"),
    )


def _rows(node: Node | None) -> Iterator[str]:
    yield from (_typed(item) for item in (node.items if isinstance(node, Items) else ()))


def _entries(node: Node | None) -> Iterator[tuple[str, Entry]]:
    yield from node.entries.items() if isinstance(node, Table) else ()


def _pairs(node: Node | None) -> Iterator[tuple[str, str]]:
    for rule in node.items if isinstance(node, Items) else ():
        pattern, replacement = _rows(rule)
        yield pattern, replacement
