"""The decision: answer, offer a choice, say that the source is silent, or admit not to know. A record of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, StrEnum, auto
from math import log1p, prod

from bot.knowledge.records import IntentKind
from bot.understanding.candidates import Considered, Scored, is_verbatim
from bot.understanding.fitting.calibration import Calibration
from bot.understanding.wording import Worded

FEATURES = ("score", "margin", "nearest", "likelihood", "lead", "length", "unknown", "likeness", "uncovered")
"""What the confidence is worked out from, in the order of a calibration's coefficients. On 1,160 labelled questions
(Cloudwatt, ten-fold), of which 20 may get a wrong answer, 85 in a hundred right ones pass with all, 70 with the first three."""
MOST_WORDS = 25
"""Words beyond which a question counts as no longer: of those that teach the confidence two in a hundred are, and what the others teach
of length would make it sure of any page of text."""
LEAST_TYPICAL = 0.05
"""Below this an intent's typical score is taken to be this."""

SILENT_SHARE = 0.9
"""Share of the bar for answering from which the source is said to be silent: a refusal that names the wrong thing is
harmless and odd."""
SILENT_RIVAL = 0.6
"""Confidence of the best rival on which the source is silent, as a share of the best candidate's, from which a choice is offered
instead of an answer. Of 1,000 labelled questions 3 right answers become a choice so, and 7 wrong ones."""
BEYOND_DOUBT = 0.9
"""Confidence from which no such rival matters: of a dozen labelled questions with one, all but one are answered rightly."""
OVERSHADOWED = 0.1
"""By how much the score of a candidate that is ruled out must have been above the best one's for that to be no answer. Of 3,800
labelled questions 3 right answers become a choice so, and 3 wrong ones."""
SHORTEST = 3
"""Words that a question of grammar alone needs to mean something by itself: « pourquoi ? » does not."""
VAGUE = 2
"""Words of a question that is a subject rather than a question (« rachat »): where the dossier has every one of them it is worth
a choice, however unsure any single candidate is."""
LIKELY = 0.5
"""Confidence from which a word is answered all the same: it is then likelier than not what was meant."""
CLOSE = 0.45
"""Cosine with a phrasing from which a question that shares grammar alone with it (« c'est fait ? ») may be it."""
FAINT = 0.15
"""The same in a plain list of questions and answers, for a question of which no telling word is known: about the likeness of two
questions that begin alike. Costs none of the public sets more than 0.002 of MCC."""
WORTH_OFFERING = 0.1
"""Confidence, as a share of the likeliest's, below which a question is not offered beside it. Of 54 choices that three newcomers' dossiers
gave their readers 52 still have the right question, and two questions on average, not three."""
VERBATIM_CONFIDENCE = 0.97
"""The least confidence of a question that is a phrasing word for word: the loader lets no two intents claim one."""


class Outcome(StrEnum):
    """What to do with a question."""

    ANSWER = "answer"
    OFFER = "offer"
    NOT_COVERED = "not_covered"
    UNKNOWN = "unknown"


class Cause(Enum):
    """Why a choice is offered: in place of the answer that the best candidate would be, unless said otherwise."""

    UNSURE = auto()
    """It does not clear the bar."""
    RULED_OUT = auto()
    """See ``Scored.is_ruled_out``."""
    LEAVES_OUT = auto()
    """See ``Scored.leaves_one_out``."""
    ELSEWHERE = auto()
    """See ``Scored.is_of_another``."""
    SILENT_RIVAL = auto()
    """One on which the source is silent is about as likely."""
    OVERSHADOWED = auto()
    """It is but what is left where a far better match was ruled out."""
    GROUNDLESS = auto()
    """It shares nothing that tells with the question, and is likely all the same."""
    MISSES = auto()
    """A follow-up was completed to it, and its reply is none to that."""
    OFF_THE_TALK = auto()
    """It is not surely about what the talk is about."""
    SILENT = auto()
    """The source is silent on the best candidate, too unsure to say so, and may have an answer to another one."""
    SUBJECT = auto()
    """The question is but a subject, to which no candidate is an answer."""


@dataclass(frozen=True, slots=True)
class Policy:
    """When to answer; fitted on held-out phrasings, never typed in by feel."""

    calibration: Calibration
    answer: float
    """Confidence from which a question is answered, 0–1; at 0 whatever is best is, come what may."""
    offer: float
    """Confidence from which it is at least offered as a choice."""
    silent_rival: float = SILENT_RIVAL
    """Confidence of the best rival on which the source is silent, as a share of the best candidate's, from which a choice is offered."""

    def from_bar(self, bar: float) -> Policy:
        """The same confidence with another bar for answering; offers start no higher than that."""
        return replace(self, answer=bar, offer=min(self.offer, bar))


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate with its confidence."""

    scored: Scored
    confidence: float
    """0–1: the chance that this intent is what was meant."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, and between what."""

    outcome: Outcome
    choices: tuple[Choice, ...]
    """Best first."""
    cause: Cause | None = None
    """Why a choice is offered; None where none is."""

    @property
    def best(self) -> Choice | None:
        """The first choice; None when the dossier has no phrasing at all."""
        return self.choices[0] if self.choices else None

    @property
    def confidence(self) -> float:
        """The best choice's."""
        return self.choices[0].confidence if self.choices else 0.0


def features(candidates: Sequence[Scored], place: int, words: Worded, length: int) -> tuple[float, ...]:
    """The features of the candidate at ``place``, in the order of ``FEATURES``, for a question of ``length`` words.

    * ``score``: of the ranking and the structure;
    * ``margin``: its lead over the best candidate whose reply would say something else; negative for such a rival;
    * ``nearest``: cosine (0–1) with its nearest phrasing, times what the structure holds against it;
    * ``likelihood``, ``lead``: see ``Scored``;
    * ``length``: logarithm of one more than the question's words, ``MOST_WORDS`` at most: much text says little by being near;
    * ``unknown``: share (0–1) of its telling words that no phrasing has;
    * ``likeness``: the score as a multiple of what the intent's own phrasings typically get;
    * ``uncovered``: share (0–1) of its telling words, by rarity, that no phrasing of the candidate has.
    """
    own = candidates[place]
    rivals = [other.score for other in candidates if other.kin != own.kin]
    return (
        own.score,
        own.score - max(rivals, default=0.0),
        own.match.nearest * prod(own.penalties.values()),
        own.likelihood,
        own.lead,
        log1p(min(length, MOST_WORDS)),
        words.unknown,
        own.score / max(own.typical, LEAST_TYPICAL),
        1 - own.coverage,
    )


def features_of(considered: Considered, place: int) -> tuple[float, ...]:
    """The features of the candidate at ``place`` of a question as asked."""
    return features(considered.candidates, place, considered.words, len(considered.reading.core))


def decide(considered: Considered, policy: Policy) -> Decision:
    """Decide on a question, given what was considered and the bars."""
    choices = tuple(
        [
            Choice(scored, _confidence(considered, place, policy.calibration))
            for place, scored in enumerate(considered.candidates)
        ]
    )
    outcome, cause = _outcome(choices, policy)
    if not _has_ground(considered):
        is_likely = considered.told and outcome is Outcome.ANSWER
        outcome, cause = (Outcome.OFFER, Cause.GROUNDLESS) if is_likely else (Outcome.UNKNOWN, None)
    if _is_subject(considered) and (
        outcome is Outcome.UNKNOWN or _is_unsure(outcome, considered, choices, policy)
    ):
        return Decision(Outcome.OFFER, choices, Cause.SUBJECT)
    return Decision(outcome, choices, cause)


def _confidence(considered: Considered, place: int, calibration: Calibration) -> float:
    worked_out = calibration.confidence(features_of(considered, place))
    if place == 0 and is_verbatim(considered.candidates[0]):
        return max(worked_out, VERBATIM_CONFIDENCE)
    return worked_out


def _is_subject(considered: Considered) -> bool:
    """Whether the question is but a word or two, or a name, of what the dossier is about."""
    if not considered.candidates or not considered.told or len(considered.reading.core) > VAGUE:
        return False
    known = bool(considered.words.telling) and considered.coverage == 1
    return known or (bool(considered.reading.mentions) and not considered.words.telling)


def _is_unsure(outcome: Outcome, considered: Considered, choices: Sequence[Choice], policy: Policy) -> bool:
    """Whether a subject is not to be answered: a word may ask something, a name by itself hardly ever does."""
    if outcome is not Outcome.ANSWER or policy.answer == 0:
        return False
    return choices[0].confidence < (LIKELY if considered.words.telling else BEYOND_DOUBT)


def _has_ground(considered: Considered) -> bool:
    """Whether the best candidate shares anything telling with the question: grammar alone is no ground.

    A plain list of questions and answers may be about the grammar of small talk (“are you a bot?”), and its few words are often
    met in another form: there the score decides, unless hardly a letter is shared.
    """
    if not considered.candidates:
        return False
    if considered.candidates[0].written:
        return True
    if considered.candidates[0].score <= 0:
        return False
    if not considered.told:
        strange = bool(considered.words.telling) and considered.words.unknown == 1
        return not strange or considered.candidates[0].match.nearest >= FAINT
    if (
        not considered.words.telling
        and len(considered.reading.tokens) < SHORTEST
        and not considered.reading.mentions
    ):
        return is_verbatim(considered.candidates[0])
    telling = bool(considered.words.telling) and considered.coverage > 0
    close = considered.candidates[0].match.nearest >= CLOSE
    return telling or close or bool(considered.reading.mentions)


def _outcome(choices: Sequence[Choice], policy: Policy) -> tuple[Outcome, Cause | None]:
    """What to do, and of a choice why."""
    if not choices or choices[0].confidence < policy.offer:
        return Outcome.UNKNOWN, None
    best = choices[0]
    if best.scored.intent.kind is IntentKind.NOT_COVERED:
        if best.confidence >= SILENT_SHARE * policy.answer:
            return Outcome.NOT_COVERED, None
        # It may be what the source is silent on, or one of those that are about as likely.
        likely = (one for one in choices if one.scored.intent.kind is IntentKind.ANSWER)
        is_offered = any(one.confidence >= policy.offer for one in likely)
        return (Outcome.OFFER, Cause.SILENT) if is_offered else (Outcome.UNKNOWN, None)
    cause = _doubt(choices, policy) if policy.answer > 0 else None
    return (Outcome.OFFER, cause) if cause is not None else (Outcome.ANSWER, None)


def _doubt(choices: Sequence[Choice], policy: Policy) -> Cause | None:
    """What speaks against the best candidate as an answer, the weightiest first: what is ruled out would be none, however sure; None: nothing."""
    best = choices[0]
    if best.scored.is_ruled_out:
        return Cause.RULED_OUT
    if best.confidence < policy.answer:
        return Cause.UNSURE
    if best.scored.leaves_one_out:
        return Cause.LEAVES_OUT
    if best.scored.is_of_another:
        return Cause.ELSEWHERE
    if _may_be_silent(choices, policy):
        return Cause.SILENT_RIVAL
    return Cause.OVERSHADOWED if _is_overshadowed(choices) else None


def _is_overshadowed(choices: Sequence[Choice]) -> bool:
    """Whether the best candidate is but what is left where a far better match was ruled out, as when it is asked the other way round.

    A claim is not: who does what is held against the facts there.
    """
    if choices[0].confidence >= BEYOND_DOUBT or choices[0].scored.intent.claim is not None:
        return False
    best = choices[0].scored.match.score
    return any(
        one.scored.is_ruled_out and one.scored.match.score >= best + OVERSHADOWED for one in choices[1:]
    )


def _may_be_silent(choices: Sequence[Choice], policy: Policy) -> bool:
    """Whether one on which the source is silent is about as likely as the best candidate."""
    if choices[0].confidence >= BEYOND_DOUBT:
        return False
    silent = [one.confidence for one in choices[1:] if one.scored.intent.kind is IntentKind.NOT_COVERED]
    return max(silent, default=0.0) >= policy.silent_rival * choices[0].confidence


def offered(decision: Decision, most: int = 3) -> tuple[Scored, ...]:
    """The intents worth offering as a choice, best first: those that can be answered, and are likely enough beside the likeliest of them.

    Of a mere subject everything may be wanted.
    """
    answerable = [one for one in decision.choices if one.scored.intent.kind is IntentKind.ANSWER]
    least = WORTH_OFFERING * max((one.confidence for one in answerable), default=0.0)
    likely = [one.scored for one in answerable if decision.cause is Cause.SUBJECT or one.confidence >= least]
    return tuple(likely[:most])


def shares(decision: Decision, most: int = 3) -> Mapping[str, float]:
    """Intent id → confidence of the best few, the chosen one first; they never sum to more than one."""
    rivals = sorted(decision.choices[1:], key=lambda choice: -choice.confidence)
    best = [*decision.choices[:1], *rivals][:most]
    total = sum(choice.confidence for choice in best)
    scale = 1 / total if total > 1 else 1.0
    return {choice.scored.intent.id: choice.confidence * scale for choice in best}
