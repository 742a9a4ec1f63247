"""From what was understood to a reply."""

from __future__ import annotations

from dataclasses import replace

from assistants import mill_index
from opened import languages, mill, phrases

from bot.answering.replies import Replies
from bot.knowledge.library import Library
from bot.understanding.decision import Cause, Choice, Decision, Outcome, Policy
from bot.understanding.fitting.fit import PRIOR
from bot.understanding.understood import understand_part


def test_a_question_in_the_passive_is_offered_with_each_name_in_its_place():
    """However the nearest phrasing has it, and whether or not it is the likeliest of those offered."""
    index, text = mill_index(), "was Panidor bought by Maison Brioche?"
    understood = understand_part(index, Policy(PRIOR, answer=0.3, offer=0.1), text)
    claim = next(one.scored for one in understood.decision.choices if one.scored.intent.id == "bought-claim")
    active = next(
        one
        for one in index.learned.phrased
        if one.label == claim.match.label and one.order == ("buyer", "target")
    )
    other = next(one.scored for one in understood.decision.choices if one.scored.intent.id == "owners")
    choices = (Choice(other, 0.3), Choice(replace(claim, nearest=active), 0.3))
    unsure = replace(
        understood, decision=Decision(Outcome.OFFER, choices, Cause.UNSURE), slots={}, language="en"
    )
    library = Library(mill().folder, languages(), {"mill": mill()}, version="")
    answer = Replies(library, languages(), phrases(), None).compose(text, unsure)
    assert [one.intent for one in answer.suggestions] == ["owners", "bought-claim"]
    assert answer.suggestions[1].slots == {"buyer": "brioche", "target": "panidor"}
