"""The records of a dossier: frozen, typed, and the only form in which the rest of the bot sees it.

``knowledge/README.md`` describes the YAML that they come from. A text that exists in several languages is a
``Localised`` mapping; the loader guarantees that it has every language the dossier declares.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from bot.text.language import Localised


class FactStatus(StrEnum):
    """How sure the source is of a fact."""

    STATED = "stated"
    """The article says so in its own voice."""
    CONFIRMED = "confirmed"
    """A party to the matter confirmed it."""
    REPORTED = "reported"
    """Another publication says so."""
    CONDITIONAL = "conditional"
    """It could happen (« pourrait », "would")."""
    FORECAST = "forecast"
    """A figure or event expected, not yet seen."""
    OPINION = "opinion"
    """A judgement of whoever says it."""
    INFERRED = "inferred"
    """Not in the article; concluded from it, for the reason that stands beside it."""
    COMPUTED = "computed"
    """Arithmetic on facts of the article."""


class AboutReply(StrEnum):
    """What may be asked about a reply."""

    SOURCES = "sources"
    """Where it comes from."""
    MORE = "more"
    """What else there is to it."""
    AGAIN = "again"
    """The same once more."""
    SHORTER = "shorter"
    """The same in a sentence."""
    DOUBT = "doubt"
    """Where it comes from, but only with a question mark that the phrasing does not have: "sure" agrees, "sure?" does not."""


YET_TO_BE = frozenset({FactStatus.CONDITIONAL, FactStatus.FORECAST})
"""How sure the source is of what may never come about."""
UNSETTLED = YET_TO_BE | {FactStatus.OPINION}
"""How sure it is of what nobody can be told a plain yes or no to: what may be, and what somebody thinks."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands in the files, for messages."""

    file: Path
    line: int
    """1-based."""
    column: int
    """1-based."""


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that facts speak of: a company, an institution, a person, a technology, a medium."""

    id: str
    kind: str
    """The author's own word (``company``, ``media``…); slots may ask for a kind."""
    name: Localised
    """As printed, without article: ``Caisse des Dépôts``."""
    article: Localised
    """The article its name takes (``la``, ``the``); empty text where none."""
    aliases: Mapping[str, tuple[str, ...]]
    """Language → other ways people write it, as written."""
    outsider: bool
    """True for a name that readers use and the source never mentions: no fact may speak of it."""
    place: Place


PERCENT: Final = "percent"
"""The unit of a share."""


@dataclass(frozen=True, slots=True)
class Value:
    """An amount as the source printed it. Digits live here once; every language reads them from here."""

    number: str | None
    """The digits, with a point for the decimal: ``44``, ``2.5``. None when the source gives no figure."""
    unit: str | None
    """``percent``, ``year`` or None; CLDR formats it."""
    form: Localised
    """How it reads, ``{number}`` standing for the formatted number: ``près de {number} millions d'euros``."""

    @property
    def is_percent(self) -> bool:
        """Whether it is a share of a hundred."""
        return self.unit == PERCENT


@dataclass(frozen=True, slots=True)
class When:
    """When a fact holds, with the precision that the source gives and no more."""

    date: str | None
    """``2012``, ``2014-03`` or ``2014-03-21``: its length is its precision. None: only the words below."""
    part: str | None
    """``early``, ``mid`` or ``late`` of that date; None when the source gives no part."""
    text: Localised
    """The source's own kind of words for it, in each language: ``au début de l'année précédente``."""
    inferred: bool
    """True when ``date`` is concluded and not printed."""
    why: Localised
    """The reason of an inferred date; empty otherwise."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A sourced statement: subject, relation, object or value, with its qualifiers."""

    id: str
    subject: str
    """Entity id."""
    relation: str
    """The author's own verb, snake case: ``holds``, ``acquired``; empty where no slot, claim or share asks for it."""
    object: str | None
    """Entity id, where the relation has one."""
    value: Value | None
    when: When | None
    status: FactStatus
    said_by: tuple[str, ...]
    """Ids of the entities who say it; empty: the article itself."""
    paragraph: int
    """1-based paragraph of the source; 0 for what the source's surroundings tell (a footer, an inference)."""
    text: Localised
    """The fact as a clause without final stop, placeholders resolved by ``answering``."""
    event: Localised
    """Its line on the timeline, as a short noun phrase; empty when it is no event."""
    why: Localised
    """For ``inferred`` facts: the reason."""
    place: Place

    @property
    def parties(self) -> tuple[str, ...]:
        """Those between whom it is: its subject, and its object where there is one."""
        return (self.subject, self.object) if self.object else (self.subject,)


@dataclass(frozen=True, slots=True)
class Slot:
    """A hole in an intent's phrasings that an entity of the question fills."""

    name: str
    fillers: tuple[str, ...]
    """Ids of the entities that may fill it, in the dossier's order. Never empty."""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition that a question puts forward, checked against the facts. Each part is a slot or entity id."""

    subject: str
    relation: str
    object: str
    exclusive: bool | None = None
    """Whether another subject for the same relation and object contradicts the claim; None: where the facts name but one subject for
    each object of the relation, or it is that of the shares, of which there are no more than the whole."""


class IntentKind(StrEnum):
    """What a reply to this intent may be."""

    ANSWER = "answer"
    NOT_COVERED = "not_covered"
    SMALL_TALK = "small_talk"


@dataclass(frozen=True, slots=True)
class Compute:
    """A named figure worked out from shares, used in an answer text as ``{name}``."""

    name: str
    operation: str
    """One of ``bot.answering.arithmetic.OPERATIONS``."""
    operands: tuple[str, ...]
    """Slot names or entity ids; empty: all holders."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A yes where one has a larger share than another, a no where it has not. Each: a slot, an entity or a figure of ``compute``."""

    more: str
    than: str


@dataclass(frozen=True, slots=True)
class Intent:
    """One thing that people ask, the ways they ask it, and what answers it."""

    id: str
    kind: IntentKind
    title: Localised
    """The question as the bot would offer it: in « did you mean », in autocomplete. May hold slots."""
    phrasings: Mapping[str, tuple[str, ...]]
    """Language → ways of asking, ``{slot}`` holes included, in the author's order; those of ``contrary`` come last."""
    slots: Mapping[str, Slot]
    text: Localised
    """The answer's template; for ``not_covered`` it may be empty, then ``topic`` makes the sentence."""
    more: Localised
    """Detail shown behind « More » and in the terminal; may be empty."""
    facts: Mapping[str, str]
    """Name used in the templates → fact id, in which ``{slot}`` may stand for an entity id."""
    compute: tuple[Compute, ...]
    verdict: str | Comparison | None
    """``yes`` or ``no``, or what tells which: what opens the reply when the question wants one. None: neither."""
    claim: Claim | None
    topic: Localised
    """What the source is silent on, as a noun phrase with its article: ``le prix de l'opération``."""
    near: tuple[str, ...]
    """Intents to offer beside the reply, nearest first."""
    requires: Mapping[str, tuple[frozenset[str], ...]]
    """Language → groups of folded words; the question must hold one word of each group (``xyz*``: a beginning)."""
    forbids: Mapping[str, frozenset[str]]
    """Language → folded words that rule this intent out."""
    years: frozenset[str]
    """Years that the question may name; empty: any year that the phrasings name."""
    entities: frozenset[str]
    """Ids that the question may name beside those in the phrasings and slots."""
    view: str | None
    """``stakes`` or ``timeline`` when the reply comes with that table and picture."""
    place: Place
    about_reply: AboutReply | None = None
    """For small talk: what it asks, in a talk, about the reply before, which is then told instead."""
    contrary: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Language → those of the phrasings that ask the same the other way round: yes and no change places."""

    def written_at(self, language: str, row: int) -> tuple[str, str, int]:
        """Where the author wrote a phrasing: key, language and row of that list."""
        own = len(self.phrasings[language]) - len(self.contrary.get(language, ()))
        return ("ask", language, row) if row < own else ("contrary", language, row - own)


@dataclass(frozen=True, slots=True)
class Note:
    """A contradiction, a slip or a rounding of the source, for whoever works on the dossier; no reply tells of it."""

    id: str
    paragraph: int
    text: Localised


@dataclass(frozen=True, slots=True)
class Source:
    """Where a dossier comes from. What is unknown is None or empty, never invented."""

    language: str | None
    paragraphs: int
    """How many numbered paragraphs facts may cite; 0: facts cite none."""
    publisher: str | None = None
    publisher_why: Localised = field(default_factory=dict)
    """Set when the publisher is concluded from something outside the article's text."""
    title: str | None = None
    url: str | None = None
    date: When | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class BarsPoint:
    """What answering from a given confidence would have meant for the questions of a fit."""

    bar: float
    right: float
    """Share of the questions with an answer that get it."""
    wrong: float
    """Share of the questions with an answer that get something else."""
    false: float
    """Share of the questions without an answer that get one."""


@dataclass(frozen=True, slots=True)
class Bars:
    """When to answer, as fitted by a command and kept in ``decision.yaml``."""

    fitted_on: str
    """What it was fitted on, in words."""
    answer: float
    """Confidence (0–1) from which a question is answered."""
    offer: float
    """Confidence (0–1) from which it is offered as a choice."""
    intercept: float
    coefficients: Mapping[str, float]
    """Feature → weight in the logistic map to confidence."""
    curve: tuple[BarsPoint, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """A whole dossier, checked. Mappings keep the order of the files."""

    id: str
    folder: Path
    version: str
    """A digest of the files' bytes, ``decision.yaml`` apart: changes exactly when they do."""
    languages: tuple[str, ...]
    """The first one is the main one."""
    title: Localised
    about: Localised
    """What it is about, as a noun phrase: ``le rachat de Cloudwatt par Orange``."""
    source: Source
    subject: str | None
    """The entity that a question without any entity is taken to be about."""
    shares: tuple[str, str] | None
    """(relation, object) of the facts that `/stakes` and the computations read: ``("holds", "cloudwatt")``."""
    buyer: str | None
    """The entity that would hold everything after the deal, for « today and after »; None: no deal."""
    shares_title: Localised
    """What a table of the shares is called; empty: who owns the object."""
    entities: Mapping[str, Entity]
    facts: Mapping[str, Fact]
    intents: Mapping[str, Intent]
    notes: tuple[Note, ...]
    bars: Bars | None = None
    """When to answer, where ``decision.yaml`` says; None: worked out from the phrasings at each start."""
    answer_from: float | None = None
    """The author's own bar (0–1), which beats the fitted one: higher is shyer. None: the fitted one holds."""

    @property
    def share_facts(self) -> tuple[Fact, ...]:
        """The facts that `/stakes` and the computations read, in the dossier's order."""
        facts = self.facts.values()
        return tuple(fact for fact in facts if (fact.relation, fact.object) == self.shares)
