"""From what was asked in vain to what could be added to a dossier: pure proposals, for a person to judge."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answering.answer import Answer, Status
from bot.app import App
from bot.knowledge.patching import Addition, NewPhrasing, NewSilence
from bot.knowledge.records import Dossier, Intent
from bot.knowledge.review import PLACEHOLDER
from bot.knowledge.templates import escape
from bot.storage.records import Vain, VainQuestion
from bot.text.formats import typeset
from bot.text.normalise import fold, words

FLOOR = 0.2
"""Confidence below which the nearest question is no proposal: then the article may well not say it."""
ALIKE = 0.5
"""Share of the shorter question's words of weight that two questions must have in common to be one matter."""
NAME_WORDS = 3
_MARKER = re.compile(r"\[(?:mention|link|mail|number)\]")
_EDGES = " ,;:.!-–—"
_SETTLED = frozenset({Status.ANSWERED, Status.NOT_COVERED, Status.SMALL_TALK})


@dataclass(frozen=True, slots=True)
class Asked:
    """One question that was asked in vain, as it may stand in a dossier."""

    text: str
    language: str
    times: int
    near: tuple[str, ...] = ()
    """Ids of the questions that came nearest by now, nearest first."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing that a person accepts or not."""

    dossier: str
    intent: str
    """The question it would be a phrasing of; for a new entry, the id it would get."""
    confidence: float
    """0–1, how near the nearest of the questions came; 0 for a new entry."""
    new: bool
    """True when the entry says that the article does not say."""
    asked: tuple[Asked, ...]
    """Most asked first. Never empty."""
    near: tuple[str, ...] = ()
    """For a new entry: the dossier's questions that came nearest to the first one asked; a person may prefer one."""


def propose(vain: Sequence[VainQuestion], app: App) -> Sequence[Proposal]:
    """A proposal for each question of a dossier that was missed, then for each matter that has none; most asked first.

    What the dossiers answer by now is left out, and so is what the article is known not to say.
    """
    found: dict[tuple[str, str], Proposal] = {}
    strangers: dict[str, list[Asked]] = {}
    for one in vain:
        asked = Asked(_cleaned(one.text), one.language, one.times)
        dossier = app.dossiers.get(one.dossier)
        if dossier is None or one.language not in dossier.languages or not words(asked.text, ()):
            continue
        answer = app.assistant.answer(asked.text, hints=(one.language,), dossiers=(dossier.id,))
        if _is_settled(one, answer):
            continue
        near = tuple(
            candidate.intent for candidate in answer.candidates if candidate.intent in dossier.intents
        )
        asked = replace(asked, near=near)
        target = _target(one, answer, dossier)
        if target is None:
            strangers.setdefault(dossier.id, []).append(asked)
            continue
        before = found.get((dossier.id, target[0])) or Proposal(
            dossier.id, target[0], 0.0, new=False, asked=()
        )
        found[dossier.id, target[0]] = replace(
            before, confidence=max(before.confidence, target[1]), asked=(*before.asked, asked)
        )
    known = sorted(found.values(), key=_weight)
    new = [one for name, rows in strangers.items() for one in _matters(app.dossiers[name], rows, app)]
    return [*known, *sorted(new, key=_weight)]


def moved(proposal: Proposal, intent: str) -> Proposal:
    """``proposal`` given to another question by a person who knows better."""
    return replace(proposal, intent=intent, confidence=0.0, new=False)


def additions(proposal: Proposal, app: App) -> Iterator[Addition]:
    """What accepting ``proposal`` adds to its dossier."""
    dossier = app.dossiers[proposal.dossier]
    if proposal.new:
        yield _silence(proposal, dossier, app)
        return
    intent = dossier.intents[proposal.intent]
    for asked in proposal.asked:
        text = _with_holes(asked.text, intent, app, dossier.id)
        if text not in intent.phrasings[asked.language]:
            yield NewPhrasing(intent.id, asked.language, text)


def _weight(proposal: Proposal) -> tuple[int, str]:
    return -sum(asked.times for asked in proposal.asked), proposal.intent


def _cleaned(text: str) -> str:
    return " ".join(_MARKER.sub(" ", text).split()).strip(_EDGES)


def _is_settled(question: VainQuestion, answer: Answer) -> bool:
    """Whether nothing is to be done: the bot replies as it should by now, as far as people said."""
    if set(question.outcomes) == {Vain.NOT_COVERED}:
        return True
    if Vain.THUMBS_DOWN in question.outcomes:
        return answer.intent != question.near and answer.status in _SETTLED
    return answer.status in _SETTLED


def _target(question: VainQuestion, answer: Answer, dossier: Dossier) -> tuple[str, float] | None:
    """The question of the dossier that was probably meant, with its confidence; None when none comes near.

    Not one that people said they did not mean.
    """
    offered = {one.intent for one in answer.suggestions} if Vain.NONE_OF_THESE in question.outcomes else set()
    blamed = {question.near} if Vain.THUMBS_DOWN in question.outcomes else set()
    for one in answer.candidates:
        if one.intent in dossier.intents and one.intent not in offered | blamed and one.confidence >= FLOOR:
            return one.intent, one.confidence
    return None


def _matters(dossier: Dossier, rows: Sequence[Asked], app: App) -> Iterator[Proposal]:
    """Questions that no entry comes near, those alike together."""
    groups: list[tuple[frozenset[str], list[Asked]]] = []
    for asked in sorted(rows, key=lambda row: -row.times):
        content = frozenset(_content(asked, app))
        for seen, group in groups:
            if len(seen & content) >= ALIKE * max(1, min(len(seen), len(content))):
                group.append(asked)
                break
        else:
            groups.append((content, [asked]))
    taken = set(dossier.intents)
    for _, group in groups:
        name = _name(group[0], taken, app)
        taken.add(name)
        yield Proposal(dossier.id, name, 0.0, new=True, asked=tuple(group), near=group[0].near)


def _content(asked: Asked, app: App) -> list[str]:
    """The words of weight, in their order; all words where there is no such word."""
    language = app.languages[asked.language]
    found = list(dict.fromkeys(words(asked.text, language.elisions)))
    return [word for word in found if word not in language.function_words and len(word) > 1] or found


def _name(asked: Asked, taken: set[str], app: App) -> str:
    base = "-".join(_content(asked, app)[:NAME_WORDS])[:48] or "question"
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return base if base not in taken else next(name for name in numbered if name not in taken)


def _with_holes(text: str, intent: Intent, app: App, dossier: str) -> str:
    """``text`` as a phrasing: what fills a slot becomes its hole, braces lose their meaning."""
    written = escape(text)
    open_slots = dict(intent.slots)
    for typed, entity in app.assistant.explain(text, dossiers=(dossier,)).entities:
        slot = next((slot for slot in open_slots.values() if entity in slot.fillers), None)
        if slot is not None and written.count(typed) == 1:
            written = written.replace(typed, f"{{{slot.name}}}")
            del open_slots[slot.name]
    return written


def _silence(proposal: Proposal, dossier: Dossier, app: App) -> NewSilence:
    """An entry that works at once; what only an author can write is marked with ``PLACEHOLDER``."""
    first = proposal.asked[0]
    title: dict[str, str] = {}
    topic: dict[str, str] = {}
    ask: Mapping[str, list[str]] = {
        language: [escape(row.text) for row in proposal.asked if row.language == language]
        for language in dossier.languages
    }
    for language, rows in ask.items():
        title[language] = rows[0] if rows else f"{PLACEHOLDER} {escape(first.text)}"
        said = app.phrases.say("keeping.suggest.topic", language, question=escape(first.text))
        has_figure = any(map(str.isdigit, fold(said)))
        topic[language] = PLACEHOLDER if has_figure else typeset(said, app.languages[language])
        if not rows:
            rows.append(f"{PLACEHOLDER} {proposal.intent}")
    return NewSilence(proposal.intent, title, topic, ask)
