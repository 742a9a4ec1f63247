"""An understood question as an explanation that a person can read."""

from __future__ import annotations

from bot.knowledge.records import IntentKind
from bot.understanding.candidates import is_verbatim
from bot.understanding.decision import SILENT_SHARE, Cause, Choice, Outcome, Policy
from bot.understanding.explaining.counterfactuals import Case, counterfactuals
from bot.understanding.explaining.explanation import CandidateExplanation, Explanation
from bot.understanding.talk.going_on import GOES_ON
from bot.understanding.understanding import Understood

SHOWN = 5
"""Candidates shown: more would not fit a screen."""

SILENT = Outcome.NOT_COVERED.value
"""What a reply's status is called, too, when the source is silent."""

REASONS = {
    Outcome.ANSWER: "The best candidate clears the bar for answering.",
    Outcome.NOT_COVERED: "The question is one that the author marked as not in the source.",
    Outcome.UNKNOWN: "No candidate is likely enough even to be offered.",
}
OFFERED = {
    Cause.UNSURE: "The best candidate is likely enough to offer, not sure enough to answer.",
    Cause.RULED_OUT: "The best candidate is near, but what the question says rules it out: see its penalty.",
    Cause.LEAVES_OUT: "The best candidate clears the bar, but its reply would leave out somebody whom the question names.",
    Cause.ELSEWHERE: "The best candidate clears the bar, but the question is about another place or time: see its penalty.",
    Cause.SILENT_RIVAL: "The best candidate clears the bar, but a question that the source leaves open is about as likely.",
    Cause.OVERSHADOWED: "The best candidate clears the bar, but is only what is left where a far better match is ruled out.",
    Cause.GROUNDLESS: "The best candidate clears the bar, but shares nothing that tells with the question.",
    Cause.MISSES: "The best candidate is sure enough for a follow-up, but would not reply to what that asks.",
    Cause.OFF_THE_TALK: "The best candidate is sure enough for a follow-up, but not surely about what the talk is about.",
    Cause.SILENT: "The best candidate is a question that the source leaves open, too unsure to say so, and others are likely enough to offer.",
    Cause.SUBJECT: "It is a subject rather than a question, and the dossier has every word of it.",
}
"""Why a choice is offered."""


def explain(case: Case) -> Explanation:
    """Everything that led to the reply, and what would have changed it."""
    understood = case.understood
    considered = understood.considered
    reading = considered.reading
    return Explanation(
        question=case.question,
        resolved=understood.resolved,
        halves=tuple(half.segment for half in understood.halves),
        considered=understood.segment,
        language=understood.language,
        language_evidence=dict(understood.detection.evidence),
        tokens=considered.ranking.tokens,
        repairs=considered.ranking.repairs,
        unknown=considered.ranking.unknown,
        entities=tuple((reading.text[slice(*reading.span(one))], one.entity) for one in reading.mentions),
        candidates=tuple(_candidate(understood, choice) for choice in understood.decision.choices[:SHOWN]),
        bars=_bars(understood, case.policy),
        reply=case.reply,
        reason=_reason(case),
        unsaid=tuple(sorted(case.unsaid)),
        otherwise=tuple(counterfactuals(case)),
    )


def _candidate(understood: Understood, choice: Choice) -> CandidateExplanation:
    scored = choice.scored
    return CandidateExplanation(
        dossier=understood.index.dossier.id,
        intent=scored.intent.id,
        confidence=choice.confidence,
        score=scored.score,
        parts={
            "ridge": scored.match.ridge,
            "nearest": scored.match.nearest,
            "closer": scored.match.closer,
            "fuzzy": scored.match.fuzzy,
        },
        penalties={str(reason): factor for reason, factor in scored.penalties.items()},
        nearest=scored.nearest.text,
    )


def _bars(understood: Understood, policy: Policy) -> dict[str, float]:
    best = understood.decision.best
    if best and best.scored.intent.kind is IntentKind.NOT_COVERED:
        return {"silent": SILENT_SHARE * policy.answer, "offer": policy.offer}
    # What goes on with the talk needs less.
    goes_on = best and understood.decision.outcome is Outcome.ANSWER and best.confidence < policy.answer
    return {"answer": policy.answer * (GOES_ON if goes_on else 1), "offer": policy.offer}


def _reason(case: Case) -> str:
    one = case.understood
    told = (
        (not one.considered.reading.tokens, "There is no word in it."),
        (one.elaborates, "It asks for more than the reply before."),
        (one.sourced, "It asks where the reply before comes from."),
        (one.undecided, "It says yes to several offers, of which one alone can be meant."),
        (one.small_talk, "It is small talk: the bot's own intents are surer of it than the dossier's."),
        (one.foreign, "Hardly a word of it is one that the bot's languages use."),
        (one.supposed, "It takes for granted what the facts contradict."),
        (one.taken and one.is_definite, "It takes up what was offered."),
    )
    return next((sentence for holds, sentence in told if holds), None) or _decided(case)


def _decided(case: Case) -> str:
    decision = case.understood.decision
    best, outcome = decision.best, decision.outcome
    if best is None:
        return REASONS[outcome]
    if decision.cause is not None:
        return OFFERED[decision.cause]
    silent = best.scored.intent.kind is IntentKind.NOT_COVERED
    if outcome is not Outcome.UNKNOWN:
        return _cleared(case, verbatim=is_verbatim(best.scored), silent=silent)
    if best.confidence < case.policy.offer:
        return REASONS[outcome]
    if silent:
        return "The best candidate is a question that the source leaves open, too unsure to say so."
    return "The best candidate shares too little that tells with the question."


def _cleared(case: Case, *, verbatim: bool, silent: bool) -> str:
    if case.understood.slots is None:
        return "The best candidate clears the bar, but the question does not say about whom or what."
    if silent:
        return REASONS[Outcome.NOT_COVERED]
    if case.reply.status == SILENT:
        return "The best candidate clears the bar, but the facts are silent on what it asks to confirm."
    if verbatim:
        return "It is a phrasing of the best candidate, word for word."
    return REASONS[Outcome.ANSWER]
