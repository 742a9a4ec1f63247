"""What is noted of questions and answers. The notebook is an open storage, or None: then nothing is kept at all.

Discord's room knows it by its type alone, so that without one no database is loaded; tests put a fake in its place.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.answering.answer import Answer, Status
from bot.recent import Recent
from bot.storage.records import Vain

if TYPE_CHECKING:
    from bot.storage.storage import Storage

_IN_VAIN = {Status.UNKNOWN: Vain.UNKNOWN, Status.NOT_COVERED: Vain.NOT_COVERED}
_MOST_KEPT = 2000


async def note(notebook: Storage, guild_id: int | None, question: str, answer: Answer) -> None:
    """Count the question, and keep it where it was asked in vain."""
    notebook.count(guild_id, answer.language, answer.status.value)
    if (outcome := _IN_VAIN.get(answer.status)) is not None:
        await note_vain(notebook, guild_id, question, answer, outcome)


async def note_vain(
    notebook: Storage, guild_id: int | None, question: str, answer: Answer, outcome: Vain
) -> None:
    """Keep a question that ended in ``outcome``, with the entry that came nearest."""
    best = answer.candidates[0] if answer.candidates else None
    await notebook.note_vain(
        guild_id,
        question,
        dossier=answer.dossier or "",
        language=answer.language,
        outcome=outcome,
        near=best.intent if best is not None else None,
        confidence=best.confidence if best is not None else 0.0,
    )


class Lately(Recent[tuple[int, int], Answer]):
    """(A person's id, a message's id) → the answer that they got in it: what « none of these » and a vote on it are about.

    In memory, for minutes.
    """

    def __init__(self, seconds: float = 600.0, *, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(seconds, _MOST_KEPT, clock)
