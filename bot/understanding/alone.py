"""A question by itself: the whole text, or the part of it that is understood best."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.understanding.by_figure import ByFigure
from bot.understanding.decision import Outcome, Policy
from bot.understanding.index import DossierIndex
from bot.understanding.reading.parts import segments
from bot.understanding.talk.completed import Way
from bot.understanding.talk.pronouns import Pronouns
from bot.understanding.understood import TYPED_LEAD, Understood, understand_part

COVERED, ANSWERS = 0.3, 0.05
"""What the share of its telling words that the best candidate's phrasings have, and a reply that is sure enough, are worth beside the
confidence of a part. Of 280 labelled questions of several parts 250 find the right one, 243 by confidence alone and 256 at most;
flat from 0.2 to 0.4. What somebody tells before asking is seldom in any phrasing."""


class Alone:
    """Understands single questions against one dossier.

    Args:
        index: the dossier made ready.
        policy: when to answer from it.
        pronouns: puts names back that a part of a text leaves to what stands before it.
        by_figure: knows which figures are shares, and whose.
    """

    def __init__(self, index: DossierIndex, policy: Policy, pronouns: Pronouns, by_figure: ByFigure) -> None:
        self._index = index
        self._policy = policy
        self._pronouns = pronouns
        self._by_figure = by_figure

    def understand(self, text: str) -> Understood:
        """``text`` without any talk."""
        by_figures = self.by_figures(text)
        if by_figures is not None:
            return by_figures
        best = max(self._readings(text), key=lambda one: _standing(one, text))
        return best if best.is_definite else self._signed(text) or best

    def by_figures(self, text: str) -> Understood | None:
        """``text`` where it speaks of several shares by their figures, and there is a reply to that; else None."""
        return self._each(text) or self._summed(text) or self._total(text)

    def _each(self, text: str) -> Understood | None:
        """All that ``text`` puts forward of several shares, each with its own reply."""
        asked = self._by_figure.each(text)
        told = tuple(understand_part(self._index, self._policy, one, whole=text) for one in asked)
        answered = all(one.decision.outcome is Outcome.ANSWER and one.slots for one in told)
        return replace(told[0], halves=told) if told and answered else None

    def _total(self, text: str) -> Understood | None:
        """What ``text`` says all shares to make, where there is a reply to that."""
        total = self._by_figure.total(text)
        one = understand_part(self._index, self._policy, total, whole=text) if total else None
        return one if one is not None and one.decision.outcome is Outcome.ANSWER else None

    def _summed(self, text: str) -> Understood | None:
        """``text`` asked of the holders whose shares it names by their figures; None unless its reply is about these and no others."""
        summed = self._by_figure.summed(text)
        if summed is None:
            return None
        one = understand_part(self._index, self._policy, summed.text, whole=text)
        answered = one.decision.outcome is Outcome.ANSWER
        return one if answered and summed.holders == frozenset((one.slots or {}).values()) else None

    def _signed(self, text: str) -> Understood | None:
        """``text`` with a sign behind a figure that is a share, where there is a reply to that."""
        signed = self._by_figure.signed(text)
        one = understand_part(self._index, self._policy, signed, whole=text) if signed else None
        return one if one is not None and one.is_definite else None

    def _readings(self, text: str) -> Iterator[Understood]:
        """The whole and its parts.

        A part that leaves out a percentage leaves out a premise (« puisque Thales en a 60 %, pourquoi… »), and does not count.
        """
        whole = self._index.reader.read(text)
        for part in segments(text, self._index.reader):
            if part == text:
                yield understand_part(self._index, self._policy, text)
            elif set(whole.percents) <= set(self._index.reader.read(part).percents):
                yield from self._of_a_part(part, text)

    def _of_a_part(self, part: str, text: str) -> Iterator[Understood]:
        """A part as it stands, and with whom the text before it named last; that alone where a pronoun says so and there is a reply."""
        mentioned = tuple(dict.fromkeys(self._index.reader.read(text).entities))
        carried = self._pronouns.carried(part, text[: text.find(part)])
        if carried is not None:
            full = understand_part(self._index, self._policy, carried.text, whole=text, context=mentioned)
            yield full
            if full.is_definite and carried.way is Way.NAMED and not carried.told:
                return
        yield understand_part(self._index, self._policy, part, whole=text, context=mentioned)


def _standing(one: Understood, text: str) -> float:
    """How well a part of ``text``, or the whole of it, is understood."""
    lead = TYPED_LEAD * (one.segment == text) + ANSWERS * (one.decision.outcome is Outcome.ANSWER)
    return one.decision.confidence + COVERED * one.considered.coverage + lead
