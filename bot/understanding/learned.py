"""What is learned from a dossier's phrasings, apart from their ranking: plain data that a cache can keep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.knowledge.citing import told_words
from bot.knowledge.phrasing import Utterance, utterances
from bot.knowledge.records import Dossier, Intent, IntentKind
from bot.text.language import Language
from bot.understanding.profiles import Profile, profile
from bot.understanding.ranking.ranker import Example
from bot.understanding.reading.reader import Reader
from bot.understanding.reading.readings import Reading
from bot.understanding.turning import polarity


@dataclass(frozen=True, slots=True)
class Phrased:
    """Where an example of the ranker comes from."""

    label: int
    """Number of its intent, in the dossier's order."""
    language: str
    text: str
    """The phrasing with its holes filled."""
    order: tuple[str, ...]
    """Its slots, in the order in which it names them."""
    contrary: bool = False
    """It asks its intent the other way round: yes and no change places."""
    sided: bool = False
    """It asks an intent that has a contrary, one way round or the other, and not merely when, who or what."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What the understanding knows of a dossier beside its ranking."""

    phrased: Sequence[Phrased]
    """One per example of the ranker, in its order."""
    profiles: tuple[Profile, ...]
    """One per intent."""
    vocabulary: tuple[Mapping[str, int], ...]
    """For each intent: word or mark → number of its phrasings that have it."""
    told: tuple[frozenset[str], ...]
    """For each intent: the words that its reply may tell, names left out."""
    kin: tuple[int, ...]
    """For each intent: a number that it shares with the intents whose reply says the same."""
    spoken: Mapping[str, tuple[str, ...]]
    """Language → words that phrasings use in it and that are no part of a name, sorted."""
    turning: Mapping[int, Mapping[str, float]]
    """Label of an intent with phrasings that ask the contrary → ``polarity`` of its words."""
    slotted: Mapping[str, tuple[int, ...]]
    """A phrasing with slots, all its names left blank → the examples that it stands for."""


class _Read(NamedTuple):
    """A phrasing as written and as read."""

    label: int
    language: str
    utterance: Utterance
    contrary: bool
    sided: bool
    reading: Reading


def learn(
    dossier: Dossier, languages: Mapping[str, Language], reader: Reader
) -> tuple[Learned, Sequence[Example]]:
    """Read every phrasing of ``dossier``: what there is to know, and the ranker's examples."""
    intents = tuple(dossier.intents.values())
    read = []
    for label, language, utterance, contrary in _utterances(dossier, languages):
        reading = reader.read(utterance.text, exact=True)
        sided = contrary or (bool(intents[label].contrary) and reader.is_polar(reading))
        read.append(_Read(label, language, utterance, contrary, sided, reading))
    by_label: list[list[_Read]] = [[] for _ in dossier.intents]
    spoken: dict[str, set[str]] = {}
    slotted: dict[str, list[int]] = {}
    for example, one in enumerate(read):
        by_label[one.label].append(one)
        spoken.setdefault(one.language, set()).update(one.reading.plain)
        if one.utterance.order:
            slotted.setdefault(reader.blank(one.reading), []).append(example)
    learned = Learned(
        phrased=tuple(
            Phrased(one.label, one.language, one.utterance.text, one.utterance.order, one.contrary, one.sided)
            for one in read
        ),
        profiles=tuple(
            profile(
                dossier,
                intents[label],
                [(one.reading, frozenset(one.utterance.filled.values())) for one in found],
                usual=[one.reading for one in found if not one.contrary],
            )
            for label, found in enumerate(by_label)
        ),
        vocabulary=tuple(_counts([one.reading for one in found]) for found in by_label),
        told=tuple(told_words(dossier, one, languages, reader.elisions) for one in intents),
        kin=_kin(intents),
        spoken={language: tuple(sorted(words)) for language, words in spoken.items()},
        turning={
            label: polarity([(one.reading, one.contrary) for one in found if one.sided])
            for label, found in enumerate(by_label)
            if intents[label].contrary
        },
        slotted={blank: tuple(examples) for blank, examples in slotted.items()},
    )
    return learned, [Example(one.label, one.reading.marked, one.language) for one in read]


def _kin(intents: Sequence[Intent]) -> tuple[int, ...]:
    """Numbers alike for intents that say the same: the same facts, computations and verdict, or the source's silence.

    Between kin a near-tie does no harm, whichever wins.
    """
    groups: dict[object, int] = {}
    return tuple(groups.setdefault(_message(intent), len(groups)) for intent in intents)


def _message(intent: Intent) -> object:
    if intent.kind is IntentKind.NOT_COVERED:
        return intent.kind
    if intent.claim or not (intent.facts or intent.compute):
        return intent.id
    return (
        frozenset(intent.facts.values()),
        frozenset(intent.compute),
        intent.verdict,
        frozenset(intent.slots),
    )


def _counts(readings: Sequence[Reading]) -> Mapping[str, int]:
    return dict(Counter(word for reading in readings for word in dict.fromkeys(reading.marked)))


def _title(intent: Intent, language: str) -> Sequence[str]:
    """The question as the bot offers it: tapped or typed, it must find its way back."""
    title = intent.title.get(language, "")
    return (title,) if title else ()


def _utterances(
    dossier: Dossier, languages: Mapping[str, Language]
) -> Iterator[tuple[int, str, Utterance, bool]]:
    """Every question that the dossier's phrasings stand for, in the order of its files, and whether it asks the contrary."""
    for label, intent in enumerate(dossier.intents.values()):
        turn = 0
        for language, phrasings in intent.phrasings.items():
            contrary = intent.contrary.get(language, ())
            for phrasing in dict.fromkeys((*phrasings, *_title(intent, language))):
                for utterance in utterances(
                    phrasing, intent.slots, dossier.entities, languages[language], turn
                ):
                    yield label, language, utterance, phrasing in contrary
                turn += 1
