"""What n-grams can't decide: the names, years and words that a question must, may and must not hold.

Most of it is read off the author's own phrasings: a name that stands in all of them is needed, a name that stands in
none of them (nor in a slot or the facts that answer) does not belong. What an author writes in ``requires``,
``forbids``, ``years`` and ``entities`` comes on top.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, product

from bot.knowledge.records import Dossier, Fact, Intent, IntentKind
from bot.text.opposites import opposite
from bot.text.patterns import stands_in
from bot.understanding.reading import TELLING_KINDS, Act, Reading

ALWAYS = 0.9
"""Share of an intent's phrasings that must name an entity or year for it to be needed."""
ENOUGH_PHRASINGS = 4
"""With fewer phrasings than this, nothing is concluded from what all of them name."""
MOST_SUMMED = 8
"""Printed shares whose sums are known; there are two to the power of this many."""
ENOUGH_OF_A_SIDE, SIDED = 2, 0.05
"""Phrasings, and share of them, that must take one side of a pair of opposites for the other to be the contrary."""
STRAY = 0.15
"""Phrasings that say it the other way round, as a share of those that say it this way, which are not counted."""
ENOUGH_TO_ASK = 15
"""With fewer phrasings than this, a question word that none of them uses may be missing by chance."""

FOREIGN_ENTITY = 0.25
OUTSIDER = 0.2
MISSING_ENTITY = 0.7
UNFILLED_SLOT = 0.6
CROWDED_SLOT = 0.4
FOREIGN_FIGURE = 0.5
FOREIGN_YEAR = 0.3
MISSING_YEAR = 0.8
CROWDED_YEARS = 0.5
RARELY = 0.05
"""Share of the phrasings that ask with a question word below which the intent is not asked with it."""
ASKED_OTHERWISE = 0.4
"""For a question word (« quand ») that hardly any of the phrasings asks with."""
REQUIRED_WORD = 0.5
FORBIDDEN_WORD = 0.3
OPPOSITE = 0.25
SWAPPED = 0.25
"""Factors on the score. Each leaves a near-certain match below the runner-up that fits, and none makes it impossible:
fuzzy evidence is seldom proof."""


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
        if fact.value and fact.value.number and fact.value.unit == "percent"
    ][:MOST_SUMMED]
    sums = {
        sum(chosen, Decimal(0))
        for size in range(1, len(printed) + 1)
        for chosen in combinations(printed, size)
    }
    gaps = {abs(one - other) for one, other in combinations(printed, 2)}
    figures = {*sums, *gaps, *(100 - one for one in sums), Decimal(50), Decimal(100)}
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
    needed: frozenset[str]
    """Entities that must be named (or be what the talk is about)."""
    slots: tuple[tuple[str, frozenset[str]], ...]
    """(slot, entities that may fill it) for the slots that the question itself must fill."""
    percents: bool
    """The reply gives a share: one in the question is a premise to check, not a foreign figure."""
    years: frozenset[str]
    needed_years: frozenset[str]
    most_years: int
    """As many as its phrasings name, but for a few of them; a refusal is as right about any number."""
    dated: bool
    """The reply gives a date that the question asks for: a year in it is a premise to check, not a foreign one."""
    asks: Mapping[str, float]
    """Kind of question word → share (0–1) of the phrasings that ask with it."""
    turned: frozenset[str]
    """Sides of pairs of opposites that hardly any of the phrasings takes, while several take the other: they ask the contrary."""
    turns: bool
    """The reply says yes or no, and says the other of the two to the contrary."""
    acts: frozenset[Act]
    """Who does something to whom, in the phrasings that name two; without the few that say it the other way round."""
    requires: tuple[tuple[frozenset[str], ...], ...]
    """For each language that has any: the groups of which one word each must be there."""
    forbids: Mapping[str, frozenset[str]]
    """Language → words of which none may be there: what rules a question out in one language may mean nothing in another."""


def profile(dossier: Dossier, intent: Intent, read: Sequence[tuple[Reading, frozenset[str]]]) -> Profile:
    """What ``intent`` expects.

    Args:
        dossier: whose intent it is.
        intent: the intent.
        read: its phrasings as read, each with the entities that its slots were filled with.
    """
    readings = [reading for reading, _ in read]
    facts = list(_facts(dossier, intent))
    named = [frozenset(reading.entities) for reading in readings]
    literal = [frozenset(reading.entities) - filled for reading, filled in read]
    fillers = frozenset(filler for slot in intent.slots.values() for filler in slot.fillers)
    cited = [*facts, *(_shares(dossier) if intent.compute else ())]
    answering = frozenset(
        part for fact in cited for part in (fact.subject, fact.object, *fact.said_by) if part
    )
    subject = frozenset({dossier.subject} if dossier.subject else ())
    # A refusal is as right about the dossier's subject as about whom the asker left unsaid; an answer would be a guess.
    refuses = intent.kind is IntentKind.NOT_COVERED
    years = [frozenset(reading.years) for reading in readings]
    dated = any(
        f"{{{name}.when}}" in text or f"{{{name}.date}}" in text
        for name in intent.facts
        for text in intent.text.values()
    )
    return Profile(
        known=frozenset().union(*named, fillers, answering, subject, intent.entities),
        needed=_always(literal) - subject,
        slots=tuple(
            (slot.name, frozenset(slot.fillers))
            for slot in intent.slots.values()
            if not slot.optional and not (refuses and subject & frozenset(slot.fillers))
        ),
        percents=any(fact.value and fact.value.unit == "percent" for fact in cited)
        or _has_slotted_facts(intent),
        years=frozenset().union(*years, intent.years, _fact_years(facts)),
        needed_years=_always(years),
        most_years=MOST_SUMMED
        if refuses
        else max(1, sorted(map(len, years))[int(ALWAYS * len(years))] if years else 1),
        dated=dated and not any(years) and not any(fact.value for fact in facts),
        asks=_asked_with(readings),
        turned=frozenset() if refuses else _turned(readings),
        turns=intent.verdict is not None,
        acts=frozenset(_acts(intent, read)),
        requires=tuple(intent.requires.values()),
        forbids=intent.forbids,
    )


def _always(sets: Sequence[frozenset[str]]) -> frozenset[str]:
    if len(sets) < ENOUGH_PHRASINGS:
        return frozenset()
    return frozenset(
        item for item in frozenset().union(*sets) if sum(item in one for one in sets) >= ALWAYS * len(sets)
    )


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
    fillers = [frozenset(slot.fillers) for slot in intent.slots.values()]

    def alike(party: str, filled: frozenset[str]) -> frozenset[str]:
        some = (fillers_of_one for fillers_of_one in fillers if party in fillers_of_one)
        return next(some, frozenset({party})) if party in filled else frozenset({party})

    counts = Counter(
        (what, one, other)
        for reading, filled in read
        for what, who, whom in reading.acts
        for one, other in product(alike(who, filled), alike(whom, filled))
        if one != other
    )
    return (act for act, count in counts.items() if count > STRAY * counts[swapped(act)])


def swapped(act: Act) -> Act:
    """The same the other way round."""
    what, who, whom = act
    return what, whom, who


def _has_slotted_facts(intent: Intent) -> bool:
    return any("{" in fact_id for fact_id in intent.facts.values())


def _facts(dossier: Dossier, intent: Intent) -> Iterable[Fact]:
    return (dossier.facts[fact_id] for fact_id in intent.facts.values() if fact_id in dossier.facts)


def _shares(dossier: Dossier) -> Iterable[Fact]:
    """The facts that computations read."""
    return (fact for fact in dossier.facts.values() if (fact.relation, fact.object) == dossier.shares)


def _fact_years(facts: Iterable[Fact]) -> frozenset[str]:
    return frozenset(fact.when.date[:4] for fact in facts if fact.when and fact.when.date)


def penalties(
    expected: Profile, reading: Reading, language: str, context: frozenset[str], world: World
) -> Mapping[str, float]:
    """Why the intent's score is cut, reason → factor below 1; empty when everything fits.

    Args:
        expected: the intent's profile.
        reading: the question.
        language: that of the intent's nearest phrasing.
        context: entities that the talk is about, which count as named.
        world: what holds for the whole dossier.
    """
    if not world.told:
        return _word_penalties(expected, reading, language)
    named = frozenset(reading.entities)
    found: dict[str, float] = {}
    for entity in sorted(named - expected.known):
        found[f"names {entity}"] = OUTSIDER if entity in world.outsiders else FOREIGN_ENTITY
    for entity in sorted(expected.needed - named - context):
        found[f"does not name {entity}"] = MISSING_ENTITY
    found.update(_slot_penalties(expected, named, context))
    found.update(_asking_penalties(expected, reading))
    if (strange := set(reading.percents) - world.figures) and not expected.percents:
        found[f"gives the figure {', '.join(sorted(strange))} %"] = FOREIGN_FIGURE
    found.update(_year_penalties(expected, reading))
    if expected.acts.isdisjoint(reading.acts) and not expected.acts.isdisjoint(map(swapped, reading.acts)):
        found["swaps who does it to whom"] = SWAPPED
    found.update(_word_penalties(expected, reading, language))
    return found


def _slot_penalties(expected: Profile, named: frozenset[str], context: frozenset[str]) -> Mapping[str, float]:
    """Too few names for the slots, or more than they take."""
    found: dict[str, float] = {}
    for fillers in dict.fromkeys(fillers for _, fillers in expected.slots):
        alike = [slot for slot, same in expected.slots if same == fillers]
        if len(fillers & (named | context)) < len(alike):
            found[f"too few names for {', '.join(alike)}"] = UNFILLED_SLOT
        elif len(fillers & named) > sum(not fillers.isdisjoint(same) for _, same in expected.slots):
            found[f"more names than {', '.join(alike)}"] = CROWDED_SLOT
    return found


def _asking_penalties(expected: Profile, reading: Reading) -> Mapping[str, float]:
    """A question with a single telling question word that the intent is never asked with."""
    if len(reading.asks) != 1:
        return {}
    (kind,) = reading.asks
    return {f"asks {kind}": ASKED_OTHERWISE} if expected.asks[kind] < RARELY else {}


def _year_penalties(expected: Profile, reading: Reading) -> Mapping[str, float]:
    years = frozenset(reading.years)
    foreign = years - expected.years
    if len(years) > expected.most_years:
        return {f"names more years than {expected.most_years}": CROWDED_YEARS}
    if foreign and not expected.dated:
        return {f"names the year {', '.join(sorted(foreign))}": FOREIGN_YEAR}
    if expected.needed_years - years:
        return {f"does not name the year {', '.join(sorted(expected.needed_years))}": MISSING_YEAR}
    return {}


def _word_penalties(expected: Profile, reading: Reading, language: str) -> Mapping[str, float]:
    def holds(pattern: str) -> bool:
        return any(stands_in(pattern, words) for words in reading.wordings)

    found: dict[str, float] = {}
    if expected.requires and not any(
        all(any(holds(word) for word in group) for group in groups) for groups in expected.requires
    ):
        found["lacks a required word"] = REQUIRED_WORD
    for word in sorted(expected.forbids.get(language, ())):
        if holds(word):
            found[f"holds the word {word}"] = FORBIDDEN_WORD
    return found


def fill_slots(
    intent: Intent, order: Sequence[str], reading: Reading, context: Sequence[str], subject: str | None
) -> Mapping[str, str] | None:
    """Slot → entity id, or None when a required slot stays empty.

    Args:
        intent: whose slots.
        order: the slots in the order of the nearest phrasing, which tells who does what to whom.
        reading: the question.
        context: what the talk is about, most recent first.
        subject: what the dossier is about: the last resort.
    """
    free = list(dict.fromkeys(reading.entities))
    filled: dict[str, str] = {}
    for name in [*order, *(slot for slot in intent.slots if slot not in order)]:
        fillers = intent.slots[name].fillers
        chosen = next((entity for entity in free if entity in fillers), None)
        if chosen:
            free.remove(chosen)
        else:
            taken = set(filled.values())
            last_resort = [*context, *([subject] if subject else [])]
            chosen = next(
                (entity for entity in last_resort if entity in fillers and entity not in taken), None
            )
        if chosen:
            filled[name] = chosen
        elif not intent.slots[name].optional:
            return None
    return filled
