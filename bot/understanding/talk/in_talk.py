"""What is said in the course of a talk: alone where it can stand alone, else completed from the question before."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import islice

from bot.knowledge.citing import facts_of
from bot.knowledge.records import YET_TO_BE
from bot.understanding.decision import Cause, Outcome, Policy
from bot.understanding.index import DossierIndex
from bot.understanding.reading.parts import last_sentence, spoken
from bot.understanding.reading.readings import Reading
from bot.understanding.talk.clearness import RESOLVED, Clearness
from bot.understanding.talk.completed import Lean, Way
from bot.understanding.talk.conversation import Turn
from bot.understanding.talk.follow_up import FollowUps
from bot.understanding.talk.going_on import GoingOn
from bot.understanding.talk.pointing import SEVERAL, Pointers
from bot.understanding.talk.standing import ELSEWHERE, OFF_SUBJECT, PICKED_LAG, Ways, lag
from bot.understanding.talk.told_already import ToldAlready
from bot.understanding.understood import Understood

ASKS_ITSELF = 0.85
"""Confidence from which a question with a question word and a name of its own goes before that name in the question before, though its
other words are grammar: « c'est quoi le savoir-faire de Cloudwatt ? »."""

THE_SAME = 0.7
"""Confidence from which a short question that names nobody is asked of whom the one before was about, where by itself it would tell of
what the dossier is about instead."""
UNMISTAKABLE = 0.97
"""Confidence from which a question with a pronoun that people ask next is what it is by itself, as one is that is a phrasing."""
MOST_COMPLETIONS = 12
"""Ways to complete a follow-up that are understood, twice as many as any labelled one has: forty years after twenty-five have a thousand."""
BESIDE = 1
"""Words of grammar that may stand beside a question word that is but said again: "how much exactly?"."""
NEXT = 0.9
"""Confidence from which a short question is asked of what the talk is about, where its own reply has nothing to do with that."""
OFF_THE_TALK = 0.7
"""Confidence from which a follow-up is answered by what has nothing to do with the question before; below, a choice is offered. Of 1,118
labelled follow-ups 9 right answers become a choice so, and 6 wrong ones; of 292 held out none and 2. The same question asked of another
name is answered all the same."""


class InTalk:
    """Understands follow-ups on one dossier.

    Args:
        index: the dossier made ready.
        policy: when to answer from it.
        follow_ups: completes what leans on the question before.
        pointers: finds words that point at one of several.
        told_already: knows what a reply has answered by the way.
    """

    def __init__(
        self,
        index: DossierIndex,
        policy: Policy,
        follow_ups: FollowUps,
        pointers: Pointers,
        told_already: ToldAlready,
    ) -> None:
        self._index = index
        self._told_already = told_already
        self._follow_ups = follow_ups
        self._pointers = pointers
        self._going_on = GoingOn(index, policy, follow_ups)
        self._clearness = Clearness(index, follow_ups)

    def pointed(self, text: str, turn: Turn, *, boldly: bool = False) -> str | None:
        """``text`` with a name for the words that point at one of what the talk has spoken of; None where none do.

        ``boldly``, where it could as well be the first of something else.
        """
        if turn.listed is None:
            return None
        known = self._index.dossier.entities.keys() & frozenset(turn.listed.names)
        names = {entity: self._follow_ups.pronouns.name_of(entity) for entity in known}
        return self._pointers.resolved(self._index.reader.read(text), turn.listed, names, boldly=boldly)

    def leans(self, text: str) -> bool:
        """Whether ``text`` leans on the question before it, so that it is no small talk unless word for word.

        « Merci » says nothing of its own, and asks nothing either.
        """
        reading = self._index.reader.read(text)
        lean = self._follow_ups.lean(reading)
        asks = bool(reading.mentions or reading.years) or self._index.reader.asking_words.within(reading.core)
        return lean.starts or lean.pronoun or (lean.bare and asks)

    def points_back(self, text: str) -> bool:
        """Whether a pronoun of ``text`` stands for what was said before."""
        return self._follow_ups.lean(self._index.reader.read(text)).pronoun

    def goes_on(self, one: Understood, turn: Turn) -> bool:
        """Whether a text gets a reply, and that is what people ask next after ``turn``."""
        return one.is_definite and self._going_on.is_related(one, turn)

    def repeats(self, text: str, turn: Turn) -> bool:
        """Whether ``text`` is but the question word of ``turn`` once more: « combien ? » after « l'État a mis combien ? »."""
        reader = self._index.reader
        reading = reader.read(text)
        asking = reader.asking_words.covered(reading.core)
        rest = [word for place, word in enumerate(reading.core) if place not in asking]
        before = reader.read(turn.question)
        # « À quel prix ? » asks how much of something of its own.
        fresh = (reading.core[place] for place in asking if reading.core[place] not in before.words)
        bare = (
            bool(asking) and not reading.years and all(word in reader.functions for word in (*rest, *fresh))
        )
        lean = self._follow_ups.lean(reading)
        again = bare and len(rest) <= BESIDE and not lean.starts and not lean.pronoun
        return again and len(reading.asks) == 1 and reading.asks == before.asks

    def puts_forward(self, text: str) -> bool:
        """Whether ``text`` but puts a figure forward for what was asked before it: « 44 % ? »."""
        return self._index.reader.only_figures(self._index.reader.read(text))

    def tells_which(self, text: str, turn: Turn) -> bool:
        """Whether the reply to ``turn`` told which of those it is that ``text`` leaves a choice between."""
        return self._told_already.tells_which(self._index.reader.read(text), turn)

    def is_told(self, text: str, turn: Turn) -> bool:
        """Whether ``text`` asks for what the reply to ``turn`` told."""
        return self._told_already.holds(self._index.reader.read(spoken(text, self._index.reader)), turn)

    def without_reaction(self, text: str, alone: Understood) -> str:
        """``text`` without what only reacts to the reply before it: "Interesting! And what about the Caisse?".

        Where the sentences before the last one tell something of what the dossier knows, and ``alone`` has a reply to the whole, that is
        asked: "Tell me about the merger. It interests me.".
        """
        reader = self._index.reader
        last = last_sentence(text, reader)
        reading = reader.read(last)
        speaks = any(token.text.isalpha() for token in reading.tokens) or bool(reading.years)
        if last == text or not speaks or not self._follow_ups.lean(reading).clearly:
            return text
        before = self._follow_ups.telling(text.rstrip().removesuffix(last))
        known = any(word in self._index.ranker.vocabulary for word in before)
        return text if known and alone.is_definite and alone.segment != last else last

    def understand(
        self, alone: Understood, text: str, turn: Turn, *, of_reply: bool = False, pointed: bool = False
    ) -> Understood:
        """``text`` as it stands after ``turn``.

        Args:
            alone: how it is understood by itself.
            text: as typed.
            turn: the question before.
            of_reply: it asks about the reply to that.
            pointed: its names stand for words that pointed at them: « les autres » are not asked of together.
        """
        text = spoken(text, self._index.reader)
        reading = self._index.reader.read(text)
        found = self._understand(alone, text, reading, turn, of_reply=of_reply, pointed=pointed)
        strayed = turn.strayed and self._follow_ups.lean(reading).pronoun
        if found.resolved != text:
            return replace(found, astray=strayed or self._clearness.is_of_a_stranger(found, turn))
        found = self._recalled(found, reading, turn)
        left_out = self._clearness.leaves_out(found, reading, turn)
        if left_out is None or self._going_on.is_related(found, turn):
            return replace(found, astray=found.astray or strayed)
        return self._of_the_same(text, reading, left_out, turn) or replace(found, astray=True)

    def _recalled(self, found: Understood, reading: Reading, turn: Turn) -> Understood:
        """What a text that is understood as it was typed is recalled as by those that follow: with whom its pronoun surely stands for.

        "Why does the State ignore it?" can be asked of nobody but OVH, and needs no talk: "who owns it?", asked next, does.
        """
        lean = self._follow_ups.lean(reading)
        if not found.is_definite or not lean.leans:
            return found
        way = Way.NAMED if lean.pronoun else Way.JOINED
        for completion in self._follow_ups.completions(reading, turn):
            if completion.way is way and not completion.told:
                whole = self._going_on.read(turn, completion.text, ())
                surer = lean.pronoun or whole.decision.confidence > found.decision.confidence
                if whole.is_definite and whole.intent == found.intent and surer:
                    return replace(found, recalled=completion.text, meant=completion.entities)
        return found

    def _of_the_same(self, text: str, reading: Reading, entity: str, turn: Turn) -> Understood | None:
        """``text`` asked of the one whom it leaves out; None where that is not surely asked: « né quand ? » after « c'est quoi Numergy ? »."""
        if self._follow_ups.lean(reading).pronoun or self._follow_ups.only_names(reading):
            return None
        whole = f"{text.rstrip(' ?!.')} {self._follow_ups.pronouns.name_of(entity)}"
        found = self._going_on.read(turn, whole, ())
        sure = found.is_definite and found.decision.confidence >= THE_SAME
        return found if sure and self._clearness.is_about(found, entity) else None

    def _understand(
        self, alone: Understood, text: str, reading: Reading, turn: Turn, *, of_reply: bool, pointed: bool
    ) -> Understood:
        lean = self._follow_ups.lean(reading)
        if not reading.tokens or self._stands(alone, reading, lean, turn, of_reply=of_reply):
            return alone
        typed = self._as_typed(alone, text, reading, lean, turn)
        ways = Ways([(one, ELSEWHERE * (lean.pronoun and self._strays(one, turn))) for one in typed])
        self._complete(ways, reading, lean, turn, pointed=pointed)
        sure = alone.is_said or (alone.is_definite and alone.decision.confidence >= UNMISTAKABLE)
        if lean.pronoun and alone in typed and sure and self._going_on.is_related(alone, turn):
            ways.clear.append(alone)
        if not lean.clearly and not ways.clear and not self._going_on.is_related(alone, turn):
            ways.clear.extend(
                one for one, _ in ways.found if one.resolved != text and self._is_next(one, turn)
            )
        best = ways.best(alone, text, turn, lean)
        if not best.is_definite and alone.is_definite and self._names_one_told(reading, turn):
            return alone
        if lean.clearly and best not in ways.clear and self._is_off(best, turn):
            return _offered(best, Cause.OFF_THE_TALK)
        if best.resolved != text and (
            self._guesses_at_nothing(best, reading, turn) or self._supposes_beside(best, reading)
        ):
            return _offered(best, Cause.MISSES)
        told = {names: one for names, one in ways.each.items() if names and one.intent == best.intent}
        if best in told.values():
            # « Et les deux autres ? » is told of both.
            best = replace(best, untold=self._leaves_one_out(reading, told.keys()))
            return replace(best, halves=tuple(told.values())) if len(told) > 1 else best
        apart = self._apart(ways, reading) if pointed else ()
        return replace(apart[0], halves=apart) if apart else best

    def _stands(self, alone: Understood, reading: Reading, lean: Lean, turn: Turn, *, of_reply: bool) -> bool:
        """Whether a text is no follow-up, but what it is by itself."""
        if not lean.leans:
            return True
        if alone.decision.outcome is not Outcome.ANSWER and not alone.is_said:
            return False
        if not lean.clearly:
            # « Dans quelles entreprises ? » or "who paid?" would find a reply by itself, and yet goes on where that has nothing to do with the talk.
            return of_reply or self._going_on.is_related(alone, turn)
        confidence = alone.decision.confidence
        asks_itself = self._clearness.asks_of_somebody(reading) and not lean.starts and not lean.pronoun
        by_itself = lean.object and confidence >= RESOLVED and not self._clearness.is_elsewhere(alone, turn)
        # « Et Orange, il aura combien après ? » asks for more than the question before, asked of Orange.
        says_all = bool(reading.mentions and reading.asks) and not lean.pronoun and confidence >= UNMISTAKABLE
        return by_itself or says_all or (asks_itself and confidence >= ASKS_ITSELF)

    def _as_typed(
        self, alone: Understood, text: str, reading: Reading, lean: Lean, turn: Turn
    ) -> list[Understood]:
        """The readings of a follow-up that nothing was put into."""
        found = [alone] if not lean.bare or (alone.is_said and not reading.mentions) else []
        if (reading.mentions and not self._follow_ups.only_names(reading)) or not lean.bare:
            context = self._follow_ups.pronouns.spoken_of(turn) if lean.pronoun else turn.entities
            found.append(self._going_on.read(turn, text, context))
        if not lean.pronoun:
            return found
        is_of_another, is_spoken_of = self._clearness.is_of_another, self._clearness.is_spoken_of
        return [one for one in found if not is_of_another(one, turn) and is_spoken_of(one, turn)]

    def _complete(self, ways: Ways, reading: Reading, lean: Lean, turn: Turn, *, pointed: bool) -> None:
        """Add to ``ways`` the readings of a follow-up that the talk completes.

        « Et Brioche ? » asks the same of another name before it asks anything of both, and a pronoun that the talk resolves is not
        what the dossier is about.
        """
        named: list[Understood] = []
        goes_on = surely_named = False
        likeliest = islice(self._follow_ups.completions(reading, turn), MOST_COMPLETIONS)
        for place, completion in enumerate(likeliest):
            whole = self._going_on.completed(turn, completion, lean)
            if completion.way is Way.NAMED:
                whole = replace(whole, meant=completion.entities)
            joined = completion.way is Way.JOINED
            if joined:
                whole = replace(whole, joined=True)
            if joined and (
                self._clearness.supposes(whole, reading)
                or (lean.bare and self._clearness.names_another(whole, reading))
                or (surely_named and not lean.bare)
            ):
                continue
            if (
                joined
                and not lean.bare
                and self._clearness.asks_anew(whole, reading, [one for one, _ in ways.found])
            ):
                continue
            beside = 0.0
            if self._clearness.misses(completion, whole, reading, lean):
                whole, beside = _offered(whole, Cause.MISSES), OFF_SUBJECT
            elif self._clearness.is_of_others(completion, whole):
                beside = OFF_SUBJECT
            ways.add(whole, lag(completion, place, whole) + beside)
            goes_on |= joined and self._goes_on_surely(whole, turn)
            resolves = lean.pronoun and self._clearness.resolves(completion, whole, turn)
            sure = whole.is_definite and whole.decision.confidence >= RESOLVED
            surely_named |= completion.way is Way.NAMED and sure and not completion.told
            if resolves or self._clearness.is_clear(completion, whole):
                (named if completion.way is Way.NAMED else ways.clear).append(whole)
            if completion.way is Way.SWAPPED and whole.decision.outcome is Outcome.ANSWER:
                ways.tell(completion.entities, whole, turn)
        swapping = self._follow_ups.swapping
        apart = pointed or not swapping.takes_together(reading)
        picks = lean.bare and not swapping.says_whose(reading) and apart
        for entity, whole in self._going_on.picked(reading, turn) if picks else ():
            ways.add(whole, PICKED_LAG)
            ways.tell((entity,), whole, turn)
        # « C'était quand ? » after who asked for the audit is about the audit, though the name of who did would make a question, too.
        ways.clear.extend(one for one in named if not goes_on or self._going_on.is_related(one, turn))

    def _leaves_one_out(self, reading: Reading, told: Collection[tuple[str, ...]]) -> bool:
        """Whether a text is nothing but several names, and not all of them are among those ``told`` of: « et SFR et Numergy ? »."""
        named = frozenset(reading.entities)
        several = len(named) >= SEVERAL and self._follow_ups.only_names(reading)
        return several and not named <= frozenset().union(*told)

    def _apart(self, ways: Ways, reading: Reading) -> tuple[Understood, ...]:
        """What is told of each of several where a text is nothing but their names: « et les autres ? » after who holds most.

        None where one of them has no reply, or another question's.
        """
        named = tuple(dict.fromkeys(reading.entities))
        if len(named) < SEVERAL or not self._follow_ups.only_names(reading):
            return ()
        found = [ways.each[entity,] for entity in named if (entity,) in ways.each]
        alike = len({one.intent for one in found}) == 1 and all(one.is_definite for one in found)
        return tuple(found) if alike and len(found) == len(named) else ()

    def _guesses_at_nothing(self, best: Understood, reading: Reading, turn: Turn) -> bool:
        """Whether a text but puts a figure forward (« 44 % ? »), and what it was completed to is not what the reply told.

        Nothing was told by a choice that nobody took; of a question that had a figure or a year the new one takes the place.
        """
        reader = self._index.reader
        if not reader.only_figures(reading):
            return False
        before = reader.read(turn.question)
        takes_place = bool(reading.years or before.percents or before.figures or before.amounts)
        is_same = takes_place or best.intent == turn.intent
        return turn.unsure or not turn.answered or not is_same

    def _supposes_beside(self, best: Understood, reading: Reading) -> bool:
        """Whether a text asks what would be (« et si ça rate ? »), and what it was completed to says but what is."""
        reader, found = self._index.reader, best.decision.best
        if found is None or not reader.supposes(reading):
            return False
        if reader.supposes(reader.read(found.scored.nearest.text, exact=True)):
            return False
        facts = facts_of(self._index.dossier, found.scored.intent, best.slots or {}).values()
        return not facts or any(fact.status not in YET_TO_BE for fact in facts)

    def _names_one_told(self, reading: Reading, turn: Turn) -> bool:
        """Whether a text is but the name of one of several that the reply before told of: « OVH ? » after who the rivals are."""
        listed, named = turn.listed, frozenset(reading.entities)
        told = listed is not None and len(named) == 1 and all(map(listed.just_told, named))
        return told and self._follow_ups.only_names(reading)

    def _strays(self, one: Understood, turn: Turn) -> bool:
        """Whether a reading that leaves a pronoun to itself has nothing to do with the question before: "who paid for it?" after an audit.

        Nor has one where a pronoun of that question stood for somebody else than what the dossier is about.
        """
        if turn.meant and self._index.dossier.subject not in turn.meant:
            return True
        names_nobody = not self._index.reader.read(turn.question).entities
        strange = names_nobody and not self._going_on.is_related(one, turn)
        return strange or self._clearness.is_elsewhere(one, turn)

    def _is_next(self, one: Understood, turn: Turn) -> bool:
        """Whether a reading surely asks what people ask next, be it that the source is silent on it: "the audit?", "who paid?"."""
        confidence = one.decision.confidence
        sure = confidence >= RESOLVED or (confidence >= NEXT and self._going_on.is_related(one, turn))
        return one.is_definite and sure

    def _is_off(self, one: Understood, turn: Turn) -> bool:
        """Whether a reading would answer something else than what the talk is about, and not surely."""
        unsure = one.decision.outcome is Outcome.ANSWER and one.decision.confidence < OFF_THE_TALK
        return unsure and not self._going_on.is_related(one, turn)

    def _goes_on_surely(self, one: Understood, turn: Turn) -> bool:
        """Whether both questions together surely ask what people ask next: « qui a demandé l'audit ? », « c'était quand ? »."""
        answered = one.decision.outcome is Outcome.ANSWER and one.decision.confidence >= RESOLVED
        return answered and self._going_on.is_related(one, turn)


def _offered(one: Understood, cause: Cause) -> Understood:
    """``one``, with a choice in place of its answer."""
    if one.decision.outcome is not Outcome.ANSWER:
        return one
    return replace(one, decision=replace(one.decision, outcome=Outcome.OFFER, cause=cause))
