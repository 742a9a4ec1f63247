"""What the files of a dossier say of each other, checked: why a dossier is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.errors import Problem
from bot.knowledge.check_facts import check_dossier, check_entities, check_facts, check_reached
from bot.knowledge.check_intents import check_intents
from bot.knowledge.check_texts import check_texts
from bot.knowledge.collisions import check_collisions
from bot.knowledge.draft import Draft
from bot.text.language import Language


def find_errors(draft: Draft, languages: Mapping[str, Language]) -> Sequence[Problem]:
    """Everything for which ``draft`` must be refused, in no particular order.

    Texts, collisions and reach are only looked at once every name leads somewhere, since a wrong name would show up
    there a second time.
    """
    check_dossier(draft)
    check_entities(draft, languages)
    check_facts(draft)
    check_intents(draft)
    if not draft.problems:
        check_texts(draft)
        check_collisions(draft)
        check_reached(draft)
    return draft.problems
