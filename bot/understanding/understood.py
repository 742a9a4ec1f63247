"""A question understood: the record, and one text as one dossier understands it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.text.detection import Detection
from bot.understanding.candidates import Considered, Scored, is_verbatim
from bot.understanding.decision import Decision, Outcome, Policy, decide
from bot.understanding.index import DossierIndex
from bot.understanding.reading.readings import Reading
from bot.understanding.structure import fill_slots
from bot.understanding.talk.conversation import Turn

LIKELIER = 1.5
"""How many times as confident a candidate must be as the best by its score to be taken for what was meant. Of 3,400 labelled
questions with an answer 18 more are answered rightly, of 1,500 without one 5 more falsely; 1.2 and 2 answer fewer rightly."""
TYPED_LEAD = 0.02
"""What a whole question is worth over a part of it, and a question as typed over a completed one."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A question, understood as far as it goes."""

    index: DossierIndex
    considered: Considered
    decision: Decision
    resolved: str
    """The question after a follow-up was completed, or an offer was taken up."""
    segment: str
    """The part of it that decided, or what it takes for granted."""
    language: str
    """The language to reply in."""
    detection: Detection
    slots: Mapping[str, str] | None = None
    """Slot → entity id for the best choice; None when a slot stays empty."""
    small_talk: bool = False
    """The bot's own small talk answers it; ``index`` and ``decision`` are then the dossier's all the same."""
    chat: Decision | None = None
    """The small talk's decision, where there is small talk."""
    pointed: bool = False
    """It pointed at one of several that the talk had spoken of."""
    halves: tuple[Understood, ...] = ()
    """Where it asks several things in one breath: those of them that are told, understood."""
    untold: bool = False
    """It asks more than one thing, and its reply tells nothing of the others."""
    sourced: Turn | None = None
    """It asks where the reply to this turn comes from, or for more than that."""
    elaborates: bool = False
    """It asks for more than that reply."""
    astray: bool = False
    """It does not say of whom it asks, after a question about somebody else than its reply tells of."""
    again: bool = False
    """It only asks for the reply before once more."""
    brief: bool = False
    """Its reply is wanted in a sentence."""
    taken: bool = False
    """It takes up what the bot had offered, one question or both."""
    undecided: tuple[Understood, ...] = ()
    """It says yes to these questions, of which one alone can be meant."""
    recalled: str | None = None
    """It as those that follow in the talk lean on it, where its own words leave open whom a pronoun stands for; None: as it was read."""
    premise: Understood | None = None
    """What it takes for granted, asked with yes or no: worth a reply in its place where the reply to that is a no."""
    supposed: bool = False
    """It is itself what a question took for granted, and none that was asked."""
    meant: tuple[str, ...] = ()
    """Whom its pronoun stands for."""
    joined: bool = False
    """A follow-up, understood with the question before behind it."""
    foreign: bool = False
    """Its words are those of a language that the bot does not speak, as far as one can tell."""

    @property
    def intent(self) -> str | None:
        """The id of the best choice's intent; None when the dossier has no phrasing at all."""
        best = self.decision.best
        return best.scored.intent.id if best is not None else None

    @property
    def is_definite(self) -> bool:
        """Whether it gets an answer, or is told that the source is silent."""
        return self.decision.outcome in {Outcome.ANSWER, Outcome.NOT_COVERED}

    @property
    def is_said(self) -> bool:
        """Whether it is one of the dossier's phrasings word for word, so that no talk is needed to read it."""
        best = self.decision.best
        return best is not None and is_verbatim(best.scored) and self.decision.outcome is not Outcome.UNKNOWN

    def may_be_of_another(self, turn: Turn) -> bool:
        """Whether it may be about another than ``turn``: « et Macron ? », but not "how many people does it employ?".

        It names another, or nobody: then it has a word that the dossier does not know, however mended, or tells something and has no
        pronoun.
        """
        reading, reader = self.considered.reading, self.index.reader
        if reading.mentions:
            return not frozenset(reading.entities).issubset(turn.entities)
        words = [word for word in reading.repaired if word.isalpha()]
        tells = any(word not in reader.functions for word in words)
        points = reader.pronoun_phrases.within(reading.words)
        return any(not self.index.knows(word) for word in words) or (tells and not points)


def understand_part(
    index: DossierIndex,
    policy: Policy,
    part: str,
    *,
    whole: str | None = None,
    context: Sequence[str] = (),
    without: str | None = None,
    favoured: Collection[str] = (),
) -> Understood:
    """One text as one dossier understands it, its language yet to be told.

    Args:
        index: the dossier made ready.
        policy: when to answer from it.
        part: the text that is looked up.
        whole: what it is a part of; None: it is all there is.
        context: entities that the talk is about.
        without: an intent that it cannot be.
        favoured: intents that are related to what the talk was about.
    """
    considered = index.consider(part, context, without=without, favoured=favoured)
    return concluded(index, policy, considered, part, whole=whole, context=context)


def concluded(
    index: DossierIndex,
    policy: Policy,
    considered: Considered,
    part: str,
    *,
    whole: str | None = None,
    context: Sequence[str] = (),
) -> Understood:
    """What is understood of ``part`` as it was ``considered``; see ``understand_part`` for the arguments."""
    decision = decide(considered, policy)
    leader = _leader(considered, decision)
    if leader is not None:
        considered = _led_by(leader, considered)
        decision = decide(considered, policy)
    best = decision.best
    return Understood(
        index=index,
        considered=considered,
        decision=decision,
        resolved=part if whole is None else whole,
        segment=part,
        language="",
        detection=Detection({}),
        slots=filled(index, best.scored, considered.reading, context) if best is not None else None,
    )


def _leader(considered: Considered, decision: Decision) -> Scored | None:
    """The candidate that is by far likelier than the best by its score; None where that is the one that was meant."""
    best = decision.best
    if not considered.told or best is None or is_verbatim(best.scored):
        return None
    likeliest = max(decision.choices, key=lambda one: one.confidence)
    return likeliest.scored if likeliest.confidence > LIKELIER * best.confidence else None


def _led_by(leader: Scored, considered: Considered) -> Considered:
    """``considered`` with one of its candidates before all others."""
    rest = (one for one in considered.candidates if one is not leader)
    return replace(considered, candidates=(leader, *rest), coverage=leader.coverage)


def filled(
    index: DossierIndex, candidate: Scored, reading: Reading, context: Sequence[str] = ()
) -> Mapping[str, str] | None:
    """Slot → entity id for a candidate of a question, in whose passive the names stand the other way round; see ``fill_slots``."""
    order, passive = candidate.nearest.order, reading.passive
    if passive is not None and index.reader.read(candidate.nearest.text, exact=True).passive is (not passive):
        order = order[::-1]
    return fill_slots(candidate.intent, order, reading, context, index.dossier.subject)
