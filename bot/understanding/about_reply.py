"""Texts that ask about the reply before them: where it comes from, and whether somebody stands by it."""

from __future__ import annotations

from dataclasses import replace

from bot.knowledge.citing import facts_of
from bot.knowledge.records import FactStatus, Intent
from bot.understanding.candidates import Scored
from bot.understanding.decision import Outcome
from bot.understanding.idleness import SmallTalk
from bot.understanding.reading.readings import WHO
from bot.understanding.talk.conversation import Turn
from bot.understanding.talk.doubting import asks_who, is_doubt
from bot.understanding.understood import Understood

OWN_REPLY = 0.9
"""Confidence from which a dossier's own reply to "is that certain?" goes before telling what the reply before rests on."""


def of_the_reply(small_talk: SmallTalk, best: Understood, alone: Understood, turn: Turn) -> Understood:
    """A text that asks where the reply to ``turn`` comes from: that, unless the dossier has a reply of its own to it.

    Args:
        small_talk: says so where that reply rests on nothing.
        best: the text as it stands after ``turn``.
        alone: the text by itself.
        turn: the question before.
    """
    told, said = best.decision.best, alone.decision.best
    if told is not None and said is not None and best.decision.outcome is Outcome.ANSWER:
        intent, completed = told.scored.intent.id, best.resolved != alone.resolved
        fits = _is_of_that(best, told.scored.intent, turn)
        agreed = completed and fits and intent == said.scored.intent.id
        own = fits and told.confidence >= OWN_REPLY and _puts_in_words(alone, told.scored)
        if turn.told and (agreed or own):
            return best
    said_so = small_talk.saying(best, alone)
    return replace(said_so, small_talk=False, sourced=turn) if turn.told else said_so


def _is_of_that(best: Understood, found: Intent, turn: Turn) -> bool:
    """Whether how sure what the reply to ``turn`` told is may be what a dossier's reply to ``found`` tells: some of the same, or as the author says.

    What the source plainly states hangs on nothing else: who holds which shares is no less certain for the talks told of beside them.
    """
    dossier = best.index.dossier
    asked = dossier.intents.get(turn.intent)
    if turn.intent in found.near or (asked is not None and found.id in asked.near):
        return True
    told = [dossier.facts[name] for name in turn.told if name in dossier.facts]
    if not told or told[0].status is FactStatus.STATED:
        return False
    own = facts_of(dossier, found, best.slots or {}).values()
    return any(fact.id in turn.told for fact in own)


def _puts_in_words(alone: Understood, found: Scored) -> bool:
    """Whether the nearest phrasing of what was ``found`` for a text in its talk says what the text itself says.

    « Who is buying Cloudwatt? » is no way to ask "who says so?", however near both come to it together.
    """
    reader = alone.index.reader
    said, asked = (
        {word for word in reading.plain if word not in reader.functions} | reader.meanings.of(reading.plain)
        for reading in (alone.considered.reading, reader.read(found.nearest.text, exact=True))
    )
    silent = not said and WHO not in alone.considered.reading.asks
    return silent or not said.isdisjoint(asked)


def doubts_the_reply(best: Understood, alone: Understood, turn: Turn) -> bool:
    """Whether a text asks who stands by what the reply to ``turn`` told, and the dossier's own reply is about something else."""
    reading = alone.considered.reading
    if not turn.told or not is_doubt(reading, best.index.reader):
        return False
    if reading.mentions and best.decision.outcome is Outcome.NOT_COVERED:
        return False  # "did Thales confirm it, too?" asks of another, of whom the dossier knows that the source is silent
    facts = [best.index.dossier.facts[name] for name in turn.told if name in best.index.dossier.facts]
    owned = all(fact.said_by and fact.status is not FactStatus.CONFIRMED for fact in facts)
    own = best.intent in best.index.related(turn.intent)
    if asks_who(alone.considered.reading) and own and not owned:
        return False  # who says so of what nobody is named for, or who confirmed what was, is the dossier's to tell
    if best.decision.best is None:
        return True
    said = facts_of(best.index.dossier, best.decision.best.scored.intent, best.slots or {}).values()
    return frozenset(turn.told).isdisjoint(fact.id for fact in said)
