"""From a question to a decision, over all dossiers and the talk so far."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from bot.knowledge.records import AboutReply, IntentKind
from bot.text.detection import Detection, LanguageDetector
from bot.text.formats import spaces_marks
from bot.text.language import Language
from bot.understanding.about_reply import doubts_the_reply, of_the_reply
from bot.understanding.alone import Alone
from bot.understanding.by_figure import ByFigure
from bot.understanding.completion import complete
from bot.understanding.compound import Halves, halves_of
from bot.understanding.decision import Outcome, Policy, decide
from bot.understanding.idleness import SmallTalk
from bot.understanding.index import DossierIndex
from bot.understanding.premise import premise_of
from bot.understanding.reading.entities import outside
from bot.understanding.reading.parts import halves
from bot.understanding.reading.readings import WHO, Reading
from bot.understanding.talk.choosing import Choosing
from bot.understanding.talk.conversation import Turn
from bot.understanding.talk.follow_up import FollowUps
from bot.understanding.talk.in_talk import InTalk
from bot.understanding.talk.pointing import SEVERAL, Pointers
from bot.understanding.talk.pronouns import Pronouns
from bot.understanding.talk.retelling import Retelling
from bot.understanding.talk.told_already import ToldAlready
from bot.understanding.understood import Understood

__all__ = ["Understander", "Understood"]

LONGEST = 2000
"""Characters of a question that are read: Discord's own limit for a message; what comes after is ignored."""
COVERED, ANSWERS, NAMED, REPAIRED = 0.4, 0.2, 0.2, 0.1
"""What known words, a reply that is sure enough, a name that the dossier knows and each repaired word are worth beside the cosine with the nearest
phrasing when several dossiers might be meant. Of 1,200 questions to one of four dossiers 92 % find theirs, 80 % by confidence
and 89 % by the cosine alone; flat from 0.2 to 0.6, 0.2, and 0.05 to 0.1."""
TALKED = 0.5
"""What it is worth beside that that the talk has been about a dossier, where that has a reply."""
KNOWN_WORDS = 0.2
"""Share of a text's words below which it is taken for one in a language that the bot does not speak."""
PHRASE = 3
"""Unknown words from which they are a phrase of another language: « gluten free ? » may be missing from a small list of questions."""


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
        self._languages = languages
        self._small_talk = SmallTalk(*small_talk) if small_talk else None
        self._alone, self._talks = dict[str, Alone](), dict[str, InTalk]()
        for id_, index in indexes.items():
            dossier, somebody = index.dossier, index.asked_for(WHO)
            names = Pronouns(index.reader, dossier.entities, dossier.subject, languages, somebody)
            pointers = Pointers(languages, index.reader)
            by_figure = ByFigure(dossier, index.reader)
            self._alone[id_] = Alone(index, policies[id_], names, by_figure)
            follow_ups = FollowUps(names, languages, by_figure.holders)
            told_already = ToldAlready(index.reader, follow_ups, languages, dossier.facts)
            self._talks[id_] = InTalk(index, policies[id_], follow_ups, pointers, told_already)
        every = [*indexes.values(), *([small_talk[0]] if small_talk else [])]
        self._detector = LanguageDetector(languages, _vocabulary(every))
        self._retelling = Retelling(languages)
        self._choosing = Choosing(languages)

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
        ids = self._hearing(text, list(dossiers or self._indexes))
        before = turn if turn and turn.dossier in ids else None
        if before and (taken := self._choosing.taken(text, before.offers)):
            spoken = language or before.language
            one = self.understand(taken, language=spoken, dossiers=[before.dossier], bar=bar)
            return replace(one, taken=True)
        if before and (several := self._several_taken(text, before, language or before.language, bar)):
            return several
        if before and (again := self._told_again(text, before)):
            return again
        best = self._in_talk(text, before, ids, language) if before else self._outside_talk(text, ids)
        detection = self._detect(best.index, text)
        wanted = [*([turn.language] if turn else []), *hints]
        policy = self.policy(best) if bar is None else self.policy(best).from_bar(bar)
        if bar is not None:
            best = replace(best, decision=decide(best.considered, policy))
        is_one = best.small_talk or best.sourced or bool(best.halves) or not self._is_parted(best, text)
        told = Halves(best.halves) if is_one else self._halves(best, policy)
        if bar is not None and not all(_is_definite(half, policy) for half in told.told):
            told = Halves(untold=best.is_definite)
        spoken = language or self._language(best, detection, wanted)
        premise = None if _has_reply(best) else premise_of(best.index, policy, best, text)
        return replace(
            best,
            halves=told.told,
            untold=told.untold or best.untold,
            detection=detection,
            language=spoken,
            premise=premise and replace(premise, detection=detection, language=spoken),
            foreign=_is_foreign(best.index.reader.read(text), detection),
        )

    def _several_taken(self, text: str, turn: Turn, language: str, bar: float | None) -> Understood | None:
        """What a yes to several offers, or "both" to two, takes up; None where ``text`` is neither.

        Both are told; of a yes it is asked which one is meant.
        """
        both = len(turn.offers) == SEVERAL and self._choosing.takes_both(text)
        if not both and (len(turn.offers) < SEVERAL or not self._choosing.assents(text)):
            return None
        one, *rest = (
            self.understand(offer, language=language, dossiers=[turn.dossier], bar=bar)
            for offer in turn.offers
        )
        told = (one, *rest)
        if not both:
            return replace(one, undecided=told)
        if bar is not None and not all(each.is_definite for each in told):
            return replace(one, untold=one.is_definite, taken=True)
        return replace(one, halves=told, taken=True)

    def _outside_talk(self, text: str, ids: Sequence[str]) -> Understood:
        """``text`` by itself, whether for a dossier or for small talk."""
        alone = self._by_itself(text, ids, None)
        return self._listening(alone, text, alone=alone)

    def _in_talk(self, text: str, turn: Turn, ids: Sequence[str], language: str | None) -> Understood:
        """``text`` as it stands after ``turn``; by itself where another dossier has a reply and it does not lean on the talk."""
        talk = self._talks[turn.dossier]
        if (by_figures := self._alone[turn.dossier].by_figures(text)) is not None:
            return by_figures  # "and 44 + 22?" says all that is asked
        pointed = talk.pointed(text, turn)
        best = self._following(text, pointed, turn, ids, language)
        if not _is_open(best):
            return best
        # "Will the third sell?" has no reply unless it is the third of those that were told.
        bold = talk.pointed(text, turn, boldly=True) if pointed is None else None
        if bold is not None:
            meant = self._following(text, bold, turn, ids, language)
            best = meant if meant.is_definite else best
        # Who taps no offer may go on with what was told before it.
        if turn.earlier is not None and not best.is_definite and not talk.puts_forward(text):
            before = self._in_talk(text, turn.earlier, ids, language)
            best = before if talk.goes_on(before, turn.earlier) else best
        return best

    def _following(
        self, text: str, pointed: str | None, turn: Turn, ids: Sequence[str], language: str | None
    ) -> Understood:
        """``text`` after ``turn``, as ``pointed`` where that has names for words that point."""
        talk = self._talks[turn.dossier]
        asked = pointed or text
        alone = self._by_itself(asked, ids, turn)
        if (last := talk.without_reaction(asked, alone)) != asked:
            asked = last
            alone = self._by_itself(asked, ids, turn)
        if talk.repeats(asked, turn):
            again = self._asked_again(turn, language or self._detect(alone.index, text).best)
            if again is not None:
                return again
        is_own = alone.index.dossier.id == turn.dossier
        own = alone if is_own else self._alone[turn.dossier].understand(asked)
        leans = talk.leans(asked)
        chat = self._small_talk
        of_reply = chat.asks_of_reply(own.considered.reading) if chat else None
        sources = of_reply is AboutReply.SOURCES
        is_pointed = pointed is not None
        best = talk.understand(own, asked, turn, of_reply=sources, pointed=is_pointed)
        best = replace(best, pointed=is_pointed)
        strays = not is_own and alone.is_definite and not sources and not (leans and best.is_definite)
        # « Combien ça coûte ? » is asked of no other dossier, however well one would answer it; "and how do I join?" may be.
        if strays and (alone.considered.reading.mentions or not talk.points_back(asked)):
            return replace(self._listening(alone, text, alone=alone), pointed=is_pointed)
        doubts = of_reply is AboutReply.DOUBT and not best.is_definite
        if chat and (sources or (doubts and turn.told)):
            best = of_the_reply(chat, best, own, turn)
        else:
            best = self._listening(best, text, alone=own, leans=leans)
        if of_reply is AboutReply.MORE and turn.answered and (best.small_talk or not best.is_definite):
            best = replace(best, small_talk=False, sourced=turn, elaborates=True)
        # "Says who?" of what the source is silent on gets told so once more.
        asked_of = self._indexes[turn.dossier].dossier.intents.get(turn.intent)
        is_silent = asked_of is not None and asked_of.kind is IntentKind.NOT_COVERED
        again_asked = of_reply in {AboutReply.AGAIN, AboutReply.SHORTER} or (sources and is_silent)
        if again_asked and (best.small_talk or not best.is_definite):
            again = self._asked_again(turn, language or self._detect(own.index, text).best or turn.language)
            if again is not None:
                return replace(again, brief=of_reply is AboutReply.SHORTER)
        if talk.tells_which(asked, turn) or (_is_open(best) and talk.is_told(asked, turn)):
            best = self._asked_again(turn, language or self._detect(own.index, text).best) or best
        if doubts_the_reply(best, own, turn):
            best = replace(best, small_talk=False, sourced=turn)
        return best

    def _listening(
        self, best: Understood, text: str, *, alone: Understood, leans: bool = False
    ) -> Understood:
        """``best`` with what small talk, where there is any, makes of ``text``."""
        chat = self._small_talk
        return chat.listening(best, text, alone=alone, leans=leans) if chat else best

    def _by_itself(self, text: str, ids: Sequence[str], turn: Turn | None) -> Understood:
        """``text`` as the dossier understands it, of those with these ``ids``, that it is likeliest asked of after ``turn``."""
        return max((self._alone[id_].understand(text) for id_ in ids), key=lambda one: _claim(one, turn))

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

    def _hearing(self, text: str, ids: Sequence[str]) -> Sequence[str]:
        """Those of the dossiers that know every name that any of them finds in ``text``; all where none does.

        A name that another dossier has as its own, or in its title, makes a question none of this one, however like its
        phrasings it is.
        """
        if len(ids) == 1:
            return ids
        names = frozenset().union(*(self._indexes[id_].named(text) for id_ in ids))
        hearing = [id_ for id_ in ids if all(self._indexes[id_].knows(word) for word in names)]
        return hearing or ids

    def _told_again(self, text: str, turn: Turn) -> Understood | None:
        """The question of ``turn`` with the language in which ``text`` asks for its reply; None where it does not."""
        reader = self._indexes[turn.dossier].reader
        language = self._retelling.language(reader.read(text), reader)
        if language is None:
            return None
        return self._asked_again(turn, language)

    def _asked_again(self, turn: Turn, language: str | None) -> Understood | None:
        """The question of ``turn`` once more, to be answered in ``language``; None where it would not get the same reply.

        What got no answer gets none in another language either.
        """
        bar = 0.0 if turn.answered and not turn.unsure else None
        again = self.understand(turn.question, language=language, dossiers=[turn.dossier], bar=bar)
        if again.intent != turn.intent:
            return None
        halves = (
            self.understand(one, language=language, dossiers=[turn.dossier], bar=0.0) for one in turn.each
        )
        return replace(again, slots=turn.slots or again.slots, halves=tuple(halves), again=True)

    def _halves(self, best: Understood, policy: Policy) -> Halves:
        return halves_of(best.index, policy, self._talks[best.index.dossier.id], best)

    @staticmethod
    def _is_parted(best: Understood, text: str) -> bool:
        """Whether the words of ``text`` may ask two things: a question that was joined to the one before it does not."""
        return best.segment in text or any(halves(text, best.index.reader))

    def _detect(self, index: DossierIndex, text: str) -> Detection:
        reading = index.reader.read(text)
        called = (mention.language for mention in reading.mentions)
        names = [language for language in called if language is not None]
        return self._detector.detect(text, outside(reading.mentions, reading.tokens), names)

    def _language(self, best: Understood, detection: Detection, wanted: Sequence[str]) -> str:
        """The text's own language when its words tell, be it by their looks where nothing was ``wanted``; else what was.

        Else that whose readers put spaces before marks as it does (« Thales a 22 % ? »); else the nearest phrasing's.
        """
        spoken = [language for language in wanted if language in self._languages]
        # Of a word that nobody knows (« Zidane ? ») its looks alone would tell.
        if detection.best and (detection.known or not spoken):
            return detection.best
        if spoken:
            return spoken[0]
        text = best.considered.reading.text
        spaced = [id_ for id_ in best.index.dossier.languages if spaces_marks(text, self._languages[id_])]
        if len(spaced) == 1:
            return spaced[0]
        if best.small_talk and self._small_talk and best.chat:
            return self._small_talk.language(best.chat, best.index.dossier.languages[0])
        named_only = not any(word.isalpha() for word in best.considered.reading.plain)
        if not named_only and best.decision.outcome is not Outcome.UNKNOWN:
            return best.considered.candidates[0].nearest.language
        return best.index.dossier.languages[0]


def _claim(one: Understood, turn: Turn | None) -> float:
    """How much a question looks like one of its dossier's, on a scale that all dossiers share.

    Scores and confidences are no such scale: a score falls with the number of intents, a confidence is each dossier's own.
    """
    considered = one.considered
    if not considered.candidates:
        return 0.0
    answers = ANSWERS * (one.decision.outcome is Outcome.ANSWER)
    named = NAMED * bool(considered.reading.mentions)
    repairs = REPAIRED * len(considered.ranking.repairs)
    talked = TALKED * (turn is not None and one.is_definite and turn.dossier == one.index.dossier.id)
    own = considered.candidates[0].match.nearest + COVERED * considered.coverage
    return own + answers + named + talked - repairs


def _is_definite(one: Understood, policy: Policy) -> bool:
    """Whether a text, decided once more by ``policy``, gets an answer, or is told that the source is silent."""
    return replace(one, decision=decide(one.considered, policy)).is_definite


def _is_open(one: Understood) -> bool:
    """Whether a text gets no reply of any kind."""
    return not one.is_definite and not one.small_talk and not one.sourced


def _has_reply(one: Understood) -> bool:
    """Whether a text gets an answer, and is not only told that the source is silent."""
    return one.small_talk or one.sourced is not None or one.decision.outcome is Outcome.ANSWER


def _is_foreign(reading: Reading, detection: Detection) -> bool:
    """A phrase, and no mere name or typo, of which hardly a word is one that the bot's languages use."""
    phrase = len(reading.plain) >= PHRASE or not "".join(reading.plain).isascii()
    return detection.known < KNOWN_WORDS and not reading.mentions and phrase


def _vocabulary(indexes: Iterable[DossierIndex]) -> Mapping[str, Collection[str]]:
    """Language → words that phrasings use in it."""
    found: dict[str, set[str]] = {}
    for index in indexes:
        for language, words in index.learned.spoken.items():
            found.setdefault(language, set()).update(words)
    return found
