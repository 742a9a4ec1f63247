"""The table that goes with a reply."""

from __future__ import annotations

from bot.answering.answer import Answer
from bot.answering.views import StakesView, TimelineView
from bot.assistant import Assistant


def table_of(assistant: Assistant, answer: Answer) -> StakesView | TimelineView | None:
    """That of the answer's dossier, in its language; None for an answer without one."""
    own = None if answer.dossier is None else (answer.dossier,)
    match answer.view:
        case "stakes":
            return assistant.stakes(language=answer.language, dossiers=own)
        case "timeline":
            return assistant.timeline(language=answer.language, dossiers=own)
        case _:
            return None
