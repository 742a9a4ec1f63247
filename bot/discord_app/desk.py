"""The assistant behind a desk: called from the event loop, at work on threads of its own.

The assistant is synchronous and takes one thread at a time. Answers queue for one thread; tables and completions, which
only read, have another one, so that a slow answer delays no autocomplete.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from bot.answering.answer import Answer, Suggestion
from bot.answering.views import StakesView, TimelineView
from bot.discord_app.speech import Preference
from bot.errors import DossierError
from bot.knowledge.records import Dossier

if TYPE_CHECKING:
    from bot.assistant import Assistant

_Result = TypeVar("_Result")
MOST_WAITING = 256
"""Questions that may wait at once; at a few milliseconds each the last one is still answered within a second or two."""


def talk(channel_id: int | None, user_id: int) -> str:
    """The name of the talk that a person has with the bot in a channel; follow-ups lean on it."""
    return f"{channel_id}:{user_id}"


class BusyError(DossierError):
    """More questions are waiting than can be answered in good time; asking again in a moment helps."""


class NoDossierError(DossierError):
    """None of the dossiers that were chosen is there any more; choosing others helps."""


class Desk:
    """Takes questions to the assistant without ever blocking the loop."""

    def __init__(self, assistant: Assistant, *, most_waiting: int = MOST_WAITING) -> None:
        self.assistant = assistant
        self._answering = ThreadPoolExecutor(1, thread_name_prefix="answering")
        self._reading = ThreadPoolExecutor(1, thread_name_prefix="reading")
        self._most_waiting = most_waiting
        self._waiting = 0
        self._free = asyncio.Event()
        self._free.set()

    async def answer(
        self,
        question: str,
        preference: Preference,
        *,
        conversation: str | None,
        dossiers: Sequence[str] | None = None,
        is_said: Callable[[Answer], bool] | None = None,
    ) -> Answer:
        """The answer to ``question``; see ``Assistant.answer`` for the arguments.

        Raises:
            BusyError: when too many questions wait already.
            NoDossierError: when none of ``dossiers`` is there.
        """
        call = partial(
            self.assistant.answer,
            question,
            language=preference.explicit,
            hints=preference.hints,
            conversation=conversation,
            dossiers=self._there(dossiers),
            is_said=is_said,
        )
        return await self._queue(call)

    async def answer_intent(
        self, intent: str, language: str, slots: Mapping[str, str], dossier: str | None
    ) -> Answer | None:
        """The answer to a known intent about those in ``slots``; None when the dossier has it no more."""
        call = partial(
            self.assistant.answer_intent,
            intent,
            language=language,
            slots=slots or None,
            dossier=dossier or None,
        )
        return await self._queue(call)

    async def stakes(
        self, language: str, dossiers: Sequence[str] | None, company: str | None = None
    ) -> StakesView | None:
        """Who owns what; see ``Assistant.stakes``. Raises ``NoDossierError`` as ``answer`` does."""
        known = self._there(dossiers)
        return await self._read(
            partial(self.assistant.stakes, language=language, dossiers=known, company=company)
        )

    async def timeline(
        self,
        language: str,
        dossiers: Sequence[str] | None,
        first: int | None = None,
        last: int | None = None,
    ) -> TimelineView | None:
        """What happened when; see ``Assistant.timeline``. Raises ``NoDossierError`` as ``answer`` does."""
        known = self._there(dossiers)
        return await self._read(
            partial(self.assistant.timeline, language=language, dossiers=known, first=first, last=last)
        )

    async def complete(
        self, text: str, language: str, limit: int, dossiers: Sequence[str] | None
    ) -> Sequence[Suggestion]:
        """Questions to offer while ``text`` is being typed; none where none of ``dossiers`` is there."""
        known = self._known(dossiers)
        if known is not None and not known:
            return ()
        return await self._read(
            partial(self.assistant.complete, text, language=language, limit=limit, dossiers=known)
        )

    async def forget(self, user_id: int) -> None:
        """Forget the talks with a person in all channels."""
        await self._queue(partial(self.assistant.forget_if, lambda key: key.endswith(f":{user_id}")))

    def dossier(self, dossier: str) -> Dossier | None:
        """The dossier of that id, from memory."""
        return self.assistant.library.dossiers.get(dossier)

    @property
    def dossiers(self) -> Sequence[Dossier]:
        """All dossiers that are answered from, in order of their ids."""
        return tuple(self.assistant.library.dossiers.values())

    def chosen(self, dossiers: Sequence[str] | None) -> Sequence[Dossier]:
        """Those of ``dossiers`` that are answered from where they were chosen; None: all."""
        known = self._known(dossiers)
        return [one for one in self.dossiers if known is None or one.id in known]

    @property
    def version(self) -> str:
        """A digest of all dossiers, which changes when one does."""
        return self.assistant.library.version

    def _known(self, dossiers: Sequence[str] | None) -> Sequence[str] | None:
        """Those of ``dossiers`` that are there: not one, it may be, as after a folder was renamed. None: all."""
        there = self.assistant.library.dossiers
        return [one for one in dossiers if one in there] if dossiers else None

    def _there(self, dossiers: Sequence[str] | None) -> Sequence[str] | None:
        """As ``_known``, and never empty: others were not chosen, and must not answer instead."""
        known = self._known(dossiers)
        if known is not None and not known:
            raise NoDossierError("none of the dossiers that were chosen is there any more")
        return known

    @property
    def busy(self) -> bool:
        """Whether a question is at work or waits."""
        return self._waiting > 0

    async def idle(self, limit: float) -> None:
        """Wait until no question is at work any more, for ``limit`` seconds at most."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._free.wait(), limit)

    def close(self) -> None:
        """Take no more questions; those in work end by themselves."""
        for pool in (self._answering, self._reading):
            pool.shutdown(wait=False, cancel_futures=True)

    async def _queue(self, call: Callable[[], _Result]) -> _Result:
        if self._waiting >= self._most_waiting:
            raise BusyError("too many questions are waiting; ask again in a moment")
        self._waiting += 1
        self._free.clear()
        try:
            return await asyncio.get_running_loop().run_in_executor(self._answering, call)
        finally:
            self._waiting -= 1
            if not self._waiting:
                self._free.set()

    async def _read(self, call: Callable[[], _Result]) -> _Result:
        return await asyncio.get_running_loop().run_in_executor(self._reading, call)
