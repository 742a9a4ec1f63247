"""What n-grams can't decide: the names, years and words that a question must, may and must not hold.

Most of it is read off the author's own phrasings (``profiles``): a name that stands in all of them is needed, a name that
stands in none of them (nor in a slot or the facts that answer) does not belong. What an author writes in ``requires``,
``forbids``, ``years`` and ``entities`` comes on top.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from bot.knowledge.records import Intent
from bot.text.opposites import is_side
from bot.text.patterns import stands_in
from bot.understanding.profiles import Profile, World, swapped
from bot.understanding.reading.doings import PARTIES
from bot.understanding.reading.readings import WHO, Act, Reading
from bot.understanding.reasons import Reason, Why

FOREIGN_ENTITY = 0.25
OUTSIDER = 0.2
SCENERY = 0.6
MISSING_ENTITY = 0.7
UNFILLED_SLOT = 0.6
MISFILLED_SLOT = 0.4
CROWDED_SLOT = 0.4
FOREIGN_FIGURE = 0.5
FOREIGN_YEAR = 0.3
MISSING_YEAR = 0.8
CROWDED_YEARS = 0.5
ANOTHER_TIME = 0.3
RARELY = 0.05
"""Share of the phrasings that ask with a question word below which the intent is not asked with it."""
ASKED_OTHERWISE = 0.4
"""For a question word (« quand ») that hardly any of the phrasings asks with."""
REQUIRED_WORD = 0.5
FORBIDDEN_WORD = 0.3
OPPOSITE = 0.25
SWAPPED = 0.25
OTHERWISE = 0.25
"""Factors on the score. Each leaves a near-certain match below the runner-up that fits, and none makes it impossible:
fuzzy evidence is seldom proof."""
REMEMBERED = 512
"""Intents whose acts are kept taken apart."""


def penalties(
    expected: Profile, reading: Reading, language: str, context: frozenset[str], world: World
) -> Mapping[Reason, float]:
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
    found: dict[Reason, float] = {}
    for entity in sorted(named - expected.known):
        foreign = SCENERY if entity in reading.scenery else FOREIGN_ENTITY
        found[Reason(Why.FOREIGN, entity)] = OUTSIDER if entity in world.outsiders else foreign
    for entity in sorted(expected.needed - named - context):
        found[Reason(Why.UNNAMED, entity)] = MISSING_ENTITY
    found.update(_slot_penalties(expected, named, context, seeks=WHO in reading.asks))
    found.update(_asking_penalties(expected, reading))
    if (strange := set(reading.percents) - world.figures) and not expected.percents:
        found[Reason(Why.FIGURE, f"{', '.join(sorted(strange))} %")] = FOREIGN_FIGURE
    found.update(_year_penalties(expected, reading))
    found.update(_act_penalties(expected, reading))
    found.update(_word_penalties(expected, reading, language))
    return found


def _slot_penalties(
    expected: Profile, named: frozenset[str], context: frozenset[str], *, seeks: bool
) -> Mapping[Reason, float]:
    """Too few names for the slots, more than they take, or others. The talk fills one of several only where it has one for it.

    With ``seeks``, the question asks for somebody: "who buys the yard?" names one alone of those who buy and are bought.
    """
    found: dict[Reason, float] = {}
    for fillers in dict.fromkeys(fillers for _, fillers in expected.slots):
        alike = [slot for slot, same in expected.slots if same == fillers]
        left = len(alike) - len(fillers & named)
        spoken = len(fillers & (context - named))
        if left > 0 and (spoken < left or (len(alike) > 1 and spoken > left)):
            others = len(named) >= len(expected.slots) > 1
            found[Reason(Why.UNFILLED, ", ".join(alike))] = MISFILLED_SLOT if others else UNFILLED_SLOT
        elif len(fillers & named) > sum(not fillers.isdisjoint(same) for _, same in expected.slots):
            found[Reason(Why.CROWDED, ", ".join(alike))] = CROWDED_SLOT
    every = frozenset().union(*(fillers for _, fillers in expected.slots))
    if not found and (seeks or named) and len(every & (named | context)) < len(expected.slots):
        found[Reason(Why.UNFILLED, ", ".join(slot for slot, _ in expected.slots))] = UNFILLED_SLOT
    return found


def _asking_penalties(expected: Profile, reading: Reading) -> Mapping[Reason, float]:
    """A question with a single telling question word that the intent is never asked with."""
    if len(reading.asks) != 1:
        return {}
    (kind,) = reading.asks
    return {Reason(Why.ASKS, kind): ASKED_OTHERWISE} if expected.asks[kind] < RARELY else {}


def _act_penalties(expected: Profile, reading: Reading) -> Mapping[Reason, float]:
    """Who does something to whom otherwise than in the phrasings, the other way round or with somebody else, or how many are held against how many."""
    if reading.weighed and expected.weighed and reading.weighed not in expected.weighed:
        return {Reason(Why.OTHERWISE): OTHERWISE}
    strange = reading.acts - expected.acts
    # « Parts » stands between two names either way round, and tells nothing.
    either_way = all(swapped(act) in expected.acts for act in reading.acts & expected.acts)
    if strange and either_way and not expected.acts.isdisjoint(map(swapped, strange)):
        return {Reason(Why.SWAPPED): SWAPPED}
    # Only what a language knows to have a contrary is surely a doing, and no noun that stands between two names.
    doing = [act for act in strange if is_side(act[0])]
    told = _sides(expected.acts)
    by_another = any(who not in expected.doers.get(what, {who}) for what, who in reading.doers)
    if by_another or any(
        (what, party) in told for what, who, whom in doing for party in ((who, ""), ("", whom))
    ):
        return {Reason(Why.OTHERWISE): OTHERWISE}
    return {}


@lru_cache(maxsize=REMEMBERED)
def _sides(acts: frozenset[Act]) -> frozenset[tuple[str, tuple[str, str]]]:
    """(what is done, who does it or whom it is done to) of each act; a claim between any two has tens of thousands."""
    return frozenset((what, party) for what, who, whom in acts for party in ((who, ""), ("", whom)))


def _year_penalties(expected: Profile, reading: Reading) -> Mapping[Reason, float]:
    years = frozenset(reading.years)
    # Another year than the one that it is asked of is foreign even where its facts have that year, too.
    is_another = bool(expected.needed_years) and years.isdisjoint(expected.needed_years)
    foreign = years if is_another else years - expected.years
    if len(years) > expected.most_years:
        return {Reason(Why.MORE_YEARS, str(expected.most_years)): CROWDED_YEARS}
    if expected.tells_when and reading.relative:
        return {}
    if expected.bounds is not None and (strange := reading.bounds - expected.bounds):
        return {Reason(Why.ANOTHER_TIME, ", ".join(sorted(strange))): ANOTHER_TIME}
    if foreign and not expected.dated:
        return {Reason(Why.ANOTHER_YEAR, ", ".join(sorted(foreign))): FOREIGN_YEAR}
    if expected.needed_years - years:
        return {Reason(Why.NO_YEAR, ", ".join(sorted(expected.needed_years))): MISSING_YEAR}
    return {}


def _word_penalties(expected: Profile, reading: Reading, language: str) -> Mapping[Reason, float]:
    if not expected.requires and not expected.forbids:
        return {}

    def holds(pattern: str) -> bool:
        return any(stands_in(pattern, words) for words in reading.wordings)

    found: dict[Reason, float] = {}
    if expected.requires and not any(
        all(any(holds(word) for word in group) for group in groups) for groups in expected.requires
    ):
        found[Reason(Why.NO_WORD)] = REQUIRED_WORD
    for word in sorted(expected.forbids.get(language, ())):
        if holds(word):
            found[Reason(Why.FORBIDDEN, word)] = FORBIDDEN_WORD
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
    turned = _turned_round(intent, order, reading)
    if turned is not None:
        return turned
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


def _turned_round(intent: Intent, order: Sequence[str], reading: Reading) -> Mapping[str, str] | None:
    """The slots as a question of who does what to whom fills them, where the two it names do not both fit the place it gives them.

    "Is Atos owned by Bull?" asks of Atos what can only be asked of Bull: a claim, and not true for all that.
    """
    named = tuple(dict.fromkeys(reading.entities))
    if reading.passive is None or len(named) != len(order) or len(order) != PARTIES or intent.claim is None:
        return None
    fillers = [intent.slots[name].fillers for name in order]
    straight = all(one in some for one, some in zip(named, fillers, strict=True))
    return None if straight else dict(zip(order, named, strict=True))
