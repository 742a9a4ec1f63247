"""Checks of intents: slots that something fills, facts and neighbours that exist, replies that have something to say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bot.knowledge.draft import Draft, did_you_mean
from bot.knowledge.expansion import expansions
from bot.knowledge.records import Comparison, Intent, IntentKind
from bot.knowledge.schema import SHARELESS
from bot.knowledge.templates import holes, outside_holes

_MUST_NAME_SHARES: Final = (
    "only percentages that somebody holds can be reckoned with or compared, and dossier.yaml names none: "
    "add “shares: {relation: …, object: …}” there, or write the sentence yourself"
)
_NO_SHARES: Final = "dossier.yaml names no shares: add “shares: {relation: …, object: …}” there"

SILENCE_WORDS: Final = 4
"""Words that it takes to say that the source is silent."""


def check_intents(draft: Draft) -> None:
    """Report everything about single intents that cannot stand, their texts apart."""
    for intent in draft.dossier.intents.values():
        _check_slots(draft, intent)
        _check_names(draft, intent)
        _check_facts(draft, intent)
        _check_claim(draft, intent)
        _check_compute(draft, intent)
        _check_view(draft, intent)
        _check_has_reply(draft, intent)
        _check_comparison(draft, intent)
        _check_contrary(draft, intent)


def _check_slots(draft: Draft, intent: Intent) -> None:
    part = draft.part_of(intent)
    for name, slot in intent.slots.items():
        if not slot.fillers:
            cure = "name a kind or relation that exists, or list entities"
            draft.complain(part, ("slots", name), f"no entity fills the slot “{name}”: {cure}")
        for filler in slot.fillers:
            draft.need_entity(filler, part, ("slots", name))
        if name in draft.dossier.entities:
            draft.complain(part, ("slots", name), f"“{name}” is an entity, too: give the slot another name")


def _check_names(draft: Draft, intent: Intent) -> None:
    part = draft.part_of(intent)
    for row, near in enumerate(intent.near):
        if near == intent.id:
            draft.complain(part, ("near", row), f"“{near}” is the question itself: name another one")
        elif near not in draft.dossier.intents:
            cure = did_you_mean(near, draft.dossier.intents, "name a question of this dossier")
            draft.complain(part, ("near", row), f"“{near}” is no question: {cure}")
    for entity in sorted(intent.entities):
        draft.need_entity(entity, part, ("entities",))
    for name in (*intent.facts, *(compute.name for compute in intent.compute)):
        path = ("facts" if name in intent.facts else "compute", name)
        if name in intent.slots or name in draft.dossier.entities:
            other = "a slot" if name in intent.slots else "an entity"
            draft.complain(part, path, f"“{name}” is {other}, too: give the figure another name", key=True)


def _check_facts(draft: Draft, intent: Intent) -> None:
    part, facts = draft.part_of(intent), draft.dossier.facts
    for row, (name, template) in enumerate(intent.facts.items()):
        path = ("facts", row, name)
        slots = [hole for hole in holes(template) if hole.name not in intent.slots or hole.part]
        if slots:
            message = f"“{slots[0].written}” is no slot of this question: add it under “slots:”"
            draft.complain(part, path, message)
            continue
        if any(intent.slots[hole.name].optional for hole in holes(template)):
            draft.complain(part, path, f"“{template}” hangs on an optional slot: take “optional” away")
        for fact in expansions(template, intent.slots):
            if fact not in facts:
                of = f" (from “{template}”)" if fact != template else ""
                cure = did_you_mean(fact, facts, "add it to facts.yaml")
                draft.complain(part, path, f"“{fact}”{of} is no fact: {cure}")


def _check_claim(draft: Draft, intent: Intent) -> None:
    if (claim := intent.claim) is None:
        return
    part = draft.part_of(intent)
    for key, name in (("subject", claim.subject), ("object", claim.object)):
        if name not in intent.slots and name not in draft.dossier.entities:
            cure = draft.meant(name, [*intent.slots, *draft.dossier.entities], "write one that is")
            draft.complain(
                part, ("claim", key), f"“{name}” is neither a slot of this question nor an entity: {cure}"
            )
    if claim.relation not in draft.relations():
        cure = did_you_mean(claim.relation, draft.relations(), "use the relation of a fact")
        draft.complain(part, ("claim", "relation"), f"no fact has the relation “{claim.relation}”: {cure}")


def _check_compute(draft: Draft, intent: Intent) -> None:
    if not intent.compute:
        return
    part, dossier = draft.part_of(intent), draft.dossier
    if dossier.shares is None:
        draft.complain(part, ("compute",), _MUST_NAME_SHARES)
        return
    for compute in intent.compute:
        path = ("compute", compute.name)
        _check_holders(draft, intent, path, compute.operands)
        if compute.operation == "difference" and len(set(compute.operands)) != 2:  # noqa: PLR2004 - between two
            draft.complain(part, path, "a difference is between two: write {difference: [a, b]}")


def _check_comparison(draft: Draft, intent: Intent) -> None:
    """Report a ``verdict: {more: […]}`` between what has no share that could be larger."""
    if not isinstance(intent.verdict, Comparison):
        return
    path = ("verdict", "more")
    if draft.dossier.shares is None:
        draft.complain(draft.part_of(intent), path, _MUST_NAME_SHARES)
        return
    computed = {compute.name for compute in intent.compute if compute.operation not in SHARELESS}
    sides = (intent.verdict.more, intent.verdict.than)
    _check_holders(draft, intent, path, [side for side in sides if side not in computed])


def _check_holders(draft: Draft, intent: Intent, path: tuple[str, ...], names: Iterable[str]) -> None:
    """Report each of ``names``, entities or slots, that holds no share or may be filled with what holds none."""
    rows = draft.dossier.share_facts
    holders = {fact.subject for fact in rows if fact.value and fact.value.number}
    if not holders:
        return  # told of once, where dossier.yaml names the shares
    for name in names:
        for filler in intent.slots[name].fillers if name in intent.slots else (name,):
            if filler not in holders:
                cure = did_you_mean(filler, holders, "name one of " + ", ".join(sorted(holders)))
                draft.complain(draft.part_of(intent), path, f"“{filler}” holds no share: {cure}")


def _check_view(draft: Draft, intent: Intent) -> None:
    part, dossier = draft.part_of(intent), draft.dossier
    if intent.view == "stakes" and dossier.shares is None:
        draft.complain(part, ("view",), _NO_SHARES)
    if intent.view == "timeline" and not any(any(fact.event.values()) for fact in dossier.facts.values()):
        draft.complain(part, ("view",), "no fact is an event: add “event: …” and “when: …” to facts")


def _check_contrary(draft: Draft, intent: Intent) -> None:
    if intent.contrary and intent.verdict is None and intent.claim is None:
        cure = "add “verdict: yes” or “verdict: no”, or move these to “ask:”"
        message = f"“{intent.id}” says neither yes nor no that could change places: {cure}"
        draft.complain(draft.part_of(intent), ("contrary",), message, key=True)


def _check_silence(draft: Draft, intent: Intent) -> None:
    """Report an ``answer`` too short to say that the source is silent, which readers would take for the answer."""
    for language, text in intent.text.items():
        if text and len(outside_holes(text).split()) < SILENCE_WORDS:
            cure = "write a sentence that says so, or “topic: …” in its place"
            message = f"“{text[:60]}” reads as an answer, where the article has none: {cure}"
            draft.complain(draft.part_of(intent), ("answer", language), message)


def _check_has_reply(draft: Draft, intent: Intent) -> None:
    part = draft.part_of(intent)
    has_text = any(intent.text.values())
    if intent.kind is IntentKind.NOT_COVERED and not has_text and not any(intent.topic.values()):
        draft.complain(part, (), f"“{intent.id}” nowhere says what the article is silent on: add “topic: …”")
    if intent.kind is IntentKind.NOT_COVERED:
        _check_silence(draft, intent)
    if intent.kind is not IntentKind.ANSWER:
        return
    if not has_text and intent.claim is None:
        draft.complain(part, (), f"“{intent.id}” has no reply: add “answer: …”")
    uses_facts = intent.facts or intent.claim or intent.compute or intent.view
    names = {hole.name for text in intent.text.values() for hole in holes(text)}
    meant = names - {*intent.slots, *draft.dossier.entities}  # facts, or what the check of texts tells of
    if draft.dossier.facts and not uses_facts and not meant:
        cure = "name facts under “facts:”, or move it to small_talk.yaml"
        draft.complain(
            part, ("answer",), f"“{intent.id}” uses no fact, so nobody can tell how sure it is: {cure}"
        )
