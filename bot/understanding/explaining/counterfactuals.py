"""What would have changed a reply, found out by asking again with one thing otherwise. Nothing here is guessed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import floor
from typing import Protocol

from bot.knowledge.records import IntentKind
from bot.text.language import Language
from bot.understanding.candidates import Considered, is_verbatim
from bot.understanding.decision import SILENT_SHARE, Decision, Outcome, Policy
from bot.understanding.explaining.explanation import Change, Counterfactual, Reply
from bot.understanding.explaining.leaving_out import left_out
from bot.understanding.index import DossierIndex
from bot.understanding.preparing import habits
from bot.understanding.ranking.matches import VERBATIM
from bot.understanding.reasons import Reason
from bot.understanding.understanding import LONGEST, Understood
from bot.understanding.understood import concluded

REFUSED = (Outcome.OFFER, Outcome.UNKNOWN)
MOST_SHOWN = 2
"""Words whose leaving out is told."""
MOST = 100
"""Hundredths of the highest bar."""
NEAR = 0.5
"""Share of the reply's confidence from which small talk or another dossier is a competitor."""
RULES_OF = 5
"""Candidates whose penalties are tried without."""
LONGEST_PHRASING = 200
"""Characters beyond which nobody would write a wording down as a phrasing."""


class Ask(Protocol):
    """Asks the same bot, language and talk as the question that is explained."""

    def __call__(
        self,
        text: str,
        *,
        alone: bool = False,
        only: Sequence[str] = (),
        bar: float | None = None,
    ) -> Understood:
        """``text`` understood; what is left out is as for the question that is explained.

        Args:
            text: any text.
            alone: as if there had been no talk.
            only: ids of the dossiers that may answer.
            bar: the confidence from which to answer.
        """
        ...


class Told(Protocol):
    """What reply becomes of a question as understood."""

    def __call__(self, understood: Understood, *, asked: str = ...) -> Reply:
        """The reply to ``asked``, as typed; when that is left out, to the question that is explained."""
        ...


@dataclass(frozen=True, slots=True)
class Case:
    """A question that was asked, and the means to ask it otherwise."""

    question: str
    understood: Understood
    reply: Reply
    policy: Policy
    languages: Mapping[str, Language]
    others: Sequence[str]
    """Ids of the other dossiers that it was asked of."""
    ask: Ask
    told: Told
    unsaid: Collection[str] = ()
    """Its words for which the reply says neither yes nor no."""

    @property
    def talked(self) -> bool:
        """Whether the talk completed it."""
        return self.understood.resolved != self.question[:LONGEST]


def counterfactuals(case: Case) -> Iterator[Counterfactual]:
    """What was tried and is worth telling, in the order of ``Change``."""
    if not case.understood.considered.reading.tokens:
        return
    yield from _bar(case)
    yield from _words(case)
    yield from _rules(case)
    yield from _spelling(case)
    yield from _talk(case)
    yield from _small_talk(case)
    yield from _dossiers(case)
    yield from _phrasing(case)


def _bar(case: Case) -> Iterator[Counterfactual]:
    """The nearest bar, in hundredths as people read them, that would have made another reply."""
    best = case.understood.decision.best
    if best is None or case.understood.small_talk:
        return
    up = case.understood.is_definite
    share = SILENT_SHARE if best.scored.intent.kind is IntentKind.NOT_COVERED else 1.0
    shown = round(100 * best.confidence)
    level = floor(shown / share) + 1 if up else floor(min(shown, 100 * best.confidence) / share)
    if 0 < level <= MOST:
        tried = case.told(case.ask(case.question, bar=level / MOST))
        if not tried.is_like(case.reply):
            yield Counterfactual(Change.BAR, f"{level / MOST:.2f}", tried)


def _words(case: Case) -> Iterator[Counterfactual]:
    """The words without which the reply would be another one; else the one without which it would be least sure."""
    best = case.understood.decision.best
    if best is None:
        return
    refused = case.understood.decision.outcome in REFUSED
    found: list[tuple[bool, float, Counterfactual]] = []
    for word, text in left_out(case.question[:LONGEST], case.understood.index.reader):
        understood = case.ask(text)
        reply = case.told(understood, asked=text)
        # what carries an answer is what it is least sure without; what stands in its way, what it is surest without
        tried = understood.premise if case.understood.supposed else understood
        left = -reply.confidence if refused else _confidence(tried, best.scored.intent.id)
        found.append((reply.is_like(case.reply), left, Counterfactual(Change.WORD, word, reply)))
    found.sort(key=lambda one: one[:2])
    changing = [one for same, _, one in found if not same]
    yield from changing[:MOST_SHOWN] or [one for _, _, one in found[:1]]


def _confidence(understood: Understood | None, intent: str) -> float:
    choices = understood.decision.choices if understood is not None else ()
    return next((one.confidence for one in choices if one.scored.intent.id == intent), 0.0)


def _rules(case: Case) -> Iterator[Counterfactual]:
    """The penalty without which one that bears it would win, the runner-up first; else what holds the runner-up back."""
    choices = case.understood.decision.choices
    if not choices[1:] or not _stands_alone(case):
        return
    bearing: dict[Reason, list[str]] = {}
    for choice in choices[:RULES_OF]:
        for reason in choice.scored.penalties:
            bearing.setdefault(reason, []).append(choice.scored.intent.id)
    tried = [(reason, _again(case, overlooked=reason)) for reason in bearing]
    winning = [one for one in tried if not one[1].is_like(case.reply) and one[1].intent in bearing[one[0]]]
    rival = choices[1].scored
    winning.sort(key=lambda one: (one[1].intent != rival.intent.id, -one[1].confidence))
    telling = winning or [one for one in tried if one[0] in rival.penalties]
    yield from (Counterfactual(Change.RULE, str(reason), reply) for reason, reply in telling[:1])


def _spelling(case: Case) -> Iterator[Counterfactual]:
    """What the words as typed would have got, when it is something else."""
    repairs = case.understood.considered.ranking.repairs
    if repairs and _stands_alone(case):
        reply = _again(case, repair=False)
        if not reply.is_like(case.reply):
            yield Counterfactual(Change.SPELLING, ", ".join(word for word, _ in repairs), reply)


def _stands_alone(case: Case) -> bool:
    """Whether the reply is to the deciding part and to nothing else, so that it can be considered again.

    Of what was taken for granted the reply is told only where the question itself has none, which another look at the one says nothing of.
    """
    one = case.understood
    by_others = one.small_talk or one.supposed or one.sourced or one.undecided or one.halves
    return not by_others and _again(case).is_like(case.reply)


def _again(case: Case, *, repair: bool = True, overlooked: Reason | None = None) -> Reply:
    """The reply to the deciding part, considered once more with one thing otherwise."""
    understood = case.understood
    index, named = understood.index, understood.index.reader.read(understood.resolved).entities
    context = () if understood.segment == understood.resolved else named
    considered = index.consider(understood.segment, context, repair=repair, overlooked=overlooked)
    return case.told(_with(understood, considered, case.policy, context))


def _with(
    understood: Understood, considered: Considered, policy: Policy, context: Sequence[str] = ()
) -> Understood:
    """``understood`` if this had been ``considered``."""
    if not considered.candidates:
        return understood
    one = concluded(understood.index, policy, considered, understood.segment, context=context)
    return replace(understood, considered=one.considered, decision=one.decision, slots=one.slots)


def _talk(case: Case) -> Iterator[Counterfactual]:
    reply = case.told(case.ask(case.question, alone=True))
    if not reply.is_like(case.reply):
        yield Counterfactual(Change.TALK, case.question, reply)


def _small_talk(case: Case) -> Iterator[Counterfactual]:
    """What the dossier would have said to small talk; or the small talk that it came near to."""
    understood = case.understood
    chat = understood.chat
    near = chat is not None and chat.outcome is Outcome.ANSWER and _competes(chat, case)
    if understood.small_talk or near:
        reply = case.told(replace(understood, small_talk=not understood.small_talk))
        yield Counterfactual(Change.SMALL_TALK, "", reply)


def _dossiers(case: Case) -> Iterator[Counterfactual]:
    """What the next best dossier would have said, when it came near."""
    if case.understood.small_talk or not case.others:
        return
    tried = [case.ask(case.question, only=[id_]) for id_ in case.others]
    best = max(tried, key=lambda one: one.decision.confidence)
    if (
        best.decision.outcome is not Outcome.UNKNOWN
        and not best.small_talk
        and _competes(best.decision, case)
    ):
        yield Counterfactual(Change.DOSSIER, best.index.dossier.id, case.told(best))


def _competes(decision: Decision, case: Case) -> bool:
    return decision.confidence >= NEAR * case.understood.decision.confidence


def _phrasing(case: Case) -> Iterator[Counterfactual]:
    """Whether the wording, as a phrasing of the best candidate, would settle it.

    Tried on a dossier of that one intent: a phrasing that is the question word for word, with nothing against it,
    comes first among however many, so that the others need not be learned again. Not tried where another intent has
    the wording already, or the talk, small talk or a strange language had a say.
    """
    understood = case.understood
    decision = understood.decision
    text = " ".join(understood.segment.split())
    if (
        decision.best is None
        or decision.outcome not in REFUSED
        or case.talked
        or understood.small_talk
        or understood.foreign
    ):
        return
    if len(text) > LONGEST_PHRASING or {"{", "}"} & set(text):
        return
    if decision.outcome is Outcome.UNKNOWN and decision.confidence >= case.policy.offer:
        return  # what shares nothing telling with the dossier is no way of asking what it tells
    if any(one.scored.match.nearest >= VERBATIM for one in decision.choices):
        return
    dossier = understood.index.dossier
    language = understood.language if understood.language in dossier.languages else dossier.languages[0]
    intent = decision.best.scored.intent
    phrasings = {**intent.phrasings, language: (*intent.phrasings.get(language, ()), text)}
    taught = replace(intent, phrasings=phrasings)
    index = DossierIndex.build(
        replace(dossier, intents={intent.id: taught}), case.languages, habits(case.languages)
    )
    considered = index.consider(text)
    if considered.candidates and is_verbatim(considered.candidates[0]):
        reply = case.told(_with(replace(understood, index=index), considered, case.policy))
        if reply.intent == intent.id and not reply.is_like(case.reply):
            yield Counterfactual(Change.PHRASING, intent.place.file.name, reply)
