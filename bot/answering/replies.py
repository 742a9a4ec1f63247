"""From what was understood to an Answer, over all dossiers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial, reduce

from bot.answering.about import article
from bot.answering.answer import Answer, Candidate
from bot.answering.asked import Asked
from bot.answering.composer import Composer, joined
from bot.knowledge.library import Library
from bot.knowledge.records import Dossier, Intent
from bot.knowledge.templates import hole_names
from bot.text.formats import enumeration, language_name
from bot.text.language import Language
from bot.text.phrases import Phrases
from bot.understanding.candidates import Scored
from bot.understanding.decision import Outcome, offered, shares
from bot.understanding.reading.bounding import PERCENT, is_figure
from bot.understanding.reading.reader import Reader
from bot.understanding.reading.readings import HOW_MUCH, WHEN, WHO, Reading
from bot.understanding.talk.follow_up import SHORT
from bot.understanding.understanding import LONGEST
from bot.understanding.understood import Understood, filled


class Replies:
    """Composes the reply to a question as it was understood.

    Args:
        library: the dossiers.
        languages: every language that the bot speaks.
        phrases: the bot's own sentences.
        small_talk: the bot's own intents as a dossier; None: no small talk.
    """

    def __init__(
        self,
        library: Library,
        languages: Mapping[str, Language],
        phrases: Phrases,
        small_talk: Dossier | None,
    ) -> None:
        self._library = library
        self._languages = languages
        self._phrases = phrases
        self._small_talk = small_talk
        self._composer = lru_cache(maxsize=None)(self._new_composer)

    def composer(self, dossier: Dossier, language: str) -> Composer:
        """The composer of a dossier in ``language``, or in its own first one where it does not speak that."""
        return self._composer(dossier.id, language if language in dossier.languages else dossier.languages[0])

    def compose(
        self, question: str, understood: Understood, dossiers: Collection[str] | None = None
    ) -> Answer:
        """The reply to ``question``.

        Args:
            question: as typed.
            understood: what was understood of it.
            dossiers: ids of those that were asked; None or empty: all.
        """
        composer = self.composer(understood.index.dossier, understood.language)
        asked = _asked(question, understood)
        asked = replace(asked, about=self._about(understood.language, dossiers))
        if not understood.considered.reading.tokens:
            return composer.unknown(asked, key="empty")
        if understood.undecided or understood.sourced:
            return _of_talk(composer, understood, asked)
        if understood.small_talk and self._small_talk and understood.chat and understood.chat.best:
            talker = self._composer(self._small_talk.id, understood.language)
            best = understood.chat.best
            tells_source = any("source" in hole_names(text) for text in best.scored.intent.text.values())
            asked = replace(
                asked,
                languages=self._named(understood.language, self._spoken(dossiers)),
                source=self._articles(understood.language, dossiers) if tells_source else "",
            )
            return talker.small_talk(best.scored.intent, asked, confidence=best.confidence)
        if understood.foreign:
            return composer.unknown(asked, lead=self._apology(understood.language, dossiers))
        answer = (
            _told(composer, question, understood.halves)
            if understood.halves
            else _decided(composer, understood, asked)
        )
        if understood.brief:
            return composer.brief(answer)
        return composer.untold(answer) if understood.untold else answer

    def without_verdict(self, question: str, understood: Understood) -> frozenset[str]:
        """The words of ``question`` for which its reply says neither yes nor no; none where neither is wanted, or it is said."""
        asked = _asked(question, understood)
        return asked.unsaid if asked.polar and understood.decision.outcome is Outcome.ANSWER else frozenset()

    def _about(self, language: str, dossiers: Collection[str] | None) -> str:
        """What the dossiers are about, all in one noun phrase."""
        abouts = [self.composer(one, language).about for one in self._library.chosen(dossiers)]
        return enumeration(abouts, self._languages[language])

    def _articles(self, language: str, dossiers: Collection[str] | None) -> str:
        """What the dossiers know of their articles, each by its title where there are several."""
        asked = self._library.chosen(dossiers)
        rows = []
        for one in asked:
            spoken = language if language in one.languages else one.languages[0]
            told = article(one, self._languages[spoken], self._phrases.say)
            title = one.title.get(spoken, one.id)
            rows.append(f"{title} ({told})" if told and len(asked) > 1 else told)
        return enumeration([row for row in rows if row], self._languages[language])

    def _spoken(self, dossiers: Collection[str] | None) -> Sequence[str]:
        """The languages of the dossiers, in their order."""
        return list(dict.fromkeys(id_ for one in self._library.chosen(dossiers) for id_ in one.languages))

    def _named(self, language: str, spoken: Sequence[str]) -> str:
        """``spoken`` in words, each by its name in ``language``."""
        own = self._languages[language]
        return enumeration([language_name(self._languages[id_], own) for id_ in spoken], own)

    def _apology(self, language: str, dossiers: Collection[str] | None) -> str:
        """Which languages the dossiers speak, said in each of them, ``language`` first where it is one."""
        spoken = self._spoken(dossiers)
        return " / ".join(
            self._phrases.say("answering.other_language", id_, languages=self._named(id_, spoken))
            for id_ in sorted(spoken, key=lambda id_: id_ != language)
        )

    def _new_composer(self, dossier: str, language: str) -> Composer:
        found = self._library.dossiers.get(dossier) or self._small_talk
        assert found is not None  # noqa: S101 - ids come from the library or the small talk
        return Composer(found, self._languages[language], self._phrases)


def _taken(understood: Sequence[Understood]) -> Sequence[tuple[Intent, Mapping[str, str]]]:
    """What each of several questions asks, as far as it is understood."""
    return [(best.scored.intent, one.slots or {}) for one in understood if (best := one.decision.best)]


def _of_talk(composer: Composer, understood: Understood, asked: Asked) -> Answer:
    """What a text asks about the reply before it: where it comes from, more than that, or which of its offers is meant."""
    turn = understood.sourced
    if turn is None:
        return composer.which(_taken(understood.undecided), asked)
    sure = understood.chat.confidence if understood.chat else asked.confidence
    asked = replace(asked, confidence=round(sure, 4))
    if understood.elaborates:
        return composer.elaborated(turn.intent, turn.slots, asked, told=turn.elaborated)
    return composer.sources(turn.intent, turn.told, asked)


def _decided(composer: Composer, understood: Understood, asked: Asked) -> Answer:
    decision = understood.decision
    best = decision.best
    if decision.outcome is Outcome.UNKNOWN or best is None:
        return composer.unknown(asked)
    if decision.outcome is not Outcome.OFFER and understood.slots is not None:
        return composer.reply(best.scored.intent, understood.slots, asked)
    choice = _choice(understood)
    return composer.offer(choice, asked) if choice else composer.unknown(asked)


def _choice(understood: Understood) -> Sequence[tuple[Intent, Mapping[str, str]]]:
    """The questions to offer, each about whom this one names; those that would be about somebody else only where there is nothing else."""
    likely = offered(understood.decision)
    best = understood.decision.best
    slots = [
        understood.slots
        if best is not None and one is best.scored and understood.slots is not None
        else filled(understood.index, one, understood.considered.reading)
        for one in likely
    ]
    named = [(one.intent, own) for one, own in zip(likely, slots, strict=True) if own is not None]
    return named or [(one.intent, {}) for one in likely]


def _told(composer: Composer, question: str, halves: tuple[Understood, ...]) -> Answer:
    """One reply to what is told of several questions in one; questions to tap would stand between two texts, and are left out there."""
    replies = [
        composer.reply(
            best.scored.intent if len(halves) == 1 else replace(best.scored.intent, near=()),
            half.slots or {},
            _asked(question, half),
        )
        for half in halves
        if (best := half.decision.best)
    ]
    return reduce(partial(joined, composer.writer), replies)


def _supposes(understood: Understood) -> bool:
    """Whether a claim about several is made of fewer names than it has places: « Bull a été racheté ? » says nothing of by whom.

    A place that one alone can take needs no name.
    """
    best, slots = understood.decision.best, understood.slots or {}
    if best is None or best.scored.intent.claim is None:
        return False
    places = best.scored.intent.slots
    open_ones = (entity for name, entity in slots.items() if len(places[name].fillers) > 1)
    return not frozenset(open_ones) <= frozenset(understood.considered.reading.entities)


def _unsaid(understood: Understood, found: Scored, typed: Reading | None, *, polar: bool) -> frozenset[str]:
    """The telling words of a question with which nobody asks the intent; of a follow-up, those that were ``typed``.

    Shares and amounts are held against the facts. Where a yes or a no is wanted, with the words of grammar on which that may hang.
    """
    reading, wording = understood.considered.reading, understood.index.wording
    words = understood.considered.words
    if typed is not None:
        words = wording.of([word for word in words.telling if word in typed.repaired])
    figures = {PERCENT, *reading.percents, *(word for one in reading.amounts for word in one.words)}
    reader, asked = understood.index.reader, understood.index.learned.vocabulary[found.match.label]
    deciding = reader.deciding(typed or reading).difference(asked) if polar else frozenset[str]()
    return deciding | (wording.lacking(words, found.match.label) - figures)


def _is_put(understood: Understood) -> bool:
    """Whether somebody put a question so: not what it takes for granted, nor the one before, whose reply it wants once more."""
    return not (understood.supposed or understood.again)


def _asks_alike(understood: Understood, found: Scored) -> bool:
    """Whether a question names no fewer and nobody else, and asks in the mood and the way in which people ask the intent."""
    index, reading = understood.index, understood.considered.reading
    named = found.is_of_whom and not _supposes(understood)
    named = named and (found.intent.claim is not None or not index.names_others(reading, found))
    return named and not (
        index.is_of_another_mood(reading, found) or index.asks_otherwise(understood.considered, found)
    )


def _guesses(question: str, understood: Understood) -> bool:
    """Whether a question only puts one figure forward for what the one before it asked: « quand ? », « 2010 ? »."""
    if understood.considered.reading.asks not in ({WHEN}, {HOW_MUCH}) or understood.resolved == question:
        return False
    typed = understood.index.reader.read(question[:LONGEST])
    # « avant 2013 ? » and « plus de 30 % ? » ask something else.
    figures = (*typed.years, *typed.percents, *typed.amounts) or typed.figures
    return understood.index.reader.only_figures(typed) and len(figures) == 1


def _typed(question: str, understood: Understood) -> Reading | None:
    """A follow-up as typed, where it was completed; None where a text was understood by itself."""
    if understood.segment in question:
        return None
    return understood.index.reader.read(question[:LONGEST])


def _is_polar(reading: Reading, typed: Reading | None, reader: Reader) -> bool:
    """Whether a yes or a no is wanted: a follow-up wants one as it was typed, and « par qui ? » does not."""
    if typed is not None and reader.leaves_open(typed):
        return False
    if typed is None or len(typed.core) > SHORT:
        return reader.is_polar(reading)
    if all(is_figure(word) or word in reader.articles for word in typed.core):
        return False
    return not (typed.asks or WHO in reading.asks) and (reader.is_polar(typed) or reader.is_polar(reading))


def _strange_figures(reading: Reading, scored: Scored, reader: Reader) -> tuple[str, ...]:
    """The figures of a question, no years, that its nearest phrasing does not put forward, too: « ça fait 100 % ? » is asked with 100."""
    figures = (*reading.figures, *reading.percents)
    if not figures:
        return ()
    nearest = reader.read(scored.nearest.text, exact=True)
    known = {*nearest.figures, *nearest.percents}
    return tuple(figure for figure in figures if figure not in known)


def _turns_side(reading: Reading, scored: Scored, reader: Reader) -> bool:
    """See ``Asked.turns_side``."""
    if not reading.beyond:
        return False
    nearest = reader.read(scored.nearest.text, exact=True)
    return {one.side for one in reading.beyond} != {one.side for one in nearest.beyond}


def _asked(question: str, understood: Understood) -> Asked:
    reading = understood.considered.reading
    best = understood.decision.best
    reader = understood.index.reader
    ambiguous = reader.confirms_denial(reading, understood.language)
    typed = _typed(question, understood)
    polar = _is_polar(reading, typed, reader) or _guesses(question, understood)
    polar = polar and not ambiguous
    turned = polar and best is not None and understood.index.is_turned(understood.considered)
    if turned and understood.joined:
        turned = None  # two questions behind each other need not go the same way
    names_two = len(set(reading.entities)) > 1 and not reader.is_subject(reading)
    puts_forward = names_two and not ambiguous and not reader.leaves_open(typed or reading)
    if puts_forward and best is not None:
        puts_forward = not understood.index.is_of_another_mood(reading, best.scored)
    # What fits a yes or no is worth knowing only where one is wanted.
    alike = best is None or (polar and turned is not None and _asks_alike(understood, best.scored))
    return Asked(
        text=question,
        polar=polar,
        negated=reader.is_negated(reading, understood.language),
        turned=turned is True,
        unsaid=frozenset()
        if best is None
        else _unsaid(understood, best.scored, typed, polar=polar and _is_put(understood)),
        fits=alike and not (best and best.scored.says_more),
        adds_amount=alike and best is not None and best.scored.says_but_an_amount,
        puts_forward=puts_forward,
        astray=understood.astray,
        years=reading.years,
        bounded=best is not None and understood.index.is_of_another_time(reading, best.scored),
        relative=reading.relative,
        percents=reading.percents,
        figures=_strange_figures(reading, best.scored, reader) if best is not None else (),
        amounts=tuple(one.value for one in reading.amounts),
        beyond=reading.beyond,
        turns_side=best is not None and _turns_side(reading, best.scored, reader),
        confidence=round(understood.decision.confidence, 4),
        candidates=tuple(
            Candidate(intent, round(confidence, 4))
            for intent, confidence in shares(understood.decision).items()
        ),
    )
