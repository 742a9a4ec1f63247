"""Whether a reply opens with a yes or a no: the author's, what two shares make of it, or what a figure in the question does."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from operator import eq

from bot.answering.arithmetic import Percent, Result
from bot.answering.asked import Asked
from bot.answering.claims import BEYOND, Checked, agreement, order
from bot.answering.writing import shares_of
from bot.knowledge.citing import cited, dated
from bot.knowledge.records import UNSETTLED, YET_TO_BE, Comparison, Dossier, Fact, Intent, Value
from bot.knowledge.templates import hole_names
from bot.text.language import Language
from bot.text.normalise import words

OTHER_VERDICT = {"yes": "no", "no": "yes"}


class Verdicts:
    """Finds the verdicts of one dossier's replies in one language."""

    def __init__(self, dossier: Dossier, language: Language) -> None:
        self._dossier = dossier
        self._language = language

    def of(
        self,
        intent: Intent,
        slots: Mapping[str, str],
        computed: Mapping[str, Result],
        facts: Mapping[str, Fact],
        asked: Asked,
    ) -> str | None:
        """``yes``, ``no`` or None, for an intent that makes no claim.

        Args:
            intent: what is replied to.
            slots: filled.
            computed: its figures.
            facts: those that its texts name.
            asked: how the question was put.
        """
        if asked.polar and asked.adds_amount:
            return self._outside(intent, facts, asked)
        if not asked.polar or not asked.fits or (asked.bounded and not asked.relative):
            return None
        rests_on = {**cited(self._dossier, intent), **facts}
        own = self._own(intent, slots, computed, asked)
        if own and not asked.bounded and not asked.turns_side:
            return own if _holds(rests_on.values(), asked) else None
        told = self._told(intent, facts, computed)
        if asked.percents and told:
            return self._shared(intent, slots, facts, told, asked)
        if asked.amounts:
            return self._outside(intent, facts, asked)
        return self._dated(intent, rests_on, asked)

    def _shared(
        self,
        intent: Intent,
        slots: Mapping[str, str],
        facts: Mapping[str, Fact],
        told: set[str],
        asked: Asked,
    ) -> str | None:
        """What the shares in the question make of those that are ``told``."""
        shares = (one for one in self._given(intent, facts) if one.value and one.value.is_percent)
        if any(one.status in UNSETTLED for one in shares):
            return None
        said = agreement(asked, told)
        # "Does it still have 44%?" is true of what the 56 that it lacks is worked out from.
        return None if said == "no" and set(asked.percents) <= self._operands(intent, slots) else said

    def _own(
        self, intent: Intent, slots: Mapping[str, str], computed: Mapping[str, Result], asked: Asked
    ) -> str | None:
        """The author's ``yes`` or ``no`` to the question as it was put, or what the two shares that it hangs on make of it."""
        if not isinstance(intent.verdict, Comparison):
            return OTHER_VERDICT[intent.verdict] if intent.verdict and asked.turned else intent.verdict
        shares: dict[str, Decimal] = dict(shares_of(self._dossier))
        shares |= {name: result.amount for name, result in computed.items() if isinstance(result, Percent)}
        sides = [slots.get(side, side) for side in (intent.verdict.more, intent.verdict.than)]
        one, other = (shares.get(side) for side in sides)
        holders = frozenset(holder for side in sides for holder in self._behind(side, intent, slots))
        held = (fact for fact in self._dossier.share_facts if fact.subject in holders)
        if one is None or other is None or any(fact.status in YET_TO_BE for fact in held):
            return None
        # Of two equal shares neither is more nor less: a no, whichever way round it is asked.
        return "yes" if (one < other if asked.turned else one > other) else "no"

    def _behind(self, side: str, intent: Intent, slots: Mapping[str, str]) -> Iterator[str]:
        """The holders whose shares make a side of a comparison: it alone, or those that a figure is worked out from, who may be all."""
        compute = next((one for one in intent.compute if one.name == side), None)
        if compute is None:
            yield side
        elif compute.operation == "sum":
            yield from (slots.get(operand, operand) for operand in compute.operands)
        else:
            yield from (fact.subject for fact in self._dossier.share_facts)

    def _told(self, intent: Intent, facts: Mapping[str, Fact], computed: Mapping[str, Result]) -> set[str]:
        """The percentages that the reply itself works out, else those that it gives: one that it only rests on answers another question."""
        named = hole_names(intent.text.get(self._language.id, ""))
        shares = (one for name in named if isinstance(one := computed.get(name), Percent))
        return {str(one.amount) for one in shares} or _percentages(
            fact.value for fact in self._given(intent, facts)
        )

    def _operands(self, intent: Intent, slots: Mapping[str, str]) -> set[str]:
        """The shares that the figures of an intent are worked out from, but for those of all."""
        holders = {slots.get(operand, operand) for one in intent.compute for operand in one.operands}
        return _percentages(fact.value for fact in self._dossier.share_facts if fact.subject in holders)

    def _given(self, intent: Intent, facts: Mapping[str, Fact]) -> Iterator[Fact]:
        """Those of ``facts`` that the text of a reply reads."""
        named = set(hole_names(intent.text.get(self._language.id, "")))
        yield from (fact for name, fact in facts.items() if name in named)

    def _outside(self, intent: Intent, facts: Mapping[str, Fact], asked: Asked) -> str | None:
        """A no to the one amount of a question that is not the one told, nor on its side of that; None where it may be.

        That an amount was planned, or nearly so, is no yes to that it was paid.
        """
        told = {one for fact in self._given(intent, facts) for one in self._amounts(fact)}
        if len(told) != 1 or len(asked.amounts) != 1:
            return None
        ((amount,), (own,)) = asked.amounts, told
        holds = BEYOND[asked.beyond[0].side] if asked.beyond else eq
        return None if holds(own, amount) or own == amount else "no"

    def _amounts(self, fact: Fact) -> Iterator[Decimal]:
        """What a fact's value comes to, where it is a number and a word for one: « près de {number} millions »."""
        if fact.value is None or fact.value.number is None or fact.value.is_percent:
            return
        _, _, behind = fact.value.form.get(self._language.id, "").partition("{number}")
        unit = next(iter(words(behind, self._language.elisions)), "")
        if unit in self._language.numerals:
            yield Decimal(fact.value.number).scaleb(self._language.numerals[unit])

    def _dated(self, intent: Intent, facts: Mapping[str, Fact], asked: Asked) -> str | None:
        """What the years in the question make of the dates that the reply gives."""
        template = intent.text.get(self._language.id, "")
        given = [facts[name] for name in dated(template, facts, self._language.id) if name in facts]
        whens = [fact.when for fact in given if fact.when and fact.when.date]
        dates = {when.date[:4] for when in whens if when.date}
        if not asked.years or not dates or any(fact.value for fact in facts.values()):
            return None  # where a figure is the answer, a year is what was asked about, not a premise
        if any(fact.status in UNSETTLED for fact in given):
            return None
        if asked.relative:
            return order(asked.relative, dates, asked.years[0])
        if dates.isdisjoint(asked.years):
            return "no"
        # What was only concluded is probably so.
        is_printed = not any(when.inferred for when in whens)
        return "yes" if set(asked.years) <= dates and is_printed else None


def claim_verdict(checked: Checked, asked: Asked) -> str | None:
    """``yes`` or ``no`` to a claim; None where neither is known.

    A yes to what may yet be, or to what somebody thinks, would be taken for a yes to what is.
    """
    if all(fact.status in UNSETTLED for fact in checked.facts):
        return None
    if asked.turned:
        # What is so keeps its contrary from being so; what is not says nothing of it.
        return "no" if checked.holds else None
    told = _percentages(fact.value for fact in checked.facts)
    if checked.holds and asked.percents and told:
        return agreement(asked, told)
    return "yes" if checked.holds else "no"


def _holds(rests_on: Collection[Fact], asked: Asked) -> bool:
    """Whether an author's yes or no holds for a question as it was put.

    Nobody wrote it for a figure that no fact of the reply has, nor for another year than all their dates; and where the facts say but
    what may yet be, neither would be true.
    """
    figures = {fact.value.number for fact in rests_on if fact.value}
    dates = {fact.when.date[:4] for fact in rests_on if fact.when and fact.when.date}
    if asked.years and dates and dates.isdisjoint(asked.years):
        return False
    is_open = bool(rests_on) and all(fact.status in YET_TO_BE for fact in rests_on)
    return figures.issuperset(asked.figures) and not is_open


def _percentages(values: Iterable[Value | None]) -> set[str]:
    """The digits of those of ``values`` that are shares."""
    return {value.number for value in values if value and value.number and value.is_percent}
