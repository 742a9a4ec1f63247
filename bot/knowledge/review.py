"""What a dossier's author should look at again: nothing here keeps the dossier from being used."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from bot.errors import Problem
from bot.knowledge.collisions import same_words
from bot.knowledge.figures import differing
from bot.knowledge.languages import load_languages
from bot.knowledge.loader import MAIN_FILE
from bot.knowledge.reading import Part
from bot.knowledge.records import PERCENT, Dossier, Intent, IntentKind, Place
from bot.knowledge.showing import misshown
from bot.knowledge.templates import holes, outside_holes
from bot.knowledge.typing_slips import typing_slips
from bot.knowledge.unwritten import is_unwritten
from bot.knowledge.written import Written
from bot.text.language import Localised
from bot.text.normalise import fold
from bot.text.patterns import stands_in

PLACEHOLDER: Final = "TODO"
"""Stands in the texts that a machine's proposals leave to the author; an import writes ``unwritten_answer`` instead."""

FEW_PHRASINGS: Final = 5
"""A question with fewer ways of asking it, in a language, is seldom found. Plain FAQs are let off."""

_YEAR: Final = re.compile(r"\b[12]\d{3}\b")
_MODERN: Final = range(1900, 2100)
"""Numbers that are years wherever they stand …"""
_NEAR_YEARS: Final = 100
"""… as is any other one that is no further than this from the year that the fact is dated."""
_FULL_STOP: Final = re.compile(r"(?<![.\s])\.\s*$")
_ABBREVIATED: Final = re.compile(r"(?:\b\w\.\w|\b[A-Z]\w{0,3}|\betc)\.\s*$")
"""A last word whose full stop is its own: S.A., Inc., etc."""
_CAPITAL: Final = re.compile(r"([^\W\d_]+)(?:['’]|\s+)(\w)")
"""The first word of a text and how the next one begins."""
_SAME_WORDS: Final = 3
"""A text of so many words is not the same in two languages by chance."""


def review(dossier: Dossier) -> Sequence[Problem]:
    """What ``check`` tells beside errors, in the files' order; empty for a dossier that is well kept.

    Texts left to write, digits typed where a fact's number belongs, figures that differ between languages where there are no
    facts, replies that Discord would not show as written, translations that repeat the original, slots that no phrasing
    names, phrasings that their own question would refuse or that stand twice, names shared by two entities, years told as
    amounts, facts whose text gives another year than theirs or is no clause, languages that tell of different facts, and what was typed in a way that
    YAML reads as something else.
    """
    written = Written.of(dossier.folder)
    found = [*_review_entities(dossier, written), *_review_facts(dossier, written), *typing_slips(written)]
    found.extend(_review_shares(dossier, written))
    found.extend(_review_years(dossier, written))
    found.extend(_review_notes(dossier, written))
    for intent in dossier.intents.values():
        found.extend(_review_texts(dossier, intent, written))
        found.extend(_review_phrasings(dossier, intent, written))
    return sorted({*found})  # a text that stands for all languages is told of once


def _problem(place: Place, message: str) -> Problem:
    return Problem(place.file, place.line, place.column, message)


def _review_entities(dossier: Dossier, written: Written) -> Iterator[Problem]:
    for language in dossier.languages:
        owners: dict[str, str] = {}
        for entity in dossier.entities.values():
            for name in {same_words(name) for name in (entity.name[language], *entity.aliases[language])}:
                if (other := owners.setdefault(name, entity.id)) != entity.id:
                    message = f"“{name}” names “{other}” in “{language}”, too: leave it to one of them"
                    yield _problem(written.place(entity, "aliases", language), message)


def _review_facts(dossier: Dossier, written: Written) -> Iterator[Problem]:
    for fact in dossier.facts.values():
        for name, text in (("text", fact.text), ("event", fact.event), ("why", fact.why)):
            for path, message in _doubts(name, text):
                yield _problem(written.place(fact, *path), f"“{fact.id}”: {message}")
        for language, clause in fact.text.items():
            if (slip := _no_clause(dossier, language, clause)) is not None:
                yield _problem(written.place(fact, "text", language), f"“{fact.id}”: its text {slip}")
            dated = fact.when.date[:4] if fact.when and fact.when.date else ""
            years = set(_years(outside_holes(clause), dated)) if dated else set[str]()
            if fact.when and years and dated not in years:
                message = f"it says {', '.join(sorted(years))} and is dated {fact.when.date}: write {{when}} in its text, or mend one"
                yield _problem(written.place(fact, "text", language), f"“{fact.id}”: {message}")


def _years(text: str, dated: str) -> Iterator[str]:
    """The numbers in the text of a fact of the year ``dated`` that are years."""
    for found in _YEAR.findall(text):
        if int(found) in _MODERN or abs(int(found) - int(dated)) <= _NEAR_YEARS:
            yield found


def _no_clause(dossier: Dossier, language: str, text: str) -> str | None:
    """What keeps a fact's ``text`` from going into a sentence of the bot's; None where it does not."""
    if _FULL_STOP.search(text) and not _ABBREVIATED.search(text):
        return "ends with a full stop: leave it out, for the bot puts the text into sentences"
    first = _CAPITAL.match(text)
    if first is None or not first[1][0].isupper() or not first[2].islower():
        return None
    names = (
        name for one in dossier.entities.values() for name in (one.name[language], *one.aliases[language])
    )
    if fold(first[1]) not in _small_words()[language] or any(
        fold(text).startswith(fold(name)) for name in names
    ):
        return None
    return f"starts with a capital: write “{first[1].lower()}”, for the bot puts the text into sentences"


@cache
def _small_words() -> Mapping[str, frozenset[str]]:
    """The words of each language that carry grammar: with a small letter after them, they begin no name."""
    return {one.id: one.function_words | {*one.elisions} for one in load_languages().values()}


def _review_shares(dossier: Dossier, written: Written) -> Iterator[Problem]:
    """A share without its unit is told as “51 of the club”."""
    for fact in dossier.facts.values():
        is_share = (fact.relation, fact.object) == dossier.shares
        if is_share and fact.value and fact.value.number and not fact.value.is_percent:
            cure = f"write “{fact.value.number} %”, or add “unit: {PERCENT}”"
            yield _problem(written.place(fact, "value"), f"“{fact.id}”: a share is a percentage: {cure}")


def _review_years(dossier: Dossier, written: Written) -> Iterator[Problem]:
    """A year as a mere number is told as “2,019”."""
    for fact in dossier.facts.values():
        value = fact.value
        if value is None or value.unit is not None or not (value.number or "").isdigit():
            continue
        if int(value.number or "") in _MODERN and set(value.form.values()) == {"{number}"}:
            cure = f"write “when: {value.number}” where it dates the fact, or “unit: year”; for an amount say of what under “form”"
            yield _problem(
                written.place(fact, "value"), f"“{fact.id}”: {value.number} looks like a year: {cure}"
            )


def _review_notes(dossier: Dossier, written: Written) -> Iterator[Problem]:
    file = dossier.folder / MAIN_FILE
    main = Part.of_file(file, written.roots.get(file))
    for note in dossier.notes:
        for language, doubt in _other_figures(dossier, "text", note.text):
            yield _problem(main.at("notes", note.id, "text", language), f"“{note.id}”: {doubt}")


def _doubts(name: str, text: Localised) -> Iterator[tuple[tuple[str, ...], str]]:
    """What looks unfinished about the text under the key ``name``, and where: once, whatever the languages."""
    unfinished = (language for language, typed in text.items() if PLACEHOLDER in typed or is_unwritten(typed))
    if (language := next(unfinished, None)) is not None:
        cure = f"put it in the place of what stands under “{name}:”"
        yield (name, language), f"its {name} is still to be written: {cure}"
    typed = set(text.values())
    if len(text) > 1 and len(typed) == 1 and len(outside_holes(typed.pop()).split()) >= _SAME_WORDS:
        yield (name,), f"its {name} is the same in all languages: translate it"


def _review_texts(dossier: Dossier, intent: Intent, written: Written) -> Iterator[Problem]:
    texts: Mapping[str, Localised] = {
        "title": intent.title,
        "answer": intent.text,
        "more": intent.more,
        "topic": intent.topic,
    }
    for name, text in texts.items():
        for path, message in _doubts(name, text):
            yield _problem(written.place(intent, *path), f"“{intent.id}”: {message}")
    for name in ("answer", "more"):
        for place, doubt in misshown(name, texts[name]):
            yield _problem(written.place(intent, name, place), f"“{intent.id}”: {doubt}")
    for name, text in texts.items():
        if name == "title" and written.place(intent, "title") == intent.place:
            continue  # it is taken from the phrasings, which need not say the same
        for place, doubt in _other_figures(dossier, name, text):
            yield _problem(written.place(intent, name, place), f"“{intent.id}”: {doubt}")
    if not dossier.facts or intent.kind is not IntentKind.ANSWER:
        return
    for name in ("answer", "more"):
        if (differ := _told_apart(dossier, intent, texts[name])) is not None:
            yield _problem(written.place(intent, name), f"“{intent.id}”: its {name} {differ}")
        digits = (
            language for language, typed in texts[name].items() if any(map(str.isdigit, outside_holes(typed)))
        )
        if (language := next(digits, None)) is not None:
            message = (
                f"“{intent.id}”: its {name} has a number typed in it: take it from a fact, with a {{hole}}"
            )
            yield _problem(written.place(intent, name, language), message)


def _other_figures(dossier: Dossier, name: str, text: Localised) -> Iterator[tuple[str, str]]:
    """The languages of ``text`` with other figures than the main one, where there are no facts; with any it is an error."""
    for language, message in () if dossier.facts else differing(text):
        yield (
            language,
            f"its {name} may say something else in “{language}”: {message}: write the same, or say it in words in both",
        )


def _told_apart(dossier: Dossier, intent: Intent, text: Localised) -> str | None:
    """What the languages of ``text`` do not have in common of the facts and figures that it takes; None where they agree."""
    figures = {*intent.facts, *dossier.facts, *(compute.name for compute in intent.compute)}
    told = {
        language: {hole.name for hole in holes(typed)} & figures
        for language, typed in text.items()
        if typed and PLACEHOLDER not in typed and not is_unwritten(typed)
    }
    shared = set.intersection(*told.values()) if told else set[str]()
    for language, names in told.items():
        if only := names - shared:
            return f"tells of {', '.join(sorted(only))} in “{language}” alone: take the same facts in every language"
    return None


def _review_phrasings(dossier: Dossier, intent: Intent, written: Written) -> Iterator[Problem]:
    for language, rows in intent.phrasings.items():
        where = f"“{intent.id}”, “{language}”"
        named = {hole.name for row in rows for hole in holes(row)}
        for slot in intent.slots.keys() - named:
            message = f"{where}: no phrasing names the slot “{slot}”: use {{{slot}}}, or delete it"
            yield _problem(written.place(intent, "slots", slot), message)
        for words, times in Counter(map(same_words, rows)).items():
            if times > 1:
                typed = next(row for row in reversed(rows) if same_words(row) == words)
                place = written.place(intent, "ask", language)
                yield _problem(place, f"{where}: “{typed}” stands {times} times: keep one")
        if dossier.facts and intent.kind is not IntentKind.SMALL_TALK and len(rows) < FEW_PHRASINGS:
            few = "1 way" if len(rows) == 1 else f"{len(rows)} ways"
            place = written.place(intent, "ask", language)
            yield _problem(place, f"{where}: only {few} of asking: write at least {FEW_PHRASINGS}")
        for number, row in enumerate(rows):
            for message in _refused_by_itself(intent, language, row):
                place = written.place(intent, *intent.written_at(language, number))
                yield _problem(place, f"{where}: “{row}” {message}")


def _refused_by_itself(intent: Intent, language: str, phrasing: str) -> Iterator[str]:
    """Why the question's own ``requires`` and ``forbids`` would refuse one of its phrasings."""
    words = same_words(phrasing).split()
    for group in intent.requires.get(language, ()):
        if not any(stands_in(word, words) for word in group):
            yield f"has none of the words that “requires” asks for: {', '.join(sorted(group))}"
    for word in sorted(intent.forbids.get(language, ())):
        if stands_in(word, words):
            yield f"has the word “{word}” that “forbids” rules out"
