"""Which facts of a dossier anything shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.knowledge.expansion import expansions
from bot.knowledge.records import Dossier, Intent
from bot.knowledge.templates import holes


def unreached(dossier: Dossier) -> Sequence[str]:
    """The facts that no question, share or line of the timeline ever shows, in the dossier's order."""
    reached = set(_shown_by_views(dossier))
    for intent in dossier.intents.values():
        reached.update(_reached_by(intent, dossier))
    return [name for name in dossier.facts if name not in reached]


def _shown_by_views(dossier: Dossier) -> Iterable[str]:
    for fact in dossier.facts.values():
        if any(fact.event.values()) or (fact.relation, fact.object) == dossier.shares:
            yield fact.id


def _reached_by(intent: Intent, dossier: Dossier) -> Iterable[str]:
    for template in intent.facts.values():
        yield from expansions(template, intent.slots)
    for text in (*intent.text.values(), *intent.more.values()):
        yield from (hole.name for hole in holes(text))
    if intent.claim is not None:
        yield from (fact.id for fact in dossier.facts.values() if fact.relation == intent.claim.relation)
