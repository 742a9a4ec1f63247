"""Claims that a question puts forward, checked against the facts: true, contradicted, or not for the source to say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Set
from dataclasses import dataclass
from decimal import Decimal
from operator import ge, gt, le, lt

from bot.answering.asked import Asked
from bot.knowledge.citing import facts_alike
from bot.knowledge.records import UNSETTLED, Claim, Dossier, Fact
from bot.understanding.reading.readings import AT_LEAST, AT_MOST, BEFORE, LESS, MORE


@dataclass(frozen=True, slots=True)
class Checked:
    """What the facts say of a claim."""

    holds: bool | None
    """True or False where the facts settle it; None where they are silent."""
    facts: tuple[Fact, ...]
    """The facts that settle it; empty where they are silent."""


def check_claim(dossier: Dossier, claim: Claim, slots: Mapping[str, str]) -> Checked:
    """Check ``claim`` with its slots filled.

    A fact with the same subject, relation and object settles it as true. Else, when the claim is exclusive, a fact with
    the same relation and object but another subject contradicts it, unless that is but what may yet be, or what somebody thinks: that
    one would buy a company does not keep another from it. So does one that says it the other way round: whom SFR was bought by, SFR
    did not buy.
    """
    subject = slots.get(claim.subject, claim.subject)
    alike = facts_alike(dossier, claim, slots)
    proof = tuple(fact for fact in alike if fact.subject == subject)
    if proof:
        return Checked(holds=True, facts=proof)
    turned = (
        fact for fact in dossier.facts.values() if fact.relation == claim.relation and fact.object == subject
    )
    of = slots.get(claim.object, claim.object)
    other_way = tuple(fact for fact in turned if fact.subject == of)
    settled = tuple(fact for fact in alike or other_way if fact.status not in UNSETTLED)
    if settled and is_exclusive(dossier, claim):
        return Checked(holds=False, facts=settled)
    return Checked(holds=None, facts=())


def is_exclusive(dossier: Dossier, claim: Claim) -> bool:
    """Whether nobody else can do what a subject of ``claim`` does; see ``Claim.exclusive``."""
    if claim.exclusive is not None:
        return claim.exclusive
    if dossier.shares is not None and claim.relation == dossier.shares[0]:
        return True
    doers: dict[str | None, set[str]] = {}
    for fact in dossier.facts.values():
        if fact.relation == claim.relation:
            doers.setdefault(fact.object, set()).add(fact.subject)
    return all(len(subjects) == 1 for subjects in doers.values())


BEYOND: Mapping[str, Callable[[Decimal, Decimal], bool]] = {MORE: gt, AT_LEAST: ge, LESS: lt, AT_MOST: le}
"""Side of a figure → whether a first number is on that side of a second one."""


def agreement(asked: Asked, told: Set[str]) -> str | None:
    """Whether the shares that are ``told`` are those asked for: ``yes``, ``no``, or None where some are, or none is asked for.

    Some of several may be told of others than was asked, and who asks of several asks of more than is told. Of "more than 40%" the
    figure is but held against the one share that is told.
    """
    percents = set(asked.percents)
    if not percents or not told:
        return None
    if asked.beyond:
        (beyond, *others), (share, *rest) = asked.beyond, told
        if others or rest or percents != {beyond.digits}:
            return None
        return "yes" if BEYOND[beyond.side](Decimal(share), Decimal(beyond.digits)) else "no"
    if percents.isdisjoint(told):
        return "no"
    return "yes" if percents == told else None


def order(asked: str, told: Collection[str], year: str) -> str | None:
    """Whether what was told to be in the years ``told`` was before or after ``year`` (``asked``): ``yes``, ``no``, or None for several."""
    if len(told) != 1:
        return None
    (date,) = told
    return "yes" if (date < year if asked == BEFORE else date > year) else "no"
