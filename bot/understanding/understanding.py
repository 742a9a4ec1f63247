"""From a question to a decision, over all dossiers and the talk so far."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.text.detection import Detection, LanguageDetector
from bot.text.language import Language
from bot.understanding.completion import complete
from bot.understanding.conversation import Turn
from bot.understanding.decision import Decision, Outcome, Policy, decide
from bot.understanding.entities import outside
from bot.understanding.follow_up import Completion, FollowUps, Way
from bot.understanding.idleness import is_plainly, may_be_idle
from bot.understanding.index import Considered, DossierIndex, is_verbatim
from bot.understanding.parts import segments
from bot.understanding.pointing import Pointers
from bot.understanding.ranking import SAME
from bot.understanding.reading import Reading
from bot.understanding.structure import fill_slots

LONGEST = 2000
"""Characters of a question that are read: Discord's own limit for a message; what comes after is ignored."""
SILENT_LAG = 0.35
"""What a reading of a follow-up lags behind when the source is silent on it."""
SAME_LEAD = 0.2
"""What a completed follow-up is worth that asks of another name or year what was asked before."""
SAID_LEAD = 0.2
"""What a reading of a follow-up is worth that is a phrasing word for word."""
GOES_ON = 0.6
"""Share of the bar from which a follow-up is answered by something related to what was asked before, or by the same of another
name: beside the words the talk speaks for it."""
CHAT_LEAD = {Outcome.UNKNOWN: 0.0, Outcome.OFFER: 0.1, Outcome.NOT_COVERED: 0.1, Outcome.ANSWER: 0.5}
"""How much nearer small talk must be to its phrasing than the dossier is to its own, by what the dossier would do."""
COVERED, ANSWERS, REPAIRED = 0.4, 0.2, 0.1
"""What known words, a reply that is sure enough and each repaired word are worth beside the cosine with the nearest
phrasing when several dossiers might be meant. Of 1,200 questions to one of four dossiers 92 % find theirs, 80 % by confidence
and 89 % by the cosine alone; flat from 0.2 to 0.6, 0.2, and 0.05 to 0.1."""
TYPED_LEAD = 0.02
"""What a whole question is worth over a part of it, and a question as typed over a completed one."""
KNOWN_WORDS = 0.2
"""Share of a text's words below which it is taken for one in a language that the bot does not speak."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A question, understood as far as it goes."""

    index: DossierIndex
    considered: Considered
    decision: Decision
    resolved: str
    """The question after a follow-up was completed."""
    segment: str
    """The part of it that decided."""
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
    foreign: bool = False
    """Its words are those of a language that the bot does not speak, as far as one can tell."""


class Understander:
    """Understands questions against several dossiers at once.

    Args:
        indexes: dossier id → its index; at least one.
        policies: dossier id → when to answer from it.
        languages: every language that the bot speaks; the first one is the last resort.
        small_talk: the bot's own intents, or None to leave small talk to the dossiers.
    """

    def __init__(
        self,
        indexes: Mapping[str, DossierIndex],
        policies: Mapping[str, Policy],
        languages: Mapping[str, Language],
        small_talk: tuple[DossierIndex, Policy] | None,
    ) -> None:
        self._indexes = indexes
        self._policies = policies
        self._small_talk = small_talk
        self._languages = languages
        self._own_talk: dict[tuple[str, int], bool] = {}
        self._follow_ups = {
            id_: FollowUps(index.reader, index.dossier.entities, languages) for id_, index in indexes.items()
        }
        functions = frozenset().union(*(language.function_words for language in languages.values()))
        self._pointers = Pointers(languages, functions)
        every = [*indexes.values(), *([small_talk[0]] if small_talk else [])]
        self._detector = LanguageDetector(languages, _vocabulary(every))

    def understand(
        self,
        question: str,
        *,
        language: str | None = None,
        hints: Sequence[str] = (),
        turn: Turn | None = None,
        dossiers: Collection[str] | None = None,
        bar: float | None = None,
    ) -> Understood:
        """Understand ``question``; see ``Assistant.answer`` for the arguments.

        Raises:
            KeyError: when ``dossiers`` names one that does not exist.
        """
        text = question[:LONGEST]
        ids = list(dossiers if dossiers is not None else self._indexes)
        talk = turn if turn is not None and turn.dossier in ids else None
        pointed = self._pointed(text, talk) if talk else None
        asked = pointed or text
        best = max((self._alone(id_, asked) for id_ in ids), key=_claim)
        if talk is not None:
            best = replace(self._in_talk(best, asked, talk), pointed=pointed is not None)
        best = self._with_small_talk(best, text, leans=turn is not None and self._leans(turn, asked))
        detection = self._detect(best.index, text)
        wanted = [*([turn.language] if turn else []), *hints]
        if bar is not None:
            policy = self._policies[best.index.dossier.id]
            best = replace(best, decision=decide(best.considered, policy.from_bar(bar)))
        return replace(
            best,
            detection=detection,
            language=language or self._language(best, detection, wanted),
            foreign=_is_foreign(best.considered.reading, detection),
        )

    def policy(self, understood: Understood) -> Policy:
        """The bars that decided on ``understood``."""
        return self._policies[understood.index.dossier.id]

    def entity(self, dossier: str, name: str) -> str | None:
        """The first entity that ``name`` mentions, however spelled; None when it mentions none."""
        mentioned = self._indexes[dossier].reader.read(name).entities
        return mentioned[0] if mentioned else None

    def complete(self, typed: str, texts: Sequence[str], limit: int) -> Sequence[int]:
        """Indexes of the ``texts`` that ``typed`` may become, best first, at most ``limit``."""
        return complete(typed, texts, limit)

    def _alone(self, id_: str, text: str) -> Understood:
        """The question taken by itself: whole, or the sentence of it that is understood best.

        A part that leaves out a percentage leaves out a premise (« puisque Thales en a 60 %, pourquoi… »), and does not count.
        """
        index, policy = self._indexes[id_], self._policies[id_]
        whole = index.reader.read(text)
        mentioned = tuple(dict.fromkeys(whole.entities))
        readings = [
            self._one(index, policy, part, text, () if part == text else mentioned)
            for part in segments(text, index.reader)
            if set(whole.percents) <= set(index.reader.read(part).percents)
        ]
        return max(readings, key=lambda one: one.decision.confidence + TYPED_LEAD * (one.segment == text))

    def _one(
        self,
        index: DossierIndex,
        policy: Policy,
        part: str,
        text: str,
        context: Sequence[str],
        *,
        without: str | None = None,
        favoured: Collection[str] = (),
    ) -> Understood:
        considered = index.consider(part, context, without=without, favoured=favoured)
        decision = decide(considered, policy)
        return Understood(
            index=index,
            considered=considered,
            decision=decision,
            resolved=text,
            segment=part,
            language="",
            detection=Detection({}),
            slots=self._slots(index, considered, context),
        )

    def _slots(
        self, index: DossierIndex, considered: Considered, context: Sequence[str]
    ) -> Mapping[str, str] | None:
        if not considered.candidates:
            return None
        best = considered.candidates[0]
        return fill_slots(best.intent, best.nearest.order, considered.reading, context, index.dossier.subject)

    def _pointed(self, text: str, turn: Turn) -> str | None:
        """``text`` with a name for the words that point at one of what the talk has spoken of; None where none do."""
        if turn.listed is None:
            return None
        index = self._indexes[turn.dossier]
        entities = index.dossier.entities
        names = {id_: next(iter(entities[id_].name.values())) for id_ in turn.listed.names if id_ in entities}
        return self._pointers.resolved(index.reader.read(text), turn.listed, names)

    def _in_talk(self, alone: Understood, text: str, turn: Turn) -> Understood:
        """The question as it stands after ``turn``: alone when it can stand alone, else completed."""
        follow_ups = self._follow_ups[turn.dossier]
        reading = self._indexes[turn.dossier].reader.read(text)
        lean = follow_ups.lean(reading)
        stands = alone.decision.outcome is Outcome.ANSWER or _is_said(alone)
        if not lean.leans or (stands and not lean.clearly):
            return alone
        found = [] if lean.bare else [alone]
        if reading.mentions or not lean.bare:
            found.append(self._going_on(turn, text, turn.entities))
        swapped: list[Understood] = []
        for completion in follow_ups.completions(reading, turn):
            whole = self._completed(turn, completion)
            found.append(whole)
            if lean.bare and completion.way is Way.SWAPPED and whole.decision.outcome is Outcome.ANSWER:
                swapped.append(whole)
        # « et Brioche ? » asks the same of another name before it asks anything of both
        return max(swapped or found, key=lambda one: _standing(one, text, turn))

    def _completed(self, turn: Turn, completion: Completion) -> Understood:
        """A completed follow-up; one that adds words to a question does not ask the same thing again."""
        again = turn.intent if completion.way is Way.JOINED else None
        return self._going_on(turn, completion.text, (), without=again)

    def _going_on(
        self, turn: Turn, text: str, context: Sequence[str], *, without: str | None = None
    ) -> Understood:
        """A reading of a follow-up: what is related to ``turn`` is likelier, and needs less to be answered."""
        index, policy = self._indexes[turn.dossier], self._policies[turn.dossier]
        related = index.related(turn.intent)
        one = self._one(index, policy, text, text, context, without=without, favoured=related)
        best = one.decision.best
        if best is None or best.scored.intent.id not in related | {turn.intent}:
            return one
        return replace(one, decision=decide(one.considered, policy.from_bar(GOES_ON * policy.answer)))

    def _leans(self, turn: Turn, text: str) -> bool:
        """Whether ``text`` leans on the question before it, so that it is no small talk unless word for word."""
        follow_ups = self._follow_ups.get(turn.dossier)
        return (
            follow_ups is not None and follow_ups.lean(self._indexes[turn.dossier].reader.read(text)).clearly
        )

    def _with_small_talk(self, best: Understood, text: str, *, leans: bool) -> Understood:
        if self._small_talk is None or best.considered.reading.mentions:
            return best
        index, policy = self._small_talk
        own = best.considered.candidates[0].match.nearest if best.considered.candidates else 0.0
        needed = own + CHAT_LEAD[best.decision.outcome]
        if needed >= 1 or not may_be_idle(index, best.considered.reading):
            return best
        considered = index.consider(text)
        chat = decide(considered, policy)
        if chat.outcome is Outcome.UNKNOWN:
            return replace(best, chat=chat)
        match = considered.candidates[0].match
        verbatim = is_verbatim(considered.candidates[0])
        idle = is_plainly(index, considered) and (verbatim or not leans)
        wins = match.nearest > needed and idle and not self._speaks_of(best.index, match.label)
        return replace(best, small_talk=wins, chat=chat)

    def _speaks_of(self, dossier: DossierIndex, label: int) -> bool:
        """Whether ``dossier`` has a reply of its own to what a small-talk intent is about: a phrasing of both."""
        assert self._small_talk is not None  # noqa: S101 - the caller looked
        key = dossier.dossier.id, label
        known = self._own_talk.get(key)
        if known is None:
            texts = (one.tokens for one in self._small_talk[0].ranker.examples if one.label == label)
            known = self._own_talk[key] = any(dossier.ranker.closeness(tokens) >= SAME for tokens in texts)
        return known

    def _detect(self, index: DossierIndex, text: str) -> Detection:
        reading = index.reader.read(text)
        return self._detector.detect(text, outside(reading.mentions, reading.tokens))

    def _language(self, best: Understood, detection: Detection, wanted: Sequence[str]) -> str:
        """The text's own language when its words tell; else what was ``wanted``; else the nearest phrasing's."""
        if detection.best:
            return detection.best
        for language in wanted:
            if language in self._languages:
                return language
        named_only = not any(word.isalpha() for word in best.considered.reading.plain)
        if not named_only and best.decision.outcome is not Outcome.UNKNOWN:
            return best.considered.candidates[0].nearest.language
        return best.index.dossier.languages[0]


def _claim(one: Understood) -> float:
    """How much a question looks like one of its dossier's, on a scale that all dossiers share.

    Scores and confidences are no such scale: a score falls with the number of intents, a confidence is each dossier's own.
    """
    considered = one.considered
    if not considered.candidates:
        return 0.0
    answers = ANSWERS * (one.decision.outcome is Outcome.ANSWER)
    repairs = REPAIRED * len(considered.ranking.repairs)
    return considered.candidates[0].match.nearest + COVERED * considered.coverage + answers - repairs


def _standing(one: Understood, typed: str, turn: Turn) -> float:
    """How good a reading of a follow-up is: who asks one mostly asks the same again, and expects an answer."""
    best = one.decision.best
    if best is None:
        return 0.0
    intent = best.scored.intent.id
    silent = one.decision.outcome is Outcome.NOT_COVERED
    same = one.resolved != typed and intent == turn.intent
    lead = (
        TYPED_LEAD * (one.resolved == typed) + SAME_LEAD * same + SAID_LEAD * (_is_said(one) and not silent)
    )
    return one.decision.confidence + lead - SILENT_LAG * silent


def _is_said(one: Understood) -> bool:
    """Whether a question is one of the dossier's phrasings word for word, and no talk is needed to read it."""
    best = one.decision.best
    return best is not None and is_verbatim(best.scored) and one.decision.outcome is not Outcome.UNKNOWN


def _is_foreign(reading: Reading, detection: Detection) -> bool:
    """A phrase, and no mere name or typo, of which hardly a word is one that the bot's languages use."""
    phrase = len(reading.plain) > 1 or not "".join(reading.plain).isascii()
    return detection.known < KNOWN_WORDS and not reading.mentions and phrase


def _vocabulary(indexes: Iterable[DossierIndex]) -> Mapping[str, Collection[str]]:
    """Language → words that phrasings use in it."""
    found: dict[str, set[str]] = {}
    for index in indexes:
        for language, words in index.learned.spoken.items():
            found.setdefault(language, set()).update(words)
    return found
