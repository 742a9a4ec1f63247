"""What a dossier's phrasings say of its questions beside their words: names, years, opposites, who does what to whom.

Read off once, when a dossier is made ready; ``structure`` holds questions against it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, product

from bot.knowledge.citing import cited, dated
from bot.knowledge.records import Dossier, Fact, Intent, IntentKind
from bot.text.opposites import opposite
from bot.understanding.reading.readings import TELLING_KINDS, Act, Reading

ALWAYS = 0.9
"""Share of an intent's phrasings that must name an entity or year for it to be needed."""
ENOUGH_PHRASINGS = 4
"""With fewer phrasings than this, nothing is concluded from what all of them name."""
MOST_SUMMED = 8
"""Printed shares whose sums are known; there are two to the power of this many."""
ENOUGH_OF_A_SIDE, SIDED = 2, 0.05
"""Phrasings, and share of them, that must take one side of a pair of opposites for the other to be the contrary."""
ANY_NUMBER = 99
"""More years than any question names."""
STRAY = 0.15
"""Phrasings that say it the other way round, as a share of those that say it this way, which are not counted."""
STRAY_NAME = 0.015
"""Share of an intent's phrasings up to which a name in them is taken to be there by chance."""
ENOUGH_TO_ASK = 15
"""With fewer phrasings than this, a question word that none of them uses may be missing by chance."""


@dataclass(frozen=True, slots=True)
class World:
    """What the structure knows of a dossier as a whole."""

    outsiders: frozenset[str]
    """Entities that the source never mentions."""
    figures: frozenset[str]
    """Percentages that it prints or that follow from them: sums, differences and what is left to 100."""
    told: bool
    """It has facts to hold a question against. A plain list of questions and answers has none: a name, a year or a
    figure that none of its phrasings has is nothing strange (a town in « livrez-vous à Brest ? »)."""


def world_of(dossier: Dossier) -> World:
    """What holds for all of ``dossier``'s intents."""
    printed = [
        Decimal(fact.value.number)
        for fact in dossier.facts.values()
        if fact.value and fact.value.number and fact.value.is_percent
    ]
    summed = printed[:MOST_SUMMED]
    sums = {
        sum(chosen, Decimal(0)) for size in range(1, len(summed) + 1) for chosen in combinations(summed, size)
    }
    gaps = {abs(one - other) for one, other in combinations(summed, 2)}
    figures = {*printed, *sums, *gaps, *(100 - one for one in sums), Decimal(50), Decimal(100)}
    return World(
        outsiders=frozenset(entity.id for entity in dossier.entities.values() if entity.outsider),
        figures=frozenset(f"{figure.normalize():f}" for figure in figures),
        told=bool(dossier.facts),
    )


@dataclass(frozen=True, slots=True)
class Profile:
    """What questions of one intent name."""

    known: frozenset[str]
    """Entities that may be named."""
    spoken: frozenset[str]
    """Those of them that stand in phrasings, fill slots or may be named by the author's word, and not in the facts that answer alone."""
    parties: frozenset[str]
    """Those who have a part in the facts that answer; empty where there are none."""
    needed: frozenset[str]
    """Entities that must be named (or be what the talk is about)."""
    slots: tuple[tuple[str, frozenset[str]], ...]
    """(slot, entities that may fill it) for the slots that the question itself must fill."""
    of_subject: bool
    """More than a third of its phrasings name what the dossier is about: a pronoun in such a question stands for that."""
    percents: bool
    """The reply gives a share: one in the question is a premise to check, not a foreign figure."""
    years: frozenset[str]
    needed_years: frozenset[str]
    most_years: int
    """As many as its phrasings name, but for a few of them; a refusal is as right about any number."""
    bounds: frozenset[str] | None
    """``Reading.bounds`` of its phrasings; None: any will do."""
    limits: frozenset[str]
    """``Reading.limits`` of its phrasings."""
    beyond: frozenset[str]
    """The figures that its phrasings ask to be on one side of: the 50 of "more than 50%"."""
    dated: bool
    """The reply gives a date that the question asks for: a year in it is a premise to check, not a foreign one."""
    tells_when: bool
    """The reply gives a date, and no figure: whether that is before or after a year in the question can be told."""
    asks: Mapping[str, float]
    """Kind of question word → share (0–1) of the phrasings that ask with it."""
    turned: frozenset[str]
    """Sides of pairs of opposites that hardly any of the phrasings takes, while several take the other: they ask the contrary."""
    turns: bool
    """The reply says yes or no, and says the other of the two to the contrary."""
    acts: frozenset[Act]
    """Who does something to whom, in the phrasings that name two; without the few that say it the other way round."""
    weighed: frozenset[str]
    """How many names the phrasings hold against how many others; see ``Reading``."""
    doers: Mapping[str, frozenset[str]]
    """What is done → who does it in the phrasings; only what several of them say."""
    requires: tuple[tuple[frozenset[str], ...], ...]
    """For each language that has any: the groups of which one word each must be there."""
    forbids: Mapping[str, frozenset[str]]
    """Language → words of which none may be there: what rules a question out in one language may mean nothing in another."""


def profile(
    dossier: Dossier,
    intent: Intent,
    read: Sequence[tuple[Reading, frozenset[str]]],
    usual: Sequence[Reading],
) -> Profile:
    """What ``intent`` expects.

    Args:
        dossier: whose intent it is.
        intent: the intent.
        read: its phrasings as read, each with the entities that its slots were filled with.
        usual: those of them that do not ask it the other way round.
    """
    readings = [reading for reading, _ in read]
    told = cited(dossier, intent)
    facts = list(told.values())
    named = [frozenset(reading.entities) for reading in readings]
    literal = [frozenset(reading.entities) - filled for reading, filled in read]
    fillers = frozenset(filler for slot in intent.slots.values() for filler in slot.fillers)
    answers = [*facts, *(dossier.share_facts if intent.compute else ())]
    answering = frozenset(part for fact in answers for part in (*fact.parties, *fact.said_by))
    subject = frozenset({dossier.subject} if dossier.subject else ())
    # A refusal is as right about the dossier's subject as about whom the asker left unsaid; an answer would be a guess.
    refuses = intent.kind is IntentKind.NOT_COVERED
    years = [frozenset(reading.years) for reading in readings]
    says_when = any(dated(text, told, language) for language, text in intent.text.items())
    tells_when = says_when and not any(fact.value for fact in facts)
    is_dated = tells_when and not any(years)
    needed = _always(literal) - subject
    # What everybody asks of somebody else is not asked of the dossier's subject by naming that instead.
    of_others = subject.isdisjoint(answering) and 2 * sum(
        not answering.isdisjoint(one) for one in literal
    ) > len(literal)
    unsaid = frozenset() if (needed or of_others) and len(readings) >= ENOUGH_TO_ASK else subject
    spoken = frozenset().union(_usual(named), fillers, unsaid, intent.entities)
    return Profile(
        known=spoken | answering,
        spoken=spoken,
        parties=answering,
        needed=needed,
        slots=tuple(
            (slot.name, frozenset(slot.fillers))
            for slot in intent.slots.values()
            if not slot.optional
            and not _goes_without_saying(frozenset(slot.fillers), subject, refuses=refuses)
        ),
        of_subject=3 * sum(dossier.subject in one for one in literal) > len(literal),
        percents=any(fact.value and fact.value.is_percent for fact in answers) or _has_slotted_facts(intent),
        years=frozenset().union(*years, intent.years, _fact_years(facts)),
        needed_years=_always(years),
        most_years=ANY_NUMBER if refuses else _most_years(years),
        bounds=None if refuses or is_dated else frozenset().union(*(reading.bounds for reading in readings)),
        limits=frozenset().union(*(reading.limits for reading in readings)),
        beyond=frozenset(one.digits for reading in readings for one in reading.beyond),
        dated=is_dated,
        tells_when=tells_when,
        asks=_asked_with(readings),
        turned=frozenset() if refuses else _turned(usual),
        turns=intent.verdict is not None,
        acts=frozenset(_acts(intent, read)),
        weighed=frozenset(reading.weighed for reading in readings if reading.weighed),
        doers={} if refuses else _doers(intent, read),
        requires=tuple(intent.requires.values()),
        forbids=intent.forbids,
    )


def _goes_without_saying(fillers: frozenset[str], subject: frozenset[str], *, refuses: bool) -> bool:
    """Whether a slot is filled where nobody is named for it: by the dossier's subject, where none but that can, or nothing is answered."""
    return bool(subject & fillers) and (refuses or fillers <= subject)


def _always(sets: Sequence[frozenset[str]]) -> frozenset[str]:
    if len(sets) < ENOUGH_PHRASINGS:
        return frozenset()
    return frozenset(
        item for item in frozenset().union(*sets) if sum(item in one for one in sets) >= ALWAYS * len(sets)
    )


def _usual(named: Sequence[frozenset[str]]) -> frozenset[str]:
    """The entities that more than a stray phrasing or two name."""
    times = Counter(entity for one in named for entity in one)
    return frozenset(entity for entity, count in times.items() if count > STRAY_NAME * len(named))


def _most_years(years: Sequence[frozenset[str]]) -> int:
    """As many as more than a few of the phrasings name; 1 at least."""
    counts = sorted(map(len, years))
    return max([1, *counts[int((1 - SIDED) * len(counts)) :][:1]])


def _asked_with(readings: Sequence[Reading]) -> Mapping[str, float]:
    if len(readings) < ENOUGH_TO_ASK:
        return dict.fromkeys(TELLING_KINDS, 1.0)
    return {kind: sum(kind in one.asks for one in readings) / len(readings) for kind in TELLING_KINDS}


def _turned(readings: Sequence[Reading]) -> frozenset[str]:
    """``Profile.turned``."""
    counts = Counter(side for one in readings for side in one.sides)
    usual = max(ENOUGH_OF_A_SIDE, SIDED * len(readings))
    return frozenset(
        opposite(side)
        for side, count in counts.items()
        if count >= usual and counts[opposite(side)] <= STRAY * count
    )


def _acts(intent: Intent, read: Sequence[tuple[Reading, frozenset[str]]]) -> Iterator[Act]:
    """Each act of the phrasings, with everybody that a slot may be filled with in place of who fills it."""
    counts = Counter(
        (what, one, other)
        for reading, filled in read
        for what, who, whom in reading.acts
        for one, other in product(_alike(intent, who, filled), _alike(intent, whom, filled))
        if one != other
    )
    return (act for act, count in counts.items() if count > STRAY * counts[swapped(act)])


def _doers(intent: Intent, read: Sequence[tuple[Reading, frozenset[str]]]) -> Mapping[str, frozenset[str]]:
    """``Profile.doers``, with everybody that a slot may be filled with in place of who fills it."""
    times = Counter(what for reading, _ in read for what in {what for what, _ in reading.doers})
    found: dict[str, frozenset[str]] = {}
    for reading, filled in read:
        for what, who in reading.doers:
            if times[what] >= ENOUGH_OF_A_SIDE:
                found[what] = found.get(what, frozenset()) | _alike(intent, who, filled)
    return found


def _alike(intent: Intent, party: str, filled: frozenset[str]) -> frozenset[str]:
    """Everybody that may stand where ``party`` does: it alone, unless it fills a slot."""
    if party in filled:
        for slot in intent.slots.values():
            if party in slot.fillers:
                return frozenset(slot.fillers)
    return frozenset({party})


def swapped(act: Act) -> Act:
    """The same the other way round."""
    what, who, whom = act
    return what, whom, who


def _has_slotted_facts(intent: Intent) -> bool:
    return any("{" in fact_id for fact_id in intent.facts.values())


def _fact_years(facts: Iterable[Fact]) -> frozenset[str]:
    return frozenset(fact.when.date[:4] for fact in facts if fact.when and fact.when.date)
